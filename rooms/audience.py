"""Who may know an event: the one place where that is decided."""

from __future__ import annotations

from typing import assert_never

from rooms.events import (
    Bubbled,
    Changed,
    Entered,
    Event,
    ExitReached,
    Left,
    Moved,
    Placed,
    Refused,
    Said,
)
from rooms.model import PersonId

EVERYONE = None
"""All who are on the floor."""


def audience(event: Event) -> frozenset[PersonId] | None:
    """The people who may know an event, or EVERYONE on its floor."""
    match event:
        case Entered() | Left() | Moved() | Changed() | Bubbled():
            return EVERYONE
        case Said():
            return event.hearers | {event.person}
        case Placed() | Refused():
            return frozenset({event.person})
        case ExitReached():
            return frozenset()
        case _:
            assert_never(event)
