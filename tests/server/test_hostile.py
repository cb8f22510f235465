"""A hostile walker: whatever it claims, others see it only where it could honestly be."""

from __future__ import annotations

import asyncio
import contextlib
import itertools
import math
import random
import time
from typing import Any

import msgpack
import pytest
import websockets

from rooms.model import Position, Px
from rooms.movement import WalkRules
from server.floors import load_floor
from tests.support.office import PLAIN, floor_setting
from tests.support.raw import Event, Raw, arrived, command, new_token
from tests.support.seats import Seats, move

PLAN = load_floor(floor_setting("plain", PLAIN)).plan
WALK = PLAN.walk(frozenset(), frozenset())
VAULT = PLAN.lockable
RULES = WalkRules()
TILE = PLAN.tile_width

ODD: tuple[Any, ...] = (
    float("nan"),
    float("inf"),
    -float("inf"),
    1e308,
    3.5,
    2**31,
    -(2**31) - 1,
    2**63,
    2**64 - 1,
    "100",
    None,
    True,
    [100],
    {"x": 1},
    b"100",
    msgpack.Timestamp(1),
)


def positions(frames: list[bytes], person: int) -> list[tuple[int, int]]:
    """Every place of a person that a client was ever told, read from the raw bytes."""
    found = []
    seats = Seats()
    for event in (event for frame in frames for event in seats.read(frame)):
        cards = event["people"] if event["t"] == "snapshot" else []
        cards = [event["person"]] if event["t"] == "entered" else cards
        found += [(card["x"], card["y"]) for card in cards if card["id"] == person]
        if event["t"] == "moved":
            found += [(x, y) for who, x, y, _ in event["people"] if who == person]
    return found


def assert_honest(track: list[tuple[int, int]], seconds: float) -> None:
    """A track that somebody could have walked within so many seconds."""
    assert track, "the person was seen at all"
    for x, y in track:
        assert type(x) is int and type(y) is int
        at = Position(Px(x), Px(y))
        assert WALK.is_open(at), f"{at} is in a wall or off the floor"
        assert not PLAN.zones_at(at, VAULT), f"{at} is in the vault"
    steps = [math.dist(a, b) for a, b in itertools.pairwise(track)]
    pace = RULES.speed * RULES.tolerance * TILE
    assert max(steps, default=0) <= pace * RULES.savings + RULES.slack * TILE
    assert sum(steps) <= pace * seconds + RULES.slack * TILE, "faster than one walks"


async def answered(client: Raw, mark: int) -> Event:
    """The office's answer to a claim that it can't accept."""
    return await client.until("placed", after=mark)


@pytest.mark.spec("WIRE-14", "WIRE-2")
@pytest.mark.parametrize("axis", ["x", "y"])
async def test_coordinates_that_are_none(url: str, axis: str) -> None:
    async with arrived(url, "watcher") as watcher:
        token = await new_token(url, "hostile")
        started = time.monotonic()
        for value in ODD:
            async with arrived(url, token=token) as hostile:
                me, card = hostile.me, hostile.card()
                place = {"x": card["x"] + 3, "y": card["y"] + 3, axis: value}
                fields = {**place, "facing": "s", "epoch": hostile.epoch}
                await hostile.socket.send(msgpack.packb({"t": "move", **fields}, datetime=False))
                assert "$.t" in (await hostile.until("malformed"))["problem"]
                assert await hostile.closed() == 4500
        await watcher.send("go_floor", floor="nowhere")
        await watcher.until("refused")
        track = positions(watcher.frames, me)
        assert len(set(track)) == 1
        assert_honest(track, time.monotonic() - started)


FAR = {
    "speed": [(900, 600), (500, 300)],
    "edge": [(-1, 300), (960, 300), (300, 640), (-(2**31), -(2**31)), (2**31 - 1, 2**31 - 1)],
}


@pytest.mark.spec("WIRE-14", "MOVE-2", "MOVE-4", "MOVE-6")
@pytest.mark.parametrize(("why", "place"), [(why, p) for why, ps in FAR.items() for p in ps])
async def test_jumps(url: str, why: str, place: tuple[int, int]) -> None:
    async with arrived(url, "watcher") as watcher, arrived(url, "hostile") as hostile:
        started, mark, before = time.monotonic(), len(hostile.events), hostile.epoch
        await hostile.move(*place)
        placed = await answered(hostile, mark)
        card = hostile.card()
        assert (placed["x"], placed["y"], placed["why"]) == (card["x"], card["y"], why)
        assert placed["epoch"] == before + 1
        await hostile.move(*place, epoch=before)  # the old epoch: not even an answer
        await hostile.step_to(card["x"] + 1, card["y"])
        await watcher.until(lambda e: e["t"] == "moved" and e["people"][0][0] == hostile.me)
        track = positions(watcher.frames, hostile.me)
        assert track[-1] == (card["x"] + 1, card["y"]) and place not in track
        assert_honest(track, time.monotonic() - started)


