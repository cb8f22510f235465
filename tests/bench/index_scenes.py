"""Where the people of the index benchmark stand, and how they walk: the same for all candidates."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from rooms.index import CELL_BITS

TILE = 32
RADIUS = 3 * TILE
"""The join radius of BUB-2."""

STEP = TILE // 2
"""The farthest one walks in a tenth of a second along an axis, at five tiles a second."""

TILES_EACH = {"spread": 16.0, "crowd": 3.0}
"""Square tiles of floor for each person: a spread office, and a meetup where one stands close."""


@dataclass(frozen=True)
class Walk:
    """One tick: who walks where, as indices and whole px."""

    movers: np.ndarray
    x: np.ndarray
    y: np.ndarray


@dataclass(frozen=True)
class Scene:
    """A floor (or `floors` equal ones) of `side` px, everybody's place on it, and the ticks."""

    name: str
    count: int
    side: int
    x: np.ndarray
    y: np.ndarray
    floor: np.ndarray | None
    walks: list[Walk]

    @property
    def columns(self) -> int:
        return (self.side >> CELL_BITS) + 1


def scene(name: str, count: int, movers: float, ticks: int, seed: int, floors: int = 1) -> Scene:
    """People anywhere on a floor as large as the scene wants it; "spot" is one tile for all."""
    lot = np.random.default_rng(seed)
    each = count // floors
    side = TILE if name == "spot" else round((each * TILES_EACH[name]) ** 0.5 * TILE)
    x, y = lot.integers(0, side, (2, count)).astype(np.int32)
    floor = np.repeat(np.arange(floors), each) if floors > 1 else None
    return Scene(name, count, side, x, y, floor, list(_walks(lot, x, y, side, movers, ticks)))


def _walks(
    lot: np.random.Generator, x: np.ndarray, y: np.ndarray, side: int, movers: float, ticks: int
) -> Iterator[Walk]:
    x, y = x.copy(), y.copy()
    for _ in range(ticks):
        who = np.sort(lot.choice(len(x), max(1, int(movers * len(x))), replace=False))
        dx, dy = lot.integers(-STEP, STEP + 1, (2, len(who)))
        x[who] = np.clip(x[who] + dx, 0, side - 1)
        y[who] = np.clip(y[who] + dy, 0, side - 1)
        yield Walk(who, x[who], y[who])
