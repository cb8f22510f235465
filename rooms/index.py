"""The spatial index: who is near whom, for everybody on all floors at once, in arrays.

People are the entries of arrays of one length: `x` and `y` in whole map px, of either sign and less
than 2²⁰ from 0, and a `key`, from 0 on and below 2³⁰, that says what divides people: a floor and a
bounding zone on it. Who differs in it is no pair. Integers of any width will do.

How it is done: people are sorted by cells, several columns to a radius, one row. The cells in reach
to the right are beside one's own in that order, and those in reach in the row below are beside each
other: two runs for each person hold all candidates, each pair once. The table of where cells begin
has a few entries a person; cells beyond it are folded into it, so that floors may be of any size
and number. What only shares an entry is too far away or of another key, and falls out with the
other candidates when distances are measured.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from rooms.arrays import Ints
from rooms.standings import each_of

Integers = NDArray[np.integer]

CELL_BITS = 8
"""Cells of the view are 2⁸ = 256 px wide and high."""

_COLUMNS = 2
"""Columns of the index to a radius: more of them mean fewer candidates and a longer table."""

_SCATTER = 0x9E3779B1
"""Where the cells of one key begin in the table, times the key: 2³² over the golden ratio."""

_APART = float(1 << 22)
"""Px between people of one key and the next when distances are measured."""

_SPARSE = 3
"""With fewer pairs a person than this, chains of neighbours are short (see `components`)."""

_FEW = 4000
"""For fewer people than this following all chains to their ends takes less than asking."""


def apply(
    x: Integers,
    y: Integers,
    cell: Integers,
    movers: Ints,
    to_x: Integers,
    to_y: Integers,
    columns: int | Integers,
) -> Ints:
    """Puts movers (indices, each once) to new places, and says who is in another cell now.

    `x`, `y` and `cell` are of everybody and are written to. `to_x`, `to_y` are an entry a mover,
    and so is `columns`, the cells in a row of the mover's floor, or one number for all.
    """
    x[movers], y[movers] = to_x, to_y
    cells = cells_at(to_x, to_y, columns)
    crossed = (cells != cell.take(movers)).nonzero()[0]
    who: Ints = movers.take(crossed)
    cell[who] = cells.take(crossed)
    return who


def cells_at(x: Integers, y: Integers, columns: int | Integers) -> Integers:
    """The numbers of the cells of the view at some places: row × columns + column."""
    cells = y >> CELL_BITS
    cells *= columns
    cells += x >> CELL_BITS
    return cells


@dataclass(frozen=True, slots=True)
class Near:
    """All pairs within the radius, each once, in no order that means anything."""

    count: int  # of people
    who: Ints  # the people in the order of the index; may go on with some of them again
    before: Ints  # the pairs, as numbers in that order
    after: Ints

    def pairs(self) -> tuple[Ints, Ints]:
        """The pairs as two arrays of people's indices."""
        return self.who.take(self.before), self.who.take(self.after)

    def groups(self) -> Ints:
        """For each person the index of one of those who hang together with them in chains of
        pairs: the same one for all of a group, their own for who is alone."""
        if len(self.who) == self.count:
            # Nobody comes twice, and of each pair the one in `before` comes first.
            roots = _hang_together(self.count, self.before, self.after)
        else:
            after = np.where(self.after < self.count, self.after, self.after - self.count)
            roots = components(self.count, self.before, after)
        labels = np.empty(self.count, np.int64)
        labels[self.who[: self.count]] = self.who.take(roots)
        return labels


