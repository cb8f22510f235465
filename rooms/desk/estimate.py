"""How long those who wait will wait: a range for each, honest because it is corrected by how far
the last ones were off (EST-3). docs/estimates.md says how it is made and how good it was."""

from __future__ import annotations

import math
from collections import deque
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple

import numpy as np

from rooms.desk.forecast import Free, begins
from rooms.desk.model import Consultant, Line, Ms, Ticket, TicketId, WindowId
from rooms.desk.past import Past, kind_of
from rooms.desk.powers import serves
from rooms.desk.state import Desk
from rooms.model import PersonId

_LOW, _HIGH, _WANTED = 0.08, 0.92, 0.86
_REMEMBERED, _ENOUGH = 300, 20
_MINUTE_S = 60.0
_ANY_WINDOW = WindowId(-1)


class Range(NamedTuple):
    """Seconds from now until the call: it lies between `low` and `high` four times in five, and is
    as often sooner as later than `middle`."""

    low: float
    middle: float
    high: float


class Shift(NamedTuple):
    """What a consultant plans: when they come, go, and are away in between. All may be left out."""

    comes: Ms | None = None
    goes: Ms | None = None
    breaks: tuple[tuple[Ms, Ms], ...] = ()


@dataclass(frozen=True, slots=True)
class Correction:
    """How estimates are to be changed, as a factor and a width in parts of the estimate."""

    factor: float = 1.0
    width: float = 0.1

    def of(self, rough: Range) -> Range:
        """The estimate as it is told."""
        low, middle, high = (self.factor * value for value in rough)
        more = self.width * (middle + _MINUTE_S)
        return Range(max(0.0, min(low - more, middle)), middle, max(high + more, middle))


class Track:
    """How far the last estimates were off: for each a rough one and what came true."""

    def __init__(self) -> None:
        self._seen: deque[tuple[Range, float]] = deque(maxlen=_REMEMBERED)

    def learn(self, rough: Range, true_s: float) -> None:
        """One who was told a range has been called."""
        self._seen.append((rough, true_s))

    def correction(self) -> Correction:
        """What makes the last ones right: a factor for the middle, and as much width as it takes
        that six in seven of them would have been inside (conformal calibration)."""
        if len(self._seen) < _ENOUGH:
            return Correction()
        # A wait is off by a share of itself, so the factor is of logarithms; a minute keeps
        # those of nearly nothing from counting most.
        logs = [math.log((y + _MINUTE_S) / (r.middle + _MINUTE_S)) for r, y in self._seen]
        factor = min(1.6, max(0.6, math.exp(float(np.median(logs)))))
        rough = [(Range(*(factor * value for value in r)), y) for r, y in self._seen]
        misses = [max(r.low - y, y - r.high) / (r.middle + _MINUTE_S) for r, y in rough]
        width = float(np.quantile(misses, _WANTED))
        return Correction(factor, min(2.0, max(-0.3, width)))


def estimates(
    desk: Desk, past: Past, now: Ms, ticket: Ticket, plans: Mapping[PersonId, Shift] | None = None
) -> dict[TicketId, Range | None]:
    """A rough range for each who waits with a ticket or before it, in all lines that share
    consultants; None where nobody who could serve them is there or to come."""
    lines, staff = _neighbourhood(desk, ticket.line, plans or {})
    places = sorted(place for line in lines for place in desk.lines.places(line))
    places = [place for place in places if place <= ticket.place]
    waiting = [desk.tickets[place.ticket] for place in places]
    matters = [past.matter(kind_of(t.needs, t.line)) for t in waiting]
    free = [_free(desk, past, them, waiting, now, (plans or {}).get(them.person)) for them in staff]
    futures = begins(matters, free, past.leaving)
    if not plans:
        futures = past.staffing.elapsed(ticket.needs, now, futures)
    return {t.id: _range(futures[:, n]) for n, t in enumerate(waiting)}


def _neighbourhood(
    desk: Desk, line: Line, plans: Mapping[PersonId, Shift]
) -> tuple[list[Line], list[Consultant]]:
    """The lines that a line shares consultants with, by any number of steps, and who serves them:
    those who sit at open windows, and those who have said when they come."""
    there = [found for them in desk.staff.values() if (found := _there(desk, them, plans))]
    lines, staff = {line}, list[Consultant]()
    while True:
        more = [t for t in there if t not in staff and any(serves(t, known) for known in lines)]
        if not more:
            return list(lines), staff
        staff += more
        lines |= {known for known in desk.lines if any(serves(them, known) for them in more)}


def _there(desk: Desk, them: Consultant, plans: Mapping[PersonId, Shift]) -> Consultant | None:
    """Somebody who calls now, or who will by what they plan; those sit at no window yet."""
    if them.window and desk.windows[them.window].turned == "open":
        return them
    return replace(them, window=_ANY_WINDOW) if them.person in plans else None


def _free(
    desk: Desk,
    past: Past,
    them: Consultant,
    waiting: Sequence[Ticket],
    now: Ms,
    plan: Shift | None,
) -> Free:
    """A consultant as the forecast sees them."""
    held = desk.held_by(them.person)
    matter, since = None, 0.0
    if held:
        first = max(held, key=lambda ticket: desk.steady(now) - ticket.since)
        matter = past.matter(kind_of(first.needs, first.line))
        since = (desk.steady(now) - first.since) / 1000
    plan = plan or Shift()
    return Free(
        serves=np.array([serves(them, ticket.line) for ticket in waiting], np.bool_),
        matter=matter,
        since=since,
        pace=them.texts,
        comes=max(0.0, (plan.comes - now) / 1000) if plan.comes is not None else 0.0,
        goes=(plan.goes - now) / 1000 if plan.goes is not None else math.inf,
        breaks=tuple(((a - now) / 1000, (b - now) / 1000) for a, b in plan.breaks if b > now),
    )


def _range(column: np.ndarray[tuple[int], np.dtype[np.float64]]) -> Range | None:
    """The range of one column of futures; None if in most of them nobody comes."""
    low, middle, high = np.quantile(column, (_LOW, 0.5, _HIGH), method="inverted_cdf")
    if not math.isfinite(middle):
        return None
    return Range(
        float(low), float(middle), float(high) if math.isfinite(high) else 3 * float(middle)
    )
