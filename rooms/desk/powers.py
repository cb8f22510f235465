"""Who is what to a ticket, and who has room for one more (TICK-2, WIN-3)."""

from __future__ import annotations

from rooms.desk.model import By, Consultant, Line, Ticket
from rooms.desk.state import Desk
from rooms.desk.table import Power
from rooms.model import PersonId


def serves(consultant: Consultant, line: Line) -> bool:
    """Whether somebody, from where they sit, may serve a line."""
    return (
        consultant.window != 0
        and line.person in (0, consultant.person)
        and line.window in (0, consultant.window)
        and line.needs <= consultant.skills
    )


def powers(desk: Desk, by: By, ticket: Ticket) -> Power:
    """All that somebody is to a ticket."""
    if by.kind == "office":
        return Power.OFFICE
    if by.kind == "visitor":
        return Power.OWNER if ticket.visitor == by.who else Power.NONE
    them = desk.staff.get(PersonId(by.who))
    if them is None:
        return Power.NONE
    found = Power.STAFF
    if them.person in (ticket.person, ticket.second):
        found |= Power.HOLDER
    if serves(them, ticket.line):
        found |= Power.ABLE
    return found | Power.LEAD if them.leads else found


def leads(desk: Desk, by: By) -> bool:
    """Whether somebody may change windows and staff: a supervisor, or the office itself."""
    them = desk.staff.get(PersonId(by.who))
    return by.kind == "office" or (by.kind == "staff" and them is not None and them.leads)


def on_duty(desk: Desk, by: By) -> Consultant | None:
    """The consultant who asks, if they sit at a window."""
    them = desk.staff.get(PersonId(by.who)) if by.kind == "staff" else None
    return them if them is not None and them.window else None


def has_room(desk: Desk, consultant: Consultant, *, by_text: bool) -> bool:
    """Whether a consultant may have one more ticket before them: one, or several by text."""
    held = desk.held_by(consultant.person)
    if not held:
        return True
    return by_text and len(held) < consultant.texts and all(t.line.by_text for t in held)
