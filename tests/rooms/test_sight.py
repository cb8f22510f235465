"""What one sees, for many at once: as the grid says of each line."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from rooms.grid import Grid
from rooms.model import Position, Px
from rooms.sight import Sights
from tests.support.examples import examples

SIZES = ((8.0, 8.0), (6.0, 10.0), (8.25, 7.5))
CELLS = 9


def grids(lot: np.random.Generator, share: float) -> list[Grid]:
    return [
        Grid(CELLS + i, CELLS, *size, (lot.random((CELLS, CELLS + i)) < share).tobytes())
        for i, size in enumerate(SIZES)
    ]


@pytest.mark.spec("MOVE-9", "BUB-6")
@examples(300)
@given(st.integers(0, 2**32 - 1), st.sampled_from((0.0, 0.03, 0.15)), st.sampled_from((1, 2, 4, 8)))
def test_lines_are_open_as_the_grid_says(seed: int, share: float, step: int) -> None:
    lot = np.random.default_rng(seed)
    floors, count = grids(lot, share), int(lot.choice((60, 300)))
    floor = lot.integers(0, len(floors), count)
    # Coarse steps lead lines through corners and along borders; some end off the floor.
    ends = lot.integers(-1, 12 * 8 // step, (4, count)) * step
    ax, ay, bx, by = np.where(lot.random(count) < 0.1, ends[[0, 1, 0, 1]], ends)
    found = Sights(floors).lines_open(floor, ax, ay, bx, by)
    for i, open_ in enumerate(found.tolist()):
        a, b = (Position(Px(int(x[i])), Px(int(y[i]))) for x, y in ((ax, ay), (bx, by)))
        assert open_ == floors[floor[i]].line_open(a, b), (floors[floor[i]], a, b)


@examples(100)
@given(st.integers(0, 2**32 - 1))
def test_every_line_in_a_clear_box_is_open(seed: int) -> None:
    lot = np.random.default_rng(seed)
    floors = grids(lot, 0.03)
    floor = lot.integers(0, len(floors), 40)
    (left, right), (top, bottom) = np.sort(lot.integers(-5, 80, (2, 2, 40)), axis=1)
    clear = Sights(floors).clear(floor, left, top, right, bottom)
    for i in np.flatnonzero(clear).tolist():
        corners = [
            Position(Px(int(x[i])), Px(int(y[i]))) for x in (left, right) for y in (top, bottom)
        ]
        assert all(floors[floor[i]].line_open(a, b) for a in corners for b in corners)
