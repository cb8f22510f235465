"""Claims on their way: whatever the bytes come in, the last one of each person counts, and once."""

from __future__ import annotations

import asyncio
import random
import struct

import numpy as np
import pytest

from server.claims import Claims
from server.wire.limits import LIMITS, Bucket
from server.wire.move import masked, pack
from tests.support.raw import (
    Bytes,
    arrived,
    client_frame,
    command,
    hello,
    new_token,
    payloads,
    unpack,
)


def claim(x: int, y: int, facing: int = 2, epoch: int = 0) -> bytes:
    """A claim as docs/hot-path.md draws it, by an encoder that is not ours."""
    return struct.pack("<BBHii", 0xC1, facing, epoch & 0xFFFF, x, y)


def with_mask(message: bytes, opcode: int = 2, fin: bool = True) -> bytes:
    """A frame as a browser sends it."""
    mask = b"\x37\xfa\x21\x3d"
    body = bytes(byte ^ mask[i % 4] for i, byte in enumerate(message))
    return bytes([(0x80 if fin else 0) | opcode, 0x80 | len(message)]) + mask + body


# --- the buffer -----------------------------------------------------------------------------------


@pytest.mark.spec("MOVE-1", "WIRE-1")
def test_the_last_claim_of_each_lane_comes_out_as_it_was_made() -> None:
    chance = random.Random(4)
    claims = Claims()
    lanes = [claims.take_lane() for _ in range(200)]
    said = {}
    for _ in range(1000):
        lane, turn = chance.choice(lanes), chance.randrange(4)
        said[lane] = (
            chance.randrange(-(2**31), 2**31),
            chance.randrange(-(2**31), 2**31),
            turn,
            chance.randrange(2**16),
        )
        x, y, _, epoch = said[lane]
        claims.add(lane, with_mask(claim(x, y, turn, epoch)))
    assert claims
    taken = claims.take(1.0)
    columns = (taken.lanes, taken.x, taken.y, taken.facing, taken.epoch)
    rows = zip(*(column.tolist() for column in columns), strict=True)
    assert {row[0]: row[1:] for row in rows} == said
    assert not claims and not taken.flooding and not taken.unreadable


def test_both_encoders_write_the_same_bytes() -> None:
    assert pack(-1, 70000, "w", 2**16 + 5) == claim(-1, 70000, 3, 5)


@pytest.mark.spec("WIRE-2")
def test_a_facing_that_is_none_is_named() -> None:
    claims = Claims()
    good, bad = claims.take_lane(), claims.take_lane()
    claims.add(bad, masked(claim(1, 2, 4)))
    claims.add(good, masked(claim(1, 2, 3)))
    taken = claims.take(1.0)
    assert taken.unreadable == [bad] and taken.lanes.tolist() == [good]


@pytest.mark.spec("WIRE-4")
def test_lanes_count_like_buckets() -> None:
    """The same histories, one claim a tick more or less, by the bucket of the other commands."""
    chance = random.Random(7)
    claims = Claims()
    buckets = {claims.take_lane(): Bucket(LIMITS["move"]) for _ in range(20)}
    now = 50.0
    for _ in range(400):
        now += chance.random() / 5
        counts = {lane: chance.choice((0, 1, 3, 12, 40)) for lane in buckets}
        for lane, count in counts.items():
            for _ in range(count):
                claims.add(lane, masked(claim(1, 1)))
        granted = {
            lane: [bucket.take(now) for _ in range(counts[lane])]
            for lane, bucket in buckets.items()
        }
        if not claims:
            continue
        taken = claims.take(now)
        assert set(taken.lanes.tolist()) == {lane for lane, some in granted.items() if any(some)}
        flooded = {lane for lane, b in buckets.items() if b.flooded and counts[lane]}
        assert set(taken.flooding) == flooded
        for lane, bucket in buckets.items():
            assert claims.rested(lane, now + 1.3) == bucket.rested(now + 1.3)


@pytest.mark.spec("WIRE-14")
def test_a_claim_of_somebody_who_left_is_not_the_next_ones() -> None:
    claims = Claims()
    lane = claims.take_lane()
    claims.add(lane, masked(claim(1, 1)))
    claims.return_lane(lane)
    others = {claims.take_lane() for _ in range(500)}
    assert lane not in others
    claims.take(1.0)
    assert lane in {claims.take_lane() for _ in range(5000)} | others


def test_lanes_are_each_one_persons_while_they_grow() -> None:
    claims = Claims()
    lanes = [claims.take_lane() for _ in range(1000)]
    assert len(set(lanes)) == 1000
    for lane in lanes:
        claims.add(lane, masked(claim(lane, 1)))
    assert np.array_equal(claims.take(1.0).x, np.sort(lanes))


# --- the socket -----------------------------------------------------------------------------------


