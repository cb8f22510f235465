"""A floor as a program needs it: where one can walk."""

from __future__ import annotations

import base64
from dataclasses import dataclass

import msgspec
import numpy as np
from aiohttp import ClientSession

from rooms.grid import Grid
from rooms.model import Position, Tile
from rooms.plan import CELLS_PER_TILE
from server.wire.http import WalkGrid


class _View(msgspec.Struct):
    """The part of a FloorView that is needed here."""

    walk: WalkGrid


@dataclass(frozen=True, slots=True)
class FloorWalk:
    """The walk grid of a floor, and the size of its tiles in pixels."""

    grid: Grid
    tile_width: int
    tile_height: int

    def tile(self, at: Position) -> Tile:
        """The tile under a point."""
        return Tile(at.x // self.tile_width, at.y // self.tile_height)


async def fetch_walk(base_url: str, floor: str) -> FloorWalk:
    """Asks an office where one can walk on a floor."""
    async with (
        ClientSession() as http,
        http.get(f"{base_url}/api/floors/{floor}", raise_for_status=True) as answer,
    ):
        walk = msgspec.json.decode(await answer.read(), type=_View).walk
    bits = np.frombuffer(base64.b64decode(walk.blocked), np.uint8)
    closed = np.unpackbits(bits, count=walk.rows * walk.columns)
    return FloorWalk(
        Grid(walk.columns, walk.rows, walk.cell_width, walk.cell_height, closed.tobytes()),
        round(walk.cell_width * CELLS_PER_TILE),
        round(walk.cell_height * CELLS_PER_TILE),
    )
