"""Who is near whom."""

from __future__ import annotations

import math
from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rooms.index import Pair, pairs_within
from rooms.model import Position
from tests.support.examples import examples

points = st.builds(Position, st.integers(-150, 400), st.integers(-150, 400))
places = st.dictionaries(st.integers(1, 10_000), points, max_size=25)
radii = st.one_of(st.floats(0, 300), st.integers(0, 300), st.just(0.5))


@pytest.mark.spec("BUB-2")
@examples(200)
@given(places, radii)
def test_the_pairs_are_those_of_all_pairs_that_are_near(
    places: dict[int, Position], radius: float
) -> None:
    expected = sorted(
        Pair((places[a].x - places[b].x) ** 2 + (places[a].y - places[b].y) ** 2, a, b)
        for a, b in combinations(sorted(places), 2)
        if math.dist(places[a], places[b]) <= radius
    )
    assert sorted(pairs_within(places, radius)) == expected


@pytest.mark.spec("BUB-2")
def test_a_pair_at_the_radius_is_near_and_one_a_pixel_farther_is_not() -> None:
    places = {1: Position(0, 0), 2: Position(96, 0), 3: Position(0, -97)}
    assert list(pairs_within(places, 96.0)) == [Pair(96**2, 1, 2)]
