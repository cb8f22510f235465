"""Which lines have a window, and what becomes of those that lose theirs (WIN-5, WIN-6, WIN-7)."""

from __future__ import annotations

from collections.abc import Callable

from rooms.desk.draft import Draft
from rooms.desk.model import IN_LINE, NO_WINDOW, Line, Ticket, WindowId
from rooms.desk.state import Desk, Window


def covers(window: Window, line: Line) -> bool:
    """Whether those who wait in a line may be served at a window, as far as its sign says."""
    is_there = window.turned != "closed" and not window.gone
    return is_there and line.window in (NO_WINDOW, window.id) and line.needs <= window.skills


def is_covered(desk: Desk, line: Line, without: WindowId = NO_WINDOW) -> bool:
    """Whether any window, but for one, covers a line."""
    return any(w.id != without and covers(w, line) for w in desk.windows.values())


def home(ticket: Ticket) -> Line:
    """The line that a ticket would wait in if it had not been sent to a window or a person."""
    return Line(ticket.needs, by_text=ticket.line.by_text)


def rehouse(draft: Draft, affected: Callable[[Line], bool], without: WindowId, why: str) -> None:
    """Finds a place for all who wait in lines that are affected and without a window now: back in
    the line of what they need if that has one, else on the list of those to be called back. Nobody
    is dropped."""
    desk = draft.desk
    for line in list(desk.lines):
        if not affected(line):
            continue
        for place in list(desk.lines.places(line)):
            settle(draft, desk.tickets[place.ticket], without, why)


def settle(draft: Draft, ticket: Ticket, without: WindowId, why: str) -> None:
    """The same for one ticket, which may have come into line just now, or been sent to another."""
    sent = draft.line(ticket)
    if draft.state(ticket) not in IN_LINE or is_covered(draft.desk, sent, without):
        return
    line = home(ticket)
    if line != sent and is_covered(draft.desk, line, without):
        draft.step(ticket, "redirect", line=line, why=why)
    else:
        draft.step(ticket, "defer", why=why)
