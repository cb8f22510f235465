"""Fan-out: what happened on a floor is encoded once and written once to each client a tick.

It never awaits. A client that has not read its last frame is skipped and marked as out of sync;
when its buffer is empty again it gets a snapshot. That is the one way to heal.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property

from server.metrics import Metrics
from server.session import Present, Session
from server.websocket import data_frame
from server.wire.codec import batch, encode
from server.wire.messages import Event


class Shared:
    """The encoded events of a tick that a group on a floor may know."""

    def __init__(self, pieces: list[bytes]) -> None:
        self.pieces = pieces

    @cached_property
    def frame(self) -> bytes:
        """The finished frame for all who get nothing else in this tick."""
        return data_frame(batch(self.pieces))


class Fanout:
    """Writes to sessions, and counts what it wrote."""

    def __init__(self, metrics: Metrics) -> None:
        self._metrics = metrics

    def deliver(self, session: Session, here: Present, shared: Shared | None, now: float) -> None:
        """Sends a tick's events to one client: the shared ones and its own mail.

        A client that can't take them loses its sync instead.
        """
        public = shared if here.synced else None
        if public is None and not here.mail:
            return
        if session.paused:
            self._skip(here, now)
        elif not here.mail:
            assert public is not None
            self.send(session, here, public.frame, now)
        else:
            pieces = [*(public.pieces if public is not None else ()), *here.mail]
            here.mail.clear()
            here.seen = max(here.seen, here.seen_with_mail)
            self.send(session, here, data_frame(batch(pieces)), now)

    def send_events(
        self, session: Session, here: Present, happened: Sequence[Event], now: float
    ) -> None:
        """Sends some events to one client as a frame of their own."""
        self.send(session, here, data_frame(batch([encode(event) for event in happened])), now)

    def send(self, session: Session, here: Present, frame: bytes, now: float) -> None:
        """Sends a finished frame."""
        session.send_frame(frame)
        here.sent_at = now
        self._metrics.frames.inc()
        self._metrics.bytes.inc(len(frame))

    def _skip(self, here: Present, now: float) -> None:
        """What is skipped is not lost: places heal by a snapshot, chat from the store."""
        self._metrics.skipped.inc()
        here.synced = here.chat_live = here.chat_behind = False
        here.mail.clear()
        here.seen_with_mail = here.seen
        if here.paused_since is None:
            here.paused_since = now
