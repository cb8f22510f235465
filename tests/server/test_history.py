"""Chat with memory: changed, deleted, looked back at, searched, and forgotten in time."""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import AsyncIterator, Awaitable, Callable
from pathlib import Path
from typing import Any

import msgspec
import pytest

from rooms.model import PersonId
from server import app, clock
from server.store.sqlite import SqliteStore
from tests.support.neighbours import neighbours
from tests.support.office import PLAIN, floor_setting, office
from tests.support.raw import Event, Raw, arrived, new_token
from tests.support.stored import (
    edit,
    history,
    keep,
    left_over,
    missed,
    opened,
    said,
    search,
)

Patch = pytest.MonkeyPatch

SECRET = "ひみつ-91bc"
SCOPES = ("bubble", "room", "direct", "floor")


@pytest.fixture
async def store(tmp_path: Path) -> AsyncIterator[SqliteStore]:
    """A store in an empty folder."""
    async with opened(tmp_path) as made:
        yield made


# --- in the store ---------------------------------------------------------------------------------


@pytest.mark.spec("CHAT-12")
async def test_only_the_speaker_changes_a_message_and_only_while_there_is_one(
    store: SqliteStore,
) -> None:
    await keep(store, said(1, person=1), 1, 2)
    assert await edit(store, 2, 1, 10, "not mine") is None
    assert await edit(store, 1, 99, 11, "no such") is None
    changed = await edit(store, 1, 1, 12, "better")
    assert changed is not None and changed.readers == {1, 2}
    expected = said(1, person=1, seq=12, text="better", edited=True)
    assert changed.message == expected
    assert (await history(store, 2, "floor")).messages == [expected]
    gone = await edit(store, 1, 1, 13, "")
    assert gone is not None and (gone.message.text, gone.message.deleted) == ("", True)
    assert await edit(store, 1, 1, 14, "back again") is None
    assert await edit(store, 1, 1, 15, "") is None
    assert (await store.last_message()) == 13


@pytest.mark.spec("CHAT-12", "CHAT-5")
async def test_changes_come_after_what_was_seen_and_in_order(store: SqliteStore) -> None:
    for number in range(1, 6):
        await keep(store, said(number), 1, 2)
    await keep(store, said(6), 1)
    await edit(store, 1, 2, 7, "two")
    await edit(store, 1, 6, 8, "six")
    await edit(store, 1, 1, 9, "")
    await keep(store, said(10), 1, 2)
    assert await missed(store, 2, last=5) == [2, 1, 10]
    assert await missed(store, 2, last=7) == [1, 10]
    assert await missed(store, 2, last=3, most=2) == [4, 5]
    assert await missed(store, 2) == [3, 4, 5, 2, 1, 10]
    # A member on the floor may have read number 6 in the history.
    assert await missed(store, 2, last=6, floor="f") == [2, 6, 1, 10]
    assert await missed(store, 2, last=6, floor="g") == [2, 1, 10]
    assert await missed(store, 3, last=5, floor="f") == [2, 1]


@pytest.mark.spec("CHAT-8", "CHAT-12")
async def test_numbers_of_changes_are_no_ids_after_a_restart(tmp_path: Path) -> None:
    async with opened(tmp_path) as store:
        await keep(store, said(1), 1)
        await edit(store, 1, 1, 50, "changed")
        assert await store.forget_chat({"floor": 2000}) == 1
    async with opened(tmp_path) as store:
        assert await store.last_message() == 50


@pytest.mark.spec("CHAT-15")
async def test_a_fresh_page_is_given_the_newest_200(store: SqliteStore) -> None:
    for number in range(1, 251):
        await keep(store, said(number), 1, *([2] if number % 2 else []))
    assert await missed(store, 1, most=500) == list(range(51, 251))
    assert await missed(store, 1, most=60) == list(range(51, 111))
    assert len(await missed(store, 2, most=500)) == 125
    assert await missed(store, 1, last=1, most=500) == list(range(2, 251))


