"""Floor plans drawn in text, so that a test shows the floor that it is about.

One character is one tile of 32 × 32 pixels:

    #  wall: blocked and opaque        o  low furniture: blocked, but seen over
    .  floor                           @  an arrival point
    A to Z  floor in the zone of that letter; its kind is given beside the drawing
    0 to 9  floor where somebody or something is, see `Scene.spots`; a digit behind a letter lies
            in that letter's zone
"""

from __future__ import annotations

import textwrap
from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from rooms.grid import Grid
from rooms.model import Position, Px, ZoneId
from rooms.plan import CELLS_PER_TILE, FloorPlan, Zone, ZoneKind

TILE = 32
CELL = TILE // CELLS_PER_TILE


@dataclass(frozen=True)
class Kind:
    """What the zone of a letter is."""

    kind: ZoneKind
    locked: bool = False
    target: str = ""
    lobby: bool = False
    capacity: int = 0


@dataclass(frozen=True)
class Scene:
    """A plan, and the middle of each tile that has a digit."""

    plan: FloorPlan
    spots: Mapping[int, Position]
    zones: Mapping[str, ZoneId]

    def __getitem__(self, digit: int) -> Position:
        return self.spots[digit]


def spot(column: float, row: float) -> Position:
    """The point that lies so many tiles from the left and from the top."""
    return Position(Px(int(column * TILE)), Px(int(row * TILE)))


def draw(art: str, **kinds: ZoneKind | Kind) -> Scene:
    """The scene of a drawing. Zones are numbered in the order in which their kinds are given."""
    rows = _rows(art)
    tiles = np.array([list(row) for row in rows])
    letters = np.array([list(_spread(row)) for row in rows])
    zones = []
    for number, (letter, kind) in enumerate(kinds.items(), start=1):
        made = kind if isinstance(kind, Kind) else Kind(kind)
        mask = _cells(letters == letter)
        assert mask.any(), f"no {letter} in the drawing"
        zones.append(
            Zone(
                id=ZoneId(number),
                kind=made.kind,
                name=letter,
                mask=mask,
                locked=made.locked,
                lobby=made.lobby,
                capacity=made.capacity,
                target=made.target,
            )
        )
    strange = set("".join(rows)) - set("#o.@0123456789") - set(kinds)
    assert not strange, f"{strange} mean nothing"
    arrivals = _spots(rows, "@") or _spots(rows, ".")
    plan = FloorPlan(
        tile_width=TILE,
        tile_height=TILE,
        columns=tiles.shape[1],
        rows=tiles.shape[0],
        blocked=_cells((tiles == "#") | (tiles == "o")),
        opaque=_cells(tiles == "#"),
        zones=tuple(zones),
        spawns={"": arrivals},
    )
    spots = {int(d): places[0] for d in "0123456789" if (places := _spots(rows, d))}
    return Scene(plan, spots, {z.name: z.id for z in zones})


def grid(art: str, cell: float = CELL) -> Grid:
    """A grid of which each character is one cell: `#` closed, all else open."""
    rows = _rows(art)
    closed = np.array([[char == "#" for char in row] for row in rows], np.uint8)
    return grid_of(closed, cell)


def grid_of(closed: np.ndarray, cell: float = CELL) -> Grid:
    """The grid of a mask of closed cells."""
    rows, columns = closed.shape
    return Grid(columns, rows, cell, cell, np.ascontiguousarray(closed, np.uint8).tobytes())


def _rows(art: str) -> list[str]:
    rows = textwrap.dedent(art).strip("\n").split("\n")
    assert len({len(row) for row in rows}) == 1, "the rows of a drawing are of one length"
    return rows


def _spread(row: str) -> str:
    """The row with each digit behind a letter turned into that letter."""
    spread = ""
    for char in row:
        spread += spread[-1] if char.isdigit() and spread[-1:].isalpha() else char
    return spread


def _cells(tiles: np.ndarray) -> np.ndarray:
    return np.kron(tiles, np.ones((CELLS_PER_TILE, CELLS_PER_TILE), bool)).astype(bool)


def _spots(rows: list[str], char: str) -> tuple[Position, ...]:
    return tuple(
        spot(column + 0.5, row + 0.5)
        for row, chars in enumerate(rows)
        for column, here in enumerate(chars)
        if here == char
    )
