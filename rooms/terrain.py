"""All floors' walk cells in flat arrays: what the map says of many spots at once, and whether many
boxes are free of closed cells."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import accumulate

import numpy as np
from numpy.typing import NDArray

from rooms.arrays import Flags, Ints
from rooms.model import ZoneId
from rooms.places import Place, survey
from rooms.plan import CELLS_PER_TILE, FloorPlan, Mask
from rooms.status import room_of


class Terrain:
    """Floors, numbered in order; points are pixels that have to lie on their floor."""

    def __init__(self, plans: Sequence[FloorPlan]) -> None:
        self.width = np.array([plan.width for plan in plans], np.int64)
        self.height = np.array([plan.height for plan in plans], np.int64)
        self._tile_width = np.array([plan.tile_width for plan in plans], np.int64)
        self._tile_height = np.array([plan.tile_height for plan in plans], np.int64)
        self._columns = np.array([plan.blocked.shape[1] for plan in plans], np.int64)
        self.kinds: list[Place] = []
        """What the number of a place stands for."""
        self._survey(plans)
        self._closed = _Closed(plans)
        self.room: Ints = np.array([room_of(kind.corner) for kind in self.kinds], np.int64)
        """By place, as is `zone`: the room there, 0 outside of all."""
        self.zone: Ints = np.array([kind.zone for kind in self.kinds], np.int64)

    def _survey(self, plans: Sequence[FloorPlan]) -> None:
        """Floors of one plan share what is known of it."""
        found: dict[int, int] = {}
        flat: list[NDArray[np.int32]] = []
        size = 0
        for plan in plans:
            if id(plan) not in found:
                places = survey(plan)
                found[id(plan)] = size
                size += places.cells.size
                flat.append(places.cells.ravel() + np.int32(len(self.kinds)))
                self.kinds += places.kinds
        self._place = np.concatenate(flat)
        self._start = np.array([found[id(plan)] for plan in plans], np.int64)

    def places(self, floor: Ints, x: Ints, y: Ints) -> Ints:
        """What the map says of each point."""
        column, row = self._cells(floor, x, y)
        found = self._place[self._start[floor] + row * self._columns[floor] + column]
        return found.astype(np.int64)

    def bar(self, floor: int, rooms: frozenset[ZoneId]) -> None:
        """These and no other rooms of a floor are shut to somebody at least."""
        self._closed.bar(floor, rooms)

    def clear(self, floor: Ints, ax: Ints, ay: Ints, bx: Ints, by: Ints) -> Flags:
        """Whether all cells of the box between two points are open, to anybody who is no guest."""
        column, row = self._cells(floor, ax, ay)
        other_column, other_row = self._cells(floor, bx, by)
        left, right = np.minimum(column, other_column), np.maximum(column, other_column) + 1
        top, bottom = np.minimum(row, other_row), np.maximum(row, other_row) + 1
        return self._closed.none(floor, left, top, right, bottom)

    def _cells(self, floor: Ints, x: Ints, y: Ints) -> tuple[Ints, Ints]:
        column = x * CELLS_PER_TILE // self._tile_width[floor]
        return column, y * CELLS_PER_TILE // self._tile_height[floor]


class _Closed:
    """How many closed cells lie above and left of each corner of cells, floor after floor, while
    all zones are shut that are shut to anybody. A box is looked up at its four corners; a room
    that is shut or opened changes what lies below and right of it."""

    def __init__(self, plans: Sequence[FloorPlan]) -> None:
        self._plans = plans
        self._barred = [frozenset[ZoneId]()] * len(plans)
        self._shapes = [(plan.blocked.shape[0] + 1, plan.blocked.shape[1] + 1) for plan in plans]
        starts = list(accumulate((rows * columns for rows, columns in self._shapes), initial=0))
        self._start = np.array(starts, np.int64)
        self._stride = np.array([columns for _, columns in self._shapes], np.int64)
        self._sums = np.zeros(starts[-1], np.int32)
        whole = slice(None), slice(None)
        for number, plan in enumerate(plans):
            self._table(number)[1:, 1:] = _summed(_always_closed(plan, whole))

    def _table(self, floor: int) -> NDArray[np.int32]:
        rows, columns = self._shapes[floor]
        start = int(self._start[floor])
        return self._sums[start : start + rows * columns].reshape(rows, columns)

    def none(self, floor: Ints, left: Ints, top: Ints, right: Ints, bottom: Ints) -> Flags:
        """Whether boxes hold no closed cell; right and bottom are those beyond the last ones."""
        start, stride = self._start[floor], self._stride[floor]
        above, below = start + top * stride, start + bottom * stride
        sums = self._sums
        counts = sums[below + right] - sums[below + left] - sums[above + right] + sums[above + left]
        return np.asarray(counts == 0)

    def bar(self, floor: int, rooms: frozenset[ZoneId]) -> None:
        """Closes and opens rooms, so that these and no others are closed."""
        before, self._barred[floor] = self._barred[floor], rooms
        for room in rooms ^ before:
            self._add(floor, room, 1 if room in rooms else -1)

    def _add(self, floor: int, room: ZoneId, sign: int) -> None:
        plan = self._plans[floor]
        mask = plan.inside(plan.zone(room))
        (rows,), (columns,) = np.nonzero(mask.any(axis=1)), np.nonzero(mask.any(axis=0))
        if not len(rows):
            return  # another room lies over all of it
        part = slice(rows[0], rows[-1] + 1), slice(columns[0], columns[-1] + 1)
        sums = sign * _summed(mask[part] & ~_always_closed(plan, part))
        table = self._table(floor)[1:, 1:]
        table[part] += sums
        table[part[0], part[1].stop :] += sums[:, -1:]
        table[part[0].stop :, part[1]] += sums[-1:, :]
        table[part[0].stop :, part[1].stop :] += sums[-1, -1]


def _summed(mask: Mask) -> NDArray[np.int32]:
    return mask.cumsum(axis=0, dtype=np.int32).cumsum(axis=1, dtype=np.int32)


def _always_closed(plan: FloorPlan, part: tuple[slice, slice]) -> Mask:
    """The cells of a part of a floor that are closed however the doors of its rooms stand."""
    closed = plan.closed[part].copy()
    for zone in plan.lockable:
        closed |= plan.inside(zone)[part]
    return closed
