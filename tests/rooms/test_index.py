"""Who is near whom, who hangs together, who changes cells: against looking at everybody."""

from __future__ import annotations

import math
import random
from dataclasses import dataclass
from itertools import combinations

import numpy as np
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from rooms.index import Index, apply, cells_at, components
from rooms.model import Position, Px
from rooms.sight import Sights
from tests.support.examples import examples
from tests.support.plans import grid_of

SIDE = 160
"""Pixels across the floors on which there are walls, 20 cells of 8."""

# --- histories of everybody ----------------------------------------------------------------------


@dataclass(frozen=True)
class Case:
    """A history: all that is in it follows from the seed."""

    seed: int
    count: int
    radius: float
    widest: int
    spread: int  # px on each side of the middle
    floors: int
    zones: int


def cases() -> st.SearchStrategy[Case]:
    return st.builds(
        Case,
        seed=st.integers(0, 2**32 - 1),
        count=st.integers(0, 40),
        radius=st.sampled_from((0.5, 1, 7.25, 32, 96, 500, 1 << 15)),
        widest=st.sampled_from((1, 100, 4096, 1 << 16)),
        spread=st.sampled_from((1, 40, 300, 3000, 1 << 19, (1 << 20) - 1)),
        floors=st.integers(1, 4),
        zones=st.integers(1, 3),
    )


def brute_pairs(x: list[int], y: list[int], key: list[int], radius: float) -> set[frozenset[int]]:
    """All pairs, by trying all."""
    return {
        frozenset((a, b))
        for a, b in combinations(range(len(x)), 2)
        if key[a] == key[b] and (x[a] - x[b]) ** 2 + (y[a] - y[b]) ** 2 <= radius * radius
    }


def brute_groups(count: int, pairs: set[frozenset[int]]) -> set[frozenset[int]]:
    """Who hangs together, by putting two groups together as often as there are two to."""
    groups = {frozenset((i,)) for i in range(count)}
    for pair in pairs:
        found = {group for group in groups if group & pair}
        groups = (groups - found) | {frozenset().union(*found)}
    return groups


def as_groups(labels: np.ndarray) -> set[frozenset[int]]:
    return {frozenset(np.flatnonzero(labels == label).tolist()) for label in set(labels.tolist())}


