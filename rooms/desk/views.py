"""What is shown of the desk: the lobby's board, a consultant's lines, who is ahead."""

from __future__ import annotations

from typing import NamedTuple

from rooms.desk.model import IN_LINE, Place, Ticket, WindowId, label
from rooms.desk.powers import serves
from rooms.desk.state import Desk
from rooms.model import PersonId


class Called(NamedTuple):
    """A line of the public board: a number and a window, never a name (WIN-9)."""

    label: str
    window: WindowId


def printed(desk: Desk, ticket: Ticket) -> str:
    """The number on a ticket, "" without one."""
    letter = desk.windows[ticket.window].letter
    return label(letter, ticket.number) if ticket.number else ""


def board(desk: Desk) -> list[Called]:
    """Who is called to where, the latest first."""
    called = [t for t in desk.in_state("called") if t.number]
    return [Called(printed(desk, t), t.at) for t in reversed(called)]


def ahead(desk: Desk, ticket: Ticket) -> int:
    """How many of the same line come before a ticket; 0 if it waits in none."""
    return desk.lines.ahead(ticket.line, ticket.place) if ticket.state in IN_LINE else 0


def queue(desk: Desk, person: PersonId) -> list[Ticket]:
    """All who wait for a consultant, in the order in which "call next" takes them."""
    them = desk.staff[person]
    places: list[Place] = []
    for line in desk.lines:
        if serves(them, line):
            places += desk.lines.places(line)
    return [desk.tickets[place.ticket] for place in sorted(places)]
