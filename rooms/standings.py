"""What the bubbles of all floors are formed from, and how runs of arrays are walked through."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol

import numpy as np

from rooms.arrays import Flags, Ints


@dataclass(frozen=True, slots=True)
class Standings:
    """What the rules look at, an entry a slot; all arrays are of one length, which may grow."""

    person: Ints  # who; the order of ids decides where the rules say so
    floor: Ints  # number of the floor, from 0 on
    x: Ints  # px, of either sign, less than 2²⁰ from 0
    y: Ints  # px, likewise
    zone: Ints  # the zone that bounds conversations here, 0 on the open floor; below 2¹⁶
    room: Flags  # that zone is a meeting room: all inside are one group
    willing: Flags  # is here, may be spoken to, stands in no silent zone (BUB-8)
    settled: Flags  # has stood still for the settling time

    def key(self, slots: Ints) -> Ints:
        """One number for a floor and a bounding zone there."""
        return (self.floor[slots] << 16) + self.zone[slots]


class Sight(Protocol):
    """What one sees on the floors; arrays of one length throughout. See `rooms.sight`."""

    def clear(self, floor: Ints, left: Ints, top: Ints, right: Ints, bottom: Ints) -> Flags:
        """Whether surely nothing stands in the way between any two points of a box (px, both ends
        within). May say no too often, never yes."""
        ...

    def lines_open(self, floor: Ints, ax: Ints, ay: Ints, bx: Ints, by: Ints) -> Flags:
        """Whether the lines from a to b are open, exactly as `Grid.line_open` says."""
        ...


def each_of(whose: Ints, first: Ints, lengths: Ints) -> tuple[Ints, Ints]:
    """Walks through runs of consecutive numbers: run i goes from first[i] on, lengths[i] of them.

    Gives whose run it is, and the number, for each of all of them in order. Runs may be empty.
    """
    done = lengths.cumsum()
    total = int(done[-1]) if len(done) else 0
    if not total:
        return np.empty(0, np.int64), np.empty(0, np.int64)
    # Which run each one is of; this way faster than `repeat`.
    run = np.bincount(done[:-1], minlength=total)[:total].cumsum()
    numbers = (first - done + lengths).take(run)
    numbers += np.arange(total)
    return whose.take(run), numbers
