"""Ids and values of the service windows. Moments are whole ms since 1970, because tickets outlive
the server's process; ordering goes by the number of the event and never by a clock (TICK-3)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, NamedTuple, NewType

from rooms.model import PersonId

Ms = NewType("Ms", int)
"""A moment, ms since 1970, or a span in ms."""

TicketId = NewType("TicketId", int)
"""One case, with or without a number; counted from 1, never reused. Also its case number."""

WindowId = NewType("WindowId", int)
"""One service window, counted from 1, never reused; 0 for none."""

VisitorId = NewType("VisitorId", int)
"""Who took a ticket: known by a code and a nickname, not of necessity by an account."""

Skill = NewType("Skill", str)
"""What a matter needs and a consultant can: 経理, 人事 …"""

Seq = NewType("Seq", int)
"""The number of an event; events are counted from 1 without gaps."""

State = Literal[
    "new",
    "waiting",
    "called",
    "serving",
    "joint",
    "parked",
    "transferred",
    "follow_up",
    "callback",
    "reserved",
    "no_show",
    "resolved",
    "cancelled",
    "expired",
]
Turned = Literal["open", "paused", "closed"]
"""How the sign at a window hangs."""

OVER: frozenset[State] = frozenset({"resolved", "cancelled", "expired"})
"""The states that a ticket stays in."""

IN_LINE: frozenset[State] = frozenset({"waiting", "transferred"})
HELD: frozenset[State] = frozenset({"called", "serving", "joint"})
"""The states in which a consultant has a ticket before them."""

NO_WINDOW = WindowId(0)
NOBODY = PersonId(0)
NO_TICKET = TicketId(0)


class By(NamedTuple):
    """Who did it: a visitor, one of the staff (`who` is a PersonId), or the office itself."""

    kind: Literal["visitor", "staff", "office"]
    who: int = 0


OFFICE = By("office")


class Line(NamedTuple):
    """What somebody waits for: a consultant with skills, at any window or at one, any or one."""

    needs: frozenset[Skill]
    window: WindowId = NO_WINDOW
    person: PersonId = NOBODY
    by_text: bool = False


class Place(NamedTuple):
    """The place in a line, smaller is sooner: returned first, then who reserved, then all others;
    among those the higher priority, then the older ticket (TICK-5)."""

    rank: int
    urgency: int
    ticket: TicketId


RETURNED, RESERVED, ORDINARY = 0, 1, 2


@dataclass(frozen=True, slots=True)
class Ticket:
    """One case. Moments in it are on the desk's steady clock (TICK-4).

    `window` is where it was taken and whose letter it has; `number` is 0 until it has one. `person`
    has it before them, `second` in a joint case too. `mark` is how many numbers of its window had
    been called when it was missed."""

    id: TicketId
    visitor: VisitorId
    window: WindowId
    line: Line
    needs: frozenset[Skill]
    state: State
    since: Ms
    day: int = 0
    number: int = 0
    rank: int = ORDINARY
    priority: int = 0
    remote: bool = False
    source: str = ""
    person: PersonId = NOBODY
    second: PersonId = NOBODY
    at: WindowId = NO_WINDOW
    attending: frozenset[PersonId] = frozenset()
    recalls: int = 0
    lost: Ms | None = None
    mark: int = 0
    until: Ms = Ms(0)
    rated: bool = False

    @property
    def place(self) -> Place:
        """Where it stands in its line."""
        return Place(self.rank, -self.priority, self.id)

    @property
    def holders(self) -> tuple[PersonId, ...]:
        """The consultants who have it before them."""
        if self.state not in HELD:
            return ()
        return (self.person, self.second) if self.second else (self.person,)


@dataclass(frozen=True, slots=True)
class Consultant:
    """One of the staff. `window` is where they sit, 0 off duty; `leads`: a supervisor."""

    person: PersonId
    skills: frozenset[Skill]
    texts: int = 1
    leads: bool = False
    window: WindowId = NO_WINDOW


@dataclass(frozen=True, slots=True)
class DeskRules:
    """The numbers of the windows that an operator may change."""

    grace_ms: int = 60_000
    recalls: int = 2
    return_within: int = 5
    no_show_ms: int = 7_200_000
    gone_ms: int = 180_000
    early_ms: int = 600_000
    late_ms: int = 900_000
    open_per_visitor: int = 3
    open_per_source: int = 50
    taken_per_source: int = 60
    taken_ms: int = 600_000
    keys: int = 10_000
    keep_ms: int = 7 * 86_400_000


def label(letter: str, number: int) -> str:
    """A number as it is printed: A-012."""
    return f"{letter}-{number:03d}"


def letters(index: int) -> str:
    """The letters of the window with an index from 0: A … Z, AA, AB …"""
    text = ""
    index += 1
    while index:
        index, rest = divmod(index - 1, 26)
        text = chr(ord("A") + rest) + text
    return text
