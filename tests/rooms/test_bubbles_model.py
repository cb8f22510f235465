"""Random crowds: the bubbles against the model of the specification, and what holds of any."""

from __future__ import annotations

import math
import random
from dataclasses import dataclass, replace
from itertools import combinations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from rooms.bubbles import BubbleRules
from rooms.grid import Grid
from rooms.model import BubbleId, PersonId, Position, ZoneId
from tests.support.bubble_model import Bubbles
from tests.support.examples import examples
from tests.support.plans import grid_of
from tests.support.regrouping import Standing, regroup

SIDE = 160
"""Pixels across the floors of these tests, 20 cells of 8."""

ROOMS = frozenset({3, 4})
FIRST = BubbleId(5)
"""The first id that is no meeting room's."""


@dataclass(frozen=True)
class Crowd:
    """All that the bubbles of a tick are a function of."""

    people: dict[PersonId, Standing]
    before: dict[PersonId, BubbleId]
    sight: Grid
    rules: BubbleRules
    fresh: BubbleId

    def grouped(self) -> tuple[dict[PersonId, BubbleId], BubbleId]:
        return regroup(self.people, self.before, self.sight.line_open, self.rules, self.fresh)

    def members(self) -> dict[BubbleId, list[PersonId]]:
        found: dict[BubbleId, list[PersonId]] = {}
        for person, bubble in self.grouped()[0].items():
            found.setdefault(bubble, []).append(person)
        return found


@st.composite
def rule_sets(draw: st.DrawFn) -> BubbleRules:
    """Rules in pixels, whose leaving is never narrower than their joining."""
    join = draw(st.integers(1, 60))
    extent = draw(st.integers(join, 120))
    return BubbleRules(
        join_radius=join,
        leave_radius=join + draw(st.sampled_from((0, 10, 25, 100))),
        size=draw(st.integers(2, 6)),
        extent=extent,
        leave_extent=extent + draw(st.integers(0, 40)),
    )


@st.composite
def crowds(draw: st.DrawFn) -> Crowd:
    """Anybody anywhere, in a few zones, with any bubbles before."""
    ids = draw(st.lists(st.integers(1, 40), max_size=14, unique=True))
    # Coarse steps make many distances alike, which is where orders go wrong.
    step = draw(st.sampled_from((1, 8, 20)))
    side = draw(st.sampled_from((40, 80, SIDE)))
    coordinate = st.integers(0, (side - 1) // step).map(lambda i: i * step)
    zone = st.sampled_from(draw(st.sampled_from(((0,), (0, 0, 1), (0, 0, 1, 2, 3, 4)))))
    bubble = st.sampled_from(draw(st.sampled_from(((0, 5, 5, 5, 6, 6, 7, 9), (5,), (0, 5)))))
    people, before = {}, {}
    for who in ids:
        place = Position(draw(coordinate), draw(coordinate))
        where = draw(zone)
        settled = draw(st.sampled_from((True, True, True, False)))
        people[PersonId(who)] = Standing(place, ZoneId(where), settled, where in ROOMS)
        if seat := draw(bubble):
            before[PersonId(who)] = BubbleId(seat)
    walls = np.random.default_rng(draw(st.integers(0, 2**32 - 1))).random((20, 20))
    sight = grid_of(walls < draw(st.sampled_from((0.0, 0.0, 0.02, 0.1))))
    fresh = BubbleId(draw(st.integers(10, 12)))
    return Crowd(people, before, sight, draw(rule_sets()), fresh)


@pytest.mark.spec("BUB-1", "BUB-2", "BUB-3", "BUB-4", "BUB-5", "BUB-6", "BUB-7", "BUB-11")
@examples(1000)
@given(crowds())
def test_the_bubbles_and_their_ids_are_those_of_the_specification(crowd: Crowd) -> None:
    model = Bubbles(crowd.people, crowd.before, crowd.sight.line_open, crowd.rules)
    assert crowd.grouped() == model.solve(crowd.fresh)


@pytest.mark.spec("BUB-9")
@examples(100)
@given(crowds(), st.integers())
def test_the_order_of_the_input_does_not_matter(crowd: Crowd, seed: int) -> None:
    people, before = list(crowd.people.items()), list(crowd.before.items())
    random.Random(seed).shuffle(people)
    random.Random(seed).shuffle(before)
    turned = replace(crowd, people=dict(people), before=dict(before))
    assert turned.grouped() == crowd.grouped()


@pytest.mark.spec("BUB-10")
@examples(300)
@given(crowds())
def test_a_second_tick_changes_nothing(crowd: Crowd) -> None:
    bubbles, fresh = crowd.grouped()
    outside = {p: b for p, b in bubbles.items() if b not in ROOMS}
    assert replace(crowd, before=outside, fresh=fresh).grouped() == (bubbles, fresh)


@pytest.mark.spec("BUB-1", "BUB-4", "BUB-5", "BUB-6", "BUB-11")
@examples(300)
@given(crowds())
def test_no_bubble_is_lonely_crowded_wide_or_across_a_border(crowd: Crowd) -> None:
    bubbles = crowd.members()
    seats = list(crowd.before.values())
    # A bubble from before may be larger than may be joined (an operator changed the rules).
    most = max([crowd.rules.size, *map(seats.count, seats)])
    for bubble, members in bubbles.items():
        standing = [crowd.people[m] for m in members]
        assert len(members) >= 2
        assert len({s.zone for s in standing}) == 1
        assert {s.room for s in standing} == {bubble in ROOMS}
        if bubble in ROOMS:
            continue
        assert len(members) <= most
        width = max(math.dist(a.at, b.at) for a, b in combinations(standing, 2))
        assert width <= crowd.rules.leave_extent
        assert hangs_together(crowd, members)
        assert bubble in seats or bubble >= crowd.fresh


def hangs_together(crowd: Crowd, members: list[PersonId]) -> bool:
    """Whether each member is linked to each other by steps within reach and in sight."""
    reached, people = {members[0]}, crowd.people
    while more := {
        m
        for m in members
        for r in reached
        if m not in reached
        and math.dist(people[m].at, people[r].at) <= crowd.rules.leave_radius
        and crowd.sight.line_open(people[m].at, people[r].at)
    }:
        reached |= more
    return len(reached) == len(members)


@pytest.mark.spec("BUB-2", "BUB-4", "BUB-5", "BUB-6")
@examples(150)
@given(crowds())
def test_settled_neighbours_stay_apart_only_for_a_reason(crowd: Crowd) -> None:
    bubbles, members = crowd.grouped()[0], crowd.members()
    for a, b in combinations(sorted(crowd.people), 2):
        one, other = crowd.people[a], crowd.people[b]
        near = math.dist(one.at, other.at) <= crowd.rules.join_radius
        if not (near and one.settled and other.settled) or one.room or other.room:
            continue
        if a in bubbles and bubbles[a] == bubbles.get(b):
            continue
        together = {*members.get(bubbles.get(a), [a]), *members.get(bubbles.get(b), [b])}
        places = [crowd.people[p].at for p in together]
        assert (
            one.zone != other.zone
            or not crowd.sight.line_open(one.at, other.at)
            or len(together) > crowd.rules.size
            or max(math.dist(p, q) for p in places for q in places) > crowd.rules.extent
        )
