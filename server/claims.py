"""What people claim, from one tick to the next: kept as it came, understood for all at once.

Each person who is connected has a *lane*, a small number that stays theirs for as long as their
rates do; arrays are by lane. To add a claim is two appends, because it happens ten times a second
for everybody who walks; unmasking, rates and "the last one counts" (MOVE-1) wait for the tick.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from rooms.arrays import Flags, Ints
from rooms.crowd import FACINGS
from server.wire.limits import LIMITS
from server.wire.move import BODY, FRAME, HEAD, MASK, RECORD

_MOVES = LIMITS["move"]
_FIRST_LANES = 64


class Taken(NamedTuple):
    """The claims of a tick, a row each: whose, and what. `facing` is an index in `FACINGS`;
    `epoch` the low 16 bits of one."""

    lanes: Ints
    x: NDArray[np.int32]
    y: NDArray[np.int32]
    facing: NDArray[np.uint8]
    epoch: NDArray[np.uint16]
    flooding: list[int]  # lanes that are far beyond the rate
    unreadable: list[int]  # lanes whose claim is none


class Claims:
    """The claims that wait for the tick, and how many each person may make."""

    def __init__(self) -> None:
        self._lanes: list[int] = []
        self._frames: list[bytes] = []
        self._free = list(range(_FIRST_LANES - 1, -1, -1))
        self._returned: list[int] = []
        self._tokens = np.full(_FIRST_LANES, float(_MOVES.burst))
        self._overdrawn = np.zeros(_FIRST_LANES)
        self._filled_at = np.zeros(_FIRST_LANES)
        self._newest = np.zeros(_FIRST_LANES, np.int64)

    # --- lanes --------------------------------------------------------------------------------

    def take_lane(self) -> int:
        """A lane of one's own, with all that the rate allows."""
        if not self._free:
            self._grow()
        lane = self._free.pop()
        self._tokens[lane], self._overdrawn[lane], self._filled_at[lane] = _MOVES.burst, 0, 0
        return lane

    def return_lane(self, lane: int) -> None:
        """Nobody's any more. It is given out again after the next tick only: a claim that still
        waits in it is not the next one's."""
        self._returned.append(lane)

    def rested(self, lane: int, now: float) -> bool:
        """Whether a new lane would allow no more than this one."""
        gained = (now - self._filled_at[lane]) * _MOVES.rate
        return bool(self._tokens[lane] + gained >= _MOVES.burst)

    def _grow(self) -> None:
        held = len(self._newest)
        self._free = list(range(2 * held - 1, held - 1, -1))
        self._tokens = np.concatenate([self._tokens, np.full(held, float(_MOVES.burst))])
        self._overdrawn = np.concatenate([self._overdrawn, np.zeros(held)])
        self._filled_at = np.concatenate([self._filled_at, np.zeros(held)])
        self._newest = np.zeros(2 * held, np.int64)

    # --- in -----------------------------------------------------------------------------------

    def add(self, lane: int, frame: bytes) -> None:
        """Keeps a whole masked frame of a `move`, as it came."""
        self._lanes.append(lane)
        self._frames.append(frame)

    def __bool__(self) -> bool:
        """Whether any claim waits."""
        return bool(self._lanes)

    # --- the tick -----------------------------------------------------------------------------

    def take(self, now: float) -> Taken:
        """The last claim of each lane that is within its rate; nothing waits any more."""
        frames = np.frombuffer(b"".join(self._frames), np.uint8).reshape(-1, FRAME)
        came = np.array(self._lanes, np.int64)
        self._lanes.clear()
        self._frames.clear()
        self._newest[came] = np.arange(len(came))  # of equal lanes the last one stays
        counts = np.bincount(came, minlength=len(self._newest))
        lanes = np.flatnonzero(counts)
        allowed, flooding = self._within_rate(lanes, counts[lanes], now)
        self._free += self._returned
        self._returned.clear()
        lanes = lanes[allowed]
        claims = _unmasked(frames[self._newest[lanes]])
        readable = claims["facing"] < len(FACINGS)
        unreadable = lanes[~readable].tolist()
        lanes, claims = lanes[readable], claims[readable]
        return Taken(
            lanes,
            claims["x"],
            claims["y"],
            claims["facing"],
            claims["epoch"],
            flooding,
            unreadable,
        )

    def _within_rate(self, lanes: Ints, counts: Ints, now: float) -> tuple[Flags, list[int]]:
        """Who had a claim left, and who floods: `limits.Bucket` for all at once."""
        gained = np.minimum((now - self._filled_at[lanes]) * _MOVES.rate, _MOVES.burst)
        tokens = np.minimum(self._tokens[lanes] + gained, _MOVES.burst)
        granted = np.minimum(counts, tokens.astype(np.int64))
        overdrawn = np.maximum(self._overdrawn[lanes] - gained, 0) + (counts - granted)
        self._tokens[lanes] = tokens - granted
        self._overdrawn[lanes] = overdrawn
        self._filled_at[lanes] = now
        return granted > 0, lanes[overdrawn > 2 * _MOVES.burst].tolist()


def _unmasked(frames: NDArray[np.uint8]) -> NDArray[np.void]:
    """Frames, a row each, as the records that they carry."""
    masks = frames[:, HEAD : HEAD + MASK]
    bodies = frames[:, HEAD + MASK :] ^ np.tile(masks, BODY // MASK)
    return bodies.view(RECORD).reshape(-1)
