"""Talking to Janus: one connection, one session, and a handle for each thing that is done there.

Its protocol in short: every request has a transaction; the answer comes under the same one, at once
("success") or after an "ack" (an "event"). Events under no transaction are told by a handle."""

from __future__ import annotations

import asyncio
import contextlib
import secrets
from collections.abc import AsyncIterator, Callable
from pathlib import Path
from typing import Any, NamedTuple

import aiohttp

from server.media.base import ANSWER_SECONDS, MediaError

Json = dict[str, Any]

_GOODBYE_SECONDS = 0.5  # how long a Janus that is being left may take to say so


class Answer(NamedTuple):
    """What a plugin says: its data, and a session description if there is one."""

    data: Json
    sdp: str


class RefusedError(MediaError):
    """Janus answers with an error."""

    def __init__(self, code: int, reason: str) -> None:
        super().__init__(f"Janus refuses: {reason} ({code})")
        self.code = code


class _Question(NamedTuple):
    """What waits for an answer; `acknowledged`: an "ack" is one."""

    reply: asyncio.Future[Json]
    acknowledged: bool


class Handle:
    """One attachment to a plugin. `heard` is called with all that it tells, asked or not, in the
    order in which it is told; `linked` when its connection with a browser is there, and when it is
    over."""

    def __init__(self, api: Api, number: int) -> None:
        self._api = api
        self.number = number
        self.heard: Callable[[Answer], None] = lambda _: None
        self.linked: Callable[[bool], None] = lambda _: None

    async def ask(self, body: Json, kind: str = "", sdp: str = "") -> Answer:
        """What a plugin answers to a request; `kind` is "offer" or "answer", of the description."""
        request: Json = {"janus": "message", "handle_id": self.number, "body": body}
        if sdp:
            request["jsep"] = {"type": kind, "sdp": sdp}
        return await self._api.answer(request)

    async def trickle(self, candidate: Json) -> None:
        """Passes on a browser's address, or that there are no more."""
        await self._api.request(
            {"janus": "trickle", "handle_id": self.number, "candidate": candidate}
        )

    async def detach(self) -> None:
        """Ends it, and its connection with a browser at once. Ending twice is no error."""
        self.heard = lambda _: None
        self.linked = lambda _: None
        with contextlib.suppress(RefusedError):
            await self._api.request({"janus": "detach", "handle_id": self.number})
        self._api.forget(self)


class Api:
    """The connection with a running Janus."""

    def __init__(self, client: aiohttp.ClientSession, secret: str) -> None:
        self._client = client
        self._secret = secret
        self._socket: aiohttp.ClientWebSocketResponse | None = None
        self._session = 0
        self._waiting: dict[str, _Question] = {}
        self._handles: dict[int, Handle] = {}
        self.lost = asyncio.Event()

    @classmethod
    @contextlib.asynccontextmanager
    async def connected(cls, socket: Path, secret: str) -> AsyncIterator[Api]:
        """A connection, until the block ends. Raises MediaError or OSError while nobody answers."""
        connector = aiohttp.UnixConnector(str(socket))
        async with aiohttp.ClientSession(connector=connector) as client:
            api = cls(client, secret)
            reader = await api._open()
            try:
                yield api
            finally:
                reader.cancel()
                with contextlib.suppress(asyncio.CancelledError):
                    await reader
                assert api._socket is not None
                await api._socket.close()

    async def _open(self) -> asyncio.Task[None]:
        try:
            self._socket = await self._client.ws_connect(
                "http://janus/",
                protocols=("janus-protocol",),
                max_msg_size=0,
                timeout=aiohttp.ClientWSTimeout(ws_close=_GOODBYE_SECONDS),
            )
        except aiohttp.ClientError as error:
            raise MediaError(f"Janus can't be reached: {error}") from error
        reader = asyncio.create_task(self._read(self._socket))
        try:
            self._session = (await self.request({"janus": "create"}))["data"]["id"]
        except BaseException:
            reader.cancel()
            raise
        return reader

    async def attach(self, plugin: str) -> Handle:
        """A new handle of a plugin."""
        made = await self.request({"janus": "attach", "plugin": f"janus.plugin.{plugin}"})
        handle = Handle(self, made["data"]["id"])
        self._handles[handle.number] = handle
        return handle

    async def keep_alive(self) -> None:
        """Janus forgets a session that is silent for a minute; and one that is stuck shows here."""
        await self.request({"janus": "keepalive"})

    def forget(self, handle: Handle) -> None:
        """A handle is over."""
        self._handles.pop(handle.number, None)

    async def answer(self, request: Json) -> Answer:
        """Asks a plugin. Raises RefusedError if it, or Janus, does not want to."""
        answer = _plugins(await self.request(request, acknowledged=False))
        if "error_code" in answer.data:
            raise RefusedError(answer.data["error_code"], str(answer.data.get("error")))
        return answer

    async def request(self, request: Json, acknowledged: bool = True) -> Json:
        """Asks Janus. `acknowledged`: that it will be done is answer enough."""
        if self._socket is None or self.lost.is_set():
            raise MediaError("Janus is not connected")
        transaction = secrets.token_hex(8)
        more = {"session_id": self._session} if self._session else {}
        message = {**request, **more, "transaction": transaction, "apisecret": self._secret}
        reply: asyncio.Future[Json] = asyncio.get_running_loop().create_future()
        self._waiting[transaction] = _Question(reply, acknowledged)
        try:
            async with asyncio.timeout(ANSWER_SECONDS):
                await self._socket.send_json(message)
                answer = await reply
        except (TimeoutError, ConnectionError, aiohttp.ClientError) as error:
            raise MediaError(f"Janus does not answer: {error!r}") from error
        finally:
            self._waiting.pop(transaction, None)
        if answer["janus"] == "error":
            raise RefusedError(answer["error"]["code"], answer["error"]["reason"])
        return answer

    async def _read(self, socket: aiohttp.ClientWebSocketResponse) -> None:
        try:
            async for message in socket:
                if message.type is aiohttp.WSMsgType.TEXT:
                    self._take(message.json())
        finally:
            self.lost.set()
            for question in self._waiting.values():
                if not question.reply.done():
                    question.reply.set_exception(MediaError("Janus is gone"))

    def _take(self, message: Json) -> None:
        handle = self._handles.get(message.get("sender", 0))
        if handle is not None:
            match message["janus"]:
                case "event":
                    handle.heard(_plugins(message))
                case "webrtcup":
                    handle.linked(True)
                case "hangup" | "detached":
                    handle.linked(False)
        question = self._waiting.get(message.get("transaction", ""))
        if question is not None:
            answers = question.acknowledged or message["janus"] != "ack"
            if answers and not question.reply.done():
                question.reply.set_result(message)


def _plugins(message: Json) -> Answer:
    data = message.get("plugindata", {}).get("data", {})
    return Answer(data, message.get("jsep", {}).get("sdp", ""))
