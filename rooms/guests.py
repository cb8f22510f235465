"""Where guests may be: the lobby, and rooms that they were led to with the way there (GUEST-2,
GUEST-3)."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cached_property
from itertools import pairwise

import numpy as np

from rooms.grid import Grid
from rooms.model import Position, ZoneId, position
from rooms.plan import FloorPlan, Mask, ZoneKind

ASIDE = 2.0
"""So many tiles beside the way a guest may walk."""


class Lobby:
    """The part of a floor that is every guest's."""

    def __init__(self, plan: FloorPlan) -> None:
        self._plan = plan

    @cached_property
    def mask(self) -> Mask:
        """Its cells: the zones that the map calls so, and the receptions; without any, all that is
        in no room. A room is part of it only if the map says so of the room."""
        plan = self._plan
        named = [z for z in plan.zones if z.lobby or z.kind is ZoneKind.RECEPTION]
        mask = np.full(plan.blocked.shape, not named)
        for zone in named:
            mask |= zone.mask
        for room in plan.rooms:
            if not room.lobby:
                mask &= ~plan.inside(room)
        return mask

    @cached_property
    def arrivals(self) -> tuple[Position, ...]:
        """The default arrival points that lie in it; if none does, the nearest place that does."""
        points = self._plan.spawns[""]
        walk = self.walk(frozenset())
        nearest = walk.nearest_open(points[0])
        return tuple(p for p in points if walk.is_open(p)) or ((nearest,) if nearest else points)

    def holds(self, at: Position) -> bool:
        """Whether a place on the floor lies in it."""
        col, row = self._plan.sight.cell(at)
        return bool(self.mask[row, col])

    def walk(self, shut: frozenset[ZoneId]) -> Grid:
        """Where every guest can walk while some zones are shut to them."""
        return self._plan.grid(self._plan.closed | ~self.mask, shut)


class Ground:
    """One guest's part of a floor. It only ever grows, so that nobody is shut in by a change."""

    def __init__(self, plan: FloorPlan, lobby: Lobby) -> None:
        self._plan = plan
        self._mask = lobby.mask
        self._rooms = {room.id for room in plan.rooms if room.lobby}
        self._walk: tuple[frozenset[ZoneId], Grid] | None = None

    def holds_room(self, room: ZoneId) -> bool:
        """Whether a room is part of it."""
        return room in self._rooms

    def add(self, room: ZoneId, way: tuple[Position, ...]) -> None:
        """A room, and the way there (points from its start on; may be empty)."""
        self._rooms.add(room)
        beside = _beside(self._plan, way)
        passed = self._rooms | {self._plan.room_at(point) for point in _steps(self._plan, way)}
        for other in self._plan.rooms:
            if other.id not in passed:
                beside &= ~self._plan.inside(other)
        self._mask = self._mask | beside | self._plan.inside(self._plan.zone(room))
        self._walk = None

    def walk(self, shut: frozenset[ZoneId]) -> Grid:
        """Where this guest can walk while some zones are shut to them."""
        if self._walk is None or self._walk[0] != shut:
            self._walk = shut, self._plan.grid(self._plan.closed | ~self._mask, shut)
        return self._walk[1]


def _beside(plan: FloorPlan, way: tuple[Position, ...]) -> Mask:
    """The cells whose middle is at most ASIDE tiles from a way."""
    sight, reach = plan.sight, ASIDE * plan.tile_width
    mask = np.zeros(plan.blocked.shape, np.bool_)
    x = (np.arange(sight.columns) + 0.5) * sight.cell_width
    y = (np.arange(sight.rows) + 0.5) * sight.cell_height
    for a, b in pairwise(way):
        columns = (x >= min(a.x, b.x) - reach) & (x <= max(a.x, b.x) + reach)
        rows = (y >= min(a.y, b.y) - reach) & (y <= max(a.y, b.y) + reach)
        dx, dy = x[columns][None, :] - a.x, y[rows][:, None] - a.y
        long, high = b.x - a.x, b.y - a.y
        along = np.clip((dx * long + dy * high) / max(1, long * long + high * high), 0, 1)
        near = (dx - along * long) ** 2 + (dy - along * high) ** 2 <= reach * reach
        mask[np.ix_(rows, columns)] |= near
    return mask


def _steps(plan: FloorPlan, way: tuple[Position, ...]) -> Iterable[Position]:
    """Points along a way, less than a cell apart."""
    step = min(plan.sight.cell_width, plan.sight.cell_height) / 2
    for a, b in pairwise(way):
        count = int(max(abs(b.x - a.x), abs(b.y - a.y)) / step) + 1
        for number in range(count + 1):
            share = number / count
            yield position(a.x + (b.x - a.x) * share, a.y + (b.y - a.y) * share)
