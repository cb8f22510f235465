"""One WebSocket on an asyncio transport: websockets' sans-I/O protocol with a fast way out.

Handshake, control frames, fragments and closing are the library's. Outgoing data frames are
encoded once for all their receivers and written past it: without extensions a data frame does not
touch the protocol's state. Incoming moves, which are most of what comes, go past it as well: a read
that is just one such frame, between two frames of the library's, does not touch its state either.
`paused` is exact: the write buffer's high-water mark is zero, so it is true just while the kernel
has not taken everything.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable
from typing import Protocol, cast
from urllib.parse import urlsplit

from websockets.datastructures import MultipleValuesError
from websockets.frames import Frame, Opcode
from websockets.http11 import Request
from websockets.protocol import State
from websockets.server import ServerProtocol

from server.wire.close import Close
from server.wire.limits import FRAMES, LARGEST, Bucket
from server.wire.move import is_masked_move

log = logging.getLogger(__name__)
# The library tells of each handshake that fails; strangers' noise is not ours to log as an error.
logging.getLogger("websockets.server").setLevel(logging.CRITICAL)

_SLICE = 4096  # bytes read at a time
_CLOSE_SECONDS = 2.0  # how long a client has to answer a close
_MOST_UNREAD = 1 << 16  # bytes: beyond this the library itself ends the connection
_UNREADABLE = b"\xc1"  # the one byte that MessagePack never uses
_BINARY = 0x82  # the first byte of a frame that is a whole binary message
_END_OF_HEAD = b"\r\n\r\n"


class Handler(Protocol):
    """What a WebSocket tells of what happens on it."""

    def opened(self, socket: WebSocket) -> None:
        """The handshake is done."""

    def received(self, frame: bytes) -> None:
        """A whole binary message came in."""

    def stalled(self) -> None:
        """Something that was written has not left; may be told from inside the writing."""

    def ending(self) -> None:
        """Nothing may be written any more. May be told more than once, or not at all."""

    def resumed(self) -> None:
        """All that was written has left; `paused` was true before."""

    def closed(self) -> None:
        """The connection is gone. Called once, and only after `opened`."""


PING = bytes((0x89, 0))
"""A ping as it goes onto the wire; the pong need not say which one it answers."""

_PONG = bytes((0x8A, 0x80))  # how an answer to it begins; four bytes of a mask follow


def data_frame(payload: bytes) -> bytes:
    """A binary message as it goes onto the wire, the same for every receiver."""
    size = len(payload)
    if size < 126:
        return bytes((_BINARY, size)) + payload
    if size < 1 << 16:
        return bytes((_BINARY, 126)) + size.to_bytes(2, "big") + payload
    return bytes((_BINARY, 127)) + size.to_bytes(8, "big") + payload


def _shortest(frame: Frame) -> int:
    """How many bytes a client's frame has if its length is written as short as can be. Of a longer
    one some bytes seem to be left for ever, and all that comes goes the library's way."""
    size = len(frame.data)
    return size + (6 if size < 126 else 8 if size < 1 << 16 else 14)


def origin_allowed(origin: str | None, host: str | None, further: tuple[str, ...]) -> bool:
    """Whether a page of `origin` may open the socket: the server's own pages, those configured,
    and programs that are no browsers, which send none."""
    if origin is None or origin in further:
        return True
    try:
        return bool(host) and urlsplit(origin).netloc.lower() == (host or "").lower()
    except ValueError:  # no URL at all
        return False