class Index:
    """Finds who is within one radius. It keeps no people, only what helps the next search."""

    def __init__(self, radius: float, widest: int = 4096) -> None:
        """`radius` in px, above 0 and at most 2¹⁵, else ValueError.

        `widest` is how wide floors are, about, in px. A wrong guess costs time, nothing else.
        """
        if not 0 < radius <= 1 << 15:
            raise ValueError(f"a radius of {radius} px")
        self._limit = radius * radius
        # A hair wider than it should be, so that rounding puts nobody a column too far.
        self._columns = _COLUMNS / radius * (1 - 1e-9)
        self._rows = 1 / radius * (1 - 1e-9)
        # Rows at least so far apart that the two runs of one person never meet.
        self._stride = int(widest * self._columns) + 2 * _COLUMNS + 1
        self._numbers = np.arange(1 << 10)

    def near(self, x: Integers, y: Integers, key: Integers | None = None) -> Near:
        """The pairs of people of one key at most the radius apart; without keys, of all."""
        count = len(x)
        if count < 2:
            none = np.empty(0, np.int64)
            return Near(count, np.arange(count), none, none)
        cell, order, table = self._sorted(x, y, key)
        halo = self._stride + _COLUMNS + 1
        start = np.empty(table + halo + 1, np.int64)
        start[0] = 0
        np.bincount(cell, minlength=table).cumsum(out=start[1 : table + 1])
        # The first cells once more behind the last ones: runs don't end at the table's.
        np.add(start[1 : halo + 1], count, out=start[table + 1 :])
        who = np.concatenate((order, order[: start[halo]]))
        numbers = self._count_to(count + 1)
        right = start[_COLUMNS + 1 :].take(cell) - numbers[1:]
        below = start[self._stride - _COLUMNS :].take(cell)
        width = start[self._stride + _COLUMNS + 1 :].take(cell) - below
        before, after = each_of(
            np.concatenate((numbers[:count], numbers[:count])),
            np.concatenate((numbers[1:], below)),
            np.concatenate((right, width)),
        )
        place = self._places(x, y, key).take(who)
        apart = place.take(after)
        apart -= place.take(before)
        squares = apart.view(np.float64)
        squares *= squares
        close = (squares[::2] + squares[1::2] <= self._limit).nonzero()[0]
        return Near(count, who, before.take(close), after.take(close))

    def _sorted(self, x: Integers, y: Integers, key: Integers | None) -> tuple[Ints, Ints, int]:
        """People's cells in order, the people in that order, and how many cells there are."""
        count = len(x)
        bits = count.bit_length()
        table = 4 << bits
        while table < 4 * self._stride:
            table *= 2
        cell = (y * self._rows).astype(np.int64)
        cell *= self._stride
        cell += (x * self._columns).astype(np.int64)
        # Without keys all rows but a few of the last are behind the first ones, which stay empty.
        cell += 2 * self._stride if key is None else key * np.int64(_SCATTER)
        cell &= table - 1
        # The person in the low bits of the cell: sorting is faster than finding an order.
        cell <<= bits
        cell |= self._count_to(count)
        cell.sort()
        order = cell & ((1 << bits) - 1)
        cell >>= bits
        return cell, order, table

    @staticmethod
    def _places(x: Integers, y: Integers, key: Integers | None) -> NDArray[np.complex128]:
        """Points as complex numbers, exact in whole px; those of other keys are far away."""
        places = np.empty(len(x), np.complex128)
        places.real = x if key is None else x + key * _APART
        places.imag = y
        return places

    def _count_to(self, count: int) -> Ints:
        """0, 1, 2 … `count` - 1; not to be written to."""
        if count > len(self._numbers):
            self._numbers = np.arange(2 * count)
        return self._numbers[:count]


def components(count: int, first: Ints, second: Ints) -> Ints:
    """For each of `count` nodes the lowest one that hangs together with it over the edges given."""
    return _hang_together(count, np.minimum(first, second), np.maximum(first, second))


def _hang_together(count: int, low: Ints, high: Ints) -> Ints:
    root = np.arange(count)
    root[high] = low
    sparse = count > _FEW and len(low) < _SPARSE * count
    while len(low):
        # A chain needn't be followed to its end each time: in a sparse graph most are short.
        root = _jump(root) if sparse else _settle(root)
        low, high = root.take(low), root.take(high)
        open_ = (low != high).nonzero()[0]
        low, high = low.take(open_), high.take(open_)
        low, high = np.minimum(low, high), np.maximum(low, high)
        # Only who has nothing above may be hung below another; the others' edges wait a round.
        free = (root.take(high) == high).nonzero()[0]
        root[high.take(free)] = low.take(free)
    return _settle(root)


def _jump(root: Ints) -> Ints:
    root = root.take(root)
    return root.take(root)


def _settle(root: Ints) -> Ints:
    while True:
        higher = root.take(root)
        if (higher == root).all():
            return root
        root = higher.take(higher)
