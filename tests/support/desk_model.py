"""The service windows of docs/spec.md, worked out the slow way from what was told.

It shares no code with `rooms.desk` but the values: it keeps a plain record of each ticket as it
hears of events, and says who would have to be called next by looking at all of them.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field

from rooms.desk.events import Began, Event, Sat, StaffSet, Stepped, WindowTurned
from rooms.desk.model import Line

_RANK = {"came_back": 0, "put_back": 0, "checked_in": 1}


@dataclass
class Known:
    """What one knows of a ticket."""

    window: int
    line: Line
    state: str
    number: tuple[int, int] = (0, 0)
    rank: int = 2
    priority: int = 0
    holders: list[int] = field(default_factory=list)


class Witness:
    """Somebody who hears every event, and complains."""

    def __init__(self) -> None:
        self.tickets: dict[int, Known] = {}
        self.skills: dict[int, tuple[frozenset[str], int]] = {}
        self.seats: dict[int, int] = {}
        self.signs: dict[int, str] = {}
        self.numbers: Counter[tuple[int, int, int]] = Counter()
        self.resolved: Counter[int] = Counter()

    def hear(self, event: Event) -> None:
        """One event."""
        match event.fact:
            case Began() as fact:
                assert fact.ticket not in self.tickets, "an id twice"
                known = Known(fact.window, fact.line, fact.to)
                self.tickets[fact.ticket] = known
                self._numbered(known, fact.day, fact.number)
                if fact.person:
                    known.holders = [fact.person]
            case Stepped() as fact:
                self._stepped(self.tickets[fact.ticket], fact)
            case StaffSet(person, skills, texts):
                self.skills[person] = (skills, texts)
            case Sat(person, window):
                self.seats[person] = window
            case WindowTurned(window, turned):
                self.signs[window] = turned

    def _stepped(self, known: Known, fact: Stepped) -> None:
        assert known.state not in ("cancelled", "expired"), "something after the end"
        if known.state == "resolved":
            assert fact.kind == "rated"
        self._numbered(known, fact.day, fact.number)
        known.rank = _RANK.get(fact.kind, known.rank)
        if fact.kind in ("transferred", "deferred"):
            known.rank = 2
        if fact.kind == "prioritised":
            known.priority = fact.value
        if fact.line is not None:
            known.line = fact.line
        if fact.kind in ("called", "resumed"):
            known.holders = [fact.person]
        if fact.kind == "joined":
            known.holders.append(fact.person)
        if fact.kind == "stepped_out":
            known.holders.remove(fact.person)
        known.state = fact.to
        if fact.to not in ("called", "serving", "joint"):
            known.holders = []
        if fact.kind == "resolved":
            self.resolved[fact.ticket] += 1
            assert self.resolved[fact.ticket] == 1, "a number served twice"

    def _numbered(self, known: Known, day: int, number: int) -> None:
        if number:
            self.numbers[known.window, day, number] += 1
            assert self.numbers[known.window, day, number] == 1, "a number given twice"
            known.number = (day, number)

    # --- what has to be so --------------------------------------------------------------------

    def held(self, person: int) -> list[Known]:
        """What somebody has before them."""
        return [known for known in self.tickets.values() if person in known.holders]

    def has_room(self, person: int, *, by_text: bool) -> bool:
        """WIN-3."""
        held = self.held(person)
        texts = self.skills[person][1]
        return not held or (by_text and all(k.line.by_text for k in held) and len(held) < texts)

    def next_for(self, person: int) -> int | None:
        """Whom "call next" has to take (TICK-5)."""
        mine = []
        for ticket, known in self.tickets.items():
            line = known.line
            if (
                known.state in ("waiting", "transferred")
                and line.needs <= self.skills[person][0]
                and line.window in (0, self.seats[person])
                and line.person in (0, person)
                and self.has_room(person, by_text=line.by_text)
            ):
                mine.append((known.rank, -known.priority, ticket))
        return min(mine)[2] if mine else None
