"""The outsider: somebody in the office who keeps every byte that they are sent."""

from __future__ import annotations

import asyncio
import contextlib
from typing import Any, Self

import msgpack
import websockets

from server.client import OfficeClient
from server.wire import messages


class Outsider:
    """Enters an office and records its frames raw; they are read by an independent MessagePack."""

    def __init__(self, client: OfficeClient) -> None:
        self._client = client
        self._task: asyncio.Task[None] | None = None
        self.frames: list[bytes] = []

    @classmethod
    async def enter(cls, url: str, name: str = "Outsider") -> Self:
        """A new person, listening from now on."""
        outsider = cls(await OfficeClient.enter(url, name))
        outsider._task = asyncio.create_task(outsider._listen())
        while not outsider.events("caught_up"):
            await asyncio.sleep(0.01)
        return outsider

    async def _listen(self) -> None:
        url = self._client.base_url.replace("http", "ws", 1) + "/ws"
        async with websockets.connect(url, max_size=None) as socket:
            hello = {
                "t": "hello",
                "version": messages.VERSION,
                "token": self._client.token,
                "tab": "outsider",
            }
            await socket.send(msgpack.packb(hello))
            async for frame in socket:
                assert isinstance(frame, bytes)
                self.frames.append(frame)

    def events(self, kind: str | None = None) -> list[dict[str, Any]]:
        """All events so far, or those of a kind, in order."""
        every = [event for frame in self.frames for event in msgpack.unpackb(frame)]
        return [event for event in every if kind is None or event["t"] == kind]

    def heard(self, text: str) -> bool:
        """Whether the bytes of a text are in any frame."""
        return any(text.encode() in frame for frame in self.frames)

    async def close(self) -> None:
        """Lets the line go."""
        if self._task is not None:
            self._task.cancel()
            with contextlib.suppress(asyncio.CancelledError):
                await self._task
