"""All floors' walk cells in flat arrays: what the map says of many spots at once, and whether many
lines are open."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import accumulate
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from rooms.arrays import Flags, Ints
from rooms.lines import Cells, Lines, cells_on
from rooms.model import ZoneId
from rooms.places import Place, survey
from rooms.plan import FloorPlan, ZoneKind
from rooms.status import room_of

_OPEN, _CLOSED, _LOCKED = 0, -1, -2
"""What stands in the way in a cell: nothing, the floor itself, a zone that the map locks, or else
the room of that number, which is shut to somebody at least."""


class Hindered(NamedTuple):
    """Of each line, whether it touches what is shut to somebody, and what is closed for good."""

    shut: Flags
    closed: Flags


class Terrain:
    """Floors, numbered in order; points are pixels that have to lie on their floor."""

    def __init__(self, plans: Sequence[FloorPlan]) -> None:
        self._plans = plans
        self.width = np.array([plan.width for plan in plans], np.int64)
        self.height = np.array([plan.height for plan in plans], np.int64)
        self._cells = Cells(plans)
        self.kinds: list[Place] = []
        """What the number of a place stands for."""
        self._place, self._places_start = self._survey()
        self.room: Ints = np.array([room_of(kind.corner) for kind in self.kinds], np.int64)
        """By place, as are those below: the room there, 0 outside of all."""
        self.zone: Ints = np.array([kind.zone for kind in self.kinds], np.int64)
        self.meeting: Flags = np.array([kind.talk is ZoneKind.MEETING for kind in self.kinds])
        self.silent: Flags = np.array([kind.talk is ZoneKind.SILENT for kind in self.kinds])
        self._barred = [frozenset[ZoneId]()] * len(plans)
        starts = list(accumulate((plan.blocked.size for plan in plans), initial=0))
        self._start: Ints = np.array(starts, np.int64)
        self._in_the_way = np.concatenate([_hindrances(plan).ravel() for plan in plans])

    def _survey(self) -> tuple[NDArray[np.int32], Ints]:
        """Looks at all floors; those of one plan share what is known of it."""
        found: dict[int, int] = {}
        flat: list[NDArray[np.int32]] = []
        size = 0
        for plan in self._plans:
            if id(plan) not in found:
                places = survey(plan)
                found[id(plan)] = size
                size += places.cells.size
                flat.append(places.cells.ravel() + np.int32(len(self.kinds)))
                self.kinds += places.kinds
        return np.concatenate(flat), np.array([found[id(plan)] for plan in self._plans], np.int64)

    def places(self, floor: Ints, x: Ints, y: Ints) -> Ints:
        """What the map says of each point."""
        cell = self._places_start[floor] + self._cells.at(floor, x, y)
        return self._place.take(cell).astype(np.int64)

    def bar(self, floor: int, rooms: frozenset[ZoneId]) -> None:
        """These and no other rooms of a floor are shut to somebody at least."""
        before, self._barred[floor] = self._barred[floor], rooms
        plan, start = self._plans[floor], int(self._start[floor])
        cells = self._in_the_way[start : start + plan.blocked.size].reshape(plan.blocked.shape)
        for room in rooms ^ before:
            old, new = (_OPEN, room) if room in rooms else (room, _OPEN)
            cells[plan.inside(plan.zone(room)) & (cells == old)] = new

    def hindered(self, floor: Ints, lines: Lines, own: Ints) -> Hindered:
        """What lines touch that are walked by people of whom each is in the room `own`, which is
        never shut to them (MOVE-9)."""
        shut, closed = np.zeros(len(floor), np.bool_), np.zeros(len(floor), np.bool_)
        start = self._start[floor]
        for which, cells in cells_on(self._cells, floor, lines):
            met = self._in_the_way[start[which] + cells]
            shut[which] |= (met != _OPEN) & (met != own[which])
            closed[which] |= met == _CLOSED
        return Hindered(shut, closed)


def _hindrances(plan: FloorPlan) -> NDArray[np.int32]:
    """What stands in the way in each cell while the doors of all rooms are open."""
    cells = np.zeros(plan.blocked.shape, np.int32)
    for zone in plan.lockable:
        cells[plan.inside(zone)] = _LOCKED
    cells[plan.closed] = _CLOSED
    return cells
