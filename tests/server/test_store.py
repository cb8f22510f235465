"""The store's contract: order, commits, failures that stay alone, ids, and its file."""

from __future__ import annotations

import asyncio
import contextlib
import sqlite3
import threading
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import pytest

from rooms.model import BubbleId, FloorId, PersonId, Position, Px
from server.store.records import Kept, PresenceRecord, SaidRecord
from server.store.sqlite import FILE, SqliteStore
from server.store.writer import StoreError
from server.wire.messages import Said
from tests.support.office import office


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


@pytest.fixture
async def store(tmp_path: Path) -> AsyncIterator[SqliteStore]:
    """A store in an empty folder."""
    async with opened(tmp_path) as made:
        yield made


def said(number: int, person: int = 1, at: int = 1000, ref: str | None = None) -> Said:
    """A message."""
    return Said(
        id=number,
        ref=ref or f"r{number}",
        person=person,
        name="name",
        scope="floor",
        floor="f",
        text=f"text {number}",
        at=at,
        heard_by=1,
    )


async def keep(store: SqliteStore, message: Said, *readers: int) -> Kept:
    """Stores a message and waits for the answer."""
    answer: asyncio.Future[Kept] = asyncio.get_running_loop().create_future()
    record = SaidRecord(message, frozenset(map(PersonId, readers)))
    store.keep_said(record, answer.set_result, answer.set_exception)
    return await answer


async def missed(store: SqliteStore, person: int, last: int = 0, most: int = 100) -> list[int]:
    """The ids of what a person missed."""
    answer: asyncio.Future[list[Said]] = asyncio.get_running_loop().create_future()
    store.missed(PersonId(person), last, answer.set_result, answer.set_exception, most)
    return [message.id for message in await answer]


async def found(store: SqliteStore, token: bytes, now: int) -> Any:
    """The session of a token."""
    answer: asyncio.Future[Any] = asyncio.get_running_loop().create_future()
    store.find_session(token, now, answer.set_result)
    return await answer


def presence(person: int, x: int = 5, bubble: int = 3) -> PresenceRecord:
    """Where somebody is."""
    at = Position(Px(x), Px(-7))
    return PresenceRecord(PersonId(person), FloorId("f"), at, "w", True, BubbleId(bubble))


@pytest.mark.spec("OPS-3")
async def test_answers_come_in_the_order_of_the_questions(store: SqliteStore) -> None:
    order: list[object] = []
    for number in range(1, 200):
        record = SaidRecord(said(number), frozenset({PersonId(1)}))
        store.keep_said(record, lambda kept: order.append(kept.message.id), order.append)
        if number % 50 == 0:
            store.missed(
                PersonId(1), 0, lambda rows: order.append(("missed", len(rows))), unexpected, 1000
            )
    await store.count_people()
    expected: list[object] = []
    for number in range(1, 200):
        expected.append(number)
        if number % 50 == 0:
            expected.append(("missed", number))
    assert order == expected


@pytest.mark.spec("OPS-3", "CHAT-8")
async def test_what_is_answered_is_in_the_file(store: SqliteStore, tmp_path: Path) -> None:
    """Another connection sees it at the moment of the answer, so it was committed."""
    seen: list[int] = []

    def look(kept: Kept) -> None:
        with contextlib.closing(sqlite3.connect(tmp_path / FILE)) as db:
            seen.append(db.execute("SELECT max(id) FROM chat").fetchone()[0])

    for number in range(1, 6):
        record = SaidRecord(said(number), frozenset())
        store.keep_said(record, look, lambda error: pytest.fail(str(error)))
    await store.count_people()
    assert [later >= number for number, later in enumerate(seen, 1)] == [True] * 5


@pytest.mark.spec("OPS-3")
async def test_what_waits_is_committed_at_once(store: SqliteStore) -> None:
    begun = threading.Event()
    commits: list[str] = []

    def slow(db: sqlite3.Connection) -> None:
        db.set_trace_callback(lambda sql: commits.append(sql) if sql == "COMMIT" else None)
        begun.wait(10)

    store._writer.submit(slow, lambda _: None, lambda error: None)
    answers = [asyncio.ensure_future(keep(store, said(n), 1)) for n in range(1, 301)]
    await asyncio.sleep(0)
    begun.set()
    await asyncio.gather(*answers)
    assert len(commits) <= 3, "one for the slow job, one or two for all the others"


@pytest.mark.spec("OPS-3")
async def test_one_that_fails_harms_no_other(store: SqliteStore) -> None:
    answers: list[object] = []

    def broken(db: sqlite3.Connection) -> None:
        db.execute("INSERT INTO chat VALUES (99, 1, 1, 'half', '', '', '', '', 0)")
        raise RuntimeError("half-way")

    def keep_it(number: int) -> None:
        record = SaidRecord(said(number), frozenset({PersonId(1)}))
        store.keep_said(record, lambda kept: answers.append(kept.message.id), answers.append)

    keep_it(1)
    store._writer.submit(broken, answers.append, lambda error: answers.append(str(error)))
    keep_it(2)
    keep_it(2)  # the same ref: not an error
    await store.count_people()
    assert answers == [1, "half-way", 2, 2]
    assert await missed(store, 1) == [1, 2]
    assert await store.last_message() == 2


@pytest.mark.spec("OPS-3")
async def test_an_answer_that_cannot_be_used_harms_no_other(
    store: SqliteStore, caplog: pytest.LogCaptureFixture
) -> None:
    answers: list[int] = []

    def clumsy(_: object) -> None:
        raise KeyError("gone")

    gate = threading.Event()
    store._writer.submit(lambda _: gate.wait(10), lambda _: None, lambda error: None)
    store._writer.submit(lambda _: 1, clumsy, lambda error: None)
    store._writer.submit(lambda _: 2, answers.append, lambda error: None)
    gate.set()
    await store.count_people()
    assert answers == [2]
    assert "could not be used" in caplog.text


