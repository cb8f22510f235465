"""A LiveKit server that an operator runs: rooms and tokens, by its own `livekit-api` package.

Browsers connect to it by themselves. It checks tokens and can't take one back, so what a token says
and the office no longer does is looked for, and undone, every second: who is in a room without a
seat is put out, and who has another role than theirs gets theirs (VOICE-11)."""

from __future__ import annotations

import asyncio
import contextlib
import datetime
import logging
import secrets
from collections.abc import Iterator
from dataclasses import dataclass, field

import aiohttp
from livekit import api

from rooms.model import PersonId
from server.media.base import (
    ANSWER_SECONDS,
    GRANT_SECONDS,
    Grant,
    MediaError,
    NotGrantedError,
    Role,
    RoomName,
    Shape,
)

log = logging.getLogger(__name__)

_LOOK_EVERY = 1.0  # seconds
_EMPTY_SECONDS = 300  # after which it forgets a room that nobody comes into
_TOKENS_END = 900.0  # seconds; it renews the tokens of who is connected, for ten minutes each
_GONE = ("not_found",)


@dataclass(frozen=True, slots=True)
class LiveKitOptions:
    """Where it is, and what it knows us by."""

    url: str
    key: str
    secret: str


@dataclass(slots=True)
class _Room:
    """A room of ours. `name` is its name there, new for each that is made: a token for a closed
    room opens none that is made later."""

    name: str
    seats: dict[PersonId, Role] = field(default_factory=dict)


class LiveKit:
    """A LiveKit server. It forwards streams; a "mix" is a room like any other there."""

    def __init__(self, options: LiveKitOptions, grant_seconds: float = GRANT_SECONDS) -> None:
        self._options = options
        self._grant_seconds = grant_seconds
        self._rooms: dict[RoomName, _Room] = {}
        self._closed: dict[str, float] = {}  # until when somebody might still come into them
        self._making = asyncio.Lock()
        self._server: api.LiveKitAPI | None = None
        self._chore: asyncio.Task[None] | None = None

    async def __aenter__(self) -> LiveKit:
        options = self._options
        timeout = aiohttp.ClientTimeout(total=ANSWER_SECONDS)
        self._server = api.LiveKitAPI(
            options.url, options.key, options.secret, timeout=timeout, failover=False
        )
        self._chore = asyncio.create_task(self._look_regularly())
        return self

    async def __aexit__(self, *_: object) -> None:
        assert self._server is not None and self._chore is not None
        self._chore.cancel()
        with contextlib.suppress(asyncio.CancelledError):
            await self._chore
        await self._server.aclose()

    async def ensure(self, room: RoomName, shape: Shape) -> None:
        async with self._making:
            if room in self._rooms:
                return
            made = _Room(f"{room}.{secrets.token_hex(8)}")
            with _understood():
                await self._calls.create_room(
                    api.CreateRoomRequest(name=made.name, empty_timeout=_EMPTY_SECONDS)
                )
            self._rooms[room] = made

    async def grant(self, room: RoomName, person: PersonId, role: Role) -> Grant:
        there = self._rooms.get(room)
        if there is None:
            raise NotGrantedError(f"there is no room {room}")
        before = there.seats.get(person)
        there.seats[person] = role
        if before not in (None, role):
            with _understood(_GONE):
                await self._calls.update_participant(_permission(there, person, role))
        return Grant(room, self._token(there, person, role), self._options.url)

    async def remove(self, room: RoomName, person: PersonId) -> None:
        there = self._rooms.get(room)
        if there is not None and there.seats.pop(person, None) is not None:
            await self._put_out(there, str(person))

    async def close(self, room: RoomName) -> None:
        there = self._rooms.pop(room, None)
        if there is not None:
            self._closed[there.name] = asyncio.get_running_loop().time() + _TOKENS_END
            await self._delete(there.name)

    async def health(self) -> bool:
        try:
            with _understood():
                await self._calls.list_rooms(api.ListRoomsRequest(names=["-"]))
        except MediaError:
            return False
        return True

    async def look(self) -> None:
        """Undoes what tokens said and the office no longer does."""
        await self._delete_again()
        for room in tuple(self._rooms.values()):
            with _understood(_GONE):
                listed = await self._calls.list_participants(
                    api.ListParticipantsRequest(room=room.name)
                )
                for participant in listed.participants:
                    await self._check(room, participant)

    async def _delete_again(self) -> None:
        """Somebody who comes with an old token makes a closed room anew."""
        now = asyncio.get_running_loop().time()
        self._closed = {name: until for name, until in self._closed.items() if until > now}
        if self._closed:
            with _understood():
                asked = api.ListRoomsRequest(names=list(self._closed))
                listed = await self._calls.list_rooms(asked)
            for room in listed.rooms:
                await self._delete(room.name)

    async def _delete(self, name: str) -> None:
        with _understood(_GONE):
            await self._calls.delete_room(api.DeleteRoomRequest(room=name))

    async def _check(self, room: _Room, participant: api.ParticipantInfo) -> None:
        number = participant.identity
        person = PersonId(int(number)) if number.isdecimal() else PersonId(0)
        role = room.seats.get(person)
        if role is None:
            await self._put_out(room, number)
        elif participant.permission.can_publish != (role == "speaker"):
            with _understood(_GONE):
                await self._calls.update_participant(_permission(room, person, role))

    async def _put_out(self, room: _Room, identity: str) -> None:
        with _understood(_GONE):
            await self._calls.remove_participant(
                api.RoomParticipantIdentity(room=room.name, identity=identity)
            )

    async def _look_regularly(self) -> None:
        while True:
            await asyncio.sleep(_LOOK_EVERY)
            try:
                await self.look()
            except MediaError as error:
                log.warning("%s", error)

    @property
    def _calls(self) -> api.room_service.RoomService:
        if self._server is None:
            raise MediaError("LiveKit is not connected")
        return self._server.room

    def _token(self, room: _Room, person: PersonId, role: Role) -> str:
        grants = api.VideoGrants(
            room_join=True,
            room=room.name,
            can_publish=role == "speaker",
            can_subscribe=True,
            can_publish_data=False,  # chat is the office's
        )
        token = api.AccessToken(self._options.key, self._options.secret)
        token = token.with_identity(str(person)).with_grants(grants)
        return token.with_ttl(datetime.timedelta(seconds=self._grant_seconds)).to_jwt()


def _permission(room: _Room, person: PersonId, role: Role) -> api.UpdateParticipantRequest:
    return api.UpdateParticipantRequest(
        room=room.name,
        identity=str(person),
        permission=api.ParticipantPermission(
            can_subscribe=True, can_publish=role == "speaker", can_publish_data=False
        ),
    )


@contextlib.contextmanager
def _understood(harmless: tuple[str, ...] = ()) -> Iterator[None]:
    """Tells LiveKit's errors in our own words; those of some codes are none."""
    try:
        yield
    except api.TwirpError as error:
        if error.code not in harmless:
            raise MediaError(f"LiveKit refuses: {error.message} ({error.code})") from error
    except (aiohttp.ClientError, TimeoutError, OSError) as error:
        raise MediaError(f"LiveKit can't be reached: {error!r}") from error
