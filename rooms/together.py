"""What is done for all floors at once: the crowd of an office, and how it walks."""

from __future__ import annotations

from collections.abc import Sequence

from rooms.crowd import Crowd
from rooms.model import Seconds
from rooms.person import Person
from rooms.walking import NOBODY_WALKS, Site, Walking, Walks


class Together:
    """The people of some floors, numbered in order, who walk at the same time."""

    def __init__(self, sites: Sequence[Site]) -> None:
        self.crowd = Crowd([site.plan for site in sites])
        self._people: dict[int, Person] = {}
        self._walking = Walking(self.crowd, sites, self._people)

    @property
    def restless(self) -> bool:
        """Whether the next tick has anybody to move."""
        return self.crowd.restless

    def came(self, person: Person) -> None:
        """Somebody has a slot now."""
        self._people[person.slot] = person

    def went(self, person: Person) -> None:
        """Somebody gives theirs back."""
        del self._people[person.slot]
        self.crowd.leave(person.slot)

    def walk(self, now: Seconds) -> Walks:
        """Judges all claims."""
        if not self.crowd.restless:
            return NOBODY_WALKS
        return self._walking.judge_claims(now)
