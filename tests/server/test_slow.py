"""A client that stops reading: nobody else notices, it costs little, and it heals."""

from __future__ import annotations

import asyncio
import contextlib
import itertools
import time
from collections.abc import AsyncIterator
from pathlib import Path

import msgspec
import pytest
from aiohttp import ClientSession

from server import care
from server.app import Office
from server.client.state import OfficeState, apply
from server.roster import Seat
from server.wire import messages
from tests.support.office import office
from tests.support.raw import Bytes, Raw, arrived, command, hello, new_token, payloads

OTHERS = 30
TEXT = "長い話 " * 120  # some 1.2 kB


class Slow:
    """A client that reads when it is told to, from a small buffer."""

    def __init__(self, line: Bytes) -> None:
        self.line = line
        self.events: list[messages.AnyEvent] = []
        self.state = OfficeState()
        self._rest = b""
        self._stirred = time.monotonic()

    async def arrive(self, token: str) -> None:
        """Says hello and reads until it has caught up."""
        self._rest = await self.line.upgrade()
        await self.line.frame(command("hello", **hello(token)))
        await self.read_until(lambda state: state.caught_up)

    async def stir(self) -> None:
        """Gives a sign of life each second, however long a busy machine takes for the test."""
        if time.monotonic() - self._stirred > 1:
            self._stirred = time.monotonic()
            await self.line.frame(b"", opcode=10)

    async def read_until(self, holds: object, seconds: float = 20) -> None:
        """Reads until something holds of the state, and notes all events."""
        assert callable(holds)
        async with asyncio.timeout(seconds):
            while not holds(self.state):
                more = await self.line.read()
                assert more, "the office hung up"
                await self.stir()
                frames, self._rest = payloads(self._rest + more)
                for frame in frames:
                    for event in msgspec.msgpack.decode(frame, type=list[messages.AnyEvent]):
                        self.events.append(event)
                        self.state = apply(self.state, event)


@contextlib.asynccontextmanager
async def crowd(url: str) -> AsyncIterator[tuple[list[Raw], asyncio.Event]]:
    """Many who move and chat until the event is set."""
    over = asyncio.Event()

    async def busy(client: Raw, number: int) -> None:
        card = client.card()
        for turn in itertools.count():
            if over.is_set():
                return
            await client.move(card["x"] + turn % 2 * 3, card["y"])
            if turn % 10 == number % 10:
                text = f"{time.monotonic()} {TEXT}"
                await client.send("say", ref=f"{number}-{turn}", scope="floor", text=text)
            await asyncio.sleep(0.1)

    async with contextlib.AsyncExitStack() as stack:
        clients = await asyncio.gather(
            *(stack.enter_async_context(arrived(url, f"n{i}")) for i in range(OTHERS))
        )
        tasks = [asyncio.create_task(busy(client, i)) for i, client in enumerate(clients)]
        try:
            yield clients, over
        finally:
            over.set()
            await asyncio.gather(*tasks)


def seat_of(running: Office, person: int) -> Seat:
    """The server's side of a connection."""
    return next(s for s in running.hub._roster.seats() if s.here.person == person)


async def until_true(holds: object, seconds: float = 20) -> None:
    """Waits until something is so."""
    assert callable(holds)
    async with asyncio.timeout(seconds):
        while not holds():
            await asyncio.sleep(0.02)