@pytest.mark.spec("CHAT-11")
async def test_the_history_of_each_conversation_is_for_those_who_were_in_it(
    store: SqliteStore,
) -> None:
    await keep(store, said(1, 1, scope="bubble"), 1, 2)
    await keep(store, said(2, 1, scope="room", to=5), 1, 2)
    await keep(store, said(3, 1, scope="room", to=6), 1)
    await keep(store, said(4, 1, scope="direct", to=2), 1, 2)
    await keep(store, said(5, 2, scope="direct", to=1), 1, 2)
    await keep(store, said(6, 3, scope="direct", to=1), 1, 3)
    await keep(store, said(7, 1, scope="floor"), 1, 2)
    await keep(store, said(8, 1, scope="floor", floor="g"), 1)

    async def ids(person: int, scope: Any, to: int = 0, **more: Any) -> list[int]:
        return [m.id for m in (await history(store, person, scope, to, **more)).messages]

    assert await ids(1, "bubble") == await ids(2, "bubble") == [1]
    assert await ids(1, "room", 5) == await ids(2, "room", 5) == [2]
    assert await ids(1, "room", 5, floor="g") == []
    assert (await ids(1, "room", 6), await ids(2, "room", 6)) == ([3], [])
    assert await ids(1, "direct", 2) == await ids(2, "direct", 1) == [4, 5]
    assert (await ids(1, "direct", 3), await ids(3, "direct", 1)) == ([6], [6])
    assert await ids(2, "direct", 3) == await ids(3, "direct", 2) == []
    assert await ids(1, "direct", 1) == []
    # The floor is a channel: members read it all, also what was said before they came.
    assert await ids(9, "floor") == [7]
    assert await ids(9, "floor", floor="g") == [8]
    for scope, to in (("bubble", 0), ("room", 5), ("room", 6), ("direct", 1), ("direct", 2)):
        assert await ids(9, scope, to) == []
    for scope in SCOPES:  # a guest who heard nothing
        assert await ids(9, scope, member=False) == []
    assert await ids(2, "floor", member=False) == []


@pytest.mark.spec("CHAT-11")
async def test_history_comes_in_pages_the_newest_first(store: SqliteStore) -> None:
    for number in range(1, 121):
        await keep(store, said(number), 1)
    seen: list[int] = []
    before, more = 0, True
    while more:
        page = await history(store, 7, "floor", before=before)
        assert len(page.messages) <= 50
        seen = [message.id for message in page.messages] + seen
        before, more = seen[0], page.more
    assert seen == list(range(1, 121))
    exact = await history(store, 7, "floor", before=51)
    assert (len(exact.messages), exact.more) == (50, False)


@pytest.mark.spec("CHAT-13")
@pytest.mark.parametrize("text", ["100%", "a_b", "\\", "%", "_", "'", '"', "東京", "a\0b", "[x]*?"])
async def test_search_takes_every_text_letter_by_letter(store: SqliteStore, text: str) -> None:
    others = ["100 percent", "axb", "/", "nothing", "京東", "a", "x", "1000", "B"]
    for number, other in enumerate([*others, f"before {text} after"], 1):
        await keep(store, said(number, text=other), 1)
    assert await search(store, 7, text) == [len(others) + 1]


@pytest.mark.spec("CHAT-13")
async def test_search_finds_what_the_history_would_give_and_nothing_else(
    store: SqliteStore,
) -> None:
    """Against the history itself, for everybody and every conversation."""
    number, people = 0, range(1, 5)
    for scope in SCOPES:
        for speaker in (1, 2, 3):
            for to in {"bubble": [0], "room": [5, 6], "direct": [1, 2, 3], "floor": [0]}[scope]:
                number += 1
                readers = {speaker, to} if scope == "direct" else {speaker, number % 4 + 1}
                message = said(number, speaker, scope=scope, to=to, text=f"Word {number}")
                await keep(store, message, *readers)
    await edit(store, 1, 1, number + 1, "")
    for person in people:
        for member in (True, False):
            readable: set[int] = set()
            for scope in SCOPES:
                for to in range(7):
                    page = await history(store, person, scope, to, member=member)  # type: ignore[arg-type]
                    readable |= {message.id for message in page.messages if not message.deleted}
            assert set(await search(store, person, "wORD", member=member)) == readable
    assert await search(store, 1, "text") == []
    found = await search(store, 1, "word", most=3)
    assert await search(store, 1, "word", before=found[0], most=500) == [
        i for i in await search(store, 1, "word", most=500) if i < found[0]
    ]


