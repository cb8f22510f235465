"""When the next thing about anybody runs out, without looking at everybody."""

from __future__ import annotations

from heapq import heappop, heappush

from rooms.model import Seconds


class Deadlines:
    """One deadline a slot at most."""

    def __init__(self) -> None:
        self._of: dict[int, Seconds] = {}
        self._heap: list[tuple[Seconds, int]] = []  # with entries that do not hold any more

    def set(self, slot: int, deadline: Seconds | None) -> None:
        """When the next thing about a slot's person runs out, None for never."""
        if deadline is None:
            self._of.pop(slot, None)
        elif self._of.get(slot) != deadline:
            self._of[slot] = deadline
            heappush(self._heap, (deadline, slot))

    @property
    def next(self) -> Seconds | None:
        """The first of all."""
        while self._heap and not self._holds(*self._heap[0]):
            heappop(self._heap)
        return self._heap[0][0] if self._heap else None

    def _holds(self, deadline: Seconds, slot: int) -> bool:
        return self._of.get(slot) == deadline

    def due(self, now: Seconds) -> list[int]:
        """The slots whose deadline has come; they have none until one is set again."""
        slots = []
        while (first := self.next) is not None and first <= now:
            slot = heappop(self._heap)[1]
            del self._of[slot]
            slots.append(slot)
        return slots