async def arrive(line: Bytes, url: str) -> tuple[int, int, int]:
    """Says hello, and returns where one is and the epoch."""
    rest = await line.upgrade()
    await line.frame(command("hello", **hello(await new_token(url))))
    events: list[dict] = []
    while not any(e["t"] == "caught_up" for e in events):
        rest += await line.read()
        frames, rest = payloads(rest)
        events += [event for frame in frames for event in unpack(frame)]
    me = next(e["you"] for e in events if e["t"] == "welcome")
    snapshot = next(e for e in events if e["t"] == "snapshot")
    card = next(p for p in snapshot["people"] if p["id"] == me)
    return card["x"], card["y"], snapshot["epoch"]


@pytest.mark.spec("WIRE-9", "MOVE-1", "WIRE-14")
@pytest.mark.parametrize("seed", range(6))
async def test_moves_in_any_packets_among_other_frames(url: str, seed: int) -> None:
    """Moves whole, in pieces, in fragments, several in a packet, between pings and commands: the
    connection never loses its place, and what was claimed last is where one stands."""
    chance = random.Random(seed)
    async with arrived(url, "watcher") as watcher, Bytes(url) as line:
        x, y, epoch = await arrive(line, url)
        stream, cuts = b"", []
        for number in range(60):
            step = claim(x + number % 7, y, number % 4, epoch)
            kind = chance.randrange(6)
            if kind == 0:
                cut = chance.randrange(1, 11)
                stream += with_mask(step[:cut], fin=False)
                stream += with_mask(b"between", opcode=9)
                stream += with_mask(step[cut:], opcode=0)
            elif kind == 1:
                stream += client_frame(command("react", emoji="👋"))
            elif kind == 2:
                # The length written longer than need be: the slow way, for good, and right.
                body = with_mask(step) if seed else b"\x82\xfe\x00\x0c\0\0\0\0" + step
                stream += body
            else:
                stream += with_mask(step)
            cuts.append(len(stream))
        here = 0
        while here < len(stream):
            ahead = [cut for cut in cuts if cut > here]
            whole = chance.random() < 0.6
            there = ahead[0] if whole else min(len(stream), here + chance.randrange(1, 60))
            await line.send(stream[here:there])
            here = there
            if chance.random() < 0.2:
                await asyncio.sleep(0.02)
        await asyncio.sleep(0.1)
        await line.send(with_mask(claim(x + 9, y + 1, 1, epoch)))
        await watcher.until(
            lambda e: e["t"] == "moved" and any(p[1:3] == [x + 9, y + 1] for p in e["people"])
        )
        await line.frame(b"still there?", opcode=9)
        await line.read_until(b"\x8a\x0cstill there?")


@pytest.mark.spec("WIRE-2", "WIRE-6", "WIRE-9")
@pytest.mark.parametrize(
    ("garbled", "code"),
    [
        (with_mask(claim(1, 1)[:11]), 4500),
        (with_mask(claim(1, 1) + b"\0"), 4500),
        (with_mask(claim(1, 1, facing=4)), 4500),
        (with_mask(b"\xc0" + claim(1, 1)[1:]), 4500),
        (with_mask(claim(1, 1), opcode=1), 4500),
        (b"\x82\x0c" + claim(1, 1), 1002),  # not masked
        (b"\xc2" + with_mask(claim(1, 1))[1:], 1002),  # a reserved bit
        (with_mask(b"a", fin=False) + with_mask(claim(1, 1)), 1002),  # inside another message
        (with_mask(claim(1, 1), opcode=0), 1002),  # goes on with nothing
    ],
    ids=range(9),
)
async def test_what_is_nearly_a_move_ends_the_connection(
    url: str, garbled: bytes, code: int
) -> None:
    async with arrived(url, "watcher") as watcher, Bytes(url) as line:
        x, y, epoch = await arrive(line, url)
        await line.send(with_mask(claim(x, y, 0, epoch)))
        await asyncio.sleep(0.02)
        await line.send(garbled)
        assert code.to_bytes(2, "big") in (await line.read_to_end())[-200:]
        await watcher.send("go_floor", floor="nowhere")
        await watcher.until("refused")


@pytest.mark.spec("WIRE-6")
async def test_a_move_before_hello_is_none(url: str) -> None:
    async with Bytes(url) as line:
        await line.upgrade()
        await line.send(with_mask(claim(1, 1)))
        assert (4506).to_bytes(2, "big") in await line.read_to_end()


@pytest.mark.spec("WIRE-4", "WIRE-9")
async def test_a_flood_of_moves_ends_its_connection(url: str) -> None:
    async with arrived(url, "watcher") as watcher, Bytes(url) as line:
        x, y, epoch = await arrive(line, url)
        flood = b"".join(with_mask(claim(x + i % 3, y, 0, epoch)) for i in range(800))
        for start in range(0, len(flood), 18):
            await line.send(flood[start : start + 18])
            await asyncio.sleep(0)
        assert (4002).to_bytes(2, "big") in (await line.read_to_end())[-200:]
        await watcher.send("go_floor", floor="nowhere")
        await watcher.until("refused")
