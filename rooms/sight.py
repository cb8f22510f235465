"""What one sees on all floors at once: most lines cross a box in which nothing stands at all."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from rooms.arrays import Flags, Ints
from rooms.grid import Grid
from rooms.standings import each_of

_FEW = 256
"""For fewer lines than this it isn't worth while to ask for their boxes first."""


class Sights:
    """The grids of some floors, numbered in order from 0 on."""

    def __init__(self, grids: Sequence[Grid]) -> None:
        self._columns = np.array([grid.columns for grid in grids], np.int64)
        self._rows = np.array([grid.rows for grid in grids], np.int64)
        self._width = np.array([grid.cell_width for grid in grids])
        self._height = np.array([grid.cell_height for grid in grids])
        # Cells are quarters of tiles, which are of whole pixels; so all sums are exact.
        self._quarter_width = (4 * self._width).astype(np.int64)
        self._quarter_height = (4 * self._height).astype(np.int64)
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
        if len(floor) < _FEW:
            return self._followed(floor, ax, ay, bx, by)
        open_ = self.clear(
            floor, np.minimum(ax, bx), np.minimum(ay, by), np.maximum(ax, bx), np.maximum(ay, by)
        )
        rest = np.flatnonzero(~open_)
        if len(rest):
            ends = (ends[rest] for ends in (ax, ay, bx, by))
            open_[rest] = self._followed(floor[rest], *ends)
        return open_

    def _followed(self, floor: Ints, ax: Ints, ay: Ints, bx: Ints, by: Ints) -> Flags:
        """Looks at the cells along lines, column by column of cells, in quarters of a pixel."""
        turn = bx < ax
        ax, bx = np.where(turn, bx, ax), np.where(turn, ax, bx)
        ay, by = np.where(turn, by, ay), np.where(turn, ay, by)
        wide, high = self._quarter_width[floor], self._quarter_height[floor]
        first, last = 4 * ax // wide, 4 * bx // wide
        start, end = 4 * ay // high, 4 * by // high
        inside = (first >= 0) & (last < self._columns[floor])
        inside &= (np.minimum(start, end) >= 0) & (np.maximum(start, end) < self._rows[floor])
        lines = np.flatnonzero(inside)
        line, column = each_of(lines, first[lines], (last - first + 1)[lines])
        dx, dy = (bx - ax)[line], (by - ay)[line]
        # Where the line is at the left and right border of the column: y times this, in quarters.
        scale = np.maximum(dx, 1) * high[line]
        left = 4 * ay[line] * dx + dy * (column * wide[line] - 4 * ax[line])
        right = left + dy * wide[line]
        # Through a corner a line touches the row above it too, but not if it ends or begins there.
        down = np.where(dy > 0, -(-left // scale) - 1, left // scale)
        up = np.where(
            (dy < 0) & ((column + 1) * wide[line] < 4 * bx[line]),
            -(-right // scale) - 1,
            right // scale,
        )
        begins = np.where(column == first[line], start[line], down)
        ends = np.where(column == last[line], end[line], up)
        touched = self._in_column(
            floor[line], column, np.minimum(begins, ends), np.maximum(begins, ends)
        )
        inside[line[touched > 0]] = False
        return inside

    def _in_column(self, floor: Ints, column: Ints, top: Ints, bottom: Ints) -> Ints:
        """How many cells are closed in parts of columns, from row to row."""
        across = self._columns[floor] + 1
        above = self._first[floor] + top * across + column
        below = above + (bottom - top + 1) * across
        sums = self._sums
        count: Ints = sums.take(below + 1) - sums.take(below)
        count -= sums.take(above + 1) - sums.take(above)
        return count


def _sums(grid: Grid) -> Ints:
    """For each corner of cells how many closed ones lie above it and to the left, row by row."""
    closed = np.frombuffer(grid.closed, np.uint8).reshape(grid.rows, grid.columns) != 0
    sums = np.zeros((grid.rows + 1, grid.columns + 1), np.int64)
    sums[1:, 1:] = closed.cumsum(0, dtype=np.int64).cumsum(1)
    return sums.ravel()
