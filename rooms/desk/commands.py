"""What is asked of the service windows. Imperative and frozen; `rooms.desk.decide` answers."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

from rooms.desk.hours import Hours
from rooms.desk.model import (
    NO_WINDOW,
    NOBODY,
    Line,
    Ms,
    Skill,
    TicketId,
    Turned,
    VisitorId,
    WindowId,
)
from rooms.desk.table import Verb
from rooms.model import PersonId


@dataclass(frozen=True, slots=True)
class Take:
    """Begins a case at a window. `needs` are some of the window's skills, or none for all that it
    asks for; `slot` is for `reserve`; `source` says where from, for the floods (TICK-14)."""

    visitor: VisitorId
    window: WindowId
    verb: Literal["take", "walk_in", "ask_callback", "reserve"] = "take"
    needs: frozenset[Skill] = frozenset()
    by_text: bool = False
    slot: Ms = Ms(0)
    source: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class CallNext:
    """The consultant takes the next of all lines that they may serve."""


@dataclass(frozen=True, slots=True)
class Act:
    """Does something with a ticket, by the table. `line` is for `transfer`; `person` the colleague
    for `join`, or whose `step_out` or `unattend` it is; `until` the day of a promise; `value` a
    rating (1 to 5) or a priority (0 to 9)."""

    verb: Verb
    ticket: TicketId
    line: Line | None = None
    person: PersonId = NOBODY
    until: Ms = Ms(0)
    value: int = 0
    why: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class SetWindow:
    """Makes a window (0 for a new one), or changes one."""

    window: WindowId
    skills: frozenset[Skill]
    hours: Hours | None = None


@dataclass(frozen=True, slots=True)
class RemoveWindow:
    """Takes a window away, with a place for everybody who waits there (WIN-6)."""

    window: WindowId


@dataclass(frozen=True, slots=True)
class TurnWindow:
    """Opens, pauses or closes a window."""

    window: WindowId
    turned: Turned


@dataclass(frozen=True, slots=True)
class SetStaff:
    """Makes somebody one of the staff, or changes what they can; without skills and lead they are
    not of the staff any more."""

    person: PersonId
    skills: frozenset[Skill] = field(default=frozenset())
    texts: int = 1
    leads: bool = False


@dataclass(frozen=True, slots=True)
class Sit:
    """Begins to serve at a window; 0 to stand up."""

    window: WindowId = NO_WINDOW


@dataclass(frozen=True, slots=True)
class SetClock:
    """The wall clock was set by so many ms, or the office was down (0): open calls begin anew."""

    by_ms: int


@dataclass(frozen=True, slots=True)
class Pass:
    """Time has passed: what runs out, does."""


Command = (
    Take | CallNext | Act | SetWindow | RemoveWindow | TurnWindow | SetStaff | Sit | SetClock | Pass
)
