"""Bubbles for everybody at once: BUB-1 … BUB-12 over arrays, all floors in one.

How to use it (slots are those of `rooms.crowd`, ids and units those of `rooms.model`):

    gathering = Gathering(rules_in_pixels, sights)  # one for all floors whose tiles are as wide
    gathering.open_floor(floor, first_id)           # first_id: the number of its zones, plus 1
    gathering.restore(slot, floor, bubble)          # a seat with the bubble it had before a restart
    changed = gathering.form(standings, dirty)      # once a tick, if anybody is dirty
    gathering.of[changed]                           # their bubbles now, NO_BUBBLE for none

`dirty` are the slots of which anything in `Standings` changed since the last `form`: who walked,
came (also into a slot that somebody else had), went, settled, changed zone or room, wants to talk
or no longer does. Naming more is slower and changes nothing. The slot of one who went stays in the
arrays with `willing` false for this one `form`; it is told as changed if they were in a bubble.

Only who is dirty is looked at, and still the outcome is that of the rules applied to everybody:
- A bubble of which nobody is dirty stays as it is: it was within BUB-3 and BUB-5 when it was formed
  and nothing of that changed (joining is never wider than leaving).
- Two settled people who are not in one bubble after a tick were kept apart by BUB-4, BUB-5 or
  BUB-6. As long as neither is dirty nor in a bubble with somebody who is, that stays so however the
  others join, because a bubble that grows is only fuller and wider. So only pairs with a dirty end
  have to be looked at, in the order of BUB-2.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from rooms.bubbles import BubbleRules
from rooms.model import BubbleId

Ints = NDArray[np.int64]
Flags = NDArray[np.bool_]


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


class Sight(Protocol):
    """What one sees on the floors; arrays of one length throughout. See `rooms.sight`."""

    def clear(self, floor: Ints, left: Ints, top: Ints, right: Ints, bottom: Ints) -> Flags:
        """Whether surely nothing stands in the way between any two points of a box (px, both ends
        within). May say no too often, never yes."""
        ...

    def lines_open(self, floor: Ints, ax: Ints, ay: Ints, bx: Ints, by: Ints) -> Flags:
        """Whether the lines from a to b are open, exactly as `Grid.line_open` says."""
        ...


class Gathering:
    """The bubbles of all floors whose tiles are equally wide."""

    def __init__(self, rules: BubbleRules, sight: Sight) -> None:
        """`rules` are in pixels. Joining must not be wider than leaving, else ValueError."""
        self.of: Ints = np.zeros(0, np.int64)
        """The bubble of each slot. Read it after `form`; it may be replaced when it grows."""
        raise NotImplementedError

    def open_floor(self, floor: int, first_id: int) -> None:
        """Bubbles of this floor are numbered from `first_id` on; rooms use their zone's number."""
        raise NotImplementedError

    def restore(self, slot: int, floor: int, bubble: BubbleId) -> None:
        """Somebody comes with a bubble that they had; name them dirty at the next `form`.

        Those with the same one on the same floor are in it together, and fresh ids are larger.
        """
        raise NotImplementedError

    def form(self, people: Standings, dirty: Ints) -> Ints:
        """Forms the bubbles of a tick; the slots whose bubble is another one now, ascending."""
        raise NotImplementedError
