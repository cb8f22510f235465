"""Straight lines and ways over a grid of cells."""

from __future__ import annotations

import heapq
import math

import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from rooms.grid import Grid
from rooms.model import Position, Px
from tests.support.examples import examples
from tests.support.plans import CELL, grid, grid_of, spot

CELLS = (8.0, 4.0, 4.5, 8.25)
"""Sizes of cells: of tiles of 32, 16, 18 and 33 pixels."""


@st.composite
def grids(draw: st.DrawFn, largest: int = 14) -> Grid:
    rows = draw(st.integers(1, largest))
    columns = draw(st.integers(1, largest))
    seed = draw(st.integers(0, 2**32 - 1))
    walls = draw(st.sampled_from((0.05, 0.2, 0.4)))
    closed = np.random.default_rng(seed).random((rows, columns)) < walls
    return grid_of(closed, draw(st.sampled_from(CELLS)))


@st.composite
def points(draw: st.DrawFn, on: Grid, margin: int = 0) -> Position:
    x = draw(st.integers(-margin, math.ceil(on.columns * on.cell_width) - 1 + margin))
    y = draw(st.integers(-margin, math.ceil(on.rows * on.cell_height) - 1 + margin))
    return Position(Px(x), Px(y))


@st.composite
def open_points(draw: st.DrawFn, on: Grid) -> Position:
    cells = [i for i, closed in enumerate(on.closed) if not closed]
    assume(cells)
    row, col = divmod(draw(st.sampled_from(cells)), on.columns)
    width, height = int(on.cell_width), int(on.cell_height)
    x = math.ceil(col * on.cell_width) + draw(st.integers(0, width - 1))
    y = math.ceil(row * on.cell_height) + draw(st.integers(0, height - 1))
    at = Position(Px(x), Px(y))
    assume(on.is_open(at))
    return at


def samples(on: Grid, a: Position, b: Position, count: int = 400) -> list[bool]:
    """Whether each of many points of a line lies on an open cell; a hair from a border, both do."""
    hair = 1e-7

    def is_open(x: float, y: float) -> bool:
        return any(
            on.open_cell(math.floor(i / on.cell_width), math.floor(j / on.cell_height))
            for i in (x - hair, x + hair)
            for j in (y - hair, y + hair)
        )

    return [
        is_open(a.x + (b.x - a.x) * i / count, a.y + (b.y - a.y) * i / count)
        for i in range(count + 1)
    ]


@pytest.mark.spec("MOVE-9")
def test_a_line_is_stopped_by_a_wall_and_by_its_corner() -> None:
    room = grid("""
        .....
        ..#..
        .....
        """)
    assert room.line_open(Position(4, 4), Position(36, 4))
    assert not room.line_open(Position(4, 12), Position(36, 12))
    assert not room.line_open(Position(14, 4), Position(18, 9)), "through the wall's corner"


@pytest.mark.spec("MOVE-9")
def test_a_line_that_only_clips_a_corner_of_a_wall_is_not_open() -> None:
    room = grid("""
        ....
        ...#
        ....
        """)
    # It enters the closed cell at (24, 15) and leaves it at (24.7, 16).
    assert not room.line_open(Position(20, 9), Position(26, 18))


@pytest.mark.spec("MOVE-9")
@pytest.mark.parametrize("art", ["#.\n..", "..\n.#", "#.\n.#"])
def test_no_line_passes_through_a_corner_beside_a_wall(art: str) -> None:
    beside = grid(art)
    assert not beside.line_open(Position(12, 4), Position(4, 12))
    assert grid("..\n..").line_open(Position(12, 4), Position(4, 12))


@pytest.mark.spec("MOVE-9")
def test_no_line_leaves_the_grid() -> None:
    room = grid("...")
    assert not room.line_open(Position(4, 4), Position(4, -1))
    assert not room.line_open(Position(-1, 4), Position(4, 4))
    assert not room.line_open(Position(4, 4), Position(24, 4))


@pytest.mark.spec("MOVE-9")
@examples(400)
@given(st.data())
def test_a_line_is_open_from_both_ends_alike(data: st.DataObject) -> None:
    on = data.draw(grids())
    a, b = data.draw(points(on, 5)), data.draw(points(on, 5))
    assert on.line_open(a, b) == on.line_open(b, a)


@pytest.mark.spec("MOVE-9")
@examples(400)
@given(st.data())
def test_an_open_line_crosses_no_wall_and_a_closed_one_meets_one(data: st.DataObject) -> None:
    on = data.draw(grids())
    a, b = data.draw(open_points(on)), data.draw(open_points(on))
    if on.line_open(a, b):
        assert all(samples(on, a, b))
    else:
        assert touches_closed(on, a, b)


def touches_closed(on: Grid, a: Position, b: Position) -> bool:
    """Whether the line meets the square of a closed cell, its border and corners included."""
    return any(
        not on.open_cell(col, row) and _meets(on, a, b, col, row)
        for col in range(on.columns)
        for row in range(on.rows)
    )


def _meets(on: Grid, a: Position, b: Position, col: int, row: int) -> bool:
    """Liang and Barsky's clipping of a line to a square."""
    start, end = 0.0, 1.0
    for origin, delta, low in (
        (a.x, b.x - a.x, col * on.cell_width),
        (a.y, b.y - a.y, row * on.cell_height),
    ):
        high = low + (on.cell_width if low == col * on.cell_width else on.cell_height)
        if delta == 0:
            if not low <= origin <= high:
                return False
            continue
        first, second = sorted(((low - origin) / delta, (high - origin) / delta))
        start, end = max(start, first - 1e-9), min(end, second + 1e-9)
    return start <= end


