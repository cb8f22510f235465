"""When a window is open: weekly hours, other days, the last number, and slots to reserve (HOUR).

Moments are ms since 1970; a time zone is handed in as a value, and no clock is read. A span of
hours belongs to the day it begins on, also when it ends after midnight.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta, tzinfo
from typing import NamedTuple

from rooms.desk.model import Ms

_MINUTE = 60_000
_FAR_DAYS = 400
"""How far ahead an opening is looked for: beyond a year there is none."""


class Span(NamedTuple):
    """From a minute of a day to a later one; beyond 1440 it lies on the next day."""

    begin: int
    end: int


class Open(NamedTuple):
    """An opening as it comes: its day, its first moment, and the first one after it."""

    day: date
    begin: Ms
    end: Ms


@dataclass(frozen=True, slots=True)
class Hours:
    """The hours of a window. `week` has the spans of Monday to Sunday, `other` those of single days
    in their place (none for a holiday). `last_number` is how many minutes before the end of a span
    the last number is given; `slot` how many minutes a reservation has, and `seats` how many people
    may reserve the same one."""

    tz: tzinfo
    week: tuple[tuple[Span, ...], ...]
    other: tuple[tuple[date, tuple[Span, ...]], ...] = ()
    last_number: int = 0
    slot: int = 30
    seats: int = 1

    def __post_init__(self) -> None:
        """Raises ValueError for hours that can't be."""
        if len(self.week) != 7:
            raise ValueError("a week has seven days")
        if self.last_number < 0 or self.slot <= 0 or self.seats < 0:
            raise ValueError("minutes and seats are not negative, and a slot takes time")
        for spans in (*self.week, *(spans for _, spans in self.other)):
            _check(spans)


def _check(spans: tuple[Span, ...]) -> None:
    before = 0
    for span in spans:
        if not before <= span.begin < span.end <= 2 * 1440 or span.begin >= 1440:
            raise ValueError(f"spans lie in order, apart, and begin on their day: {span}")
        before = span.end


def openings(hours: Hours, day: date) -> list[Open]:
    """The openings that belong to a day, in order."""
    spans = dict(hours.other).get(day, hours.week[day.weekday()])
    found = (
        Open(
            day,
            _moment(hours.tz, day, s.begin, last=False),
            _moment(hours.tz, day, s.end, last=True),
        )
        for s in spans
    )
    return [opening for opening in found if opening.begin < opening.end]


def opening_at(hours: Hours, now: Ms) -> Open | None:
    """The opening that a moment lies in."""
    today = local_date(hours, now)
    for day in (today - timedelta(1), today):
        for opening in openings(hours, day):
            if opening.begin <= now < opening.end:
                return opening
    return None


def next_opening(hours: Hours, now: Ms) -> Open | None:
    """The first opening that begins after a moment; None if there is none within a year."""
    today = local_date(hours, now)
    for ahead in range(-1, _FAR_DAYS):
        for opening in openings(hours, today + timedelta(ahead)):
            if opening.begin > now:
                return opening
    return None


def gives_numbers(hours: Hours, now: Ms) -> bool:
    """Whether it is open, and not too late for a number."""
    opening = opening_at(hours, now)
    return opening is not None and now < opening.end - hours.last_number * _MINUTE


def number_day(hours: Hours, now: Ms) -> int:
    """The day (counted from the year 1) whose numbers are given: that of the opening, which goes on
    after midnight, else of the calendar."""
    opening = opening_at(hours, now)
    return (opening.day if opening is not None else local_date(hours, now)).toordinal()


def slots(hours: Hours, day: date) -> Iterator[Ms]:
    """When the slots of a day begin. Each is as long in real time, whatever the clocks do."""
    step = hours.slot * _MINUTE
    for opening in openings(hours, day):
        for begin in range(opening.begin, opening.end - step + 1, step):
            yield Ms(begin)


def is_slot(hours: Hours, moment: Ms) -> bool:
    """Whether a slot begins at a moment."""
    opening = opening_at(hours, moment)
    return opening is not None and moment in slots(hours, opening.day)


def local_date(hours: Hours, now: Ms) -> date:
    """What the calendar on the wall of the window says."""
    return datetime.fromtimestamp(now / 1000, UTC).astimezone(hours.tz).date()


def _moment(tz: tzinfo, day: date, minute: int, *, last: bool) -> Ms:
    """A time by the clock on the wall. One that comes twice is meant the first time, or the last;
    one that the clocks skip is as late as if they had not been set yet."""
    wall = datetime(day.year, day.month, day.day) + timedelta(minutes=minute)
    once = wall.replace(tzinfo=tz, fold=0).timestamp()
    again = wall.replace(tzinfo=tz, fold=1).timestamp()
    return Ms(round(1000 * (max(once, again) if last else once)))
