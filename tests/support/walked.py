"""What Walked says, person by person."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from rooms import events
from rooms.crowd import Crowd
from rooms.model import Facing, PersonId, Position


@dataclass(frozen=True)
class Moved:
    """One person's claim was accepted."""

    person: PersonId
    at: Position
    facing: Facing


Seen = events.Event | Moved


def moves(crowd: Crowd, walked: events.Walked) -> list[Moved]:
    """Each who walked, by id. To be asked before anything else happens."""
    return sorted(
        (
            Moved(PersonId(int(crowd.person[slot])), crowd.at(slot), crowd.facing_of(slot))
            for slot in walked.slots.tolist()
        ),
        key=lambda moved: moved.person,
    )


def one_by_one(crowd: Crowd, happened: Iterable[events.Event]) -> list[Seen]:
    """Events with Moved in the place of Walked."""
    seen: list[Seen] = []
    for event in happened:
        seen += moves(crowd, event) if isinstance(event, events.Walked) else [event]
    return seen
