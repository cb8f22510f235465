"""The people of an office as arrays, a slot each, all floors in one: what the hot path works on.

A slot is taken on arrival on a floor and given back on leaving it. The arrays are indexed by slot
and are replaced when they grow, so nobody keeps one: `crowd.x[slots]`, always through the crowd.
"""

from __future__ import annotations

from collections.abc import Sequence
from heapq import heappop, heappush

import numpy as np

from rooms.arrays import Flags, Floats, Ints, Slots, Spots
from rooms.index import CELL_BITS, cells_at
from rooms.model import Facing, PersonId, Position, Px
from rooms.plan import FloorPlan
from rooms.terrain import Terrain

CELL = 1 << CELL_BITS
"""Pixels along a cell of the crowd: a place inside one is a byte each way."""

SEATS = 1 << 14
"""So many people a floor holds (SESS-12): a seat is told in 14 bits."""

EPOCHS = 1 << 16
"""Epochs that differ by this count as one: so much of them travels."""

FACINGS: tuple[Facing, ...] = ("n", "e", "s", "w")
_NUMBERS = {facing: number for number, facing in enumerate(FACINGS)}

FREE = -1
_FIRST = 64
_FARTHEST = (1 << 31) - 1


class FloorFullError(Exception):
    """Somebody came to a floor on which every seat is taken."""


class _Numbers:
    """Numbers from 0 on, of which the lowest that is free is given out."""

    def __init__(self) -> None:
        self._back: list[int] = []
        self._next = 0

    def __len__(self) -> int:
        return self._next - len(self._back)

    def take(self) -> int:
        if self._back:
            return heappop(self._back)
        self._next += 1
        return self._next - 1

    def give_back(self, number: int) -> None:
        heappush(self._back, number)


