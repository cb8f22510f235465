"""What became true at the service windows: numbered, with who, when and why, and never changed.

The desk is the fold over these (`rooms.desk.state`), and statistics are too. Only `why`, which is
one of few words, is decided upon; `note` is free text, which may be blanked (TICK-17).
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Literal

from rooms.desk.hours import Hours
from rooms.desk.model import (
    NO_WINDOW,
    NOBODY,
    By,
    Line,
    Ms,
    Seq,
    Skill,
    State,
    TicketId,
    Turned,
    VisitorId,
    WindowId,
)
from rooms.desk.table import Kind
from rooms.model import PersonId


@dataclass(frozen=True, slots=True)
class Began:
    """A case began: with a number, without one yet (`number` 0), or at once at the window."""

    kind: Kind
    ticket: TicketId
    visitor: VisitorId
    window: WindowId
    to: State
    line: Line
    day: int = 0
    number: int = 0
    source: str = ""
    person: PersonId = NOBODY
    at: WindowId = NO_WINDOW
    until: Ms = Ms(0)
    note: str = ""


@dataclass(frozen=True, slots=True)
class Stepped:
    """A ticket went one step by the table. What else is filled in depends on the kind: the
    consultant and window, a line, a number that it got, a moment, a rating."""

    kind: Kind
    ticket: TicketId
    to: State
    person: PersonId = NOBODY
    at: WindowId = NO_WINDOW
    line: Line | None = None
    day: int = 0
    number: int = 0
    until: Ms = Ms(0)
    value: int = 0
    why: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class WindowSet:
    """A window is there, or is another."""

    window: WindowId
    skills: frozenset[Skill]
    hours: Hours | None


@dataclass(frozen=True, slots=True)
class WindowRemoved:
    """A window is gone; its letter is never given again."""

    window: WindowId


@dataclass(frozen=True, slots=True)
class WindowTurned:
    """A window is open, paused or closed."""

    window: WindowId
    turned: Turned
    why: Literal["", "hours"] = ""


@dataclass(frozen=True, slots=True)
class StaffSet:
    """What one of the staff can."""

    person: PersonId
    skills: frozenset[Skill]
    texts: int
    leads: bool


@dataclass(frozen=True, slots=True)
class StaffRemoved:
    """Somebody is not of the staff any more."""

    person: PersonId


@dataclass(frozen=True, slots=True)
class Sat:
    """A consultant sits at a window, or (0) at none any more."""

    person: PersonId
    window: WindowId


@dataclass(frozen=True, slots=True)
class ClockSet:
    """The wall clock differs by so much from what it was."""

    by_ms: int


@dataclass(frozen=True, slots=True)
class Archived:
    """Tickets that were over long ago are not held any more."""

    tickets: tuple[TicketId, ...]


Fact = (
    Began
    | Stepped
    | WindowSet
    | WindowRemoved
    | WindowTurned
    | StaffSet
    | StaffRemoved
    | Sat
    | ClockSet
    | Archived
)


@dataclass(frozen=True, slots=True)
class Event:
    """One fact with its number, the wall clock's time, who did it, and the key of the command."""

    seq: Seq
    at: Ms
    by: By
    key: str
    fact: Fact


RefusalReason = Literal[
    "unknown_ticket",
    "unknown_window",
    "unknown_person",
    "unknown_skill",
    "not_allowed",
    "wrong_state",
    "taken",
    "closed",
    "unstaffed",
    "too_late",
    "too_early",
    "no_slot",
    "slot_full",
    "has_ticket",
    "too_many",
    "too_fast",
    "busy",
    "nobody_waiting",
    "not_on_duty",
    "not_open",
    "serving",
    "bad_value",
    "already",
]


@dataclass(frozen=True, slots=True)
class Refused:
    """The command was not done; nothing changed."""

    why: RefusalReason


@dataclass(frozen=True, slots=True)
class Again:
    """The command was done before, under the same key: its events have these numbers."""

    first: Seq
    last: Seq


Outcome = tuple[Event, ...] | Refused | Again


def without_person(event: Event, visitor: VisitorId) -> Event:
    """The event without a word about its visitor, for who wants to be forgotten. `visitor` is a
    fresh id that stands for nobody; the desk and the statistics stay as they are."""
    match event.fact:
        case Began():
            fact: Fact = replace(event.fact, visitor=visitor, source="", note="")
        case Stepped():
            fact = replace(event.fact, note="")
        case _:
            return event
    by = By("visitor", visitor) if event.by.kind == "visitor" else event.by
    return replace(event, by=by, fact=fact)
