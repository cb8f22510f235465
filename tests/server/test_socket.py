"""The edge: one port, handshakes, frames, limits. What one does wrong hurts only that one."""

from __future__ import annotations

import asyncio
import contextlib
import logging
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import msgpack
import pytest
import websockets
from aiohttp import ClientSession

from server import care, front, websocket
from server.wire import limits
from server.wire.messages import VERSION
from tests.support.office import PLAIN, floor_setting, office
from tests.support.raw import (
    Bytes,
    Raw,
    arrived,
    client_frame,
    command,
    hello,
    new_token,
    raw,
    unpack,
    upgrade_request,
    ws,
)
from tests.support.valid import VALID

Patch = pytest.MonkeyPatch


@contextlib.asynccontextmanager
async def undisturbed(url: str) -> AsyncIterator[Raw]:
    """Two neighbours who go on chatting whatever happens inside the block."""
    async with arrived(url, "calm") as calm, arrived(url, "friend") as friend:
        yield friend
        for number in range(3):
            await calm.send("say", ref=f"calm-{number}", scope="floor", text=f"still here {number}")
            await friend.until(lambda e, n=number: e.get("text") == f"still here {n}")
        assert not {"malformed", "refused"} & {*calm.kinds(), *friend.kinds()}


def stored(folder: Path) -> bytes:
    """Every byte of a data folder."""
    return b"".join(path.read_bytes() for path in sorted(folder.iterdir()))


async def ends_with(client: Raw, code: int) -> None:
    assert await client.closed() == code


# --- frames ---------------------------------------------------------------------------------------


@pytest.mark.spec("WIRE-2")
async def test_a_message_in_fragments_is_one_message(url: str) -> None:
    async with raw(url) as client:
        frame = command("hello", **hello(await new_token(url)))
        await client.socket.send(frame[i : i + 7] for i in range(0, len(frame), 7))
        await client.until("caught_up")


@pytest.mark.spec("WIRE-9")
async def test_a_ping_is_answered_also_between_fragments(url: str) -> None:
    async with Bytes(url) as line:
        await line.upgrade()
        frame = command("hello", **hello(await new_token(url)))
        await line.frame(frame[:9], fin=False)
        await line.frame(b"are you there", opcode=9)
        assert await line.read_until(b"are you there") == b"\x8a\x0dare you there"
        await line.frame(frame[9:], opcode=0)
        await line.read_until(b"\xa1t\xa9caught_up")


@pytest.mark.spec("WIRE-3", "WIRE-9")
async def test_empty_fragments_without_end_take_no_memory(url: str, monkeypatch: Patch) -> None:
    made: list[websocket.WebSocket] = []
    original = websocket.WebSocket.connection_made

    def noted(self: websocket.WebSocket, transport: asyncio.BaseTransport) -> None:
        made.append(self)
        original(self, transport)

    monkeypatch.setattr(websocket.WebSocket, "connection_made", noted)
    async with Bytes(url) as line:
        await line.upgrade()
        await line.frame(b"\x81", fin=False)
        await line.send(client_frame(b"", opcode=0, fin=False) * 900)
        await line.frame(b"done", opcode=9)
        await line.read_until(b"done")
        held = [getattr(made[0], name) for name in ("_parts", "_message") if hasattr(made[0], name)]
        assert held and all(len(part) < 100 for part in held)


@pytest.mark.spec("WIRE-4", "WIRE-9")
@pytest.mark.parametrize("opcode", [0, 9])
async def test_endless_small_frames_end_the_connection(url: str, opcode: int) -> None:
    async with undisturbed(url), Bytes(url) as line:
        await line.upgrade()
        await line.frame(b"\x81", fin=False)
        with contextlib.suppress(ConnectionError):
            await line.send(client_frame(b"", opcode=opcode, fin=opcode == 9) * 20_000)
        assert b"far more messages" in await line.read_to_end()


