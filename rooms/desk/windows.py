"""Windows and staff: made, changed, opened, paused, closed, taken away; sitting down (WIN)."""

from __future__ import annotations

from rooms.desk import commands
from rooms.desk.coverage import covers, home, is_covered, rehouse, settle
from rooms.desk.draft import Draft
from rooms.desk.events import (
    Fact,
    Refused,
    Sat,
    StaffRemoved,
    StaffSet,
    WindowRemoved,
    WindowSet,
    WindowTurned,
)
from rooms.desk.model import NO_WINDOW, By, Line, Ms, Ticket, WindowId
from rooms.desk.powers import leads
from rooms.desk.state import Desk, Window
from rooms.model import PersonId


def set_window(desk: Desk, command: commands.SetWindow, by: By, now: Ms) -> list[Fact] | Refused:
    """Makes a window, or changes what it is for and when it is open."""
    if not leads(desk, by):
        return Refused("not_allowed")
    if not command.skills:
        return Refused("bad_value")
    if not command.window:
        new = WindowId(desk.last_window + 1)
        return [WindowSet(new, command.skills, command.hours)]
    window = desk.windows.get(command.window)
    if window is None or window.gone:
        return Refused("unknown_window")
    draft = Draft(desk, now)
    draft.facts.append(WindowSet(window.id, command.skills, command.hours))

    def affected(line: Line) -> bool:
        return covers(window, line) and not line.needs <= command.skills

    rehouse(draft, affected, window.id, "window_changed")
    return draft.facts


def remove_window(
    desk: Desk, command: commands.RemoveWindow, by: By, now: Ms
) -> list[Fact] | Refused:
    """Takes a window away (WIN-6)."""
    window = desk.windows.get(command.window)
    if not leads(desk, by):
        return Refused("not_allowed")
    if window is None or window.gone:
        return Refused("unknown_window")
    if any(t.state != "called" for t in _held_at(desk, window.id)):
        return Refused("serving")
    draft = Draft(desk, now)
    close(draft, window, "window_removed")
    for ticket in desk.in_state("reserved"):
        if ticket.window == window.id:
            draft.step(ticket, "defer", why="window_removed")
    draft.facts += [Sat(them.person, NO_WINDOW) for them in desk.seated(window.id)]
    draft.facts.append(WindowRemoved(window.id))
    return draft.facts


def turn_window(desk: Desk, command: commands.TurnWindow, by: By, now: Ms) -> list[Fact] | Refused:
    """Opens, pauses or closes a window: who sits there, or a supervisor."""
    window = desk.windows.get(command.window)
    sits = by.kind == "staff" and any(t.person == by.who for t in desk.seated(command.window))
    if not sits and not leads(desk, by):
        return Refused("not_allowed")
    if window is None or window.gone:
        return Refused("unknown_window")
    if window.turned == command.turned:
        return []
    draft = Draft(desk, now)
    draft.facts.append(WindowTurned(window.id, command.turned))
    if command.turned == "closed":
        close(draft, window, "window_closed")
    elif window.turned == "closed":
        _bring_forward(draft, window)
    return draft.facts


def close(draft: Draft, window: Window, why: str) -> None:
    """What closing does to tickets: calls are taken back, the missed are over, and who waits for
    this window alone gets another place."""
    desk = draft.desk
    for ticket in _held_at(desk, window.id):
        if ticket.state == "called":
            draft.step(ticket, "put_back", why=why)
            settle(draft, ticket, window.id, why)
    for ticket in desk.in_state("no_show"):
        elsewhere = is_covered(desk, home(ticket), window.id)
        if ticket.window == window.id and draft.state(ticket) == "no_show" and not elsewhere:
            draft.step(ticket, "expire", why=why)
    rehouse(draft, lambda line: covers(window, line), window.id, why)


def _bring_forward(draft: Draft, window: Window) -> None:
    """Who is to be called back comes into line as soon as a window for it opens: as the older
    tickets, they are its first cases (WIN-8)."""
    for ticket in sorted(draft.desk.in_state("callback"), key=lambda ticket: ticket.id):
        if ticket.needs <= window.skills:
            own = draft.desk.windows[ticket.window]
            draft.step(ticket, "bring_forward", **draft.number(own))
            if ticket.line != home(ticket):
                draft.step(ticket, "redirect", line=home(ticket))


def set_staff(desk: Desk, command: commands.SetStaff, by: By, now: Ms) -> list[Fact] | Refused:
    """Who of the staff can what; a supervisor says so."""
    if not leads(desk, by):
        return Refused("not_allowed")
    if command.texts < 1:
        return Refused("bad_value")
    if command.skills or command.leads:
        return [StaffSet(command.person, command.skills, command.texts, command.leads)]
    if command.person not in desk.staff:
        return Refused("unknown_person")
    if any(ticket.state != "called" for ticket in desk.held_by(command.person)):
        return Refused("serving")
    draft = Draft(desk, now)
    _put_back_all(draft, command.person)
    for line in list(desk.lines):
        if line.person == command.person:
            _send_home(draft, line)
    draft.facts.append(StaffRemoved(command.person))
    return draft.facts


def _send_home(draft: Draft, line: Line) -> None:
    """Those who wait for somebody who will not come wait for anybody who can do it."""
    for place in list(draft.desk.lines.places(line)):
        ticket = draft.desk.tickets[place.ticket]
        draft.step(ticket, "redirect", line=home(ticket), why="staff_removed")
        if not is_covered(draft.desk, home(ticket)):
            draft.step(ticket, "defer", why="staff_removed")


def sit(desk: Desk, command: commands.Sit, by: By, now: Ms) -> list[Fact] | Refused:
    """A consultant sits down, moves, or stands up; nobody walks away from a visitor."""
    them = desk.staff.get(PersonId(by.who)) if by.kind == "staff" else None
    if them is None:
        return Refused("not_allowed")
    window = desk.windows.get(command.window)
    if command.window and (window is None or window.gone):
        return Refused("unknown_window")
    if them.window == command.window:
        return []
    if any(ticket.state != "called" for ticket in desk.held_by(them.person)):
        return Refused("serving")
    draft = Draft(desk, now)
    _put_back_all(draft, them.person)
    draft.facts.append(Sat(them.person, command.window))
    return draft.facts


def _put_back_all(draft: Draft, person: PersonId) -> None:
    for ticket in draft.desk.held_by(person):
        draft.step(ticket, "put_back", why="staff_left")
        settle(draft, ticket, NO_WINDOW, "staff_left")


def _held_at(desk: Desk, window: WindowId) -> list[Ticket]:
    return [
        ticket
        for them in desk.seated(window)
        for ticket in desk.held_by(them.person)
        if ticket.person == them.person
    ]
