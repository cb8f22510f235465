"""The one table of close codes. 4000-4499: try again; 4500-4999: final, the person must act."""

from __future__ import annotations

import enum
from typing import NamedTuple


class _Close(NamedTuple):
    code: int
    meaning: str


class Close(enum.Enum):
    """Why the server ended a connection."""

    RESTARTING = _Close(4000, "the server is stopping or restarting")
    TOO_SLOW = _Close(4001, "the client did not read for too long; it heals by a snapshot")
    TOO_FAST = _Close(4002, "far more messages than the limit for their kind")
    SILENT = _Close(4003, "no sign of life from the client")
    BUSY = _Close(4004, "the office is full or not ready")
    MALFORMED = _Close(4500, "a frame that can't be read; a `malformed` event names the field")
    VERSION = _Close(4501, "client and server speak different versions; reload the page")
    UNKNOWN_TOKEN = _Close(4502, "no such session, or it has ended; enter again")
    ELSEWHERE = _Close(4503, "this person is here in another tab; choose where to go on")
    TAKEN_OVER = _Close(4504, "another tab of this person went on")
    LEFT = _Close(4505, "the person left by choice")
    HELLO_FIRST = _Close(4506, "`hello` has to be the first message, within the deadline")
    TOO_LARGE = _Close(4507, "a frame larger than the limit for its kind")
    PASS_ENDED = _Close(4508, "the guest's pass has ended; ask for another one")

    @property
    def code(self) -> int:
        """The WebSocket close code."""
        return self.value.code

    @property
    def meaning(self) -> str:
        """One line for people; also sent as the close reason where it fits."""
        return self.value.meaning

    @property
    def final(self) -> bool:
        """Whether a client has to stop retrying."""
        return self.code >= 4500
