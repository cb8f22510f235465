"""Bubbles for everybody at once, tick by tick, against the rules applied to each floor anew."""

from __future__ import annotations

import random
from dataclasses import dataclass, field

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from rooms.bubbles import BubbleRules
from rooms.gathering import Gathering, Standings
from rooms.grid import Grid
from rooms.index import Index
from rooms.model import BubbleId, PersonId, Position, Px, ZoneId
from rooms.sight import Sights
from tests.support.examples import examples
from tests.support.plans import grid_of
from tests.support.regrouping import Standing, regroup

SIDE = 160
ROOMS = (3, 4)
FIRST = 5
FLOORS = 2
SLOTS = 14


@dataclass
class Someone:
    """One who has a slot."""

    person: int
    floor: int
    at: Position
    zone: int = 0
    willing: bool = True
    settled: bool = False
    bubble: int = 0

    def standing(self) -> Standing:
        return Standing(self.at, ZoneId(self.zone), self.settled, self.zone in ROOMS)


@dataclass
class History:
    """A gathering, and beside it the same people with the bubbles that the rules give them."""

    lot: random.Random
    rules: BubbleRules
    step: int
    side: int
    zones: tuple[int, ...]
    restless: float
    grids: list[Grid] = field(init=False)
    slots: list[Someone | None] = field(default_factory=lambda: [None] * SLOTS)
    fresh: list[int] = field(default_factory=lambda: [FIRST] * FLOORS)
    dirty: set[int] = field(default_factory=set)
    came: int = 0

    def __post_init__(self) -> None:
        walls = np.random.default_rng(self.lot.getrandbits(32))
        share = self.lot.choice((0.0, 0.02, 0.1))
        self.grids = [grid_of(walls.random((20, 20)) < share) for _ in range(FLOORS)]
        self.gathering = Gathering(self.rules, Sights(self.grids), SIDE)
        for floor in range(FLOORS):
            self.gathering.open_floor(floor, FIRST)

    def place(self) -> Position:
        def coordinate() -> Px:
            return Px(self.lot.randrange(0, self.side, self.step))

        return Position(coordinate(), coordinate())

    def come(self, slot: int) -> None:
        self.came += 1
        # Ids in no order, so that slots are not in the order of ids.
        one = Someone(self.came * 7919 % 10007, self.lot.randrange(FLOORS), self.place())
        self.slots[slot] = one
        if self.lot.random() < 0.7:
            # Bubbles that fall apart at once, in ways that joining seldom leads to.
            one.bubble = self.lot.choice((ROOMS[0], 5, 5, 5, 5, 5, 6, 9))
            self.gathering.restore(slot, one.floor, BubbleId(one.bubble))
            self.fresh[one.floor] = max(self.fresh[one.floor], one.bubble + 1)

    def change(self) -> None:
        """Some come, go, walk, stand still, change their minds."""
        for slot, one in enumerate(self.slots):
            if self.lot.random() > self.restless:
                continue
            self.dirty.add(slot)
            what = self.lot.choice(("come", "walk", "walk", "stand", "stand", "stand", "mind"))
            if what == "come" or one is None:
                if one is not None:
                    self.gathering.forget(slot)
                    self.slots[slot] = None
                if self.lot.random() < 0.9:
                    self.come(slot)
            elif what == "walk":
                one.at, one.zone = self.place(), self.lot.choice(self.zones)
                one.settled = False
            elif what == "stand":
                one.settled = True
            else:
                one.willing = not one.willing

    def standings(self) -> Standings:
        nobody = Someone(0, 0, Position(Px(0), Px(0)), willing=False)
        people = [one or nobody for one in self.slots]
        return Standings(
            person=np.array([one.person for one in people]),
            floor=np.array([one.floor for one in people]),
            x=np.array([one.at.x for one in people]),
            y=np.array([one.at.y for one in people]),
            zone=np.array([one.zone for one in people]),
            room=np.array([one.zone in ROOMS for one in people]),
            willing=np.array([one.willing for one in people]),
            settled=np.array([one.settled for one in people]),
        )

    def tick(self) -> None:
        """Forms the bubbles both ways."""
        people, dirty = self.standings(), np.array(sorted(self.dirty), np.int64)
        if self.lot.random() < 0.5:
            changed = self.gathering.form(people, dirty)
        else:
            # More pairs than count: also of people who walk or are in rooms.
            key = people.key(np.arange(SLOTS))
            pairs = Index(self.rules.join_radius, SIDE).near(people.x, people.y, key).pairs()
            changed = self.gathering.form(people, dirty, pairs)
        self.dirty.clear()
        told = []
        for floor in range(FLOORS):
            here = {s: p for s, p in enumerate(self.slots) if p is not None and p.floor == floor}
            before = {
                PersonId(p.person): BubbleId(p.bubble) for p in here.values() if p.bubble >= FIRST
            }
            grouped, self.fresh[floor] = regroup(
                {PersonId(p.person): p.standing() for p in here.values() if p.willing},
                before,
                self.grids[floor].line_open,
                self.rules,
                BubbleId(self.fresh[floor]),
            )
            for slot, one in here.items():
                bubble = grouped.get(PersonId(one.person), BubbleId(0))
                if bubble != one.bubble:
                    told.append(slot)
                one.bubble = bubble
        assert [one.bubble if one else 0 for one in self.slots] == self.gathering.of.tolist()
        assert changed.tolist() == sorted(told)