@pytest.mark.spec("WIRE-2")
@pytest.mark.parametrize("text", ["hello", "{}", '{"t":"leave"}', ""])
async def test_a_text_message_is_malformed(url: str, text: str) -> None:
    async with undisturbed(url), arrived(url) as client:
        await client.socket.send(text)
        assert (await client.until("malformed"))["problem"]
        await ends_with(client, 4500)


@pytest.mark.spec("WIRE-2")
async def test_a_command_in_a_text_message_is_malformed_too(url: str) -> None:
    async with arrived(url) as client:
        await client.socket.send(command("leave"), text=True)
        await client.until("malformed")
        await ends_with(client, 4500)


@pytest.mark.spec("WIRE-2", "WIRE-9")
@pytest.mark.parametrize(
    ("frame", "named"),
    [
        (b"", "truncated"),
        (b"\xc1", "malformed"),
        (b"\x91" * 5000, ""),
        (b"\xdf\xff\xff\xff\xff", ""),
        (b"\xdd\xff\xff\xff\xff", ""),
        (command("edit", id="2", text="x"), "$.id"),
        (command("edit", id=float("nan"), text="x"), "$.id"),
        (msgpack.packb({"t": "move", "x": 1, "y": 2, "facing": "s", "epoch": 0}), "$.t"),
        (command("say", ref="a b", scope="floor", text="x"), "$.ref"),
        (command("leave", more=1), "`more`"),
        (command("fly"), "$.t"),
    ],
    ids=repr,
)
async def test_what_cannot_be_read_ends_only_its_sender(url: str, frame: bytes, named: str) -> None:
    async with undisturbed(url), arrived(url) as client:
        await client.socket.send(frame)
        assert named in (await client.until("malformed"))["problem"]
        await ends_with(client, 4500)


@pytest.mark.spec("WIRE-3", "WIRE-9")
@pytest.mark.parametrize(("size", "code"), [(9_000, 4507), (60_000, 4507), (100_000, 1009)])
async def test_a_message_that_is_too_large_ends_its_sender(url: str, size: int, code: int) -> None:
    async with undisturbed(url), arrived(url) as client:
        await client.socket.send(bytes(size))
        await ends_with(client, code)


@pytest.mark.spec("WIRE-3")
async def test_a_large_message_in_fragments_is_too_large(url: str) -> None:
    async with arrived(url) as client:
        await client.socket.send(bytes(1000) for _ in range(9))
        await ends_with(client, 4507)


@pytest.mark.spec("WIRE-3")
@pytest.mark.parametrize("kind", sorted(limits.LIMITS.keys() - {"move"}))
async def test_each_kind_has_a_size_of_its_own(url: str, kind: str) -> None:
    fields = {**VALID[kind], **(hello("x" * 20) if kind == "hello" else {})}
    # Naming a field many times is well-formed MessagePack: any command can be made that long.
    body = command(kind, **fields)[1:]
    times = limits.LIMITS[kind].size // len(body) + 1
    count = (1 + len(fields)) * times
    async with arrived(url) as client:
        await client.socket.send(b"\xde" + count.to_bytes(2, "big") + body * times)
        await ends_with(client, 4507)


# --- the handshake --------------------------------------------------------------------------------


@pytest.mark.spec("WIRE-5")
@pytest.mark.parametrize(
    "origin",
    [
        "http://evil.example",
        "https://127.0.0.1",
        "null",
        "http://[",
        "http://127.0.0.1:1",
        "file://",
    ],
)
async def test_a_page_from_elsewhere_may_not_open_the_socket(url: str, origin: str) -> None:
    with pytest.raises(websockets.InvalidStatus) as refused:
        await websockets.connect(ws(url), origin=origin)
    assert refused.value.response.status_code == 403


