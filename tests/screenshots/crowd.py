"""The people by script in whose office the pictures are taken, each at their place."""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import AsyncIterator

from rooms.model import Position, position
from server.client import OfficeClient

TILE = 32

Crowd = dict[str, OfficeClient]

# Who stands where, in tiles of the sample town, and what they tell of themselves.
PLACES: dict[str, tuple[float, float, str]] = {
    "鈴木一郎": (44.6, 30.2, ""),
    "Maria García": (46.9, 31.0, "Design"),
    "佐藤総務部長": (43.2, 31.6, "総務"),
    "経理の田中": (52.5, 24.4, "経費精算・請求書 / expenses"),
    "相談に来た林": (51.4, 27.3, ""),
    "人事の山本": (45.5, 24.4, "採用・勤怠"),
    "Tom": (37.5, 29.6, ""),
    "情シスの伊藤": (66.5, 24.4, "PC・アカウント"),
    "高橋": (61.5, 36.2, ""),
    "Yuki": (62.8, 36.2, ""),
    "総務の中村": (38.5, 24.4, "備品・入館証"),
    "渡辺": (40.2, 36.2, ""),
}


@contextlib.asynccontextmanager
async def crowd(url: str) -> AsyncIterator[Crowd]:
    """All of them, as long as this lasts."""
    entered = await asyncio.gather(*(OfficeClient.enter(url, name) for name in PLACES))
    people = dict(zip(PLACES, entered, strict=True))
    await asyncio.gather(*(person.connect() for person in people.values()))
    await asyncio.gather(*(_settle(people[name], name) for name in PLACES))
    try:
        yield people
    finally:
        await asyncio.gather(*(person.leave() for person in people.values()))


async def _settle(person: OfficeClient, name: str) -> None:
    x, y, about = PLACES[name]
    if about:
        await person.set_profile(name, about)
    await walk(person, (x, y))


async def walk(person: OfficeClient, place: tuple[float, float]) -> None:
    """Walks to a place in tiles, or as near to it as one can stand."""
    at = (await person.walk()).grid.nearest_open(pixel(place))
    assert at is not None
    if not await person.walk_to(at.x, at.y):
        raise RuntimeError(f"no way to {place}")


def pixel(place: tuple[float, float]) -> Position:
    """A place in tiles as one in map pixels."""
    return position(place[0] * TILE, place[1] * TILE)
