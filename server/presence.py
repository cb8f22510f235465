"""Where everybody is, as the store keeps it: one row a person, overwritten, deleted as they leave.

It is written a few times a second, so that a killed server finds people in place, and nothing of
how they got there is kept.
"""

from __future__ import annotations

import logging
from collections.abc import Callable
from functools import partial

from rooms import events
from rooms.model import PersonId
from server.store.records import PresenceRecord
from server.store.sqlite import SqliteStore

log = logging.getLogger(__name__)

_SAVE_EVERY = 0.25  # seconds


class Presences:
    """Notes whose place, seat or availability changed, and writes that down together."""

    def __init__(
        self,
        store: SqliteStore,
        record_of: Callable[[PersonId], PresenceRecord],
        is_here: Callable[[PersonId], bool],
    ) -> None:
        self._store = store
        self._record_of = record_of
        self._is_here = is_here
        self._unsaved: set[PersonId] = set()
        self._urgent = False
        self._saved_at = 0.0

    def note(self, event: events.Event) -> None:
        """Takes notice of an event on a floor."""
        match event:
            case events.Left(person=person, why=why) if why != "floor":
                self.forget(person)
            case events.Entered(card=card):
                self._unsaved.add(card.person)
                self._urgent = True
            case events.Changed(person=person):
                self._unsaved.add(person)
                self._urgent = True
            case events.Moved() | events.Bubbled():
                self._unsaved.add(event.person)

    def forget(self, person: PersonId) -> None:
        """Deletes where somebody is: they have left."""
        self._unsaved.discard(person)
        self._store.forget_presence(person)

    def save(self, now: float) -> None:
        """Writes what is unsaved, if the last time was long enough ago or it may not wait: to wish
        to be left alone, or to be on another floor, is to be remembered. Cheap at every tick."""
        if self._unsaved and (self._urgent or now - self._saved_at >= _SAVE_EVERY):
            self.save_all(now)

    def save_all(self, now: float) -> None:
        """Writes what is unsaved; what could not be written stays unsaved."""
        self._saved_at = now
        self._urgent = False
        people = sorted(self._unsaved)
        self._unsaved.clear()
        records = [self._record_of(person) for person in people]
        self._store.save_presences(records, partial(self._not_saved, people))

    def _not_saved(self, people: list[PersonId], error: Exception) -> None:
        log.error("where people are could not be written", exc_info=error)
        self._unsaved.update(person for person in people if self._is_here(person))
