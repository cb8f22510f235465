"""One claim of a new place, judged: speed, floor edges, walls, shut zones, a guest's ground.

A person earns distance by time, at their speed, and spends it by walking: so a claim that comes
late because the line stalled is honest, and a jump is not.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import NamedTuple

from rooms.events import PlaceReason
from rooms.grid import Grid
from rooms.model import Position, ZoneId
from rooms.plan import FloorPlan


class Pace(NamedTuple):
    """How far one may walk, in pixels: a second, on arrival, and at once after a rest."""

    speed: float
    slack: float
    most: float


@dataclass(frozen=True, slots=True)
class WalkRules:
    """The numbers of MOVE-2; lengths in tiles, times in seconds."""

    speed: float = 6.0  # tiles a second
    tolerance: float = 1.15  # clocks differ, and pixels are whole
    savings: float = 1.0  # the longest stall that can be walked off at once, seconds
    slack: float = 0.25  # what one has on arrival and beyond the savings, tiles
    searches: int = 16  # ways looked for in one tick; the other claims wait for the next one

    def pace(self, tile: int) -> Pace:
        """What one earns on a map whose tiles are `tile` wide."""
        speed, slack = self.speed * self.tolerance * tile, self.slack * tile
        return Pace(speed, slack, speed * self.savings + slack)


class Bounds(NamedTuple):
    """Where a person may not go now, though there is a floor to walk on."""

    shut: frozenset[ZoneId] = frozenset()  # zones that they are not in and may not walk into
    full: frozenset[ZoneId] = frozenset()  # those of them that are only full
    ground: Grid | None = None  # a guest's own, without what is shut


class Judgement(NamedTuple):
    """`why` is None for an accepted claim; `spent` is what is taken off the allowance, pixels."""

    why: PlaceReason | None
    spent: float = 0.0
    searched: bool = False  # whether a way had to be looked for, which is work


def distance(a: Position, b: Position) -> float:
    """Pixels from a to b: the root of a whole number, so that it is the same however reckoned."""
    return math.sqrt((a.x - b.x) ** 2 + (a.y - b.y) ** 2)


def judge(
    plan: FloorPlan,
    at: Position,
    claim: Position,
    allowance: float,
    bounds: Bounds,
    *,
    may_search: bool = True,
) -> Judgement | None:
    """Whether somebody at `at` may be at `claim`, having earned `allowance` pixels of walking.

    The way counts, not the beeline: a claim round a corner is accepted if some way over open
    cells is short enough (MOVE-3). To look for a way is work, so one that is not found costs all
    that was earned: who claims through walls is searched for less and less; and None is the answer
    where a search is needed and not allowed. Rules MOVE-2 to MOVE-5, ROOM-2 and GUEST-2 of
    docs/spec.md.
    """
    if not (0 <= claim.x < plan.width and 0 <= claim.y < plan.height):
        return Judgement("edge")
    if distance(at, claim) > allowance:
        return Judgement("speed")
    walk = bounds.ground or plan.walk(bounds.shut, frozenset())
    if walk.line_open(at, claim):
        return Judgement(None, distance(at, claim))
    if not may_search:
        return None
    length = walk.path_length(at, claim, allowance)
    if length <= allowance:
        return Judgement(None, length, searched=True)
    return Judgement(_hindrance(plan, at, claim, allowance, bounds), allowance, searched=True)


def _hindrance(
    plan: FloorPlan, at: Position, claim: Position, allowance: float, bounds: Bounds
) -> PlaceReason:
    """What stands against a claim: the least that would have to be away."""

    def open_without(shut: frozenset[ZoneId]) -> bool:
        return plan.walk(shut, frozenset()).path_length(at, claim, allowance) <= allowance

    if bounds.ground is not None and open_without(bounds.shut):
        return "guest"
    if bounds.full and open_without(bounds.shut - bounds.full):
        return "full"
    if bounds.shut and open_without(frozenset()):
        return "locked"
    return "wall"
