"""What became true on a floor. Past tense and frozen; `audience` says who may know each."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from rooms.model import BubbleId, Facing, MessageId, PersonId, Position, ZoneId

LeaveReason = Literal["left", "floor", "timed_out"]
PlaceReason = Literal["wall", "speed", "locked", "edge"]
RefusalReason = Literal["nobody_near", "empty"]


@dataclass(frozen=True, slots=True)
class Card:
    """What everyone on a floor may know of a person there."""

    person: PersonId
    name: str
    avatar: str
    at: Position
    facing: Facing
    dnd: bool
    lingering: bool
    bubble: BubbleId


@dataclass(frozen=True, slots=True)
class Entered:
    """Somebody came onto the floor."""

    card: Card


@dataclass(frozen=True, slots=True)
class Left:
    """Somebody went."""

    person: PersonId
    why: LeaveReason


@dataclass(frozen=True, slots=True)
class Moved:
    """A claim was accepted."""

    person: PersonId
    at: Position
    facing: Facing


@dataclass(frozen=True, slots=True)
class Placed:
    """A claim was not accepted: the claimer is put back, under a new epoch."""

    person: PersonId
    at: Position
    epoch: int
    why: PlaceReason


@dataclass(frozen=True, slots=True)
class Changed:
    """A person's card changed in something other than place and bubble."""

    person: PersonId
    dnd: bool
    lingering: bool


@dataclass(frozen=True, slots=True)
class Bubbled:
    """A person's bubble changed; 0 for none."""

    person: PersonId
    bubble: BubbleId


@dataclass(frozen=True, slots=True)
class Said:
    """A chat message was accepted, for `hearers` (without the speaker) and nobody else."""

    message: MessageId
    ref: str
    person: PersonId
    name: str
    to_floor: bool
    text: str
    hearers: frozenset[PersonId]


@dataclass(frozen=True, slots=True)
class Refused:
    """A command could not be done; nothing changed."""

    person: PersonId
    command: str
    ref: str
    why: RefusalReason


@dataclass(frozen=True, slots=True)
class ExitReached:
    """Somebody walked into an exit. Where it leads is the office's to say, not the floor's."""

    person: PersonId
    exit: ZoneId


Event = Entered | Left | Moved | Placed | Changed | Bubbled | Said | Refused | ExitReached
