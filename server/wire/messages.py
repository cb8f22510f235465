"""Every message that crosses the WebSocket, defined once.

A frame is one binary WebSocket message. Client to server it holds one command (a MessagePack
map); server to client it holds an array of events, because a tick's events leave in one write.
`t` names the kind in words, so that a trace can be read. The client's TypeScript types and
docs/protocol.md are generated from here; each docstring is the reason that the message exists.
"""

from __future__ import annotations

from typing import Annotated, Literal

import msgspec
from msgspec import Meta

VERSION = 1
"""Grows when a message changes in a way that an older client can't follow."""

Facing = Literal["n", "e", "s", "w"]
Scope = Literal["bubble", "floor"]

Refusal = Literal["nobody_near", "too_fast", "unknown_floor", "already_here", "empty", "not_stored"]

Pixel = Annotated[int, Meta(ge=-(2**31), le=2**31 - 1)]
Id = Annotated[int, Meta(ge=0, le=2**53 - 1)]
Ref = Annotated[str, Meta(min_length=1, max_length=40, pattern=r"^[A-Za-z0-9_-]+$(?!\n)")]
ChatText = Annotated[str, Meta(min_length=1, max_length=2000)]


class Command(msgspec.Struct, frozen=True, tag_field="t", forbid_unknown_fields=True):
    """What a client asks for."""


class Event(msgspec.Struct, frozen=True, tag_field="t", omit_defaults=False):
    """What became true, told to those who may know."""


# --- client to server -------------------------------------------------------------------------


class Hello(Command, frozen=True, tag="hello"):
    """Opens a session on this socket; nothing else is accepted before it.

    `tab` lets the same tab replace its own dead socket silently while a second tab is asked
    first. `last` is the newest chat message the client holds; the missed ones follow.
    """

    version: int
    token: Annotated[str, Meta(min_length=16, max_length=200)]
    tab: Ref
    last: Id = 0
    take_over: bool = False


class Move(Command, frozen=True, tag="move"):
    """Claims a new place, in whole map pixels. The server checks it at the next tick.

    `epoch` is the number from the last snapshot or `placed`: a claim made before the server
    moved the person is stale and is dropped without a word.
    """

    x: Pixel
    y: Pixel
    facing: Facing
    epoch: Id


class Say(Command, frozen=True, tag="say"):
    """Speaks in text to the bubble or to the floor.

    `ref` is the client's own key for the message: sent again after a reconnect, it is
    stored once.
    """

    ref: Ref
    scope: Scope
    text: ChatText


class SetAvailability(Command, frozen=True, tag="availability"):
    """Asks not to be disturbed (no bubble forms round this person), or ends that."""

    dnd: bool


class GoFloor(Command, frozen=True, tag="go_floor"):
    """Changes floors by the list instead of walking to an exit."""

    floor: Annotated[str, Meta(min_length=1, max_length=64)]


class Leave(Command, frozen=True, tag="leave"):
    """Leaves the office now, instead of lingering until the deadline."""


AnyCommand = Hello | Move | Say | SetAvailability | GoFloor | Leave


# --- server to client -------------------------------------------------------------------------


class PersonCard(msgspec.Struct, frozen=True):
    """What everyone on a floor may know of a person there."""

    id: int
    name: str
    avatar: str
    x: int
    y: int
    facing: Facing
    dnd: bool
    lingering: bool
    bubble: int


class FloorName(msgspec.Struct, frozen=True):
    """A floor as the list of floors shows it."""

    id: str
    ja: str
    en: str


class Welcome(Event, frozen=True, tag="welcome"):
    """Answers `hello`: who you are here, and the numbers by which the client walks and waits."""

    version: int
    you: int
    resumed: bool
    speed: float  # tiles a second
    tick_hz: float
    beat_seconds: float
    join_radius: float  # tiles
    chat_keep_seconds: int
    floors: list[FloorName]


class Snapshot(Event, frozen=True, tag="snapshot"):
    """The whole floor as it is now: on arrival, after a change of floors, and to heal a client
    that was skipped. It replaces all that was known before of people and bubbles."""

    floor: str
    epoch: int
    people: list[PersonCard]


class Entered(Event, frozen=True, tag="entered"):
    """Somebody came onto the floor."""

    person: PersonCard


class Left(Event, frozen=True, tag="left"):
    """Somebody went: by choice, to another floor, or because their connection did not return."""

    person: int
    why: Literal["left", "floor", "timed_out"]


class Moved(Event, frozen=True, tag="moved"):
    """Where those who moved in this tick are now: [person, x, y, facing] each."""

    people: list[tuple[int, int, int, Facing]]


class Placed(Event, frozen=True, tag="placed"):
    """Puts the client's own avatar back: its claim was not accepted. Only its owner sees this."""

    x: int
    y: int
    epoch: int
    why: Literal["wall", "speed", "locked", "edge"]


class Changed(Event, frozen=True, tag="changed"):
    """A person's card changed in something other than place and bubble."""

    person: int
    dnd: bool
    lingering: bool


class Bubbled(Event, frozen=True, tag="bubbled"):
    """Who is in which bubble now: [person, bubble] for each whose bubble changed, 0 for none."""

    people: list[tuple[int, int]]


class Said(Event, frozen=True, tag="said"):
    """A chat message, to its recipients and its sender only. `ref` is for the sender to match."""

    id: int
    ref: str
    person: int
    name: str
    scope: Scope
    floor: str
    text: str
    at: int  # milliseconds since 1970, UTC
    heard_by: int  # how many others it was for


class CaughtUp(Event, frozen=True, tag="caught_up"):
    """All missed messages have been sent; what follows is live."""

    last: int


class Refused(Event, frozen=True, tag="refused"):
    """A well-formed command could not be done; nothing changed. `ref` names it where it had one."""

    command: str
    ref: str
    why: Refusal


class Malformed(Event, frozen=True, tag="malformed"):
    """Says what was wrong with a frame, and where, just before the socket is closed."""

    problem: str


class Beat(Event, frozen=True, tag="beat"):
    """Nothing happened, but the server is alive: lets a browser notice a dead line."""


AnyEvent = (
    Welcome
    | Snapshot
    | Entered
    | Left
    | Moved
    | Placed
    | Changed
    | Bubbled
    | Said
    | CaughtUp
    | Refused
    | Malformed
    | Beat
)
