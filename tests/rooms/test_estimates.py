"""How long one will wait: futures, ranges, corrections (EST). The figures are the benchmark's."""

from __future__ import annotations

import random

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from rooms.desk.estimate import Correction, Range, Shift, Track, estimates
from rooms.desk.events import Event, Sat, StaffSet
from rooms.desk.forecast import _DRAWS, FUTURES, Free, Matter, begins
from rooms.desk.model import OFFICE, Ms, Seq
from rooms.desk.past import MatterKind, Past
from rooms.desk.staffing import Staffing
from rooms.model import PersonId
from tests.support.desk import MORNING, Counter, called, skills, staff
from tests.support.desk_day import TOWN_HALL, Replay, scored
from tests.support.examples import examples

ALWAYS_100 = Matter(np.full(20, 100.0))
EVERY = np.ones(10, np.bool_)


def middles(line: list[Matter], people: list[Free], leaving: float = 0.0) -> list[float]:
    return [float(m) for m in np.median(begins(line, people, leaving), axis=0)]


def history(desk: Counter) -> Past:
    past = Past()
    for event in desk.log:
        past.hear(event)
    return past


# --- futures --------------------------------------------------------------------------------------


@pytest.mark.spec("EST-1")
def test_a_line_before_one_and_before_two_who_are_free() -> None:
    line = [ALWAYS_100] * 4
    assert middles(line, [Free(EVERY[:4])]) == [0, 100, 200, 300]
    assert middles(line, [Free(EVERY[:4])] * 2) == [0, 0, 100, 100]
    assert np.array_equal(begins(line, [Free(EVERY[:4])]), begins(line, [Free(EVERY[:4])]))


@pytest.mark.spec("EST-1")
def test_each_is_called_by_who_can_serve_them() -> None:
    odd = np.array([True, False, True, False])
    line = [ALWAYS_100] * 4
    assert middles(line, [Free(odd), Free(~odd)]) == [0, 0, 100, 100]
    assert middles(line, [Free(odd)]) == [0, np.inf, 100, np.inf]


@pytest.mark.spec("EST-1")
def test_who_is_at_it_takes_as_much_longer_as_others_did() -> None:
    matter = Matter(np.array([60.0] * 50 + [600.0] * 50))
    assert middles([ALWAYS_100], [Free(EVERY[:1], matter, 61)]) == [539]
    (soon,) = middles([ALWAYS_100], [Free(EVERY[:1], matter, 0)])
    assert 0 < soon < 539
    (late,) = middles([ALWAYS_100], [Free(EVERY[:1], matter, 5000)])
    assert late > 0, "longer than anybody before"


@pytest.mark.spec("EST-1")
def test_who_gives_up_takes_no_time_and_texts_go_side_by_side() -> None:
    line = [ALWAYS_100] * 10
    patient, impatient = (middles(line, [Free(EVERY)], leaving)[-1] for leaving in (0, 1 / 300))
    assert patient == 900 and impatient < 700
    texts = [Matter(ALWAYS_100.took, by_text=True)] * 3
    assert middles(texts, [Free(EVERY[:3], pace=2)]) == [0, 50, 100]


@pytest.mark.spec("EST-1")
def test_a_very_long_line_is_counted_on() -> None:
    line = [ALWAYS_100] * 400
    found = middles(line, [Free(np.ones(400, np.bool_))])
    assert found[199] == 19_900 and found[399] == pytest.approx(39_800)


# --- what is known --------------------------------------------------------------------------------


@pytest.mark.spec("EST-2")
def test_durations_are_learned_from_call_to_free() -> None:
    desk = Counter()
    for who in range(1, 9):
        ticket = desk.taken(who)
        desk.call(1)
        desk.now = Ms(desk.now + 30_000)
        desk.act(staff(1), "begin", ticket)
        desk.now = Ms(desk.now + 90_000)
        desk.act(staff(1), ("resolve", "park")[who % 2], ticket)
    past = history(desk)
    assert list(past.matter(MatterKind(skills("経理"), False)).took) == [120.0] * 8
    unknown = past.matter(MatterKind(skills("人事"), False)).took
    assert list(unknown) == [120.0] * 8, "what nothing is known of takes what all take"
    assert len(Past().matter(MatterKind(skills("人事"), False)).took) > 1
    assert past.leaving < 1 / 3600


@pytest.mark.spec("EST-3")
def test_a_range_for_all_who_wait_or_none() -> None:
    desk = Counter()
    tickets = [desk.taken(who) for who in range(1, 7)]
    past = history(desk)
    told = estimates(desk.desk, past, desk.now, desk[tickets[-1]])
    assert list(told) == tickets
    ranges = [found for found in told.values() if found is not None]
    assert len(ranges) == 6
    assert all(low <= middle <= high for low, middle, high in ranges)
    assert [r.middle for r in ranges] == sorted(r.middle for r in ranges)
    assert ranges[0].middle == ranges[1].middle == 0, "two are free"
    assert ranges[-1].high > ranges[-1].low
    for who in (1, 2):
        desk.sit(who, 0)
    assert set(estimates(desk.desk, past, desk.now, desk[tickets[-1]]).values()) == {None}