@st.composite
def histories(draw: st.DrawFn) -> History:
    """Rules whose leaving is never narrower than their joining, and a seed for all that happens."""
    join = draw(st.integers(1, 60))
    extent = draw(st.integers(join, 120))
    rules = BubbleRules(
        join_radius=join,
        leave_radius=join + draw(st.sampled_from((0, 10, 25, 100))),
        size=draw(st.integers(2, 6)),
        extent=extent,
        leave_extent=extent + draw(st.integers(0, 40)),
    )
    return History(
        random.Random(draw(st.integers(0, 2**32 - 1))),
        rules,
        step=draw(st.sampled_from((1, 8, 20, 20))),
        side=draw(st.sampled_from((40, 80, SIDE))),
        zones=draw(st.sampled_from(((0,), (0, 0, 1), (0, 0, 1, 2, 3, 4)))),
        restless=draw(st.sampled_from((0.1, 0.3, 0.95))),
    )


@pytest.mark.spec("BUB-2", "BUB-3", "BUB-4", "BUB-5", "BUB-6", "BUB-7", "BUB-8", "BUB-11", "BUB-12")
@examples(400)
@given(histories())
def test_looking_at_the_dirty_alone_gives_what_the_rules_give(history: History) -> None:
    for _ in range(8):
        history.change()
        history.tick()


@pytest.mark.spec("BUB-10")
def test_nobody_dirty_changes_nothing() -> None:
    history = History(random.Random(7), BubbleRules().in_pixels(8), 1, 60, (0,), 0.9)
    for _ in range(6):
        history.change()
        history.tick()
    assert history.gathering.of.any()
    assert not history.gathering.form(history.standings(), np.empty(0, np.int64)).size


def test_rules_by_which_one_would_join_and_leave_in_turns_are_refused() -> None:
    for rules in (BubbleRules(join_radius=5), BubbleRules(extent=9)):
        with pytest.raises(ValueError, match="left at the next tick"):
            Gathering(rules, Sights([]))


@pytest.mark.spec("BUB-5")
def test_nobody_joins_two_who_have_drifted_wider_than_any_joining_allows() -> None:
    rules = BubbleRules(join_radius=40, leave_radius=80, size=9, extent=60, leave_extent=90)
    gathering = Gathering(rules, Sights([grid_of(np.zeros((20, 20), np.bool_))]))
    gathering.open_floor(0, FIRST)
    for slot in (0, 1):
        gathering.restore(slot, 0, BubbleId(FIRST))
    none, all_ = np.zeros(3, np.int64), np.ones(3, np.bool_)
    # 71 px apart across the diagonal, and neither is more than 36 from the third.
    places = np.array([0, 50, 25])
    people = Standings(np.arange(3), none, places, places, none, ~all_, all_, all_)
    assert not gathering.form(people, np.arange(3)).size
    assert gathering.of.tolist() == [FIRST, FIRST, 0]
