"""Chat over the wire: to those it is for and nobody else, once, in order, and not for ever."""

from __future__ import annotations

import asyncio
import contextlib
import random
import sqlite3
from collections.abc import AsyncIterator, Callable
from functools import partial
from pathlib import Path
from typing import Any

import msgpack
import pytest

from rooms.model import PersonId
from server.client import OfficeClient, connection
from server.store.records import SaidRecord
from server.store.sqlite import SqliteStore
from server.wire.messages import Said
from tests.support.neighbours import in_bubble, neighbours, plain_process
from tests.support.office import PLAIN, floor_setting, office
from tests.support.raw import Raw, arrived, hello, new_token, raw

Patch = pytest.MonkeyPatch

SECRET = "ひみつ-7f3a"


@contextlib.asynccontextmanager
async def four(folder: Path) -> AsyncIterator[tuple[Raw, Raw, Raw, Raw]]:
    """Two in a bubble, one on their floor who is far off, and one on another floor."""
    floors = (floor_setting("plain", PLAIN), floor_setting("second", PLAIN))
    async with (
        office(folder, floors=floors) as (_, url),
        neighbours(url) as (a, b, _, _),
        arrived(url, "c") as c,
        arrived(url, "d") as d,
    ):
        await d.send("go_floor", floor="second")
        await d.until(lambda e: e["t"] == "snapshot" and e["floor"] == "second")
        await c.send("status", status="dnd")
        await c.until(lambda e: e["t"] == "changed" and e["person"] == c.me)
        yield a, b, c, d


async def settle(*clients: Raw) -> None:
    """After this, whatever was sent to these before has come: each answers a private question."""
    for client in clients:
        await client.send("go_floor", floor="nowhere")
    for client in clients:
        await client.until(lambda e: e["t"] == "refused" and e["command"] == "go_floor")


@pytest.mark.spec("CHAT-1")
async def test_bubble_chat_reaches_the_neighbour_and_no_byte_of_it_an_outsider(
    tmp_path: Path,
) -> None:
    async with four(tmp_path) as (a, b, c, d):
        await a.send("say", ref="private-ref", scope="bubble", text=SECRET)
        heard = await b.until("said")
        own = await a.until("said")
        assert heard == own
        assert (heard["text"], heard["person"], heard["name"]) == (SECRET, a.me, "a")
        assert (heard["scope"], heard["floor"], heard["heard_by"]) == ("bubble", "plain", 1)
        await settle(c, d)
        for outsider in (c, d):
            came = b"".join(outsider.frames)
            assert SECRET.encode() not in came and b"private-ref" not in came
            assert "said" not in outsider.kinds()


@pytest.mark.spec("CHAT-2")
async def test_floor_chat_reaches_the_floor_and_no_other(tmp_path: Path) -> None:
    async with four(tmp_path) as (a, b, c, d):
        await a.send("say", ref="x", scope="floor", text=SECRET)
        said = [await client.until("said") for client in (a, b, c)]
        assert said[0] == said[1] == said[2] and said[0]["heard_by"] == 2
        await settle(d)
        assert SECRET.encode() not in b"".join(d.frames)


@pytest.mark.spec("CHAT-1", "CHAT-5")
async def test_who_comes_later_or_comes_back_is_not_given_what_was_not_for_them(
    tmp_path: Path,
) -> None:
    async with office(tmp_path) as (_, url), neighbours(url) as (a, b, _, _):
        stranger = await new_token(url, "stranger")
        await a.send("say", ref="x", scope="bubble", text=SECRET)
        await a.send("say", ref="y", scope="floor", text=SECRET + "!")
        await b.until(lambda e: e.get("ref") == "y")
        async with arrived(url, token=stranger) as late:
            assert SECRET.encode() not in b"".join(late.frames)


@pytest.mark.spec("CHAT-3")
async def test_alone_one_speaks_to_nobody(url: str) -> None:
    async with arrived(url, "a") as a, arrived(url, "b") as b:
        await b.send("status", status="dnd")
        await a.until(lambda e: e["t"] == "changed" and e["status"] == "dnd")
        await a.send("say", ref="x", scope="bubble", text=SECRET)
        refused = await a.until("refused")
        assert (refused["command"], refused["ref"], refused["why"]) == ("say", "x", "nobody_near")
        await settle(b)
        assert SECRET.encode() not in b"".join(b.frames)


