"""What is done for all floors at once: ending what runs out, walking, and forming groups."""

from __future__ import annotations

from collections.abc import Sequence

from rooms.conversation import Conversations
from rooms.crowd import Crowd
from rooms.deadlines import Deadlines
from rooms.model import Seconds
from rooms.person import Person
from rooms.site import Happened, Site
from rooms.walking import NOBODY_WALKS, Walking, Walks


class Together:
    """The people of some floors, numbered in order."""

    def __init__(self, sites: Sequence[Site]) -> None:
        self._sites = sites
        self.crowd = Crowd([site.plan for site in sites])
        self._people: dict[int, Person] = {}
        self._walking = Walking(self.crowd, sites, self._people)
        self._talk = Conversations(self.crowd, sites, self._people)
        self._deadlines = Deadlines()

    @property
    def restless(self) -> bool:
        """Whether the next tick has anything to do but to look at deadlines."""
        return self.crowd.restless or self._talk.restless

    @property
    def next_deadline(self) -> Seconds | None:
        """When the next thing runs out: a lost connection, a wish, a door held open."""
        return self._deadlines.next

    # --- who is there -------------------------------------------------------------------------

    def came(self, person: Person) -> None:
        """Somebody has a slot now."""
        self._people[person.slot] = person
        self._talk.came(person)
        self.watch(person)

    def person(self, slot: int) -> Person:
        """Who has a slot."""
        return self._people[slot]

    def went(self, person: Person) -> None:
        """Somebody gives theirs back."""
        self._talk.went(person)
        self._deadlines.set(person.slot, None)
        del self._people[person.slot]
        self.crowd.leave(person.slot)

    def watch(self, person: Person) -> None:
        """Something may run out at another time than it did."""
        self._deadlines.set(person.slot, person.deadline)

    def doors_changed(self, floor: int) -> None:
        """Other rooms may be shut on a floor than were before."""
        self._walking.doors_changed.add(floor)

    # --- the tick -----------------------------------------------------------------------------

    def run_out(self, now: Seconds) -> list[Happened]:
        """Ends what has run out."""
        people = [self._people[slot] for slot in self._deadlines.due(now)]
        floor = self.crowd.floor
        due = sorted((int(floor[person.slot]), person.id, person) for person in people)
        happened: list[Happened] = []
        for number, _, person in due:
            happened += (Happened(number, e) for e in self._sites[number].run_out(person, now))
        return happened

    def walk(self, now: Seconds) -> Walks:
        """Judges all claims."""
        return self._walking.judge_claims(now) if self.crowd.restless else NOBODY_WALKS

    def form(self, now: Seconds) -> list[Happened]:
        """Forms the groups."""
        return self._talk.form(now) if self._talk.restless else []
