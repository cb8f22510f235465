"""The crowd: slots and seats taken and given back, growth, and claims as arrays."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from rooms import commands, events
from rooms.crowd import CELL, FREE, SEATS, Crowd, FloorFullError
from rooms.model import PersonId, Position, Profile, Px
from tests.support.examples import examples
from tests.support.house import GROUND, IN_EXIT, PLAN, ROOF, House, only, refusals
from tests.support.plans import draw

WIDE = draw("\n".join(["@" + "." * 29] * 20))
"""960 × 640 px: four cells by three."""
PROFILE = Profile("花", "auto")


def at(x: int, y: int) -> Position:
    return Position(Px(x), Px(y))


def crowd() -> Crowd:
    return Crowd([WIDE.plan, PLAN.plan])


def test_a_slot_is_taken_and_given_back() -> None:
    some = crowd()
    a, b = some.enter(PersonId(7), 0), some.enter(PersonId(8), 1)
    assert (a, b) == (0, 1)
    assert (some.person[a], some.floor[a]) == (7, 0)
    some.leave(a)
    assert some.floor[a] == FREE and len(some) == 1
    assert some.enter(PersonId(9), 1) == a


def test_a_seat_is_the_lowest_that_is_free_on_the_floor() -> None:
    some = crowd()
    slots = [some.enter(PersonId(who), who % 2) for who in range(6)]
    assert some.seat[slots].tolist() == [0, 0, 1, 1, 2, 2]
    for slot in (slots[2], slots[0]):
        some.leave(slot)
    assert [int(some.seat[some.enter(PersonId(who), 0)]) for who in (7, 8, 9)] == [0, 1, 3]


@examples(100)
@given(st.lists(st.tuples(st.booleans(), st.integers(0, 1), st.integers(0, 1000)), max_size=300))
def test_nobody_shares_a_slot_nor_a_seat_of_a_floor(history: list[tuple[bool, int, int]]) -> None:
    some, here, after = crowd(), dict[int, tuple[int, int]](), 0
    for coming, floor, pick in history:
        if coming or not here:
            after += 1
            slot = some.enter(PersonId(after), floor)
            assert slot not in here
            here[slot] = after, floor
            some.put(slot, at(after % 300, 0))
        else:
            gone = sorted(here)[pick % len(here)]
            some.leave(gone)
            del here[gone]
        used = np.flatnonzero(some.floor != FREE).tolist()
        assert used == sorted(here)
        assert {s: (int(some.person[s]), int(some.floor[s])) for s in used} == here
        assert all(some.x[slot] == who % 300 for slot, (who, _) in here.items())
        for number in (0, 1):
            seats = some.seat[some.floor == number].tolist()
            assert len(set(seats)) == len(seats)


@pytest.mark.spec("SESS-12")
def test_a_floor_holds_as_many_as_a_seat_can_tell() -> None:
    some = crowd()
    for who in range(SEATS):
        some.enter(PersonId(who + 1), 0)
    assert some.is_full(0) and not some.is_full(1)
    assert int(some.seat.max()) == SEATS - 1 == (1 << 14) - 1
    with pytest.raises(FloorFullError):
        some.enter(PersonId(SEATS + 1), 0)
    some.leave(77)
    assert int(some.seat[some.enter(PersonId(SEATS + 2), 0)]) == 77


@pytest.mark.spec("SESS-12")
def test_who_would_come_to_a_full_floor_stays_and_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    house = House()
    for who in (1, 2):
        house.enter(who, who - 1)
    house.enter(3, 3, ROOF)
    house.enter(4, 4, ROOF)
    house.lock(3)
    knock = house.asked(3, "invite", 1)
    monkeypatch.setattr("rooms.crowd.SEATS", 2)
    assert not house.office.has_seat() and not house.office.has_seat(ROOF)
    assert refusals(house.do(1, commands.GoFloor(ROOF))) == [(1, "go_floor", "full")]
    assert refusals(house.answer(1, knock, "accept")) == [(1, "answer", "full")]
    told = house.walk_to(2, IN_EXIT)
    assert refusals(told) == [(2, "go_floor", "full")] and only(events.Walked, told)
    assert house.office.where(PersonId(2)) == GROUND
    house.do(4, commands.Leave())
    assert house.office.has_seat(ROOF)
    assert refusals(house.do(1, commands.GoFloor(ROOF))) == []


def test_cells_are_counted_row_by_row() -> None:
    some = crowd()
    slot = some.enter(PersonId(1), 0)
    assert some.columns[0] == 4
    for x, y, cell in ((0, 0, 0), (CELL - 1, CELL - 1, 0), (CELL, 0, 1), (959, 639, 2 * 4 + 3)):
        some.put(slot, at(x, y))
        assert some.cell[slot] == cell


@pytest.mark.spec("MOVE-1", "MOVE-7")
def test_claims_come_as_arrays_too() -> None:
    house = House()
    for who in (1, 2, 3):
        house.enter(who, who - 1)
    office, crowd = house.office, house.office.crowd
    slots = np.array([office.floors[GROUND].slot(PersonId(who)) for who in (1, 2, 3)])
    crowd.epoch[slots] = [0, 70_000, 5]
    x, y = crowd.x[slots] + [1, 2, 3], crowd.y[slots].copy()
    office.claim(slots, x, y, np.array([3, 1, 0]), np.array([0, 70_000 - 65_536, 4]))
    office.claim(np.array([40]), x[:1], y[:1], np.array([0]), np.array([0]))
    assert office.restless
    (walked,) = only(events.Walked, house.tick())
    assert walked.slots.tolist() == slots[:2].tolist()
    assert not walked.crossed.any()
    assert [office.card(PersonId(who)).facing for who in (1, 2, 3)] == ["w", "e", "s"]
    assert crowd.x[slots].tolist() == [int(x[0]), int(x[1]), int(x[2]) - 3]


def test_who_comes_into_another_cell_is_told_apart() -> None:
    house = House(WIDE)
    house.office.enter(PersonId(1), commands.Enter(PROFILE, at=at(250, 100)), GROUND, house.now)
    house.office.enter(PersonId(2), commands.Enter(PROFILE, at=at(200, 100)), GROUND, house.now)
    for who in (1, 2):
        here = house.office.card(PersonId(who)).at
        house.do(who, commands.Move(at(here.x + 7, 100), "e", 0))
    (walked,) = only(events.Walked, house.tick())
    crossed = house.office.crowd.person[walked.slots[walked.crossed]].tolist()
    assert (len(walked.slots), crossed) == (2, [1])
