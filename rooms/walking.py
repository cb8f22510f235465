"""The claims of everybody in the office: collected, and judged once a tick (MOVE-1, MOVE-13)."""

from __future__ import annotations

from bisect import bisect
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np

from rooms import events
from rooms.crowd import FACINGS, NO_SLOTS, Crowd, Flags, Slots
from rooms.doors import Doors
from rooms.model import PersonId, Position, Px, Seconds
from rooms.movement import WalkRules, judge
from rooms.person import Person
from rooms.plan import FloorPlan

_NOBODY = PersonId(-1)


class Happened(NamedTuple):
    """An event, and the number of the floor on which it happened."""

    floor: int
    event: events.Event


@dataclass(frozen=True, slots=True, eq=False)
class Site:
    """What walking has to know of a floor. `arrived`: what else becomes true because somebody was
    at that place and is at another one now."""

    plan: FloorPlan
    rules: WalkRules
    doors: Doors
    arrived: Callable[[Person, Position], list[events.Event]]


class Walks(NamedTuple):
    """What the claims of a tick led to: whose were accepted, which of them are in another cell
    now, and what else became true."""

    slots: Slots
    crossed: Flags
    happened: list[Happened]


NOBODY_WALKS = Walks(NO_SLOTS, np.empty(0, np.bool_), [])


class _Judged(NamedTuple):
    """What a claim led to, and whether a way had to be looked for."""

    accepted: bool
    happened: list[events.Event]
    searched: bool = False


class Walking:
    """Judges the claims of people on all floors. `people` are those in the crowd, by slot."""

    def __init__(self, crowd: Crowd, sites: Sequence[Site], people: Mapping[int, Person]) -> None:
        self._crowd = crowd
        self._sites = sites
        self._people = people
        self._last_searched = _NOBODY

    def judge_claims(self, now: Seconds) -> Walks:
        """All claims in turn; those that need more searching than a tick allows stay (MOVE-13)."""
        crowd = self._crowd
        cells = crowd.cell.copy()
        claimed = sorted((person.id, slot) for slot, person in self._claimers())
        first = bisect(claimed, (self._last_searched, len(cells)))
        searches = max(site.rules.searches for site in self._sites)
        accepted: list[int] = []
        happened: list[Happened] = []
        for who, slot in claimed[first:] + claimed[:first]:
            judged = self._walk(self._people[slot], now, may_search=searches > 0)
            if judged is None:
                continue
            crowd.claimed[slot] = False
            if judged.accepted:
                accepted.append(slot)
            happened += (Happened(int(crowd.floor[slot]), event) for event in judged.happened)
            if judged.searched:
                searches -= 1
                self._last_searched = who
        if not crowd.restless:
            self._last_searched = _NOBODY
        walked = np.array(accepted, np.int64)
        return Walks(walked, cells[walked] != crowd.cell[walked], happened)

    def _claimers(self) -> list[tuple[int, Person]]:
        return [(slot, self._people[slot]) for slot in self._crowd.waiting.tolist()]

    def _walk(self, person: Person, now: Seconds, *, may_search: bool) -> _Judged | None:
        """Judges a person's claim; None where it has to wait."""
        crowd, slot = self._crowd, person.slot
        site = self._sites[crowd.floor[slot]]
        before = person.at
        to = Position(Px(int(crowd.claim_x[slot])), Px(int(crowd.claim_y[slot])))
        facing = FACINGS[crowd.claim_facing[slot]]
        if to == before:
            turned, person.facing = person.facing != facing, facing
            return _Judged(turned, [])
        person.allowance.earn(now, site.plan.tile_width, site.rules)
        bounds = site.doors.bounds(person)
        judgement = judge(
            site.plan, before, to, person.allowance.left, bounds, may_search=may_search
        )
        if judgement is None:
            return None
        why, spent, searched = judgement
        person.allowance.left -= spent
        if why is not None:
            person.epoch += 1
            placed = events.Placed(person.id, before, person.epoch, why)
            return _Judged(False, [placed], searched)
        person.at, person.facing, person.moved_at = to, facing, now
        return _Judged(True, site.arrived(person, before), searched)
