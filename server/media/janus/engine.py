"""Janus as a media server of the office's: rooms, grants, and the lines of those who come in."""

from __future__ import annotations

import asyncio

from rooms.model import PersonId
from server.media.base import (
    GRANT_SECONDS,
    Grant,
    MediaError,
    NotGrantedError,
    Role,
    RoomName,
    Shape,
)
from server.media.janus.api import Api
from server.media.janus.config import JanusOptions
from server.media.janus.line import Line, Tell
from server.media.janus.process import Supervisor
from server.media.janus.room import Room

_BACK_SECONDS = 10.0  # how long a question waits for a Janus that is being started again


class Janus:
    """A Janus of our own. After a crash its rooms are made again, nobody is in them, and everybody
    who was has been told so (VOICE-12): they come in with a new grant."""

    def __init__(self, options: JanusOptions, grant_seconds: float = GRANT_SECONDS) -> None:
        self._grant_seconds = grant_seconds
        self._rooms: dict[RoomName, Room] = {}
        self._grants: dict[str, tuple[Room, PersonId]] = {}
        self._api: Api | None = None
        self._admin = ""
        self._back = asyncio.Event()
        self._supervisor = Supervisor(options, self._up, self._down)
        self._making = asyncio.Lock()

    @property
    def pid(self) -> int | None:
        """The process that runs now."""
        return self._supervisor.pid

    async def __aenter__(self) -> Janus:
        await self._supervisor.start()
        return self

    async def __aexit__(self, *_: object) -> None:
        await self._supervisor.stop()

    async def ensure(self, room: RoomName, shape: Shape) -> None:
        async with self._making:
            api = await self._running()
            if room not in self._rooms:
                made = Room(room, shape)
                await made.open(api, self._admin)
                self._rooms[room] = made

    async def grant(self, room: RoomName, person: PersonId, role: Role) -> Grant:
        await self._running()
        there = self._room(room)
        seat = await there.seat(person, role)
        self._grants[seat.token] = (there, person)
        asyncio.get_running_loop().call_later(
            self._grant_seconds, self._lapse, there, person, seat.token
        )
        return Grant(room, seat.token)

    async def open(self, token: str, tell: Tell) -> Line:
        """Opens the line of whom a token was granted to. Raises NotGrantedError."""
        room, person = self._grants.pop(token, (None, PersonId(0)))
        if room is None:
            raise NotGrantedError("this grant is worth nothing any more")
        return await room.enter(person, token, tell)

    async def remove(self, room: RoomName, person: PersonId) -> None:
        there = self._rooms.get(room)
        if there is not None:
            await there.unseat(person)

    async def close(self, room: RoomName) -> None:
        there = self._rooms.pop(room, None)
        if there is not None:
            await there.close()

    async def health(self) -> bool:
        try:
            if self._api is not None:
                await self._api.keep_alive()
                return True
        except MediaError:
            pass
        return False

    def _lapse(self, room: Room, person: PersonId, token: str) -> None:
        if self._grants.pop(token, None) is not None:
            room.later(room.lapse(person, token))

    def _room(self, name: RoomName) -> Room:
        room = self._rooms.get(name)
        if room is None:
            raise NotGrantedError(f"there is no room {name}")
        return room

    async def _running(self) -> Api:
        try:
            async with asyncio.timeout(_BACK_SECONDS):
                await self._back.wait()
        except TimeoutError:
            raise MediaError("Janus is not running") from None
        assert self._api is not None
        return self._api

    async def _up(self, api: Api, admin: str) -> None:
        for room in self._rooms.values():
            await room.open(api, admin)
        self._api, self._admin = api, admin
        self._back.set()

    def _down(self) -> None:
        self._api = None
        self._back.clear()
        self._grants.clear()
        for room in self._rooms.values():
            room.lost()
