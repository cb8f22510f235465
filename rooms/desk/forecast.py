"""What a line's future may look like: many futures played at once, as columns (EST-1).

Each future hands the people who wait, in order, to the consultants who can serve them and are free
first; how long each takes is drawn from what such matters took of late. The same question has the
same answer: the draws are a fixed table, spread evenly, and no lots are drawn.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from rooms.arrays import Floats

FUTURES = 200
_COLUMNS = 101
_AT_MOST = 200
"""Nobody beyond this place in line is played; for them it is counted on."""


_NEVER = np.inf


def _even_draws() -> Floats:
    """Numbers between 0 and 1: in each column every two-hundredth once, in an order of its own."""
    cells = np.arange(FUTURES * _COLUMNS, dtype=np.uint64) + np.uint64(0x9E3779B97F4A7C15)
    with np.errstate(over="ignore"):
        for shift, factor in ((30, 0xBF58476D1CE4E5B9), (27, 0x94D049BB133111EB)):
            cells = (cells ^ (cells >> np.uint64(shift))) * np.uint64(factor)
    order = np.argsort(cells.reshape(FUTURES, _COLUMNS), axis=0).argsort(axis=0)
    return (order + 0.5) / FUTURES


_DRAWS = _even_draws()


@dataclass(frozen=True, slots=True)
class Matter:
    """What is known of one kind of matter: how long it held a consultant of late (sorted, in
    seconds). By text a consultant may do several at once."""

    took: Floats
    by_text: bool = False

    def draws(self, chances: Floats) -> Floats:
        """How long it takes, for numbers between 0 and 1."""
        places = chances * len(self.took) - 0.5
        return np.interp(places, np.arange(len(self.took)), self.took)

    def rest(self, since: float, chances: Floats) -> Floats:
        """How much longer it takes when it has taken so long already: as those did that took
        longer; where hardly any did, as long again as what is beyond usually takes."""
        longer = self.took[self.took > since]
        if len(longer) >= 5:
            return Matter(longer).draws(chances) - since
        beyond = float(longer.mean() - since) if len(longer) else 0.0
        return -max(beyond, 0.4 * float(self.took.mean())) * np.log1p(-chances)


@dataclass(frozen=True, slots=True)
class Free:
    """A consultant. `serves` are the places in line whose people they can serve; `matter` is what
    they are at, `since` for how many seconds. They come in `comes` seconds (0: here), go in `goes`,
    and are away in the spans of `breaks`. `pace` is how many matters by text they do at once."""

    serves: NDArray[np.bool_]
    matter: Matter | None = None
    since: float = 0.0
    pace: int = 1
    comes: float = 0.0
    goes: float = _NEVER
    breaks: tuple[tuple[float, float], ...] = ()


def begins(line: Sequence[Matter], staff: Sequence[Free], leaving: float = 0.0) -> Floats:
    """When each in line is called, in seconds from now, in each future: futures × people. Infinite
    where nobody comes who can serve them. `leaving` is how many of those who wait give up in a
    second."""
    people = min(len(line), _AT_MOST)
    called = np.full((FUTURES, len(line)), _NEVER)
    if not people or not staff:
        return called
    free = np.stack([_free_at(them, n) for n, them in enumerate(staff)], axis=1)
    serves = np.stack([them.serves[:people] for them in staff])
    takes = np.stack([m.draws(_column(7 + 2 * n)) for n, m in enumerate(line[:people])], axis=1)
    text = np.array([matter.by_text for matter in line[:people]])
    pace = np.array([them.pace for them in staff])
    stays = _stays(people, leaving)
    rows = np.arange(FUTURES)
    waits = np.ones((FUTURES, people), np.bool_)
    for _ in range(people + len(staff)):
        who = free.argmin(axis=1)
        moment = free[rows, who]
        mine = waits & serves[who]
        first = mine.argmax(axis=1)
        some = mine[rows, first] & (moment < _NEVER)
        hit, turn = rows[some], first[some]
        called[hit, turn] = moment[some]
        waits[hit, turn] = False
        there = moment[some] < stays[hit, turn]
        held = takes[hit, turn] / np.where(text[turn], pace[who[some]], 1)
        free[hit, who[some]] += np.where(there, held, 0.0)
        free[rows[~some], who[~some]] = _NEVER
        _respect_plans(free, staff)
        if not waits.any() or not np.isfinite(free).any():
            break
    if len(line) > people:
        beyond = np.arange(people + 1, len(line) + 1) / people
        called[:, people:] = called[:, people - 1 : people] * beyond
    return called


def _column(n: int) -> Floats:
    return _DRAWS[:, n % _COLUMNS]


def _free_at(them: Free, n: int) -> Floats:
    """When somebody is free for the first time."""
    if them.matter is None:
        first = np.full(FUTURES, them.comes)
    else:
        rest = them.matter.rest(them.since, _column(2 * n))
        first = np.maximum(rest / (them.pace if them.matter.by_text else 1), them.comes)
    at = first[:, None]
    _respect_plans(at, [them])
    return at[:, 0]


def _respect_plans(free: Floats, staff: Sequence[Free]) -> None:
    """Nobody begins anything in a break, or after they have gone."""
    for n, them in enumerate(staff):
        for begin, end in them.breaks:
            inside = (free[:, n] >= begin) & (free[:, n] < end)
            free[inside, n] = end
        if them.goes < _NEVER:
            free[free[:, n] >= them.goes, n] = _NEVER


def _stays(people: int, leaving: float) -> Floats:
    """How long each waits at most before giving up."""
    if leaving <= 0:
        return np.full((FUTURES, people), _NEVER)
    return np.stack([-np.log1p(-_column(8 + 2 * n)) / leaving for n in range(people)], axis=1)