class WebSocket(asyncio.Protocol):
    """A server's side of one connection."""

    def __init__(self, make_handler: Callable[[], Handler], origins: tuple[str, ...]) -> None:
        self._protocol = ServerProtocol(max_size=_MOST_UNREAD)
        self._make_handler = make_handler
        self._handler: Handler | None = None
        self._origins = origins
        self._transport: asyncio.Transport | None = None
        self._message = bytearray()  # the fragments so far
        self._text = False
        self._unfinished = False  # a message's last fragment is still to come
        self._closing: asyncio.TimerHandle | None = None
        self._frames = Bucket(FRAMES)
        self._unparsed = 0  # bytes that the library was given, and has made no frame of
        self._between_frames = False  # and it is not in the middle of a message either
        self._time = asyncio.get_running_loop().time
        self.claim: Callable[[bytes], None] | None = None
        """Takes the whole frame of a move, masked as it came; set while somebody is on the line."""
        self.paused = False
        self.heard_at = self._time()

    # --- going out ----------------------------------------------------------------------------

    @property
    def is_open(self) -> bool:
        """Whether data can be sent."""
        return self._protocol.state is State.OPEN and self._transport is not None

    def send_frame(self, frame: bytes) -> None:
        """Sends what `data_frame` made. Does nothing when the socket is not open any more."""
        if self.is_open and self._transport is not None and not self._transport.is_closing():
            self._transport.write(frame)

    @property
    def write(self) -> Callable[[bytes], None]:
        """The transport's own way of sending, for who knows that the socket is open: to be used
        from `opened` to `ending`, `closed`."""
        assert self._transport is not None
        return self._transport.write

    def ping(self) -> None:
        """Asks for a sign of life; browsers answer by themselves."""
        self.send_frame(PING)

    def close(self, why: Close) -> None:
        """Ends the connection with a code of our table."""
        self.claim = None
        if self.is_open:
            self._protocol.send_close(why.code, why.meaning)
            self._flush()

    def abort(self) -> None:
        """Ends the connection without a word: for a client that does not read any more."""
        if self._transport is not None:
            self._transport.abort()

    def _flush(self) -> None:
        transport, outgoing = self._transport, self._protocol.data_to_send()
        if transport is None or transport.is_closing():
            return
        if data := b"".join(outgoing):
            transport.write(data)
        if b"" in outgoing and transport.can_write_eof():
            self._tell_ending()
            transport.write_eof()
        if self._protocol.close_expected() and self._closing is None:
            loop = asyncio.get_running_loop()
            self._closing = loop.call_later(_CLOSE_SECONDS, transport.abort)

    def _tell_ending(self) -> None:
        if self._handler is not None:
            self._handler.ending()

    # --- coming in ----------------------------------------------------------------------------

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """Takes a transport, a fresh one or one that the front has looked into."""
        # uvloop's transports are none by inheritance.
        self._transport = transport = cast(asyncio.Transport, transport)
        transport.set_write_buffer_limits(high=0)

    def data_received(self, data: bytes) -> None:
        """Reads what came; frames go to the handler, answers to the transport."""
        self.heard_at = self._time()
        if self._between_frames and self.claim is not None and is_masked_move(data):
            self.claim(data)
        elif self._between_frames and len(data) == 6 and data.startswith(_PONG):
            self._count(self.heard_at)
        else:
            self._read(data)

    def _read(self, data: bytes) -> None:
        """Has the library read what came. In slices, and frames of every kind are counted: a read
        may hold tens of thousands of pings or empty fragments, for which everybody else would wait.
        """
        for start in range(0, len(data), _SLICE):
            self._unparsed += len(data[start : start + _SLICE])
            self._protocol.receive_data(data[start : start + _SLICE])
            for event in self._protocol.events_received():
                if isinstance(event, Request):
                    self._unparsed -= data.find(_END_OF_HEAD) + len(_END_OF_HEAD)
                    self._shake_hands(event)
                elif isinstance(event, Frame):
                    self._unparsed -= _shortest(event)
                    if not self._count(self.heard_at):
                        return
                    self._take(event)
        if self.paused and self.is_open:
            # Nothing but pongs can wait here, and for one who does not read they would pile up.
            self._protocol.data_to_send()
        if not self.is_open:
            self._tell_ending()
        self._between_frames = self._unparsed == 0 and not self._unfinished and self.is_open
        self._flush()

    def _count(self, now: float) -> bool:
        """Ends the connection of who sends too many frames of whatever kind."""
        if self._frames.take(now):
            return True
        self.close(Close.TOO_FAST)
        self.abort()
        return False

    def eof_received(self) -> None:
        """The client has stopped sending."""
        self._protocol.receive_eof()
        self._flush()

    def pause_writing(self) -> None:
        """The kernel's buffer is full."""
        self.paused = True
        if self._handler is not None:
            self._handler.stalled()

    def resume_writing(self) -> None:
        """Everything has left."""
        self.paused = False
        if self._handler is not None:
            self._handler.resumed()

    def connection_lost(self, exc: Exception | None) -> None:
        """The transport is closed, for whatever reason."""
        self._transport = None
        if self._closing is not None:
            self._closing.cancel()
        handler, self._handler = self._handler, None
        if handler is not None:
            handler.closed()

    def _shake_hands(self, request: Request) -> None:
        try:
            origin, host = request.headers.get("Origin"), request.headers.get("Host")
        except MultipleValuesError as error:
            text = f"{error.args[0]} is there more than once.\n"
            self._protocol.send_response(self._protocol.reject(400, text))
            return
        if not origin_allowed(origin, host, self._origins):
            text = f"Origin {origin} may not open this office's WebSocket.\n"
            self._protocol.send_response(self._protocol.reject(403, text))
            return
        response = self._protocol.accept(request)
        self._protocol.send_response(response)
        if response.status_code == 101:
            self._handler = self._make_handler()
            self._flush()
            self._handler.opened(self)

    def _take(self, frame: Frame) -> None:
        """Puts fragments together; a text message is passed on as bytes that can't be read."""
        if frame.opcode not in (Opcode.BINARY, Opcode.TEXT, Opcode.CONT) or not self.is_open:
            return
        if frame.opcode is not Opcode.CONT:
            self._text = frame.opcode is Opcode.TEXT
        self._unfinished = not frame.fin
        if len(self._message) <= LARGEST:
            self._message += frame.data
        if not frame.fin:
            return
        message = _UNREADABLE if self._text else bytes(self._message)
        self._message.clear()
        if self._handler is not None:
            self._handler.received(message)