@pytest.mark.spec("WIRE-5", "WIRE-9")
@pytest.mark.parametrize("name", ["Origin", "Host", "Upgrade", "Sec-WebSocket-Key"])
async def test_a_header_given_twice_opens_nothing(
    url: str, name: str, caplog: pytest.LogCaptureFixture
) -> None:
    async with Bytes(url) as line:
        request = upgrade_request({"Origin": "http://office"})
        head, _, tail = request.partition(f"{name}: ".encode())
        await line.send(head + f"{name}: x\r\n{name}: ".encode() + tail)
        answer = await line.read_to_end()
        assert answer.startswith(b"HTTP/1.1 4"), answer
    assert not [r for r in caplog.records if r.levelno >= logging.ERROR]


@pytest.mark.spec("WIRE-5")
async def test_the_offices_own_pages_and_programs_may_open_it(url: str) -> None:
    for origin in (None, url, url.upper().replace("HTTP", "http"), url.replace("http", "https")):
        async with raw(url, origin=origin) as client:
            await client.send("hello", **hello(await new_token(url)))
            await client.until("welcome")


@pytest.mark.spec("WIRE-5")
async def test_a_configured_origin_may_open_it_and_its_neighbours_may_not(tmp_path: Path) -> None:
    async with office(tmp_path, origins=("https://intra.example",)) as (_, url):
        async with raw(url, origin="https://intra.example"):
            pass
        for other in ("http://intra.example", "https://intra.example.evil", "https://intra.exampl"):
            with pytest.raises(websockets.InvalidStatus):
                await websockets.connect(ws(url), origin=other)


@pytest.mark.spec("WIRE-7")
@pytest.mark.parametrize("method", [b"POST", b"HEAD", b"", b"\xff\xfe"])
async def test_a_request_that_is_no_handshake_is_ended(url: str, method: bytes) -> None:
    async with Bytes(url) as line:
        await line.send(method + upgrade_request()[3:])
        answer = await line.read_to_end()
        assert b" 101 " not in answer


# --- one port -------------------------------------------------------------------------------------


@pytest.mark.spec("WIRE-7")
@pytest.mark.parametrize("path", ["/healthz", "/ws"])
async def test_a_request_may_come_byte_by_byte(url: str, path: str) -> None:
    request = upgrade_request().replace(b"/ws", path.encode(), 1)
    if path != "/ws":
        request = f"GET {path} HTTP/1.1\r\nHost: office\r\nConnection: close\r\n\r\n".encode()
    async with Bytes(url) as line:
        for byte in request:
            await line.send(bytes([byte]))
            await asyncio.sleep(0)
        wanted = b"HTTP/1.1 101 " if path == "/ws" else b"HTTP/1.1 200 "
        assert (await line.read_until(b"\r\n\r\n")).startswith(wanted)


@pytest.mark.spec("WIRE-7")
async def test_a_frame_in_the_same_packet_as_the_handshake_is_heard(url: str) -> None:
    frame = client_frame(command("hello", **hello(await new_token(url))))
    async with Bytes(url) as line:
        await line.send(upgrade_request() + frame)
        await line.read_until(b"\xa9caught_up")


