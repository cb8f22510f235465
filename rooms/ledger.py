"""Which slots are in which bubble: bubbles of all floors have numbers here, few and used again."""

from __future__ import annotations

import numpy as np

from rooms.arrays import Flags, Ints, grown
from rooms.model import NO_BUBBLE

NOBODYS = 0
"""The number of no bubble; its id is NO_BUBBLE."""

_FREE = -1


class Ledger:
    """`bubble` has the number of each slot's bubble; `ids` and `floors` are of each number.

    A bubble has the id 0 until it is given one, with its floor. Arrays are replaced when they grow.
    """

    def __init__(self) -> None:
        self.bubble: Ints = np.zeros(0, np.int64)
        self.ids: Ints = np.array([NO_BUBBLE], np.int64)
        self.floors: Ints = np.array([_FREE], np.int64)

    def fit(self, slots: int) -> None:
        """Has room for so many slots at least."""
        self.bubble = grown(self.bubble, slots)

    def take(self, count: int) -> Ints:
        """So many numbers that were free."""
        free = np.flatnonzero(self.ids == _FREE)[:count]
        missing = count - len(free)
        if missing:
            free = np.concatenate((free, len(self.ids) + np.arange(missing)))
            spare = np.full(max(missing, len(self.ids)), _FREE)
            self.ids = np.concatenate((self.ids, spare))
            self.floors = np.concatenate((self.floors, spare))
        self.ids[free] = NO_BUBBLE
        self.floors[free] = _FREE
        return free

    def name(self, number: int, floor: int, bubble: int) -> None:
        """Gives a bubble its id, which is the floor's own."""
        self.ids[number], self.floors[number] = bubble, floor

    def named(self, floor: int, bubble: int) -> int:
        """The number of the bubble with that id on that floor, a new one if there is none."""
        found = np.flatnonzero((self.ids == bubble) & (self.floors == floor))
        if len(found):
            return int(found[0])
        number = int(self.take(1)[0])
        self.name(number, floor, bubble)
        return number

    def sizes(self) -> Ints:
        """How many are in the bubble of each number."""
        sizes: Ints = np.bincount(self.bubble, minlength=len(self.ids))
        return sizes

    def members(self, chosen: Flags) -> Ints:
        """The slots in bubbles of chosen numbers (a flag a number), ascending."""
        return np.flatnonzero(chosen.take(self.bubble))

    def sweep(self) -> None:
        """Takes back the numbers of bubbles that nobody is in any more."""
        empty = self.sizes() == 0
        empty[NOBODYS] = False
        self.ids[empty] = self.floors[empty] = _FREE


def runs(numbers: Ints) -> tuple[Ints, Ints]:
    """Where each run of equal numbers begins, and how long it is. There is at least one number."""
    first = np.flatnonzero(np.concatenate(([True], numbers[1:] != numbers[:-1])))
    return first, np.diff(first, append=len(numbers))


def by_number(slots: Ints, numbers: Ints) -> tuple[Ints, Ints]:
    """Slots sorted by their bubbles' numbers, and these; in one bubble in the order given."""
    bits = len(slots).bit_length()
    # A packed sort is several times faster than finding an order.
    packed = (numbers << bits) | np.arange(len(slots))
    packed.sort()
    return slots[packed & ((1 << bits) - 1)], packed >> bits
