"""Walkers who lie without end, and a watcher whose every frame is looked through afterwards."""

from __future__ import annotations

import asyncio
import contextlib
import random
import tempfile
import time
from pathlib import Path
from typing import Any

import msgpack
import websockets

from tests.server.test_hostile import ODD, PLAN, assert_honest, positions
from tests.support.office import PLAIN, OfficeProcess
from tests.support.raw import Raw, arrived, new_token

_LIARS = 4
_AT_ONCE = 50  # claims
_PAUSE = 0.05  # seconds between them: 1,000 a second each
_NOT_SERVED = (OSError, EOFError, TimeoutError, websockets.WebSocketException)


def dishonest_places(seconds: float) -> tuple[int, int]:
    """How many liars were seen where they could not honestly be, and how many claims were sent."""
    return asyncio.run(_lie(seconds))


async def _lie(seconds: float) -> tuple[int, int]:
    with tempfile.TemporaryDirectory() as folder:
        config = Path(folder) / "office.toml"
        config.write_text(f'[[floors]]\nid = "plain"\nmap = "{PLAIN}"\n')
        with OfficeProcess(Path(folder), "--config", str(config)) as office:
            return await _watch(office.url, seconds)


async def _watch(url: str, seconds: float) -> tuple[int, int]:
    began = time.monotonic()
    dice = random.Random(11)
    async with arrived(url, "watcher") as watcher:
        tokens = [await new_token(url, f"liar {number}") for number in range(_LIARS)]
        told = await asyncio.gather(
            *(_liar(url, token, random.Random(dice.random()), began + seconds) for token in tokens)
        )
        await watcher.send("go_floor", floor="nowhere")
        await watcher.until("refused")
        dishonest = 0
        for person, _ in told:
            try:
                assert_honest(positions(watcher.frames, person), time.monotonic() - began)
            except AssertionError as seen:
                print(f"seen of a liar: {seen}")
                dishonest += 1
    return dishonest, sum(count for _, count in told)


async def _liar(url: str, token: str, dice: random.Random, until: float) -> tuple[int, int]:
    """Claims until the time is over, and comes again whenever the office has had enough."""
    person, sent = 0, 0
    while time.monotonic() < until:
        with contextlib.suppress(*_NOT_SERVED):
            async with arrived(url, token=token) as client:
                person = client.me
                while time.monotonic() < until:
                    for _ in range(_AT_ONCE):
                        await _claim(client, dice)
                        sent += 1
                    await asyncio.sleep(_PAUSE)
        await asyncio.sleep(0.1)
    return person, sent


async def _claim(client: Raw, dice: random.Random) -> None:
    """One lie of some kind."""
    card = client.card()
    kind = dice.random()
    if kind < 0.01:  # no number: ends the line
        odd: dict[str, Any] = {"x": dice.choice(ODD), "y": card["y"], "facing": "s"}
        fields = {"t": "move", **odd, "epoch": client.epoch}
        await client.socket.send(msgpack.packb(fields, datetime=False))
    elif kind < 0.4:  # far away, off the floor too
        await client.move(dice.randrange(-5000, 5000), dice.randrange(-5000, 5000))
    elif kind < 0.7:  # on a blocked cell, or in the vault
        vault = [zone.mask for zone in PLAN.zones if zone.id in {z.id for z in PLAN.lockable}]
        closed = PLAN.blocked if dice.random() < 0.5 or not vault else vault[0]
        rows, columns = closed.nonzero()
        at = dice.randrange(len(rows))
        side = PLAN.tile_width // 4
        await client.move(int(columns[at]) * side + 3, int(rows[at]) * side + 3)
    else:  # a little too fast, under any epoch
        fields = {"epoch": max(0, client.epoch + dice.randint(-1, 2))}
        await client.move(
            card["x"] + dice.randint(-90, 90), card["y"] + dice.randint(-90, 90), **fields
        )
