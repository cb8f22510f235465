"""A grid of cells that are open or closed: what can be walked on, or seen through.

Points are map pixels, cells a quarter of a tile. All answers are exact functions of the grid, the
same from a to b as from b to a.
"""

from __future__ import annotations

import heapq
import math
from collections.abc import Iterator
from dataclasses import dataclass

from rooms.model import Cell, Position, position


@dataclass(frozen=True, slots=True)
class Grid:
    """`closed` holds one byte a cell, row by row, 0 for an open one."""

    columns: int
    rows: int
    cell_width: float  # px
    cell_height: float  # px
    closed: bytes

    def cell(self, at: Position) -> Cell:
        """The cell under a point; may lie outside the grid."""
        return Cell(math.floor(at.x / self.cell_width), math.floor(at.y / self.cell_height))

    def middle(self, cell: Cell) -> Position:
        """The pixel in the middle of a cell."""
        return position((cell.col + 0.5) * self.cell_width, (cell.row + 0.5) * self.cell_height)

    def contains(self, at: Position) -> bool:
        """Whether a point lies on the grid at all."""
        col, row = self.cell(at)
        return 0 <= col < self.columns and 0 <= row < self.rows

    def open_cell(self, col: int, row: int) -> bool:
        """Whether a cell is on the grid and open."""
        inside = 0 <= col < self.columns and 0 <= row < self.rows
        return inside and not self.closed[row * self.columns + col]

    def is_open(self, at: Position) -> bool:
        """Whether a point stands on an open cell."""
        return self.open_cell(*self.cell(at))

    def line_open(self, a: Position, b: Position) -> bool:
        """Whether the straight line from a to b meets open cells only.

        It is looked at every half cell; where it steps to a diagonal neighbour, at least one of
        the two cells beside the step has to be open, so that no line slips between two corners.
        """
        if b < a:
            a, b = b, a
        dx, dy = b.x - a.x, b.y - a.y
        steps = 2 * math.ceil(max(abs(dx) / self.cell_width, abs(dy) / self.cell_height)) or 1
        last_col, last_row = self.cell(a)
        if not self.open_cell(last_col, last_row):
            return False
        for i in range(1, steps + 1):
            col = math.floor((a.x + dx * i / steps) / self.cell_width)
            row = math.floor((a.y + dy * i / steps) / self.cell_height)
            if col == last_col and row == last_row:
                continue
            if not self.open_cell(col, row):
                return False
            if col != last_col and row != last_row:
                beside = self.open_cell(col, last_row) or self.open_cell(last_col, row)
                if not beside:
                    return False
            last_col, last_row = col, row
        return True

    def path_length(self, a: Position, b: Position, limit: float) -> float:
        """Pixels of a shortest way from a to b over open cells; infinite beyond `limit`."""
        if self.line_open(a, b):
            return math.dist(a, b)
        found = self._search(self.cell(a), self.cell(b), limit)
        return math.inf if found is None else found[1]

    def path(self, a: Position, b: Position) -> list[Position] | None:
        """A short way from a to b as points to walk to in turn, b last; None without a way."""
        if self.line_open(a, b):
            return [b]
        found = self._search(self.cell(a), self.cell(b), math.inf)
        if found is None:
            return None
        points = [a, *(self.middle(c) for c in found[0][1:-1]), b]
        return self._straightened(points)

    def nearest_open(self, at: Position) -> Position | None:
        """The point itself if it is open, else the middle of the nearest open cell."""
        if self.is_open(at):
            return at
        col, row = self.cell(at)
        open_cells = (
            Cell(c, r)
            for r in range(self.rows)
            for c in range(self.columns)
            if not self.closed[r * self.columns + c]
        )
        near = min(open_cells, key=lambda c: (c.col - col) ** 2 + (c.row - row) ** 2, default=None)
        return None if near is None else self.middle(near)

    def _straightened(self, points: list[Position]) -> list[Position]:
        """Drops each point that can be passed by on a straight open line."""
        kept = [points[0]]
        for i in range(1, len(points) - 1):
            if not self.line_open(kept[-1], points[i + 1]):
                kept.append(points[i])
        return [*kept[1:], points[-1]]

    def _search(self, start: Cell, goal: Cell, limit: float) -> tuple[list[Cell], float] | None:
        """A* from start to goal: the cells of the way and its length in pixels."""
        if not self.open_cell(*start) or not self.open_cell(*goal):
            return None
        width, height = self.cell_width, self.cell_height

        def ahead(cell: Cell) -> float:
            return math.hypot((cell.col - goal.col) * width, (cell.row - goal.row) * height)

        best = {start: 0.0}
        came: dict[Cell, Cell] = {}
        heap = [(ahead(start), start)]
        done: set[Cell] = set()
        while heap:
            _, here = heapq.heappop(heap)
            if here == goal:
                return _trail(came, goal), best[goal]
            if here in done:
                continue
            done.add(here)
            for there in self._neighbours(here):
                step = math.hypot((there.col - here.col) * width, (there.row - here.row) * height)
                length = best[here] + step
                total = length + ahead(there)
                if total <= limit and length < best.get(there, math.inf):
                    best[there], came[there] = length, here
                    heapq.heappush(heap, (total, there))
        return None

    def _neighbours(self, cell: Cell) -> Iterator[Cell]:
        """The open cells one step away; a diagonal step needs both cells beside it open."""
        col, row = cell
        east, west = self.open_cell(col + 1, row), self.open_cell(col - 1, row)
        south, north = self.open_cell(col, row + 1), self.open_cell(col, row - 1)
        for ok, d_col, d_row in (
            (east, 1, 0),
            (west, -1, 0),
            (south, 0, 1),
            (north, 0, -1),
            (east and south, 1, 1),
            (east and north, 1, -1),
            (west and south, -1, 1),
            (west and north, -1, -1),
        ):
            if ok and self.open_cell(col + d_col, row + d_row):
                yield Cell(col + d_col, row + d_row)


def _trail(came: dict[Cell, Cell], goal: Cell) -> list[Cell]:
    trail = [goal]
    while trail[-1] in came:
        trail.append(came[trail[-1]])
    return trail[::-1]
