"""The rate limits of people: to connect again renews none of them (WIRE-4)."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from rooms.model import PersonId
from server.claims import Claims
from server.wire.limits import Bucket, new_buckets


@dataclass(frozen=True, slots=True)
class Rates:
    """What counts one person's commands. Moves are counted in their lane."""

    buckets: dict[str, Bucket]
    lane: int


class PersonLimits:
    """The rates of each person; those of people who are gone and at rest are forgotten."""

    def __init__(self, claims: Claims, most: int, is_here: Callable[[PersonId], bool]) -> None:
        self._claims = claims
        self._most = most
        self._is_here = is_here
        self._rates: dict[PersonId, Rates] = {}

    def of(self, person: PersonId, now: float) -> Rates:
        """A person's rates."""
        if len(self._rates) > self._most:
            self._forget(now)
        if person not in self._rates:
            self._rates[person] = Rates(new_buckets(), self._claims.take_lane())
        return self._rates[person]

    def _forget(self, now: float) -> None:
        gone = [
            (person, rates)
            for person, rates in self._rates.items()
            if not self._is_here(person) and self._rested(rates, now)
        ]
        for person, rates in gone:
            del self._rates[person]
            self._claims.return_lane(rates.lane)

    def _rested(self, rates: Rates, now: float) -> bool:
        return self._claims.rested(rates.lane, now) and all(
            bucket.rested(now) for bucket in rates.buckets.values()
        )
