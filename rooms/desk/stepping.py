"""What a step makes of a ticket: a value before and an event give the value after (TICK-1)."""

from __future__ import annotations

from dataclasses import replace

from rooms.desk.events import Began, Stepped
from rooms.desk.model import (
    NO_WINDOW,
    NOBODY,
    ORDINARY,
    RESERVED,
    RETURNED,
    By,
    Ms,
    Ticket,
)
from rooms.model import PersonId


def begun(fact: Began, now: Ms) -> Ticket:
    """A new ticket."""
    return Ticket(
        id=fact.ticket,
        visitor=fact.visitor,
        window=fact.window,
        line=fact.line,
        needs=fact.line.needs,
        state=fact.to,
        since=now,
        day=fact.day,
        number=fact.number,
        remote=fact.to == "callback",
        source=fact.source,
        person=fact.person,
        at=fact.at,
        until=fact.until,
    )


def stepped(ticket: Ticket, fact: Stepped, by: By, now: Ms, calls: int) -> Ticket:
    """The ticket after a step. `calls` are the numbers called so far of the window it is from."""
    moved = _moved(ticket, fact, by, calls)
    if fact.to != ticket.state or fact.kind == "recalled":
        moved = replace(moved, since=now)
    if fact.to not in ("serving", "joint"):
        moved = replace(moved, second=NOBODY, attending=frozenset())
    if fact.kind == "lost":
        return replace(moved, lost=now)
    moved_on = fact.to != ticket.state and fact.why != "vanished"
    return replace(moved, lost=None) if moved_on or fact.kind == "found" else moved


def _moved(ticket: Ticket, fact: Stepped, by: By, calls: int) -> Ticket:
    """The parts of a ticket that a kind of step changes by itself."""
    ticket = replace(ticket, state=fact.to)
    match fact.kind:
        case "checked_in":
            return replace(_numbered(ticket, fact), rank=RESERVED)
        case "brought_forward":
            return _numbered(ticket, fact)
        case "called":
            return replace(ticket, person=fact.person, at=fact.at, recalls=0)
        case "recalled":
            return replace(ticket, recalls=ticket.recalls + 1)
        case "resumed":
            return replace(ticket, person=fact.person, at=fact.at)
        case "missed":
            return replace(ticket, person=NOBODY, at=NO_WINDOW, mark=calls)
        case "came_back":
            return replace(ticket, rank=RETURNED)
        case "put_back":
            return replace(ticket, person=NOBODY, at=NO_WINDOW, rank=RETURNED)
        case "transferred" | "redirected":
            held = fact.kind == "redirected"
            free = ticket if held else replace(ticket, person=NOBODY, at=NO_WINDOW, rank=ORDINARY)
            return replace(free, line=fact.line or ticket.line)
        case "joined":
            return replace(ticket, second=fact.person)
        case "stepped_out":
            stays = ticket.second if fact.person == ticket.person else ticket.person
            return replace(ticket, person=stays, second=NOBODY)
        case "attended":
            return replace(ticket, attending=ticket.attending | {PersonId(by.who)})
        case "unattended":
            return replace(ticket, attending=ticket.attending - {fact.person})
        case "promised":
            return replace(ticket, until=fact.until)
        case "deferred":
            return replace(ticket, remote=True, rank=ORDINARY, until=Ms(0))
        case "rated":
            return replace(ticket, rated=True)
        case "prioritised":
            return replace(ticket, priority=fact.value)
        case _:
            return ticket


def _numbered(ticket: Ticket, fact: Stepped) -> Ticket:
    return replace(ticket, day=fact.day, number=fact.number) if fact.number else ticket
