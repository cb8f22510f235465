"""Where everybody is, as the store keeps it: one row a person, overwritten, deleted as they leave.

It is written a few times a second, so that a killed server finds people in place, and nothing of
how they got there is kept (R4).
"""

from __future__ import annotations

from collections.abc import Callable

from rooms import events
from rooms.model import PersonId
from server.store.records import PresenceRecord
from server.store.sqlite import SqliteStore

_SAVE_EVERY = 0.25  # seconds


class Presences:
    """Notes whose place, seat or availability changed, and writes that down together."""

    def __init__(self, store: SqliteStore, record_of: Callable[[PersonId], PresenceRecord]) -> None:
        self._store = store
        self._record_of = record_of
        self._unsaved: set[PersonId] = set()
        self._saved_at = 0.0

    def note(self, event: events.Event) -> None:
        """Takes notice of an event on a floor."""
        match event:
            case events.Left(person=person, why=why) if why != "floor":
                self.forget(person)
            case events.Entered(card=card):
                self._unsaved.add(card.person)
            case events.Moved() | events.Bubbled() | events.Changed():
                self._unsaved.add(event.person)

    def forget(self, person: PersonId) -> None:
        """Deletes where somebody is: they have left."""
        self._unsaved.discard(person)
        self._store.forget_presence(person)

    def save(self, now: float) -> None:
        """Writes what is unsaved, if the last time was long enough ago. Cheap at every tick."""
        if self._unsaved and now - self._saved_at >= _SAVE_EVERY:
            self.save_all(now)

    def save_all(self, now: float) -> None:
        """Writes what is unsaved."""
        self._saved_at = now
        self._store.save_presences([self._record_of(person) for person in sorted(self._unsaved)])
        self._unsaved.clear()
