"""What people claim, brought to the office at the tick."""

from __future__ import annotations

from rooms import commands
from rooms.model import Position, Px, Seconds
from rooms.office import Office
from server.claims import Claims
from server.roster import Roster
from server.wire.close import Close
from server.wire.move import EPOCHS, FACINGS


class Moves:
    """The claims of everybody who is connected."""

    def __init__(self, office: Office, roster: Roster) -> None:
        self._office = office
        self._roster = roster
        self.claims = Claims()

    def bring(self, now: Seconds) -> None:
        """Tells the office what people claim, and shows out who claims too much or nonsense."""
        if not self.claims:
            return
        taken = self.claims.take(now)
        for lane, x, y, facing, epoch in taken.rows():
            seat = self._roster.in_lane(lane)
            if seat is None:
                continue
            person = seat.here.person
            present = self._office.floors[seat.here.floor].epoch(person)
            if (present - epoch) % EPOCHS == 0:
                claim = commands.Move(Position(Px(x), Px(y)), FACINGS[facing], present)
                self._office.handle(person, claim, now)
        for seat in self._roster.in_lanes(taken.flooding):
            self._roster.end(seat.session, Close.TOO_FAST)
        for seat in self._roster.in_lanes(taken.unreadable):
            seat.session.complain("Expected 0, 1, 2 or 3 - at `$.facing`")
