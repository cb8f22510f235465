"""What stays of bubbles whose members walked: BUB-3, BUB-5 and BUB-6, for many bubbles at once."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from rooms.bubbles import BubbleRules
from rooms.index import components
from rooms.ledger import by_number, runs
from rooms.standings import Ints, Sight, Standings, each_of


@dataclass(frozen=True, slots=True)
class Parts:
    """Who still hangs together. Arrays of one length, sorted by bubble."""

    member: Ints  # slots
    bubble: Ints  # the numbers of the bubbles that they were in
    part: Ints  # the same for all of a part, which is one of a bubble


def parts_of(
    people: Standings, members: Ints, bubbles: Ints, sight: Sight, rules: BubbleRules
) -> Parts:
    """The parts into which bubbles fall; who is in a part alone is out of the bubble.

    `members` are slots, `bubbles` the number of each one's bubble. `rules` are in pixels.
    """
    member, bubble = by_number(members, bubbles)
    count = len(member)
    numbers = np.arange(count)
    first, length = runs(bubble)
    after = (first + length).repeat(length) - numbers - 1
    one, other = each_of(numbers, numbers + 1, after)
    x, y, zone = people.x[member], people.y[member], people.key(member)
    dx, dy = x.take(one) - x.take(other), y.take(one) - y.take(other)
    squared = dx * dx + dy * dy
    near = (squared <= rules.leave_radius**2) & (zone.take(one) == zone.take(other))
    linked = np.flatnonzero(near)
    one_linked, other_linked = one.take(linked), other.take(linked)
    seen = _sees(people, member, bubble, one_linked, other_linked, sight)
    one_linked, other_linked = one_linked[seen], other_linked[seen]
    part = components(count, one_linked, other_linked)
    wide = np.flatnonzero(squared > rules.leave_extent**2)
    wide = wide[part[one[wide]] == part[other[wide]]]
    for label in set(part[one[wide]].tolist()):
        those = np.flatnonzero(part == label)
        links = part[one_linked] == label
        # Members of a part by their numbers in it.
        linked_here = zip(
            np.searchsorted(those, one_linked[links]).tolist(),
            np.searchsorted(those, other_linked[links]).tolist(),
            strict=True,
        )
        stretched = _Stretched(people, member[those], rules)
        for few in stretched.parts(list(range(len(those))), set(linked_here)):
            part[those[few]] = those[few[0]]
    return Parts(member, bubble, part)


def _sees(
    people: Standings, member: Ints, bubble: Ints, one: Ints, other: Ints, sight: Sight
) -> Ints:
    """Which of the pairs see each other. Of a bubble in the open that is asked once for all."""
    if not len(one):
        return one
    floor, x, y = people.floor[member], people.x[member], people.y[member]
    first, length = runs(bubble)
    clear = sight.clear(
        floor[first],
        np.minimum.reduceat(x, first),
        np.minimum.reduceat(y, first),
        np.maximum.reduceat(x, first),
        np.maximum.reduceat(y, first),
    )
    sees = clear.repeat(length)[one]
    if not sees.all():
        ask = np.flatnonzero(~sees)
        a, b = one[ask], other[ask]
        sees[ask] = sight.lines_open(floor[a], x[a], y[a], x[b], y[b])
    return np.flatnonzero(sees)


class _Stretched:
    """The second sentence of BUB-5 for one part. Seldom needed, and then for a dozen people."""

    def __init__(self, people: Standings, slots: Ints, rules: BubbleRules) -> None:
        x, y = people.x[slots], people.y[slots]
        self._person = people.person[slots].tolist()
        self._apart: list[list[int]] = ((x[:, None] - x) ** 2 + (y[:, None] - y) ** 2).tolist()
        self._limit = rules.leave_extent**2

    def parts(self, those: list[int], links: set[tuple[int, int]]) -> list[list[int]]:
        """The parts that are left of `those` (numbers of members) and are narrow enough."""
        apart = [[row[b] for b in those] for row in map(self._apart.__getitem__, those)]
        if max(map(max, apart)) <= self._limit:
            return [those]
        sums = [(sum(row), self._person[i], i) for i, row in zip(those, apart, strict=True)]
        lost = max(sums)[2]
        found = [[lost]]
        for part in _chains([i for i in those if i != lost], links):
            found += self.parts(part, links)
        return found


def _chains(those: list[int], links: set[tuple[int, int]]) -> list[list[int]]:
    """Who of some members hang together; links are of lower numbers with higher ones."""
    found = []
    while those:
        part, those = those[:1], those[1:]
        for a in part:  # grows while it is walked through
            near = [b for b in those if (a, b) in links or (b, a) in links]
            part += near
            those = [b for b in those if b not in near]
        found.append(sorted(part))
    return found
