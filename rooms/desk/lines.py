"""Who waits for what, in order: one sorted list of places for each line (TICK-5)."""

from __future__ import annotations

from bisect import bisect_left, insort
from collections.abc import Callable, Iterator

from rooms.desk.model import Line, Place, TicketId


class Lines:
    """All lines with somebody in them."""

    def __init__(self) -> None:
        self._lines: dict[Line, list[Place]] = {}

    def __iter__(self) -> Iterator[Line]:
        return iter(self._lines)

    def places(self, line: Line) -> list[Place]:
        """Who waits in a line, the next one first."""
        return self._lines.get(line, [])

    def add(self, line: Line, place: Place) -> None:
        """Somebody stands in line."""
        insort(self._lines.setdefault(line, []), place)

    def remove(self, line: Line, place: Place) -> None:
        """Somebody stands there no more."""
        places = self._lines[line]
        del places[bisect_left(places, place)]
        if not places:
            del self._lines[line]

    def ahead(self, line: Line, place: Place) -> int:
        """How many in the line come before a place."""
        return bisect_left(self.places(line), place)

    def first(self, serves: Callable[[Line], bool]) -> TicketId | None:
        """Who comes first of all lines that somebody serves."""
        heads = [places[0] for line, places in self._lines.items() if serves(line)]
        return min(heads).ticket if heads else None
