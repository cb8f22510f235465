"""A line between clients and an office that a test can cut: a TCP relay in this process."""

from __future__ import annotations

import asyncio
from typing import Self


class Line:
    """Relays connections to a port. While it is cut, nothing passes and nobody is told."""

    def __init__(self, target_port: int) -> None:
        self._target_port = target_port
        self._server: asyncio.Server | None = None
        self._passing = asyncio.Event()
        self._passing.set()
        self._relays: set[asyncio.Task[None]] = set()
        self.port = 0

    @property
    def url(self) -> str:
        """The address at this end."""
        return f"http://127.0.0.1:{self.port}"

    async def __aenter__(self) -> Self:
        self._server = await asyncio.start_server(self._connected, "127.0.0.1", 0)
        self.port = self._server.sockets[0].getsockname()[1]
        return self

    async def __aexit__(self, *_: object) -> None:
        assert self._server is not None
        self._server.close()
        self._passing.set()
        self._hang_up()
        await asyncio.gather(*self._relays, return_exceptions=True)

    def cut(self) -> None:
        """From now on bytes are held back, as when a cable is pulled: no reset, no close."""
        self._passing.clear()

    def mend(self) -> None:
        """The connections that were cut are dead; new ones pass."""
        self._hang_up()
        self._passing.set()

    def _hang_up(self) -> None:
        for relay in self._relays:
            relay.cancel()

    async def _connected(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        task = asyncio.current_task()
        assert task is not None
        self._relays.add(task)
        try:
            await self._relay(reader, writer)
        finally:
            self._relays.discard(task)

    async def _relay(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        ends = [writer]
        try:
            await self._passing.wait()
            there = await asyncio.open_connection("127.0.0.1", self._target_port)
            ends.append(there[1])
            async with asyncio.TaskGroup() as both:
                both.create_task(self._pump(reader, there[1]))
                both.create_task(self._pump(there[0], writer))
        except* OSError:
            pass  # one end has closed
        finally:
            for end in ends:
                end.transport.abort()

    async def _pump(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        while data := await reader.read(1 << 16):
            await self._passing.wait()
            writer.write(data)
            await writer.drain()
        raise ConnectionError("one end has closed")