@pytest.mark.spec("CHAT-5")
async def test_missed_chat_comes_once_and_in_order(url: str) -> None:
    async with neighbours(url) as (a, b, token, _):
        await b.send("say", ref="before", scope="bubble", text="before")
        last = (await a.until("said"))["id"]
        await a.cut()
        texts = [f"missed {n}" for n in range(15)]
        for n, text in enumerate(texts):
            await b.send("say", ref=f"m{n}", scope="floor" if n % 2 else "bubble", text=text)
        await b.until(lambda e: e.get("text") == texts[-1])
        async with arrived(url, token=token, last=last) as again:
            assert again.said() == texts
            order = again.kinds()
            assert order[:2] == ["welcome", "snapshot"]
            assert order.index("caught_up") > max(i for i, k in enumerate(order) if k == "said")
            assert (await again.until("caught_up"))["last"] == last + 15
            await b.send("say", ref="live", scope="bubble", text="live")
            await again.until(lambda e: e.get("text") == "live")
            assert again.said() == [*texts, "live"]
        async with arrived(url, token=token, last=0) as fresh_page:
            assert fresh_page.said() == ["before", *texts, "live"]


@pytest.mark.spec("CHAT-5")
async def test_chat_that_is_said_while_one_comes_back_is_neither_lost_nor_doubled(
    url: str,
) -> None:
    async with neighbours(url) as (a, b, token, _):
        await a.cut()
        sent = 0
        for round_number in range(8):
            async with arrived(url, token=token, last=0) as again:
                for _ in range(2):
                    await b.send("say", ref=f"n{sent}", scope="bubble", text=str(sent))
                    sent += 1
                if round_number % 2:  # every other time the line is cut with a message under way
                    await again.until(lambda e, n=sent: e.get("text") == str(n - 1))
                got = again.said()
                assert got == [str(n) for n in range(len(got))]
            await asyncio.sleep(0.3)  # the rate of messages


@pytest.mark.spec("CHAT-5")
async def test_changing_floors_while_missed_chat_is_looked_up_doubles_nothing(
    tmp_path: Path, monkeypatch: Patch
) -> None:
    """The store may take longer than a tick."""
    original = SqliteStore.missed
    slow: list[Callable[[], None]] = []

    def missed(self: SqliteStore, *question: Any) -> None:
        loop = asyncio.get_running_loop()
        person, last, found, failed, *rest = question
        answer = partial(loop.call_later, 0.3, found)
        slow.append(answer)
        original(self, person, last, lambda rows: answer(rows), failed, *rest)

    floors = (floor_setting("plain", PLAIN), floor_setting("second", PLAIN))
    async with office(tmp_path, floors=floors) as (_, url):
        token = await new_token(url)
        async with arrived(url, token=token) as a:
            await a.send("say", ref="x", scope="floor", text="once")
            await a.until("said")
        monkeypatch.setattr(SqliteStore, "missed", missed)
        # Through the client's own code the duplicate would not show: look at the wire.
        async with arrived_early(url, token) as again:
            await again.until("snapshot")
            await again.send("go_floor", floor="second")
            await again.until(lambda e: e["t"] == "snapshot" and e["floor"] == "second")
            await again.until("caught_up")
            await asyncio.sleep(0.5)  # whatever a second answer would bring has come
            assert len(slow) == 2, "the office was asked twice"
            assert again.said() == ["once"]
            assert again.kinds().count("caught_up") == 1


@contextlib.asynccontextmanager
async def arrived_early(url: str, token: str) -> AsyncIterator[Raw]:
    """Somebody who was let in and has not caught up yet."""
    async with raw(url) as client:
        await client.send("hello", **hello(token))
        await client.until("welcome")
        yield client


@pytest.mark.spec("CHAT-6")
async def test_the_same_ref_is_stored_once(url: str) -> None:
    async with neighbours(url) as (a, b, _, _):
        for _ in range(3):
            await a.send("say", ref="same", scope="bubble", text="hello")
        await a.send("say", ref="other", scope="bubble", text="end")
        await b.until(lambda e: e.get("text") == "end")
        assert b.said() == ["hello", "end"]
        await a.until(lambda e: e.get("text") == "end")
        answers = {e["id"] for e in a.events if e.get("ref") == "same"}
        assert len(answers) == 1  # told again to the one who asked, under the same id
        await b.send("say", ref="same", scope="bubble", text="a ref is its speaker's own")
        await a.until(lambda e: e.get("person") == b.me and e["t"] == "said")


