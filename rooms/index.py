"""The spatial index: which people are near which. Simple and correct; rebuilt at each use."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from typing import NamedTuple

from rooms.model import PersonId, Position


class Pair(NamedTuple):
    """Two people and the square of their distance (px²). Pairs sort by distance, then by ids."""

    squared: int
    low: PersonId
    high: PersonId


def squared_distance(a: Position, b: Position) -> int:
    """Square of the distance in px²; whole numbers, so that it is the same on every machine."""
    return int((a.x - b.x) ** 2 + (a.y - b.y) ** 2)


def pairs_within(places: Mapping[PersonId, Position], radius: float) -> Iterator[Pair]:
    """Each pair of people at most `radius` pixels apart, once, in no particular order."""
    side = max(1, int(radius))
    cells: dict[tuple[int, int], list[PersonId]] = defaultdict(list)
    for person, at in places.items():
        cells[at.x // side, at.y // side].append(person)
    reach = int(radius // side) + 1
    around = [(i, j) for i in range(reach + 1) for j in range(-reach, reach + 1) if i > 0 or j > 0]
    limit = radius * radius
    for (col, row), here in cells.items():
        yield from _close(places, limit, [(a, b) for k, a in enumerate(here) for b in here[:k]])
        for i, j in around:
            there = cells.get((col + i, row + j))
            if there:
                yield from _close(places, limit, [(a, b) for a in here for b in there])


def _close(
    places: Mapping[PersonId, Position], limit: float, candidates: list[tuple[PersonId, PersonId]]
) -> Iterator[Pair]:
    for a, b in candidates:
        squared = squared_distance(places[a], places[b])
        if squared <= limit:
            yield Pair(squared, min(a, b), max(a, b))
