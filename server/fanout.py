"""Fan-out: what a group may know is encoded once, and written once to each client a tick.

It never awaits. A client that has not read its last frame is skipped and marked as out of sync;
when its buffer is empty again it gets a snapshot. That is the one way to heal.
"""

from __future__ import annotations

from collections.abc import Sequence

from server.metrics import Metrics
from server.session import Circle, Present, Session
from server.websocket import data_frame
from server.wire.codec import batch


def frame(pieces: Sequence[bytes]) -> bytes:
    """Encoded events as they go onto the wire."""
    return data_frame(batch(pieces))


class Fanout:
    """Writes to sessions, and counts what it wrote."""

    def __init__(self, metrics: Metrics) -> None:
        self._metrics = metrics

    def spread(self, circle: Circle, pieces: Sequence[bytes], now: float) -> None:
        """Sends a tick's events to all of a circle. A client whose buffer does not empty leaves it
        meanwhile."""
        finished = frame(pieces)
        sessions = list(circle.members.values())
        circle.sent_at = now
        for session in sessions:
            session.write(finished)
        self._metrics.frames.inc(len(sessions))
        self._metrics.bytes.inc(len(sessions) * len(finished))

    def deliver(self, session: Session, here: Present, pieces: Sequence[bytes], now: float) -> None:
        """Sends a tick's events and its own mail to one client. One that can't take them loses its
        sync instead."""
        if not pieces and not here.mail:
            return
        if session.paused:
            self._skip(here, now)
            return
        pieces = [*pieces, *here.mail]
        if here.mail:
            here.mail.clear()
            here.seen = max(here.seen, here.seen_with_mail)
        self.send(session, here, frame(pieces), now)

    def send(self, session: Session, here: Present, finished: bytes, now: float) -> None:
        """Sends a finished frame."""
        session.send_frame(finished)
        here.own_sent_at = now
        self._metrics.frames.inc()
        self._metrics.bytes.inc(len(finished))

    def _skip(self, here: Present, now: float) -> None:
        """What is skipped is not lost: places heal by a snapshot, chat from the store."""
        self._metrics.skipped.inc()
        here.synced = here.chat_live = here.chat_behind = False
        here.mail.clear()
        here.seen_with_mail = here.seen
        if here.paused_since is None:
            here.paused_since = now
