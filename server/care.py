"""Looking after connections: beats for quiet lines, pings for quiet clients, ends for the dead."""

from __future__ import annotations

from server.fanout import Fanout, frame
from server.roster import Roster
from server.session import Present, Session
from server.websocket import PING
from server.wire.close import Close
from server.wire.codec import encode
from server.wire.messages import Beat

_LOOK_EVERY = 0.5  # seconds
_HELLO_SECONDS = 10.0  # how long a socket may be nobody
_PING_AFTER = 8.0  # seconds of silence before a client is asked, with its next beat
_SILENT_AFTER = 15.0  # and before it is given up
_SLOW_SECONDS = 20.0  # how long a client may not read


class Care:
    """Looks at every connection, twice a second."""

    def __init__(self, roster: Roster, fanout: Fanout, beat_seconds: float) -> None:
        self._roster = roster
        self._fanout = fanout
        self._beat_seconds = beat_seconds
        self._beat = frame([encode(Beat())])
        self._beat_and_ping = PING + self._beat
        self._looked_at = 0.0

    def look(self, now: float) -> bool:
        """Does what is due; whether it was time to. Cheap to call at every tick."""
        if now - self._looked_at < _LOOK_EVERY:
            return False
        self._looked_at = now
        for session, joining in self._roster.waiting():
            if now - joining.since > _HELLO_SECONDS:
                self._roster.end(session, Close.BUSY if joining.greeted else Close.HELLO_FIRST)
        for session, here in self._roster.seats():
            if not self._over(session, here, now):
                self._keep_alive(session, here, now)
        return True

    def _over(self, session: Session, here: Present, now: float) -> bool:
        stuck = here.paused_since is not None and now - here.paused_since > _SLOW_SECONDS
        dead = now - session.heard_at > _SILENT_AFTER
        if stuck or dead:
            self._roster.end(session, Close.TOO_SLOW if stuck else Close.SILENT)
        return stuck or dead

    def _keep_alive(self, session: Session, here: Present, now: float) -> None:
        silent = now - session.heard_at
        # A look comes every half second: better a beat early than one late.
        if now - here.sent_at > self._beat_seconds - _LOOK_EVERY and not session.paused:
            # One write for both: most of an idle office's work is these.
            beat = self._beat_and_ping if silent > _PING_AFTER else self._beat
            self._fanout.send(session, here, beat, now)
        elif silent > _PING_AFTER + self._beat_seconds:
            session.ping()
