"""A room of Janus': a VideoRoom or an AudioBridge, private, and open to the tokens that we name."""

from __future__ import annotations

import asyncio
import contextlib
import logging
import secrets
from collections.abc import Coroutine
from dataclasses import dataclass
from typing import Any

from rooms.model import PersonId
from server.media.base import MediaError, NotGrantedError, Role, RoomName, Shape
from server.media.janus.api import Api, Handle, Json, RefusedError
from server.media.janus.line import Line, Over, Tell, line_for

log = logging.getLogger(__name__)

_PLUGINS: dict[Shape, str] = {"forward": "videoroom", "mix": "audiobridge"}
_MOST_SPEAKERS = 100  # who speaks is the office's to say; Janus' own limit is 3
_VIDEO_BITS = 1_500_000  # a second, at most, for each picture


@dataclass(slots=True)
class Seat:
    """Somebody's place in a room: what it was granted for, and their line once they came in."""

    role: Role
    token: str
    fresh: bool = True  # the token opens a line; once
    line: Line | None = None


class Room:
    """A room, for as long as Janus runs or is started again."""

    def __init__(self, name: RoomName, shape: Shape) -> None:
        self.name = name
        self.shape = shape
        self.pin = ""
        self.speakers: dict[str, PersonId] = {}
        """Who sends, by the number that their line has."""
        self.seats: dict[PersonId, Seat] = {}
        self._secret = ""
        self._api: Api | None = None
        self._control: Handle | None = None
        self._chores: set[asyncio.Task[None]] = set()

    async def open(self, api: Api, admin: str) -> None:
        """Makes it in Janus, with new secrets."""
        self._api = api
        self._control = await self.attach()
        self.pin, self._secret = secrets.token_urlsafe(12), secrets.token_urlsafe(12)
        more: Json = {"publishers": _MOST_SPEAKERS, "bitrate": _VIDEO_BITS, "lock_record": True}
        await self._do(
            "create",
            admin_key=admin,
            permanent=False,
            is_private=True,
            record=False,
            pin=self.pin,
            # A list of nobody: with it nobody comes in whose token was not put on it.
            allowed=[secrets.token_urlsafe(12)],
            **(more if self.shape == "forward" else {}),
        )

    async def attach(self) -> Handle:
        """A new handle for this kind of room."""
        if self._api is None:
            raise MediaError("Janus is not connected")
        return await self._api.attach(_PLUGINS[self.shape])

    def entry(self, line: Line) -> Json:
        """What Janus wants of who comes in."""
        return {"room": self.name, "id": line.number, "pin": self.pin, "token": line.token}

    async def seat(self, person: PersonId, role: Role) -> Seat:
        """Gives somebody a place, or the one that they have another role."""
        seat = self.seats.get(person)
        token = secrets.token_urlsafe(24)
        if seat is None:
            seat = self.seats[person] = Seat(role, token)
        else:
            await self.spend(seat.token)
            seat.role, seat.token, seat.fresh = role, token, True
        # Listeners need no token in a room that forwards: they join it only to hear.
        if role == "speaker" or self.shape == "mix":
            await self._do("allowed", action="add", allowed=[token])
        if seat.line is not None:
            seat.line.token = token
            await seat.line.set_role(role)
        return seat

    async def enter(self, person: PersonId, token: str, tell: Tell) -> Line:
        """Opens somebody's line."""
        seat = self.seats.get(person)
        if seat is None or not seat.fresh or seat.token != token:
            raise NotGrantedError("this grant is worth nothing any more")
        seat.fresh = False
        if seat.line is not None:
            seat.line.cut(Over("replaced"))
            await seat.line.close()
        line = seat.line = line_for(self, person, seat.role, token, tell)
        self.later(line.follow())
        return line

    async def lapse(self, person: PersonId, token: str) -> None:
        """A grant was not used in time."""
        seat = self.seats.get(person)
        if seat is not None and seat.token == token and seat.fresh:
            seat.fresh = False
            if seat.line is None:
                await self.unseat(person)

    async def unseat(self, person: PersonId) -> None:
        """Puts somebody out, with what they could come back with."""
        seat = self.seats.pop(person, None)
        if seat is None:
            return
        line = seat.line
        if line is not None:
            line.cut(Over("removed"))
        await self.spend(seat.token)
        if line is not None:
            await self.kick(line.number)
            await line.close()

    async def spend(self, token: str) -> None:
        """A token opens nothing from now on."""
        with contextlib.suppress(RefusedError):
            await self._do("allowed", action="remove", allowed=[token])

    async def kick(self, number: str) -> None:
        """Puts somebody who sends out. A handle that is detached sends for a moment more."""
        with contextlib.suppress(RefusedError):  # who only hears is nobody to kick
            await self._do("kick", id=number)

    async def mute(self, number: str, muted: bool) -> None:
        """Whether a voice is in the mix."""
        await self._do("mute" if muted else "unmute", id=number)

    def streams(self, *, besides: Line) -> set[tuple[str, str]]:
        """What the others send: the numbers of their lines, and sections of those."""
        return {
            (line.number, mid)
            for line in self._lines()
            if line is not besides and line.number in self.speakers
            for mid in line.mids
        }

    def joined(self, line: Line) -> None:
        """Somebody sends from now on, or something else than before; the others get it."""
        if line.over:
            return
        self.speakers[line.number] = line.person
        for other in self._lines():
            if other is not line:
                self.later(other.follow())

    def left(self, line: Line) -> None:
        """Somebody sends no longer. Their seat stays, until it is taken away."""
        if self.speakers.pop(line.number, None) is not None:
            for other in self._lines():
                other.unfollow(line.number)
        seat = self.seats.get(line.person)
        if seat is not None and seat.line is line and line.over:
            seat.line = None

    async def close(self) -> None:
        """Ends it for all."""
        for person in tuple(self.seats):
            await self.unseat(person)
        with contextlib.suppress(RefusedError):
            await self._do("destroy")
        if self._control is not None:
            await self._control.detach()

    def lost(self) -> None:
        """Janus is gone: everybody has to come again."""
        lines = self._lines()
        self.seats.clear()
        self.speakers.clear()
        self._api = self._control = None
        for line in lines:
            line.cut(Over("lost"))

    def later(self, chore: Coroutine[Any, Any, None]) -> None:
        """Does something after what is being done now."""
        task = asyncio.create_task(self._quietly(chore))
        self._chores.add(task)
        task.add_done_callback(self._chores.discard)

    async def _quietly(self, chore: Coroutine[Any, Any, None]) -> None:
        try:
            await chore
        except MediaError as error:
            log.warning("in room %s: %s", self.name, error)

    def _lines(self) -> list[Line]:
        return [seat.line for seat in self.seats.values() if seat.line is not None]

    async def _do(self, request: str, **more: Any) -> Json:
        if self._control is None:
            raise MediaError("Janus is not connected")
        body = {"request": request, "room": self.name, "secret": self._secret, **more}
        return (await self._control.ask(body)).data
