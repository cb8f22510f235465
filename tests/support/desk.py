"""A desk with a clock and a log: what people do at the windows, in few words."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Any

from rooms.desk import commands
from rooms.desk.decide import decide
from rooms.desk.events import Again, Began, Event, Outcome, Refused, Stepped
from rooms.desk.hours import Hours, Span
from rooms.desk.model import (
    OFFICE,
    By,
    DeskRules,
    Line,
    Ms,
    Skill,
    Ticket,
    TicketId,
    VisitorId,
    WindowId,
)
from rooms.desk.state import Desk, fold
from rooms.desk.table import Verb
from rooms.model import PersonId

KEIRI, JINJI = Skill("経理"), Skill("人事")
BOSS = 9
MORNING = Ms(round(datetime(2026, 11, 2, 9, tzinfo=UTC).timestamp() * 1000))
"""Nine o'clock on a Monday in November, in UTC."""

WORKDAY = Hours(UTC, ((Span(540, 720), Span(780, 1050)),) * 5 + ((), ()), last_number=30)
"""Monday to Friday 9:00-12:00 and 13:00-17:30, the last number half an hour before."""


def skills(*names: str) -> frozenset[Skill]:
    """A set of skills."""
    return frozenset(map(Skill, names))


def visitor(who: int) -> By:
    return By("visitor", who)


def staff(who: int) -> By:
    return By("staff", who)


class Counter:
    """The windows: window 1 for 経理 (A), 2 for 人事 (B). 1 sits at 1 and can 経理, 2 sits at 2 and
    can both, 9 leads and sits nowhere. Both windows are open."""

    def __init__(
        self,
        rules: DeskRules | None = None,
        hours: Hours | None = None,
        now: Ms = MORNING,
        *,
        opened: bool = True,
    ) -> None:
        self.now = now
        self.rules = rules or DeskRules()
        self.desk = Desk(self.rules)
        self.log: list[Event] = []
        self.do(OFFICE, commands.SetStaff(PersonId(BOSS), leads=True))
        self.do(OFFICE, commands.SetWindow(WindowId(0), skills("経理"), hours))
        self.do(OFFICE, commands.SetWindow(WindowId(0), skills("人事"), hours))
        self.hire(1, "経理")
        self.hire(2, "経理", "人事", texts=3)
        for who in (1, 2):
            self.sit(who, who)
            if opened:
                self.turn(who, "open")

    # --- doing --------------------------------------------------------------------------------

    def do(self, by: By, command: commands.Command, key: str = "") -> Outcome:
        """Decides, and makes true what was decided."""
        before = self.desk.facts() if __debug__ else ()
        outcome = decide(self.desk, command, by, self.now, key)
        assert before == self.desk.facts() or not __debug__, "deciding changed something"
        if not isinstance(outcome, Refused | Again):
            for event in outcome:
                self.desk.apply(event)
            self.log += outcome
        return outcome

    def hire(self, who: int, *names: str, texts: int = 1, leads: bool = False) -> Outcome:
        command = commands.SetStaff(PersonId(who), skills(*names), texts, leads)
        return self.do(OFFICE, command)

    def sit(self, who: int, window: int) -> Outcome:
        return self.do(staff(who), commands.Sit(WindowId(window)))

    def turn(self, window: int, turned: Any, by: By = OFFICE) -> Outcome:
        return self.do(by, commands.TurnWindow(WindowId(window), turned))

    def take(
        self, who: int, window: int = 1, *, key: str = "", by: By | None = None, **more: Any
    ) -> Outcome:
        command = commands.Take(VisitorId(who), WindowId(window), **more)
        return self.do(by or visitor(who), command, key)

    def taken(self, who: int, window: int = 1, **more: Any) -> TicketId:
        """A ticket that is given."""
        outcome = self.take(who, window, **more)
        assert not isinstance(outcome, Refused | Again), outcome
        (event,) = outcome
        assert isinstance(event.fact, Began)
        return event.fact.ticket

    def call(self, who: int, key: str = "") -> Outcome:
        return self.do(staff(who), commands.CallNext(), key)

    def act(self, by: By, verb: Verb, ticket: int, *, key: str = "", **more: Any) -> Outcome:
        return self.do(by, commands.Act(verb, TicketId(ticket), **more), key)

    def served(self, who: int, window: int = 1, by: int = 1, **more: Any) -> TicketId:
        """A ticket that is served at once."""
        ticket = self.taken(who, window, **more)
        assert called(self.call(by)) == [ticket]
        self.act(staff(by), "begin", ticket)
        return ticket

    def wait(self, seconds: float) -> list[Event]:
        """Time passes, and what runs out does."""
        self.now = Ms(self.now + round(1000 * seconds))
        outcome = self.do(OFFICE, commands.Pass())
        assert not isinstance(outcome, Refused | Again)
        return list(outcome)

    # --- looking ------------------------------------------------------------------------------

    def __getitem__(self, ticket: int) -> Ticket:
        return self.desk.tickets[TicketId(ticket)]

    def state(self, ticket: int) -> str:
        return self[ticket].state

    def check_fold(self) -> None:
        """The fold over all events is what is so (TICK-3)."""
        assert fold(self.log, self.rules).facts() == self.desk.facts()


def called(outcome: Outcome) -> list[int]:
    """The tickets that were called."""
    return [fact.ticket for fact in steps(outcome) if fact.kind == "called"]


def steps(outcome: Outcome | Sequence[Event]) -> list[Stepped]:
    """The steps among what happened."""
    assert not isinstance(outcome, Refused | Again), outcome
    return [event.fact for event in outcome if isinstance(event.fact, Stepped)]


def kinds(outcome: Outcome | Sequence[Event]) -> list[tuple[str, int]]:
    """The steps, as kind and ticket."""
    return [(fact.kind, fact.ticket) for fact in steps(outcome)]


def why(outcome: Outcome) -> str:
    """The reason of a refusal."""
    assert isinstance(outcome, Refused), outcome
    return outcome.why


def for_skill(*names: str) -> Line:
    return Line(skills(*names))


def for_window(window: int) -> Line:
    return Line(frozenset(), WindowId(window))


def for_person(person: int) -> Line:
    return Line(frozenset(), person=PersonId(person))
