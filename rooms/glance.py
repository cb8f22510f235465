"""Claims of new places at first sight: for most of them that is all it takes, and all at once.

What is said here is what `movement.judge` would say of each: it is the exact way, for the rest.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from rooms.arrays import Flags, Floats, Slots
from rooms.crowd import Crowd
from rooms.lines import Lines


class Glance(NamedTuple):
    """Of each claim, whether it ends off the floor, whether it ends farther away than was earned,
    and else whether the straight line is open, and whether it is closed to anybody so that a way
    has to be looked for; and its length, pixels."""

    edge: Flags
    speed: Flags
    straight: Flags
    closed: Flags
    length: Floats


def glance(crowd: Crowd, slots: Slots) -> Glance:
    """Looks at the claims of some who have earned what they have by now.

    Where a line touches what is shut to somebody, whether it is to this person is not known here.
    Nor is for guests, who have ground of their own, whether a line is open.
    """
    floor, terrain = crowd.floor[slots], crowd.terrain
    x, y = crowd.x[slots], crowd.y[slots]
    to_x, to_y = crowd.claim_x[slots], crowd.claim_y[slots]
    width, height = terrain.width[floor], terrain.height[floor]
    edge = (to_x < 0) | (to_x >= width) | (to_y < 0) | (to_y >= height)
    right, down = (to_x - x).astype(np.float64), (to_y - y).astype(np.float64)
    length = np.sqrt(right * right + down * down)  # exact below the root, as in `distance`
    speed = ~edge & (length > crowd.earned[slots])
    straight, closed = ~(edge | speed), np.zeros(len(slots), np.bool_)
    near = np.flatnonzero(straight)
    lines = Lines(x[near], y[near], to_x[near], to_y[near])
    met = terrain.hindered(floor[near], lines, terrain.room[crowd.place[slots[near]]])
    straight[near], closed[near] = ~met.shut, met.closed
    return Glance(edge, speed, straight & ~crowd.guest[slots], closed, length)
