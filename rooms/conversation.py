"""Who talks with whom on a floor, tick by tick: what `bubbles` is applied to, and when."""

from __future__ import annotations

from collections.abc import Mapping

from rooms import events
from rooms.bubbles import BubbleRules, Standing, regroup
from rooms.model import NO_BUBBLE, BubbleId, PersonId, Seconds
from rooms.person import Person
from rooms.plan import FloorPlan, ZoneKind


class Conversations:
    """The bubbles of one floor."""

    def __init__(self, plan: FloorPlan, rules: BubbleRules) -> None:
        self._plan = plan
        self._settle = rules.settle
        self._rules = rules.in_pixels(plan.tile_width)
        self._settling: set[PersonId] = set()
        self._stirred = False
        self._last_room = BubbleId(len(plan.zones))  # meeting rooms use their zone's id
        self._fresh = BubbleId(len(plan.zones) + 1)

    @property
    def restless(self) -> bool:
        """Whether the next tick may change a bubble."""
        return bool(self._settling) or self._stirred

    def seat(self, person: Person) -> None:
        """Somebody came. A restored seat keeps its number; fresh ones have to be larger."""
        self._fresh = max(self._fresh, BubbleId(person.bubble + 1))
        self.unsettle(person)

    def unsettle(self, person: Person) -> None:
        """Somebody's place changed."""
        self._settling.add(person.id)
        self._stirred = True

    def forget(self, person: Person) -> None:
        """Somebody went."""
        self._settling.discard(person.id)
        self._stirred = True

    def stir(self) -> None:
        """Somebody wants to talk now, or does not any more."""
        self._stirred = True

    def form(self, people: Mapping[PersonId, Person], now: Seconds) -> list[events.Event]:
        """Forms the bubbles, if anything changed that they depend on."""
        settled_before = now - self._settle
        settled_now = {p for p in self._settling if people[p].moved_at <= settled_before}
        self._settling -= settled_now
        if not (self._stirred or settled_now):
            return []
        self._stirred = False
        talkative = {
            person.id: standing
            for person in people.values()
            if (standing := self._standing(person)) is not None
        }
        before = {p.id: p.bubble for p in people.values() if p.bubble > self._last_room}
        grouped, self._fresh = regroup(
            talkative, before, self._plan.sight.line_open, self._rules, self._fresh
        )
        happened: list[events.Event] = []
        for who in sorted(people):
            person, bubble = people[who], grouped.get(who, NO_BUBBLE)
            if person.bubble != bubble:
                person.bubble = bubble
                happened.append(events.Bubbled(who, bubble))
        return happened

    def _standing(self, person: Person) -> Standing | None:
        """None for those with whom no bubble forms (BUB-8)."""
        zone = self._plan.talk_zone(person.at)
        unwilling = person.wish is not None and person.wish.status == "dnd"
        if unwilling or self._plan.is_silent(zone):
            return None
        room = zone != 0 and self._plan.zone(zone).kind is ZoneKind.MEETING
        return Standing(person.at, zone, person.id not in self._settling, room)
