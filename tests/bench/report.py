"""What a benchmark says: named figures with their targets."""

from __future__ import annotations

from typing import NamedTuple


class Bar(NamedTuple):
    """A measured value, the target it is held to (0 for none), and whether it is met."""

    value: float
    target: float
    ok: bool
