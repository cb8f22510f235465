"""As much of a LiveKit server as our contract asks for, on its own protocol package's messages.

It stands for what is documented of the real one: tokens are checked by key, room and time, open a
room as often as one likes until they end, and make one that is not there; putting somebody out does
not take back their token. No media: `send` says whether a stream would be passed on."""

from __future__ import annotations

import json
from collections.abc import Awaitable, Callable
from typing import Any

import jwt
from aiohttp import web
from aiohttp.test_utils import TestServer
from google.protobuf.message import Message
from livekit.protocol import models, room

KEY, SECRET = "key", "a secret that is long enough for HS256"

_EMPTY = {
    "CreateRoom": room.CreateRoomRequest,
    "DeleteRoom": room.DeleteRoomRequest,
    "ListRooms": room.ListRoomsRequest,
    "ListParticipants": room.ListParticipantsRequest,
    "RemoveParticipant": room.RoomParticipantIdentity,
    "UpdateParticipant": room.UpdateParticipantRequest,
}
_NEEDED = {"CreateRoom": "roomCreate", "DeleteRoom": "roomCreate", "ListRooms": "roomList"}


class RefusedError(Exception):
    """The server does not want to; a code of Twirp's and what is wrong."""

    def __init__(self, code: str, status: int) -> None:
        super().__init__(code)
        self.code, self.status = code, status


class FakeLiveKit:
    """Rooms, and who is in them."""

    def __init__(self) -> None:
        self.rooms: dict[str, dict[str, models.ParticipantInfo]] = {}
        self.sending: set[tuple[str, str]] = set()
        application = web.Application()
        application.router.add_post("/twirp/livekit.RoomService/{method}", self._call)
        self._server = TestServer(application)

    async def __aenter__(self) -> FakeLiveKit:
        await self._server.start_server()
        return self

    async def __aexit__(self, *_: object) -> None:
        await self._server.close()

    @property
    def url(self) -> str:
        return str(self._server.make_url(""))

    # --- a browser's side ---

    def enter(self, token: str) -> tuple[str, str]:
        """Somebody connects: the room and who they are there. Raises RefusedError."""
        claims = _claims(token)
        video = claims.get("video", {})
        if not video.get("roomJoin"):
            raise RefusedError("permission_denied", 403)
        permission = models.ParticipantPermission(
            can_subscribe=video.get("canSubscribe", True),
            can_publish=video.get("canPublish", True),
        )
        who = models.ParticipantInfo(identity=claims["sub"], permission=permission)
        self.rooms.setdefault(video["room"], {})[who.identity] = who
        self.sending.discard((video["room"], who.identity))
        return video["room"], who.identity

    def send(self, place: tuple[str, str]) -> bool:
        """Somebody sends: whether it is passed on."""
        there = self.rooms.get(place[0], {}).get(place[1])
        if there is None or not there.permission.can_publish:
            return False
        self.sending.add(place)
        return True

    # --- a server's side ---

    async def _call(self, request: web.Request) -> web.Response:
        method = request.match_info["method"]
        message = _EMPTY[method]()
        message.ParseFromString(await request.read())
        try:
            self._authorise(request, method, message)
            do: Callable[[Any], Awaitable[Message]] = getattr(self, f"_{method}")
            answer = await do(message)
        except RefusedError as refused:
            text = json.dumps({"code": refused.code, "msg": refused.code})
            return web.Response(text=text, status=refused.status, content_type="application/json")
        return web.Response(body=answer.SerializeToString(), content_type="application/protobuf")

    def _authorise(self, request: web.Request, method: str, message: Message) -> None:
        kind, _, token = request.headers.get("Authorization", "").partition(" ")
        video = _claims(token).get("video", {}) if kind == "Bearer" else {}
        allowed = video.get(_NEEDED.get(method, "roomAdmin"), False)
        if allowed and method not in _NEEDED:
            allowed = video.get("room") == message.room  # type: ignore[attr-defined]
        if not allowed:
            raise RefusedError("unauthenticated", 401)

    async def _CreateRoom(self, asked: room.CreateRoomRequest) -> Message:  # noqa: N802
        self.rooms.setdefault(asked.name, {})
        return models.Room(name=asked.name)

    async def _DeleteRoom(self, asked: room.DeleteRoomRequest) -> Message:  # noqa: N802
        for identity in self._inside(asked.room):
            self.sending.discard((asked.room, identity))
        del self.rooms[asked.room]
        return room.DeleteRoomResponse()

    async def _ListRooms(self, asked: room.ListRoomsRequest) -> Message:  # noqa: N802
        names = asked.names or self.rooms
        found = [models.Room(name=name) for name in names if name in self.rooms]
        return room.ListRoomsResponse(rooms=found)

    async def _ListParticipants(self, asked: room.ListParticipantsRequest) -> Message:  # noqa: N802
        return room.ListParticipantsResponse(participants=self._inside(asked.room).values())

    async def _RemoveParticipant(self, asked: room.RoomParticipantIdentity) -> Message:  # noqa: N802
        self._one(asked.room, asked.identity)
        del self.rooms[asked.room][asked.identity]
        self.sending.discard((asked.room, asked.identity))
        return room.RemoveParticipantResponse()

    async def _UpdateParticipant(self, asked: room.UpdateParticipantRequest) -> Message:  # noqa: N802
        there = self._one(asked.room, asked.identity)
        there.permission.CopyFrom(asked.permission)
        if not asked.permission.can_publish:
            self.sending.discard((asked.room, asked.identity))
        return there

    def _inside(self, name: str) -> dict[str, models.ParticipantInfo]:
        if name not in self.rooms:
            raise RefusedError("not_found", 404)
        return self.rooms[name]

    def _one(self, name: str, identity: str) -> models.ParticipantInfo:
        there = self._inside(name).get(identity)
        if there is None:
            raise RefusedError("not_found", 404)
        return there


def _claims(token: str) -> dict[str, Any]:
    try:
        return dict(jwt.decode(token, SECRET, algorithms=["HS256"], issuer=KEY))
    except jwt.InvalidTokenError as error:
        raise RefusedError("unauthenticated", 401) from error