@pytest.mark.spec("OPS-3")
async def test_stopping_writes_what_waits(tmp_path: Path) -> None:
    async with opened(tmp_path) as store:
        for number in range(1, 3000):
            record = SaidRecord(said(number), frozenset({PersonId(1)}))
            store.keep_said(record, lambda _: None, lambda error: None)
    async with opened(tmp_path) as store:
        assert await store.last_message() == 2999
        assert len(await missed(store, 1, most=5000)) == 2999


@pytest.mark.spec("CHAT-8")
async def test_ids_are_never_given_again(tmp_path: Path) -> None:
    async with opened(tmp_path) as store:
        first = await store.create_session(b"a", "a", "auto", 1000)
        await keep(store, said(41, at=1000), 1)
        assert await store.forget_chat(2000) == 1
        assert await store.forget_sessions(2000) == 1
        assert await store.count_people() == 0
        assert await store.last_message() == 41
    async with opened(tmp_path) as store:
        assert await store.last_message() == 41
        second = await store.create_session(b"b", "b", "auto", 1000)
        assert second.person > first.person


@pytest.mark.spec("CHAT-5", "CHAT-6")
async def test_missed_chat_is_for_its_readers_in_order_and_in_parts(store: SqliteStore) -> None:
    for number in range(1, 11):
        await keep(store, said(number), 1, 2 if number % 2 else 3)
    assert await missed(store, 2) == [1, 3, 5, 7, 9]
    assert await missed(store, 3, last=4) == [6, 8, 10]
    assert await missed(store, 1, last=2, most=3) == [3, 4, 5]
    assert await missed(store, 4) == []
    kept = await keep(store, said(11, ref="r5"), 1, 4)
    assert (kept.fresh, kept.message.id, kept.message.text) == (False, 5, "text 5")
    assert await missed(store, 4) == []
    assert (await keep(store, said(12, person=2, ref="r5"), 2)).fresh


@pytest.mark.spec("CHAT-7")
async def test_forgetting_leaves_no_reader_behind(store: SqliteStore, tmp_path: Path) -> None:
    for number in range(1, 6):
        await keep(store, said(number, at=1000 * number), 1, 2)
    assert await store.forget_chat(3000) == 2
    assert await missed(store, 1) == [3, 4, 5]
    with contextlib.closing(sqlite3.connect(tmp_path / FILE)) as db:
        assert db.execute("SELECT count(*) FROM reader").fetchone() == (6,)


@pytest.mark.spec("SESS-8")
async def test_sessions_are_used_by_being_looked_up(store: SqliteStore) -> None:
    a = await store.create_session(b"a", "山田", "cat", 1000)
    await store.create_session(b"b", "b", "auto", 1000)
    c = await store.create_session(b"c", "c", "auto", 1000)
    assert await found(store, b"a", 5000) == a
    assert await found(store, b"x", 5000) is None
    store.save_presences([presence(c.person)], unexpected)
    assert await store.forget_sessions(5000) == 1
    assert await found(store, b"b", 6000) is None
    assert await found(store, b"a", 6000) == a
    assert await found(store, b"c", 6000) == c


@pytest.mark.spec("SESS-5")
async def test_presences_are_overwritten_and_forgotten(tmp_path: Path) -> None:
    async with opened(tmp_path) as store:
        people = [await store.create_session(bytes([n]), f"n{n}", "auto", 1) for n in range(3)]
        a, b, c = (record.person for record in people)
        store.save_presences([presence(a), presence(b), presence(c)], unexpected)
        store.save_presences([presence(b, x=99, bubble=0)], unexpected)
        store.forget_presence(a)
    async with opened(tmp_path) as store:
        restored = await store.presences()
        assert [r.presence for r in restored] == [presence(b, x=99, bubble=0), presence(c)]
        assert [r.session for r in restored] == people[1:]


@pytest.mark.spec("OPS-4")
async def test_a_newer_schema_is_refused_and_left_alone(tmp_path: Path) -> None:
    async with opened(tmp_path) as store:
        await store.create_session(b"a", "a", "auto", 1)
    with contextlib.closing(sqlite3.connect(tmp_path / FILE)) as db:
        db.execute("PRAGMA user_version = 99")
    before = (tmp_path / FILE).read_bytes()
    newer = SqliteStore(tmp_path)
    with pytest.raises(StoreError, match=r"madoguchi\.db.*newer version \(schema 99"):
        await newer.start()
    assert (tmp_path / FILE).read_bytes() == before


@pytest.mark.spec("OPS-4")
async def test_a_data_folder_that_cannot_be_one(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x")
    for folder in (tmp_path / "file", tmp_path / "file" / "below"):
        with pytest.raises(StoreError, match="can't be used as the data folder"):
            SqliteStore(folder)
    (tmp_path / FILE).write_bytes(b"this is no database, and was not made by us" * 100)
    broken = SqliteStore(tmp_path)
    with pytest.raises(StoreError, match=r"madoguchi\.db: "):
        await broken.start()
    (tmp_path / "folder" / FILE).mkdir(parents=True)
    with pytest.raises(StoreError):
        await SqliteStore(tmp_path / "folder").start()


@pytest.mark.spec("CHAT-7", "SESS-8")
async def test_what_is_kept_for_ages_is_kept(tmp_path: Path) -> None:
    """Times so long that they reach back beyond 1970 delete nothing and break nothing."""
    async with office(tmp_path, chat_keep_seconds=10**30, session_keep_days=10**30):
        pass