@pytest.mark.spec("CHAT-12")
async def test_of_a_deleted_message_no_letter_is_in_the_files(tmp_path: Path) -> None:
    async with opened(tmp_path) as store:
        await keep(store, said(1, text=SECRET + "x" * 1500), 1, 2)
        await keep(store, said(2, text="first " + SECRET), 1, 2)
        assert left_over(tmp_path, SECRET) == [SECRET]
        await edit(store, 1, 1, 3, "")
        await edit(store, 1, 2, 4, "second")
        async with asyncio.timeout(10):
            while left_over(tmp_path, SECRET):
                await asyncio.sleep(0.05)
        assert await missed(store, 2) == [1, 2]


@pytest.mark.spec("CHAT-7")
async def test_each_scope_is_forgotten_in_its_own_time(store: SqliteStore, tmp_path: Path) -> None:
    for number, scope in enumerate(SCOPES, 1):
        await keep(store, said(number, scope=scope, text=f"{scope}-{SECRET}", at=1000), 1)
        await keep(store, said(number + 10, scope=scope, at=3000), 1)
    left = [f"{scope}-{SECRET}" for scope in SCOPES]
    for scope in SCOPES:
        assert await store.forget_chat({scope: 2000}) == 1  # type: ignore[dict-item]
        left.remove(f"{scope}-{SECRET}")
        assert left_over(tmp_path, *(f"{scope}-{SECRET}" for scope in SCOPES)) == left
    assert await missed(store, 1) == [11, 12, 13, 14]


# --- over the wire --------------------------------------------------------------------------------


@contextlib.asynccontextmanager
async def three(folder: Path, **settings: Any) -> AsyncIterator[tuple[str, Raw, Raw, Raw, str]]:
    """Two in a bubble, and one on another floor; the address and the second one's token."""
    floors = (floor_setting("plain", PLAIN), floor_setting("second", PLAIN))
    async with (
        office(folder, floors=floors, **settings) as (_, url),
        neighbours(url) as (b, a, token, _),
        arrived(url, "c") as c,
    ):
        await c.send("go_floor", floor="second")
        await c.until(lambda e: e["t"] == "snapshot" and e["floor"] == "second")
        yield url, a, b, c, token


async def tell(speaker: Raw, text: str, scope: str = "bubble", to: int = 0) -> int:
    """Says something and waits until it is stored; returns its id."""
    ref = f"r{len(speaker.events)}-{scope}"
    await speaker.send("say", ref=ref, scope=scope, text=text, to=to)
    event = await speaker.until(lambda e: e["t"] in ("said", "refused") and e["ref"] == ref)
    assert event["t"] == "said", event
    return int(event["id"])


async def asked(client: Raw, t: str, answer: str, **fields: object) -> Event:
    """A question and its answer."""
    mark = len(client.events)
    await client.send(t, **fields)
    return await client.until(lambda e: e["t"] in (answer, "refused"), after=mark)


async def page_of(client: Raw, scope: str, to: int = 0, before: int = 0) -> list[str]:
    """The texts of a page of history."""
    page = await asked(client, "history", "history", scope=scope, to=to, before=before)
    assert (page["scope"], page["to"], page["before"]) == (scope, to, before)
    return [message["text"] for message in page["messages"]]


async def hits(client: Raw, text: str) -> list[str]:
    """The texts that a search finds."""
    found = await asked(client, "search", "found", text=text)
    assert found["text"] == text
    return [message["text"] for message in found["messages"]]


