"""Guests' passes in the store. Who came by a pass stays a guest, also when the pass is gone."""

from __future__ import annotations

import sqlite3
from functools import partial

from rooms.model import PersonId
from server.store.base import Part
from server.store.people import forget_people
from server.store.records import PassRecord, SessionRecord

PASS = "pass.id, pass.host, person.name, pass.note, expires, used"
_OF_HOST = f"SELECT {PASS} FROM pass JOIN person ON person.id = pass.host"


class Passes(Part):
    """The part of the store about passes. `code` is always the hash of one."""

    async def create_pass(
        self, code: bytes, host: PersonId, note: str, now: int, expires: int, most: int
    ) -> PassRecord | None:
        """A new pass of a member; None if they have `most` that go on."""
        return await self._ask(partial(_create_pass, code, host, note, now, expires, most))

    async def passes(self, host: PersonId, now: int) -> list[PassRecord]:
        """A member's passes that go on, the oldest first."""
        return await self._ask(partial(_passes, host, now))

    async def find_pass(self, code: bytes, now: int) -> PassRecord | None:
        """The pass of a code, if it goes on."""
        return await self._ask(partial(_find_pass, code, now))

    async def create_guest(
        self, token: bytes, code: bytes, name: str, avatar: str, now: int
    ) -> SessionRecord | None:
        """A new guest with a session, if the pass of this code goes on."""
        return await self._ask(partial(_create_guest, token, code, name, avatar, now))

    async def end_pass(self, host: PersonId, number: int, now: int) -> list[PersonId] | None:
        """Deletes a pass and the sessions of its guests; returns those. None if the member has no
        such pass."""
        return await self._ask(partial(_end_pass, host, number, now))

    async def forget_passes(self, now: int) -> int:
        """Deletes the passes that have ended, and their guests' sessions."""
        return await self._forget(partial(_forget_passes, now))


def _create_pass(
    code: bytes,
    host: PersonId,
    note: str,
    now: int,
    expires: int,
    most: int,
    db: sqlite3.Connection,
) -> PassRecord | None:
    if len(_passes(host, now, db)) >= most:
        return None
    db.execute(
        "INSERT INTO pass (code, host, note, expires) VALUES (?, ?, ?, ?)",
        (code, host, note, expires),
    )
    return _find_pass(code, now, db)


def _passes(host: PersonId, now: int, db: sqlite3.Connection) -> list[PassRecord]:
    rows = db.execute(
        f"{_OF_HOST} WHERE pass.host = ? AND expires > ? ORDER BY pass.id", (host, now)
    )
    return [PassRecord(*row) for row in rows]


def _find_pass(code: bytes, now: int, db: sqlite3.Connection) -> PassRecord | None:
    row = db.execute(f"{_OF_HOST} WHERE code = ? AND expires > ?", (code, now)).fetchone()
    return PassRecord(*row) if row is not None else None


def _create_guest(
    token: bytes, code: bytes, name: str, avatar: str, now: int, db: sqlite3.Connection
) -> SessionRecord | None:
    found = _find_pass(code, now, db)
    if found is None:
        return None
    cursor = db.execute(
        "INSERT INTO person (name, avatar, guest_until, host, pass) VALUES (?, ?, ?, ?, ?)",
        (name, avatar, found.expires, found.host, found.id),
    )
    person = PersonId(cursor.lastrowid or 0)
    db.execute("INSERT INTO session VALUES (?, ?, ?)", (token, person, now))
    db.execute("UPDATE pass SET used = used + 1 WHERE id = ?", (found.id,))
    return SessionRecord(person, name, avatar, guest_until=found.expires, host=found.host)


def _end_pass(
    host: PersonId, number: int, now: int, db: sqlite3.Connection
) -> list[PersonId] | None:
    if not db.execute("DELETE FROM pass WHERE id = ? AND host = ?", (number, host)).rowcount:
        return None
    return _end_guests("pass", number, now, db)


def end_guests_of(host: PersonId, now: int, db: sqlite3.Connection) -> list[PersonId]:
    """Ends the sessions of all guests of a member; returns those."""
    return _end_guests("host", host, now, db)


def _end_guests(column: str, value: int, now: int, db: sqlite3.Connection) -> list[PersonId]:
    rows = db.execute(f"SELECT id FROM person WHERE guest_until > 0 AND {column} = ?", (value,))
    guests = [PersonId(person) for (person,) in rows.fetchall()]
    for person in guests:
        db.execute(
            "UPDATE person SET guest_until = min(guest_until, ?) WHERE id = ?", (now, person)
        )
        db.execute("DELETE FROM session WHERE person = ?", (person,))
    return guests


def _forget_passes(now: int, db: sqlite3.Connection) -> int:
    ended = db.execute("DELETE FROM pass WHERE expires <= ?", (now,)).rowcount
    ended += db.execute(
        "DELETE FROM session WHERE person IN"
        " (SELECT id FROM person WHERE guest_until > 0 AND guest_until <= ?)",
        (now,),
    ).rowcount
    return ended + forget_people(db)
