"""The office's clock and the wall clock: which moment is what time."""

from __future__ import annotations

from collections.abc import Callable

from rooms.model import Seconds
from server import clock

_DRIFT_MS = 1000  # beyond this somebody has set the wall clock


class Times:
    """Turns moments on the office's clock into ms since 1970 and back, always the same way as long
    as nobody sets the wall clock."""

    def __init__(self, now: Callable[[], Seconds]) -> None:
        self._now = now
        self._offset = self._measure()

    def __call__(self, moment: Seconds | None) -> int:
        """A moment as ms since 1970; 0 for None."""
        if moment is None:
            return 0
        self._follow()
        return round(moment * 1000) + self._offset

    def moment(self, ms: int) -> Seconds:
        """The moment of a time by the wall clock."""
        self._follow()
        return Seconds((ms - self._offset) / 1000)

    def _follow(self) -> None:
        offset = self._measure()
        if abs(offset - self._offset) > _DRIFT_MS:
            self._offset = offset

    def _measure(self) -> int:
        return clock.wall_ms() - round(self._now() * 1000)
