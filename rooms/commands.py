"""What a person asks of a floor. Imperative and frozen; the floor decides."""

from __future__ import annotations

from dataclasses import dataclass

from rooms.model import NO_BUBBLE, BubbleId, Facing, MessageId, Position, Seconds


@dataclass(frozen=True, slots=True)
class Enter:
    """Comes onto the floor: at `at` if that is possible, else at an arrival point named `spawn`.

    `bubble` is the seat that somebody restored from storage had; `linger_until` is given for a
    person who is restored without a connection. `epoch` has to be higher than any under which the
    same connection made claims before, on another floor (MOVE-7).
    """

    name: str
    avatar: str
    spawn: str = ""
    at: Position | None = None
    facing: Facing = "s"
    dnd: bool = False
    bubble: BubbleId = NO_BUBBLE
    epoch: int = 0
    linger_until: Seconds | None = None


@dataclass(frozen=True, slots=True)
class Leave:
    """Goes for good; `to_floor` when it is to another floor of the same office."""

    to_floor: bool = False


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


@dataclass(frozen=True, slots=True)
class Say:
    """Speaks in text. `message` is a fresh id, larger than every one before."""

    message: MessageId
    ref: str
    to_floor: bool
    text: str


@dataclass(frozen=True, slots=True)
class SetAvailability:
    """Asks not to be disturbed, or ends that."""

    dnd: bool


Command = Enter | Leave | Drop | Resume | Move | Say | SetAvailability
