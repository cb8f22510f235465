"""How large and how frequent each command may be, in one table.

A command beyond its rate is dropped and answered with `refused` (`move` silently: the next one
replaces it anyway); a client that goes on for twice the burst is closed with TOO_FAST. A frame
larger than its kind's limit is closed with TOO_LARGE. The rates are a person's, not a
connection's: to connect again does not renew them.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import NamedTuple


class Limit(NamedTuple):
    """size in bytes of the frame; rate in commands a second; burst in commands."""

    size: int
    rate: float
    burst: float


LIMITS: dict[str, Limit] = {
    "hello": Limit(400, 1, 2),
    "move": Limit(12, 60, 120),
    "say": Limit(8400, 5, 20),
    "edit": Limit(8200, 2, 10),
    "delete": Limit(60, 5, 20),
    "typing": Limit(80, 1, 5),
    "history": Limit(100, 3, 15),
    "search": Limit(600, 1, 5),
    "status": Limit(80, 2, 10),
    "idle": Limit(40, 1, 5),
    "profile": Limit(1400, 0.5, 5),
    "hand": Limit(40, 2, 10),
    "react": Limit(80, 3, 10),
    "lock": Limit(60, 2, 10),
    "room": Limit(800, 1, 5),
    "ask": Limit(1200, 0.5, 10),
    "answer": Limit(100, 5, 20),
    "cancel": Limit(40, 5, 20),
    "pin": Limit(2200, 0.2, 5),
    "unpin": Limit(40, 1, 10),
    "go_floor": Limit(120, 1, 5),
    "leave": Limit(40, 1, 2),
}

FRAMES = Limit(0, 300, 1000)
"""All frames of a connection together, control frames and fragments too."""

LARGEST = max(limit.size for limit in LIMITS.values())
"""No frame may be larger, whatever it claims to be."""


def new_buckets() -> dict[str, Bucket]:
    """Full buckets for every kind of command."""
    return {kind: Bucket(limit) for kind, limit in LIMITS.items()}


@dataclass(slots=True)
class Bucket:
    """A token bucket for one kind of command on one connection."""

    limit: Limit
    tokens: float = field(init=False)
    overdrawn: float = field(init=False, default=0.0)
    filled_at: float = field(init=False, default=float("-inf"))

    def __post_init__(self) -> None:
        self.tokens = self.limit.burst

    def take(self, now: float) -> bool:
        """Whether one more command is within the rate at `now` (seconds)."""
        gained = min((now - self.filled_at) * self.limit.rate, self.limit.burst)
        self.tokens = min(self.limit.burst, self.tokens + gained)
        self.overdrawn = max(0.0, self.overdrawn - gained)
        self.filled_at = now
        if self.tokens < 1:
            self.overdrawn += 1
            return False
        self.tokens -= 1
        return True

    def rested(self, now: float) -> bool:
        """Whether at `now` (seconds) the bucket is as good as new."""
        return self.tokens + (now - self.filled_at) * self.limit.rate >= self.limit.burst

    @property
    def flooded(self) -> bool:
        """Whether so many were refused that the connection should end."""
        return self.overdrawn > 2 * self.limit.burst
