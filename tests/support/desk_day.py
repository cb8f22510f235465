"""Simulated days at the windows: who comes when, how long it takes, who gives up, who has a break.

The days are played through the desk itself, so that what is measured is what would be told. A seed
makes a day; everything drawn comes from it.
"""

from __future__ import annotations

import heapq
import math
import random
from collections.abc import Callable
from dataclasses import dataclass, field
from itertools import pairwise
from typing import NamedTuple

from rooms.desk import commands
from rooms.desk.decide import decide
from rooms.desk.estimate import Range, Shift, Track, estimates
from rooms.desk.events import Began, Event, Stepped
from rooms.desk.model import (
    IN_LINE,
    OFFICE,
    By,
    DeskRules,
    Ms,
    TicketId,
    VisitorId,
    WindowId,
)
from rooms.desk.past import Past
from rooms.desk.powers import serves
from rooms.desk.state import Desk
from rooms.desk.table import Verb
from rooms.desk.views import ahead
from rooms.model import PersonId
from tests.support.desk import MORNING, skills, staff, visitor


@dataclass(frozen=True)
class Trade:
    """A window: how many come in an hour, how long it takes on average, and how unevenly."""

    skill: str
    hourly: float
    minutes: float
    unevenness: float
    """Standard deviation by mean of how long it takes."""


@dataclass(frozen=True)
class Worker:
    """A consultant: what they can, and when they are there, in hours of the day."""

    skills: tuple[str, ...]
    hours: tuple[tuple[float, float], ...]


@dataclass(frozen=True)
class Town:
    """What a day is drawn from."""

    trades: tuple[Trade, ...]
    workers: tuple[Worker, ...]
    no_show: float = 0.0
    patience_hours: float = 0.0
    uneven_days: float = 0.0
    """Standard deviation of how much longer everything takes on a day than on another."""
    late_minutes: float = 0.0
    """How late people come from breaks, up to so many minutes."""


class Told(NamedTuple):
    """What was said to somebody on taking a number, and what came true, in seconds."""

    naive: float
    rough: Range
    told: Range
    true: float


