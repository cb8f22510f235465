"""Connected parts of the walk grid, and which of its cells people arrive on."""

from __future__ import annotations

import math

import numpy as np

from rooms.model import Position, position
from rooms.plan import CELLS_PER_TILE, Mask

MOST_ARRIVALS = 64
"""So many points of a start layer are kept, spread evenly."""

CENTRAL_ARRIVALS = 16
"""So many points a floor without a start gets near its middle."""


def largest_region(walkable: Mask) -> Mask:
    """The largest part of the mask whose cells hang together by their sides.

    Works on runs of cells instead of cells: each run takes the lowest number among the runs that
    it touches, until all that touch have the same one.
    """
    starts = walkable.copy()
    starts[:, 1:] &= ~walkable[:, :-1]
    run = np.cumsum(starts.ravel(), dtype=np.int64).reshape(walkable.shape) - 1
    count = int(starts.sum())
    if count <= 1:
        return walkable
    touching = walkable[:-1] & walkable[1:]
    # One pair for each stretch in which the same two runs touch is enough.
    touching[:, 1:] &= ~touching[:, :-1]
    upper, lower = run[:-1][touching], run[1:][touching]
    parent = np.arange(count)
    while True:
        one, other = parent[upper], parent[lower]
        if (one == other).all():
            break
        least = np.minimum(one, other)
        np.minimum.at(parent, one, least)
        np.minimum.at(parent, other, least)
        while (parent != parent[parent]).any():
            parent = parent[parent]
    sizes = np.bincount(parent[run[walkable]], minlength=count)
    region: Mask = walkable & (parent[run] == int(sizes.argmax()))
    return region


def _tile_centres(shape: tuple[int, int]) -> tuple[slice, slice]:
    """The walk cells that hold the middle pixel of their tile."""
    half = CELLS_PER_TILE // 2
    return slice(half, shape[0], CELLS_PER_TILE), slice(half, shape[1], CELLS_PER_TILE)


def _points(mask: Mask, tile: tuple[int, int]) -> list[Position]:
    """The middles of the mask's tiles; of its cells, where it holds no tile's middle."""
    rows, columns = np.nonzero(mask[_tile_centres((mask.shape[0], mask.shape[1]))])
    if len(rows):
        return [
            position(column * tile[0] + (tile[0] + 1) // 2, row * tile[1] + (tile[1] + 1) // 2)
            for row, column in zip(rows.tolist(), columns.tolist(), strict=True)
        ]
    rows, columns = np.nonzero(mask)
    width, height = tile[0] / CELLS_PER_TILE, tile[1] / CELLS_PER_TILE
    # A cell of a small tile may hold a single whole pixel, and not in its middle.
    return [
        position(
            max(math.ceil(column * width), (column + 0.5) * width),
            max(math.ceil(row * height), (row + 0.5) * height),
        )
        for row, column in zip(rows.tolist(), columns.tolist(), strict=True)
    ]


def arrivals(mask: Mask, tile: tuple[int, int]) -> tuple[Position, ...]:
    """Where people arrive within a walkable mask; `tile` is the tile's size in pixels."""
    points = _points(mask, tile)
    if len(points) > MOST_ARRIVALS:
        points = [points[at * len(points) // MOST_ARRIVALS] for at in range(MOST_ARRIVALS)]
    return tuple(points)


def central_arrivals(walkable: Mask, tile: tuple[int, int]) -> tuple[Position, ...]:
    """Points near the middle of the map, in the largest part that one can walk about in."""
    points = _points(largest_region(walkable), tile)
    height, width = walkable.shape
    middle_x = width / CELLS_PER_TILE * tile[0] / 2
    middle_y = height / CELLS_PER_TILE * tile[1] / 2
    points.sort(key=lambda each: (each.x - middle_x) ** 2 + (each.y - middle_y) ** 2)
    return tuple(points[:CENTRAL_ARRIVALS])
