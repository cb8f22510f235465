"""The durable store on SQLite: sessions, where people are, and chat until its time is up."""

from __future__ import annotations

import asyncio
import logging
import sqlite3
from collections.abc import Callable, Iterable
from functools import partial
from pathlib import Path
from typing import Any, TypeVar

from rooms.model import BubbleId, FloorId, MessageId, PersonId, position
from server.store.records import (
    Kept,
    PresenceRecord,
    RestoredPresence,
    SaidRecord,
    SessionRecord,
)
from server.store.writer import StoreError, Writer
from server.wire.messages import Said

log = logging.getLogger(__name__)

T = TypeVar("T")

FILE = "madoguchi.db"

_SCHEMA_VERSION = 1

_SCHEMA = """
CREATE TABLE person (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    name TEXT NOT NULL,
    avatar TEXT NOT NULL
);
CREATE TABLE session (
    token BLOB PRIMARY KEY,  -- SHA-256 of the token
    person INTEGER NOT NULL REFERENCES person(id) ON DELETE CASCADE,
    used INTEGER NOT NULL    -- ms since 1970
) WITHOUT ROWID;
CREATE INDEX session_person ON session(person);
CREATE TABLE presence (
    person INTEGER PRIMARY KEY REFERENCES person(id) ON DELETE CASCADE,
    floor TEXT NOT NULL, x INTEGER NOT NULL, y INTEGER NOT NULL, facing TEXT NOT NULL,
    dnd INTEGER NOT NULL, bubble INTEGER NOT NULL
);
CREATE TABLE chat (
    id INTEGER PRIMARY KEY AUTOINCREMENT,  -- never used again, even after deletion
    at INTEGER NOT NULL,                   -- ms since 1970
    person INTEGER NOT NULL, ref TEXT NOT NULL, name TEXT NOT NULL,
    scope TEXT NOT NULL, floor TEXT NOT NULL, text TEXT NOT NULL, heard_by INTEGER NOT NULL,
    UNIQUE (person, ref)
);
CREATE INDEX chat_at ON chat(at);
CREATE TABLE reader (
    person INTEGER NOT NULL,
    chat INTEGER NOT NULL REFERENCES chat(id) ON DELETE CASCADE,
    PRIMARY KEY (person, chat)
) WITHOUT ROWID;
CREATE INDEX reader_chat ON reader(chat);
"""

_CHAT = "chat.id, ref, chat.person, name, scope, floor, text, at, heard_by"


class SqliteStore:
    """The store in one file of the data folder. Open it with `start`, close it with `stop`."""

    def __init__(self, folder: Path) -> None:
        try:
            folder.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise StoreError(f"{folder}: can't be used as the data folder: {error}") from None
        self._writer = Writer(folder / FILE, _prepare)

    async def start(self) -> None:
        """Opens the file, making it if need be. Raises StoreError."""
        await self._writer.start()

    async def stop(self) -> None:
        """Writes what is waiting and closes the file."""
        await self._writer.stop()

    # --- sessions -----------------------------------------------------------------------------

    async def create_session(self, token: bytes, name: str, avatar: str, now: int) -> SessionRecord:
        """A new person with a session; `token` is the hash, `now` in ms since 1970."""
        return await self._ask(partial(_create_session, token, name, avatar, now))

    def find_session(
        self, token: bytes, now: int, found: Callable[[SessionRecord | None], None]
    ) -> None:
        """Looks a session up by its token's hash and marks it as used."""
        self._tell(partial(_find_session, token, now), found)

    async def count_people(self) -> int:
        """How many people the office knows; also shows that the store answers."""
        return await self._ask(_count_people)

    # --- where people are ---------------------------------------------------------------------

    async def presences(self) -> list[RestoredPresence]:
        """All who were in the office when the server last stopped, by id."""
        return await self._ask(_presences)

    def save_presences(
        self, records: Iterable[PresenceRecord], failed: Callable[[Exception], None]
    ) -> None:
        """Overwrites where these people are."""
        rows = [(r.person, r.floor, *r.at, r.facing, r.dnd, r.bubble) for r in records]
        self._writer.submit(partial(_save_presences, rows), _nothing, failed)

    def forget_presence(self, person: PersonId) -> None:
        """Deletes where somebody is: they have left."""
        self._tell(partial(_forget_presence, person), _nothing)

    # --- chat ---------------------------------------------------------------------------------

    async def last_message(self) -> MessageId:
        """The largest message id ever given, 0 for none."""
        return await self._ask(_last_message)

    def keep_said(
        self, record: SaidRecord, kept: Callable[[Kept], None], failed: Callable[[Exception], None]
    ) -> None:
        """Stores a message, unless its speaker has stored one under the same ref before."""
        self._writer.submit(partial(_keep_said, record), kept, failed)

    def missed(
        self,
        person: PersonId,
        last: int,
        found: Callable[[list[Said]], None],
        failed: Callable[[Exception], None],
        most: int,
    ) -> None:
        """The first `most` messages after `last` that a person may read, in order."""
        self._writer.submit(partial(_missed, person, last, most), found, failed)

    async def forget_chat(self, before: int) -> int:
        """Deletes the messages older than `before` (ms since 1970); returns how many."""
        return await self._forget(partial(_forget_chat, before))

    async def forget_sessions(self, before: int) -> int:
        """Deletes sessions not used since `before` of people who are not here, and people without
        one."""
        return await self._forget(partial(_forget_sessions, before))

    # --- asking the writer --------------------------------------------------------------------

    async def _forget(self, work: Callable[[sqlite3.Connection], int]) -> int:
        """Deletes, and then empties the log beside the file: it would still hold what was there."""
        forgotten = await self._ask(work)
        if forgotten:
            await self._ask(_empty_log, alone=True)
        return forgotten

    async def _ask(self, work: Callable[[sqlite3.Connection], T], *, alone: bool = False) -> T:
        answer: asyncio.Future[T] = asyncio.get_running_loop().create_future()

        def settle(give: Callable[[Any], None], value: Any) -> None:
            if not answer.done():
                give(value)

        self._writer.submit(
            work,
            partial(settle, answer.set_result),
            partial(settle, answer.set_exception),
            alone=alone,
        )
        return await answer

    def _tell(self, work: Callable[[sqlite3.Connection], T], done: Callable[[T], None]) -> None:
        self._writer.submit(work, done, _log_failure)


