"""Who talks with whom, on all floors, tick by tick: when bubbles are formed, and of whom."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np

from rooms import events
from rooms.arrays import Flags, Slots
from rooms.bubbles import BubbleRules
from rooms.crowd import FREE, Crowd
from rooms.gathering import Gathering, Standings
from rooms.model import NO_BUBBLE, BubbleId, Seconds
from rooms.person import Person
from rooms.sight import Sights
from rooms.site import Happened, Site


class Conversations:
    """The bubbles of all floors. `people` are those in the crowd, by slot."""

    def __init__(self, crowd: Crowd, sites: Sequence[Site], people: Mapping[int, Person]) -> None:
        self._crowd = crowd
        self._people = people
        self._settle = np.array([site.bubbles.settle for site in sites])
        self._sights = Sights([site.plan.sight for site in sites])
        by_rules: dict[BubbleRules, Gathering] = {}
        self._of_floor: list[Gathering] = []
        for floor, site in enumerate(sites):
            # One for all floors on which the rules come to the same, as they do if tiles do.
            rules = site.bubbles.in_pixels(site.plan.tile_width)
            if rules not in by_rules:
                by_rules[rules] = Gathering(rules, self._sights, site.plan.width)
            self._of_floor.append(by_rules[rules])
            # Meeting rooms use their zone's number.
            by_rules[rules].open_floor(floor, len(site.plan.zones) + 1)
        self._gatherings = [
            (gathering, np.array([gathering is other for other in self._of_floor]))
            for gathering in by_rules.values()
        ]
        """Each, and of each floor whether it is one of theirs."""

    @property
    def restless(self) -> bool:
        """Whether the next tick may change a bubble."""
        someone = self._crowd.settling.any() or self._crowd.stirred.any()
        return bool(someone) or any(each.restless for each, _ in self._gatherings)

    def came(self, person: Person) -> None:
        """Somebody came, perhaps with a bubble that they had."""
        if person.bubble != NO_BUBBLE:
            floor = int(self._crowd.floor[person.slot])
            self._of_floor[floor].restore(person.slot, floor, person.bubble)

    def went(self, person: Person) -> None:
        """Somebody goes."""
        self._of_floor[self._crowd.floor[person.slot]].forget(person.slot)

    def form(self, now: Seconds) -> list[Happened]:
        """Forms the bubbles of all of whom anything changed that bubbles depend on."""
        crowd = self._crowd
        self._settled(now)
        dirty = np.flatnonzero(crowd.stirred)
        crowd.stirred[:] = False
        happened: list[Happened] = []
        for gathering, floors in self._gatherings:
            if len(dirty) or gathering.restless:
                here = floors[crowd.floor] & (crowd.floor != FREE)
                changed = gathering.form(self._standings(here), dirty[here[dirty]])
                happened += self._told(gathering, changed)
        return happened

    def _settled(self, now: Seconds) -> None:
        """Who has stood still for long enough may join others now."""
        crowd = self._crowd
        slots = np.flatnonzero(crowd.settling)
        settled = slots[crowd.moved_at[slots] <= now - self._settle[crowd.floor[slots]]]
        crowd.settling[settled] = False
        crowd.stirred[settled] = True

    def _standings(self, here: Flags) -> Standings:
        """Everybody as the rules see them; `here` are those whom a gathering is about."""
        crowd, terrain = self._crowd, self._crowd.terrain
        return Standings(
            person=crowd.person,
            floor=crowd.floor,
            x=crowd.x,
            y=crowd.y,
            zone=crowd.zone,
            room=terrain.meeting[crowd.place],
            willing=here & ~(crowd.unwilling | terrain.silent[crowd.place]),
            settled=~crowd.settling,
        )

    def _told(self, gathering: Gathering, changed: Slots) -> list[Happened]:
        crowd = self._crowd
        changed = changed[np.lexsort((crowd.person[changed], crowd.floor[changed]))]
        happened = []
        floors, bubbles = crowd.floor[changed].tolist(), gathering.of[changed].tolist()
        for slot, floor, bubble in zip(changed.tolist(), floors, bubbles, strict=True):
            person = self._people[slot]
            person.bubble = BubbleId(bubble)
            happened.append(Happened(floor, events.Bubbled(person.id, person.bubble)))
        return happened
