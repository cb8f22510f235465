"""What becomes true because somebody stands at another place: status, room, exit."""

from __future__ import annotations

from collections.abc import Callable

from rooms import events
from rooms.doors import NO_ROOM, Doors
from rooms.model import Position
from rooms.person import Person
from rooms.plan import FloorPlan
from rooms.status import Corners, derive, room_of


class Stepping:
    """The places of one floor. `unsettled` hears of everybody who stands somewhere else, `used` of
    those for whom a door stood open until now."""

    def __init__(
        self,
        plan: FloorPlan,
        doors: Doors,
        unsettled: Callable[[Person], None],
        used: Callable[[Person], None],
    ) -> None:
        self._plan = plan
        self._doors = doors
        self._corners = Corners(plan)
        self._unsettled = unsettled
        self._used = used

    def begin(self, person: Person) -> None:
        """Somebody comes to the floor; the status is part of how they come, and not told apart."""
        person.corner = self._corners.at(person.at)
        self.derive(person)

    def arrived(self, person: Person, before: Position) -> list[events.Event]:
        """Somebody walked here from another place."""
        self._unsettled(person)
        happened: list[events.Event] = []
        corner = self._corners.at(person.at)
        if corner != person.corner:
            person.corner = corner
            was_in = person.room
            happened = self.derive(person) + self.step_over(person)
            if person.room not in (NO_ROOM, was_in):
                happened.append(events.RoomEntered(person.id, person.room))
        now_in = self._plan.exit_at(person.at)
        if now_in is None or now_in is self._plan.exit_at(before):
            return happened
        # Guests change no floors (GUEST-4).
        return happened if person.guest else [*happened, events.ExitReached(person.id, now_in.id)]

    def derive(self, person: Person) -> list[events.Event]:
        """The status as it follows from all that it follows from; told if it is another one."""
        before = person.status
        person.status = derive(person.corner, person.wish, guest=person.guest, idle=person.idle)
        return [] if person.status == before else [person.changed()]

    def step_over(self, person: Person) -> list[events.Event]:
        """Puts somebody into the room in which they stand."""
        was_in, person.room = person.room, room_of(person.corner)
        if person.room == was_in:
            return []
        if person.opened:
            person.use_up(person.room)
            self._used(person)
        return self._doors.step(person.id, person.guest, was_in, person.room)
