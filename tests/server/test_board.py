"""Notes on the floors' boards: for members, kept for two weeks, taken down by their writers."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import pytest

from rooms.model import FloorId, PersonId
from server import app, board, clock
from server.store.records import NoteRecord
from server.store.sqlite import SqliteStore
from tests.support.office import PLAIN, floor_setting, office
from tests.support.raw import Event, Raw, arrived, new_token
from tests.support.stored import left_over, opened, pin

Patch = pytest.MonkeyPatch

SECRET = "ひみつ-55aa"


@pytest.fixture
async def store(tmp_path: Path) -> AsyncIterator[SqliteStore]:
    """A store in an empty folder."""
    async with opened(tmp_path) as made:
        yield made


def note(person: int, ref: str, floor: str = "f", at: int = 1000) -> NoteRecord:
    """A note to be pinned."""
    return NoteRecord(FloorId(floor), PersonId(person), ref, f"n{person}", f"note {ref}", at)


def texts(event: Event) -> list[str]:
    """The texts on a board."""
    return [n["text"] for n in event["notes"]]


async def board_of(client: Raw, *expected: str) -> Event:
    """Waits until a client was told of a board of these notes."""
    return await client.until(lambda e: e["t"] == "board" and texts(e) == list(expected))


async def refusal(client: Raw, t: str, **fields: Any) -> str:
    """Why a command is refused."""
    mark = len(client.events)
    await client.send(t, **fields)
    event = await client.until(lambda e: e["t"] == "refused" and e["command"] == t, after=mark)
    assert event["ref"] == fields.get("ref", "")
    return str(event["why"])


@pytest.mark.spec("LIST-3")
async def test_notes_in_the_store(store: SqliteStore) -> None:
    first = await pin(store, note(1, "a"))
    assert first.fresh and first.note is not None
    again = await pin(store, note(1, "a"))
    assert (again.fresh, again.note) == (False, first.note)
    second = await pin(store, note(2, "a", at=3000), most=2)
    assert second.fresh and second.note is not None
    full = await pin(store, note(2, "b"), most=2)
    assert (full.fresh, full.note) == (False, None)
    assert (await pin(store, note(2, "b", floor="g"), most=2)).fresh
    taken: list[bool] = []
    for person, number in ((2, first.note.id), (1, 999), (2, second.note.id)):
        store.unpin(PersonId(person), number, taken.append, lambda error: pytest.fail(str(error)))
    kept = await store.notes()
    assert taken == [False, False, True]
    assert kept[FloorId("f")] == [first.note]
    assert [n.text for n in kept[FloorId("g")]] == ["note b"]
    assert await store.forget_notes(1001) == 2
    assert await store.notes() == {}


@pytest.mark.spec("LIST-3", "GUEST-4")
async def test_a_board_is_for_the_members_on_its_floor(tmp_path: Path) -> None:
    floors = (floor_setting("plain", PLAIN), floor_setting("second", PLAIN))
    async with (
        office(tmp_path, floors=floors) as (_, url),
        arrived(url, "a") as a,
        arrived(url, "b") as b,
        arrived(url, "c") as c,
    ):
        await c.send("go_floor", floor="second")
        await c.until(lambda e: e["t"] == "snapshot" and e["floor"] == "second")
        mark = len(c.frames)
        await a.send("pin", ref="n1", text=f"  {SECRET}\n")
        told = await board_of(b, SECRET)
        assert (told["notes"][0]["person"], told["notes"][0]["name"]) == (a.me, "a")
        await b.send("pin", ref="n1", text="second")
        told = await board_of(a, SECRET, "second")
        first, second = (n["id"] for n in told["notes"])
        assert await refusal(b, "unpin", id=first) == "gone"
        assert await refusal(a, "pin", ref="n2", text=" \n") == "empty"
        async with arrived(url, "late") as late:
            await board_of(late, SECRET, "second")
        await a.send("pin", ref="n1", text="sent twice")
        await a.send("unpin", id=first)
        await board_of(b, "second")
        assert texts(await board_of(a, "second")) == ["second"]
        assert await refusal(a, "unpin", id=first) == "gone"
        assert await refusal(a, "unpin", id=second) == "gone"
        assert all(SECRET.encode() not in frame for frame in c.frames[mark:])
        async with asyncio.timeout(10):
            while left_over(tmp_path, SECRET):
                await asyncio.sleep(0.05)


@pytest.mark.spec("LIST-3")
async def test_a_full_board_takes_no_more(url: str, monkeypatch: Patch) -> None:
    monkeypatch.setattr(board, "_MOST", 1)
    async with arrived(url, "a") as a:
        await a.send("pin", ref="n1", text="one")
        await board_of(a, "one")
        assert await refusal(a, "pin", ref="n2", text="two") == "too_many"


@pytest.mark.spec("LIST-3")
async def test_notes_survive_a_restart_and_end_after_two_weeks(
    tmp_path: Path, monkeypatch: Patch
) -> None:
    async with office(tmp_path) as (_, url):
        token = await new_token(url, "a")
        async with arrived(url, token=token) as a:
            await a.send("pin", ref="n1", text=SECRET)
            await board_of(a, SECRET)
    monkeypatch.setattr(app, "_FORGET_EVERY", 0.02)
    real, day = clock.source, 24 * 60 * 60 * 10**9
    monkeypatch.setattr(clock, "source", lambda: real() + 14 * day - 600 * 10**9)
    async with office(tmp_path) as (_, url), arrived(url, token=token) as a:
        await board_of(a, SECRET)
        monkeypatch.setattr(clock, "source", lambda: real() + 14 * day + 10**9)
        mark = len(a.events)
        await a.until(lambda e: e["t"] == "board" and e["notes"] == [], after=mark)
        async with asyncio.timeout(10):
            while left_over(tmp_path, SECRET):
                await asyncio.sleep(0.05)
