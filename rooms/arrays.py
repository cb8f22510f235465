"""Names for the arrays that the hot path works on."""

from __future__ import annotations

from typing import NamedTuple, TypeVar

import numpy as np
from numpy.typing import NDArray

Ints = NDArray[np.int64]
Floats = NDArray[np.float64]
Flags = NDArray[np.bool_]

Slots = NDArray[np.int64]
"""Places in the arrays of the crowd."""


class Spots(NamedTuple):
    """Points on a floor, pixels."""

    x: Ints
    y: Ints


NO_SLOTS: Slots = np.empty(0, np.int64)

Kind = TypeVar("Kind", bound=np.generic)


def grown(column: NDArray[Kind], size: int) -> NDArray[Kind]:
    """The column with zeros behind it, as long as that at least; itself if it is."""
    more = size - len(column)
    return column if more <= 0 else np.concatenate((column, np.zeros(more, column.dtype)))
