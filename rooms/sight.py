"""What one sees on all floors at once: most lines cross a box in which nothing stands at all."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from rooms.grid import Grid
from rooms.model import Position, Px

Ints = NDArray[np.int64]
Flags = NDArray[np.bool_]


class Sights:
    """The grids of some floors, numbered in order from 0 on."""

    def __init__(self, grids: Sequence[Grid]) -> None:
        self._grids = grids
        self._columns = np.array([grid.columns for grid in grids], np.int64)
        self._rows = np.array([grid.rows for grid in grids], np.int64)
        self._width = np.array([grid.cell_width for grid in grids])
        self._height = np.array([grid.cell_height for grid in grids])
        sums = [_sums(grid) for grid in grids]
        self._first = np.cumsum([0, *(len(s) for s in sums)])[:-1]
        self._sums = np.concatenate(sums) if sums else np.zeros(0, np.int64)

    def clear(self, floor: Ints, left: Ints, top: Ints, right: Ints, bottom: Ints) -> Flags:
        """Whether a box (px, both ends within) lies on its floor and touches open cells only: then
        each line in it is open. Arrays of one length."""
        width, height = self._width[floor], self._height[floor]
        columns, rows = self._columns[floor], self._rows[floor]
        c0, c1 = np.floor(left / width), np.floor(right / width) + 1
        r0, r1 = np.floor(top / height), np.floor(bottom / height) + 1
        inside = (c0 >= 0) & (r0 >= 0) & (c1 <= columns) & (r1 <= rows)
        closed = np.zeros(len(inside), np.int64)
        first, across = self._first[floor], columns + 1
        for sign, row, column in ((1, r1, c1), (-1, r0, c1), (-1, r1, c0), (1, r0, c0)):
            at = first + np.where(inside, row * across + column, 0).astype(np.int64)
            closed += sign * self._sums.take(at)
        clear: Flags = inside & (closed == 0)
        return clear

    def lines_open(self, floor: Ints, ax: Ints, ay: Ints, bx: Ints, by: Ints) -> Flags:
        """Whether the lines from a to b are open, each as `Grid.line_open` says."""
        open_ = self.clear(
            floor, np.minimum(ax, bx), np.minimum(ay, by), np.maximum(ax, bx), np.maximum(ay, by)
        )
        for i in np.flatnonzero(~open_).tolist():
            a, b = _point(ax[i], ay[i]), _point(bx[i], by[i])
            open_[i] = self._grids[floor[i]].line_open(a, b)
        return open_


def _point(x: np.int64, y: np.int64) -> Position:
    return Position(Px(int(x)), Px(int(y)))


def _sums(grid: Grid) -> Ints:
    """For each corner of cells how many closed ones lie above it and to the left, row by row."""
    closed = np.frombuffer(grid.closed, np.uint8).reshape(grid.rows, grid.columns) != 0
    sums = np.zeros((grid.rows + 1, grid.columns + 1), np.int64)
    sums[1:, 1:] = closed.cumsum(0, dtype=np.int64).cumsum(1)
    return sums.ravel()
