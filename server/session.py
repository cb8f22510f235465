"""One connection from its first frame to its end: limit, parse, tell the hub, close.

A connection is Joining until its `hello` is answered and Present from then on; it ends as Closed.
(The third state of a session, Lingering, has no connection: the floor keeps it.)
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Protocol

from rooms.model import FloorId, PersonId
from server.websocket import WebSocket, data_frame
from server.wire import messages
from server.wire.close import Close
from server.wire.codec import MalformedFrameError, batch, command_kind, decode_command, encode
from server.wire.limits import LARGEST, LIMITS, Bucket, new_buckets
from server.wire.move import is_move, masked


@dataclass(slots=True)
class Joining:
    """Connected, but nobody yet. `greeted` once a hello is being looked up."""

    since: float
    greeted: bool = False


class Circle:
    """Those who see the same and are told nothing by name: each frame is made once for all."""

    __slots__ = ("_alone", "members", "sent_at")

    def __init__(self, alone: dict[Present, Session]) -> None:
        self.members: dict[Present, Session] = {}
        self.sent_at = 0.0
        self._alone = alone

    def join(self, here: Present) -> None:
        """Somebody who was served alone sees and hears from now on what the others do."""
        self.members[here] = self._alone.pop(here)
        here.circle = self

    def leave(self, here: Present) -> None:
        """Somebody is to be served alone."""
        self._alone[here] = self.members.pop(here)
        here.own_sent_at, here.circle = here.sent_at, None


@dataclass(slots=True, eq=False)
class Present:
    """A person's one connection."""

    person: PersonId
    floor: FloorId
    tab: str
    seen: int  # the newest `seq` of chat that was sent to this client, or that it came with
    resumed: bool
    lane: int  # where their claims wait
    slot: int  # where in the crowd they are
    guest_until: int = 0  # when a guest's pass ends, ms since 1970; 0 for a member
    host: int = 0  # of a guest
    listed: bool = False  # may be among those who were here today
    welcomed: bool = False
    synced: bool = False  # has a snapshot, and every event since
    chat_live: bool = False  # has all missed chat, so new messages may follow
    chat_behind: bool = False  # has some of the missed chat, and the rest is to be asked for
    chat_asked: int = 0  # questions for missed chat so far; only the last one's answer counts
    looking: int = 0  # pages of history that are being looked for
    searches: int = 0  # so far; only the last one goes on
    paused_since: float | None = None  # since when frames are skipped
    own_sent_at: float = 0.0
    circle: Circle | None = None  # None: they are served alone
    home: int = 0  # the cell round which they were told of last
    mail: list[bytes] = field(default_factory=list)  # encoded events for this person only
    seen_with_mail: int = 0  # `seen` once the mail is sent

    @property
    def sent_at(self) -> float:
        """When they were sent a frame, at last."""
        shared = 0.0 if self.circle is None else self.circle.sent_at
        return max(self.own_sent_at, shared)

    def post(self, piece: bytes) -> None:
        """Puts an encoded event into the mail."""
        self.mail.append(piece)
        self.stand_alone()

    def stand_alone(self) -> None:
        """Their next frame is not the one of all round them."""
        if self.circle is not None:
            self.circle.leave(self)


@dataclass(frozen=True, slots=True)
class Closed:
    """Nothing more will come or go."""


State = Joining | Present | Closed


class Receiver(Protocol):
    """What a session tells the hub."""

    def joining(self, session: Session) -> None:
        """A socket is open."""

    def hello(self, session: Session, hello: messages.Hello) -> None:
        """Somebody says who they are."""

    def command(self, session: Session, here: Present, command: messages.Packed) -> None:
        """A present person asks for something."""

    def ending(self, session: Session) -> None:
        """Nothing more may be sent."""

    def gone(self, session: Session) -> None:
        """The connection is closed."""

    def now(self) -> float:
        """The hub's clock, seconds."""


