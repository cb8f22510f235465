"""Looking back at chat in the store: the history of conversations, and search.

All is looked through in parts, so that nobody's chat waits until somebody has looked through
everything.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import Any

from rooms.model import FloorId, PersonId, Scope
from server.store.base import Failed, Part
from server.store.chat import CHAT, IS_READER, said
from server.store.records import Page

_AT_ONCE = 5000  # messages looked through in one go, by their ids
_END = 1 << 62  # behind every message

# The plus keeps SQLite from going through all messages of a scope: one's own are fewer.
_MINE = (
    "chat.id IN (SELECT chat FROM reader"
    " WHERE reader.person = :me AND reader.chat BETWEEN :first AND :last)"
)
_HISTORY: dict[Scope, str] = {
    "bubble": f"{_MINE} AND +scope = 'bubble'",
    "room": f"{_MINE} AND +scope = 'room' AND target = :to AND +floor = :floor",
    "direct": (
        f"{_MINE} AND +scope = 'direct' AND ((+chat.person = :me AND target = :to)"
        " OR (+chat.person = :to AND target = :me))"
    ),
    "floor": "scope = 'floor' AND floor = :floor",
}
_READ_BY_GUEST = f"{_MINE} AND +scope <> 'floor'"

# The newest message before another one, of all or of one's own.
_AMONG_ALL = "SELECT max(id) FROM chat WHERE id < :before"
_AMONG_MINE = "SELECT max(chat) FROM reader WHERE person = :me AND chat < :before"


@dataclass(frozen=True, slots=True)
class _Looked:
    """How far somebody has looked back, and the ids of what they found, the newest first."""

    before: int
    ids: tuple[int, ...] = ()


def always() -> bool:
    """For what is wanted in any case."""
    return True


class Looking(Part):
    """The part of the store that looks back."""

    def history(
        self,
        person: PersonId,
        member: bool,
        scope: Scope,
        to: int,
        floor: FloorId,
        before: int,
        found: Callable[[Page], None],
        failed: Failed,
        most: int = 50,
    ) -> None:
        """A page of a conversation, up to message `before` (0 for the end), by id (CHAT-11)."""
        asked = {"me": person, "to": to, "floor": floor, "most": most}
        among = _AMONG_ALL if scope == "floor" else _AMONG_MINE
        which = _HISTORY[scope] if member or scope != "floor" else "0"
        self._look(partial(_look, which, among, asked), before, found, failed, always)

    def search(
        self,
        person: PersonId,
        member: bool,
        text: str,
        before: int,
        found: Callable[[Page], None],
        failed: Failed,
        most: int = 50,
        wanted: Callable[[], bool] = always,
    ) -> None:
        """Messages with a text in them, large and small Latin letters alike, of those that the
        history would give (CHAT-13). It ends without an answer when it is `wanted` no more."""
        readable = f"(scope = 'floor' OR {IS_READER})" if member else _READ_BY_GUEST
        asked = {"me": person, "text": text, "most": most}
        which = f"deleted = 0 AND instr(lower(text), lower(:text)) > 0 AND {readable}"
        among = _AMONG_ALL if member else _AMONG_MINE
        self._look(partial(_look, which, among, asked), before, found, failed, wanted)

    def _look(
        self,
        look: Callable[[_Looked, sqlite3.Connection], Page | _Looked],
        before: int,
        found: Callable[[Page], None],
        failed: Failed,
        wanted: Callable[[], bool],
    ) -> None:
        """Looks through a part of the messages, and then, after all who have waited meanwhile,
        through the next one: nobody's chat waits until everything is looked through."""

        def go_on(answer: Page | _Looked) -> None:
            if isinstance(answer, Page):
                found(answer)
            elif wanted():
                self._writer.submit(partial(look, answer), go_on, failed)

        self._writer.submit(partial(look, _Looked(before or _END)), go_on, failed)


def _look(
    which: str, among: str, asked: dict[str, Any], looked: _Looked, db: sqlite3.Connection
) -> Page | _Looked:
    """The last messages of which this holds; or as much of them as a look at some brings."""
    ids, before = looked.ids, looked.before
    last = _newest_before(before, among, asked, db)
    if last is not None:
        before = last - _AT_ONCE + 1
        rows = db.execute(
            f"SELECT chat.id FROM chat WHERE {which} AND chat.id BETWEEN :first AND :last"
            " ORDER BY chat.id DESC LIMIT :most + 1 - :known",
            {**asked, "first": before, "last": last, "known": len(ids)},
        )
        ids += tuple(number for (number,) in rows)
    if len(ids) <= asked["most"] and _newest_before(before, among, asked, db) is not None:
        return _Looked(before, ids)
    return _page(which, asked, ids, db)


def _newest_before(
    before: int, among: str, asked: dict[str, Any], db: sqlite3.Connection
) -> int | None:
    found: int | None = db.execute(among, {**asked, "before": before}).fetchone()[0]
    return found


def _page(which: str, asked: dict[str, Any], ids: tuple[int, ...], db: sqlite3.Connection) -> Page:
    """The messages of these ids as they are now; the last id only shows that there are more."""
    shown = ids[: asked["most"]]
    rows = db.execute(
        f"SELECT {CHAT} FROM chat WHERE {which} AND chat.id IN ({','.join(map(str, shown))})"
        " ORDER BY chat.id",
        {**asked, "first": min(shown, default=0), "last": max(shown, default=0)},
    )
    return Page([said(row) for row in rows], more=len(ids) > len(shown))