@pytest.mark.spec("WIRE-8", "WIRE-9", "CHAT-5")
async def test_who_does_not_read_heals_by_a_snapshot_and_loses_no_chat(tmp_path: Path) -> None:
    async with (
        office(tmp_path) as (running, url),
        Bytes(url, receive_buffer=4096) as line,
        crowd(url) as (others, over),
    ):
        slow, watcher = Slow(line), others[0]
        await slow.arrive(await new_token(url, "slow"))
        seat = seat_of(running, slow.state.me)
        for _ in range(2):  # what healed once heals again
            await until_true(lambda: seat.here.paused_since is not None)
            skipped = len(watcher.said())
            transport = seat.session._socket._transport  # type: ignore[union-attr]
            while len(watcher.said()) < skipped + 60:
                assert transport.get_write_buffer_size() < 300_000
                assert len(seat.here.mail) == 0
                await slow.stir()
                await asyncio.sleep(0.05)
            await slow.read_until(
                lambda state, n=skipped: seat.here.chat_live and len(state.chat) >= n + 60
            )
        over.set()
        await watcher.send("say", ref="end", scope="floor", text="the end")
        await slow.read_until(lambda state: state.chat[-1].text == "the end")
        for client in others:
            await client.until(lambda e: e.get("ref") == "end")
        # Those who stopped come into bubbles once they have settled.
        await until_true(lambda: not running.hub._office.restless)

        chat = [e for e in watcher.events if e["t"] == "said"]
        ids = [e.id for e in slow.events if isinstance(e, messages.Said)]
        assert ids == sorted(set(ids)), "once, and in order"
        assert ids == [e["id"] for e in chat if e["id"] >= ids[0]], "and all of it"
        snapshots = [e for e in slow.events if isinstance(e, messages.Snapshot)]
        assert len(snapshots) >= 3, "it was healed"
        for client in others:
            own = [e["id"] for e in client.events if e["t"] == "said"]
            assert own == [e["id"] for e in chat if e["id"] >= own[0]]
            assert client.kinds().count("snapshot") == 1, "nobody else lost their sync"
        assert worst_delay(watcher) < 2.0

        fresh = await new_token(url, "fresh")
        async with arrived(url, token=fresh) as late:
            await slow.read_until(lambda state: late.me in state.people)
            snapshot = late.events[1]
            assert {p["id"]: (p["x"], p["y"], p["bubble"]) for p in snapshot["people"]} == {
                p.id: (p.x, p.y, p.bubble) for p in slow.state.people.values()
            }


def worst_delay(watcher: Raw) -> float:
    """The longest that a message took to a client, by the moment that its text begins with."""
    came = zip(watcher.events, watcher.times, strict=True)
    spoken = [(e["text"], at) for e, at in came if e["t"] == "said" and e["ref"] != "end"]
    return max(at - float(text.split()[0]) for text, at in spoken)


@pytest.mark.spec("WIRE-8")
async def test_who_does_not_read_for_too_long_is_cut_off_and_may_come_back(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(care, "_SLOW_SECONDS", 0.5)
    async with office(tmp_path) as (running, url), crowd(url) as (others, over):
        token = await new_token(url, "slow")
        async with Bytes(url, receive_buffer=4096) as line:
            slow = Slow(line)
            await slow.arrive(token)
            await slow.read_until(lambda state: bool(state.chat))
            me = slow.state.me
            seat = seat_of(running, me)
            await until_true(lambda: seat.session.closed_with is not None)
            assert seat.session.closed_with is not None
            assert seat.session.closed_with.name == "TOO_SLOW"
            await others[0].until(
                lambda e: e["t"] == "changed" and e["person"] == me and e["lingering"]
            )
            # The end comes through although the close could not.
            assert len(await line.read_to_end()) < 300_000
        async with ClientSession() as http, http.get(f"{url}/metrics") as answer:
            text = await answer.text()
        assert 'madoguchi_closes_total{why="TOO_SLOW"} 1.0' in text
        assert "madoguchi_frames_skipped_total 0.0" not in text
        held = slow.state.last
        over.set()
        async with arrived(url, token=token, last=held) as again:
            assert again.events[0]["resumed"]
            await others[0].send("say", ref="end", scope="floor", text="the end")
            for client in (again, others[0]):
                await client.until(lambda e: e.get("ref") == "end")
            expected = [e["id"] for e in others[0].events if e["t"] == "said" and e["id"] > held]
            assert [e["id"] for e in again.events if e["t"] == "said"] == expected
