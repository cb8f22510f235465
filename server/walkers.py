"""Who walked and has to be told of: near ones at once, to all on the floor every few seconds."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from rooms import events
from rooms.arrays import grown
from rooms.crowd import Crowd
from server.views import Packing

FAR_SECONDS = 5.0
"""Lists and the locate line may be so old of people who walk out of sight: half a minute of walking
crosses a large floor. A frame that was skipped, or a place lost otherwise, heals as fast."""


class Sight(NamedTuple):
    """Who walked, and whether all on their floor are to be told."""

    packing: Packing
    whole: bool


class Walkers:
    """Marks by slot, for each phase: a slot that somebody left is told of by who has it now."""

    def __init__(self, crowd: Crowd, phases: int) -> None:
        self._crowd = crowd
        self._near = [np.zeros(0, np.bool_) for _ in range(phases)]
        self._far = [np.zeros(0, np.bool_) for _ in range(phases)]
        self._far_at = [0.0] * phases
        self._any = [False] * phases  # whether anybody is marked: looking costs an idle office

    def note(self, walked: events.Walked) -> None:
        """Marks who walked."""
        size = len(self._crowd.person)
        for marks in (self._near, self._far):
            for phase, mark in enumerate(marks):
                marks[phase] = mark = grown(mark, size)
                mark[walked.slots] = True
        self._any = [True] * len(self._any)

    def take(self, phase: int, now: float) -> Sight | None:
        """Whom clients of a phase are to be told of now; None for nobody."""
        if not self._any[phase]:
            return None
        near, far = self._near[phase], self._far[phase]
        whole = now - self._far_at[phase] >= FAR_SECONDS
        slots = np.flatnonzero(far if whole else near)
        if not len(slots):
            return None
        near[:] = False
        if whole:
            far[:] = False
            self._far_at[phase] = now
            self._any[phase] = False
        return Sight(Packing(self._crowd, slots), whole)

    def all(self) -> Packing:
        """Everybody, walking or not."""
        return Packing(self._crowd, np.arange(len(self._crowd.person)))
