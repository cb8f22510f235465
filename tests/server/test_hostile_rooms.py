"""Attempts on rooms, boards, lists and what is stored, by people who are in the office."""

from __future__ import annotations

import asyncio
import contextlib
from pathlib import Path
from typing import Any

import pytest

from rooms import commands, events
from rooms.model import PersonId, RoomState
from server import chat, seldom
from server.seldom import Seldom
from server.store import looking
from server.store.records import Page, SaidRecord
from server.store.sqlite import SqliteStore
from server.store.writer import StoreError
from tests.server.test_board import note
from tests.server.test_passes import call
from tests.support.house import GROUND, ROOF, House, M, only, refusals
from tests.support.raw import arrived, hello, new_token, raw
from tests.support.roles import ROOM, cast
from tests.support.stored import keep, opened, pin, said, search

Patch = pytest.MonkeyPatch


# --- who gets into a room -------------------------------------------------------------------------


@pytest.mark.spec("ASK-6", "ROOM-2")
async def test_nobody_lets_a_guest_into_a_room_that_is_shut_to_themselves(tmp_path: Path) -> None:
    async with cast(tmp_path) as people:
        owner, member, visitor = people["owner"], people["member"], people["guest"]
        await owner.send("lock", room=ROOM, locked=True)
        await member.until(lambda e: e["t"] == "room" and e["room"]["locked"])
        await visitor.send("ask", ref="a", kind="visit", person=member.me)
        asked = await member.until("asked")
        await member.send("answer", ask=asked["id"], answer="accept", room=ROOM)
        refused = await member.until("refused")
        assert (refused["command"], refused["why"]) == ("answer", "not_inside")
        await member.send("answer", ask=asked["id"], answer="accept")
        assert (await visitor.until("ask_over"))["why"] == "accepted"
        assert "let_in" not in visitor.kinds()


@pytest.mark.spec("ASK-6")
def test_nor_from_another_floor_but_from_inside_one_does() -> None:
    house = House()
    house.enter(9, 0, guest=True)
    house.enter(1, 1)
    house.enter(2, 3)
    house.lock(2)
    ask = house.asked(9, "visit", 1)
    house.enter(3, 1, ROOF)
    assert refusals(house.answer(1, ask, "accept", room=M)) == [(1, "answer", "not_inside")]
    away = house.asked(9, "visit", 3)
    assert refusals(house.answer(3, away, "accept", room=M)) == [(3, "answer", "not_inside")]
    assert refusals(house.answer(3, away, "accept", room=99)) == [(3, "answer", "unknown_room")]
    inside = house.asked(9, "visit", 2)
    assert [e.room for e in only(events.LetIn, house.answer(2, inside, "accept", room=M))] == [M]


@pytest.mark.spec("ROOM-5")
def test_a_guest_who_stays_behind_keeps_no_room_locked() -> None:
    house = House()
    for who, at, guest in ((1, 3, False), (9, 0, True)):
        house.enter(who, at, guest=guest)
    ask = house.asked(1, "invite", 9)
    house.answer(9, ask, "accept")
    house.walk(9, 4)
    house.do(1, commands.SetRoom(M, 1, frozenset({PersonId(1)})))
    house.lock(1)
    assert [e.room for e in only(events.RoomChanged, house.walk(1, 1))] == [RoomState(M)]
    house.enter(2, 1)
    assert not only(events.Placed, house.walk(2, 3))
    assert house.office.floors[GROUND].room_of(PersonId(2)) == M


@pytest.mark.spec("GUEST-4", "LIST-1")
async def test_a_guest_learns_no_names_from_other_floors(tmp_path: Path) -> None:
    async with cast(tmp_path) as people:
        visitor, host, member = people["guest"], people["neighbour"], people["member"]
        for one in (host, member):
            mark = len(visitor.events)
            await one.send("go_floor", floor="second")
            await visitor.until("left", after=mark)
        for kind in ("visit", "lead"):
            mark = len(visitor.events)
            await visitor.send("ask", ref="a", kind=kind, person=member.me)
            refused = await visitor.until("refused", after=mark)
            assert (refused["ref"], refused["why"]) == ("a", "unknown_person")
        await visitor.send("ask", ref="a", kind="visit", person=host.me)
        assert (await visitor.until("asked"))["to_name"] == "neighbour"
        assert "asked" not in member.kinds()


# --- what costs all the others --------------------------------------------------------------------


@pytest.mark.spec("LIST-3")
async def test_nobody_fills_a_board_for_all_the_others(tmp_path: Path) -> None:
    async with opened(tmp_path) as store:
        for number in range(12):
            pinned = await pin(store, note(1, f"n{number}"))
            assert (pinned.note is not None) == (number < 10)
        assert (await pin(store, note(1, "n", floor="g"))).fresh
        assert (await pin(store, note(2, "n"))).fresh


async def test_what_is_large_is_told_at_once_and_then_as_often_as_lines_bear_it(
    monkeypatch: Patch,
) -> None:
    told: list[int] = []
    monkeypatch.setattr(seldom, "_RATE", 10)
    changes = 0

    def tell() -> int:
        told.append(changes)
        return 1

    large = Seldom(tell)
    for _ in range(7):
        changes += 1
        large.changed()
    assert told == [1]
    async with asyncio.timeout(5):
        while len(told) < 2:
            await asyncio.sleep(0.01)
    assert told == [1, 7], "what gathered is told once"
    await asyncio.sleep(0.2)
    assert told == [1, 7], "and nothing again"


