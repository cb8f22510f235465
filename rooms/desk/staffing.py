"""How many consultants were there at each quarter of an hour of the last days: a fold (EST-4).

It is used where nobody has said when they come and go: if the counters are usually half empty at
noon, a wait that reaches over noon is longer. Heads are counted by what they can, and nobody's name
is kept.
"""

from __future__ import annotations

from collections import Counter, deque

import numpy as np

from rooms.arrays import Floats
from rooms.desk.events import ClockSet, Event, Sat, StaffRemoved, StaffSet
from rooms.desk.model import Skill
from rooms.model import PersonId

_QUARTER_MS = 900_000
_QUARTERS = 96
_DAYS = 10
_STEP_S = 300.0
_STEPS = 144
_LEAST, _MOST = 0.1, 4.0


Heads = Counter[frozenset[Skill]]


class Staffing:
    """Heads by quarters of the day, on the last days on which anybody was there."""

    def __init__(self) -> None:
        self._days: deque[dict[int, Heads]] = deque(maxlen=_DAYS)
        self._today: dict[int, Heads] = {}
        self._skills: dict[PersonId, frozenset[Skill]] = {}
        self._seated: dict[PersonId, bool] = {}
        self._known: dict[frozenset[Skill], Floats] = {}
        self._quarter = 0
        self._offset = 0

    def hear(self, event: Event) -> None:
        """One event more."""
        if isinstance(event.fact, ClockSet):
            self._offset += event.fact.by_ms
        self._advance((event.at - self._offset) // _QUARTER_MS)
        match event.fact:
            case StaffSet(person, skills):
                self._skills[person] = skills
            case StaffRemoved(person):
                self._seated.pop(person, None)
            case Sat(person, window):
                self._seated[person] = window != 0
            case _:
                pass

    def elapsed(self, needs: frozenset[Skill], now: int, worked: Floats) -> Floats:
        """How long it takes until so many seconds of today's work are done, if more or fewer come
        to it as usual. `worked` are the seconds that it would take with those who are there now."""
        if len(self._days) < 3:
            return worked
        start = now - self._offset
        moments = start + 1000 * _STEP_S * np.arange(_STEPS)
        quarters = (moments // _QUARTER_MS).astype(np.int64) % _QUARTERS
        usual = self._usual(needs)[quarters]
        if usual[0] < 0.5:
            return worked
        done = np.cumsum(np.clip(usual / usual[0], _LEAST, _MOST)) * _STEP_S
        took = _STEP_S * np.arange(_STEPS + 1)
        inside = np.interp(worked, np.concatenate(([0.0], done)), took)
        return np.where(worked <= done[-1], inside, worked)

    def _usual(self, needs: frozenset[Skill]) -> Floats:
        """How many were there, on average, who could do it: by quarters of the day."""
        known = self._known.get(needs)
        if known is None:
            known = self._known[needs] = np.zeros(_QUARTERS)
            for day in self._days:
                for quarter, there in day.items():
                    heads = sum(count for skills, count in there.items() if needs <= skills)
                    known[quarter] += heads / len(self._days)
        return known

    def _advance(self, quarter: int) -> None:
        """Counts the quarters that have passed since the last event."""
        there = Heads(self._skills[who] for who, sits in self._seated.items() if sits)
        for passed in range(max(self._quarter, quarter - 2 * _QUARTERS), quarter):
            if there:
                self._today[passed % _QUARTERS] = there
            if passed % _QUARTERS == _QUARTERS - 1 and self._today:
                self._days.append(self._today)
                self._today = {}
                self._known.clear()
        self._quarter = max(self._quarter, quarter)
