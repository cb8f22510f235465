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
    end = np.searchsorted(bubble, bubble, "right")
    one, other = each_of(numbers, numbers + 1, end - numbers - 1)
    x, y, zone = people.x[member], people.y[member], people.key(member)
    squared = (x[one] - x[other]) ** 2 + (y[one] - y[other]) ** 2
    linked = np.flatnonzero((squared <= rules.leave_radius**2) & (zone[one] == zone[other]))
    one_linked, other_linked = one[linked], other[linked]
    seen = _sees(people, member, bubble, one_linked, other_linked, sight)
    one_linked, other_linked = one_linked[seen], other_linked[seen]
    part = components(count, one_linked, other_linked)
    wide = np.flatnonzero(squared > rules.leave_extent**2)
    wide = wide[part[one[wide]] == part[other[wide]]]
    for label in np.unique(part[one[wide]]).tolist():
        links = part[one_linked] == label
        _Stretched(people, member, part, rules).narrow(
            np.flatnonzero(part == label), one_linked[links], other_linked[links]
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
class _Stretched:
    """The second sentence of BUB-5; seldom needed, so one part at a time."""

    people: Standings
    member: Ints
    part: Ints
    rules: BubbleRules

    def narrow(self, those: Ints, one: Ints, other: Ints) -> None:
        """Takes who is farthest out of a part until it is narrow enough; writes to `part`."""
        slots = self.member[those]
        x, y = self.people.x[slots], self.people.y[slots]
        squared = (x[:, None] - x) ** 2 + (y[:, None] - y) ** 2
        if squared.max() <= self.rules.leave_extent**2:
            return
        lost = those[np.lexsort((self.people.person[slots], squared.sum(1)))[-1]]
        stay = (one != lost) & (other != lost)
        one, other = one[stay], other[stay]
        # Labels are the numbers of members, so that no two parts ever have the same one.
        again = components(len(self.part), one, other)
        self.part[those] = again[those]
        for label in np.unique(again[those[those != lost]]).tolist():
            links = again[one] == label
            self.narrow(np.flatnonzero(again == label), one[links], other[links])