@dataclass
class Replay:
    """Days, one after the other, with what was learned in between."""

    town: Town
    seed: int
    with_plans: bool = False
    desk: Desk = field(default_factory=lambda: Desk(DeskRules(open_per_visitor=9)))
    past: Past = field(default_factory=Past)
    track: Track = field(default_factory=Track)
    log: list[Event] = field(default_factory=list)
    told: list[Told] = field(default_factory=list)
    untold: int = 0
    listens: bool = True

    def __post_init__(self) -> None:
        self.now = MORNING
        self._visitors = 0
        self._todo: list[tuple[int, int, Callable[[], None]]] = []
        self._order = 0
        self._promised: dict[TicketId, tuple[float, Range, Range, Ms]] = {}
        self._served: dict[WindowId, list[float]] = {}
        self._wanted: dict[int, bool] = {}
        for n, trade in enumerate(self.town.trades, 1):
            self._do(OFFICE, commands.SetWindow(WindowId(0), skills(trade.skill)))
            self._do(OFFICE, commands.TurnWindow(WindowId(n), "open"))
        for n, worker in enumerate(self.town.workers, 1):
            self._do(OFFICE, commands.SetStaff(PersonId(n), skills(*worker.skills)))

    # --- a day --------------------------------------------------------------------------------

    def play(self, day: int) -> None:
        """One day, from its first visitor to its last."""
        self._dice = random.Random(self.seed * 1000 + day)
        self._start = Ms(MORNING + day * 86_400_000)
        self._pace = self._dice.lognormvariate(0, self.town.uneven_days)
        for n, worker in enumerate(self.town.workers, 1):
            for begin, end in worker.hours:
                late = self._dice.uniform(0, self.town.late_minutes / 60)
                self._at(begin + late, lambda who=n: self._come(who))  # type: ignore[misc]
                self._at(end + late, lambda who=n: self._go(who))  # type: ignore[misc]
        for n, trade in enumerate(self.town.trades, 1):
            self._arrivals(n, trade)
        while self._todo:
            moment, _, action = heapq.heappop(self._todo)
            self.now = Ms(max(moment, self.now))
            action()
        for ticket in [t for t in self.desk.tickets.values() if t.state in IN_LINE]:
            self._act(visitor(ticket.visitor), "cancel", ticket.id)

    def _arrivals(self, window: int, trade: Trade) -> None:
        """People come at random, most of them late in the morning and early in the afternoon."""
        busiest, hour = 1.5 * trade.hourly, 0.0
        while (hour := hour + self._dice.expovariate(busiest)) < 8:
            profile = (0.8, 1.2, 1.5, 0.9, 0.8, 1.2, 1.0, 0.6)[int(hour)]
            if self._dice.random() < profile / 1.5:
                self._at(hour, lambda: self._take(window, trade))

    def _at(self, hour: float, action: Callable[[], None]) -> None:
        self._later(self._start + round(hour * 3_600_000) - self.now, action)

    def _later(self, ms: float, action: Callable[[], None]) -> None:
        self._order += 1
        heapq.heappush(self._todo, (self.now + max(0, round(ms)), self._order, action))

    # --- visitors -----------------------------------------------------------------------------

    def _take(self, window: int, trade: Trade) -> None:
        self._visitors += 1
        who = self._visitors
        (event,) = self._do(visitor(who), commands.Take(VisitorId(who), WindowId(window)))
        assert isinstance(event.fact, Began)
        ticket = event.fact.ticket
        self._tell(ticket)
        if self.town.patience_hours:
            wait = self._dice.expovariate(1 / self.town.patience_hours)
            self._later(3_600_000 * wait, lambda: self._give_up(ticket))
        self._call_all()

    def _give_up(self, ticket: TicketId) -> None:
        if self.desk.tickets[ticket].state in IN_LINE:
            self._promised.pop(ticket, None)
            self._act(visitor(self.desk.tickets[ticket].visitor), "cancel", ticket)

    def _tell(self, ticket: TicketId) -> None:
        """What is said on taking a number: by the naive rule, and by ours."""
        if not self.listens:
            return
        now = self.desk.tickets[ticket]
        plans = self._plans() if self.with_plans else None
        rough = estimates(self.desk, self.past, self.now, now, plans)[ticket]
        served = self._served.get(now.window, [300.0])
        there = [
            them
            for them in self.desk.staff.values()
            if serves(them, now.line) and self.desk.windows[them.window].turned == "open"
        ]
        mean = sum(served) / len(served)
        naive = ahead(self.desk, now) * mean / max(1, len(there))
        if rough is None:
            self.untold += 1
        else:
            told = self.track.correction().of(rough)
            self._promised[ticket] = (naive, rough, told, self.now)

    def _plans(self) -> dict[PersonId, Shift]:
        """What everybody has said of when they will be there today."""
        plans = {}
        for n, worker in enumerate(self.town.workers, 1):
            spans = [[Ms(self._start + round(h * 3_600_000)) for h in s] for s in worker.hours]
            breaks = tuple((a[1], b[0]) for a, b in pairwise(spans))
            plans[PersonId(n)] = Shift(spans[0][0], spans[-1][1], breaks)
        return plans

    # --- consultants --------------------------------------------------------------------------

    def _come(self, who: int) -> None:
        self._wanted[who] = True
        window = 1 + (who - 1) % len(self.town.trades)
        if not self.desk.staff[PersonId(who)].window:
            self._do(staff(who), commands.Sit(WindowId(window)))
        self._call_all()

    def _go(self, who: int) -> None:
        self._wanted[who] = False
        if not self.desk.held_by(PersonId(who)):
            self._do(staff(who), commands.Sit())

    def _call_all(self) -> None:
        for who in self.desk.staff:
            self._call(who)

    def _call(self, who: int) -> None:
        if not self._wanted.get(who) or self.desk.held_by(PersonId(who)):
            return
        outcome = decide(self.desk, commands.CallNext(), staff(who), self.now)
        if isinstance(outcome, tuple):
            self._tell_world(outcome)
            (event,) = outcome
            assert isinstance(event.fact, Stepped)
            self._called(who, event.fact.ticket)

    def _called(self, who: int, ticket: TicketId) -> None:
        if ticket in self._promised:
            naive, rough, told, since = self._promised.pop(ticket)
            true = (self.now - since) / 1000
            self.track.learn(rough, true)
            self.told.append(Told(naive, rough, told, true))
        if self._dice.random() < self.town.no_show:
            self._later(90_000, lambda: self._end(who, ticket, "miss"))
        else:
            self._later(self._dice.uniform(5_000, 40_000), lambda: self._begin(who, ticket))

    def _begin(self, who: int, ticket: TicketId) -> None:
        self._act(staff(who), "begin", ticket)
        window = self.desk.tickets[ticket].window
        trade = self.town.trades[window - 1]
        spread = (1 + trade.unevenness**2) ** 0.5
        seconds = 60 * trade.minutes * self._pace * self._drawn(spread)
        self._served.setdefault(window, []).append(seconds)
        self._later(1000 * seconds, lambda: self._end(who, ticket, "resolve"))

    def _drawn(self, spread: float) -> float:
        """Around 1, lognormal, so that a few take very long."""
        sigma = (2 * math.log(spread)) ** 0.5
        return self._dice.lognormvariate(-sigma * sigma / 2, sigma)

    def _end(self, who: int, ticket: TicketId, verb: Verb) -> None:
        self._act(staff(who), verb, ticket)
        if self._wanted.get(who):
            self._later(self._dice.uniform(2_000, 15_000), lambda: self._call(who))
        else:
            self._do(staff(who), commands.Sit())

    # --- the desk -----------------------------------------------------------------------------

    def _act(self, by: By, verb: Verb, ticket: TicketId) -> None:
        self._do(by, commands.Act(verb, ticket))

    def _do(self, by: By, command: commands.Command) -> tuple[Event, ...]:
        outcome = decide(self.desk, command, by, self.now)
        assert isinstance(outcome, tuple), (command, outcome)
        self._tell_world(outcome)
        return outcome

    def _tell_world(self, events: tuple[Event, ...]) -> None:
        for event in events:
            self.desk.apply(event)
            self.past.hear(event)
        self.log += events


