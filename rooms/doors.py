"""The rooms' doors: who is inside, who owns a room, and to whom it is shut (ROOM-1 … ROOM-7)."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

from rooms import commands, events
from rooms.model import PersonId, RoomState, ZoneId
from rooms.movement import Bounds
from rooms.person import Person
from rooms.plan import FloorPlan

NO_ROOM = ZoneId(0)
_NOBODY = PersonId(0)
_NONE: frozenset[ZoneId] = frozenset()
_ALL_OPEN = Bounds()


@dataclass(slots=True)
class _Room:
    """One room. `inside` tells of each, in the order of having come, whether it is a guest."""

    id: ZoneId
    built_for: int  # how many the map says that it holds, 0 for no limit
    locked: bool = False
    chosen: int = 0  # how many the owner says, 0 for what the map says
    only_for: frozenset[PersonId] = frozenset()
    owner: PersonId = _NOBODY
    inside: dict[PersonId, bool] = field(default_factory=dict)
    awaiting: bool = False  # restored; those who were inside are still on their way

    @property
    def capacity(self) -> int:
        return self.chosen or self.built_for

    @property
    def full(self) -> bool:
        return 0 < self.capacity <= len(self.inside)

    @property
    def barred(self) -> bool:
        """Whether it is shut to anybody at all."""
        return self.locked or bool(self.only_for) or self.full

    def keeps_out(self, person: PersonId) -> bool:
        """Whether somebody needs to be let in, if there is room."""
        return self.locked or (bool(self.only_for) and person not in self.only_for)

    def state(self) -> RoomState:
        return RoomState(self.id, self.locked, self.owner, self.capacity, self.only_for)

    def put_in_order(self) -> None:
        """After somebody came or went: the owner; and without any the room is open to all: guests
        let nobody in, and would keep it shut for as long as they sit there (ROOM-5)."""
        if self.awaiting:
            return
        members = (person for person, guest in self.inside.items() if not guest)
        self.owner = next(members, _NOBODY)
        if self.owner == _NOBODY:
            self.locked, self.chosen, self.only_for = False, 0, frozenset()


class Doors:
    """All rooms of one floor."""

    def __init__(self, plan: FloorPlan, barred_changed: Callable[[], None]) -> None:
        self._plan = plan
        self._barred_changed = barred_changed
        self._rooms = {zone.id: _Room(zone.id, zone.capacity) for zone in plan.rooms}
        self._barred: set[ZoneId] = set()
        self._map_locked = frozenset(zone.id for zone in plan.lockable)

    def __contains__(self, room: ZoneId) -> bool:
        return room in self._rooms

    def states(self) -> tuple[RoomState, ...]:
        """All rooms in the order of the map."""
        return tuple(room.state() for room in self._rooms.values())

    def inside(self, room: ZoneId) -> tuple[PersonId, ...]:
        """Who is inside, in the order of having come."""
        return tuple(self._rooms[room].inside) if room in self._rooms else ()

    def is_full(self, room: ZoneId) -> bool:
        """Whether no more are let into a room."""
        return self._rooms[room].full

    @property
    def barred(self) -> frozenset[ZoneId]:
        """The rooms that are shut to anybody at all, by what people did."""
        return frozenset(self._barred)

    # --- to whom they are shut ----------------------------------------------------------------

    def bounds(self, person: Person) -> Bounds:
        """Where somebody may not go now."""
        if not (self._barred or self._map_locked or person.ground):
            return _ALL_OPEN  # nearly always, and for everybody who walks
        kept, full = self._kept_out(person)
        ground = None if person.ground is None else person.ground.walk(kept | full)
        return Bounds(kept | full, full, ground)

    def shut_to(self, person: Person) -> frozenset[ZoneId]:
        """The zones that are shut to somebody; for a guest, as far as it is not their ground that
        ends before."""
        kept, full = self._kept_out(person)
        return kept | full

    def _kept_out(self, person: Person) -> tuple[frozenset[ZoneId], frozenset[ZoneId]]:
        """The zones that somebody would have to be let into, and the other ones that are full."""
        locked = self._map_locked
        if locked:
            inside = self._plan.zones_at(person.at, self._plan.lockable)
            locked = locked.difference(inside, person.opened)
        if not self._barred:
            return locked, _NONE
        others = [self._rooms[room] for room in self._barred if room != person.room]
        kept = {r.id for r in others if r.keeps_out(person.id) and r.id not in person.opened}
        kept |= locked
        return frozenset(kept), frozenset(r.id for r in others if r.full and r.id not in kept)

    def shut(self, person: PersonId) -> frozenset[ZoneId]:
        """The rooms that somebody who is in none could not walk into, by what people did."""
        rooms = (self._rooms[room] for room in self._barred)
        return frozenset(room.id for room in rooms if room.keeps_out(person) or room.full)

    # --- coming and going ---------------------------------------------------------------------

    def step(
        self, person: PersonId, guest: bool, was_in: ZoneId, now_in: ZoneId
    ) -> list[events.Event]:
        """Somebody steps out of one room, or into one, or both; 0 is no room."""
        happened: list[events.Event] = []
        if was_in != NO_ROOM:
            left = self._rooms[was_in]
            before = left.state()
            del left.inside[person]
            happened += [events.RoomLeft(person, was_in), *self._settled(left, before)]
        if now_in != NO_ROOM:
            entered = self._rooms[now_in]
            before = entered.state()
            entered.inside[person] = guest
            happened += self._settled(entered, before)
        return happened

    def _settled(self, room: _Room, before: RoomState) -> list[events.Event]:
        room.put_in_order()
        return self._changed(room, before)

    def _changed(self, room: _Room, before: RoomState) -> list[events.Event]:
        if room.barred != (room.id in self._barred):
            self._barred ^= {room.id}
            self._barred_changed()
        state = room.state()
        return [] if state == before else [events.RoomChanged(state)]

    # --- what people set ----------------------------------------------------------------------

    def lock(self, person: Person, command: commands.SetLock) -> list[events.Event]:
        """Locks or unlocks a room from inside."""
        why = self._no_say(person, command.room)
        if why is not None:
            return [events.Refused(person.id, "lock", "", why)]
        room = self._rooms[command.room]
        before, room.locked = room.state(), command.locked
        return self._changed(room, before)

    def set(self, person: Person, command: commands.SetRoom) -> list[events.Event]:
        """What the owner wishes for a room."""
        why = self._no_say(person, command.room)
        if why is None and self._rooms[command.room].owner != person.id:
            why = "not_owner"
        if why is not None:
            return [events.Refused(person.id, "room", "", why)]
        room = self._rooms[command.room]
        before = room.state()
        room.chosen, room.only_for = command.capacity, command.only_for
        return self._changed(room, before)

    def _no_say(self, person: Person, room: ZoneId) -> events.RefusalReason | None:
        """Why somebody has no say in a room; None if they have."""
        if person.guest:
            return "not_allowed"
        if room not in self._rooms:
            return "unknown_room"
        return None if person.room == room else "not_inside"

    # --- after a restart ----------------------------------------------------------------------

    def restore(self, state: RoomState) -> None:
        """A room as it was, before those who were in it come again. A room that the map has no
        more is forgotten."""
        room = self._rooms.get(state.room)
        if room is None:
            return
        room.locked, room.owner, room.only_for = state.locked, state.owner, state.only_for
        room.chosen = 0 if state.capacity == room.built_for else state.capacity
        room.awaiting = True
        self._changed(room, room.state())

    def settle(self) -> list[events.Event]:
        """All are back: rooms that are empty are open, and the owner is somebody inside."""
        happened: list[events.Event] = []
        for room in self._rooms.values():
            if not room.awaiting:
                continue
            before, room.awaiting = room.state(), False
            if room.inside.get(room.owner) is False:
                room.inside = {room.owner: False, **room.inside}
            happened += self._settled(room, before)
        return happened
