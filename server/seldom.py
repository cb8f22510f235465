"""What is told whole each time that it changes, and may be large: not so often as to fill lines."""

from __future__ import annotations

import asyncio
from collections.abc import Callable

_RATE = 32 * 1024  # bytes a second for each who is told


class Seldom:
    """Tells something at once, and then not again until its size has had its time. What changes
    meanwhile is told afterwards, together. `tell` returns how large it was, in bytes."""

    def __init__(self, tell: Callable[[], int]) -> None:
        self._tell = tell
        self._resting: asyncio.TimerHandle | None = None
        self._changed = False

    def changed(self) -> None:
        """It is to be told."""
        self._changed = True
        if self._resting is None:
            self._say()

    def _say(self) -> None:
        self._resting = None
        if self._changed:
            self._changed = False
            loop = asyncio.get_running_loop()
            self._resting = loop.call_later(self._tell() / _RATE, self._say)
