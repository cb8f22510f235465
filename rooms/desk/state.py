"""The desk: all windows, staff and tickets, as the fold over events. Only `apply` changes it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from typing import TypeVar, assert_never

from rooms.desk.events import (
    Again,
    Archived,
    Began,
    ClockSet,
    Event,
    Sat,
    StaffRemoved,
    StaffSet,
    Stepped,
    WindowRemoved,
    WindowSet,
    WindowTurned,
)
from rooms.desk.hours import Hours
from rooms.desk.lines import Lines
from rooms.desk.model import (
    HELD,
    IN_LINE,
    NO_WINDOW,
    OVER,
    By,
    Consultant,
    DeskRules,
    Ms,
    Seq,
    Skill,
    State,
    Ticket,
    TicketId,
    Turned,
    VisitorId,
    WindowId,
    letters,
)
from rooms.desk.stepping import begun, stepped
from rooms.model import PersonId

K = TypeVar("K")


@dataclass(frozen=True, slots=True)
class Window:
    """A service window. `day` and `number` are those of its last number; `calls` counts the numbers
    of it that were called. One that is `gone` keeps its letter and what it gave out."""

    id: WindowId
    letter: str
    skills: frozenset[Skill]
    hours: Hours | None
    turned: Turned = "closed"
    day: int = 0
    number: int = 0
    calls: int = 0
    gone: bool = False


class Desk:
    """What is so now."""

    def __init__(self, rules: DeskRules | None = None) -> None:
        self.rules = rules or DeskRules()
        self.windows: dict[WindowId, Window] = {}
        self.staff: dict[PersonId, Consultant] = {}
        self.tickets: dict[TicketId, Ticket] = {}
        self.lines = Lines()
        self.seq = Seq(0)
        self.last_ticket = TicketId(0)
        self.last_window = WindowId(0)
        self._latest = Ms(0)
        self._offset = 0
        self._done: dict[tuple[By, str], Again] = {}
        self._in: dict[State, dict[TicketId, None]] = {}
        self._held: dict[PersonId, dict[TicketId, None]] = {}
        self._open_of: dict[VisitorId, dict[TicketId, None]] = {}
        self._open_from: dict[str, dict[TicketId, None]] = {}
        self._taken_from: dict[str, tuple[Ms, ...]] = {}
        self._at: dict[WindowId, dict[PersonId, None]] = {}

    # --- what is so ---------------------------------------------------------------------------

    def steady(self, now: Ms) -> Ms:
        """The steady clock: it leaves out by how much the wall's was set, and never goes back."""
        return Ms(max(now - self._offset, self._latest))

    def done(self, by: By, key: str) -> Again | None:
        """What a command under this key led to."""
        return self._done.get((by, key)) if key else None

    def in_state(self, state: State) -> Iterator[Ticket]:
        """All tickets in a state, in the order of having come into it."""
        return (self.tickets[ticket] for ticket in tuple(self._in.get(state, ())))

    def held_by(self, person: PersonId) -> list[Ticket]:
        """What a consultant has before them."""
        return [self.tickets[ticket] for ticket in self._held.get(person, ())]

    def open_of(self, visitor: VisitorId) -> list[Ticket]:
        """A visitor's tickets that are not over."""
        return [self.tickets[ticket] for ticket in self._open_of.get(visitor, ())]

    def open_from(self, source: str) -> int:
        """How many tickets from one source are not over."""
        return len(self._open_from.get(source, ()))

    def taken_from(self, source: str, since: Ms) -> int:
        """How many tickets were taken from one source after a moment."""
        return sum(taken > since for taken in self._taken_from.get(source, ()))

    def seated(self, window: WindowId) -> list[Consultant]:
        """Who sits at a window."""
        return [self.staff[person] for person in self._at.get(window, ())]

    def facts(self) -> tuple[object, ...]:
        """All that is so, as values to compare."""
        lines = {line: tuple(self.lines.places(line)) for line in self.lines}
        counts = (self.seq, self.last_ticket, self.last_window, self._latest, self._offset)
        kept = (self._done, self._in, self._held, self._open_of, self._open_from, self._at)
        return (self.windows, self.staff, self.tickets, lines, counts, kept, self._taken_from)

    # --- the fold -----------------------------------------------------------------------------

    def apply(self, event: Event) -> None:
        """Makes an event true. Raises ValueError for one that does not come next."""
        if event.seq != self.seq + 1:
            raise ValueError(f"event {event.seq} after {self.seq}")
        self.seq = event.seq
        if isinstance(event.fact, ClockSet):
            self._offset += event.fact.by_ms  # before its time is looked at: it is by the new clock
        self._latest = now = self.steady(event.at)
        if event.key:
            self._remember(event)
        match event.fact:
            case Began() as fact:
                self._number(fact.window, fact.day, fact.number)
                self._take(fact, now)
            case Stepped() as fact:
                self._step(fact, event.by, now)
            case WindowSet() as fact:
                self._set_window(fact)
            case WindowRemoved(window):
                self.windows[window] = replace(self.windows[window], turned="closed", gone=True)
            case WindowTurned(window, turned):
                self.windows[window] = replace(self.windows[window], turned=turned)
            case StaffSet(person, skills, texts, leads):
                before = self.staff.get(person)
                at = before.window if before is not None else NO_WINDOW
                self.staff[person] = Consultant(person, skills, texts, leads, at)
            case StaffRemoved(person):
                self._sit(person, NO_WINDOW)
                del self.staff[person]
            case Sat(person, window):
                self._sit(person, window)
            case ClockSet():
                self._begin_calls_anew(now)
            case Archived(tickets):
                for ticket in tickets:
                    self._unindex(self.tickets.pop(ticket))
            case _:
                assert_never(event.fact)

    def _remember(self, event: Event) -> None:
        done = self._done.get((event.by, event.key))
        first = event.seq if done is None else done.first
        self._done[event.by, event.key] = Again(first, event.seq)
        if len(self._done) > self.rules.keys:
            del self._done[next(iter(self._done))]

    def _take(self, fact: Began, now: Ms) -> None:
        self.last_ticket = fact.ticket
        self._put(begun(fact, now))
        if fact.source:
            # The stalest source is the first, so that those who came once are soon forgotten.
            recent = self._taken_from.pop(fact.source, ())[1 - self.rules.taken_per_source :]
            self._taken_from[fact.source] = (*recent, now)
            stalest = next(iter(self._taken_from))
            if self._taken_from[stalest][-1] <= now - self.rules.taken_ms:
                del self._taken_from[stalest]

    def _step(self, fact: Stepped, by: By, now: Ms) -> None:
        before = self.tickets[fact.ticket]
        if fact.number:
            self._number(before.window, fact.day, fact.number)
        window = self.windows[before.window]
        if fact.kind == "called" and before.number:
            window = replace(window, calls=window.calls + 1)
            self.windows[window.id] = window
        self._unindex(before)
        self._put(stepped(before, fact, by, now, window.calls))

    def _number(self, window: WindowId, day: int, number: int) -> None:
        if number:
            self.windows[window] = replace(self.windows[window], day=day, number=number)

    def _set_window(self, fact: WindowSet) -> None:
        before = self.windows.get(fact.window)
        if before is not None:
            after = replace(before, skills=fact.skills, hours=fact.hours)
        else:
            self.last_window = fact.window
            after = Window(fact.window, letters(fact.window - 1), fact.skills, fact.hours)
        self.windows[fact.window] = after

    def _sit(self, person: PersonId, window: WindowId) -> None:
        them = self.staff[person]
        if them.window:
            del self._at[them.window][person]
        if window:
            self._at.setdefault(window, {})[person] = None
        self.staff[person] = replace(them, window=window)

    def _begin_calls_anew(self, now: Ms) -> None:
        for ticket in self.in_state("called"):
            self.tickets[ticket.id] = replace(ticket, since=now)

    # --- keeping the indexes ------------------------------------------------------------------

    def _put(self, ticket: Ticket) -> None:
        self.tickets[ticket.id] = ticket
        self._in.setdefault(ticket.state, {})[ticket.id] = None
        if ticket.state in IN_LINE:
            self.lines.add(ticket.line, ticket.place)
        if ticket.state in HELD:
            for person in ticket.holders:
                self._held.setdefault(person, {})[ticket.id] = None
        if ticket.state not in OVER:
            self._open_of.setdefault(ticket.visitor, {})[ticket.id] = None
            if ticket.source:
                self._open_from.setdefault(ticket.source, {})[ticket.id] = None

    def _unindex(self, ticket: Ticket) -> None:
        _drop(self._in, ticket.state, ticket.id)
        if ticket.state in IN_LINE:
            self.lines.remove(ticket.line, ticket.place)
        for person in ticket.holders:
            _drop(self._held, person, ticket.id)
        if ticket.state not in OVER:
            _drop(self._open_of, ticket.visitor, ticket.id)
            if ticket.source:
                _drop(self._open_from, ticket.source, ticket.id)


def _drop(index: dict[K, dict[TicketId, None]], key: K, ticket: TicketId) -> None:
    del index[key][ticket]
    if not index[key]:
        del index[key]


def fold(events: Iterable[Event], rules: DeskRules | None = None) -> Desk:
    """The desk after all these events."""
    desk = Desk(rules)
    for event in events:
        desk.apply(event)
    return desk
