"""The bubble rules on top of the index: people walk some seconds, then stand for long."""

from __future__ import annotations

import time

import numpy as np

from rooms.bubbles import BubbleRules
from rooms.gathering import Gathering, Standings
from rooms.grid import Grid
from rooms.index import Index
from rooms.sight import Sights
from tests.bench.index_scenes import RADIUS, STEP, TILE, TILES_EACH

_WALK = 100
"""Ticks that one walks, on average: ten seconds, fifty tiles."""

_SETTLE = 4
"""Ticks after which one has settled (0.4 s)."""

_WARM_UP = 120
_CELL = TILE // 4
_ROOM = 16 * TILE
"""Walls stand so far apart, each with gaps as wide as a door is."""


def ticks(name: str, count: int, movers: float, seconds: float, seed: int) -> tuple[float, float]:
    """Median and slowest time of forming the bubbles at a tick, in seconds."""
    lot = np.random.default_rng(seed)
    side = round((count * TILES_EACH[name]) ** 0.5 * TILE)
    gathering = Gathering(BubbleRules().in_pixels(TILE), Sights([_walls(side)]), side)
    gathering.open_floor(0, 1)
    index = Index(RADIUS, side)
    x, y = lot.integers(0, side, (2, count))
    way_x, way_y = lot.integers(-STEP, STEP + 1, (2, count))
    walking, stood = lot.random(count) < movers, np.full(count, _SETTLE)
    none, everybody = np.zeros(count, np.int64), np.ones(count, np.bool_)
    times: list[float] = []
    begun = time.perf_counter()
    while time.perf_counter() - begun < seconds or len(times) < _WARM_UP + 20:
        stop = walking & (lot.random(count) < 1 / _WALK)
        start = ~walking & (lot.random(count) < movers / (1 - movers) / _WALK)
        way_x[start], way_y[start] = lot.integers(-STEP, STEP + 1, (2, int(start.sum())))
        walking = (walking & ~stop) | start
        x[walking] = np.clip(x[walking] + way_x[walking], 0, side - 1)
        y[walking] = np.clip(y[walking] + way_y[walking], 0, side - 1)
        stood = np.where(walking, 0, stood + 1)
        # Nobody stands in a wall.
        x[x % _ROOM < _CELL] += _CELL
        y[y % _ROOM < _CELL] += _CELL
        people = Standings(
            np.arange(count), none, x, y, none, ~everybody, everybody, stood >= _SETTLE
        )
        dirty = np.flatnonzero(walking | (stood == _SETTLE))
        # The index has found them by then.
        pairs = index.near(x, y).pairs()
        since = time.perf_counter()
        gathering.form(people, dirty, pairs)
        times.append(time.perf_counter() - since)
    steady = times[_WARM_UP:]
    return float(np.median(steady)), max(steady)


def _walls(side: int) -> Grid:
    cells = side // _CELL + 2
    at = np.arange(cells) * _CELL % _ROOM
    wall, gap = at < _CELL, (at > _ROOM // 2) & (at < _ROOM // 2 + 2 * TILE)
    closed = (wall[:, None] & ~gap) | (wall & ~gap[:, None])
    return Grid(cells, cells, _CELL, _CELL, closed.astype(np.uint8).tobytes())
