"""What the store keeps, as values. Nothing here is about how somebody spoke or walked: the one
place kept per person is where they are now, overwritten and deleted when they leave."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from rooms.model import BubbleId, Facing, FloorId, PersonId, Position, Profile, RoomState
from server.wire.messages import Note, Said

KeptWish = Literal["", "available", "dnd", "away"]
"""A wished status; "" for none."""


@dataclass(frozen=True, slots=True)
class SessionRecord:
    """A person as the office knows them by their token.

    `guest_until` is when a guest's pass ends (ms since 1970), 0 for a member; `host` is the member
    who made that pass, 0 for a member's own record.
    """

    person: PersonId
    name: str
    avatar: str
    about: str = ""
    tz: str = ""
    listed: bool = False
    guest_until: int = 0
    host: PersonId = PersonId(0)

    @property
    def profile(self) -> Profile:
        """What others may know."""
        return Profile(self.name, self.avatar, self.about, self.tz)

    @property
    def guest(self) -> bool:
        """Whether this person is here by a pass."""
        return self.guest_until != 0


@dataclass(frozen=True, slots=True)
class PresenceRecord:
    """Where somebody is now, so that a restart of the server finds them in place.

    `wish_until` is in ms since 1970, 0 for a wish without an end; `hand` is 0 or the raised hand's
    number.
    """

    person: PersonId
    floor: FloorId
    at: Position
    facing: Facing
    wish: KeptWish
    wish_until: int
    hand: int
    bubble: BubbleId


@dataclass(frozen=True, slots=True)
class RestoredPresence:
    """A presence with the person's card, as a starting server reads it."""

    session: SessionRecord
    presence: PresenceRecord


@dataclass(frozen=True, slots=True)
class RoomRecord:
    """A room's door on a floor."""

    floor: FloorId
    state: RoomState


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


@dataclass(frozen=True, slots=True)
class Edited:
    """A message as it is now, and its readers. Members on its floor may read one to the floor
    as well."""

    message: Said
    readers: frozenset[PersonId]


@dataclass(frozen=True, slots=True)
class Page:
    """A page of messages by id, and whether there are earlier ones."""

    messages: list[Said]
    more: bool


@dataclass(frozen=True, slots=True)
class NoteRecord:
    """A note that somebody wants to pin to a floor's board."""

    floor: FloorId
    person: PersonId
    ref: str
    name: str
    text: str
    at: int


@dataclass(frozen=True, slots=True)
class Pinned:
    """The answer to pinning: the note, or the one pinned before under the same `ref`; None if the
    board is full."""

    note: Note | None
    fresh: bool


@dataclass(frozen=True, slots=True)
class PassRecord:
    """A guest's pass. Its code is known to the store by its hash only."""

    id: int
    host: PersonId
    host_name: str
    note: str
    expires: int
    used: int


@dataclass(frozen=True, slots=True)
class AboutRecord:
    """All that is stored about a person (LIST-4); of chat the newest, and how many there are."""

    session: SessionRecord
    used: list[int]  # when each of their sessions was last used
    presence: PresenceRecord | None
    said: list[Said]
    said_by_scope: dict[str, int]  # how many of each
    addressed: int  # messages by others that they may read, and directed to them by name
    notes: list[tuple[FloorId, Note]]
    passes: list[PassRecord]
    left_at: int  # in the list of today's people, 0 for not
    rooms: list[RoomRecord]  # owned by them, or for them