def _nothing(_: object) -> None:
    pass


def _log_failure(error: Exception) -> None:
    log.error("the store failed: %s", error, exc_info=error)


def _prepare(db: sqlite3.Connection) -> None:
    db.execute("PRAGMA journal_mode = WAL")
    db.execute("PRAGMA synchronous = FULL")  # what is answered survives a power cut
    db.execute("PRAGMA foreign_keys = ON")
    db.execute("PRAGMA secure_delete = ON")  # what is deleted is gone from the file too
    (version,) = db.execute("PRAGMA user_version").fetchone()
    if version > _SCHEMA_VERSION:
        raise StoreError(f"made by a newer version (schema {version}, known {_SCHEMA_VERSION})")
    if version == 0:
        db.executescript(f"BEGIN; {_SCHEMA} PRAGMA user_version = {_SCHEMA_VERSION}; COMMIT;")
    _empty_log(db)  # after a crash it may hold what was deleted


def _empty_log(db: sqlite3.Connection) -> None:
    db.execute("PRAGMA wal_checkpoint(TRUNCATE)")


def _create_session(
    token: bytes, name: str, avatar: str, now: int, db: sqlite3.Connection
) -> SessionRecord:
    cursor = db.execute("INSERT INTO person (name, avatar) VALUES (?, ?)", (name, avatar))
    person = PersonId(cursor.lastrowid or 0)
    db.execute("INSERT INTO session VALUES (?, ?, ?)", (token, person, now))
    return SessionRecord(person, name, avatar)


def _find_session(token: bytes, now: int, db: sqlite3.Connection) -> SessionRecord | None:
    row = db.execute(
        "SELECT person.id, name, avatar FROM session JOIN person ON person.id = session.person"
        " WHERE token = ?",
        (token,),
    ).fetchone()
    if row is None:
        return None
    db.execute("UPDATE session SET used = ? WHERE token = ?", (now, token))
    return SessionRecord(*row)


def _count_people(db: sqlite3.Connection) -> int:
    return int(db.execute("SELECT count(*) FROM person").fetchone()[0])


def _presences(db: sqlite3.Connection) -> list[RestoredPresence]:
    rows = db.execute(
        "SELECT id, name, avatar, floor, x, y, facing, dnd, bubble"
        " FROM presence JOIN person ON person.id = presence.person ORDER BY id"
    )
    return [
        RestoredPresence(
            SessionRecord(PersonId(person), name, avatar),
            PresenceRecord(
                person, FloorId(floor), position(x, y), facing, bool(dnd), BubbleId(bubble)
            ),
        )
        for person, name, avatar, floor, x, y, facing, dnd, bubble in rows
    ]


def _save_presences(rows: list[tuple[Any, ...]], db: sqlite3.Connection) -> None:
    db.executemany("INSERT OR REPLACE INTO presence VALUES (?, ?, ?, ?, ?, ?, ?)", rows)


def _forget_presence(person: PersonId, db: sqlite3.Connection) -> None:
    db.execute("DELETE FROM presence WHERE person = ?", (person,))


def _last_message(db: sqlite3.Connection) -> MessageId:
    row = db.execute("SELECT seq FROM sqlite_sequence WHERE name = 'chat'").fetchone()
    return MessageId(row[0] if row else 0)


def _keep_said(record: SaidRecord, db: sqlite3.Connection) -> Kept:
    said = record.message
    earlier = db.execute(
        f"SELECT {_CHAT} FROM chat WHERE person = ? AND ref = ?", (said.person, said.ref)
    ).fetchone()
    if earlier is not None:
        return Kept(Said(*earlier), fresh=False)
    db.execute(
        "INSERT INTO chat (id, ref, person, name, scope, floor, text, at, heard_by)"
        " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
        (
            said.id,
            said.ref,
            said.person,
            said.name,
            said.scope,
            said.floor,
            said.text,
            said.at,
            said.heard_by,
        ),
    )
    readers = ((person, said.id) for person in record.readers)
    db.executemany("INSERT INTO reader VALUES (?, ?)", readers)
    return Kept(said, fresh=True)


def _missed(person: PersonId, last: int, most: int, db: sqlite3.Connection) -> list[Said]:
    rows = db.execute(
        f"SELECT {_CHAT} FROM reader JOIN chat ON chat.id = reader.chat"
        " WHERE reader.person = ? AND reader.chat > ? ORDER BY chat.id LIMIT ?",
        (person, last, most),
    )
    return [Said(*row) for row in rows]


def _forget_chat(before: int, db: sqlite3.Connection) -> int:
    return db.execute("DELETE FROM chat WHERE at < ?", (before,)).rowcount


def _forget_sessions(before: int, db: sqlite3.Connection) -> int:
    forgotten = db.execute(
        "DELETE FROM session WHERE used < ? AND person NOT IN (SELECT person FROM presence)",
        (before,),
    ).rowcount
    db.execute(
        "DELETE FROM person WHERE id NOT IN (SELECT person FROM session)"
        " AND id NOT IN (SELECT person FROM presence)"
    )
    return forgotten
