"""The claims of everybody in the office: collected, and judged once a tick (MOVE-1, MOVE-13).

All are looked at together; who is seen to walk straight on within a room, or outside of all, walks
together too. The others follow one by one, in the order of their ids: what one of them does may
open or fill a room for the next.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

import numpy as np

from rooms import events
from rooms.arrays import NO_SLOTS, Flags, Slots
from rooms.crowd import Crowd
from rooms.glance import glance
from rooms.model import PersonId, Position, Px, Seconds
from rooms.movement import Judgement, judge
from rooms.person import Person
from rooms.site import Happened, Site

_NOBODY = PersonId(-1)


class Walks(NamedTuple):
    """What the claims of a tick led to: whose were accepted, which of them are in another cell
    now, and what else became true."""

    slots: Slots
    crossed: Flags
    happened: list[Happened]


NOBODY_WALKS = Walks(NO_SLOTS, np.empty(0, np.bool_), [])


class Walking:
    """Judges the claims of people on all floors. `people` are those in the crowd, by slot."""

    def __init__(self, crowd: Crowd, sites: Sequence[Site], people: Mapping[int, Person]) -> None:
        self._crowd = crowd
        self._sites = sites
        self._people = people
        paces = [site.walk.pace(site.plan.tile_width) for site in sites]
        self._pace = np.array([pace.speed for pace in paces])
        self._most = np.array([pace.most for pace in paces])
        self._searches = max(site.walk.searches for site in sites)
        self._last_searched = _NOBODY
        self.doors_changed = set(range(len(sites)))
        """Floors where other rooms may be shut than at the last tick."""

    def judge_claims(self, now: Seconds) -> Walks:
        """All claims; those that need more searching than a tick allows stay (MOVE-13)."""
        crowd = self._crowd
        cells = crowd.cell.copy()
        self._look_at_doors()
        slots = crowd.waiting
        slots = slots[np.argsort(crowd.person[slots])]
        still = (crowd.claim_x[slots] == crowd.x[slots]) & (crowd.claim_y[slots] == crowd.y[slots])
        turned = self._turn(slots[still])
        going = slots[~still]
        self._earn(going, now)
        seen = glance(crowd, going)
        on = seen.straight & self._stays_in_room(going, seen.straight)
        happened = self._put_back(going[seen.edge], "edge")
        happened += self._put_back(going[seen.speed], "speed")
        strolled = going[on]
        crowd.earned[strolled] -= seen.length[on]
        happened += self._stroll(strolled, now)
        rest = ~(on | seen.edge | seen.speed)
        others, of_others = self._walk_in_turn(going[rest], seen.closed[rest], now)
        walked = np.concatenate((turned, strolled, others))
        return Walks(walked, cells[walked] != crowd.cell[walked], happened + of_others)

    def _look_at_doors(self) -> None:
        for floor in self.doors_changed:
            self._crowd.terrain.bar(floor, self._sites[floor].doors.barred)
        self.doors_changed.clear()

    # --- all at once --------------------------------------------------------------------------

    def _turn(self, slots: Slots) -> Slots:
        """Who claims the own place looks where they say; returns who looked elsewhere before."""
        crowd = self._crowd
        facing = crowd.claim_facing[slots]
        turned: Slots = slots[crowd.facing[slots] != facing]
        crowd.facing[slots] = facing
        crowd.claimed[slots] = False
        return turned

    def _earn(self, slots: Slots, now: Seconds) -> None:
        """Adds what the time since the last claim earns, up to the savings (MOVE-2)."""
        crowd = self._crowd
        floor = crowd.floor[slots]
        since = np.maximum(0.0, now - crowd.earned_at[slots])
        earned = crowd.earned[slots] + since * self._pace[floor]
        crowd.earned[slots] = np.minimum(self._most[floor], earned)
        crowd.earned_at[slots] = now

    def _stays_in_room(self, slots: Slots, among: Flags) -> Flags:
        """Who would be in the same room, or in none again; false for who is not asked about."""
        crowd, room = self._crowd, self._crowd.terrain.room
        stays = among.copy()
        slots = slots[among]
        to = crowd.terrain.places(crowd.floor[slots], crowd.claim_x[slots], crowd.claim_y[slots])
        stays[among] = room[crowd.place[slots]] == room[to]
        return stays

    def _stroll(self, slots: Slots, now: Seconds) -> list[Happened]:
        """All these walk; only who comes to a place of another kind is looked at one by one."""
        crowd = self._crowd
        before = crowd.place[slots]
        crowd.move(slots, crowd.claim_x[slots], crowd.claim_y[slots])
        crowd.facing[slots] = crowd.claim_facing[slots]
        crowd.moved_at[slots] = now
        crowd.claimed[slots] = False
        changed = crowd.place[slots] != before
        happened: list[Happened] = []
        for slot, place in zip(slots[changed].tolist(), before[changed].tolist(), strict=True):
            happened += self._arrived(slot, place)
        return happened

    # --- one by one ---------------------------------------------------------------------------

    def _arrived(self, slot: int, before: int) -> list[Happened]:
        crowd, kinds = self._crowd, self._crowd.terrain.kinds
        floor, now_at = int(crowd.floor[slot]), int(crowd.place[slot])
        if now_at == before:
            return []
        told = self._sites[floor].arrived(self._people[slot], kinds[before], kinds[now_at])
        return [Happened(floor, event) for event in told]

    def _put_back(self, slots: Slots, why: events.PlaceReason) -> list[Happened]:
        """Refuses claims (MOVE-6)."""
        crowd = self._crowd
        crowd.claimed[slots] = False
        crowd.epoch[slots] += 1
        floors, epochs = crowd.floor[slots].tolist(), crowd.epoch[slots].tolist()
        people = crowd.person[slots].tolist()
        return [
            Happened(floor, events.Placed(PersonId(person), crowd.at(slot), epoch, why))
            for slot, floor, person, epoch in zip(
                slots.tolist(), floors, people, epochs, strict=True
            )
        ]

    def _walk_in_turn(
        self, slots: Slots, closed: Flags, now: Seconds
    ) -> tuple[Slots, list[Happened]]:
        """Judges each claim exactly: who walked, and what else happened. Where the line is closed
        to anybody, there is nothing to judge without a search."""
        first = np.searchsorted(self._crowd.person[slots], self._last_searched, side="right")
        slots, closed = np.roll(slots, -first), np.roll(closed, -first)
        searches = self._searches
        walked: list[int] = []
        happened: list[Happened] = []
        for slot, must_search in zip(slots.tolist(), closed.tolist(), strict=True):
            if must_search and not searches:
                continue
            person = self._people[slot]
            judged = self._judge(person, may_search=searches > 0)
            if judged is None:
                continue
            if judged.searched:
                searches -= 1
                self._last_searched = person.id
            self._crowd.earned[slot] -= judged.spent
            one = np.array([slot])
            if judged.why is None:
                walked.append(slot)
                happened += self._stroll(one, now)
            else:
                happened += self._put_back(one, judged.why)
        if not self._crowd.restless:
            self._last_searched = _NOBODY
        return np.array(walked, np.int64), happened

    def _judge(self, person: Person, *, may_search: bool) -> Judgement | None:
        """Judges a person's claim; None where it has to wait."""
        crowd, slot = self._crowd, person.slot
        site = self._sites[crowd.floor[slot]]
        to = Position(Px(int(crowd.claim_x[slot])), Px(int(crowd.claim_y[slot])))
        bounds = site.doors.bounds(person)
        earned = float(crowd.earned[slot])
        return judge(site.plan, person.at, to, earned, bounds, may_search=may_search)
