"""Every event: what became true, told to those who may know. `messages` is the door to these."""

from __future__ import annotations

from typing import Literal

import msgspec

from server.wire.parts import Absent, FloorName, Keep, Listed, Note, PersonCard, RoomState
from server.wire.types import AskEnd, AskKind, Emoji, PlaceReason, Refusal, Scope, Status


class Event(msgspec.Struct, frozen=True, tag_field="t", omit_defaults=False):
    """What became true, told to those who may know."""


# --- the session ------------------------------------------------------------------------------


class Welcome(Event, frozen=True, tag="welcome"):
    """Answers `hello`: who you are here, and the numbers by which the client walks and waits.

    `guest_until` is when a guest's pass ends (ms since 1970), 0 for a member; `listed` as in
    `profile`.
    """

    version: int
    you: int
    resumed: bool
    guest_until: int
    listed: bool
    speed: float  # tiles a second
    tick_hz: float
    beat_seconds: float
    join_radius: float  # tiles
    away_seconds: float  # without input, before a client says that it is idle
    keep: Keep
    floors: list[FloorName]
    now: int  # the server's clock, ms since 1970: times of events are by it


class Snapshot(Event, frozen=True, tag="snapshot"):
    """The whole floor as it is now: on arrival, after a change of floors, and to heal a client
    that was skipped. It replaces all that was known before of people, bubbles, rooms, asks and
    let-ins; those that go on follow in the same frame."""

    floor: str
    epoch: int
    columns: int  # cells of `moved` in a row
    people: list[PersonCard]
    rooms: list[RoomState]


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


# --- people -----------------------------------------------------------------------------------


class Entered(Event, frozen=True, tag="entered"):
    """Somebody came onto the floor."""

    person: PersonCard


class Left(Event, frozen=True, tag="left"):
    """Somebody went: by choice, to another floor, because their connection did not return, or
    because a guest's pass ended."""

    person: int
    why: Literal["left", "floor", "timed_out", "pass_ended"]


class Moved(Event, frozen=True, tag="moved"):
    """Where some people of the floor are now: those who walked near one since the last frame, who
    stands in what one has come nearer to, and at times all others who walked.

    `cells` are 32-bit words, little-endian, as `server/wire/cells.py` packs them. A cell of 256 px
    begins with its number (row × the snapshot's `columns` + column) in the low 16 bits and the
    count of the words that follow for it in the high ones; each of those is a person's seat (14
    bits from the lowest), facing (2; 0 to 3 for n, e, s, w), and x and y inside the cell (8 each).
    """

    cells: bytes


class Placed(Event, frozen=True, tag="placed"):
    """Puts the client's own avatar back: its claim was not accepted. Only its owner sees this."""

    x: int
    y: int
    epoch: int
    why: PlaceReason


class Changed(Event, frozen=True, tag="changed"):
    """A person's status, hand or line changed."""

    person: int
    status: Status
    wished: bool
    until: int  # as in PersonCard
    lingering: bool
    hand: int


class Profiled(Event, frozen=True, tag="profiled"):
    """A person goes by another name, does something else, or lives by another clock."""

    person: int
    name: str
    about: str
    tz: str


class Bubbled(Event, frozen=True, tag="bubbled"):
    """Who is in which bubble now: [person, bubble] for each whose bubble changed, 0 for none."""

    people: list[tuple[int, int]]


class Reacted(Event, frozen=True, tag="reacted"):
    """Somebody shows a sign, to somebody or to all (0)."""

    person: int
    emoji: Emoji
    to: int


class Elsewhere(Event, frozen=True, tag="elsewhere"):
    """Who is on other floors: all of them (`whole`), or those who came or changed, and who went."""

    whole: bool
    people: list[Listed]
    gone: list[int]


class Today(Event, frozen=True, tag="today"):
    """Who was here today and has gone, of those who wished that it is known."""

    people: list[Absent]


# --- rooms and asking -------------------------------------------------------------------------


class RoomChanged(Event, frozen=True, tag="room"):
    """A room's door changed."""

    room: RoomState


class LetIn(Event, frozen=True, tag="let_in"):
    """A room is open to this person until then (ms since 1970; 0: as long as they stay in it, or
    until the pass ends), along `way` in map pixels. `walk`: the client should go there now."""

    room: int
    until: int
    way: list[tuple[int, int]]
    walk: bool


class Asked(Event, frozen=True, tag="asked"):
    """Something is asked: told to the asker (`person`) and to those who may answer.

    `to` is the person asked, 0 for a knock; `room` the room of a knock or an invitation.
    """

    id: int
    kind: AskKind
    person: int
    name: str
    to: int
    to_name: str
    room: int
    note: str
    expires: int  # milliseconds since 1970, UTC


class AskOver(Event, frozen=True, tag="ask_over"):
    """What was asked needs no answer any more. `person` is who answered, 0 for nobody."""

    id: int
    why: AskEnd
    person: int
    name: str


# --- chat and notes ---------------------------------------------------------------------------


class Said(Event, frozen=True, tag="said"):
    """A chat message, stored; told again under the same `id` and a new `seq` once it was edited or
    deleted (then `text` is empty). `heard_by` counts those it was for, without the speaker.

    `to` is the person of a direct message, or the room. `name` is the speaker's at that time.
    """

    id: int
    seq: int
    ref: str
    person: int
    name: str
    scope: Scope
    to: int
    floor: str
    text: str
    at: int  # milliseconds since 1970, UTC
    heard_by: int
    edited: bool = False
    deleted: bool = False


class HistoryPage(Event, frozen=True, tag="history"):
    """Answers `history`: up to 50 messages, by id; `more` if there are earlier ones."""

    scope: Scope
    to: int
    before: int
    floor: str
    messages: list[Said]
    more: bool


class Found(Event, frozen=True, tag="found"):
    """Answers `search`: up to 50 messages, by id; `more` if there are earlier ones."""

    text: str
    before: int
    messages: list[Said]
    more: bool


class TypingBy(Event, frozen=True, tag="typing"):
    """Somebody writes to this person. `to` as in `said`: the reader, the room, or 0."""

    person: int
    scope: Scope
    to: int


class Board(Event, frozen=True, tag="board"):
    """All notes on the floor's board, the oldest first."""

    notes: list[Note]


AnyEvent = (
    Welcome
    | Snapshot
    | CaughtUp
    | Refused
    | Malformed
    | Beat
    | Entered
    | Left
    | Moved
    | Placed
    | Changed
    | Profiled
    | Bubbled
    | Reacted
    | Elsewhere
    | Today
    | RoomChanged
    | LetIn
    | Asked
    | AskOver
    | Said
    | HistoryPage
    | Found
    | TypingBy
    | Board
)