@pytest.mark.spec("EST-3")
def test_it_shrinks_with_each_call() -> None:
    desk = Counter()
    desk.sit(2, 0)
    mine = [desk.taken(who) for who in range(1, 5)][-1]
    before = 1e9
    for _ in range(3):
        (ticket,) = called(desk.call(1))
        told = estimates(desk.desk, history(desk), desk.now, desk[mine])[mine]
        assert told is not None and told.middle < before
        before = told.middle
        desk.act(staff(1), "miss", ticket)


@pytest.mark.spec("EST-4")
def test_who_said_when_they_come_is_there_then() -> None:
    desk = Counter()
    desk.sit(1, 0)
    desk.sit(2, 0)
    ticket = desk.taken(1)
    in_an_hour = {PersonId(1): Shift(comes=Ms(desk.now + 3_600_000))}
    told = estimates(desk.desk, Past(), desk.now, desk[ticket], in_an_hour)[ticket]
    assert told is not None and told.middle == 3600
    gone = {PersonId(1): Shift(goes=Ms(desk.now - 1))}
    assert estimates(desk.desk, Past(), desk.now, desk[ticket], gone)[ticket] is None
    lunch = {PersonId(1): Shift(breaks=((Ms(desk.now - 1), Ms(desk.now + 600_000)),))}
    told = estimates(desk.desk, Past(), desk.now, desk[ticket], lunch)[ticket]
    assert told is not None and told.middle == 600


@pytest.mark.spec("EST-4")
def test_an_hour_that_is_usually_half_empty_takes_twice_as_long() -> None:
    staffing, seq = Staffing(), 0
    everybody = skills("経理")

    def hear(hour: float, fact: StaffSet | Sat) -> None:
        nonlocal seq
        seq += 1
        at = Ms(MORNING + round(hour * 3_600_000))
        staffing.hear(Event(Seq(seq), at, OFFICE, "", fact))

    for who in (1, 2):
        hear(0, StaffSet(PersonId(who), everybody, 1, False))
    worked = np.array([1800.0, 7200.0])
    now = MORNING + 4 * 86_400_000 + 2 * 3_600_000
    assert list(staffing.elapsed(everybody, now, worked)) == [1800, 7200], "nothing is known yet"
    for day in range(4):
        for hour, who, window in ((0, 1, 1), (0, 2, 1), (3, 2, 0), (8, 1, 0)):
            hear(24 * day + hour, Sat(PersonId(who), window))  # type: ignore[arg-type]
    hear(24 * 4, Sat(PersonId(1), 1))  # type: ignore[arg-type]
    assert list(staffing.elapsed(everybody, now, worked)) == pytest.approx([1800, 10_800])
    assert list(staffing.elapsed(skills("茶道"), now, worked)) == [1800, 7200]


# --- corrections ----------------------------------------------------------------------------------


@pytest.mark.spec("EST-3")
def test_estimates_that_are_half_of_what_comes_are_corrected() -> None:
    track = Track()
    assert track.correction() == Correction()
    for n in range(100):
        track.learn(Range(500 + n, 600 + n, 700 + n), 900 + 1.5 * n)
    after = track.correction().of(Range(500, 600, 700))
    assert after.middle == pytest.approx(900, rel=0.05)
    assert after.low <= after.middle <= after.high


@pytest.mark.spec("EST-3")
@examples(60)
@given(st.lists(st.tuples(*[st.floats(0, 1e5)] * 4), min_size=20, max_size=60))
def test_ranges_stay_in_order_whatever_was_learned(seen: list[tuple[float, ...]]) -> None:
    track = Track()
    for *rough, true in seen:
        track.learn(Range(*sorted(rough)), true)
    correction = track.correction()
    for rough in ((0.0, 0.0, 0.0), (10.0, 20.0, 400.0), (0.0, 5000.0, 5000.0)):
        told = correction.of(Range(*rough))
        assert 0 <= told.low <= told.middle <= told.high


@pytest.mark.spec("EST-5")
def test_on_replayed_days_the_range_is_honest_and_better_than_the_naive_one() -> None:
    replay = Replay(TOWN_HALL, seed=7)
    for day in range(3):
        replay.play(day)
    replay.told.clear()
    for day in range(3, 6):
        replay.play(day)
    score = scored(replay.told)
    print(score)
    assert score.count > 400
    assert score.inside >= 0.75, "four in five; with so few days, some less"
    assert score.better >= 0.2


def test_the_draws_are_even() -> None:
    assert np.allclose(np.sort(_DRAWS, axis=0)[:, 0], (np.arange(FUTURES) + 0.5) / FUTURES)
    pairs = np.corrcoef(_DRAWS[:, :12].T) - np.eye(12)
    assert np.abs(pairs).max() < 0.25


@pytest.mark.spec("EST-3")
def test_ranges_that_were_too_narrow_are_widened_until_they_hold() -> None:
    dice = random.Random(5)
    truths = [600 * dice.lognormvariate(0, 0.5) for _ in range(400)]
    narrow, track = Range(550, 600, 650), Track()
    for true in truths[:300]:
        track.learn(narrow, true)
    told = track.correction().of(narrow)
    assert sum(narrow.low <= true <= narrow.high for true in truths[300:]) < 30
    assert 78 <= sum(told.low <= true <= told.high for true in truths[300:]) <= 94
