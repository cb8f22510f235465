"""What the windows' last days were like, as far as an estimate needs it: a fold (EST-2).

Kept are the last durations, of each kind of matter: from the call until the consultant was free
again, whatever came of it. So missed calls and long ways to the window are in it by themselves.
Nothing is kept about a person, visitor or staff.
"""

from __future__ import annotations

from collections import deque
from typing import NamedTuple

import numpy as np

from rooms.desk.events import Began, ClockSet, Event, Stepped
from rooms.desk.forecast import Matter
from rooms.desk.model import HELD, Line, Skill, TicketId
from rooms.desk.staffing import Staffing

_KEPT = 300
_ENOUGH = 8
_GUESS_S = (60.0, 120.0, 180.0, 240.0, 300.0, 420.0, 600.0, 900.0)
"""How long matters take when nothing is known yet, in seconds."""
_PRIOR_WAIT_S = 14_400.0
"""As if four hours of waiting had been seen with one who gave up, so that none is no proof."""


class MatterKind(NamedTuple):
    """What is alike in how long it takes."""

    needs: frozenset[Skill]
    by_text: bool


def kind_of(needs: frozenset[Skill], line: Line) -> MatterKind:
    """The kind of a ticket's matter: of what it came for, wherever it was sent."""
    return MatterKind(needs, line.by_text)


class Past:
    """The last durations by kind, and how many of those who waited gave up."""

    def __init__(self) -> None:
        self.staffing = Staffing()
        self._took: dict[MatterKind, deque[float]] = {}
        self._all: deque[float] = deque(maxlen=_KEPT)
        self._kinds: dict[TicketId, MatterKind] = {}
        self._called: dict[TicketId, int] = {}
        self._waits: dict[TicketId, int] = {}
        self._waited_s = _PRIOR_WAIT_S
        self._gave_up = 1.0
        self._offset = 0
        self._matters: dict[MatterKind, Matter] = {}

    @property
    def leaving(self) -> float:
        """How many of those who wait give up in a second."""
        return self._gave_up / self._waited_s

    def matter(self, kind: MatterKind) -> Matter:
        """How long a kind takes; while little is known, mixed with what all others take."""
        known = self._matters.get(kind)
        if known is None:
            own = self._took.get(kind, ())
            mixed = [*own, *(self._all or _GUESS_S)] if len(own) < _ENOUGH else own
            known = self._matters[kind] = Matter(np.sort(np.array(mixed)), kind.by_text)
        return known

    def hear(self, event: Event) -> None:
        """One event more."""
        self.staffing.hear(event)
        if isinstance(event.fact, ClockSet):
            self._offset += event.fact.by_ms
        now = event.at - self._offset
        match event.fact:
            case Began() as fact:
                self._kinds[fact.ticket] = kind_of(fact.line.needs, fact.line)
                self._moved(fact.ticket, fact.to, now)
            case Stepped() as fact:
                self._stepped(fact, now)

    def _stepped(self, fact: Stepped, now: int) -> None:
        if fact.kind in ("called", "cancelled", "deferred") and fact.ticket in self._waits:
            self._waited_s += max(0, now - self._waits[fact.ticket]) / 1000
            self._gave_up += fact.kind == "cancelled"
        if fact.kind == "called":
            self._called[fact.ticket] = now
        elif fact.to not in HELD and fact.ticket in self._called:
            self._learn(self._kinds[fact.ticket], (now - self._called.pop(fact.ticket)) / 1000)
        self._moved(fact.ticket, fact.to, now)

    def _moved(self, ticket: TicketId, to: str, now: int) -> None:
        if to in ("waiting", "transferred"):
            self._waits.setdefault(ticket, now)
        else:
            self._waits.pop(ticket, None)
        if to in ("resolved", "cancelled", "expired"):
            self._kinds.pop(ticket, None)

    def _learn(self, kind: MatterKind, seconds: float) -> None:
        took = self._took.setdefault(kind, deque(maxlen=_KEPT))
        took.append(max(1.0, seconds))
        self._all.append(max(1.0, seconds))
        self._matters.clear()