# --- ways -----------------------------------------------------------------------------------------


@pytest.mark.spec("MOVE-3")
def test_a_way_leads_round_a_wall() -> None:
    room = grid("""
        .....
        ####.
        .....
        """)
    a, b = Position(4, 4), Position(4, 20)
    way = room.path(a, b)
    assert way is not None and way[-1] == b
    assert max(p.x for p in way) >= 32
    assert 2 * 28 <= room.path_length(a, b, math.inf) <= 2 * 32 + 16


@pytest.mark.spec("MOVE-3")
def test_there_is_no_way_into_a_closed_room() -> None:
    room = grid("""
        ..#..
        ..#..
        """)
    assert room.path(Position(4, 4), Position(36, 4)) is None
    assert room.path_length(Position(4, 4), Position(36, 4), math.inf) == math.inf


@pytest.mark.spec("MOVE-3")
def test_a_way_to_the_far_side_of_the_next_cell_but_one_costs_no_less_than_the_beeline() -> None:
    corner = grid("""
        ...
        .#.
        ...
        """)
    a, b = Position(8, 0), Position(23, 15)
    assert not corner.line_open(a, b)
    assert corner.path_length(a, b, math.inf) >= math.dist(a, b)


@pytest.mark.spec("MOVE-3", "MOVE-9")
@examples(250)
@given(st.data())
def test_every_leg_of_a_way_is_an_open_line(data: st.DataObject) -> None:
    on = data.draw(grids())
    a, b = data.draw(open_points(on)), data.draw(open_points(on))
    way = on.path(a, b)
    if way is not None:
        assert way[-1] == b
        for start, end in zip([a, *way], way, strict=False):
            assert on.line_open(start, end)
            assert all(samples(on, start, end, 60))


@pytest.mark.spec("MOVE-3")
@examples(250)
@given(st.data())
def test_a_way_is_about_as_long_as_the_shortest_one(data: st.DataObject) -> None:
    on = data.draw(grids(10))
    a, b = data.draw(open_points(on)), data.draw(open_points(on))
    length = on.path_length(a, b, math.inf)
    shortest = dijkstra(on, a, b)
    if shortest is None:
        assert length == math.inf
        return
    hair = 1e-9
    assert length >= math.dist(a, b) - hair
    # Within the cells of the ends each of the two may go another way than over their middles.
    around = 2 * math.hypot(on.cell_width, on.cell_height)
    assert length <= shortest + around
    assert length >= shortest / 1.0824 - around  # eight directions against all


@pytest.mark.spec("MOVE-3")
@examples(250)
@given(st.data())
def test_from_middle_to_middle_no_way_over_cells_is_shorter(data: st.DataObject) -> None:
    seed, walls = data.draw(st.integers(0, 2**32 - 1)), data.draw(st.sampled_from((0.1, 0.3)))
    on = grid_of(np.random.default_rng(seed).random((14, 14)) < walls)
    a = on.middle(on.cell(data.draw(open_points(on))))
    b = on.middle(on.cell(data.draw(open_points(on))))
    shortest = dijkstra(on, a, b)
    assert on.path_length(a, b, math.inf) <= (math.inf if shortest is None else shortest + 1e-9)


@pytest.mark.spec("MOVE-2", "MOVE-3")
@examples(80)
@given(st.data())
def test_a_limit_hides_longer_ways_and_changes_no_shorter_one(data: st.DataObject) -> None:
    on = data.draw(grids())
    a, b = data.draw(open_points(on)), data.draw(open_points(on))
    length = on.path_length(a, b, math.inf)
    assume(length != math.dist(a, b))
    assert on.path_length(a, b, length * 0.99) == math.inf
    if length < math.inf:
        assert on.path_length(a, b, length + 1e-9) == pytest.approx(length)


def dijkstra(on: Grid, a: Position, b: Position) -> float | None:
    """The length of the shortest way in eight directions from middle to middle."""
    goal = on.cell(b)
    heap = [(0.0, on.cell(a))]
    best = {on.cell(a): 0.0}
    while heap:
        length, (col, row) = heapq.heappop(heap)
        if (col, row) == goal:
            return length
        if length > best[col, row]:
            continue
        for east in (-1, 0, 1):
            for south in (-1, 0, 1):
                there = (col + east, row + south)
                beside = on.open_cell(col + east, row) and on.open_cell(col, row + south)
                if not (beside and on.open_cell(*there)):
                    continue
                further = length + math.hypot(east * on.cell_width, south * on.cell_height)
                if further < best.get(there, math.inf):
                    best[there] = further
                    heapq.heappush(heap, (further, there))
    return None


# --- nearest open cells ---------------------------------------------------------------------------


@pytest.mark.spec("MOVE-10")
def test_the_nearest_open_place_is_the_own_one_if_it_is_open() -> None:
    room = grid("""
        .#.
        ...
        """)
    assert room.nearest_open(Position(1, 2)) == Position(1, 2)
    assert room.nearest_open(Position(12, 1)) in (Position(4, 4), Position(20, 4), Position(12, 12))
    assert grid("##").nearest_open(Position(1, 1)) is None


def test_the_cell_of_a_point_is_the_one_that_holds_it() -> None:
    room = grid("...\n...")
    assert room.cell(Position(7, 8)) == (0, 1)
    assert room.middle(room.cell(Position(7, 8))) == Position(4, 12)
    assert room.contains(Position(23, 15)) and not room.contains(Position(24, 15))
    assert spot(0.25, 0) == Position(CELL, 0)
