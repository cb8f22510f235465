"""What is seen from where, against looking at each person."""

from __future__ import annotations

import random
from types import SimpleNamespace
from typing import Any

import numpy as np
import pytest

from rooms.crowd import CELL, FACINGS, FREE
from server.views import REACH_ACROSS, REACH_DOWN, Home, Packing
from server.wire import cells

FLOORS = ((16, 16), (1, 1), (3, 40), (300, 2))
"""Columns and rows of some floors."""


def crowd(chance: random.Random, people: int) -> Any:
    """So many people anywhere on the floors; some slots are free."""
    floor = np.array([chance.choice((FREE, 0, 1, 2, 3)) for _ in range(people)], np.int64)
    x = np.array([chance.randrange(FLOORS[f][0] * CELL) for f in floor], np.int64)
    y = np.array([chance.randrange(FLOORS[f][1] * CELL) for f in floor], np.int64)
    columns = np.array([columns for columns, _ in FLOORS], np.int64)
    return SimpleNamespace(
        columns=columns,
        floor=floor,
        x=x,
        y=y,
        cell=y // CELL * columns[floor] + x // CELL,
        seat=np.array(chance.sample(range(1 << 14), people), np.int64),
        facing=np.array([chance.randrange(4) for _ in range(people)], np.int64),
    )


def seen(some: Any, slots: list[int], home: Home, reach: tuple[int, int]) -> set[tuple[Any, ...]]:
    """Whom one sees who looks at each person by themselves."""
    floor, cell = home
    row, column = divmod(cell, int(some.columns[floor]))
    return {
        (int(some.seat[s]), int(some.x[s]), int(some.y[s]), FACINGS[some.facing[s]])
        for s in slots
        if some.floor[s] == floor
        and abs(some.x[s] // CELL - column) <= reach[0]
        and abs(some.y[s] // CELL - row) <= reach[1]
    }


@pytest.mark.spec("MOVE-14", "WIRE-14")
@pytest.mark.parametrize("seed", range(20))
def test_a_view_holds_the_walkers_of_a_block_and_nobody_else(seed: int) -> None:
    chance = random.Random(seed)
    some = crowd(chance, chance.choice((0, 1, 30, 1000)))
    slots = sorted(chance.sample(range(len(some.x)), len(some.x) // 2))
    packing = Packing(some, np.array(slots, np.int64))
    homes: list[Home] = [
        (floor, chance.randrange(columns * rows))
        for floor, (columns, rows) in enumerate(FLOORS)
        for _ in range(30)
    ]
    for home, view in zip(homes, packing.views(homes), strict=True):
        found = cells.unpack(view, int(some.columns[home[0]]))
        assert len(found) == len(set(found))
        assert set(found) == seen(some, slots, home, (REACH_ACROSS, REACH_DOWN))
    for floor, (columns, _) in enumerate(FLOORS):
        whole = cells.unpack(packing.floor(floor), columns)
        assert set(whole) == seen(some, slots, (floor, 0), (1000, 1000))


@pytest.mark.spec("MOVE-14")
@pytest.mark.parametrize("seed", range(20))
def test_who_comes_to_another_cell_is_told_of_all_whom_they_did_not_see(seed: int) -> None:
    chance = random.Random(seed)
    some = crowd(chance, chance.choice((1, 30, 1000)))
    slots = list(range(len(some.x)))
    packing = Packing(some, np.arange(len(some.x)))
    for floor, (columns, rows) in enumerate(FLOORS):
        before, after = (chance.randrange(columns * rows) for _ in range(2))
        reach = (REACH_ACROSS, REACH_DOWN)
        fresh = seen(some, slots, (floor, after), reach) - seen(some, slots, (floor, before), reach)
        assert set(cells.unpack(packing.news((floor, after), before), columns)) == fresh
