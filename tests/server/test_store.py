"""The store's contract: order, commits, failures that stay alone, ids, and its file."""

from __future__ import annotations

import asyncio
import contextlib
import sqlite3
import threading
from collections.abc import AsyncIterator, Iterator
from pathlib import Path

import pytest

from rooms.model import FloorId, PersonId, RoomState, ZoneId
from server.store.records import Kept, SaidRecord
from server.store.schema import prepare
from server.store.sqlite import FILE, SqliteStore
from server.store.writer import StoreError
from tests.support.office import office
from tests.support.stored import found, keep, missed, opened, presence, said, unexpected


@pytest.fixture
async def store(tmp_path: Path) -> AsyncIterator[SqliteStore]:
    """A store in an empty folder."""
    async with opened(tmp_path) as made:
        yield made


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
        db.execute("INSERT INTO reader VALUES (99, 1)")
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
    assert await missed(store, 1) == [1, 2] and await missed(store, 99) == []
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
        assert len(await missed(store, 1, last=1, most=5000)) == 2998


@pytest.mark.spec("CHAT-8")
async def test_ids_are_never_given_again(tmp_path: Path) -> None:
    async with opened(tmp_path) as store:
        first = await store.create_session(b"a", "a", "auto", 1000)
        await keep(store, said(41, at=1000), 1)
        assert await store.forget_chat({"floor": 2000}) == 1
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
    assert await store.forget_chat({"floor": 3000}) == 2
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
    ages = {
        "chat_keep_seconds": 10**30,
        "room_keep_seconds": 10**30,
        "direct_keep_seconds": 10**30,
        "floor_keep_seconds": 10**30,
        "session_keep_days": 10**30,
        "note_keep_days": 10**30,
    }
    async with office(tmp_path, **ages):
        pass


# --- people, places, doors ------------------------------------------------------------------------


@pytest.mark.spec("ROOM-6")
async def test_doors_are_kept_while_they_are_not_as_the_map_has_them(tmp_path: Path) -> None:
    floor, other = FloorId("f"), FloorId("g")
    locked = RoomState(ZoneId(1), True, PersonId(7), 4, frozenset(map(PersonId, (7, 8))))
    owned, plain = RoomState(ZoneId(2), owner=PersonId(9)), RoomState(ZoneId(3))
    async with opened(tmp_path) as store:
        store.save_rooms(floor, [locked, owned, plain], unexpected)
        store.save_rooms(other, [RoomState(ZoneId(1), True)], unexpected)
    async with opened(tmp_path) as store:
        kept = [(room.floor, room.state) for room in await store.rooms()]
        assert kept == [(floor, locked), (floor, owned), (other, RoomState(ZoneId(1), True))]
        store.save_rooms(floor, [RoomState(ZoneId(1)), owned, plain], unexpected)
        kept = [(room.floor, room.state) for room in await store.rooms()]
        assert kept == [(floor, owned), (other, RoomState(ZoneId(1), True))]


@pytest.mark.spec("LIST-2")
async def test_today_lists_those_who_wish_it_until_the_day_ends(store: SqliteStore) -> None:
    people = [await store.create_session(bytes([n]), f"n{n}", "auto", 1) for n in range(4)]
    shown, unlisted, stopped, yesterday = (record.person for record in people)
    for person in (shown, stopped, yesterday):
        store.save_profile(person, "new", "does this", "Asia/Tokyo", True, unexpected)
    noted: list[int] = []
    for person, at in ((shown, 5000), (unlisted, 5001), (stopped, 5002), (yesterday, 10)):
        store.note_left(person, at, lambda absent: noted.append(absent.id if absent else 0))
    listed = await store.today(1000)
    assert noted == [shown, 0, stopped, yesterday]
    assert [(one.id, one.name, one.about, one.at) for one in listed] == [
        (shown, "new", "does this", 5000),
        (stopped, "new", "does this", 5002),
    ]
    store.save_profile(stopped, "new", "", "", False, unexpected)
    assert [one.id for one in await store.today(1000)] == [shown]
    store.note_back(shown)
    assert await store.today(1000) == []
    assert [one.id for one in await store.today(0)] == [yesterday]
    assert await store.forget_today(1000) == 1
    assert await store.today(0) == []


