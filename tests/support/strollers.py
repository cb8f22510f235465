"""A crowd that costs nearly nothing: each walks to and fro before a watcher and reads no frame.

python -m tests.support.strollers URL PEOPLE SECONDS LEFT TOP RIGHT BOTTOM
"""

from __future__ import annotations

import asyncio
import math
import os
import random
import sys
import time
from urllib.parse import urlsplit

import msgpack
from websockets.client import ClientProtocol
from websockets.frames import Frame
from websockets.uri import parse_uri

from server.wire import messages
from tests.support.raw import new_token, ws
from tests.support.seats import move

_AT_ONCE = 20  # people who come in together
_PACE = 4.0 * 32  # pixels a second, well within what is allowed
_CLAIMS = 10  # a second, while walking


class Stroller(asyncio.Protocol):
    """One person. Frames are read until the first snapshot and thrown away after it."""

    def __init__(self, url: str, token: str) -> None:
        self._protocol = ClientProtocol(parse_uri(ws(url)), max_size=None)
        self._hello = {"t": "hello", "version": messages.VERSION, "token": token}
        self._transport: asyncio.Transport | None = None
        self.arrived: asyncio.Future[tuple[int, int]] = asyncio.get_running_loop().create_future()

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """Shakes hands."""
        assert isinstance(transport, asyncio.Transport)
        self._transport = transport
        self._protocol.send_request(self._protocol.connect())
        self._flush()

    def data_received(self, data: bytes) -> None:
        """Looks for the first snapshot."""
        if self.arrived.done():
            return
        self._protocol.receive_data(data)
        for event in self._protocol.events_received():
            if isinstance(event, Frame):
                self._look(bytes(event.data))
            else:
                self._send({**self._hello, "tab": os.urandom(8).hex(), "last": 0})
        self._flush()

    def connection_lost(self, exc: Exception | None) -> None:
        """Tells whoever waits that nobody arrives."""
        if not self.arrived.done():
            self.arrived.set_exception(exc or ConnectionError("closed before the snapshot"))

    def _look(self, frame: bytes) -> None:
        events = {e["t"]: e for e in msgpack.unpackb(frame, strict_map_key=False)}
        if "snapshot" in events:
            me, snapshot = events["welcome"]["you"], events["snapshot"]
            card = next(p for p in snapshot["people"] if p["id"] == me)
            self._epoch = snapshot["epoch"]
            self.arrived.set_result((card["x"], card["y"]))

    def claim(self, x: float, y: float) -> None:
        """Claims to be at a place."""
        self._protocol.send_binary(move(round(x), round(y), "s", self._epoch))
        self._flush()

    def leave(self) -> None:
        """Goes."""
        self._send({"t": "leave"})
        self._flush()

    def _send(self, command: dict[str, object]) -> None:
        self._protocol.send_binary(msgpack.packb(command))

    def _flush(self) -> None:
        assert self._transport is not None
        if not self._transport.is_closing():
            self._transport.writelines(self._protocol.data_to_send())


async def stroll(
    person: Stroller,
    at: tuple[float, float],
    box: tuple[int, int, int, int],
    dice: random.Random,
    until: float,
) -> None:
    """Walks to somewhere in the box, and rests twice as long as a short walk takes."""
    left, top, right, bottom = box
    goal = dice.uniform(left, right), dice.uniform(top, bottom)
    while time.monotonic() < until:
        steps = max(1, math.ceil(math.dist(at, goal) / _PACE * _CLAIMS))
        for step in range(1, steps + 1):
            part = step / steps
            person.claim(at[0] + (goal[0] - at[0]) * part, at[1] + (goal[1] - at[1]) * part)
            await asyncio.sleep(1 / _CLAIMS)
        at = goal
        await asyncio.sleep(dice.uniform(1, 5))
        goal = (
            min(max(at[0] + dice.uniform(-200, 200), left), right),
            min(max(at[1] + dice.uniform(-200, 200), top), bottom),
        )


async def crowd(url: str, people: int, seconds: float, box: tuple[int, int, int, int]) -> None:
    """Lets a crowd in and walk about in a box (left, top, right, bottom; px). Prints a line when
    all are in."""
    seed = random.randrange(1 << 32)
    print("seed", seed, flush=True)
    dice = random.Random(seed)
    strollers: list[Stroller] = []
    for start in range(0, people, _AT_ONCE):
        names = [f"歩く人{n}" for n in range(start, min(start + _AT_ONCE, people))]
        strollers += await asyncio.gather(*(_arrive(url, name) for name in names))
    print("all in", flush=True)
    until = time.monotonic() + seconds
    places = [person.arrived.result() for person in strollers]
    walks = zip(strollers, places, strict=True)
    await asyncio.gather(
        *(stroll(p, at, box, random.Random(dice.random()), until) for p, at in walks)
    )
    for person in strollers:
        person.leave()
    print("all out", flush=True)


async def _arrive(url: str, name: str) -> Stroller:
    token = await new_token(url, name)
    address = urlsplit(url)
    _, person = await asyncio.get_running_loop().create_connection(
        lambda: Stroller(url, token), address.hostname, address.port
    )
    await person.arrived
    return person


if __name__ == "__main__":
    address, number, span, *edges = sys.argv[1:]
    left, top, right, bottom = map(int, edges)
    asyncio.run(crowd(address, int(number), float(span), (left, top, right, bottom)))
