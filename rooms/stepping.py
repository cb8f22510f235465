"""What becomes true because somebody stands at another place: status, room, exit."""

from __future__ import annotations

from collections.abc import Callable

from rooms import events
from rooms.doors import NO_ROOM, Doors
from rooms.person import Person
from rooms.places import Place
from rooms.status import derive, room_of


class Stepping:
    """The places of one floor. `used` hears of those for whom a door stood open until now."""

    def __init__(self, doors: Doors, used: Callable[[Person], None]) -> None:
        self._doors = doors
        self._used = used

    def begin(self, person: Person) -> None:
        """Somebody comes to the floor; the status is part of how they come, and not told apart."""
        person.corner = person.place.corner
        self.derive(person)

    def arrived(self, person: Person, before: Place, now_at: Place) -> list[events.Event]:
        """Somebody walked from a place to one of another kind."""
        happened: list[events.Event] = []
        if now_at.corner != before.corner:
            person.corner = now_at.corner
            was_in = person.room
            happened = self.derive(person) + self.step_over(person)
            if person.room not in (NO_ROOM, was_in):
                happened.append(events.RoomEntered(person.id, person.room))
        # Guests change no floors (GUEST-4).
        if now_at.exit not in (0, before.exit) and not person.guest:
            happened.append(events.ExitReached(person.id, now_at.exit))
        return happened

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