@pytest.mark.spec("WIRE-7", "WIRE-9")
@pytest.mark.parametrize(
    "garbage",
    [b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\n\x03\x03", b"\n", b"\0\n\n", b"GET\r\n\r\n", b"/ws\n"],
)
async def test_garbage_is_ended_and_nobody_notices(
    url: str, garbage: bytes, caplog: pytest.LogCaptureFixture, monkeypatch: Patch
) -> None:
    monkeypatch.setattr(front, "_HEAD_SECONDS", 0.5)
    async with undisturbed(url), Bytes(url) as line:
        await line.send(garbage + b"\r\n\r\n")
        answer = await line.read_to_end()
        assert not answer or b" 400 " in answer.split(b"\n")[0]
    assert not [r for r in caplog.records if r.levelno >= logging.ERROR]


@pytest.mark.spec("WIRE-7")
async def test_a_head_without_end_is_cut_off_by_its_size(url: str) -> None:
    async with Bytes(url) as line:
        with contextlib.suppress(ConnectionError):
            for _ in range(40):
                await line.send(b"x" * 1024)
                await asyncio.sleep(0.001)
        assert await line.read_to_end() == b""


@pytest.mark.spec("WIRE-7")
@pytest.mark.parametrize(
    "begun",
    [
        b"",
        b"\n\r\n\n",
        b"GET /w",
        b"GET /ws HTTP/1.1\r\n",
        upgrade_request()[:-2],
        b"GET / HTTP/1.1\r\nHost: office\r\n",
    ],
)
async def test_a_head_that_does_not_come_is_not_waited_for(
    url: str, monkeypatch: Patch, begun: bytes
) -> None:
    monkeypatch.setattr(front, "_HEAD_SECONDS", 0.3)
    async with Bytes(url) as line:
        if begun:
            await line.send(begun)
        assert b" 101 " not in await line.read_to_end(seconds=5)


@pytest.mark.spec("WIRE-7")
async def test_http_goes_on_over_one_connection_but_the_socket_wants_its_own(url: str) -> None:
    async with Bytes(url) as line:
        for _ in range(3):
            await line.send(b"GET /healthz HTTP/1.1\r\nHost: office\r\n\r\n")
            assert b"ok\n" in await line.read_until(b"ok\n")
        await line.send(upgrade_request())
        answer = await line.read_to_end()
        assert answer.startswith(b"HTTP/1.1 426 ")
        assert b"connection of its own" in answer


@pytest.mark.spec("WIRE-7")
@pytest.mark.parametrize("path", ["/ws?token=x", "/ws/", "/wsx", "/WS", "//ws", "/ws#x"])
async def test_only_the_exact_path_is_the_socket(url: str, path: str) -> None:
    async with Bytes(url) as line:
        await line.send(upgrade_request().replace(b"/ws", path.encode(), 1))
        answer = await line.read_until(b"\r\n\r\n")
        assert answer.startswith(b"HTTP/1.1 101 ") == (path == "/ws?token=x")


# --- who one is -----------------------------------------------------------------------------------


@pytest.mark.spec("WIRE-6")
async def test_hello_comes_first(url: str) -> None:
    async with raw(url) as client:
        await client.send("move", x=1, y=1, facing="s", epoch=0)
        await ends_with(client, 4506)


@pytest.mark.spec("WIRE-6")
async def test_hello_comes_once(url: str) -> None:
    token = await new_token(url)
    async with arrived(url, token=token) as client:
        await client.send("hello", **hello(token))
        await ends_with(client, 4506)


@pytest.mark.spec("WIRE-6")
async def test_who_says_nothing_is_not_waited_for(url: str, monkeypatch: Patch) -> None:
    monkeypatch.setattr(care, "_HELLO_SECONDS", 0.2)
    async with arrived(url) as present, raw(url) as client:
        await ends_with(client, 4506)
        await present.send("say", ref="a", scope="floor", text="I said hello")
        await present.until("said")


@pytest.mark.spec("WIRE-6")
async def test_a_store_that_does_not_answer_is_no_fault_of_the_client(
    tmp_path: Path, monkeypatch: Patch
) -> None:
    monkeypatch.setattr(care, "_HELLO_SECONDS", 0.2)
    monkeypatch.setattr("server.store.sqlite.SqliteStore.find_session", lambda *_: None)
    async with office(tmp_path) as (_, url), raw(url) as client:
        await client.send("hello", **hello("x" * 20))
        await ends_with(client, 4004)


@pytest.mark.spec("WIRE-6")
@pytest.mark.parametrize(
    ("change", "code"), [({"version": VERSION + 1}, 4501), ({"version": 0}, 4501)]
)
async def test_another_version_is_told_so(url: str, change: dict[str, Any], code: int) -> None:
    async with raw(url) as client:
        await client.send("hello", **hello(await new_token(url), **change))
        await ends_with(client, code)


@pytest.mark.spec("WIRE-6", "WIRE-10")
async def test_an_unknown_token_opens_nothing(url: str) -> None:
    for token in ("x" * 43, "' OR 1=1 -- aaaaaaaa", "\0" * 16):
        async with raw(url) as client:
            await client.send("hello", **hello(token))
            await ends_with(client, 4502)
            assert client.events == []


@pytest.mark.spec("WIRE-10")
async def test_no_token_and_no_hash_of_one_is_on_the_wire_or_in_the_store(tmp_path: Path) -> None:
    async with office(tmp_path) as (_, url):
        token = await new_token(url, "secret")
        async with arrived(url, token=token) as me, arrived(url) as other:
            await other.until("snapshot")
            assert token.encode() not in b"".join([*me.frames, *other.frames])
    held = stored(tmp_path)
    assert token.encode() not in held
    assert b"secret" in held  # the name is: the search does find what is there


# --- rates ----------------------------------------------------------------------------------------


@pytest.mark.spec("WIRE-4", "WIRE-9")
@pytest.mark.parametrize(
    ("kind", "fields"),
    [
        ("say", {"ref": "a", "scope": "bubble", "text": "x"}),
        ("hand", {"up": True}),
        ("search", {"text": "x"}),
        ("ask", {"ref": "a", "kind": "ping", "person": 99}),
        ("go_floor", {"floor": "nowhere"}),
        ("move", {"x": 1, "y": 1, "facing": "s", "epoch": 99}),
    ],
)
async def test_each_kind_has_a_rate(url: str, kind: str, fields: dict[str, Any]) -> None:
    limit = limits.LIMITS[kind]
    async with undisturbed(url), arrived(url) as client:
        with contextlib.suppress(websockets.ConnectionClosed):
            for _ in range(int(limit.burst)):
                await client.send(kind, **fields)
            await client.socket.ping()
            for _ in range(int(3 * limit.burst + 5 * limit.rate)):
                await client.send(kind, **fields)
        await ends_with(client, 4002)
        fast = [e for e in client.events if e["t"] == "refused" and e["why"] == "too_fast"]
        if kind == "move":
            assert not fast
        else:
            assert 2 * limit.burst <= len(fast) <= 2 * limit.burst + 2 * limit.rate + 2
            assert all(e["command"] == kind and e["ref"] == fields.get("ref", "") for e in fast)


@pytest.mark.spec("WIRE-4")
async def test_who_slows_down_is_heard_again(url: str) -> None:
    async with arrived(url) as client:
        for _ in range(25):
            await client.send("say", ref="a", scope="bubble", text="x")
        await client.until(lambda e: e.get("why") == "too_fast")
        await asyncio.sleep(1 / limits.LIMITS["say"].rate + 0.05)
        mark = len(client.events)
        await client.send("say", ref="b", scope="floor", text="slowly now")
        await client.until(lambda e: e.get("ref") == "b" and e["t"] == "said", after=mark)


@pytest.mark.spec("WIRE-4")
def test_a_bucket_counts_by_its_clock() -> None:
    bucket = limits.Bucket(limits.Limit(size=1, rate=2, burst=3))
    assert [bucket.take(0) for _ in range(4)] == [True, True, True, False]
    assert bucket.take(0.5)
    assert not bucket.take(0.5)
    assert [bucket.take(100) for _ in range(4)] == [True, True, True, False]
    refused = 0
    while not bucket.flooded:
        assert not bucket.take(100)
        refused += 1
    assert refused == 6  # with the one before, more than twice the burst


# --- signs of life --------------------------------------------------------------------------------


@pytest.mark.spec("WIRE-13")
async def test_a_quiet_line_is_told_that_all_is_well(tmp_path: Path) -> None:
    async with office(tmp_path, beat_seconds=0.6) as (_, url), arrived(url) as client:
        await client.until("beat", seconds=3)


@pytest.mark.spec("WIRE-13")
async def test_beats_come_no_more_often_than_they_have_to(tmp_path: Path) -> None:
    async with office(tmp_path, beat_seconds=1.5) as (_, url), arrived(url) as client:
        await asyncio.sleep(4.2)
        assert 2 <= client.kinds().count("beat") <= 4, "one a second at most, as looks are"


@pytest.mark.spec("WIRE-13")
async def test_a_silent_client_is_asked_and_then_given_up(
    tmp_path: Path, monkeypatch: Patch
) -> None:
    monkeypatch.setattr(care, "_PING_AFTER", 0.2)
    monkeypatch.setattr(care, "_SILENT_AFTER", 1.5)
    monkeypatch.setattr(websocket, "_CLOSE_SECONDS", 0.2)
    async with (
        office(tmp_path, beat_seconds=0.6) as (_, url),
        arrived(url) as polite,
        Bytes(url) as line,
    ):
        await line.upgrade()
        await line.frame(command("hello", **hello(await new_token(url))))
        got = await line.read_to_end(seconds=10)  # reads, and answers no ping
        assert b"\x89\x00" in got, "it was asked"
        assert (4003).to_bytes(2, "big") in got, "and told why it was given up"
        assert polite.socket.close_code is None


@pytest.mark.spec("WIRE-9")
async def test_who_goes_and_does_not_answer_the_close_stops_nobody(tmp_path: Path) -> None:
    """A seat that is given up but not yet gone has no place on any floor."""
    floors = (floor_setting("plain", PLAIN), floor_setting("second", PLAIN))
    async with office(tmp_path, floors=floors) as (_, url), Bytes(url) as line:
        await line.upgrade()
        await line.frame(command("hello", **hello(await new_token(url))))
        await line.read_until(b"\xa9caught_up")
        async with arrived(url, "a") as a, arrived(url, "b") as b:
            # Out of sync by changing floors, and gone, before the next tick.
            gone = command("go_floor", floor="second"), command("leave")
            await line.send(b"".join(map(client_frame, gone)))
            for number in range(10):
                mark = len(b.events)
                await a.send("hand", up=number % 2 == 0)
                await b.until("changed", after=mark, seconds=1)


@pytest.mark.spec("WIRE-9")
async def test_who_is_gone_at_the_moment_of_arrival_stops_nobody(
    url: str, caplog: pytest.LogCaptureFixture
) -> None:
    async with arrived(url, "a") as a, arrived(url, "b") as b:
        for _ in range(5):
            async with Bytes(url) as line:
                await line.upgrade()
                await line.frame(command("hello", **hello(await new_token(url))))
                mark = len(b.events)
                await b.until("entered", after=mark)
                await line.send(client_frame(command("leave")))
                await b.until("left", after=mark)
                await a.send("hand", up=True)
                await a.send("hand", up=False)
    assert not [r for r in caplog.records if r.levelno >= logging.ERROR]


@pytest.mark.spec("WIRE-9")
async def test_pings_of_a_client_that_does_not_read_do_not_pile_up(tmp_path: Path) -> None:
    sent: list[websocket.WebSocket] = []
    original = websocket.WebSocket.connection_made

    def noted(self: websocket.WebSocket, transport: asyncio.BaseTransport) -> None:
        sent.append(self)
        original(self, transport)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(websocket.WebSocket, "connection_made", noted)
        async with office(tmp_path) as (_, url), Bytes(url, receive_buffer=2048) as line:
            await line.upgrade()
            pings = client_frame(b"p" * 125, opcode=9) * 1000
            with contextlib.suppress(TimeoutError, ConnectionError):
                async with asyncio.timeout(5):
                    for _ in range(100):  # 13 MB of them
                        await line.send(pings)
                        transport = sent[0]._transport
                        if transport is None:
                            break
                        assert transport.get_write_buffer_size() < 1 << 20


@pytest.mark.spec("WIRE-7")
async def test_many_sockets_at_once(url: str) -> None:
    async with contextlib.AsyncExitStack() as stack:
        clients = [await stack.enter_async_context(raw(url)) for _ in range(60)]
        async with ClientSession() as http, http.get(f"{url}/healthz") as answer:
            assert answer.status == 200
        await clients[-1].send("hello", **hello(await new_token(url)))
        await clients[-1].until("welcome")
        assert unpack(clients[-1].frames[0])[0]["t"] == "welcome"
