"""How a case begins: a number, a walk-in, a callback, a reservation; and the floods (TICK-14)."""

from __future__ import annotations

from rooms.desk.commands import Take
from rooms.desk.draft import Draft
from rooms.desk.events import Began, Fact, RefusalReason, Refused
from rooms.desk.hours import gives_numbers, is_slot, opening_at
from rooms.desk.model import NO_WINDOW, NOBODY, By, Line, Ms, TicketId
from rooms.desk.powers import has_room, on_duty, serves
from rooms.desk.state import Desk, Window
from rooms.desk.table import ROWS, Power, after
from rooms.model import PersonId


def take(desk: Desk, command: Take, by: By, now: Ms) -> list[Fact] | Refused:
    """Begins a case, or says why not."""
    window = desk.windows.get(command.window)
    if window is None or window.gone:
        return Refused("unknown_window")
    line = Line(command.needs or window.skills, by_text=command.by_text)
    why = _why_not(desk, command, window, line, by, now)
    if why is not None:
        return Refused(why)
    draft = Draft(desk, now)
    row = ROWS["new", command.verb]
    numbered = draft.number(window) if command.verb == "take" else {}
    them = on_duty(desk, by) if command.verb == "walk_in" else None
    fact = Began(
        kind=row.kind,
        ticket=TicketId(desk.last_ticket + 1),
        visitor=command.visitor,
        window=window.id,
        to=after(row, "new"),
        line=line,
        source=command.source,
        person=them.person if them is not None else NOBODY,
        at=them.window if them is not None else NO_WINDOW,
        until=command.slot if command.verb == "reserve" else Ms(0),
        note=command.note,
        **numbered,
    )
    return [fact]


def _why_not(
    desk: Desk, command: Take, window: Window, line: Line, by: By, now: Ms
) -> RefusalReason | None:
    if not line.needs <= window.skills:
        return "unknown_skill"
    if not _power(desk, command, by) & ROWS["new", command.verb].may:
        return "not_allowed"
    flood = _flood(desk, command, now) if by.kind == "visitor" else None
    if flood is not None:
        return flood
    match command.verb:
        case "take":
            return _no_numbers(window, now)
        case "walk_in":
            return _no_walk_in(desk, line, by)
        case "reserve":
            return _no_seat(desk, window, command.slot, now)
        case "ask_callback":
            return None


def _power(desk: Desk, command: Take, by: By) -> Power:
    """What somebody is to a ticket that is not there yet."""
    if by.kind == "visitor":
        return Power.OWNER if by.who == command.visitor else Power.NONE
    is_staff = by.kind == "staff" and PersonId(by.who) in desk.staff
    return Power.STAFF if is_staff else Power.NONE


def _flood(desk: Desk, command: Take, now: Ms) -> RefusalReason | None:
    """One ticket a visitor and window, few a visitor, not too many or too fast from one place."""
    rules = desk.rules
    mine = [t for t in desk.open_of(command.visitor) if t.state != "follow_up"]
    if any(ticket.window == command.window for ticket in mine):
        return "has_ticket"
    if len(mine) >= rules.open_per_visitor:
        return "too_many"
    if command.source:
        if desk.open_from(command.source) >= rules.open_per_source:
            return "too_many"
        since = Ms(desk.steady(now) - rules.taken_ms)
        if desk.taken_from(command.source, since) >= rules.taken_per_source:
            return "too_fast"
    return None


def _no_numbers(window: Window, now: Ms) -> RefusalReason | None:
    """Why a window gives no numbers now (WIN-4, HOUR-3)."""
    in_time = window.hours is None or gives_numbers(window.hours, now)
    if in_time:
        return None if window.turned != "closed" else "unstaffed"
    is_open = window.hours is not None and opening_at(window.hours, now) is not None
    return "too_late" if is_open else "closed"


def _no_walk_in(desk: Desk, line: Line, by: By) -> RefusalReason | None:
    them = on_duty(desk, by)
    if them is None:
        return "not_on_duty"
    if not serves(them, line):
        return "not_allowed"
    return None if has_room(desk, them, by_text=line.by_text) else "busy"


def _no_seat(desk: Desk, window: Window, slot: Ms, now: Ms) -> RefusalReason | None:
    """Why a slot can't be reserved (HOUR-6)."""
    if window.hours is None or slot <= now or not is_slot(window.hours, slot):
        return "no_slot"
    taken = sum(
        ticket.window == window.id and ticket.until == slot for ticket in desk.in_state("reserved")
    )
    return None if taken < window.hours.seats else "slot_full"
