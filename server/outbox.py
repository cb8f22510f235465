"""What waits for the tick: events for the people of a floor, and for its members alone.

What is for some people by name goes into their mail at once.
"""

from __future__ import annotations

from collections.abc import Mapping

from rooms import events
from rooms.audience import OnFloor, audience
from rooms.model import FloorId
from rooms.office import Office
from server.fanout import Shared
from server.roster import Roster
from server.wire import messages, translate
from server.wire.codec import encode


class Outbox:
    """Gathers events by floor and audience, and encodes each once."""

    def __init__(self, office: Office, roster: Roster, times: translate.Times) -> None:
        self._office = office
        self._roster = roster
        self._times = times
        self._everyone: dict[FloorId, list[translate.Public]] = {f: [] for f in office.floors}
        self._members: dict[FloorId, list[translate.Public]] = {f: [] for f in office.floors}
        self._news: dict[FloorId, list[bytes]] = {f: [] for f in office.floors}

    def tell(self, floor: FloorId, event: events.Event) -> None:
        """Puts an event where those who may know it will get it."""
        if isinstance(event, events.Walked):
            floors = list(self._everyone)
            for number, moved in translate.walked(self._office.crowd, event).items():
                self._everyone[floors[number]].append(moved)
            return
        who = audience(event)
        if who is OnFloor.EVERYONE:
            self._everyone[floor].append(event)
        elif who is OnFloor.MEMBERS:
            self._members[floor].append(event)
        elif who:
            assert isinstance(event, translate.Private)
            self._roster.post(who, encode(translate.private(event, self._times)))

    def tell_members(self, message: messages.Event, floor: FloorId | None = None) -> int:
        """Something of the server's own for the members of a floor, or of all; returns its size
        in bytes."""
        piece = encode(message)
        for some in self._news if floor is None else (floor,):
            self._news[some].append(piece)
        return len(piece)

    def take(self) -> Mapping[tuple[FloorId, bool], Shared]:
        """What has gathered, by floor and whether it is for guests; nothing waits any more."""
        shared: dict[tuple[FloorId, bool], Shared] = {}
        for floor in self._everyone:
            everyone = self._encoded(self._everyone[floor])
            members = self._encoded(self._members[floor]) + self._news[floor]
            if everyone:
                shared[floor, True] = shared[floor, False] = Shared(everyone)
            if members:
                shared[floor, False] = Shared(everyone + members)
            self._everyone[floor].clear()
            self._members[floor].clear()
            self._news[floor].clear()
        return shared

    def _encoded(self, happened: list[translate.Public]) -> list[bytes]:
        if not happened:
            return []
        return [encode(message) for message in translate.public(happened, self._times)]