@pytest.mark.spec("CHAT-6", "CHAT-8", "CHAT-5")
async def test_the_same_ref_is_stored_once_over_a_kill(tmp_path: Path) -> None:
    with plain_process(tmp_path) as process:
        tokens = [await new_token(process.url, name) for name in "ab"]
        async with (
            arrived(process.url, token=tokens[0]) as a,
            arrived(process.url, token=tokens[1]) as b,
        ):
            await in_bubble(a, b)
            await a.send("say", ref="same", scope="bubble", text="hello")
            first = (await b.until("said"))["id"]
            process.kill()
        await asyncio.to_thread(process.start)
        async with (
            arrived(process.url, token=tokens[0]) as a,
            arrived(process.url, token=tokens[1], last=first) as b,
        ):
            await a.send("say", ref="same", scope="bubble", text="hello")
            await a.send("say", ref="next", scope="bubble", text="next")
            assert (await b.until("said"))["text"] == "next"
            assert b.events[-1]["id"] > first
            assert [e["id"] for e in a.events if e.get("ref") == "same"] == [first, first]


@pytest.mark.spec("CHAT-7")
async def test_chat_is_deleted_after_its_time_and_from_the_file_too(tmp_path: Path) -> None:
    async with office(tmp_path) as (_, url), neighbours(url) as (a, b, token, _):
        await a.send("say", ref="old", scope="bubble", text=SECRET + "x" * 1800)
        said = await b.until("said")
        old = said["at"] + 1
        while True:  # the clock of messages is in whole milliseconds
            await a.send("say", ref=f"new{old}", scope="bubble", text="kept")
            said = await b.until(lambda e, n=old: e.get("ref") == f"new{n}")
            if said["at"] >= old:
                break
        files = [tmp_path / "madoguchi.db", tmp_path / "madoguchi.db-wal"]
        assert any(SECRET.encode() in file.read_bytes() for file in files)
        store = SqliteStore(tmp_path)
        await store.start()
        assert await store.forget_chat({"bubble": old}) == 1
        await store.stop()
        await a.cut()
        async with arrived(url, token=token) as again:
            assert again.said() == ["kept"]
        await no_trace(tmp_path, SECRET)


@pytest.mark.spec("CHAT-7")
async def test_a_starting_office_deletes_what_is_too_old(tmp_path: Path) -> None:
    async with office(tmp_path) as (_, url), neighbours(url) as (a, b, _, _):
        await a.send("say", ref="old", scope="bubble", text=SECRET)
        await b.until("said")
    with contextlib.closing(sqlite3.connect(tmp_path / "madoguchi.db")) as db:
        db.execute("UPDATE chat SET at = at - 3601 * 1000")
        db.commit()
    async with office(tmp_path) as (_, url):
        await no_trace(tmp_path, SECRET)


async def no_trace(folder: Path, text: str) -> None:
    """Nothing of a text is in any file of the folder, soon."""
    async with asyncio.timeout(5):
        while text.encode() in stored(folder):
            await asyncio.sleep(0.05)


def stored(folder: Path) -> bytes:
    """Every byte of a data folder."""
    return b"".join(path.read_bytes() for path in sorted(folder.iterdir()))


TEXTS = {
    "markup": "<script>alert(1)</script><img src=x onerror=alert(1)> &lt; **x** [a](javascript:b)",
    "emoji": "👨‍👩‍👧‍👦🏳️‍🌈👍🏽 e\u0301",
    "rtl": "\u202eabc\u202c שלום مرحبا",
    "nul": "a\0b\x1b[31m\x07",
    "sql": "'); DROP TABLE chat; --",
    "longest": "漢" * 2000,
    "lines": "one\n\n\ttwo\r\n\u2028three",
}


@pytest.mark.spec("CHAT-4")
@pytest.mark.parametrize("text", TEXTS.values(), ids=TEXTS)
async def test_text_is_text(url: str, text: str) -> None:
    async with neighbours(url) as (a, b, token, _):
        padded = f"  {text}\n" if len(text) < 1000 else text
        await a.send("say", ref="x", scope="bubble", text=padded)
        assert (await b.until("said"))["text"] == text
        await a.cut()
        async with arrived(url, token=token) as again:  # from the store
            assert again.said() == [text]


