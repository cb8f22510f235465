"""Who is told of whose steps: those near at once, those on the floor soon, nobody else ever."""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import Iterator
from pathlib import Path

import pytest

from server import walkers
from tests.support.raw import Event, Raw
from tests.support.wide import FIRST, SECOND, Wide, wide

Place = tuple[int, int]


def places(client: Raw, person: int, after: int = 0) -> list[Place]:
    """Where a client was told that somebody is, by moves alone."""
    moved = (event for event in client.events[after:] if event["t"] == "moved")
    return [(x, y) for event in moved for who, x, y, _ in event["people"] if who == person]


def all_seen(client: Raw) -> Iterator[Event]:
    """Every event with people in it."""
    return (event for event in client.events if event["t"] == "moved")


@pytest.fixture(params=[10.0, 20.0])
def hz(request: pytest.FixtureRequest) -> float:
    """Two phases, and one."""
    return float(request.param)


@contextlib.contextmanager
def never_far(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """No round that tells all on the floor."""
    monkeypatch.setattr(walkers, "FAR_SECONDS", 1e9)
    yield


async def walk(walker: Raw, steps: int, dx: int = 15, dy: int = 0) -> Place:
    """Walks at an honest pace, and returns where that ends."""
    here = walker.card()
    x, y = places(walker, walker.me)[-1] if places(walker, walker.me) else (here["x"], here["y"])
    for _ in range(steps):
        x, y = x + dx, y + dy
        await walker.move(x, y, "e")
        await asyncio.sleep(0.09)
    await walker.until(lambda e: e["t"] == "moved" and places_in(e, walker.me, (x, y)))
    return x, y


def places_in(event: Event, person: int, place: Place) -> bool:
    return any(p[:3] == [person, *place] for p in event["people"])


@pytest.mark.spec("MOVE-14", "WIRE-14")
async def test_near_ones_at_once_far_ones_soon_and_other_floors_never(
    tmp_path: Path, hz: float, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(walkers, "FAR_SECONDS", 1.0)
    spots = [
        (FIRST, 1900, 1900),
        (FIRST, 1900 + 3 * 256, 1900 + 2 * 256),
        (FIRST, 1900 + 4 * 256, 1900),
        (FIRST, 100, 3900),
        (SECOND, 1900, 1900),
    ]
    async with wide(tmp_path, spots, tick_hz=hz) as w:
        walker, near, beside, far, upstairs = w.clients
        end = await walk(walker, 10, dx=3)
        await near.until(lambda e: e["t"] == "moved" and places_in(e, walker.me, end))
        assert len(set(places(near, walker.me))) >= 8, "each step"
        for other in (beside, far):
            await other.until(lambda e: e["t"] == "moved" and places_in(e, walker.me, end))
            assert len(set(places(other, walker.me))) <= 4, "now and then"
        await asyncio.sleep(1.2)
        assert not list(all_seen(upstairs))


@pytest.mark.spec("MOVE-14")
async def test_nothing_is_sent_where_nothing_moves(
    tmp_path: Path, hz: float, monkeypatch: pytest.MonkeyPatch
) -> None:
    spots = [(FIRST, 1900, 1900), (FIRST, 100, 3900)]
    with never_far(monkeypatch):
        async with wide(tmp_path, spots, tick_hz=hz) as w:
            walker, far = w.clients
            await asyncio.sleep(0.3)
            mark = len(far.events)
            await walk(walker, 10, dx=3)
            assert set(far.kinds()[mark:]) <= {"beat"}


@pytest.mark.spec("MOVE-14")
async def test_who_comes_nearer_is_told_who_stands_there(
    tmp_path: Path, hz: float, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A walks while W is out of sight; when W has come near, it knows where A stands now."""
    spots = [(FIRST, 1000, 1000), (FIRST, 1000 + 4 * 256, 1000)]
    with never_far(monkeypatch):
        async with wide(tmp_path, spots, tick_hz=hz) as w:
            still, walker = w.clients
            stands = await walk(still, 4, dx=3)
            assert not places(walker, still.me)
            at = walker.card()["x"]
            steps = (at % 256) // 15 + 2
            await walk(walker, steps, dx=-15)
            await walker.until(lambda e: e["t"] == "moved" and places_in(e, still.me, stands))
            assert set(places(walker, still.me)) == {stands}
            # And from then on each sees the other's steps.
            end = await walk(still, 4, dx=3)
            await walker.until(lambda e: e["t"] == "moved" and places_in(e, still.me, end))


@pytest.mark.spec("MOVE-14", "SESS-6")
async def test_a_slot_and_a_seat_are_the_next_ones_and_no_claim_goes_with_them(
    tmp_path: Path, hz: float
) -> None:
    """People go and come on one floor, with claims on the way: each is seen under their own name,
    where they stand."""
    async with wide(tmp_path, [(FIRST, 1900, 1900), (FIRST, 1930, 1900)], tick_hz=hz) as w:
        watcher, other = w.clients
        for turn in range(6):
            floor = ("second", "first")[turn % 2]
            here = places(other, other.me)[-1] if places(other, other.me) else None
            x, y = here or (other.card()["x"], other.card()["y"])
            await other.move(x + 5, y, "w")
            await other.send("go_floor", floor=floor)
            await other.until(
                lambda e, f=floor: e["t"] == "snapshot" and e["floor"] == f,
                after=len(other.events) - 1,
            )
            await asyncio.sleep(0.15)
        mark = len(watcher.events)
        await watcher.send("go_floor", floor="nowhere")
        await watcher.until("refused", after=mark)
        assert not places(watcher, watcher.me), "nobody moved the one who stands"
        await known_alike(w)


async def known_alike(w: Wide) -> None:
    """Everybody knows the same of everybody on their floor as who comes now is told."""
    watcher = w.clients[0]
    known = {p["id"]: (p["x"], p["y"]) for p in watcher.events[1]["people"]}
    for event in watcher.events:
        if event["t"] == "entered":
            known[event["person"]["id"]] = (event["person"]["x"], event["person"]["y"])
        if event["t"] == "left":
            known.pop(event["person"], None)
        if event["t"] == "moved":
            known.update({who: (x, y) for who, x, y, _ in event["people"]})
    crowd = w.office.hub._office.crowd
    floor = crowd.floor == 0
    where = zip(crowd.person[floor], crowd.x[floor], crowd.y[floor], strict=True)
    assert known == {int(who): (int(x), int(y)) for who, x, y in where}
