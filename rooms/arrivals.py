"""Where somebody arrives: at the point with most room around it, beside it in a crowd (MOVE-10)."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Sequence

from rooms.arrays import Spots
from rooms.grid import Grid
from rooms.model import Position, position


def arrival(points: Sequence[Position], here: Spots, walk: Grid, tile: int) -> Position:
    """The place for a newcomer.

    `points` are the arrival points, in the order in which equally good ones are taken; `here` is
    where people stand; `tile` is the width of a tile in pixels. Where somebody is less than half a
    tile from every point, it is the nearest place by steps with nobody so near.
    """

    def room(point: Position) -> float:
        squared = (here.x - point.x) ** 2 + (here.y - point.y) ** 2
        return float(squared.min()) if len(squared) else math.inf

    best = max(points, key=room)
    if room(best) >= (tile / 2) ** 2:
        return best
    crowd = _Crowd(here, tile / 2)
    near = (walk.middle(cell) for cell in walk.around(best))
    return next((place for place in near if not crowd.near(place)), best)


class _Crowd:
    """Spots by squares of one reach, so that a place is compared with its neighbours only."""

    def __init__(self, people: Spots, reach: float) -> None:
        here = map(position, people.x.tolist(), people.y.tolist())
        self._reach = reach
        self._squares: dict[tuple[int, int], list[Position]] = defaultdict(list)
        for at in here:
            self._squares[self._square(at)].append(at)

    def near(self, place: Position) -> bool:
        """Whether somebody is closer to a place than the reach."""
        col, row = self._square(place)
        around = [(col + i, row + j) for i in (-1, 0, 1) for j in (-1, 0, 1)]
        return any(
            math.dist(place, at) < self._reach
            for square in around
            for at in self._squares.get(square, ())
        )

    def _square(self, at: Position) -> tuple[int, int]:
        return math.floor(at.x / self._reach), math.floor(at.y / self._reach)