class Session:
    """The edge of one client. It never awaits."""

    def __init__(self, hub: Receiver) -> None:
        self._hub = hub
        self._socket: WebSocket | None = None
        self._buckets = new_buckets()
        self._claim: Callable[[bytes], None] | None = None
        self.write: Callable[[bytes], None] = lambda _: None
        """Sends a finished frame without a question: for members of circles."""
        self.state: State = Joining(hub.now())
        self.closed_with: Close | None = None

    def share_limits(
        self, buckets: dict[str, Bucket], claim: Callable[[bytes], None] | None = None
    ) -> None:
        """Counts this connection's commands with those of the person's connections before it.
        `claim` takes the frames of moves, masked, and counts them itself."""
        self._buckets = buckets
        self._claim = claim
        if self._socket is not None:
            self._socket.claim = claim

    # --- from the socket ----------------------------------------------------------------------

    def opened(self, socket: WebSocket) -> None:
        """The handshake is done."""
        self._socket = socket
        self.write = socket.write
        self._hub.joining(self)

    def received(self, frame: bytes) -> None:
        """Limits, parses and passes on one frame, or closes with the reason."""
        if isinstance(self.state, Closed):
            return
        if len(frame) > LARGEST:
            self.close(Close.TOO_LARGE)
            return
        if is_move(frame):
            self._take_move(frame)
            return
        try:
            command = decode_command(frame)
        except MalformedFrameError as error:
            self.complain(str(error))
            return
        kind = command_kind(command)
        if len(frame) > LIMITS[kind].size:
            self.close(Close.TOO_LARGE)
        elif self._within_rate(kind, command):
            self._pass_on(command)

    def _take_move(self, frame: bytes) -> None:
        """A move that came among other frames or in pieces: most go past all this."""
        if self._claim is None:
            self.close(Close.HELLO_FIRST)
        else:
            self._claim(masked(frame))

    def complain(self, problem: str) -> None:
        """Says what was wrong with a frame, and closes."""
        self.send_now(messages.Malformed(problem=problem))
        self.close(Close.MALFORMED)

    def _within_rate(self, kind: str, command: messages.Packed) -> bool:
        bucket = self._buckets[kind]
        if bucket.take(self._hub.now()):
            return True
        if bucket.flooded:
            self.close(Close.TOO_FAST)
        else:
            ref = getattr(command, "ref", "")
            self.send_now(messages.Refused(command=kind, ref=ref, why="too_fast"))
        return False

    def _pass_on(self, command: messages.Packed) -> None:
        match self.state, command:
            case Joining(greeted=False), messages.Hello():
                self.state.greeted = True
                self._hub.hello(self, command)
            case (Joining(), _) | (_, messages.Hello()):
                self.close(Close.HELLO_FIRST)
            case Present() as here, _:
                self._hub.command(self, here, command)

    def stalled(self) -> None:
        """The client does not read as fast as is written to it."""
        if isinstance(self.state, Present):
            self.state.stand_alone()

    def ending(self) -> None:
        """The client is about to go, or is shown out."""
        self._hub.ending(self)

    def resumed(self) -> None:
        """The socket's buffer is empty again; the next tick heals what was skipped."""
        if isinstance(self.state, Present):
            self.state.paused_since = None

    def closed(self) -> None:
        """The socket is gone."""
        self._socket = None
        self._hub.gone(self)
        self.state = Closed()

    # --- to the socket ------------------------------------------------------------------------

    @property
    def paused(self) -> bool:
        """Whether the client has not read all that was written."""
        return self._socket is not None and self._socket.paused

    @property
    def heard_at(self) -> float:
        """When the client last gave a sign of life, on the loop's clock."""
        return self._socket.heard_at if self._socket is not None else 0.0

    def send_frame(self, frame: bytes) -> None:
        """Sends a finished frame, shared with others perhaps."""
        if self._socket is not None:
            self._socket.send_frame(frame)

    def send_now(self, *happened: messages.Event) -> None:
        """Sends events outside the tick."""
        self.send_frame(data_frame(batch([encode(event) for event in happened])))

    def ping(self) -> None:
        """Asks the client for a sign of life."""
        if self._socket is not None:
            self._socket.ping()

    def close(self, why: Close) -> None:
        """Ends the connection with a code; a client that does not read is cut off at once."""
        if self._socket is None or self.closed_with is not None:
            return
        self.closed_with = why
        self._hub.ending(self)
        slow = self._socket.paused
        self._socket.close(why)
        if slow:
            self._socket.abort()
