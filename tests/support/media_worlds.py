"""The media servers that the contract is tried on: a real Janus, and a LiveKit that is a fake."""

from __future__ import annotations

import asyncio
import contextlib
import os
import signal
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Protocol

from server.media.base import GRANT_SECONDS, Grant, MediaServer, NotGrantedError
from server.media.janus.config import JanusOptions
from server.media.janus.engine import Janus
from server.media.livekit import LiveKit, LiveKitOptions
from tests.support.livekit_fake import KEY, SECRET, FakeLiveKit, RefusedError
from tests.support.voices import Voice, until


class TurnedAwayError(Exception):
    """Somebody did not come in."""


class Visitor(Protocol):
    """Somebody who came in, with a page that tries whatever it likes."""

    async def send(self) -> bool:
        """Tries to send: whether it is passed on."""

    async def passed_on(self) -> bool:
        """Whether what they send is passed on now, as the media server itself says."""


class World(Protocol):
    """A media server and the browsers of people."""

    server: MediaServer

    async def come(self, grant: Grant) -> Visitor:
        """Somebody comes in with a grant. Raises TurnedAwayError."""

    async def settle(self) -> None:
        """Lets the office look, as it does each second where it has to."""

    async def die(self) -> None:
        """The media server ends, and does not come back."""


class _JanusVisitor:
    def __init__(self, janus: Janus, grant: Grant, voice: Voice) -> None:
        self._janus, self._grant, self.voice = janus, grant, voice

    async def send(self) -> bool:
        try:
            await self.voice.speak()
        except NotGrantedError:
            return False
        async with asyncio.timeout(10):
            while not await self.passed_on():
                await asyncio.sleep(0.02)
        return True

    async def passed_on(self) -> bool:
        assert self.voice.line is not None
        room = self._janus._rooms.get(self._grant.room)
        if room is None:
            return False
        listed = await room._do("listparticipants")
        senders = {p["id"] for p in listed["participants"] if p["publisher"]}
        return self.voice.line.number in senders


class JanusWorld:
    def __init__(self, janus: Janus) -> None:
        self.server = self.janus = janus
        self.visitors: list[_JanusVisitor] = []

    async def come(self, grant: Grant) -> Visitor:
        voice = Voice(len(self.visitors) + 1)
        try:
            voice.come(await self.janus.open(grant.token, voice.tell))
        except NotGrantedError as error:
            raise TurnedAwayError from error
        self.visitors.append(_JanusVisitor(self.janus, grant, voice))
        return self.visitors[-1]

    async def settle(self) -> None:
        """It needs none."""

    async def die(self) -> None:
        pid = self.janus.pid
        assert pid is not None
        os.kill(pid, signal.SIGSTOP)
        await until(lambda: Path(f"/proc/{pid}/stat").read_text().split()[2] == "T")


class _LiveKitVisitor:
    def __init__(self, fake: FakeLiveKit, place: tuple[str, str]) -> None:
        self._fake, self._place = fake, place

    async def send(self) -> bool:
        return self._fake.send(self._place)

    async def passed_on(self) -> bool:
        return self._place in self._fake.sending


class LiveKitWorld:
    def __init__(self, livekit: LiveKit, fake: FakeLiveKit) -> None:
        self.server = self._livekit = livekit
        self._fake = fake

    async def come(self, grant: Grant) -> Visitor:
        try:
            place = self._fake.enter(grant.token)
        except RefusedError as error:
            raise TurnedAwayError from error
        await self._livekit.look()
        if place[1] not in self._fake.rooms.get(place[0], {}):
            raise TurnedAwayError
        return _LiveKitVisitor(self._fake, place)

    async def settle(self) -> None:
        await self._livekit.look()

    async def die(self) -> None:
        await self._fake.__aexit__()


@contextlib.asynccontextmanager
async def janus_world(seconds: float = GRANT_SECONDS) -> AsyncIterator[World]:
    async with Janus(JanusOptions(), seconds) as janus:
        world = JanusWorld(janus)
        try:
            yield world
        finally:
            for visitor in world.visitors:
                await visitor.voice.leave()


@contextlib.asynccontextmanager
async def livekit_world(seconds: float = GRANT_SECONDS) -> AsyncIterator[World]:
    async with FakeLiveKit() as fake:
        options = LiveKitOptions(fake.url, KEY, SECRET)
        async with LiveKit(options, seconds) as livekit:
            yield LiveKitWorld(livekit, fake)


WORLDS = {"janus": janus_world, "livekit": livekit_world}