class Crowd:
    """Everybody, by slot. Floors are numbered in the order of the configuration."""

    def __init__(self, plans: Sequence[FloorPlan]) -> None:
        self.terrain = Terrain(plans)
        self.columns = np.array([-(-plan.width // CELL) for plan in plans], np.int64)
        """Cells in a row of each floor."""
        self._slots = _Numbers()
        self._seats = [_Numbers() for _ in plans]

        self.person: Ints = np.zeros(_FIRST, np.int64)
        self.floor: Ints = np.full(_FIRST, FREE, np.int64)
        """The number of the floor, FREE for a slot that nobody has."""
        self.seat: Ints = np.zeros(_FIRST, np.int64)
        """The person's number on that floor, the lowest that is free."""
        self.x: Ints = np.zeros(_FIRST, np.int64)
        self.y: Ints = np.zeros(_FIRST, np.int64)
        self.facing: Ints = np.zeros(_FIRST, np.int64)
        """An index in FACINGS."""
        self.epoch: Ints = np.zeros(_FIRST, np.int64)
        self.cell: Ints = np.zeros(_FIRST, np.int64)
        """The square of CELL pixels: row × columns + column on its floor."""
        self.place: Ints = np.zeros(_FIRST, np.int64)
        """What the map says of the spot, as `terrain.kinds` counts."""
        self.zone: Ints = np.zeros(_FIRST, np.int64)
        """The zone that bounds talk."""
        self.moved_at: Floats = np.zeros(_FIRST)
        """When the place last changed."""
        self.guest: Flags = np.zeros(_FIRST, np.bool_)
        self.settling: Flags = np.zeros(_FIRST, np.bool_)
        """Who has not stood still yet for as long as one stands before one talks."""
        self.unwilling: Flags = np.zeros(_FIRST, np.bool_)
        """Who wishes not to be disturbed."""
        self.stirred: Flags = np.zeros(_FIRST, np.bool_)
        """Of whom something changed that groups depend on, since these were last formed."""
        self.earned: Floats = np.zeros(_FIRST)
        """How far one may have walked (MOVE-2), px; reckoned until:"""
        self.earned_at: Floats = np.zeros(_FIRST)
        self.claimed: Flags = np.zeros(_FIRST, np.bool_)
        """Whether a claim waits to be judged; what it says:"""
        self.claim_x: Ints = np.zeros(_FIRST, np.int64)
        self.claim_y: Ints = np.zeros(_FIRST, np.int64)
        self.claim_facing: Ints = np.zeros(_FIRST, np.int64)

    def __len__(self) -> int:
        return len(self._slots)

    # --- slots --------------------------------------------------------------------------------

    def is_full(self, floor: int) -> bool:
        """Whether a floor has no seat for one more."""
        return len(self._seats[floor]) >= SEATS

    def enter(self, person: PersonId, floor: int) -> int:
        """Gives somebody who comes to a floor a slot, and a seat there."""
        if self.is_full(floor):
            raise FloorFullError(floor)
        slot = self._slots.take()
        if slot == len(self.person):
            self._grow()
        self.person[slot], self.floor[slot] = person, floor
        self.seat[slot] = self._seats[floor].take()
        return slot

    def leave(self, slot: int) -> None:
        """Takes back what somebody had who goes."""
        self._seats[self.floor[slot]].give_back(int(self.seat[slot]))
        self._slots.give_back(slot)
        self.floor[slot], self.claimed[slot] = FREE, False
        self.settling[slot] = self.stirred[slot] = False

    def _grow(self) -> None:
        """Makes room for twice as many."""
        size = len(self.person)
        for name, column in list(vars(self).items()):
            if isinstance(column, np.ndarray) and name != "columns":
                setattr(self, name, np.concatenate((column, np.zeros_like(column))))
        self.floor[size:] = FREE

    # --- one person ---------------------------------------------------------------------------

    def at(self, slot: int) -> Position:
        """Where somebody stands."""
        return Position(Px(int(self.x[slot])), Px(int(self.y[slot])))

    def put(self, slot: int, at: Position) -> None:
        """Puts somebody at a place on their floor."""
        self.move(np.array([slot]), np.array([at.x]), np.array([at.y]))

    def move(self, slots: Slots, x: Ints, y: Ints) -> None:
        """Puts many at places on their floors. Groups may change by it."""
        floor = self.floor[slots]
        self.x[slots], self.y[slots] = x, y
        self.cell[slots] = cells_at(x, y, self.columns[floor])
        place = self.terrain.places(floor, x, y)
        self.place[slots], self.zone[slots] = place, self.terrain.zone[place]
        self.settling[slots] = self.stirred[slots] = True

    def spots(self, floor: int) -> Spots:
        """Where all on a floor stand."""
        slots = np.flatnonzero(self.floor == floor)
        return Spots(self.x[slots], self.y[slots])

    def facing_of(self, slot: int) -> Facing:
        """Where somebody looks."""
        return FACINGS[int(self.facing[slot])]

    def face(self, slot: int, facing: Facing) -> None:
        """Turns somebody."""
        self.facing[slot] = _NUMBERS[facing]

    # --- claims -------------------------------------------------------------------------------

    @property
    def waiting(self) -> Slots:
        """Whose claims wait to be judged, in no order that means anything."""
        return np.flatnonzero(self.claimed)

    @property
    def restless(self) -> bool:
        """Whether a claim waits."""
        return bool(self.claimed.any())

    def claim(self, slots: Slots, x: Ints, y: Ints, facing: Ints, epoch: Ints) -> None:
        """Takes claims, one a slot. A move is state, not a log: the last claim before the tick
        counts (MOVE-1), and one of another epoch is none (MOVE-7)."""
        valid = (self.floor[slots] != FREE) & ((self.epoch[slots] - epoch) % EPOCHS == 0)
        slots = slots[valid]
        self.claim_x[slots], self.claim_y[slots] = x[valid], y[valid]
        self.claim_facing[slots] = facing[valid]
        self.claimed[slots] = True

    def claim_one(self, slot: int, to: Position, facing: Facing, epoch: int) -> None:
        """Takes one person's claim."""
        if (int(self.epoch[slot]) - epoch) % EPOCHS == 0:
            # A place beyond what fits is off every floor, and so is the last one that fits.
            self.claim_x[slot] = max(-1, min(to.x, _FARTHEST))
            self.claim_y[slot] = max(-1, min(to.y, _FARTHEST))
            self.claim_facing[slot] = _NUMBERS[facing]
            self.claimed[slot] = True
