"""One port for all: looks at a connection's first request and hands it to who can serve it.

`/ws` goes to our WebSocket, everything else to aiohttp. Both get the transport with all bytes that
were read, and go on as if it had been theirs from the start.
"""

from __future__ import annotations

import asyncio
import re
from collections.abc import Callable
from typing import cast

_HEAD_BYTES = 32 * 1024  # the longest request head that is waited for
_HEAD_SECONDS = 10.0  # and for how long
_BLANK_LINE = re.compile(rb"[^\r\n]\r?\n\r?\n")  # behind something; empty lines before are ignored

Factory = Callable[[], asyncio.Protocol]


class Front(asyncio.Protocol):
    """A connection of which nothing is known yet."""

    def __init__(self, websocket: Factory, http: Callable[[], asyncio.BaseProtocol]) -> None:
        self._websocket = websocket
        self._http = http
        self._transport: asyncio.Transport | None = None
        self._head = b""
        self._deadline: asyncio.TimerHandle | None = None

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """Waits for the request head, but not for ever."""
        # uvloop's transports are none by inheritance.
        self._transport = transport = cast(asyncio.Transport, transport)
        loop = asyncio.get_running_loop()
        self._deadline = loop.call_later(_HEAD_SECONDS, transport.abort)

    def data_received(self, data: bytes) -> None:
        """Decides when the head is whole: so nobody keeps a connection open with half of one."""
        self._head += data
        if not _BLANK_LINE.search(self._head, max(0, len(self._head) - len(data) - 4)):
            if len(self._head) > _HEAD_BYTES and self._transport is not None:
                self._transport.abort()
            return
        words = self._head.lstrip().partition(b"\n")[0].split()
        path = words[1].partition(b"?")[0] if len(words) > 1 else b""
        self._hand_over(self._websocket() if path == b"/ws" else self._http())

    def connection_lost(self, exc: Exception | None) -> None:
        """The client left before it had said what it wanted."""
        if self._deadline is not None:
            self._deadline.cancel()

    def _hand_over(self, protocol: asyncio.BaseProtocol) -> None:
        transport, head = self._transport, self._head
        assert transport is not None and self._deadline is not None
        assert isinstance(protocol, asyncio.Protocol)
        self._deadline.cancel()
        transport.set_protocol(protocol)
        protocol.connection_made(transport)
        protocol.data_received(head)