@pytest.mark.spec("CHAT-10")
async def test_messages_are_left_for_members_and_for_guests_who_are_here(
    store: SqliteStore,
) -> None:
    host = await store.create_session(b"a", "a", "auto", 1)
    await store.create_pass(b"code", host.person, "", 1, 9000, 5)
    guests = [await store.create_guest(t, b"code", "g", "auto", 2) for t in (b"g", b"h")]
    here, absent = (guest.person for guest in guests if guest is not None)
    store.save_presences([presence(here)], unexpected)
    known: list[bool] = []
    for person in (host.person, here, absent, PersonId(99)):
        store.knows_person(person, known.append)
    await store.count_people()
    assert known == [True, True, False, False]


async def test_a_place_of_somebody_who_is_forgotten_harms_no_other(store: SqliteStore) -> None:
    a = await store.create_session(b"a", "a", "auto", 1)
    store.save_presences([presence(999), presence(a.person)], unexpected)
    assert [r.presence.person for r in await store.presences()] == [a.person]


# --- an older file --------------------------------------------------------------------------------

SCHEMA_1 = """
CREATE TABLE person (
    id INTEGER PRIMARY KEY AUTOINCREMENT, name TEXT NOT NULL, avatar TEXT NOT NULL
);
CREATE TABLE session (
    token BLOB PRIMARY KEY,
    person INTEGER NOT NULL REFERENCES person(id) ON DELETE CASCADE,
    used INTEGER NOT NULL
) WITHOUT ROWID;
CREATE INDEX session_person ON session(person);
CREATE TABLE presence (
    person INTEGER PRIMARY KEY REFERENCES person(id) ON DELETE CASCADE,
    floor TEXT NOT NULL, x INTEGER NOT NULL, y INTEGER NOT NULL, facing TEXT NOT NULL,
    dnd INTEGER NOT NULL, bubble INTEGER NOT NULL
);
CREATE TABLE chat (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    at INTEGER NOT NULL,
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
INSERT INTO person VALUES (3, '山田', 'cat'), (4, 'b', 'auto'), (9, 'gone', 'auto');
DELETE FROM person WHERE id = 9;
INSERT INTO session VALUES (x'61', 3, 5000), (x'62', 4, 6000);
INSERT INTO presence VALUES (3, 'f', 5, -7, 'w', 1, 6), (4, 'f', 8, 9, 'e', 0, 6);
INSERT INTO chat VALUES (20, 1000, 3, 'r1', '山田', 'bubble', 'f', 'こんにちは', 1),
    (21, 1001, 4, 'r1', 'b', 'floor', 'f', 'hello', 1),
    (30, 1002, 4, 'r2', 'b', 'floor', 'f', '', 0);
INSERT INTO reader VALUES (3, 20), (4, 20), (3, 21), (4, 21);
DELETE FROM chat WHERE id = 30;
PRAGMA user_version = 1;
"""


@pytest.mark.spec("OPS-4")
async def test_a_file_of_schema_1_becomes_one_of_schema_2_and_keeps_all(tmp_path: Path) -> None:
    with contextlib.closing(sqlite3.connect(tmp_path / FILE)) as db:
        db.executescript(SCHEMA_1)
    for _ in range(2):  # and once more, as a file of schema 2
        async with opened(tmp_path) as store:
            assert await missed(store, 3) == await missed(store, 4) == [20, 21]
            assert await store.last_message() == 30
            kept = (await keep(store, said(40, person=3, ref="r1"), 3)).message
            assert (kept.id, kept.seq, kept.text, kept.to) == (20, 20, "こんにちは", 0)
            a, b = await store.presences()
            assert (a.session.name, a.session.guest, a.presence.wish) == ("山田", False, "dnd")
            assert (b.presence.wish, b.presence.facing, b.presence.bubble) == ("", "e", 6)
            assert (await found(store, b"b", 7000)).person == 4
    async with opened(tmp_path) as store:
        assert (await store.create_session(b"c", "c", "auto", 1)).person == 10
    with contextlib.closing(sqlite3.connect(tmp_path / FILE)) as db, opened_schema(tmp_path) as new:
        assert shape(db) == shape(new)


@contextlib.contextmanager
def opened_schema(folder: Path) -> Iterator[sqlite3.Connection]:
    """A fresh file of the present schema."""
    with contextlib.closing(sqlite3.connect(folder / "fresh.db")) as db:
        prepare(db)
        yield db


def shape(db: sqlite3.Connection) -> set[object]:
    """The columns of every table, and every index."""
    tables = [name for (name,) in db.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
    columns = {
        (name, *row[1:]) for name in tables for row in db.execute(f"PRAGMA table_info({name})")
    }
    return columns | set(db.execute("SELECT name, sql FROM sqlite_master WHERE type = 'index'"))
