"""Where everybody is, as the store keeps it: one row a person, overwritten, deleted as they leave;
and how the doors of rooms stand.

It is written a few times a second, so that a killed server finds people in place, and nothing of
how they got there is kept. Who walks is written when they stand still, and every two seconds: the
walkers take turns, so that many of them are no burst.
"""

from __future__ import annotations

import logging
from functools import partial

import numpy as np

from rooms import events
from rooms.arrays import NO_SLOTS, Flags, Slots, grown
from rooms.crowd import FREE
from rooms.model import FloorId, PersonId
from rooms.office import Office, Whereabouts
from server.store.records import PresenceRecord
from server.store.sqlite import SqliteStore
from server.wire.translate import Times

log = logging.getLogger(__name__)

_SAVE_EVERY = 0.25  # seconds
_TURNS = 8
"""After so many savings each walker had a turn."""
_STILL = 0.2  # seconds


class Presences:
    """Notes what changed of people and rooms, and writes that down together."""

    def __init__(self, store: SqliteStore, office: Office, times: Times) -> None:
        self._store = store
        self._office = office
        self._times = times
        self._people: set[PersonId] = set()
        self._walkers: Flags = np.zeros(0, np.bool_)  # by slot: whose place alone is unsaved
        self._rooms: set[FloorId] = set()
        self._urgent = False
        self._saved_at = 0.0
        self._turn = 0

    def note(self, floor: FloorId, event: events.Event) -> None:
        """Takes notice of an event on a floor. What somebody wished is to be remembered at once,
        and so is who is inside when a door is locked."""
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
                self._walked(slots)
            case events.Bubbled(person=person):
                self._people.add(person)
            case events.RoomChanged(room=room):
                self._people.update(self._office.floors[floor].inside(room.room))
                self._rooms.add(floor)
                self._urgent = True

    def _walked(self, slots: Slots) -> None:
        self._walkers = grown(self._walkers, len(self._office.crowd.person))
        self._walkers[slots] = True

    def forget(self, person: PersonId) -> None:
        """Deletes where somebody is: they have left."""
        self._people.discard(person)
        self._store.forget_presence(person)

    def save(self, now: float) -> None:
        """Writes what is unsaved, if it may not wait or the last time was long enough ago. Cheap
        at every tick."""
        if now - self._saved_at >= _SAVE_EVERY:
            self._saved_at = now
            self._turn += 1
            self._write(self._due(now))
        elif self._urgent:
            self._write(NO_SLOTS)

    def save_all(self) -> None:
        """Writes all that is unsaved; what could not be written stays unsaved."""
        self._write(np.flatnonzero(self._walkers))

    def _due(self, now: float) -> Slots:
        """The walkers who stand still, and those whose turn it is."""
        slots = np.flatnonzero(self._walkers)
        still = self._office.crowd.moved_at[slots] <= now - _STILL
        due: Slots = slots[still | ((slots + self._turn) % _TURNS == 0)]
        return due

    def _write(self, walkers: Slots) -> None:
        self._walkers[walkers] = False
        self._urgent = False
        floors, self._rooms = sorted(self._rooms), set()
        # One job after the other, and both in the order in which it happened: whoever is inside a
        # locked room after a kill finds it locked.
        for floor in floors:
            states = self._office.floors[floor].rooms()
            self._store.save_rooms(floor, states, partial(self._rooms_not_saved, floor))
        here = walkers[self._office.crowd.floor[walkers] != FREE]
        slots = np.union1d(here, [self._office.slot(person) for person in self._people])
        self._people.clear()
        if len(slots):
            records = [self._record(one) for one in self._office.whereabouts(slots.astype(int))]
            people = [record.person for record in records]
            self._store.save_presences(records, partial(self._not_saved, people))

    def _record(self, one: Whereabouts) -> PresenceRecord:
        wish = one.wish
        return PresenceRecord(
            person=one.person,
            floor=one.floor,
            at=one.at,
            facing=one.facing,
            wish=wish.status if wish is not None else "",
            wish_until=self._times(wish.until) if wish is not None else 0,
            hand=one.hand,
            bubble=one.bubble,
        )

    def _not_saved(self, people: list[PersonId], error: Exception) -> None:
        log.error("where people are could not be written", exc_info=error)
        self._people.update(person for person in people if person in self._office)

    def _rooms_not_saved(self, floor: FloorId, error: Exception) -> None:
        log.error("how doors stand could not be written", exc_info=error)
        self._rooms.add(floor)
