"""Claims of new places at first sight: for most of them that is all it takes, and all at once.

What is said here is what `movement.judge` would say of each: it is the exact way, for the rest.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from rooms.arrays import Flags, Floats, Slots
from rooms.crowd import Crowd


class Glance(NamedTuple):
    """Of each claim, whether it ends off the floor, whether it ends farther away than was earned,
    and else whether the straight line is surely open; and its length, pixels."""

    edge: Flags
    speed: Flags
    straight: Flags
    length: Floats


def glance(crowd: Crowd, slots: Slots) -> Glance:
    """Looks at the claims of some who have earned what they have by now.

    A line is surely open if no cell is closed in the box round it, with all zones shut that are
    shut to anybody (MOVE-9, ROOM-2). Guests have ground of their own, so it says nothing of them;
    and nothing of who stands in a shut zone, which is part of the box.
    """
    floor, terrain = crowd.floor[slots], crowd.terrain
    x, y = crowd.x[slots], crowd.y[slots]
    to_x, to_y = crowd.claim_x[slots], crowd.claim_y[slots]
    width, height = terrain.width[floor], terrain.height[floor]
    edge = (to_x < 0) | (to_x >= width) | (to_y < 0) | (to_y >= height)
    right, down = (to_x - x).astype(np.float64), (to_y - y).astype(np.float64)
    length = np.sqrt(right * right + down * down)  # exact below the root, as in `distance`
    speed = ~edge & (length > crowd.earned[slots])
    straight = ~(edge | speed | crowd.guest[slots])
    some = np.flatnonzero(straight)
    boxes = (floor[some], x[some], y[some], to_x[some], to_y[some])
    straight[some] = terrain.clear(*boxes)
    return Glance(edge, speed, straight, length)
