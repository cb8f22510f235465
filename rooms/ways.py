"""The way into a room for somebody who is let in, and the place where it ends."""

from __future__ import annotations

import math
from collections.abc import Collection

import numpy as np

from rooms.grid import Grid
from rooms.model import Cell, Position, ZoneId
from rooms.plan import CELLS_PER_TILE, FloorPlan


def way_into(
    plan: FloorPlan,
    room: ZoneId,
    at: Position,
    shut: frozenset[ZoneId],
    taken: Collection[Position],
) -> tuple[Position, ...]:
    """A short way from a place to a free one in a room, both included; () where there is none.

    It leads through none of the zones that are shut but the room itself. `taken` are the places
    of those who are inside, or on their way.
    """
    walk = plan.walk(shut, frozenset({room}))
    places = _places(plan, room, walk)
    if not places:
        return ()
    places = _best_first(places, taken, plan.tile_width)
    way = walk.path(at, places[0])
    if way is None:
        # A part of the room that is walled off, perhaps; so one looks where one can get to.
        reached = set(walk.around(at))
        place = next((p for p in places if walk.cell(p) in reached), None)
        way = None if place is None else walk.path(at, place)
    return () if way is None else (at, *way)


def _places(plan: FloorPlan, room: ZoneId, walk: Grid) -> list[Position]:
    """The middles of a room's tiles where a body can stand; of its cells, if there are none."""
    inside = plan.inside(plan.zone(room)) & ~plan.closed
    half = CELLS_PER_TILE // 2
    cells = [Cell(int(col), int(row)) for row, col in np.argwhere(inside)]
    middles = [c for c in cells if c.col % CELLS_PER_TILE == c.row % CELLS_PER_TILE == half]
    return [p for p in map(walk.middle, middles or cells) if walk.is_open(p)]


def _best_first(places: list[Position], taken: Collection[Position], tile: int) -> list[Position]:
    """Places with a tile of room around them first, and the nearest to the middle of those."""
    middle_x = sum(p.x for p in places) / len(places)
    middle_y = sum(p.y for p in places) / len(places)

    def rank(place: Position) -> tuple[bool, float]:
        crowded = any(math.dist(place, other) < tile for other in taken)
        return crowded, math.dist(place, (middle_x, middle_y))

    return sorted(places, key=rank)
