"""Who is told of which walkers: the floor in cells, and a view of each client round its own.

A client's *home* is the cell in which its person stands. Its view is the block of cells round
that, the same for all who have the same home: so what they see is cut out once for all of them.
All floors are packed at once, by a key of floor and cell.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from rooms.arrays import Ints
from rooms.crowd import FREE, Crowd
from server.wire import cells
from server.wire.cells import WORD

REACH_ACROSS, REACH_DOWN = 3, 2
"""Cells of a view beside the home, each way. Seven by five of 256 px are 1,792 × 1,280: what a
browser's window shows of a floor, wherever in the home its person stands. Whom a larger window
shows beyond that, it hears of every few seconds."""

Home = tuple[int, int]
"""A floor's number, and a cell there."""

_FLOOR = cells.MOST_CELLS
"""What a floor is worth in a key; the rest of it is the cell."""


class Packing:
    """Some people as words, those of a cell together, the cells of a floor in order: so the cells
    of a row beside one another are one piece of it."""

    def __init__(self, crowd: Crowd, slots: Ints) -> None:
        self._columns = crowd.columns
        slots = slots[crowd.floor[slots] != FREE]
        keys = crowd.floor[slots] * _FLOOR + crowd.cell[slots]
        order = keys.argsort(kind="stable")
        slots, keys = slots[order], keys[order]
        first = np.flatnonzero(np.diff(keys, prepend=-1))  # of each cell, where it begins
        counts = np.diff(first, append=len(keys))
        self._cells = keys[first]
        heads = first + np.arange(len(first))
        words = np.empty(len(keys) + len(first), np.int64)
        words[heads] = cells.head(self._cells % _FLOOR, counts)
        rest = np.ones(len(words), np.bool_)
        rest[heads] = False
        words[rest] = cells.record(
            crowd.seat[slots], crowd.facing[slots], crowd.x[slots], crowd.y[slots]
        )
        self._bytes = words.astype("<u4").tobytes()
        self._starts = np.append(heads, len(words)) * WORD

    def __len__(self) -> int:
        """How many cells have anybody in them."""
        return len(self._cells)

    def floor(self, number: int) -> bytes:
        """All of a floor."""
        begin, end = np.searchsorted(self._cells, (number * _FLOOR, (number + 1) * _FLOOR))
        return self._bytes[self._starts[begin] : self._starts[end]]

    def views(self, homes: Sequence[Home]) -> list[bytes]:
        """What is seen from each of some homes."""
        floors, rows, left, right = self._blocks(homes)
        down = np.arange(-REACH_DOWN, REACH_DOWN + 1)[:, None]
        rows = rows + down  # a row above or below the floor is no cell of it, or another floor's
        begin = floors * _FLOOR + rows * self._columns[floors]
        outside = (rows < 0) | (begin + right >= (floors + 1) * _FLOOR)
        lows = self._starts[np.searchsorted(self._cells, begin + left)]
        highs = self._starts[np.searchsorted(self._cells, begin + right, side="right")]
        highs[outside] = lows[outside]
        packed = self._bytes
        return [
            b"".join([packed[low:high] for low, high in zip(*ends, strict=True) if low < high])
            for ends in zip(lows.T.tolist(), highs.T.tolist(), strict=True)
        ]

    def news(self, home: Home, before: int) -> bytes:
        """What is seen from a home and was not from another on the same floor."""
        floor, cell = home
        columns = int(self._columns[floor])
        old, new = _cells_round(before, columns), _cells_round(cell, columns)
        keys = np.array(sorted(new - old), np.int64) + floor * _FLOOR
        at = np.searchsorted(self._cells, keys)
        there = at < len(self._cells)
        at, keys = at[there], keys[there]
        found = at[self._cells[at] == keys]
        ends = zip(self._starts[found].tolist(), self._starts[found + 1].tolist(), strict=True)
        return b"".join([self._bytes[low:high] for low, high in ends])

    def _blocks(self, homes: Sequence[Home]) -> tuple[Ints, Ints, Ints, Ints]:
        """Of each home the floor, the row, and the first and the last column that are seen."""
        floors, homes_cells = np.array(homes, np.int64).reshape(-1, 2).T
        across = self._columns[floors]
        rows, columns = np.divmod(homes_cells, across)
        left = np.maximum(columns - REACH_ACROSS, 0)
        return floors, rows, left, np.minimum(columns + REACH_ACROSS, across - 1)


def _cells_round(cell: int, columns: int) -> set[int]:
    row, column = divmod(cell, columns)
    return {
        y * columns + x
        for y in range(max(0, row - REACH_DOWN), row + REACH_DOWN + 1)
        for x in range(max(0, column - REACH_ACROSS), min(columns, column + REACH_ACROSS + 1))
    }
