"""What time does: calls run out, vanished visitors are parked, late ones expire, windows close."""

from __future__ import annotations

from rooms.desk.draft import Draft
from rooms.desk.events import Archived, Fact, WindowTurned
from rooms.desk.hours import opening_at
from rooms.desk.model import OVER, Ms
from rooms.desk.state import Desk
from rooms.desk.windows import close


def passed(desk: Desk, now: Ms) -> list[Fact]:
    """All that runs out by now."""
    draft = Draft(desk, now)
    steady = desk.steady(now)
    _calls(draft, steady)
    _vanished(draft, steady)
    _too_late(draft, steady, now)
    _closings(draft, now)
    _archive(draft, steady)
    return draft.facts


def _calls(draft: Draft, steady: Ms) -> None:
    """A call that nobody came to is repeated, then missed (TICK-8). Who is to be called back is
    not expected to come."""
    rules = draft.desk.rules
    for ticket in draft.desk.in_state("called"):
        if not ticket.remote and steady - ticket.since >= rules.grace_ms:
            draft.step(ticket, "recall" if ticket.recalls < rules.recalls else "miss", why="time")


def _vanished(draft: Draft, steady: Ms) -> None:
    """The case of a visitor who vanished at the window is parked (TICK-12)."""
    for state in ("serving", "joint"):
        for ticket in draft.desk.in_state(state):
            if ticket.lost is not None and steady - ticket.lost >= draft.desk.rules.gone_ms:
                draft.step(ticket, "park", why="vanished")


def _too_late(draft: Draft, steady: Ms, now: Ms) -> None:
    """A missed number that too many others went by, and a slot that nobody came to."""
    desk, rules = draft.desk, draft.desk.rules
    for ticket in desk.in_state("no_show"):
        gone_by = desk.windows[ticket.window].calls - ticket.mark
        if gone_by > rules.return_within or steady - ticket.since >= rules.no_show_ms:
            draft.step(ticket, "expire", why="no_show")
    for ticket in desk.in_state("reserved"):
        if now > ticket.until + rules.late_ms:
            draft.step(ticket, "expire", why="late")


def _closings(draft: Draft, now: Ms) -> None:
    """A window that everybody left after its hours is closed (HOUR-5)."""
    desk = draft.desk
    for window in desk.windows.values():
        if window.turned == "closed" or window.hours is None or desk.seated(window.id):
            continue
        if opening_at(window.hours, now) is None:
            draft.facts.append(WindowTurned(window.id, "closed", "hours"))
            close(draft, window, "window_closed")


def _archive(draft: Draft, steady: Ms) -> None:
    """Tickets that were over long ago are not held any more; what happened is in the events."""
    old = []
    for state in sorted(OVER):
        for ticket in draft.desk.in_state(state):
            if steady - ticket.since < draft.desk.rules.keep_ms:
                break
            old.append(ticket.id)
    if old:
        draft.facts.append(Archived(tuple(old)))
