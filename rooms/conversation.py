"""Who talks with whom, on all floors, tick by tick: what `bubbles` is applied to, and when."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np

from rooms import events
from rooms.bubbles import Standing, regroup
from rooms.crowd import FREE, Crowd
from rooms.model import NO_BUBBLE, BubbleId, Seconds, ZoneId
from rooms.person import Person
from rooms.plan import ZoneKind
from rooms.site import Happened, Site


class Conversations:
    """The bubbles of all floors. `people` are those in the crowd, by slot."""

    def __init__(self, crowd: Crowd, sites: Sequence[Site], people: Mapping[int, Person]) -> None:
        self._crowd = crowd
        self._people = people
        self._settle = np.array([site.bubbles.settle for site in sites])
        self._floors = [_Floor(site) for site in sites]
        self._left: set[int] = set()

    @property
    def restless(self) -> bool:
        """Whether the next tick may change a bubble."""
        return bool(self._crowd.settling.any() or self._crowd.stirred.any())

    def came(self, person: Person) -> None:
        """Somebody came. A restored seat keeps its number; fresh ones have to be larger."""
        floor = self._floors[self._crowd.floor[person.slot]]
        floor.fresh = max(floor.fresh, BubbleId(person.bubble + 1))

    def went(self, person: Person) -> None:
        """Somebody goes."""
        self._left.add(int(self._crowd.floor[person.slot]))

    def form(self, now: Seconds) -> list[Happened]:
        """Forms the bubbles where anything changed that they depend on."""
        self._settled(now)
        crowd = self._crowd
        stirred = np.unique(crowd.floor[crowd.stirred]).tolist()
        floors = sorted(self._left.union(stirred) - {FREE})
        crowd.stirred[:] = False
        self._left.clear()
        happened: list[Happened] = []
        for floor in floors:
            slots = np.flatnonzero(crowd.floor == floor).tolist()
            people = [self._people[slot] for slot in slots]
            settled = [not unsettled for unsettled in crowd.settling[slots].tolist()]
            told = self._floors[floor].form(people, settled)
            happened += (Happened(floor, event) for event in told)
        return happened

    def _settled(self, now: Seconds) -> None:
        crowd = self._crowd
        slots = np.flatnonzero(crowd.settling)
        settled = slots[crowd.moved_at[slots] <= now - self._settle[crowd.floor[slots]]]
        crowd.settling[settled] = False
        crowd.stirred[settled] = True


class _Floor:
    """The bubbles of one floor."""

    def __init__(self, site: Site) -> None:
        self._plan = site.plan
        self._rules = site.bubbles.in_pixels(site.plan.tile_width)
        self._last_room = BubbleId(len(site.plan.zones))  # meeting rooms use their zone's id
        self.fresh = BubbleId(len(site.plan.zones) + 1)

    def form(self, people: Sequence[Person], settled: Sequence[bool]) -> list[events.Event]:
        """Forms them anew. `people` are all on the floor; `settled`, who has stood still."""
        talkative = {
            person.id: standing
            for person, still in zip(people, settled, strict=True)
            if (standing := self._standing(person, settled=still)) is not None
        }
        before = {p.id: p.bubble for p in people if p.bubble > self._last_room}
        grouped, self.fresh = regroup(
            talkative, before, self._plan.sight.line_open, self._rules, self.fresh
        )
        happened: list[events.Event] = []
        for person in sorted(people, key=lambda person: person.id):
            bubble = grouped.get(person.id, NO_BUBBLE)
            if person.bubble != bubble:
                person.bubble = bubble
                happened.append(events.Bubbled(person.id, bubble))
        return happened

    def _standing(self, person: Person, *, settled: bool) -> Standing | None:
        """None for those with whom no bubble forms (BUB-8)."""
        zone = ZoneId(int(person.crowd.zone[person.slot]))
        unwilling = person.wish is not None and person.wish.status == "dnd"
        if unwilling or self._plan.is_silent(zone):
            return None
        room = zone != 0 and self._plan.zone(zone).kind is ZoneKind.MEETING
        return Standing(person.at, zone, settled, room)
