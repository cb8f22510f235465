"""People in the store: sessions, what they tell of themselves, and who was here today."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from functools import partial
from typing import Any

from rooms.model import PersonId
from server.store.base import Failed, Part, nothing
from server.store.records import SessionRecord
from server.wire.messages import Absent

PERSON = "person.id, name, avatar, about, tz, listed, guest_until, host"


def session_record(row: tuple[Any, ...]) -> SessionRecord:
    """A row of `PERSON`."""
    person, name, avatar, about, tz, listed, guest_until, host = row
    return SessionRecord(person, name, avatar, about, tz, bool(listed), guest_until, host)


class People(Part):
    """The part of the store about people."""

    async def create_session(self, token: bytes, name: str, avatar: str, now: int) -> SessionRecord:
        """A new member with a session; `token` is the hash, `now` in ms since 1970."""
        return await self._ask(partial(_create_session, token, name, avatar, now))

    def find_session(
        self, token: bytes, now: int, found: Callable[[SessionRecord | None], None]
    ) -> None:
        """Looks a session up by its token's hash and marks it as used. That of a guest whose pass
        has just ended may still be found: look at `guest_until`."""
        self._tell(partial(_find_session, token, now), found)

    async def session(self, token: bytes, now: int) -> SessionRecord | None:
        """As `find_session`, for those who can wait."""
        return await self._ask(partial(_find_session, token, now))

    async def count_people(self) -> int:
        """How many people the office knows; also shows that the store answers."""
        return await self._ask(_count_people)

    async def forget_sessions(self, before: int) -> int:
        """Deletes sessions not used since `before` of people who are not here, and people without
        one."""
        return await self._forget(partial(_forget_sessions, before))

    def save_profile(
        self, person: PersonId, name: str, about: str, tz: str, listed: bool, failed: Failed
    ) -> None:
        """Overwrites what somebody tells of themselves. Who does not wish to be listed any more is
        out of today's list at once."""
        self._writer.submit(
            partial(_save_profile, person, name, about, tz, listed), nothing, failed
        )

    def knows_person(self, person: PersonId, found: Callable[[bool], None]) -> None:
        """Whether a message may be left for somebody: a member, or a guest who is here."""
        self._tell(partial(_knows_person, person), found)

    # --- who was here today -------------------------------------------------------------------

    def note_left(self, person: PersonId, at: int, done: Callable[[Absent | None], None]) -> None:
        """Notes that somebody left, if they wished to be listed; tells what was noted."""
        self._tell(partial(_note_left, person, at), done)

    def note_back(self, person: PersonId) -> None:
        """Takes somebody out of today's list: they are here again, or wish it."""
        self._tell(partial(_note_back, person), nothing)

    async def today(self, since: int) -> list[Absent]:
        """Who left since then and is listed, by the time at which they left."""
        return await self._ask(partial(_today, since))

    async def forget_today(self, before: int) -> int:
        """Deletes from the list who left before then."""
        return await self._forget(partial(_forget_today, before))


def _create_session(
    token: bytes, name: str, avatar: str, now: int, db: sqlite3.Connection
) -> SessionRecord:
    cursor = db.execute("INSERT INTO person (name, avatar) VALUES (?, ?)", (name, avatar))
    person = PersonId(cursor.lastrowid or 0)
    db.execute("INSERT INTO session VALUES (?, ?, ?)", (token, person, now))
    return SessionRecord(person, name, avatar)


def _find_session(token: bytes, now: int, db: sqlite3.Connection) -> SessionRecord | None:
    row = db.execute(
        f"SELECT {PERSON} FROM session JOIN person ON person.id = session.person WHERE token = ?",
        (token,),
    ).fetchone()
    if row is None:
        return None
    db.execute("UPDATE session SET used = ? WHERE token = ?", (now, token))
    return session_record(row)


def _count_people(db: sqlite3.Connection) -> int:
    return int(db.execute("SELECT count(*) FROM person").fetchone()[0])


def _forget_sessions(before: int, db: sqlite3.Connection) -> int:
    forgotten = db.execute(
        "DELETE FROM session WHERE used < ? AND person NOT IN (SELECT person FROM presence)",
        (before,),
    ).rowcount
    return max(forgotten, forget_people(db))


def forget_people(db: sqlite3.Connection) -> int:
    """Deletes people who have no session and are not here."""
    gone = db.execute(
        "DELETE FROM person WHERE id NOT IN (SELECT person FROM session)"
        " AND id NOT IN (SELECT person FROM presence)"
    ).rowcount
    if gone:
        db.execute("DELETE FROM room_for WHERE person NOT IN (SELECT id FROM person)")
    return gone


def _save_profile(
    person: PersonId, name: str, about: str, tz: str, listed: bool, db: sqlite3.Connection
) -> None:
    db.execute(
        "UPDATE person SET name = ?, about = ?, tz = ?, listed = ? WHERE id = ?",
        (name, about, tz, listed, person),
    )
    if not listed:
        db.execute("DELETE FROM today WHERE person = ?", (person,))


def _knows_person(person: PersonId, db: sqlite3.Connection) -> bool:
    row = db.execute(
        "SELECT 1 FROM person WHERE id = ?"
        " AND (guest_until = 0 OR id IN (SELECT person FROM presence))",
        (person,),
    ).fetchone()
    return row is not None


def _note_left(person: PersonId, at: int, db: sqlite3.Connection) -> Absent | None:
    row = db.execute(
        "SELECT id, name, avatar, about FROM person WHERE id = ? AND listed AND guest_until = 0",
        (person,),
    ).fetchone()
    if row is None:
        return None
    db.execute("INSERT OR REPLACE INTO today VALUES (?, ?)", (person, at))
    who, name, avatar, about = row
    return Absent(who, name, avatar, about, at)


def _note_back(person: PersonId, db: sqlite3.Connection) -> None:
    db.execute("DELETE FROM today WHERE person = ?", (person,))


def _today(since: int, db: sqlite3.Connection) -> list[Absent]:
    rows = db.execute(
        "SELECT id, name, avatar, about, at FROM today JOIN person ON person.id = today.person"
        " WHERE at >= ? AND listed ORDER BY at, id",
        (since,),
    )
    return [Absent(*row) for row in rows]


def _forget_today(before: int, db: sqlite3.Connection) -> int:
    return db.execute("DELETE FROM today WHERE at < ?", (before,)).rowcount
