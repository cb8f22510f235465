"""What waits for the tick: events for the people of a floor, and for its members alone.

What is for some people by name goes into their mail at once.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping

from rooms import events
from rooms.audience import OnFloor, audience
from rooms.model import FloorId
from server.roster import Roster
from server.wire import messages, translate
from server.wire.codec import encode

_Waiting = defaultdict[tuple[FloorId, bool], list[bytes]]


class Outbox:
    """Gathers events by floor and audience, and encodes each once."""

    def __init__(
        self, floors: Iterable[FloorId], roster: Roster, times: translate.Times, phases: int
    ) -> None:
        self._roster = roster
        self._times = times
        self._everyone: dict[FloorId, list[events.Event]] = {floor: [] for floor in floors}
        self._members: dict[FloorId, list[events.Event]] = {floor: [] for floor in self._everyone}
        self._news: dict[FloorId, list[bytes]] = {floor: [] for floor in self._everyone}
        self._stirred: set[FloorId] = set()  # floors where anything waits to be encoded
        self._waiting = [_Waiting(list) for _ in range(phases)]

    def tell(self, floor: FloorId, event: events.Event) -> None:
        """Puts an event where those who may know it will get it."""
        who = audience(event)
        if who is OnFloor.EVERYONE:
            self._everyone[floor].append(event)
            self._stirred.add(floor)
        elif who is OnFloor.MEMBERS:
            self._members[floor].append(event)
            self._stirred.add(floor)
        elif who:
            assert isinstance(event, translate.Private)
            self._roster.post(who, encode(translate.private(event, self._times)))

    def tell_members(self, message: messages.Event, floor: FloorId | None = None) -> int:
        """Something of the server's own for the members of a floor, or of all; returns its size
        in bytes."""
        piece = encode(message)
        for some in self._news if floor is None else (floor,):
            self._news[some].append(piece)
            self._stirred.add(some)
        return len(piece)

    def take(self, phase: int) -> Mapping[tuple[FloorId, bool], list[bytes]]:
        """What has gathered for the clients of a phase, by floor and whether it is for guests:
        encoded when the first phase takes it. Nothing waits for this phase any more."""
        for floor in self._stirred:
            everyone = self._encoded(self._everyone[floor])
            members = self._encoded(self._members[floor]) + self._news[floor]
            for waiting in self._waiting:
                if everyone:
                    waiting[floor, True] += everyone
                waiting[floor, False] += everyone + members
            self._everyone[floor].clear()
            self._members[floor].clear()
            self._news[floor].clear()
        self._stirred.clear()
        taken, self._waiting[phase] = self._waiting[phase], _Waiting(list)
        return taken

    def _encoded(self, happened: list[events.Event]) -> list[bytes]:
        if not happened:
            return []
        return [encode(message) for message in translate.public(happened, self._times)]
