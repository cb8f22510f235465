"""A client without manners: raw frames out, raw frames in, read by an independent MessagePack.

The product's own client is too well behaved for what tests have to try; this one sends anything,
keeps every frame it was given, and answers nothing by itself.
"""

from __future__ import annotations

import asyncio
import base64
import contextlib
import os
import socket
import time
from collections.abc import AsyncIterator, Callable, Mapping
from typing import Any

import msgpack
import websockets
from aiohttp import ClientSession

from server.wire.messages import VERSION
from tests.support.seats import Seats, move

Event = dict[str, Any]


def unpack(frame: bytes) -> list[Event]:
    """The events of a frame, by a decoder that is not ours."""
    return msgpack.unpackb(frame, strict_map_key=False)


async def new_token(url: str, name: str = "raw") -> str:
    """The token of a new person."""
    async with (
        ClientSession() as http,
        http.post(f"{url}/api/sessions", json={"name": name}) as answer,
    ):
        assert answer.status == 201, await answer.text()
        return (await answer.json())["token"]


def ws(url: str) -> str:
    """The address of an office's WebSocket."""
    return url.replace("http", "ws", 1) + "/ws"


class Raw:
    """One WebSocket; `frames` holds all that came, `events` the same decoded."""

    def __init__(self, socket: websockets.ClientConnection) -> None:
        self.socket = socket
        self.frames: list[bytes] = []
        self.events: list[Event] = []
        self._seats = Seats()
        self.times: list[float] = []  # when each event came
        self._news = asyncio.Event()
        self._reader = asyncio.create_task(self._read())

    async def _read(self) -> None:
        try:
            async for frame in self.socket:
                assert isinstance(frame, bytes), "the server sends binary messages only"
                self.frames.append(frame)
                self.events += (events := self._seats.read(frame))
                self.times += [time.monotonic()] * len(events)
                self._news.set()
        except websockets.ConnectionClosed:
            pass
        finally:
            self._news.set()

    async def send(self, t: str, **fields: object) -> None:
        """Sends a command, right or wrong."""
        await self.socket.send(command(t, **fields))

    async def until(
        self, holds: Callable[[Event], bool] | str, after: int = 0, seconds: float = 15
    ) -> Event:
        """The first event at or behind index `after` of which something holds: often its kind."""
        kind = holds if isinstance(holds, str) else None
        async with asyncio.timeout(seconds):
            while True:
                for event in self.events[after:]:
                    if event["t"] == kind if kind else holds(event):  # type: ignore[operator]
                        return event
                    after += 1
                if self._reader.done():
                    code, reason = self.socket.close_code, self.socket.close_reason
                    raise EOFError(f"closed with {code} {reason}; had {self.events[-3:]}")
                self._news.clear()
                await self._news.wait()

    async def closed(self, seconds: float = 15) -> int:
        """Waits for the end of the connection and returns its close code."""
        async with asyncio.timeout(seconds):
            await asyncio.shield(self._reader)
        return self.socket.close_code or 1006

    def kinds(self) -> list[str]:
        """The kinds of all events, in order."""
        return [event["t"] for event in self.events]

    @property
    def me(self) -> int:
        """Whose connection this is."""
        return next(e["you"] for e in self.events if e["t"] == "welcome")

    @property
    def epoch(self) -> int:
        """The epoch under which claims count now."""
        return [e["epoch"] for e in self.events if e["t"] in ("snapshot", "placed")][-1]

    def card(self, person: int | None = None) -> Event:
        """A person's card as the last snapshot showed it, one's own unless told."""
        snapshot = [e for e in self.events if e["t"] == "snapshot"][-1]
        return next(p for p in snapshot["people"] if p["id"] == (person or self.me))

    def said(self) -> list[str]:
        """The texts of all chat that came, in order."""
        return [e["text"] for e in self.events if e["t"] == "said"]

    async def move(self, x: int, y: int, facing: str = "s", epoch: int | None = None) -> None:
        """Claims a place, under the present epoch unless told."""
        await self.socket.send(move(x, y, facing, self.epoch if epoch is None else epoch))

    async def step_to(self, x: int, y: int) -> None:
        """Goes a short way at once (as far as the savings of a rested walker reach)."""
        mark = len(self.events)
        await self.move(x, y)
        me = self.me
        event = await self.until(
            lambda e: (
                e["t"] == "placed"
                or (e["t"] == "moved" and any(p[:3] == [me, x, y] for p in e["people"]))
            ),
            after=mark,
        )
        assert event["t"] == "moved", event

    async def cut(self) -> None:
        """Breaks the line without a word."""
        self.socket.transport.abort()
        await self._reader

    async def close(self) -> None:
        """Closes in good order."""
        await self.socket.close()
        with contextlib.suppress(websockets.ConnectionClosed):
            await self._reader