@pytest.mark.spec("WIRE-14", "MOVE-3", "MOVE-5", "MOVE-8")
@pytest.mark.parametrize(
    ("before", "place", "why"),
    [
        ((12 * 32 + 16, 13 * 32 + 16), (12 * 32 + 16, 14 * 32 + 16), "locked"),
        ((12 * 32 + 16, 13 * 32 + 16), (12 * 32 + 16, 16 * 32), "locked"),
        ((3 * 32, 1 * 32 + 16), (3 * 32, 16), "wall"),
        ((19 * 32, 2 * 32), (20 * 32 + 16, 2 * 32), "wall"),
        ((18 * 32, 40), (23 * 32, 40), "wall"),
    ],
    ids=["vault's door", "deep in the vault", "into a wall", "into another", "through a wall"],
)
async def test_walls_and_locks(
    url: str, before: tuple[int, int], place: tuple[int, int], why: str
) -> None:
    async with arrived(url, "watcher") as watcher, arrived(url, "hostile") as hostile:
        started = time.monotonic()
        await walk(hostile, *before)
        await asyncio.sleep(1)  # earns enough to be refused for nothing but the wall
        mark = len(hostile.events)
        await hostile.move(*place)
        placed = await answered(hostile, mark)
        assert placed["why"] == why
        assert (placed["x"], placed["y"]) == before
        await watcher.send("go_floor", floor="nowhere")
        await watcher.until("refused")
        assert_honest(positions(watcher.frames, hostile.me), time.monotonic() - started)


async def walk(client: Raw, x: int, y: int) -> None:
    """Goes there by honest claims."""
    card = client.card()
    way = WALK.path(Position(Px(card["x"]), Px(card["y"])), Position(Px(x), Px(y)))
    assert way is not None
    at = (card["x"], card["y"])
    for point in way:
        while at != tuple(point):
            left = math.dist(at, point)
            part = min(1.0, 40 / left)
            step = (at[0] + (point.x - at[0]) * part, at[1] + (point.y - at[1]) * part)
            at = (round(step[0]), round(step[1])) if part < 1 else (point.x, point.y)
            await asyncio.sleep(0.22)
            await client.step_to(*at)


@pytest.mark.spec("WIRE-14", "MOVE-1", "WIRE-4")
async def test_a_thousand_claims_at_once(url: str) -> None:
    chance = random.Random(7)
    async with arrived(url, "watcher") as watcher, arrived(url, "hostile") as hostile:
        started = time.monotonic()
        card, epoch, me = hostile.card(), hostile.epoch, hostile.me
        with contextlib.suppress(websockets.ConnectionClosed):
            for _ in range(1000):
                x, y = card["x"] + chance.randint(-60, 60), card["y"] + chance.randint(-60, 60)
                fields = {"x": x, "y": y, "facing": "n", "epoch": epoch + chance.randint(0, 3)}
                await hostile.socket.send(command("move", **fields))
        assert await hostile.closed() == 4002
        await watcher.until(lambda e: e["t"] == "changed" and e["lingering"])
        assert_honest(positions(watcher.frames, me), time.monotonic() - started)


@pytest.mark.spec("WIRE-14", "MOVE-2")
async def test_a_second_of_small_lies(url: str) -> None:
    """Claims a little beyond the pace, under the epoch of the day, in all directions."""
    seed = random.randrange(1 << 32)
    print(f"seed {seed}")
    chance = random.Random(seed)
    async with arrived(url, "watcher") as watcher, arrived(url, "hostile") as hostile:
        started = time.monotonic()
        for _ in range(150):
            own = positions(hostile.frames, hostile.me)[-1]
            angle, far = chance.uniform(0, math.tau), chance.choice([9, 20, 40, 120, 260])
            await hostile.move(
                round(own[0] + far * math.cos(angle)), round(own[1] + far * math.sin(angle))
            )
            await asyncio.sleep(0.02)
        await watcher.send("go_floor", floor="nowhere")
        await watcher.until("refused")
        track = positions(watcher.frames, hostile.me)
        assert_honest(track, time.monotonic() - started + 0.1)
        assert len(set(track)) > 3, "honest claims among them were accepted"
        assert hostile.kinds().count("placed") > 3


@pytest.mark.spec("WIRE-14")
async def test_no_claim_counts_for_somebody_else(url: str) -> None:
    """There is no field by which one could move another, and a strange one is malformed."""
    async with arrived(url, "watcher") as watcher, arrived(url, "hostile") as hostile:
        card = watcher.card()
        claim = move(card["x"], card["y"], "e", hostile.epoch)
        await hostile.socket.send(claim + watcher.me.to_bytes(4, "little"))
        await hostile.until("malformed")
        await watcher.send("go_floor", floor="nowhere")
        await watcher.until("refused")
        assert set(positions(watcher.frames, watcher.me)) == {(card["x"], card["y"])}
