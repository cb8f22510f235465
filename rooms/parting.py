"""What stays of bubbles whose members walked: BUB-3, BUB-5 and BUB-6, for many bubbles at once."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from rooms.arrays import Ints
from rooms.bubbles import BubbleRules
from rooms.index import components
from rooms.ledger import by_number, runs
from rooms.standings import Sight, Standings, each_of


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
    far = np.flatnonzero(squared > rules.leave_extent**2)
    wide = part[one[far]][part[one[far]] == part[other[far]]]
    while len(wide):
        wide = _narrow(
            part, people.person[member], wide, _Pairs(one, other, squared, linked[seen]), rules
        )
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


@dataclass(frozen=True, slots=True)
class _Pairs:
    """All pairs inside of bubbles, by the numbers of members, and which of them are linked."""

    one: Ints
    other: Ints
    squared: Ints
    linked: Ints


def _narrow(part: Ints, person: Ints, wide: Ints, pairs: _Pairs, rules: BubbleRules) -> Ints:
    """Takes the farthest one out of each part that is too wide (the second sentence of BUB-5).

    Writes to `part`, and gives the parts that are too wide even so.
    """
    chosen = np.zeros(len(part), np.bool_)
    chosen[wide] = True
    those = np.flatnonzero(chosen[part])
    inside = np.flatnonzero(chosen[part[pairs.one]] & (part[pairs.one] == part[pairs.other]))
    one, other, squared = pairs.one[inside], pairs.other[inside], pairs.squared[inside]
    # Whole numbers, so sums are exact.
    sums = np.bincount(one, squared, len(part)) + np.bincount(other, squared, len(part))
    order = those[np.lexsort((person[those], sums[those], part[those]))]
    first, length = runs(part[order])
    stays = np.ones(len(part), np.bool_)
    stays[order[first + length - 1]] = False
    # Labels are numbers of members of the part, so that no two parts ever have the same one.
    a, b = pairs.one[pairs.linked], pairs.other[pairs.linked]
    links = np.flatnonzero(chosen[part[a]] & stays[a] & stays[b])
    part[those] = components(len(part), a[links], b[links])[those]
    far = np.flatnonzero((squared > rules.leave_extent**2) & (part[one] == part[other]))
    return part[one[far]]