@contextlib.asynccontextmanager
async def raw(url: str, **options: Any) -> AsyncIterator[Raw]:
    """A WebSocket on which nobody is yet."""
    async with websockets.connect(
        ws(url), max_size=None, compression=None, ping_interval=None, close_timeout=2, **options
    ) as socket:
        client = Raw(socket)
        try:
            yield client
        finally:
            await client.close()


def hello(token: str, **more: object) -> Event:
    """A hello's fields."""
    return {"version": VERSION, "token": token, "tab": "tab", "last": 0, **more}


@contextlib.asynccontextmanager
async def arrived(
    url: str, name: str = "raw", token: str | None = None, **more: object
) -> AsyncIterator[Raw]:
    """Somebody in the office who has caught up; with `token`, somebody who was here before."""
    token = token or await new_token(url, name)
    async with raw(url) as client:
        await client.send("hello", **hello(token, **more))
        await client.until("caught_up")
        yield client


class Bytes:
    """A TCP connection on which a test writes and reads bytes; reads only when asked to."""

    def __init__(self, url: str, receive_buffer: int | None = None) -> None:
        host, _, port = url.removeprefix("http://").partition(":")
        self._address = (host, int(port))
        self._socket = socket.socket()
        if receive_buffer is not None:
            self._socket.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, receive_buffer)
        self._socket.setblocking(False)

    async def __aenter__(self) -> Bytes:
        await asyncio.get_running_loop().sock_connect(self._socket, self._address)
        return self

    async def __aexit__(self, *_: object) -> None:
        self._socket.close()

    async def send(self, data: bytes) -> None:
        """Writes all of it."""
        await asyncio.get_running_loop().sock_sendall(self._socket, data)

    async def read(self, most: int = 1 << 16, seconds: float = 15) -> bytes:
        """What came next; nothing at the end."""
        async with asyncio.timeout(seconds):
            return await asyncio.get_running_loop().sock_recv(self._socket, most)

    async def read_until(self, mark: bytes, seconds: float = 15) -> bytes:
        """Everything up to and with `mark`, and what came in the same packets."""
        got = b""
        async with asyncio.timeout(seconds):
            while mark not in got:
                more = await self.read(seconds=seconds)
                if not more:
                    raise EOFError(f"the end came first: {got!r}")
                got += more
        return got

    async def read_to_end(self, seconds: float = 15) -> bytes:
        """Everything until the other side closes or resets."""
        got = b""
        async with asyncio.timeout(seconds):
            with contextlib.suppress(ConnectionError):
                while more := await self.read(seconds=seconds):
                    got += more
        return got

    async def upgrade(self, headers: Mapping[str, str] | None = None) -> bytes:
        """Asks for the WebSocket; returns what follows the answer's head."""
        await self.send(upgrade_request(headers))
        got = await self.read_until(b"\r\n\r\n")
        assert got.startswith(b"HTTP/1.1 101 "), got
        return got.partition(b"\r\n\r\n")[2]

    async def frame(self, payload: bytes, opcode: int = 2, fin: bool = True) -> None:
        """Sends one frame, masked as a client's have to be."""
        await self.send(client_frame(payload, opcode, fin))


def payloads(data: bytes) -> tuple[list[bytes], bytes]:
    """The payloads of the whole frames of a server at the front of some bytes, and the rest."""
    found = []
    while len(data) >= 2:
        size, head = data[1] & 0x7F, 2
        if size >= 126:
            head = 4 if size == 126 else 10
            size = int.from_bytes(data[2:head], "big")
        if len(data) < head + size:
            break
        if data[0] == 0x82:
            found.append(data[head : head + size])
        data = data[head + size :]
    return found, data


def upgrade_request(headers: Mapping[str, str] | None = None) -> bytes:
    """The head of a WebSocket handshake."""
    wanted = {
        "Host": "office",
        "Upgrade": "websocket",
        "Connection": "Upgrade",
        "Sec-WebSocket-Version": "13",
        "Sec-WebSocket-Key": base64.b64encode(os.urandom(16)).decode(),
        **(headers or {}),
    }
    lines = "".join(f"{name}: {value}\r\n" for name, value in wanted.items())
    return f"GET /ws HTTP/1.1\r\n{lines}\r\n".encode()


def client_frame(payload: bytes, opcode: int = 2, fin: bool = True) -> bytes:
    """A masked frame; the mask is zero, which is one like any other."""
    head = bytes([(0x80 if fin else 0) | opcode])
    if len(payload) < 126:
        head += bytes([0x80 | len(payload)])
    elif len(payload) < 1 << 16:
        head += bytes([0x80 | 126]) + len(payload).to_bytes(2, "big")
    else:
        head += bytes([0x80 | 127]) + len(payload).to_bytes(8, "big")
    return head + bytes(4) + payload


def command(t: str, **fields: Any) -> bytes:
    """A command's frame by an encoder that is not ours."""
    if t == "move":
        return move(**fields)
    return msgpack.packb({"t": t, **fields})
