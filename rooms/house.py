"""All floors with the people on them: who is where, how one changes floors, and what the other
floors are told of it (LIST-1, STAT-3)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import NamedTuple

from rooms import commands, events
from rooms.arrays import Slots
from rooms.crowd import FACINGS, Crowd
from rooms.floor import Floor, UnknownPersonError
from rooms.model import FloorId, PersonId, Position, Px, Seconds, ZoneId
from rooms.person import Whereabouts
from rooms.site import Happened
from rooms.together import Together


class Told(NamedTuple):
    """An event, and the floor on which it happened: groups that may know it are those there; of
    Walked, which tells of all floors, those on the floor of each who walked."""

    floor: FloorId
    event: events.Event


EVERYWHERE = FloorId("")
"""In the place of a floor, where an event tells of people on all of them."""

Exits = Mapping[tuple[FloorId, ZoneId], tuple[FloorId, str]]
"""Where an exit of a floor leads: to a floor, and an arrival point there."""


class House:
    """The floors, numbered in their order; all who are on them walk together."""

    def __init__(self, floors: Mapping[FloorId, Floor], exits: Exits) -> None:
        self.floors = floors
        self._ids = tuple(floors)
        self._together = Together([floor.site for floor in floors.values()])
        for number, floor in enumerate(floors.values()):
            floor.join(self._together, number)
        self._exits = exits
        self._where: dict[PersonId, FloorId] = {}
        self._shown: dict[PersonId, events.CameElsewhere] = {}  # what other floors may know

    # --- what is so ---------------------------------------------------------------------------

    def __len__(self) -> int:
        return len(self._where)

    def __contains__(self, person: PersonId) -> bool:
        return person in self._where

    @property
    def crowd(self) -> Crowd:
        """Where everybody is, as arrays."""
        return self._together.crowd

    def whereabouts(self, slots: Slots) -> list[Whereabouts]:
        """Where those are who have these slots, and what else is theirs over a restart."""
        crowd = self.crowd
        columns = (crowd.person, crowd.floor, crowd.x, crowd.y, crowd.facing)
        found = zip(slots.tolist(), *(column[slots].tolist() for column in columns), strict=True)
        return [
            Whereabouts(
                PersonId(who),
                self._ids[floor],
                Position(Px(x), Px(y)),
                FACINGS[facing],
                (person := self._together.person(slot)).wish,
                person.hand,
                person.bubble,
            )
            for slot, who, floor, x, y, facing in found
        ]

    def where(self, person: PersonId) -> FloorId:
        """The floor that somebody is on. Raises UnknownPersonError."""
        try:
            return self._where[person]
        except KeyError:
            raise UnknownPersonError(person) from None

    def floor_of(self, person: PersonId) -> Floor:
        """The same floor itself. Raises UnknownPersonError."""
        return self.floors[self.where(person)]

    def elsewhere(self, floor: FloorId) -> list[events.CameElsewhere]:
        """All who are on other floors than this one, by id."""
        return [shown for _, shown in sorted(self._shown.items()) if shown.floor != floor]

    @property
    def next_deadline(self) -> Seconds | None:
        """When the next lingering person's, or wish's, time is up."""
        return self._together.next_deadline

    @property
    def restless(self) -> bool:
        """Whether the next tick has anything to do but to look at deadlines."""
        return self._together.restless

    # --- coming, going, acting ----------------------------------------------------------------

    def enter(
        self, person: PersonId, command: commands.Enter, floor: FloorId | None, now: Seconds
    ) -> list[Told]:
        """Somebody comes to a floor, or to the first one."""
        if person in self._where:
            raise ValueError(f"person {person} is in the office already")
        to = next(iter(self.floors)) if floor is None else floor
        happened = self.floors[to].handle(person, command, now)
        self._where[person] = to
        return self._told(to, happened, now)

    def do(self, person: PersonId, command: commands.FloorCommand, now: Seconds) -> list[Told]:
        """What the person's own floor does."""
        floor = self.where(person)
        return self._told(floor, self.floors[floor].handle(person, command, now), now)

    def end(self, person: PersonId, why: events.LeaveReason, now: Seconds) -> list[Told]:
        """Puts somebody out of the office."""
        floor = self.where(person)
        return self._told(floor, self.floors[floor].remove(person, why), now)

    def go(self, person: PersonId, to: FloorId, now: Seconds) -> list[Told]:
        """Changes floors by the list, or says why not."""
        here = self.where(person)
        if to not in self.floors:
            return [_stays(person, here, "unknown_floor")]
        if to == here:
            return [_stays(person, here, "already_here")]
        if self.floors[to].is_full:
            return [_stays(person, here, "full")]
        return self._change(person, to, "", now)

    def tick(self, now: Seconds) -> list[Told]:
        """Ends what has run out, moves all at once, and forms the groups."""
        told = self._told_by_floor(self._together.run_out(now), now)
        slots, crossed, happened = self._together.walk(now)
        who, where = self.crowd.person[slots], self.crowd.floor[slots]
        after = self._told_by_floor(happened + self._together.form(now), now)
        # Who took an exit has left meanwhile, and somebody else may have the slot.
        stayed = (self.crowd.person[slots] == who) & (self.crowd.floor[slots] == where)
        if stayed.any():
            told.append(Told(EVERYWHERE, events.Walked(slots[stayed], crossed[stayed])))
        return told + after

    def _told_by_floor(self, happened: Iterable[Happened], now: Seconds) -> list[Told]:
        by_floor: dict[int, list[events.Event]] = {}
        for floor, event in happened:
            by_floor.setdefault(floor, []).append(event)
        told: list[Told] = []
        for number, on_floor in sorted(by_floor.items(), key=lambda item: item[0]):
            told += self._told(self._ids[number], on_floor, now)
        return told

    # --- what that leads to -------------------------------------------------------------------

    def _told(self, floor: FloorId, happened: Iterable[events.Event], now: Seconds) -> list[Told]:
        """What happened on a floor, with what others are told of it. Exits are taken at the end,
        so that nothing is told of somebody on a floor that they have left."""
        told: list[Told] = []
        exits: list[events.ExitReached] = []
        for event in happened:
            if isinstance(event, events.ExitReached):
                exits.append(event)
                continue
            told.append(Told(floor, event))
            told += self._elsewhere(floor, event)
        for reached in exits:
            if (floor, reached.exit) in self._exits and reached.person in self._where:
                told += self._take(reached.person, *self._exits[floor, reached.exit], now)
        return told

    def _take(self, person: PersonId, to: FloorId, spawn: str, now: Seconds) -> list[Told]:
        if to not in self.floors:
            return []
        if to != self.where(person) and self.floors[to].is_full:
            return [_stays(person, self.where(person), "full")]
        return self._change(person, to, spawn, now)

    def _change(self, person: PersonId, to: FloorId, spawn: str, now: Seconds) -> list[Told]:
        """Somebody goes on to another floor as who they are."""
        here = self.where(person)
        old = self.floors[here]
        card = old.card(person)
        if card.guest:
            return [_stays(person, here, "not_allowed")]
        enter = commands.Enter(
            profile=card.profile,
            spawn=spawn,
            wish=old.wish(person),
            hand=card.hand,
            epoch=old.epoch(person) + 1,
        )
        told = self._told(here, old.remove(person, "floor"), now)
        self._where[person] = to
        if to != here:
            told.append(Told(to, events.WentElsewhere(person)))
        return told + self._told(to, self.floors[to].handle(person, enter, now), now)

    def _elsewhere(self, floor: FloorId, event: events.Event) -> list[Told]:
        """What the other floors are told of an event on this one."""
        match event:
            case events.Entered(card=card):
                came = events.CameElsewhere(card.person, card.profile, floor, card.status)
                return self._show(came)
            case events.Changed(person=person, status=status):
                return self._show(replace(self._shown[person], status=status))
            case events.Profiled(person=person, profile=profile):
                return self._show(replace(self._shown[person], profile=profile))
            case events.Left(person=person, why=why) if why != "floor":
                del self._where[person], self._shown[person]
                return self._to_others(floor, events.WentElsewhere(person))
            case _:
                return []

    def _show(self, shown: events.CameElsewhere) -> list[Told]:
        if self._shown.get(shown.person) == shown:
            return []
        self._shown[shown.person] = shown
        return self._to_others(shown.floor, shown)

    def _to_others(self, floor: FloorId, event: events.Event) -> list[Told]:
        return [Told(other, event) for other in self.floors if other != floor]


def _stays(person: PersonId, floor: FloorId, why: events.RefusalReason) -> Told:
    return Told(floor, events.Refused(person, "go_floor", "", why))
