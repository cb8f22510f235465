"""Chat in the store: kept, changed, missed and forgotten. `looking` looks it through.

Who may read a message has a row in `reader`. A message to the floor has rows for those who heard
it; beyond them every member may look it up.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Mapping
from functools import partial
from typing import Any

from rooms.model import FloorId, MessageId, PersonId, Scope
from server.store.base import Failed, Part
from server.store.records import Edited, Kept, SaidRecord
from server.wire.messages import Said

CHAT = (
    "chat.id, seq, ref, chat.person, name, scope, target, floor, text, at, heard_by,"
    " edited, deleted"
)
IS_READER = "EXISTS (SELECT 1 FROM reader WHERE reader.person = :me AND reader.chat = chat.id)"
_NEWEST = 200  # of all that is for somebody, given to a fresh page (CHAT-15)


def said(row: tuple[Any, ...]) -> Said:
    """A row of `CHAT`."""
    return Said(*row[:11], *map(bool, row[11:]))


class ChatLog(Part):
    """The part of the store about chat."""

    async def last_message(self) -> MessageId:
        """The largest message id and `seq` ever given, 0 for none."""
        return await self._ask(_last_message)

    def keep_said(self, record: SaidRecord, kept: Callable[[Kept], None], failed: Failed) -> None:
        """Stores a message, unless its speaker has stored one under the same ref before."""
        self._writer.submit(partial(_keep_said, record), kept, failed)

    def edit_said(
        self,
        person: PersonId,
        message: int,
        seq: int,
        text: str,
        done: Callable[[Edited | None], None],
        failed: Failed,
    ) -> None:
        """Puts another text in the place of one's own message, "" to delete it. None if it is not
        theirs, not kept any more, or deleted. `seq` is a fresh number, larger than all before."""
        self._writer.submit(partial(_edit_said, person, message, seq, text), done, failed)
        self._empty_log_soon()

    def missed(
        self,
        person: PersonId,
        last: int,
        found: Callable[[list[Said]], None],
        failed: Failed,
        most: int,
        floor: FloorId | None = None,
    ) -> None:
        """The first `most` messages after `last` (a `seq`) that are for a person, in order of
        `seq`; after 0 the newest 200 alone. With `floor`, for a member on it, also what was
        changed since of that floor's messages from before: it may have been read in the history."""
        work = _newest if last == 0 else partial(_missed, last=last, floor=floor or "")
        self._writer.submit(partial(work, person, most), found, failed)

    async def forget_chat(self, before: Mapping[Scope, int]) -> int:
        """Deletes the messages of each scope older than its time (ms); returns how many."""
        return await self._forget(partial(_forget_chat, dict(before)))

    # --- all that somebody said ---------------------------------------------------------------

    def forget_said(
        self,
        person: PersonId,
        first: int,
        below: int,
        most: int,
        done: Callable[[list[Edited]], None],
        failed: Failed,
    ) -> None:
        """Deletes what somebody has said, name and text, under fresh numbers from `first` on: the
        first `most` of the messages whose number is below another."""
        self._writer.submit(partial(_forget_said, person, first, below, most), done, failed)
        self._empty_log_soon()


def _last_message(db: sqlite3.Connection) -> MessageId:
    row = db.execute("SELECT seq FROM sqlite_sequence WHERE name = 'chat'").fetchone()
    return MessageId(row[0] if row else 0)


def _use_up(seq: int, db: sqlite3.Connection) -> None:
    """No message gets this number as its id: changes take theirs from the same row of numbers."""
    db.execute("UPDATE sqlite_sequence SET seq = max(seq, ?) WHERE name = 'chat'", (seq,))


def _keep_said(record: SaidRecord, db: sqlite3.Connection) -> Kept:
    message = record.message
    earlier = db.execute(
        f"SELECT {CHAT} FROM chat WHERE person = ? AND ref = ?", (message.person, message.ref)
    ).fetchone()
    if earlier is not None:
        return Kept(said(earlier), fresh=False)
    db.execute(
        "INSERT INTO chat (id, seq, ref, person, name, scope, target, floor, text, at, heard_by)"
        " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        (
            message.id,
            message.seq,
            message.ref,
            message.person,
            message.name,
            message.scope,
            message.to,
            message.floor,
            message.text,
            message.at,
            message.heard_by,
        ),
    )
    readers = ((person, message.id) for person in record.readers)
    db.executemany("INSERT INTO reader VALUES (?, ?)", readers)
    return Kept(message, fresh=True)


def _edited(message: int, db: sqlite3.Connection) -> Edited:
    row = db.execute(f"SELECT {CHAT} FROM chat WHERE id = ?", (message,)).fetchone()
    readers = db.execute("SELECT person FROM reader WHERE chat = ?", (message,))
    return Edited(said(row), frozenset(PersonId(person) for (person,) in readers))


def _edit_said(
    person: PersonId, message: int, seq: int, text: str, db: sqlite3.Connection
) -> Edited | None:
    changed = db.execute(
        "UPDATE chat SET text = ?1, seq = ?2, edited = ?1 <> '', deleted = ?1 = ''"
        " WHERE id = ?3 AND person = ?4 AND deleted = 0",
        (text, seq, message, person),
    ).rowcount
    if not changed:
        return None
    _use_up(seq, db)
    return _edited(message, db)


def _newest(person: PersonId, most: int, db: sqlite3.Connection) -> list[Said]:
    rows = db.execute(
        f"SELECT {CHAT} FROM chat WHERE id IN"
        " (SELECT chat FROM reader WHERE person = ? ORDER BY chat DESC LIMIT ?)"
        " ORDER BY seq LIMIT ?",
        (person, _NEWEST, most),
    )
    return [said(row) for row in rows]


def _missed(
    person: PersonId, most: int, db: sqlite3.Connection, *, last: int, floor: str
) -> list[Said]:
    rows = db.execute(
        f"SELECT {CHAT} FROM chat WHERE seq > :last AND ({IS_READER}"
        " OR (scope = 'floor' AND floor = :floor AND seq <> id AND id <= :last))"
        " ORDER BY seq LIMIT :most",
        {"me": person, "last": last, "floor": floor, "most": most},
    )
    return [said(row) for row in rows]


def _forget_chat(before: dict[Scope, int], db: sqlite3.Connection) -> int:
    return sum(
        db.execute("DELETE FROM chat WHERE scope = ? AND at < ?", (scope, time)).rowcount
        for scope, time in before.items()
    )


def _forget_said(
    person: PersonId, first: int, below: int, most: int, db: sqlite3.Connection
) -> list[Edited]:
    rows = db.execute(
        "SELECT id FROM chat WHERE person = ? AND seq < ? ORDER BY id LIMIT ?",
        (person, below, most),
    ).fetchall()
    for seq, (message,) in enumerate(rows, first):
        db.execute(
            "UPDATE chat SET text = '', name = '', deleted = 1, seq = ? WHERE id = ?",
            (seq, message),
        )
        _use_up(seq, db)
    return [_edited(message, db) for (message,) in rows]