class Score(NamedTuple):
    """How good the estimates were: the mean errors in seconds, the share of waits inside the range,
    how wide it was on average, and of how many."""

    naive: float
    ours: float
    inside: float
    width: float
    count: int

    @property
    def better(self) -> float:
        """By how much our mean error is less than the naive one, as a share of that."""
        return 1 - self.ours / self.naive


def scored(told: list[Told]) -> Score:
    """The scores of what was told."""
    n = len(told)
    return Score(
        sum(abs(t.naive - t.true) for t in told) / n,
        sum(abs(t.told.middle - t.true) for t in told) / n,
        sum(t.told.low <= t.true <= t.told.high for t in told) / n,
        sum(t.told.high - t.told.low for t in told) / n,
        n,
    )


def _shift(*hours: float) -> tuple[tuple[float, float], ...]:
    return tuple(zip(hours[::2], hours[1::2], strict=True))


TOWN_HALL = Town(
    trades=(
        Trade("経理", 11, 6, 0.8),
        Trade("人事", 7, 9, 0.9),
        Trade("情シス", 9, 12, 1.0),
    ),
    workers=(
        Worker(("経理",), _shift(0, 3, 4, 8.5)),
        Worker(("経理", "人事"), _shift(0, 3.5, 4.5, 8.5)),
        Worker(("人事", "情シス"), _shift(0.5, 4, 5, 9)),
        Worker(("情シス",), _shift(0, 3, 4, 8.5)),
        Worker(("情シス", "経理"), _shift(1, 4.5, 5.5, 9)),
    ),
    no_show=0.06,
    patience_hours=2.0,
    uneven_days=0.15,
    late_minutes=6,
)
"""Three windows and five consultants who share skills, with lunch breaks, no-shows and people who
give up: the day of the issue."""

ONE_COUNTER = Town(
    trades=(Trade("経理", 20, 7, 0.9),),
    workers=(
        Worker(("経理",), _shift(0, 3, 4, 8.5)),
        Worker(("経理",), _shift(0, 4, 5, 8.5)),
        Worker(("経理",), _shift(1, 3.5, 4, 7)),
    ),
    no_show=0.05,
    patience_hours=3.0,
    uneven_days=0.1,
    late_minutes=5,
)
"""One window whose staff changes between one and three."""
