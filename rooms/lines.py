"""The cells that many straight lines touch, step by step and all lines at once: exactly those of
`Grid.line_open`."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

import numpy as np

from rooms.arrays import Flags, Ints
from rooms.plan import CELLS_PER_TILE, FloorPlan


class Lines(NamedTuple):
    """Lines from a to b, pixels."""

    ax: Ints
    ay: Ints
    bx: Ints
    by: Ints


class Cells:
    """The cells of floors, numbered in order; a cell's number is row × columns + column."""

    def __init__(self, plans: Sequence[FloorPlan]) -> None:
        # In these units, of which a pixel has CELLS_PER_TILE, cells are of whole numbers.
        self.width: Ints = np.array([plan.tile_width for plan in plans], np.int64)
        self.height: Ints = np.array([plan.tile_height for plan in plans], np.int64)
        self.columns: Ints = np.array([plan.blocked.shape[1] for plan in plans], np.int64)

    def at(self, floor: Ints, x: Ints, y: Ints) -> Ints:
        """The cells under points."""
        row = y * CELLS_PER_TILE // self.height[floor]
        return row * self.columns[floor] + x * CELLS_PER_TILE // self.width[floor]


def cells_on(cells: Cells, floor: Ints, lines: Lines) -> Iterator[tuple[Ints, Ints]]:
    """All cells that lines touch, in parts: numbers of lines, and a cell on each of these."""
    walk = _Walk(cells, floor, lines)
    yield walk.which, walk.cell
    while walk.goes_on():
        corner = walk.step()
        if corner.any():
            which = walk.which[corner]
            yield which, walk.cell[corner] - walk.down[corner] * walk.columns[corner]
            yield which, walk.cell[corner] - 1
        yield walk.which, walk.cell


class _Walk:
    """Lines on the way from their left ends to their right ones, those that are not there yet."""

    def __init__(self, cells: Cells, floor: Ints, lines: Lines) -> None:
        ax, ay, bx, by = lines
        turn = (bx < ax) | ((bx == ax) & (by < ay))
        ax, bx = np.where(turn, bx, ax), np.where(turn, ax, bx)
        ay, by = np.where(turn, by, ay), np.where(turn, ay, by)
        width, height = cells.width[floor], cells.height[floor]
        self.which: Ints = np.arange(len(floor))
        self.columns = cells.columns[floor]
        column, row = ax * CELLS_PER_TILE // width, ay * CELLS_PER_TILE // height
        self.right = bx * CELLS_PER_TILE // width - column  # borders still to be crossed
        rows = by * CELLS_PER_TILE // height - row
        self.down = np.where(rows > 0, 1, -1)
        self.below = np.abs(rows)
        self.cell = row * self.columns + column
        # How far along the line the next border of columns is, and of rows: as many times as long
        # as the line is, so that they can be compared as whole numbers.
        long, high = bx - ax, np.abs(by - ay)
        border = (row + (rows > 0)) * height
        self.to_column = ((column + 1) * width - ax * CELLS_PER_TILE) * high
        self.to_row = np.abs(border - ay * CELLS_PER_TILE) * long
        self.per_column, self.per_row = width * high, height * long

    def goes_on(self) -> bool:
        """Leaves out those that are there; whether any is left."""
        left = (self.right > 0) | (self.below > 0)
        if not left.all():
            for name, column in vars(self).items():
                setattr(self, name, column[left])
        return bool(left.any())

    def step(self) -> Flags:
        """Goes to the next cell each; tells of each whether it is past a corner of four cells."""
        columns_left, rows_left = self.right > 0, self.below > 0
        corner: Flags = columns_left & rows_left & (self.to_column == self.to_row)
        across = corner | ~rows_left | (columns_left & (self.to_column < self.to_row))
        along = corner | ~across
        self.cell = self.cell + across + along * self.down * self.columns
        self.right, self.below = self.right - across, self.below - along
        self.to_column = self.to_column + across * self.per_column
        self.to_row = self.to_row + along * self.per_row
        return corner
