"""Where everybody is, as the store keeps it: one row a person, overwritten, deleted as they leave;
and how the doors of rooms stand.

It is written a few times a second, so that a killed server finds people in place, and nothing of
how they got there is kept.
"""

from __future__ import annotations

import logging
from functools import partial

from rooms import events
from rooms.model import FloorId, PersonId
from rooms.office import Office
from server.store.records import PresenceRecord
from server.store.sqlite import SqliteStore
from server.wire.translate import Times

log = logging.getLogger(__name__)

_SAVE_EVERY = 0.25  # seconds


class Presences:
    """Notes what changed of people and rooms, and writes that down together."""

    def __init__(self, store: SqliteStore, office: Office, times: Times) -> None:
        self._store = store
        self._office = office
        self._times = times
        self._people: set[PersonId] = set()
        self._rooms: set[FloorId] = set()
        self._urgent = False
        self._saved_at = 0.0

    def note(self, floor: FloorId, event: events.Event) -> None:
        """Takes notice of an event on a floor. What somebody wished is to be remembered at once."""
        match event:
            case events.Left(person=person, why=why) if why != "floor":
                self.forget(person)
            case events.Entered(card=card):
                self._people.add(card.person)
                self._urgent = True
            case events.Changed(person=person):
                self._people.add(person)
                self._urgent = True
            case events.Walked(slots=slots):
                self._people.update(self._office.crowd.person[slots].tolist())
            case events.Bubbled(person=person):
                self._people.add(person)
            case events.RoomChanged():
                self._rooms.add(floor)
                self._urgent = True

    def forget(self, person: PersonId) -> None:
        """Deletes where somebody is: they have left."""
        self._people.discard(person)
        self._store.forget_presence(person)

    def save(self, now: float) -> None:
        """Writes what is unsaved, if it may not wait or the last time was long enough ago. Cheap
        at every tick."""
        if self._urgent or (self._people and now - self._saved_at >= _SAVE_EVERY):
            self.save_all(now)

    def save_all(self, now: float) -> None:
        """Writes what is unsaved; what could not be written stays unsaved."""
        self._saved_at = now
        self._urgent = False
        people, floors = sorted(self._people), sorted(self._rooms)
        self._people.clear()
        self._rooms.clear()
        # One job after the other, and both in the order in which it happened: whoever is inside a
        # locked room after a kill finds it locked.
        for floor in floors:
            states = self._office.floors[floor].rooms()
            self._store.save_rooms(floor, states, partial(self._rooms_not_saved, floor))
        if people:
            records = [self._record(person) for person in people]
            self._store.save_presences(records, partial(self._not_saved, people))

    def _record(self, person: PersonId) -> PresenceRecord:
        floor = self._office.where(person)
        card = self._office.floors[floor].card(person)
        wish = self._office.floors[floor].wish(person)
        return PresenceRecord(
            person=person,
            floor=floor,
            at=card.at,
            facing=card.facing,
            wish=wish.status if wish is not None else "",
            wish_until=self._times(wish.until) if wish is not None else 0,
            hand=card.hand,
            bubble=card.bubble,
        )

    def _not_saved(self, people: list[PersonId], error: Exception) -> None:
        log.error("where people are could not be written", exc_info=error)
        self._people.update(person for person in people if person in self._office)

    def _rooms_not_saved(self, floor: FloorId, error: Exception) -> None:
        log.error("how doors stand could not be written", exc_info=error)
        self._rooms.add(floor)