def changes(client: Raw, message: int) -> list[tuple[str, bool, bool]]:
    """What a client was told of a message, in order."""
    told = [e for e in client.events if e["t"] == "said" and e["id"] == message]
    assert [e["seq"] for e in told] == sorted({e["seq"] for e in told})
    return [(e["text"], e["edited"], e["deleted"]) for e in told]


@pytest.mark.spec("CHAT-12")
async def test_those_who_may_read_a_change_are_told_and_nobody_else(tmp_path: Path) -> None:
    async with three(tmp_path) as (url, a, b, c, token):
        first, second = await tell(a, "first"), await tell(a, "second")
        outsider = len(c.frames)
        await a.send("edit", id=first, text="  better  ")
        await b.until(lambda e: e["t"] == "said" and e["edited"])
        assert changes(b, first) == [("first", False, False), ("better", True, False)]
        await b.cut()
        await a.send("edit", id=second, text="while away")
        await a.send("delete", id=first)
        await a.until(lambda e: e["t"] == "said" and e["deleted"])
        last = max(e["seq"] for e in b.events if e["t"] == "said")
        async with arrived(url, token=token, last=last) as again:
            assert changes(again, second) == [("while away", True, False)]
            assert changes(again, first) == [("", False, True)]
            caught_up = await again.until("caught_up")
            assert caught_up["last"] == max(e["seq"] for e in a.events if e["t"] == "said")
            mark = len(again.events)
            await again.send("edit", id=second, text="not mine")
            refused = await again.until("refused", after=mark)
            assert (refused["command"], refused["why"]) == ("edit", "gone")
            mark = len(a.events)
            await a.send("delete", id=first)  # it is deleted already
            assert (await a.until("refused", after=mark))["why"] == "gone"
            mark = len(a.events)
            await a.send("edit", id=second, text=" \n ")
            assert (await a.until("refused", after=mark))["why"] == "empty"
        assert all(b"better" not in frame for frame in c.frames[outsider:])
        assert all(b"while away" not in frame for frame in c.frames[outsider:])


@pytest.mark.spec("CHAT-12")
async def test_a_change_of_a_message_to_the_floor_is_told_to_members_who_came_later(
    tmp_path: Path,
) -> None:
    async with three(tmp_path) as (url, a, _, c, _):
        message = await tell(a, "to all", "floor")
        async with arrived(url, "late") as late:
            assert await page_of(late, "floor") == ["to all"]
            await a.send("edit", id=message, text="to everybody")
            await late.until(lambda e: e["t"] == "said" and e["edited"])
            assert changes(late, message) == [("to everybody", True, False)]
            assert await page_of(late, "floor") == ["to everybody"]
        assert message not in [e.get("id") for e in c.events]


@pytest.mark.spec("CHAT-11", "CHAT-13")
async def test_history_and_search_over_the_wire(tmp_path: Path) -> None:
    async with three(tmp_path) as (url, a, b, c, _):
        for scope, to in (("bubble", 0), ("direct", b.me), ("floor", 0)):
            await tell(a, f"{scope} word", scope, to)
        for reader in (a, b):
            other = b.me if reader is a else a.me
            assert await page_of(reader, "bubble") == ["bubble word"]
            assert await page_of(reader, "direct", other) == ["direct word"]
            assert await page_of(reader, "floor") == ["floor word"]
            assert await hits(reader, "WORD") == ["bubble word", "direct word", "floor word"]
        for scope, to in (("bubble", 0), ("direct", a.me), ("direct", b.me), ("room", 1)):
            assert await page_of(c, scope, to) == []
        assert await page_of(c, "floor") == []  # of the floor on which c is
        async with arrived(url, "late") as late:
            assert await hits(late, "word") == await page_of(late, "floor") == ["floor word"]
            assert await hits(late, "%") == []


