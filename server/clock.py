"""The time of day, for what people read and for what is kept."""

from __future__ import annotations

import time


def wall_ms() -> int:
    """Milliseconds since 1970, UTC."""
    return time.time_ns() // 1_000_000
