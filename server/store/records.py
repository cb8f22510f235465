"""What the store keeps, as values. Nothing here is about how somebody spoke or walked: the one
place kept per person is where they are now, overwritten and deleted when they leave."""

from __future__ import annotations

from dataclasses import dataclass

from rooms.model import BubbleId, Facing, FloorId, PersonId, Position
from server.wire.messages import Said


@dataclass(frozen=True, slots=True)
class SessionRecord:
    """A person as the office knows them by their token."""

    person: PersonId
    name: str
    avatar: str


@dataclass(frozen=True, slots=True)
class PresenceRecord:
    """Where somebody is now, so that a restart of the server finds them in place."""

    person: PersonId
    floor: FloorId
    at: Position
    facing: Facing
    dnd: bool
    bubble: BubbleId


@dataclass(frozen=True, slots=True)
class RestoredPresence:
    """A presence with the person's card, as a starting server reads it."""

    session: SessionRecord
    presence: PresenceRecord


@dataclass(frozen=True, slots=True)
class SaidRecord:
    """A chat message with all who may read it, the speaker among them."""

    message: Said
    readers: frozenset[PersonId]


@dataclass(frozen=True, slots=True)
class Kept:
    """The answer to storing a message: it, or the one stored before under the same `ref`."""

    message: Said
    fresh: bool