@pytest.mark.spec("CHAT-11")
async def test_a_page_of_long_messages_is_cut_and_says_so(tmp_path: Path) -> None:
    async with three(tmp_path) as (_, a, b, _, _):
        for number in range(18):
            await tell(a, f"{number}:" + "漢" * 1900)
        seen: list[str] = []
        before, more = 0, True
        while more:
            page = await asked(b, "history", "history", scope="bubble", to=0, before=before)
            assert len(page["messages"]) < 18
            seen = [m["text"].partition(":")[0] for m in page["messages"]] + seen
            before, more = page["messages"][0]["id"], page["more"]
        assert seen == [str(number) for number in range(18)]


def deletions(monkeypatch: Patch) -> Callable[[int], Awaitable[None]]:
    """Makes the office delete what is too old all the time; waits until it has, so many times."""
    forget, times = app._forget, [0]

    async def counted(*arguments: Any) -> int:
        before = await forget(*arguments)
        times[0] += 1
        return before

    async def wait(more: int) -> None:
        wanted = times[0] + more
        async with asyncio.timeout(10):
            while times[0] < wanted:
                await asyncio.sleep(0.02)

    monkeypatch.setattr(app, "_FORGET_EVERY", 0.02)
    monkeypatch.setattr(app, "_forget", counted)
    return wait


@pytest.mark.spec("CHAT-7")
@pytest.mark.parametrize("scope", SCOPES)
async def test_chat_is_deleted_when_the_time_of_its_scope_is_over(
    tmp_path: Path, monkeypatch: Patch, scope: str
) -> None:
    """With a clock that the test moves, by the office's own deletions, from the files as well."""
    keep_seconds = {"bubble": 3600, "room": 86400, "direct": 2592000, "floor": 604800}[scope]
    done = deletions(monkeypatch)
    real = clock.source
    async with three(tmp_path) as (_, a, b, _, _):
        to = {"direct": b.me, "room": 1}.get(scope, 0)
        if scope == "room":  # nobody walks there for this: it is put into the file
            kept = said(900, a.me, scope="room", to=1, floor="plain", text=SECRET)
            async with opened(tmp_path) as store:
                await keep(store, msgspec.structs.replace(kept, at=clock.wall_ms()), a.me, b.me)
        else:
            await tell(a, SECRET, scope, to)
        monkeypatch.setattr(clock, "source", lambda: real() + (keep_seconds - 60) * 10**9)
        await done(2)
        assert await page_of(a, scope, to) == [SECRET]
        assert left_over(tmp_path, SECRET) == [SECRET]
        monkeypatch.setattr(clock, "source", lambda: real() + (keep_seconds + 1) * 10**9)
        async with asyncio.timeout(10):
            while left_over(tmp_path, SECRET):
                await asyncio.sleep(0.05)
        assert await page_of(a, scope, to) == []


@pytest.mark.spec("CHAT-8", "CHAT-12")
async def test_changes_survive_a_restart(tmp_path: Path) -> None:
    async with office(tmp_path) as (_, url):
        token = await new_token(url, "a")
        async with arrived(url, token=token) as a:
            kept = await tell(a, "one", "floor")
            await a.send("edit", id=kept, text="two")
            changed = await a.until(lambda e: e["t"] == "said" and e["edited"])
    async with office(tmp_path) as (_, url), arrived(url, token=token) as a:
        assert changes(a, kept) == [("two", True, False)]
        assert await tell(a, "three", "floor") > changed["seq"]


@pytest.mark.spec("LIST-4")
async def test_forgetting_all_that_somebody_said_raises_its_numbers(store: SqliteStore) -> None:
    for number in (1, 2, 3):
        await keep(store, said(number, person=1 if number < 3 else 2), 1, 2)
    changed = []
    for first in (4, 5, 6):
        told: asyncio.Future[Any] = asyncio.get_running_loop().create_future()
        store.forget_said(PersonId(1), first, 4, 1, told.set_result, told.set_exception)
        changed += [edited.message for edited in await told]
    blank = {"name": "", "text": "", "deleted": True}
    assert changed == [msgspec.structs.replace(said(n), seq=n + 3, **blank) for n in (1, 2)]
    assert await missed(store, 2, last=3) == [1, 2]
    assert await store.last_message() == 5
