"""Figures counted from events: what they are, and of whom nothing is told (COUNT)."""

from __future__ import annotations

import statistics
from dataclasses import fields, replace

import pytest

from rooms.desk import commands
from rooms.desk.events import Began, Event, Stepped, without_person
from rooms.desk.model import OFFICE, Ms, VisitorId, WindowId
from rooms.desk.statistics import Figures, Log, Statistics, as_csv
from tests.support.desk import MORNING, Counter, for_skill, staff, visitor
from tests.support.desk_day import TOWN_HALL, Replay


def counted(events: list[Event]) -> Statistics:
    log = Log()
    for event in events:
        log.hear(event)
    return Statistics(log)


def a_day() -> Counter:
    """Ten take a number at window 1, each a second after the one before; two give up, one is
    missed, one is transferred, six are rated."""
    desk = Counter()
    for who in range(1, 11):
        desk.taken(who)
        desk.now = Ms(desk.now + 1000)
    for who in (9, 10):
        desk.act(visitor(who), "cancel", who)
    for ticket in range(1, 9):
        desk.now = Ms(desk.now + 10_000)
        desk.act(staff(1), "call", ticket)
        if ticket == 1:
            desk.act(staff(1), "miss", ticket)
            continue
        desk.act(staff(1), "begin", ticket)
        if ticket == 2:
            desk.act(staff(1), "transfer", ticket, line=for_skill("人事"))
            continue
        desk.act(staff(1), "resolve", ticket)
        desk.act(visitor(ticket), "rate", ticket, value=1 + ticket % 5)
    return desk


@pytest.mark.spec("COUNT-1", "COUNT-2")
def test_the_figures_of_a_day() -> None:
    found = counted(a_day().log).figures()
    waits = [10 * n + 10 - (n - 1) for n in range(1, 9)]
    assert (found.tickets, found.called, found.ratings) == (10, 8, 6)
    assert found.wait_p50 == statistics.median(waits)
    assert found.wait_p90 == pytest.approx(sorted(waits)[-1] - 0.7 * 9)
    assert (found.abandoned, found.transferred, found.missed) == (0.2, 0.1, 1 / 8)
    assert found.satisfaction == pytest.approx(statistics.mean(1 + t % 5 for t in range(3, 9)))


@pytest.mark.spec("COUNT-2")
def test_by_window_and_time() -> None:
    desk = a_day()
    day = counted(desk.log)
    assert day.windows() == [1]
    assert day.figures(window=WindowId(1)) == day.figures()
    assert day.figures(window=WindowId(2)).tickets is None
    half = day.figures(MORNING, Ms(MORNING + 5000))
    assert (half.tickets, half.called) == (5, 5)


@pytest.mark.spec("COUNT-3")
def test_of_fewer_than_five_nothing_is_told() -> None:
    day = counted(a_day().log)
    four = day.figures(MORNING, Ms(MORNING + 4000))
    assert all(getattr(four, field.name) is None for field in fields(Figures))
    six = day.figures(MORNING, Ms(MORNING + 6000))
    assert six.tickets == 6 and six.ratings is None and six.satisfaction is None


@pytest.mark.spec("COUNT-3")
def test_of_a_person_nothing_can_be_asked() -> None:
    desk = a_day()
    others = [
        replace(e, fact=replace(e.fact, person=77)) if isinstance(e.fact, Began | Stepped) else e
        for e in desk.log
    ]
    assert [list(column) for column in _columns(others)] == [
        list(column) for column in _columns(desk.log)
    ]


def _columns(events: list[Event]) -> tuple[object, ...]:
    log = Log()
    for event in events:
        log.hear(event)
    return log.columns()  # type: ignore[return-value]


@pytest.mark.spec("COUNT-1", "TICK-17")
def test_they_stay_as_they_were_when_a_visitor_is_forgotten() -> None:
    desk = a_day()
    blank = [without_person(event, VisitorId(0)) for event in desk.log]
    assert blank != desk.log
    assert counted(blank).figures() == counted(desk.log).figures()


@pytest.mark.spec("COUNT-1", "TICK-4")
def test_a_clock_that_was_set_makes_no_wait_longer() -> None:
    desk = Counter()
    for who in range(1, 7):
        desk.taken(who)
    desk.now = Ms(desk.now + 86_400_000)
    desk.do(OFFICE, commands.SetClock(86_400_000))
    desk.now = Ms(desk.now + 7000)
    for ticket in range(1, 7):
        desk.act(staff(1), "call", ticket)
        desk.act(staff(1), "miss", ticket)
    found = counted(desk.log).figures()
    assert (found.wait_p50, found.wait_p90) == (7, 7)


@pytest.mark.spec("COUNT-1")
def test_a_replayed_day_gives_the_same_figures_as_one_that_was_heard() -> None:
    replay = Replay(TOWN_HALL, seed=3, listens=False)
    replay.play(0)
    heard = Log()
    entered: dict[int, int] = {}
    waits = []
    for event in replay.log:
        heard.hear(event)
        if isinstance(event.fact, Began):
            entered[event.fact.ticket] = event.at
        elif isinstance(event.fact, Stepped) and event.fact.kind == "called":
            waits.append((event.at - entered.pop(event.fact.ticket)) / 1000)
    found = Statistics(heard).figures()
    assert found == counted(replay.log).figures()
    assert found.called == len(waits) > 100
    assert found.wait_p50 == pytest.approx(statistics.median(waits))
    again = Log()
    again.extend(int(cell) for row in zip(*heard.columns(), strict=True) for cell in row)
    assert Statistics(again).figures() == found


@pytest.mark.spec("COUNT-4")
def test_as_a_table_for_other_programs() -> None:
    found = counted(a_day().log)
    text = as_csv([('総務, "A"', found.figures()), ("B", found.figures(window=WindowId(9)))])
    head, first, second, end = text.split("\r\n")
    assert head.startswith("group,tickets,called,wait_p50,wait_p90,abandoned")
    assert first.startswith('"総務, ""A""",10,8,') and second == '"B",,,,,,,,,' and end == ""


def test_no_events_at_all() -> None:
    assert counted([]).figures().tickets is None and counted([]).windows() == []


@pytest.mark.spec("COUNT-2")
def test_a_wait_ends_with_the_first_call() -> None:
    desk = Counter()
    for who in range(1, 7):
        desk.taken(who)
    for ticket in range(1, 7):
        for _ in range(2):
            desk.now = Ms(desk.now + 1000)
            desk.act(staff(1), "call", ticket)
            desk.act(staff(1), "put_back", ticket)
    found = counted(desk.log).figures()
    assert found.called == 6 and found.wait_p50 == statistics.median([1, 3, 5, 7, 9, 11])
