"""The rate limits of people: to connect again renews none of them (WIRE-4)."""

from __future__ import annotations

from collections.abc import Callable

from rooms.model import PersonId
from server.wire.limits import Bucket, new_buckets


class PersonLimits:
    """One set of buckets a person; those of people who are gone and at rest are forgotten."""

    def __init__(self, most: int, is_here: Callable[[PersonId], bool]) -> None:
        self._most = most
        self._is_here = is_here
        self._buckets: dict[PersonId, dict[str, Bucket]] = {}

    def of(self, person: PersonId, now: float) -> dict[str, Bucket]:
        """A person's buckets."""
        if len(self._buckets) > self._most:
            self._buckets = {
                who: buckets
                for who, buckets in self._buckets.items()
                if self._is_here(who) or not all(b.rested(now) for b in buckets.values())
            }
        return self._buckets.setdefault(person, new_buckets())
