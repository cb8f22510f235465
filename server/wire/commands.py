"""Every command: what a client asks for. `messages` is the door to these; see there."""

from __future__ import annotations

from typing import Annotated

import msgspec
from msgspec import Meta

from server.wire.types import (
    Answer,
    AskKind,
    Capacity,
    ChatText,
    Emoji,
    Facing,
    Id,
    Minutes,
    NoteText,
    OnlyFor,
    Pixel,
    Ref,
    Scope,
    Wish,
)


class Command(msgspec.Struct, frozen=True, tag_field="t", forbid_unknown_fields=True):
    """What a client asks for."""


class Hello(Command, frozen=True, tag="hello"):
    """Opens a session on this socket; nothing else is accepted before it.

    `tab` lets the same tab replace its own dead socket silently while a second tab is asked
    first. `last` is the newest `seq` of chat that the client holds; the missed messages follow.
    """

    version: int
    token: Annotated[str, Meta(min_length=16, max_length=200)]
    tab: Ref
    last: Id = 0
    take_over: bool = False


class Move(Command, frozen=True, tag="move"):
    """Claims a new place, in whole map pixels. The server checks it at the next tick.

    The one message that is no MessagePack: 12 bytes, little-endian, as `server/wire/move.py` packs
    them: 0xC1, the facing (0 to 3 for n, e, s, w), the low 16 bits of the epoch, x, y. `epoch` is
    the number from the last snapshot or `placed`: a claim made before the server moved the person
    is stale and is dropped without a word.
    """

    x: Pixel
    y: Pixel
    facing: Facing
    epoch: Id


class Say(Command, frozen=True, tag="say"):
    """Speaks in text to the bubble, the room, one person (`to`, for "direct" only) or the floor.

    `ref` is the client's own key for the message: sent again after a reconnect, it is
    stored once.
    """

    ref: Ref
    scope: Scope
    text: ChatText
    to: Id = 0


class Edit(Command, frozen=True, tag="edit"):
    """Puts another text in the place of one's own message."""

    id: Id
    text: ChatText


class Delete(Command, frozen=True, tag="delete"):
    """Deletes one's own message, for all who may read it."""

    id: Id


class Typing(Command, frozen=True, tag="typing"):
    """Somebody writes to a conversation now; sent at most every few seconds, and never what."""

    scope: Scope
    to: Id = 0


class History(Command, frozen=True, tag="history"):
    """Asks for a page of what was said before message `before` (0: from the end).

    `to` is the person of a direct conversation, or the room; else 0.
    """

    scope: Scope
    to: Id = 0
    before: Id = 0


class Search(Command, frozen=True, tag="search"):
    """Looks for a text in all that this person may read, before message `before` (0: the end)."""

    text: Annotated[str, Meta(min_length=1, max_length=100)]
    before: Id = 0


class SetStatus(Command, frozen=True, tag="status"):
    """Wishes for a status in the place of the derived one; null takes the wish back.

    For so many minutes, or until it is taken back (0).
    """

    status: Wish | None
    minutes: Minutes = 0


class SetIdle(Command, frozen=True, tag="idle"):
    """Nobody has touched this client for a while, or somebody does again."""

    idle: bool


class SetProfile(Command, frozen=True, tag="profile"):
    """What others may know: a name; what one does and an IANA time zone if one likes.

    `listed` asks to be among those who were here today, when one has gone.
    """

    name: Annotated[str, Meta(min_length=1, max_length=200)]
    about: Annotated[str, Meta(max_length=60)] = ""
    tz: Annotated[str, Meta(max_length=40, pattern=r"^[A-Za-z0-9_+/-]*$(?!\n)")] = ""
    listed: bool = False


class SetHand(Command, frozen=True, tag="hand"):
    """Raises or lowers one's hand."""

    up: bool


class React(Command, frozen=True, tag="react"):
    """Shows a sign over one's avatar for a moment; to somebody, or to all (0)."""

    emoji: Emoji
    to: Id = 0


class SetLock(Command, frozen=True, tag="lock"):
    """Locks or unlocks the room that one is in."""

    room: Id
    locked: bool


class SetRoom(Command, frozen=True, tag="room"):
    """The room's owner says how many it holds (0: as the map says) and whom it is only for
    (nobody: for all)."""

    room: Id
    capacity: Capacity
    only_for: OnlyFor


class Ask(Command, frozen=True, tag="ask"):
    """Asks something of a person (`person`) or, for a knock, of those in a room (`room`).

    An invitation is into the room that one is in. `ref` names it in a refusal.
    """

    ref: Ref
    kind: AskKind
    person: Id = 0
    room: Id = 0
    note: Annotated[str, Meta(max_length=200)] = ""


class AnswerAsk(Command, frozen=True, tag="answer"):
    """Answers what was asked. `person` is whom a visit is redirected to; `room` where an accepted
    guest is let into (0: I come to the lobby)."""

    ask: Id
    answer: Answer
    person: Id = 0
    room: Id = 0


class CancelAsk(Command, frozen=True, tag="cancel"):
    """Takes back what one asked."""

    ask: Id


class Pin(Command, frozen=True, tag="pin"):
    """Leaves a note on the floor's board. `ref` as with `say`."""

    ref: Ref
    text: NoteText


class Unpin(Command, frozen=True, tag="unpin"):
    """Takes one's own note down."""

    id: Id


class GoFloor(Command, frozen=True, tag="go_floor"):
    """Changes floors by the list instead of walking to an exit."""

    floor: Annotated[str, Meta(min_length=1, max_length=64)]


class Leave(Command, frozen=True, tag="leave"):
    """Leaves the office now, instead of lingering until the deadline."""


Packed = (
    Hello
    | Say
    | Edit
    | Delete
    | Typing
    | History
    | Search
    | SetStatus
    | SetIdle
    | SetProfile
    | SetHand
    | React
    | SetLock
    | SetRoom
    | Ask
    | AnswerAsk
    | CancelAsk
    | Pin
    | Unpin
    | GoFloor
    | Leave
)
"""What a client asks for in MessagePack."""

AnyCommand = Packed | Move
