"""What is done with one ticket: by the table, and by what each command needs besides (TICK-1)."""

from __future__ import annotations

from typing import Any

from rooms.desk.commands import Act
from rooms.desk.coverage import home, is_covered, settle
from rooms.desk.draft import Draft
from rooms.desk.events import Fact, RefusalReason, Refused
from rooms.desk.model import HELD, IN_LINE, NO_WINDOW, By, Line, Ms, Ticket
from rooms.desk.powers import has_room, on_duty, powers, serves
from rooms.desk.state import Desk
from rooms.desk.table import ROWS, Power
from rooms.model import PersonId

More = dict[str, Any]
"""What a step says besides its kind, ticket and state."""


def call_next(desk: Desk, by: By, now: Ms) -> list[Fact] | Refused:
    """The next of all lines that the consultant may serve (TICK-5)."""
    them = on_duty(desk, by)
    if them is None:
        return Refused("not_on_duty")
    if desk.windows[them.window].turned != "open":
        return Refused("not_open")
    text = has_room(desk, them, by_text=True)
    face = has_room(desk, them, by_text=False)
    if not text and not face:
        return Refused("busy")
    consultant = them

    def mine(line: Line) -> bool:
        return (text if line.by_text else face) and serves(consultant, line)

    first = desk.lines.first(mine)
    if first is None:
        return Refused("nobody_waiting")
    draft = Draft(desk, now)
    draft.step(desk.tickets[first], "call", person=them.person, at=them.window)
    return draft.facts


def act(desk: Desk, command: Act, by: By, now: Ms) -> list[Fact] | Refused:
    """One step of one ticket."""
    ticket = desk.tickets.get(command.ticket)
    if ticket is None:
        return Refused("unknown_ticket")
    power = powers(desk, by, ticket)
    if by.kind == "visitor" and not power:
        return Refused("unknown_ticket")  # nobody learns what others have
    row = ROWS.get((ticket.state, command.verb))
    if row is None:
        beaten = command.verb == "call" and ticket.state in HELD and Power.ABLE in power
        return Refused("taken" if beaten else "wrong_state")
    if not row.may & power:
        return Refused("not_allowed")
    more = _more(desk, ticket, command, by, now)
    if isinstance(more, str):
        return Refused(more)
    draft = Draft(desk, now)
    draft.step(ticket, command.verb, **{"why": command.why, "note": command.note, **more})
    if ticket.state not in IN_LINE:
        settle(draft, ticket, NO_WINDOW, "no_window")
    return draft.facts


def _more(desk: Desk, ticket: Ticket, command: Act, by: By, now: Ms) -> More | RefusalReason:
    """What a step says besides, or why it can't be."""
    match command.verb:
        case "call" | "resume":
            return _to_window(desk, ticket, command, by)
        case "recall":
            return {} if ticket.recalls < desk.rules.recalls else "too_many"
        case "come_back":
            gone_by = desk.windows[ticket.window].calls - ticket.mark
            return {} if gone_by <= desk.rules.return_within else "too_late"
        case "check_in":
            return _checked_in(desk, ticket, now)
        case "bring_forward":
            is_open = is_covered(desk, home(ticket))
            return Draft(desk, now).number(desk.windows[ticket.window]) if is_open else "not_open"
        case "transfer" | "redirect":
            return _target(desk, ticket, command.line)
        case "join":
            return _colleague(desk, ticket, command.person)
        case "attend" | "unattend" | "step_out":
            return _company(ticket, command, by)
        case "lose" | "find":
            wanted = ticket.lost is None if command.verb == "lose" else ticket.lost is not None
            return {} if wanted else "already"
        case "promise":
            return {"until": command.until} if command.until > now else "bad_value"
        case "rate":
            if ticket.rated:
                return "already"
            return {"value": command.value} if 1 <= command.value <= 5 else "bad_value"
        case "prioritise":
            return {"value": command.value} if 0 <= command.value <= 9 else "bad_value"
        case _:
            return {}


def _to_window(desk: Desk, ticket: Ticket, command: Act, by: By) -> More | RefusalReason:
    """The consultant who takes it, and where."""
    them = on_duty(desk, by)
    if them is None:
        return "not_on_duty"
    if command.verb == "call" and desk.windows[them.window].turned != "open":
        return "not_open"
    if not has_room(desk, them, by_text=ticket.line.by_text):
        return "busy"
    return {"person": them.person, "at": them.window}


def _checked_in(desk: Desk, ticket: Ticket, now: Ms) -> More | RefusalReason:
    """Who reserved is there: neither too early nor too late, and the window is open."""
    window = desk.windows[ticket.window]
    if now < ticket.until - desk.rules.early_ms:
        return "too_early"
    if now > ticket.until + desk.rules.late_ms:
        return "too_late"
    return "closed" if window.turned == "closed" else Draft(desk, now).number(window)


def _target(desk: Desk, ticket: Ticket, line: Line | None) -> More | RefusalReason:
    """Where a ticket is passed on to: a window, a skill or a person who can be reached now."""
    if line is None or not (line.needs or line.window or line.person):
        return "bad_value"
    if line.window:
        window = desk.windows.get(line.window)
        if window is None or window.gone:
            return "unknown_window"
    if line.person:
        them = desk.staff.get(line.person)
        if them is None:
            return "unknown_person"
        if not them.window or (line.window and line.window != them.window):
            return "not_on_duty"
        if not line.needs <= them.skills:
            return "unknown_skill"
    line = line._replace(by_text=ticket.line.by_text)
    return {"line": line} if is_covered(desk, line) else "not_open"


def _colleague(desk: Desk, ticket: Ticket, person: PersonId) -> More | RefusalReason:
    """The second consultant of a joint case."""
    them = desk.staff.get(person)
    if them is None:
        return "unknown_person"
    if person in ticket.holders:
        return "already"
    if not them.window:
        return "not_on_duty"
    free = has_room(desk, them, by_text=ticket.line.by_text)
    return {"person": person} if free else "busy"


def _company(ticket: Ticket, command: Act, by: By) -> More | RefusalReason:
    """Who comes to a case or goes: oneself, or whom the office names."""
    person = PersonId(by.who) if by.kind == "staff" else command.person
    match command.verb:
        case "attend":
            known = person in ticket.attending or person in ticket.holders
            return "already" if known else {"person": person}
        case "unattend":
            return {"person": person} if person in ticket.attending else "wrong_state"
        case _:
            return {"person": person} if person in ticket.holders else "wrong_state"