@pytest.mark.spec("WIRE-9", "LIST-3")
async def test_pins_by_many_tell_a_full_board_a_few_times_only(url: str) -> None:
    async with contextlib.AsyncExitStack() as stack:
        people = [await stack.enter_async_context(arrived(url, f"p{n}")) for n in range(9)]
        for number in range(5):
            for one in people:
                await one.send("pin", ref=f"n{number}", text="あ" * 500)
        watcher = people[0]
        await watcher.until(lambda e: e["t"] == "board" and len(e["notes"]) == 45)
        assert sum(len(e["notes"]) for e in watcher.events if e["t"] == "board") < 45 * 45 / 4


@pytest.mark.spec("LIST-4", "WIRE-9")
async def test_who_said_much_is_forgotten_some_at_a_time(url: str, monkeypatch: Patch) -> None:
    monkeypatch.setattr(chat, "_FORGOTTEN_AT_ONCE", 2)
    token = await new_token(url, "a")
    async with arrived(url, "b") as b, arrived(url, token=token) as a:
        for number in range(5):
            await a.send("say", ref=f"r{number}", scope="floor", text="x")
        await b.until(lambda e: e["t"] == "said" and e["ref"] == "r4")
        assert (await call(url, "DELETE", "/api/me", token))[0] == 204
        await b.until(lambda e: e["t"] == "said" and e["ref"] == "r4" and e["deleted"])
        changed = [e["seq"] for e in b.events if e["t"] == "said" and e["deleted"]]
        assert len(changed) == 5 and changed == sorted(changed)
        mark = len(b.events)
        await b.send("say", ref="mine", scope="floor", text="y")
        mine = await b.until(lambda e: e["t"] == "said" and e["ref"] == "mine", after=mark)
        assert mine["seq"] > changed[-1]


# --- what is stored -------------------------------------------------------------------------------


@pytest.mark.spec("LIST-4")
async def test_nobody_stays_on_who_comes_in_while_being_deleted(
    url: str, monkeypatch: Patch
) -> None:
    token = await new_token(url, "ghost")
    forget = SqliteStore.forget_person
    async with raw(url) as ghost, arrived(url, "b") as b:

        async def slow(store: SqliteStore, person: PersonId, now: int) -> list[PersonId]:
            await ghost.send("hello", **hello(token))
            await ghost.until("caught_up")
            return await forget(store, person, now)

        monkeypatch.setattr(SqliteStore, "forget_person", slow)
        assert (await call(url, "DELETE", "/api/me", token))[0] == 204
        await ghost.closed()
        await b.until(lambda e: e["t"] == "left" and e["person"] == ghost.me)


@pytest.mark.spec("GUEST-1", "WIRE-10")
async def test_the_code_of_a_pass_is_in_no_log(
    url: str, monkeypatch: Patch, caplog: pytest.LogCaptureFixture
) -> None:
    async def fail(*_: object) -> None:
        raise StoreError("no")

    monkeypatch.setattr(SqliteStore, "find_pass", fail)
    assert (await call(url, "GET", "/api/guest/sesame-code"))[0] == 500
    assert "/api/guest/" in caplog.text and "sesame" not in caplog.text


# --- who looks through everything -----------------------------------------------------------------


@pytest.mark.spec("WIRE-9", "CHAT-13")
async def test_nobodys_chat_waits_until_somebody_has_looked_through_everything(
    tmp_path: Path, monkeypatch: Patch
) -> None:
    monkeypatch.setattr(looking, "_AT_ONCE", 2)
    async with opened(tmp_path) as store:
        for number in range(1, 8):
            await keep(store, said(number, person=1), 1, 2)
        answers: list[Any] = []
        done = asyncio.Event()

        def found(page: Page) -> None:
            answers.append([message.text for message in page.messages])
            done.set()

        store.search(PersonId(2), True, "text", 0, found, answers.append)
        store.keep_said(SaidRecord(said(9), frozenset()), answers.append, answers.append)
        store.edit_said(PersonId(1), 7, 10, "", answers.append, answers.append)
        await done.wait()
        assert len(answers) == 3 and len(answers[-1]) == 6, (
            "what was deleted meanwhile is not found"
        )


@pytest.mark.spec("WIRE-9")
async def test_a_search_that_is_wanted_no_more_ends(tmp_path: Path, monkeypatch: Patch) -> None:
    monkeypatch.setattr(looking, "_AT_ONCE", 1)
    async with opened(tmp_path) as store:
        for number in range(1, 4):
            await keep(store, said(number), 1)
        answers: list[Any] = []
        store.search(
            PersonId(1), True, "text", 0, answers.append, answers.append, wanted=lambda: False
        )
        assert await search(store, 1, "text") == [1, 2, 3]
        assert answers == []


@pytest.mark.spec("WIRE-9", "WIRE-4")
async def test_nobody_waits_for_many_pages_of_history_at_a_time(
    url: str, monkeypatch: Patch
) -> None:
    monkeypatch.setattr(chat, "_MOST_LOOKING", 2)
    asked: list[Any] = []
    monkeypatch.setattr(SqliteStore, "history", lambda _, *given: asked.append(given[6]))
    async with arrived(url) as a:
        for _ in range(2):
            mark = len(a.events)
            for _ in range(3):
                await a.send("history", scope="floor")
            refused = await a.until("refused", after=mark)
            assert (refused["command"], refused["why"], len(asked)) == ("history", "too_fast", 2)
            while asked:
                asked.pop()(Page([], more=False))
            await a.until("history", after=mark)
