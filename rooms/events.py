"""What became true in the office. Past tense and frozen; `audience` says who may know each."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from rooms.arrays import Flags, Slots
from rooms.model import (
    AskId,
    AskKind,
    BubbleId,
    Facing,
    FloorId,
    MessageId,
    PersonId,
    Position,
    Profile,
    RoomState,
    Scope,
    Seconds,
    Status,
    ZoneId,
)

LeaveReason = Literal["left", "floor", "timed_out", "pass_ended"]
PlaceReason = Literal["wall", "speed", "locked", "full", "guest", "edge"]
AskEnd = Literal["accepted", "later", "declined", "redirected", "expired", "cancelled", "gone"]
RefusalReason = Literal[
    "nobody_near",
    "not_in_room",
    "unknown_person",
    "empty",
    "unknown_floor",
    "already_here",
    "not_allowed",
    "not_inside",
    "not_owner",
    "unknown_room",
    "not_shut",
    "inside",
    "nobody_in",
    "full",
    "asked_already",
    "too_many",
    "gone",
]


@dataclass(frozen=True, slots=True)
class Card:
    """What everyone on a floor may know of a person there. `wished`: the status is a wish and not
    derived; `until` is when it ends. `seat` is a number that nobody else on the floor has now."""

    person: PersonId
    seat: int
    profile: Profile
    guest: bool
    at: Position
    facing: Facing
    status: Status
    wished: bool
    until: Seconds | None
    lingering: bool
    hand: int
    bubble: BubbleId


# --- for everyone on the floor ----------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Entered:
    """Somebody came onto the floor."""

    card: Card


@dataclass(frozen=True, slots=True)
class Left:
    """Somebody went."""

    person: PersonId
    why: LeaveReason


@dataclass(frozen=True, slots=True, eq=False)
class Walked:
    """Claims were accepted: on whatever floors, of those who have these slots of the crowd, which
    says where they are. `crossed` tells of each whether it is in another cell than before."""

    slots: Slots
    crossed: Flags


@dataclass(frozen=True, slots=True)
class Changed:
    """A person's status, hand or line changed."""

    person: PersonId
    status: Status
    wished: bool
    until: Seconds | None
    lingering: bool
    hand: int


@dataclass(frozen=True, slots=True)
class Profiled:
    """A person tells something else of themselves."""

    person: PersonId
    profile: Profile


@dataclass(frozen=True, slots=True)
class Bubbled:
    """A person's bubble changed; 0 for none."""

    person: PersonId
    bubble: BubbleId


@dataclass(frozen=True, slots=True)
class Reacted:
    """Somebody shows a sign."""

    person: PersonId
    emoji: str
    to: PersonId


@dataclass(frozen=True, slots=True)
class RoomChanged:
    """A room's door changed."""

    room: RoomState


# --- for members on the floor -----------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class CameElsewhere:
    """Somebody is on another floor, `floor`, now, or changed there in what may be known here."""

    person: PersonId
    profile: Profile
    floor: FloorId
    status: Status


@dataclass(frozen=True, slots=True)
class WentElsewhere:
    """Somebody is on no other floor any more: gone, or on this one."""

    person: PersonId


# --- for some ---------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Placed:
    """A claim was not accepted: the claimer is put back, under a new epoch."""

    person: PersonId
    at: Position
    epoch: int
    why: PlaceReason


@dataclass(frozen=True, slots=True)
class LetIn:
    """A room is open to a person, along a way (pixels; empty if they are in it) from where they
    are. `until` None: as long as they are in it, or for a guest until the pass ends. `walk`: it was
    opened just now, so that they go there."""

    person: PersonId
    room: ZoneId
    until: Seconds | None
    way: tuple[Position, ...]
    walk: bool


@dataclass(frozen=True, slots=True)
class Said:
    """A chat message was accepted, for `hearers` (without the speaker) and nobody else.

    `to` is the reader of a direct message, the room of one to a room, else 0.
    """

    message: MessageId
    ref: str
    person: PersonId
    name: str
    scope: Scope
    to: int
    text: str
    hearers: frozenset[PersonId]


@dataclass(frozen=True, slots=True)
class Typed:
    """Somebody writes, for `hearers` and nobody else; `to` as in Said."""

    person: PersonId
    scope: Scope
    to: int
    hearers: frozenset[PersonId]


@dataclass(frozen=True, slots=True)
class Asked:
    """Something is asked, or still is; for `audience` alone."""

    ask: AskId
    kind: AskKind
    person: PersonId
    name: str
    to: PersonId
    to_name: str
    room: ZoneId
    note: str
    expires: Seconds
    audience: frozenset[PersonId]


@dataclass(frozen=True, slots=True)
class AskOver:
    """What was asked needs no answer any more, as far as `audience` knows. `by` answered, or 0."""

    ask: AskId
    why: AskEnd
    by: PersonId
    name: str
    audience: frozenset[PersonId]


@dataclass(frozen=True, slots=True)
class Refused:
    """A command could not be done; nothing changed."""

    person: PersonId
    command: str
    ref: str
    why: RefusalReason


# --- for the office ---------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class ExitReached:
    """Somebody walked into an exit. Where it leads is the office's to say, not the floor's."""

    person: PersonId
    exit: ZoneId


@dataclass(frozen=True, slots=True)
class RoomLeft:
    """Somebody, or the last one, is out of a room: what is asked of it may be over (ASK-10)."""

    person: PersonId
    room: ZoneId


@dataclass(frozen=True, slots=True)
class RoomEntered:
    """Somebody walked into a room: a knock of theirs there is needless."""

    person: PersonId
    room: ZoneId


Event = (
    Entered
    | Left
    | Walked
    | Changed
    | Profiled
    | Bubbled
    | Reacted
    | RoomChanged
    | CameElsewhere
    | WentElsewhere
    | Placed
    | LetIn
    | Said
    | Typed
    | Asked
    | AskOver
    | Refused
    | ExitReached
    | RoomLeft
    | RoomEntered
)
