"""The service windows: are the estimates honest, how long does a transition take to decide, and a
million events to count?"""

from __future__ import annotations

import random
import time
from dataclasses import replace

from rooms.desk import commands
from rooms.desk.decide import decide
from rooms.desk.events import Began, Event, Stepped
from rooms.desk.model import OFFICE, By, DeskRules, Ms, Seq, VisitorId, WindowId
from rooms.desk.state import Desk
from rooms.desk.statistics import Log, Statistics
from rooms.model import PersonId
from tests.bench.report import Bar
from tests.support.desk import MORNING, skills, staff, visitor
from tests.support.desk_day import ONE_COUNTER, TOWN_HALL, Replay, Score, Town, scored

_KNOWN_DAYS = 3
"""Days that only teach, before what is told is scored."""


def replayed(town: Town, seed: int, days: int, *, with_plans: bool) -> Score:
    """The scores of some days that come after a few others."""
    replay = Replay(town, seed, with_plans)
    for day in range(_KNOWN_DAYS):
        replay.play(day)
    replay.told.clear()
    for day in range(_KNOWN_DAYS, _KNOWN_DAYS + days):
        replay.play(day)
    return scored(replay.told)


def _estimates(days: int, seed: int) -> dict[str, Bar]:
    bars: dict[str, Bar] = {}
    scenes = (
        ("three windows", TOWN_HALL, False, True),
        ("three windows, plans told", TOWN_HALL, True, True),
        ("one window", ONE_COUNTER, False, False),
        ("one window, plans told", ONE_COUNTER, True, False),
    )
    for name, town, with_plans, is_held in scenes:
        score = replayed(town, seed, days, with_plans=with_plans)
        bars |= {
            f"{name}: waits scored": Bar(score.count, 0, True),
            f"{name}: naive mean error, s": Bar(score.naive, 0, True),
            f"{name}: our mean error, s": Bar(score.ours, 0, True),
            f"{name}: mean error below naive, %": _at_least(100 * score.better, 30 * is_held),
            f"{name}: waits inside the range, %": _at_least(100 * score.inside, 80),
            f"{name}: mean width of the range, s": Bar(score.width, 0, True),
        }
    return bars


def _at_least(value: float, target: float) -> Bar:
    return Bar(value, target, value >= target)


def _at_most(value: float, target: float) -> Bar:
    return Bar(value, target, value <= target)


def _transitions(seed: int, count: int) -> dict[str, Bar]:
    """Deciding and applying, without storing: 500 windows, 20,000 who wait."""
    desk, dice, times = Desk(DeskRules()), random.Random(seed), []

    def do(by: By, command: commands.Command) -> None:
        outcome = decide(desk, command, by, MORNING)
        assert isinstance(outcome, tuple), outcome
        for event in outcome:
            desk.apply(event)

    for n in range(1, 501):
        do(OFFICE, commands.SetWindow(WindowId(0), skills(f"{n}")))
        do(OFFICE, commands.SetStaff(PersonId(n), skills(f"{n}", f"{n % 500 + 1}")))
        do(staff(n), commands.Sit(WindowId(n)))
        do(OFFICE, commands.TurnWindow(WindowId(n), "open"))
    for n in range(20_000):
        do(visitor(n), commands.Take(VisitorId(n), WindowId(n % 500 + 1)))
    for _ in range(count):
        who = dice.randrange(500) + 1
        held = desk.held_by(PersonId(who))
        begun = time.perf_counter()
        if not held:
            do(staff(who), commands.CallNext())
        else:
            verb = "begin" if held[0].state == "called" else "resolve"
            do(staff(who), commands.Act(verb, held[0].id))  # type: ignore[arg-type]
        times.append(1000 * (time.perf_counter() - begun))
    times.sort()
    return {
        "a transition in memory, median, ms": Bar(times[count // 2], 0, True),
        "a transition in memory, p99, ms": Bar(times[count * 99 // 100], 0, True),
    }


def _counting(seed: int, events: int) -> dict[str, Bar]:
    """Days of events again and again, under other numbers, until there are enough."""
    replay = Replay(TOWN_HALL, seed, listens=False)
    replay.play(0)
    day = [event for event in replay.log if isinstance(event.fact, Began | Stepped)]
    tickets = int(replay.desk.last_ticket)
    many: list[Event] = []
    while len(many) < events:
        n = len(many) // len(day)
        many += [_moved(event, n * tickets, n * 86_400_000) for event in day]
    del many[events:]
    begun = time.perf_counter()
    log = Log()
    for event in many:
        log.hear(event)
    heard = time.perf_counter()
    statistics = Statistics(log)
    statistics.figures()
    for window in statistics.windows():
        statistics.figures(window=window)
    done = time.perf_counter()
    return {
        "events counted": Bar(len(log), 0, True),
        "folding and counting them, s": _at_most(done - begun, 2 * events / 1_000_000),
        "of that, counting again, s": Bar(done - heard, 0, True),
    }


def _moved(event: Event, tickets: int, ms: int) -> Event:
    """The same on another day."""
    fact = event.fact
    assert isinstance(fact, Stepped | Began)
    moved = replace(fact, ticket=fact.ticket + tickets)
    return Event(Seq(event.seq), Ms(event.at + ms), event.by, event.key, moved)


def run(*, quick: bool) -> dict[str, Bar]:
    """The figures by name."""
    seed = random.randrange(1 << 16)
    print("seed", seed)
    return {
        **_estimates(5 if quick else 20, seed),
        **_transitions(seed, 2000 if quick else 20_000),
        **_counting(seed, 200_000 if quick else 1_000_000),
    }
