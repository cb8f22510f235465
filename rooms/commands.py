"""What a person asks of the office. Imperative and frozen; the office decides.

Commands of `FloorCommand` are done by the floor that the person is on, the others by the office.
"""

from __future__ import annotations

from dataclasses import dataclass

from rooms.model import (
    NO_BUBBLE,
    Answer,
    AskId,
    AskKind,
    BubbleId,
    Facing,
    FloorId,
    MessageId,
    PersonId,
    Position,
    Profile,
    Scope,
    Seconds,
    Wish,
    ZoneId,
)

# --- coming, going, walking -------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Enter:
    """Comes onto the floor: at `at` if that is possible, else at an arrival point named `spawn`.

    `bubble` is the seat that somebody restored from storage had; `linger_until` is given for a
    person who is restored without a connection. `epoch` has to be higher than any under which the
    same connection made claims before, on another floor (MOVE-7).
    """

    profile: Profile
    guest: bool = False
    spawn: str = ""
    at: Position | None = None
    facing: Facing = "s"
    wish: Wish | None = None
    hand: int = 0
    bubble: BubbleId = NO_BUBBLE
    epoch: int = 0
    linger_until: Seconds | None = None


@dataclass(frozen=True, slots=True)
class Leave:
    """Goes for good."""


@dataclass(frozen=True, slots=True)
class GoFloor:
    """Changes floors by the list."""

    floor: FloorId


@dataclass(frozen=True, slots=True)
class Drop:
    """Lost the connection: place and seat are kept until the deadline."""

    until: Seconds


@dataclass(frozen=True, slots=True)
class Resume:
    """The connection is back."""


@dataclass(frozen=True, slots=True)
class Move:
    """Claims a place; judged at the next tick. Claims made under an older epoch are stale."""

    to: Position
    facing: Facing
    epoch: int


# --- what one is and shows --------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class SetStatus:
    """Wishes for a status in the place of the derived one, or takes that back."""

    wish: Wish | None


@dataclass(frozen=True, slots=True)
class SetIdle:
    """Nobody has touched the client for a while, or somebody does again."""

    idle: bool


@dataclass(frozen=True, slots=True)
class SetProfile:
    """What others may know."""

    profile: Profile


@dataclass(frozen=True, slots=True)
class SetHand:
    """Raises or lowers the hand."""

    up: bool


@dataclass(frozen=True, slots=True)
class React:
    """Shows a sign, to somebody or to all."""

    emoji: str
    to: PersonId = PersonId(0)


# --- speaking ---------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Say:
    """Speaks in text. `message` is a fresh id, larger than every one before; `to` is the reader
    of a direct message."""

    message: MessageId
    ref: str
    scope: Scope
    text: str
    to: PersonId = PersonId(0)


@dataclass(frozen=True, slots=True)
class Type:
    """Writes to a conversation, and nothing is said yet."""

    scope: Scope
    to: PersonId = PersonId(0)


# --- rooms and asking -------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class SetLock:
    """Locks or unlocks the room that one is in."""

    room: ZoneId
    locked: bool


@dataclass(frozen=True, slots=True)
class SetRoom:
    """The owner's wishes for the room: how many it holds, and whom it is only for."""

    room: ZoneId
    capacity: int
    only_for: frozenset[PersonId]


@dataclass(frozen=True, slots=True)
class LetIn:
    """Opens a room to this person for once (ROOM-3), or to a guest for good (GUEST-3). Given by
    the office and by nobody's client."""

    room: ZoneId
    until: Seconds


@dataclass(frozen=True, slots=True)
class Ask:
    """Asks something of a person or of those in a room. `id` is a fresh one."""

    id: AskId
    ref: str
    kind: AskKind
    person: PersonId = PersonId(0)
    room: ZoneId = ZoneId(0)
    note: str = ""


@dataclass(frozen=True, slots=True)
class AnswerAsk:
    """Answers. `fresh` is an unused id, for what a redirected visit becomes."""

    ask: AskId
    answer: Answer
    fresh: AskId
    person: PersonId = PersonId(0)
    room: ZoneId = ZoneId(0)


@dataclass(frozen=True, slots=True)
class CancelAsk:
    """Takes back what one asked."""

    ask: AskId


FloorCommand = (
    Enter
    | Leave
    | Drop
    | Resume
    | Move
    | SetStatus
    | SetIdle
    | SetProfile
    | SetHand
    | React
    | Say
    | Type
    | SetLock
    | SetRoom
    | LetIn
)

Command = FloorCommand | GoFloor | Ask | AnswerAsk | CancelAsk
