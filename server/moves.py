"""What people claim, brought to the office at the tick: from lanes to slots of the crowd."""

from __future__ import annotations

import numpy as np

from rooms.arrays import grown
from rooms.model import PersonId
from rooms.office import Office
from server.claims import Claims, Taken
from server.roster import Roster
from server.wire.close import Close


class Moves:
    """The claims of everybody who is connected."""

    def __init__(self, office: Office, roster: Roster) -> None:
        self._office = office
        self._roster = roster
        self.claims = Claims()
        self._slots = np.zeros(0, np.int64)  # by lane
        self._people = np.zeros(0, np.int64)  # by lane: whose slot that was

    def place(self, lane: int, person: PersonId, slot: int) -> None:
        """Somebody connected, or came to another floor."""
        if lane >= len(self._slots):
            size = max(64, 2 * (lane + 1))
            self._slots, self._people = grown(self._slots, size), grown(self._people, size)
        self._slots[lane], self._people[lane] = slot, person

    def bring(self, now: float) -> None:
        """Tells the office what people claim, and shows out who claims too much or nonsense."""
        if not self.claims:
            return
        taken = self.claims.take(now)
        self._tell(taken)
        for seat in self._roster.in_lanes(taken.flooding):
            self._roster.end(seat.session, Close.TOO_FAST)
        for seat in self._roster.in_lanes(taken.unreadable):
            seat.session.complain("Expected 0, 1, 2 or 3 - at `$.facing`")

    def _tell(self, taken: Taken) -> None:
        slots = self._slots[taken.lanes]
        # Who has left may have a claim here, and somebody else the slot.
        theirs = self._office.crowd.person[slots] == self._people[taken.lanes]
        columns = (taken.x, taken.y, taken.facing, taken.epoch)
        x, y, facing, epoch = (column[theirs].astype(np.int64) for column in columns)
        self._office.claim(slots[theirs], x, y, facing, epoch)
