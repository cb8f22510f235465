"""A small office where no way is long: two floors, a room with a door, a lobby before it."""

from __future__ import annotations

import contextlib
from collections.abc import AsyncIterator
from pathlib import Path

from tests.support.office import floor_setting, office
from tests.support.roles import lobby_map

INSIDE, DOOR = (24 * 32 + 16, 3 * 32 + 16), (18 * 32 + 16, 4 * 32 + 16)
"""Places in the room and outside of its door, in map pixels."""

FLOORS = ("plain", "second")


@contextlib.asynccontextmanager
async def small_office(folder: Path, **settings: object) -> AsyncIterator[str]:
    """The address of one, in this process."""
    path = lobby_map(folder / "lobby.tmj")
    floors = tuple(floor_setting(name, path) for name in FLOORS)
    async with office(folder / "data", floors=floors, **settings) as (_, url):
        yield url