@pytest.mark.spec("CHAT-4", "WIRE-2")
@pytest.mark.parametrize("text", ["x" * 2001, "", b"\xed\xa0\x80", b"\xff", 5, None, ["x"]])
async def test_what_is_no_text_is_malformed(url: str, text: object) -> None:
    async with arrived(url) as client:
        frame = msgpack.packb({"t": "say", "ref": "r", "scope": "floor", "text": text})
        if isinstance(text, bytes):  # bytes that claim to be a text
            frame = frame[: -len(text) - 2] + bytes([0xA0 | len(text)]) + text
        await client.socket.send(frame)
        problem = (await client.until("malformed"))["problem"]
        assert "text" in problem or "utf-8" in problem
        assert await client.closed() == 4500


@pytest.mark.spec("CHAT-4")
async def test_blanks_are_no_text(url: str) -> None:
    async with arrived(url) as client:
        for blank in (" ", "\n\t\u3000\u00a0"):
            mark = len(client.events)
            await client.send("say", ref="x", scope="floor", text=blank)
            assert (await client.until("refused", after=mark))["why"] == "empty"


@pytest.mark.spec("CHAT-8")
async def test_what_cannot_be_stored_is_not_heard(tmp_path: Path, monkeypatch: Patch) -> None:
    def broken(*_: object) -> None:
        raise sqlite3.OperationalError("disk I/O error")

    async with office(tmp_path) as (_, url), neighbours(url) as (a, b, _, _):
        with monkeypatch.context() as patch:
            patch.setattr("server.store.chat._keep_said", broken)
            await a.send("say", ref="x", scope="bubble", text=SECRET)
            refused = await a.until("refused")
            assert (refused["ref"], refused["why"]) == ("x", "not_stored")
        await a.send("say", ref="x", scope="bubble", text="again")
        assert (await b.until("said"))["text"] == "again"


@pytest.mark.spec("CHAT-5", "CHAT-15")
async def test_more_missed_messages_than_are_given_at_once(tmp_path: Path) -> None:
    """Somebody was away while much was said: all of it comes, in order."""
    async with office(tmp_path) as (_, url), arrived(url, "a") as a:
        token = await new_token(url, "b")
        async with arrived(url, token=token) as b:
            me = b.me
        await a.send("say", ref="before", scope="floor", text="before")
        await a.until("said")
        store = SqliteStore(tmp_path)
        await store.start()
        last = await store.last_message()
        for number in range(1, 1301):
            said = Said(
                id=last + number,
                seq=last + number,
                ref=f"r{number}",
                person=a.me,
                name="a",
                scope="floor",
                to=0,
                floor="plain",
                text=str(number),
                at=2_000_000_000_000,
                heard_by=1,
            )
            readers = frozenset({PersonId(me), PersonId(a.me)})
            store.keep_said(SaidRecord(said, readers), lambda _: None, lambda error: None)
        await store.stop()
        async with arrived(url, token=token, last=last) as again:
            assert again.said() == [str(number) for number in range(1, 1301)]
            assert again.kinds().count("caught_up") == 1
        async with arrived(url, token=token, last=0) as fresh_page:
            assert fresh_page.said() == [str(number) for number in range(1101, 1301)]