@pytest.mark.spec("BUB-2")
@examples(1000)
@given(cases())
@example(Case(0, 2, 1 << 15, 1, (1 << 20) - 1, 4, 3))
def test_everybody_walking_about_gives_what_looking_at_all_pairs_gives(case: Case) -> None:
    lot = random.Random(case.seed)
    columns = lot.randrange(1, 60)

    def coordinates(count: int) -> np.ndarray:
        middle = lot.choice((0, 0, case.spread // 2))
        some = [lot.randint(-case.spread, case.spread) // 2 + middle for _ in range(count)]
        return np.array(some, np.int32)

    x, y = coordinates(case.count), coordinates(case.count)
    keys = [f * 65536 + z for f in range(case.floors) for z in range(case.zones)]
    key = np.array([lot.choice(keys) for _ in range(case.count)], np.int64)
    cell = cells_at(x, y, columns)
    index = Index(case.radius, case.widest)
    for _ in range(3):
        movers = np.array([i for i in range(case.count) if lot.random() < 0.3], np.int64)
        to_x, to_y = coordinates(len(movers)), coordinates(len(movers))
        before = cell.tolist()
        crossed = apply(x, y, cell, movers, to_x, to_y, columns)
        xs, ys = x.tolist(), y.tolist()
        assert xs == [dict(zip(movers, to_x, strict=True)).get(i, a) for i, a in enumerate(xs)]
        assert cell.tolist() == [b // 256 * columns + a // 256 for a, b in zip(xs, ys, strict=True)]
        assert crossed.tolist() == [i for i, c in enumerate(before) if c != cell[i]]

        used = None if len(keys) == 1 else key
        near = index.near(x, y, used)
        one, other = near.pairs()
        pairs = [frozenset(pair) for pair in zip(one.tolist(), other.tolist(), strict=True)]
        assert len(pairs) == len(set(pairs)), "each once"
        expected = brute_pairs(xs, ys, key.tolist(), case.radius)
        assert set(pairs) == expected
        assert as_groups(near.groups()) == brute_groups(case.count, expected)


@pytest.mark.spec("BUB-6")
@examples(200)
@given(st.integers(0, 2**32 - 1), st.integers(2, 30), st.sampled_from((0.02, 0.1, 0.3)))
def test_groups_end_at_walls(seed: int, count: int, share: float) -> None:
    lot = np.random.default_rng(seed)
    floor = lot.integers(0, 2, count)
    grids = [grid_of(lot.random((20, 20)) < share) for _ in range(2)]
    x, y = lot.integers(0, SIDE, (2, count))
    one, other = Index(60).near(x, y, floor).pairs()
    seen = Sights(grids).lines_open(floor[one], x[one], y[one], x[other], y[other])
    at = [Position(Px(a), Px(b)) for a, b in zip(x.tolist(), y.tolist(), strict=True)]
    expected = {
        frozenset((a, b))
        for a, b in brute_pairs(x.tolist(), y.tolist(), floor.tolist(), 60)
        if grids[floor[a]].line_open(at[a], at[b])
    }
    pairs = zip(one[seen].tolist(), other[seen].tolist(), strict=True)
    assert {frozenset(pair) for pair in pairs} == expected
    labels = components(count, one[seen], other[seen])
    assert as_groups(labels) == brute_groups(count, expected)


def test_a_label_is_the_lowest_of_its_group() -> None:
    edges = np.array([[7, 2], [3, 7], [5, 4], [2, 3]])
    assert components(8, edges[:, 0], edges[:, 1]).tolist() == [0, 1, 2, 2, 4, 4, 6, 2]


@pytest.mark.parametrize("shape", ["line", "shuffled", "star", "all"])
def test_long_and_dense_groups_are_one(shape: str) -> None:
    lot, count = np.random.default_rng(1), 300
    line = np.arange(count)
    if shape == "line":
        one, other = line[:-1], line[1:]
    elif shape == "shuffled":
        line = lot.permutation(count)
        one, other = line[:-1], line[1:]
    elif shape == "star":
        one, other = line[:-1], np.full(count - 1, count - 1)
    else:
        one, other = np.triu_indices(count, 1)
    assert not components(count, one, other).any()


@examples(150)
@given(st.integers(0, 2**32 - 1), st.sampled_from((0.5, 1.0, 1.5, 4.0)))
def test_groups_of_any_graph_are_those_of_a_walk_over_it(seed: int, density: float) -> None:
    lot, count = np.random.default_rng(seed), 200
    # Near neighbours numbered at random: chains, which take several rounds.
    order = lot.permutation(count)
    start = lot.integers(0, count - 5, int(density * count))
    one, other = order[start], order[start + lot.integers(1, 5, len(start))]
    beside: dict[int, set[int]] = {i: set() for i in range(count)}
    for a, b in zip(one.tolist(), other.tolist(), strict=True):
        beside[a].add(b)
        beside[b].add(a)
    lowest: dict[int, int] = {}
    for root in range(count):
        waiting = [] if root in lowest else [root]
        while waiting:
            here = waiting.pop()
            lowest[here] = root
            waiting += [there for there in beside[here] if there not in lowest]
    assert components(count, one, other).tolist() == [lowest[i] for i in range(count)]


def test_a_pair_just_at_the_radius_is_found_wherever_it_stands() -> None:
    for radius in (1, 7, 96, 100, 333):
        index = Index(radius)
        for x in range(-300, 300, 7):
            row = np.array([x, x + radius, x - radius - 1])
            level = np.full(3, 11)
            for one, other in ((row, level), (level, row)):
                assert index.near(one, other).before.size == 1


def test_people_of_two_keys_are_no_pair_however_the_table_is_folded() -> None:
    index = Index(96, widest=1)
    for bits in range(8, 21):
        for y in range(0, 3000, 96):
            x = np.array([-(1 << bits) + 1, (1 << bits) - 1, (1 << bits), 0])
            near = index.near(x, np.full(4, y), np.array([1, 0, 2, 3]))
            assert near.before.size == 0


@pytest.mark.parametrize("radius", [0, -1, math.nan, math.inf, (1 << 15) + 1])
def test_a_radius_that_no_index_is_for_is_refused(radius: float) -> None:
    with pytest.raises(ValueError, match="radius"):
        Index(radius)
