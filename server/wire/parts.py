"""The parts of events: what travels inside them. `messages` is the door to these."""

from __future__ import annotations

import msgspec

from server.wire.types import Facing, Status


class PersonCard(msgspec.Struct, frozen=True):
    """What everyone on a floor may know of a person there. `wished`: the status is a wish and not
    derived, and ends at `until` (ms since 1970, 0: not by itself). `hand` is 0, or a number that
    grows in the order of raising. `seat` is their number on the floor while they are there, by
    which moves tell of them.
    """

    id: int
    seat: int
    name: str
    avatar: str
    about: str
    tz: str
    guest: bool
    x: int
    y: int
    facing: Facing
    status: Status
    wished: bool
    until: int
    lingering: bool
    hand: int
    bubble: int


class RoomState(msgspec.Struct, frozen=True):
    """A room's door. `owner` is 0 for an empty room, `capacity` 0 for no limit; the room is for
    all if `only_for` names nobody."""

    room: int
    locked: bool
    owner: int
    capacity: int
    only_for: list[int]


class FloorName(msgspec.Struct, frozen=True):
    """A floor as the list of floors shows it."""

    id: str
    ja: str
    en: str


class Listed(msgspec.Struct, frozen=True):
    """Somebody on another floor."""

    id: int
    name: str
    avatar: str
    about: str
    tz: str
    floor: str
    status: Status


class Absent(msgspec.Struct, frozen=True):
    """Somebody who was here today and wished that it is known; `at` is when they left."""

    id: int
    name: str
    avatar: str
    about: str
    at: int  # milliseconds since 1970, UTC


class Note(msgspec.Struct, frozen=True):
    """A note on a floor's board."""

    id: int
    person: int
    name: str
    text: str
    at: int  # milliseconds since 1970, UTC


class Keep(msgspec.Struct, frozen=True):
    """For how many seconds chat is kept, by scope, and notes."""

    bubble: int
    room: int
    direct: int
    floor: int
    note: int
