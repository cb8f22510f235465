"""The time of day, for what people read and for what is kept: the one place that asks for it."""

from __future__ import annotations

import time

source = time.time_ns
"""Where the time comes from; tests move it."""


def wall_ms() -> int:
    """Milliseconds since 1970, UTC."""
    return source() // 1_000_000
