"""Names for the arrays that the hot path works on."""

from __future__ import annotations

from typing import NamedTuple

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
