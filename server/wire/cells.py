"""Where people are, packed by cell: what `moved` carries. The layout is in `events.Moved`."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from rooms.arrays import Ints
from rooms.crowd import CELL, FACINGS, SEATS
from server.wire.types import Facing

WORD = 4  # bytes
MOST_CELLS = 1 << 16
"""So many cells a floor may have: a cell's number is told in 16 bits."""

Words = NDArray[np.uint32]


class Standing(NamedTuple):
    """One person of a `moved`."""

    seat: int
    x: int
    y: int
    facing: Facing


def head(cell: Ints, count: Ints) -> Ints:
    """The words with which cells begin."""
    return cell | count << 16


def record(seat: Ints, facing: Ints, x: Ints, y: Ints) -> Ints:
    """The words of people, from where they are on the floor."""
    return seat | facing << 14 | x % CELL << 16 | y % CELL << 24


def unpack(cells: bytes, columns: int) -> list[Standing]:
    """The people of a `moved` on a floor with so many cells in a row."""
    words = np.frombuffer(cells, "<u4").tolist()
    found, at = list[Standing](), 0
    while at < len(words):
        row, column = divmod(words[at] % MOST_CELLS, columns)
        count = words[at] >> 16
        for word in words[at + 1 : at + 1 + count]:
            x, y = column * CELL + (word >> 16) % CELL, row * CELL + (word >> 24)
            found.append(Standing(word % SEATS, x, y, FACINGS[word >> 14 & 3]))
        at += 1 + count
    return found
