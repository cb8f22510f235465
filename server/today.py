"""Who was here today and has gone, of those who wished that it is known (LIST-2)."""

from __future__ import annotations

from datetime import datetime
from functools import partial

from rooms.model import PersonId
from server import clock
from server.outbox import Outbox
from server.seldom import Seldom
from server.store.sqlite import SqliteStore
from server.wire import messages


def midnight(now: int) -> int:
    """When the day of a moment began where the server is, both in ms since 1970."""
    day = datetime.fromtimestamp(now / 1000).replace(hour=0, minute=0, second=0, microsecond=0)
    return round(day.timestamp() * 1000)


def next_midnight(at: int) -> int:
    """When the day of a moment ends."""
    return midnight(midnight(at) + 36 * 60 * 60 * 1000)  # days have 23 to 25 hours


class Today:
    """The list of today, for members only."""

    def __init__(self, store: SqliteStore, outbox: Outbox) -> None:
        self._store = store
        self._outbox = outbox
        self._news = Seldom(self._tell)
        self._absent: dict[PersonId, messages.Absent] = {}
        self._leaving: dict[PersonId, int] = {}  # noted, not stored yet

    async def open(self) -> None:
        """Takes up who left before the last run of the server ended."""
        absent = await self._store.today(midnight(clock.wall_ms()))
        self._absent = {PersonId(one.id): one for one in absent}

    def message(self) -> messages.Today:
        """The list as members are told it, by the time at which people left."""
        since = midnight(clock.wall_ms())
        absent = (one for one in self._absent.values() if one.at >= since)
        return messages.Today(people=sorted(absent, key=lambda one: (one.at, one.id)))

    def left(self, person: PersonId) -> None:
        """Somebody who is listed has left."""
        self._leaving[person] = at = clock.wall_ms()
        self._store.note_left(person, at, partial(self._noted, person, at))

    def _noted(self, person: PersonId, at: int, absent: messages.Absent | None) -> None:
        if self._leaving.get(person) != at:
            return  # back again
        del self._leaving[person]
        if absent is not None:
            self._absent[person] = absent
            self._news.changed()

    def came(self, person: PersonId) -> None:
        """Somebody is here: not absent, then."""
        self.forget(person)

    def forget(self, person: PersonId) -> None:
        """Takes somebody off the list."""
        leaving = self._leaving.pop(person, None)
        known = self._absent.pop(person, None)
        if leaving is not None or known is not None:
            self._store.note_back(person)
        if known is not None:
            self._news.changed()

    def expire(self) -> None:
        """A day may have ended: what was before is forgotten."""
        since = midnight(clock.wall_ms())
        kept = {person: one for person, one in self._absent.items() if one.at >= since}
        if len(kept) != len(self._absent):
            self._absent = kept
            self._news.changed()

    def _tell(self) -> int:
        return self._outbox.tell_members(self.message())
