"""A store in a folder of its own, what to put into it, and questions that wait for the answer."""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import msgspec

from rooms.model import BubbleId, FloorId, PersonId, Position, Px, Scope
from server.store.records import (
    Edited,
    Kept,
    NoteRecord,
    Page,
    Pinned,
    PresenceRecord,
    SaidRecord,
)
from server.store.sqlite import SqliteStore
from server.wire.messages import Said


def unexpected(error: Exception) -> None:
    """For what has to succeed."""
    raise error


@contextlib.asynccontextmanager
async def opened(folder: Path) -> AsyncIterator[SqliteStore]:
    """A store that is open."""
    store = SqliteStore(folder)
    await store.start()
    try:
        yield store
    finally:
        await store.stop()


def said(number: int, person: int = 1, **other: Any) -> Said:
    """A message to floor "f", or otherwise."""
    plain = Said(
        id=number,
        seq=number,
        ref=f"r{number}",
        person=person,
        name="name",
        scope="floor",
        to=0,
        floor="f",
        text=f"text {number}",
        at=1000,
        heard_by=1,
    )
    return msgspec.structs.replace(plain, **other)


async def keep(store: SqliteStore, message: Said, *readers: int) -> Kept:
    """Stores a message and waits for the answer."""
    answer: asyncio.Future[Kept] = asyncio.get_running_loop().create_future()
    record = SaidRecord(message, frozenset(map(PersonId, readers)))
    store.keep_said(record, answer.set_result, answer.set_exception)
    return await answer


async def missed(
    store: SqliteStore, person: int, last: int = 0, most: int = 100, floor: str = ""
) -> list[int]:
    """The ids of what a person missed."""
    answer: asyncio.Future[list[Said]] = asyncio.get_running_loop().create_future()
    store.missed(
        PersonId(person), last, answer.set_result, answer.set_exception, most, FloorId(floor)
    )
    return [message.id for message in await answer]


async def edit(store: SqliteStore, person: int, message: int, seq: int, text: str) -> Edited | None:
    """Changes a message, or deletes it, and waits for the answer."""
    answer: asyncio.Future[Edited | None] = asyncio.get_running_loop().create_future()
    store.edit_said(PersonId(person), message, seq, text, answer.set_result, answer.set_exception)
    return await answer


async def history(
    store: SqliteStore, person: int, scope: Scope, to: int = 0, before: int = 0, **other: Any
) -> Page:
    """A page of a conversation on floor "f", for a member or otherwise."""
    answer: asyncio.Future[Page] = asyncio.get_running_loop().create_future()
    store.history(
        PersonId(person),
        other.pop("member", True),
        scope,
        to,
        FloorId(other.pop("floor", "f")),
        before,
        answer.set_result,
        answer.set_exception,
        **other,
    )
    return await answer


async def search(store: SqliteStore, person: int, text: str, **other: Any) -> list[int]:
    """The ids of the messages with a text in them."""
    answer: asyncio.Future[Page] = asyncio.get_running_loop().create_future()
    member, before = other.pop("member", True), other.pop("before", 0)
    store.search(
        PersonId(person), member, text, before, answer.set_result, answer.set_exception, **other
    )
    return [message.id for message in (await answer).messages]


async def pin(store: SqliteStore, record: NoteRecord, most: int = 50) -> Pinned:
    """Pins a note and waits for the answer."""
    answer: asyncio.Future[Pinned] = asyncio.get_running_loop().create_future()
    store.pin(record, most, answer.set_result, answer.set_exception)
    return await answer


def left_over(folder: Path, *texts: str) -> list[str]:
    """Which of these texts are still somewhere in the folder's files."""
    files = b"".join(path.read_bytes() for path in folder.rglob("*") if path.is_file())
    return [text for text in texts if text.encode() in files]


async def found(store: SqliteStore, token: bytes, now: int) -> Any:
    """The session of a token."""
    answer: asyncio.Future[Any] = asyncio.get_running_loop().create_future()
    store.find_session(token, now, answer.set_result)
    return await answer


def presence(person: int, x: int = 5, bubble: int = 3) -> PresenceRecord:
    """Where somebody is."""
    at = Position(Px(x), Px(-7))
    return PresenceRecord(PersonId(person), FloorId("f"), at, "w", "dnd", 99, 4, BubbleId(bubble))
