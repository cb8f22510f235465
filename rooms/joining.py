"""Who comes together: BUB-2 within BUB-4, BUB-5 and BUB-6, and whose bubble goes on (BUB-11).

The rules go through the pairs in order, and what one of them does may forbid another. But it never
allows one: a bubble that grows is only fuller and wider. So what is forbidden as things stand can
be thrown out in arrays, as often as one likes; the few pairs that are left are gone through.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from rooms.arrays import Flags, Ints
from rooms.bubbles import BubbleRules
from rooms.index import Index
from rooms.ledger import NOBODYS, Ledger, by_number, runs
from rooms.model import NO_BUBBLE
from rooms.standings import Sight, Standings, each_of

_AT_ONCE = 1024
"""So many pairs are gone through before what they forbid is thrown out of those that follow."""


@dataclass(slots=True)
class _Bubble:
    """A bubble in the making; somebody alone is one, too."""

    number: int
    id: int
    members: list[int]  # slots


@dataclass(frozen=True, slots=True)
class _Units:
    """Bubbles and people alone: the members of unit i are `length[i]` from `first[i]` on."""

    member: Ints  # slots
    first: Ints
    length: Ints


@dataclass(frozen=True, slots=True)
class Joining:
    """One tick's joining. `rules` in pixels, `index` for their join radius."""

    people: Standings
    ledger: Ledger
    rules: BubbleRules
    sight: Sight
    index: Index

    def join(self, eligible: Flags, dirty: Flags, pairs: tuple[Ints, Ints] | None) -> None:
        """Goes through the pairs of eligible slots that have a dirty end; both are a flag a slot.

        `pairs` are all within the join radius, if they are known. Bubbles that begin have the id 0
        in the ledger.
        """
        full = self.ledger.sizes() >= self.rules.size
        full[NOBODYS] = False
        may = eligible & ~full.take(self.ledger.bubble)
        hot = may & dirty
        if not hot.any():
            return
        one, other = self._near(may) if pairs is None else pairs
        fresh = np.flatnonzero(
            (hot.take(one) & may.take(other)) | (hot.take(other) & may.take(one))
        )
        one, other = one.take(fresh), other.take(fresh)
        one, other = self._in_order(*self._possible(one, other))
        begin, step = 0, _AT_ONCE
        while begin < len(one):
            now = slice(begin, begin + step)
            some, others = one[now], other[now]
            if begin:
                some, others = self._possible(some, others)
            self._go_through(some, others)
            # The farther one comes, the fewer pairs are possible.
            begin, step = begin + step, 2 * step

    def _near(self, may: Flags) -> tuple[Ints, Ints]:
        slots, people = np.flatnonzero(may), self.people
        near = self.index.near(people.x[slots], people.y[slots], people.key(slots))
        one, other = near.pairs()
        return slots.take(one), slots.take(other)

    def _in_order(self, one: Ints, other: Ints) -> tuple[Ints, Ints]:
        """Nearest first, of pairs alike the one with the lower ids."""
        people = self.people
        squared = (people.x[one] - people.x[other]) ** 2 + (people.y[one] - people.y[other]) ** 2
        a, b = people.person[one], people.person[other]
        order = np.lexsort((np.maximum(a, b), np.minimum(a, b), squared))
        return one[order], other[order]

    # --- what is possible as things stand -----------------------------------------------------

    def _possible(self, one: Ints, other: Ints) -> tuple[Ints, Ints]:
        """The pairs whose bubbles could come together, in the order in which they are given."""
        sizes = self.ledger.sizes()
        sizes[NOBODYS] = 1
        a, b = self.ledger.bubble.take(one), self.ledger.bubble.take(other)
        fits = sizes.take(a) + sizes.take(b) <= self.rules.size
        fits &= (a != b) | (a == NOBODYS)
        kept = np.flatnonzero(fits)
        one, other = one.take(kept), other.take(kept)
        if not len(one):
            return one, other
        kept = self._narrow(*self._units(one, other))
        return one[kept], other[kept]

    def _units(self, one: Ints, other: Ints) -> tuple[_Units, Ints, Ints]:
        """The units of pairs, and for each pair the two that would come together."""
        bubble, bubbles = self.ledger.bubble, len(self.ledger.ids)
        a, b = bubble.take(one), bubble.take(other)
        a, b = np.where(a, a, one + bubbles), np.where(b, b, other + bubbles)
        present = np.zeros(bubbles + len(bubble), np.bool_)
        present[a] = present[b] = True
        units = np.flatnonzero(present)
        place = np.empty(len(present), np.int64)
        place[units] = np.arange(len(units))
        slots = self.ledger.members(present[:bubbles])
        members, numbers = by_number(slots, bubble.take(slots))
        alone = units[np.searchsorted(units, bubbles) :]
        first, length = runs(np.concatenate((numbers, alone)))
        member = np.concatenate((members, alone - bubbles))
        return _Units(member, first, length), place.take(a), place.take(b)

    def _narrow(self, units: _Units, a: Ints, b: Ints) -> Ints:
        """Which pairs of units are together within the extent."""
        x, y = self.people.x[units.member], self.people.y[units.member]
        left, right = np.minimum.reduceat(x, units.first), np.maximum.reduceat(x, units.first)
        top, bottom = np.minimum.reduceat(y, units.first), np.maximum.reduceat(y, units.first)
        wide = np.maximum(right.take(a), right.take(b)) - np.minimum(left.take(a), left.take(b))
        high = np.maximum(bottom.take(a), bottom.take(b)) - np.minimum(top.take(a), top.take(b))
        # Most that aren't are too wide along an axis, and who is in a small box surely is.
        kept = np.flatnonzero(np.maximum(wide, high) <= self.rules.extent)
        doubtful = (wide * wide + high * high).take(kept) > self.rules.extent**2
        asked = np.flatnonzero(doubtful)
        if len(asked):
            doubtful[asked] = self._wide(units, a.take(kept.take(asked)), b.take(kept.take(asked)))
        narrow: Ints = kept[~doubtful]
        return narrow

    def _wide(self, units: _Units, a: Ints, b: Ints) -> Flags:
        """Whether pairs of units are together too wide. Many pairs of people are of the same."""
        count = len(units.first)
        code, which = np.unique(np.minimum(a, b) * count + np.maximum(a, b), return_inverse=True)
        a, b = code // count, code % count
        alone = np.unique(np.concatenate((a, b)))
        wide = np.zeros(count, np.bool_)
        wide[alone] = self._apart(units, alone, alone)
        together: Flags = (self._apart(units, a, b) | wide[a] | wide[b])[which]
        return together

    def _apart(self, units: _Units, a: Ints, b: Ints) -> Flags:
        """For each pair of units whether a member of one is too far from one of the other."""
        pair, one = each_of(np.arange(len(a)), units.first[a], units.length[a])
        b = b.take(pair)
        which, other = each_of(np.arange(len(pair)), units.first[b], units.length[b])
        p, q = units.member.take(one.take(which)), units.member.take(other)
        x, y = self.people.x, self.people.y
        dx, dy = x.take(p) - x.take(q), y.take(p) - y.take(q)
        far = np.flatnonzero(dx * dx + dy * dy > self.rules.extent**2)
        found = np.zeros(len(a), np.bool_)
        found[pair.take(which.take(far))] = True
        return found

    # --- one pair after the other -------------------------------------------------------------

    def _go_through(self, one: Ints, other: Ints) -> None:
        """Lets the bubbles of pairs come together, in the order given."""
        if not len(one):
            return
        people = self.people
        x, y = people.x, people.y
        seen = self.sight.lines_open(people.floor[one], x[one], y[one], x[other], y[other])
        one, other = one[seen], other[seen]
        if not len(one):
            return
        units, of_one, of_other = self._units(one, other)
        # Of pairs of the same two units the first decides: what forbids it forbids the others.
        low, high = np.minimum(of_one, of_other), np.maximum(of_one, of_other)
        _, first = np.unique(low * len(units.first) + high, return_index=True)
        first.sort()
        one, other = one[first], other[first]
        made, places = self._opened(units)
        limit, joined = self.rules.extent**2, []
        for p, q in zip(one.tolist(), other.tolist(), strict=True):
            a, b = made[p], made[q]
            if a is b or len(a.members) + len(b.members) > self.rules.size:
                continue
            # Each of the two is within the extent, or its pairs would not have been possible.
            if not _together([places[m] for m in a.members], [places[m] for m in b.members], limit):
                continue
            stays = _survivor(a, b)
            number = stays.number or a.number or b.number
            merged = _Bubble(number, stays.id, a.members + b.members)
            made.update(dict.fromkeys(merged.members, merged))
            joined += merged.members
        self._write(list({id(made[slot]): made[slot] for slot in joined}.values()))

    def _opened(self, units: _Units) -> tuple[dict[int, _Bubble], dict[int, complex]]:
        """For each slot that may come to be concerned its bubble, and its place."""
        members = units.member.tolist()
        at = self.people.x[units.member] + 1j * self.people.y[units.member]
        numbers = self.ledger.bubble[units.member[units.first]]
        made: dict[int, _Bubble] = {}
        for first, length, number, bubble in zip(
            units.first.tolist(),
            units.length.tolist(),
            numbers.tolist(),
            self.ledger.ids[numbers].tolist(),
            strict=True,
        ):
            inside = members[first : first + length]
            made.update(dict.fromkeys(inside, _Bubble(number, bubble, inside)))
        return made, dict(zip(members, at.tolist(), strict=True))

    def _write(self, bubbles: list[_Bubble]) -> None:
        begun = [bubble for bubble in bubbles if bubble.number == NOBODYS]
        for bubble, number in zip(begun, self.ledger.take(len(begun)).tolist(), strict=True):
            bubble.number = number
        for bubble in bubbles:
            self.ledger.bubble[bubble.members] = bubble.number


def _together(some: list[complex], others: list[complex], limit: float) -> bool:
    """Whether nobody is too far from one of the others; whole numbers, so exact."""
    for a in some:
        for b in others:
            apart = a - b
            if apart.real * apart.real + apart.imag * apart.imag > limit:
                return False
    return True


def _survivor(a: _Bubble, b: _Bubble) -> _Bubble:
    """Which goes on: the larger one, of two alike the older one; one without an id never."""

    def claim(bubble: _Bubble) -> tuple[bool, int, int]:
        return bubble.id != NO_BUBBLE, len(bubble.members), -bubble.id

    return max(a, b, key=claim)
