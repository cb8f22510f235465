"""Ids and units. Each unit is a type of its own, so that pixels never meet tiles by accident."""

from __future__ import annotations

from typing import Literal, NamedTuple, NewType

PersonId = NewType("PersonId", int)
"""One person, for as long as the office knows them. Given out by the store, never reused."""

BubbleId = NewType("BubbleId", int)
"""One conversation group on one floor; 0 means "in no bubble"."""

MessageId = NewType("MessageId", int)
"""One chat message; ids grow in the order in which messages were accepted."""

AskId = NewType("AskId", int)
"""One thing asked of people; ids grow in the order of asking."""

FloorId = NewType("FloorId", str)
"""One floor, as the configuration names it."""

ZoneId = NewType("ZoneId", int)
"""One zone of one plan, counted from 1; 0 means "in no zone"."""

Seconds = NewType("Seconds", float)
"""A moment or a span on the caller's monotonic clock."""

Px = NewType("Px", int)
"""Whole pixels of the floor's map, from its top left corner."""

Facing = Literal["n", "e", "s", "w"]
Scope = Literal["bubble", "room", "direct", "floor"]
Status = Literal["available", "dnd", "meeting", "serving", "away"]
WishedStatus = Literal["available", "dnd", "away"]
AskKind = Literal["knock", "invite", "ping", "lead", "come", "visit"]
Answer = Literal["accept", "later", "decline", "redirect"]

NO_BUBBLE = BubbleId(0)


class Position(NamedTuple):
    """A point on a floor in map pixels: where a person's feet are."""

    x: Px
    y: Px


class Wish(NamedTuple):
    """A status in the place of the derived one, until a moment or until it is taken back."""

    status: WishedStatus
    until: Seconds | None = None


class Profile(NamedTuple):
    """What a person tells of themselves: `about` is what one does, `tz` an IANA time zone."""

    name: str
    avatar: str
    about: str = ""
    tz: str = ""


class RoomState(NamedTuple):
    """A room's door: see ROOM-1 … ROOM-7."""

    room: ZoneId
    locked: bool = False
    owner: PersonId = PersonId(0)
    capacity: int = 0  # 0 for no limit
    only_for: frozenset[PersonId] = frozenset()


class Cell(NamedTuple):
    """A square of the walk grid (a quarter of a tile each way), column and row."""

    col: int
    row: int


class Tile(NamedTuple):
    """A tile of the map, column and row."""

    col: int
    row: int


def position(x: float, y: float) -> Position:
    """The pixel that contains the point (x, y)."""
    return Position(Px(int(x // 1)), Px(int(y // 1)))
