"""The facts of a decision while it is made: steps go by the table, numbers by window and day."""

from __future__ import annotations

from typing import Any

from rooms.desk.events import Fact, Stepped
from rooms.desk.hours import number_day
from rooms.desk.model import Line, Ms, State, Ticket, TicketId, WindowId
from rooms.desk.state import Desk, Window
from rooms.desk.table import ROWS, Verb, after

_DAY_MS = 86_400_000
_FIRST_DAY = 719_163
"""The 1st of January 1970, counted from the year 1, as hours count days."""


class Draft:
    """What will have happened, if nothing refuses it."""

    def __init__(self, desk: Desk, now: Ms) -> None:
        self.desk = desk
        self.now = now
        self.facts: list[Fact] = []
        self._states: dict[TicketId, State] = {}
        self._lines: dict[TicketId, Line] = {}
        self._last: dict[WindowId, tuple[int, int]] = {}

    def state(self, ticket: Ticket) -> State:
        """The state that a ticket is in after the steps so far."""
        return self._states.get(ticket.id, ticket.state)

    def line(self, ticket: Ticket) -> Line:
        """The line that a ticket is for after the steps so far."""
        return self._lines.get(ticket.id, ticket.line)

    def step(self, ticket: Ticket, verb: Verb, **more: Any) -> None:
        """Adds a step that the table allows."""
        row = ROWS[self.state(ticket), verb]
        to = after(row, self.state(ticket))
        self._states[ticket.id] = to
        if more.get("line") is not None:
            self._lines[ticket.id] = more["line"]
        self.facts.append(Stepped(row.kind, ticket.id, to, **more))

    def number(self, window: Window) -> dict[str, int]:
        """The next number of a window (TICK-6): one that it never gave on that day; where the clock
        went back to the day before, the later day goes on."""
        day, number = self._last.get(window.id, (window.day, window.number))
        today = max(day, self._day(window))
        self._last[window.id] = today, (number + 1 if today == day else 1)
        return {"day": today, "number": self._last[window.id][1]}

    def _day(self, window: Window) -> int:
        if window.hours is None:
            return _FIRST_DAY + self.now // _DAY_MS
        return number_day(window.hours, self.now)
