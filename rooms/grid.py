"""A grid of cells that are open or closed: what can be walked on, or seen through.

Points are map pixels, cells a quarter of a tile. All answers are exact functions of the grid, the
same from a to b as from b to a.
"""

from __future__ import annotations

import heapq
import math
from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass

from rooms.model import Cell, Position, position

_EIGHT_WAYS = 1.2
"""How much longer than the straight way over them the way over the middles of some cells may be:
8 % where cells are square, 18 % where they are twice as wide as high."""

_HASTE = 0.3
"""How much more than its own length the rest of a far way counts: with that a way across a whole
floor is found in a third of the time, and is a few percent longer at most places."""


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
        """Whether the straight line from a to b touches open cells only.

        Where it passes through a corner of four cells, all four have to be open, so that no line
        slips between two corners. The sums are exact: cells are quarters of whole pixels.
        """
        if b < a:
            a, b = b, a
        dx, dy = b.x - a.x, abs(b.y - a.y)
        col, row = self.cell(a)
        last_col, last_row = self.cell(b)
        down = 1 if last_row > row else -1
        ahead = 1 if last_row > row else 0  # the row border in the way, seen from a row's upper one
        if not self.open_cell(col, row):
            return False
        while col != last_col or row != last_row:
            to_col = ((col + 1) * self.cell_width - a.x) * dy
            to_row = abs((row + ahead) * self.cell_height - a.y) * dx
            both = to_col == to_row and col != last_col and row != last_row
            if both and not (self.open_cell(col + 1, row) and self.open_cell(col, row + down)):
                return False
            if both or row == last_row or (to_col < to_row and col != last_col):
                col, row = col + 1, row + (down if both else 0)
            else:
                row += down
            if not self.open_cell(col, row):
                return False
        return True

    def path_length(self, a: Position, b: Position, limit: float) -> float:
        """Pixels of a short way from a to b over open cells; infinite beyond `limit`."""
        if self.line_open(a, b):
            return math.dist(a, b)
        roundabout = limit * _EIGHT_WAYS + 2 * math.hypot(self.cell_width, self.cell_height)
        way = self._way(a, b, roundabout)
        if way is None:
            return math.inf
        length = sum(map(math.dist, [a, *way], way))
        return length if length <= limit else math.inf

    def path(self, a: Position, b: Position) -> list[Position] | None:
        """A short way from a to b as points to walk to in turn, b last; None without a way."""
        return [b] if self.line_open(a, b) else self._way(a, b, math.inf, _HASTE)

    def _way(
        self, a: Position, b: Position, limit: float, haste: float = 0.0
    ) -> list[Position] | None:
        found = self._search(self.cell(a), self.cell(b), limit, haste)
        if found is None:
            return None
        return self._straightened([a, *(self.middle(c) for c in found[1:-1]), b])

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

    def around(self, at: Position) -> Iterator[Cell]:
        """The cells that can be walked to from a point, the nearest by steps first."""
        start = self.cell(at)
        if not self.open_cell(*start):
            return
        seen, waiting = {start}, deque([start])
        while waiting:
            cell = waiting.popleft()
            yield cell
            fresh = [there for there in self._neighbours(cell) if there not in seen]
            seen.update(fresh)
            waiting.extend(fresh)

    def _straightened(self, points: list[Position]) -> list[Position]:
        """Drops each point that can be passed by on a straight open line."""
        kept = [points[0]]
        for i in range(1, len(points) - 1):
            if not self.line_open(kept[-1], points[i + 1]):
                kept.append(points[i])
        return [*kept[1:], points[-1]]

    def _search(self, start: Cell, goal: Cell, limit: float, haste: float) -> list[Cell] | None:
        """A* from start to goal: the cells of a way from middle to middle; a shortest one, if it is
        not found in haste."""
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
                return _trail(came, goal)
            if here in done:
                continue
            done.add(here)
            for there in self._neighbours(here):
                step = math.hypot((there.col - here.col) * width, (there.row - here.row) * height)
                length = best[here] + step
                rest = ahead(there)
                if length + rest <= limit and length < best.get(there, math.inf):
                    best[there], came[there] = length, here
                    heapq.heappush(heap, (length + rest * (1 + haste), there))
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
