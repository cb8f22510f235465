"""The bubbles of docs/spec.md, worked out the slow way, from its words.

A model to compare `regrouping.regroup` with. It shares no code with it and does not care how
long it takes: every rule is applied to every pair.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from itertools import combinations

from rooms.bubbles import BubbleRules
from tests.support.regrouping import Standing


class Bubbles:
    """One application of BUB-1 to BUB-11."""

    def __init__(
        self,
        people: Mapping[int, Standing],
        before: Mapping[int, int],
        sees: Callable[[object, object], bool],
        rules: BubbleRules,
    ) -> None:
        self.people = people
        self.before = before
        self.sees = sees
        self.rules = rules
        self.outside = {p for p in people if not people[p].room}

    def solve(self, fresh: int) -> tuple[dict[int, int], int]:
        """Each member's bubble, and the next id that was never used."""
        bubbles = self.rooms()
        groups = self.join(self.what_stays())
        for members, number in sorted(groups, key=lambda group: min(group[0])):
            if number == 0:
                number, fresh = fresh, fresh + 1
            bubbles.update(dict.fromkeys(members, number))
        return bubbles, fresh

    def rooms(self) -> dict[int, int]:
        """BUB-7, BUB-1."""
        inside = set(self.people) - self.outside
        zones = [self.people[p].zone for p in inside]
        return {p: self.people[p].zone for p in inside if zones.count(self.people[p].zone) >= 2}

    def what_stays(self) -> list[tuple[frozenset[int], int]]:
        """BUB-3, the second sentence of BUB-5, and the first of BUB-11."""
        groups = []
        for bubble in {self.before.get(p, 0) for p in self.outside} - {0}:
            members = {p for p in self.outside if self.before.get(p) == bubble}
            parts = [part for part in self.parts(members) if len(part) >= 2]
            if parts:
                most = max(len(part) for part in parts)
                heir = min((part for part in parts if len(part) == most), key=min)
                groups += [(part, bubble if part is heir else 0) for part in parts]
        return groups

    def parts(self, members: set[int] | frozenset[int]) -> list[frozenset[int]]:
        """The parts still linked in chains, none wider than `leave_extent`."""
        found: list[frozenset[int]] = []
        for part in self.chains(members):
            if self.width(part) <= self.rules.leave_extent:
                found.append(part)
            else:
                sums = {p: sum(self.apart(p, q) for q in part) for p in part}
                lost = max(p for p in part if sums[p] == max(sums.values()))
                found += self.parts(part - {lost})
        return found

    def chains(self, members: set[int] | frozenset[int]) -> list[frozenset[int]]:
        """Floyd and Warshall's way to say who hangs together with whom."""
        linked = {(p, q): p == q or self.linked(p, q) for p in members for q in members}
        for via in members:
            for p in members:
                for q in members:
                    linked[p, q] |= linked[p, via] and linked[via, q]
        return list({frozenset(q for q in members if linked[p, q]) for p in members})

    def join(self, groups: list[tuple[frozenset[int], int]]) -> list[tuple[frozenset[int], int]]:
        """BUB-2 in the bounds of BUB-4 to BUB-6, and what BUB-11 says of coming together."""
        pairs = [(self.apart(p, q), p, q) for p, q in combinations(sorted(self.outside), 2)]
        for _, p, q in sorted(pairs):
            if not (self.people[p].settled and self.people[q].settled):
                continue
            if self.distance(p, q) > self.rules.join_radius or not self.in_touch(p, q):
                continue
            one = next((g for g in groups if p in g[0]), (frozenset({p}), 0))
            other = next((g for g in groups if q in g[0]), (frozenset({q}), 0))
            together = one[0] | other[0]
            if one == other or len(together) > self.rules.size:
                continue
            if self.width(together) > self.rules.extent:
                continue
            groups = [g for g in groups if g not in (one, other)]
            groups.append((together, self.survivor(one, other)))
        return groups

    @staticmethod
    def survivor(one: tuple[frozenset[int], int], other: tuple[frozenset[int], int]) -> int:
        if 0 in (one[1], other[1]):
            return one[1] + other[1]
        if len(one[0]) == len(other[0]):
            return min(one[1], other[1])
        return one[1] if len(one[0]) > len(other[0]) else other[1]

    def linked(self, p: int, q: int) -> bool:
        return self.distance(p, q) <= self.rules.leave_radius and self.in_touch(p, q)

    def in_touch(self, p: int, q: int) -> bool:
        """BUB-6."""
        a, b = self.people[p], self.people[q]
        return a.zone == b.zone and self.sees(a.at, b.at)

    def width(self, members: frozenset[int]) -> float:
        return max(self.distance(p, q) for p in members for q in members)

    def distance(self, p: int, q: int) -> float:
        return math.dist(self.people[p].at, self.people[q].at)

    def apart(self, p: int, q: int) -> int:
        a, b = self.people[p].at, self.people[q].at
        return (a.x - b.x) ** 2 + (a.y - b.y) ** 2