@pytest.mark.spec("CHAT-5", "CHAT-6", "CHAT-8", "SESS-5")
async def test_twenty_kills_while_people_write(tmp_path: Path, monkeypatch: Patch) -> None:
    monkeypatch.setattr(connection, "_FIRST_WAIT", 0.05)
    monkeypatch.setattr(connection, "_LONGEST_WAIT", 0.1)
    seed = random.randrange(1 << 32)
    print(f"seed {seed}")
    chance = random.Random(seed)
    with plain_process(tmp_path) as process:
        async with contextlib.AsyncExitStack() as stack:
            names = ("a", "b", "c", "d")
            a, b, c, d = people = [
                await stack.enter_async_context(await OfficeClient.enter(process.url, name))
                for name in names
            ]
            heard: dict[str, list[int]] = {name: [] for name in names}
            for name, client in zip(names, people, strict=True):
                client.listeners.append(partial(_note, heard[name]))
            await d.go_floor("second")
            await c.set_status("dnd")
            await a.wait_for(lambda s: s.card.bubble != 0 and s.people[c.state.me].status == "dnd")
            await saved(tmp_path, PersonId(c.state.me), PersonId(d.state.me))
            written: dict[str, list[str]] = {"floor": [], "bubble": []}
            busy = True

            async def write(client: OfficeClient, scopes: tuple[Any, ...]) -> None:
                number = 0
                while busy:
                    scope = scopes[number % len(scopes)]
                    written[scope].append(await client.say(f"{client.tab} {number}", scope))
                    number += 1
                    await asyncio.sleep(0.22)  # within the rate

            writers = [
                asyncio.create_task(write(a, ("bubble", "floor"))),
                asyncio.create_task(write(b, ("floor", "bubble"))),
                asyncio.create_task(write(c, ("floor",))),
            ]
            for kills in range(1, 21):
                await asyncio.sleep(chance.uniform(0.0, 0.4))
                await asyncio.to_thread(process.kill)
                await asyncio.to_thread(process.start)
                for client in people:
                    await client.wait_for(lambda s, p=client, k=kills: p.connections == k + 1)
                    await client.wait_for(lambda s: s.caught_up)
            busy = False
            await asyncio.gather(*writers)
            for client in (a, b, c):
                await client.wait_for(lambda _, p=client: not p.unanswered)
            await b.say("the end", "floor")
            for client in (a, b, c):
                await client.wait_for(lambda s: s.chat[-1].text == "the end")
            for client in people:
                await client.leave()
    end = b.state.chat[-1].ref
    floor, bubble = {*written["floor"], end}, set(written["bubble"])
    assert len(floor) > 40 and len(bubble) > 20
    assert {said.ref for said in a.state.chat} == floor | bubble
    assert a.state.chat == b.state.chat
    assert c.state.chat == tuple(s for s in a.state.chat if s.scope == "floor")
    assert d.state.chat == ()
    for name, ids in heard.items():
        assert ids == sorted(set(ids)), f"{name} was told something twice or out of order"
    for client in (a, b, c):  # a speaker's own messages stay in the order of their speaking
        mine = [said.text for said in a.state.chat if said.ref.startswith(client.tab)]
        numbers = [int(text.split()[1]) for text in mine if text != "the end"]
        assert numbers == sorted(numbers)
    assert "Traceback" not in process.text()


async def saved(folder: Path, quiet: PersonId, away: PersonId) -> None:
    """Returns once it is on disk that one wants to be left alone and one is on another floor."""
    question = "SELECT wish FROM presence WHERE person = ? AND floor = ?"
    async with asyncio.timeout(5):
        with contextlib.closing(sqlite3.connect(folder / "data" / "madoguchi.db")) as db:
            while [
                db.execute(question, row).fetchone() for row in ((quiet, "plain"), (away, "second"))
            ] != [("dnd",), ("",)]:
                await asyncio.sleep(0.01)


def _note(ids: list[int], event: object) -> None:
    if isinstance(event, Said):
        ids.append(event.id)


@pytest.mark.spec("CHAT-5")
async def test_missed_chat_that_could_not_be_read_is_asked_for_again(
    url: str, monkeypatch: Patch
) -> None:
    original = SqliteStore.missed
    failures = [OSError("disk"), OSError("disk")]

    def missed(self: SqliteStore, *question: Any) -> None:
        failed = question[3]
        if failures:
            failed(failures.pop())
        else:
            original(self, *question)

    monkeypatch.setattr(SqliteStore, "missed", missed)
    async with arrived(url) as client:
        await client.until("caught_up")
        await client.send("say", ref="x", scope="floor", text="heard all the same")
        await client.until("said")
    assert not failures


@pytest.mark.spec("WIRE-4")
async def test_to_connect_again_renews_no_limit(url: str) -> None:
    token = await new_token(url)
    for _ in range(2):
        async with arrived(url, token=token) as client:
            for number in range(30):
                await client.send("say", ref=f"r{number}", scope="floor", text="again")
            await client.until(lambda e: e.get("ref") == "r29")
    assert sum(event.get("why") == "too_fast" for event in client.events) >= 20
