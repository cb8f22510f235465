"""Who may know an event: the one place where that is decided."""

from __future__ import annotations

import enum
from typing import assert_never

from rooms import events
from rooms.model import PersonId


class OnFloor(enum.Enum):
    """Groups that are not listed by name."""

    EVERYONE = "all who are on the floor"
    MEMBERS = "all who are on the floor but guests"


Audience = frozenset[PersonId] | OnFloor


def audience(event: events.Event) -> Audience:
    """The people who may know an event: by name, or as a group on its floor."""
    match event:
        case (
            events.Entered()
            | events.Left()
            | events.Walked()
            | events.Changed()
            | events.Profiled()
            | events.Bubbled()
            | events.Reacted()
            | events.RoomChanged()
        ):
            return OnFloor.EVERYONE
        case events.CameElsewhere() | events.WentElsewhere():
            return OnFloor.MEMBERS
        case events.Said():
            return event.hearers | {event.person}
        case events.Typed():
            return event.hearers
        case events.Asked() | events.AskOver():
            return event.audience
        case events.Placed() | events.Refused() | events.LetIn():
            return frozenset({event.person})
        case events.ExitReached() | events.RoomLeft() | events.RoomEntered():
            return frozenset()
        case _:
            assert_never(event)
