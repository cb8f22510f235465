"""When windows are open: weeks, holidays, midnights, clocks that are set, slots (HOUR)."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rooms.desk.hours import (
    Hours,
    Span,
    gives_numbers,
    is_slot,
    next_opening,
    number_day,
    opening_at,
    openings,
    slots,
)
from rooms.desk.model import Ms
from rooms.desk.views import printed
from tests.support.desk import MORNING, WORKDAY, Counter, called, kinds, staff, visitor, why
from tests.support.examples import examples

TOKYO, BERLIN = ZoneInfo("Asia/Tokyo"), ZoneInfo("Europe/Berlin")
DAY = timedelta(1)


def at(text: str, tz: ZoneInfo = TOKYO, fold: int = 0) -> Ms:
    """A moment by the clock on the wall."""
    wall = datetime.fromisoformat(text).replace(tzinfo=tz, fold=fold)
    return Ms(round(1000 * wall.timestamp()))


def daily(begin: int, end: int, tz: ZoneInfo = BERLIN, **more: int) -> Hours:
    return Hours(tz, ((Span(begin, end),),) * 7, **more)


OFFICE_HOURS = Hours(
    TOKYO,
    ((Span(540, 720), Span(780, 1050)),) * 5 + ((), ()),
    other=(
        (date(2026, 11, 3), ()),
        (date(2026, 11, 7), (Span(600, 660),)),
    ),
    last_number=30,
)


@pytest.mark.spec("HOUR-1")
@pytest.mark.parametrize(
    "when, is_open",
    [
        ("2026-11-02 08:59:59", False),
        ("2026-11-02 09:00", True),
        ("2026-11-02 11:59:59", True),
        ("2026-11-02 12:00", False),
        ("2026-11-02 13:00", True),
        ("2026-11-02 17:30", False),
        ("2026-11-03 10:00", False),  # a holiday
        ("2026-11-07 10:00", True),  # a Saturday that is open
        ("2026-11-08 10:00", False),
    ],
)
def test_weeks_and_other_days(when: str, is_open: bool) -> None:
    assert (opening_at(OFFICE_HOURS, at(when)) is not None) == is_open


@pytest.mark.spec("HOUR-1")
@pytest.mark.parametrize(
    "spans",
    [
        (Span(10, 10),),
        (Span(20, 10),),
        (Span(0, 60), Span(59, 70)),
        (Span(-1, 5),),
        (Span(1440, 1500),),
    ],
)
def test_hours_that_cannot_be(spans: tuple[Span, ...]) -> None:
    with pytest.raises(ValueError, match="spans"):
        Hours(TOKYO, (spans,) * 7)
    with pytest.raises(ValueError, match="seven"):
        Hours(TOKYO, ())
    with pytest.raises(ValueError, match="minutes"):
        Hours(TOKYO, ((),) * 7, slot=0)


@pytest.mark.spec("HOUR-2")
def test_a_night_belongs_to_the_day_it_begins_on() -> None:
    night = Hours(TOKYO, ((Span(1320, 1560),),) * 5 + ((), ()))  # 22:00 to 2:00, Monday to Friday
    friday = date(2026, 11, 6)
    for when, day in (
        ("2026-11-06 23:59", friday),
        ("2026-11-07 01:59", friday),
        ("2026-11-07 02:00", friday + DAY),
        ("2026-11-06 01:00", friday - DAY),
        ("2026-11-06 21:59", friday),
    ):
        assert number_day(night, at(when)) == day.toordinal(), when
    assert opening_at(night, at("2026-11-07 01:59")) is not None
    assert opening_at(night, at("2026-11-08 01:00")) is None


@pytest.mark.spec("HOUR-2", "TICK-6")
def test_numbers_go_on_after_midnight() -> None:
    night = Hours(TOKYO, ((Span(1320, 1560),),) * 7)
    desk = Counter(hours=night, now=at("2026-11-06 23:50"))
    first = desk.taken(1)
    desk.now = at("2026-11-07 00:10")
    second = desk.taken(2)
    desk.now = at("2026-11-07 22:10")
    third = desk.taken(3)
    labels = [printed(desk.desk, desk[t]) for t in (first, second, third)]
    assert labels == ["A-001", "A-002", "A-001"]


@pytest.mark.spec("HOUR-3")
def test_the_last_number_and_then_who_waits_is_served() -> None:
    desk = Counter(hours=WORKDAY, now=Ms(MORNING + 149 * 60_000))
    assert gives_numbers(OFFICE_HOURS, at("2026-11-02 11:29:59"))
    assert not gives_numbers(OFFICE_HOURS, at("2026-11-02 11:30"))
    ticket = desk.taken(1)
    desk.now = Ms(MORNING + 150 * 60_000)
    assert why(desk.take(2)) == "too_late"
    desk.wait(3600)
    assert called(desk.call(1)) == [ticket]


@pytest.mark.spec("HOUR-4")
def test_the_night_in_which_clocks_go_back() -> None:
    # On 25 October 2026 at 3:00 summer time it is 2:00 again.
    (opening,) = openings(daily(120, 180), date(2026, 10, 25))
    assert opening.begin == at("2026-10-25 02:00", BERLIN, fold=0)
    assert opening.end == at("2026-10-25 03:00", BERLIN)
    assert opening.end - opening.begin == 2 * 3_600_000
    (half,) = openings(daily(60, 150), date(2026, 10, 25))
    assert half.end == at("2026-10-25 02:30", BERLIN, fold=1), "the last of two equal times"
    assert len(list(slots(daily(120, 180), date(2026, 10, 25)))) == 4


@pytest.mark.spec("HOUR-4")
def test_the_night_in_which_clocks_go_forward() -> None:
    # On 29 March 2026 at 2:00 it is 3:00.
    (opening,) = openings(daily(150, 240), date(2026, 3, 29))
    assert opening.begin == at("2026-03-29 03:30", BERLIN) and opening.end == at(
        "2026-03-29 04:00", BERLIN
    )
    (until,) = openings(daily(60, 150), date(2026, 3, 29))
    assert until.end == at("2026-03-29 03:30", BERLIN)
    assert openings(daily(120, 180), date(2026, 3, 29)) == [], "an hour that is not there"


@pytest.mark.spec("HOUR-5")
def test_a_window_that_everybody_left_after_hours_is_closed() -> None:
    desk = Counter(hours=WORKDAY, now=Ms(MORNING + 500 * 60_000))
    waits = desk.taken(1, verb="ask_callback")
    desk.now = Ms(MORNING + 511 * 60_000)
    assert desk.wait(0) == [], "somebody sits there still"
    desk.sit(1, 0)
    desk.wait(0)
    assert [w.turned for w in desk.desk.windows.values()] == ["closed", "open"]
    assert desk.state(waits) == "callback" and desk.wait(60) == []
    desk.check_fold()


@pytest.mark.spec("HOUR-5", "WIN-5")
def test_who_still_waits_then_is_called_back() -> None:
    desk = Counter(hours=WORKDAY, now=Ms(MORNING + 479 * 60_000))
    waits = desk.taken(1)
    desk.sit(1, 0)
    assert desk.wait(60) == []
    desk.now = Ms(MORNING + 510 * 60_000)
    assert kinds(desk.wait(0)) == [("deferred", waits)]


@pytest.mark.spec("HOUR-6")
def test_slots_and_seats() -> None:
    ten = Ms(MORNING + 3_600_000)
    desk = Counter(hours=WORKDAY)
    for wrong in (Ms(ten + 60_000), Ms(MORNING), Ms(MORNING + 3 * 3_600_000), Ms(0)):
        assert why(desk.take(1, verb="reserve", slot=wrong)) == "no_slot"
    mine = desk.taken(1, verb="reserve", slot=ten)
    assert desk[mine].until == ten
    assert why(desk.take(2, verb="reserve", slot=ten)) == "slot_full"
    assert why(desk.take(1, verb="reserve", slot=Ms(ten + 1_800_000))) == "has_ticket"
    desk.taken(2, 2, verb="reserve", slot=ten)
    desk.act(visitor(1), "cancel", mine)
    desk.taken(3, verb="reserve", slot=ten)
    assert why(Counter().take(1, verb="reserve", slot=ten)) == "no_slot", "a window without hours"
    desk.check_fold()


@pytest.mark.spec("HOUR-7")
@pytest.mark.parametrize(
    "when, begins",
    [
        ("2026-11-02 08:00", "2026-11-02 09:00"),
        ("2026-11-02 09:00", "2026-11-02 13:00"),
        ("2026-11-02 17:31", "2026-11-04 09:00"),
        ("2026-11-06 17:31", "2026-11-07 10:00"),
        ("2026-11-07 12:00", "2026-11-09 09:00"),
    ],
)
def test_the_next_opening(when: str, begins: str) -> None:
    opening = next_opening(OFFICE_HOURS, at(when))
    assert opening is not None and opening.begin == at(begins)


@pytest.mark.spec("HOUR-7")
def test_a_window_that_never_opens() -> None:
    assert next_opening(Hours(TOKYO, ((),) * 7), MORNING) is None


@pytest.mark.spec("HOUR-8")
def test_checking_in() -> None:
    ten = Ms(MORNING + 3_600_000)
    desk = Counter(hours=WORKDAY)
    ticket, late = (
        desk.taken(1, verb="reserve", slot=ten),
        desk.taken(2, 2, verb="reserve", slot=ten),
    )
    waits = desk.taken(3)
    desk.now = Ms(ten - 600_001)
    assert why(desk.act(visitor(1), "check_in", ticket)) == "too_early"
    desk.now = Ms(ten - 600_000)
    desk.act(visitor(1), "check_in", ticket)
    assert printed(desk.desk, desk[ticket]) == "A-002"
    assert called(desk.call(1)) == [ticket] and desk.state(waits) == "waiting"
    desk.now = Ms(ten + 900_001)
    assert why(desk.act(visitor(2), "check_in", late)) == "too_late"
    assert ("expired", late) in kinds(desk.wait(0))
    desk.check_fold()


@pytest.mark.spec("HOUR-8", "WIN-4")
def test_nobody_checks_in_at_a_closed_window() -> None:
    ten = Ms(MORNING + 3_600_000)
    desk = Counter(hours=WORKDAY)
    ticket = desk.taken(1, verb="reserve", slot=ten)
    desk.turn(1, "closed")
    desk.now = ten
    assert why(desk.act(visitor(1), "check_in", ticket)) == "closed"
    assert kinds(desk.act(visitor(1), "defer", ticket)) == [("deferred", ticket)]
    assert why(desk.act(staff(1), "cancel", ticket)) == "not_allowed"


zones = st.sampled_from(["Asia/Tokyo", "Europe/Berlin", "America/St_Johns", "Australia/Lord_Howe"])
spans = st.lists(st.integers(0, 1439), min_size=2, max_size=4, unique=True).map(
    lambda ends: tuple(Span(a, b) for a, b in zip(*[iter(sorted(ends))] * 2, strict=False))
)


@pytest.mark.spec("HOUR-1", "HOUR-4", "HOUR-6", "HOUR-7")
@examples(100)
@given(
    zones, st.lists(spans, min_size=7, max_size=7), st.integers(0, 365 * 1440), st.integers(5, 90)
)
def test_openings_are_in_order_apart_and_found(
    zone: str, week: list[tuple[Span, ...]], minute: int, slot: int
) -> None:
    hours = Hours(ZoneInfo(zone), tuple(week), slot=slot)
    now = Ms(MORNING + minute * 60_000)
    today = datetime.fromtimestamp(now / 1000, UTC).date()
    found = [o for ahead in range(-2, 10) for o in openings(hours, today + ahead * DAY)]
    assert all(a.end <= b.begin for a, b in pairwise(found))
    inside = [o for o in found if o.begin <= now < o.end]
    assert [opening_at(hours, now)] == (inside or [None])
    to_come = [o for o in found if o.begin > now]
    if to_come:
        assert next_opening(hours, now) == to_come[0]
    for opening in inside:
        for begin in slots(hours, opening.day):
            assert is_slot(hours, begin) and not is_slot(hours, Ms(begin + 1))
