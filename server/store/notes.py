"""The notes on the floors' boards, in the store."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from functools import partial

from rooms.model import FloorId, PersonId
from server.store.base import Failed, Part
from server.store.records import NoteRecord, Pinned
from server.wire.messages import Note

NOTE = "id, person, name, text, at"

_MOST_OF_ONE = 10  # notes of one writer on a board: nobody fills it for all the others


class Notes(Part):
    """The part of the store about notes."""

    async def notes(self) -> dict[FloorId, list[Note]]:
        """All notes by floor, the oldest first."""
        return await self._ask(_notes)

    def pin(
        self, record: NoteRecord, most: int, done: Callable[[Pinned], None], failed: Failed
    ) -> None:
        """Pins a note, if fewer than `most` are on the board, not too many of them its writer's,
        who has pinned none under the same ref before."""
        self._writer.submit(partial(_pin, record, most), done, failed)

    def unpin(
        self, person: PersonId, note: int, done: Callable[[bool], None], failed: Failed
    ) -> None:
        """Deletes one's own note; tells whether there was one."""
        self._writer.submit(partial(_unpin, person, note), done, failed)
        self._empty_log_soon()

    async def forget_notes(self, before: int) -> int:
        """Deletes the notes older than `before` (ms since 1970); returns how many."""
        return await self._forget(partial(_forget_notes, before))


def _notes(db: sqlite3.Connection) -> dict[FloorId, list[Note]]:
    found: dict[FloorId, list[Note]] = {}
    for floor, *note in db.execute(f"SELECT floor, {NOTE} FROM note ORDER BY id"):
        found.setdefault(FloorId(floor), []).append(Note(*note))
    return found


def _pin(record: NoteRecord, most: int, db: sqlite3.Connection) -> Pinned:
    earlier = db.execute(
        f"SELECT {NOTE} FROM note WHERE person = ? AND ref = ?", (record.person, record.ref)
    ).fetchone()
    if earlier is not None:
        return Pinned(Note(*earlier), fresh=False)
    count, own = db.execute(
        "SELECT count(*), count(*) FILTER (WHERE person = ?) FROM note WHERE floor = ?",
        (record.person, record.floor),
    ).fetchone()
    if count >= most or own >= _MOST_OF_ONE:
        return Pinned(None, fresh=False)
    cursor = db.execute(
        "INSERT INTO note (floor, person, ref, name, text, at) VALUES (?, ?, ?, ?, ?, ?)",
        (record.floor, record.person, record.ref, record.name, record.text, record.at),
    )
    note = Note(cursor.lastrowid or 0, record.person, record.name, record.text, record.at)
    return Pinned(note, fresh=True)


def _unpin(person: PersonId, note: int, db: sqlite3.Connection) -> bool:
    return db.execute("DELETE FROM note WHERE id = ? AND person = ?", (note, person)).rowcount > 0


def _forget_notes(before: int, db: sqlite3.Connection) -> int:
    return db.execute("DELETE FROM note WHERE at < ?", (before,)).rowcount
