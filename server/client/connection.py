"""A connection to an office that stays up: it resumes its session, and sends again what was not
answered. Used as an async context manager:

    async with await OfficeClient.enter("http://localhost:8080", "Bot") as me:
        await me.walk_to(400, 300)
        await me.say("hello", scope="floor")
"""

from __future__ import annotations

import asyncio
import contextlib
import itertools
import math
import random
import secrets
from collections.abc import Callable
from types import TracebackType
from typing import Self

import msgspec
import websockets
from aiohttp import ClientSession

from rooms.model import Facing, Position, Px
from server.client.deeds import Deeds
from server.client.floor import FloorWalk, fetch_walk
from server.client.state import OfficeState, apply, move
from server.wire import messages
from server.wire.codec import encode_command
from server.wire.http import Problem, SessionGranted
from server.wire.limits import LARGEST

_decoder: msgspec.msgpack.Decoder[list[messages.AnyEvent]] = msgspec.msgpack.Decoder(
    list[messages.AnyEvent]
)

_FIRST_WAIT = 0.25  # seconds before the first retry; doubled each time, with full jitter
_LONGEST_WAIT = 4.0
_STEPS_A_SECOND = 10  # claims of a walking client


class EndedError(Exception):
    """The office ended the session for good; `code` is from the table of close codes."""

    def __init__(self, code: int, reason: str) -> None:
        super().__init__(f"{code} {reason}")
        self.code = code


class OfficeClient(Deeds):
    """One person in an office, by program. What they can do in one message is in Deeds."""

    def __init__(self, base_url: str, token: str, tab: str | None = None) -> None:
        self.base_url = base_url.rstrip("/")
        self.token = token
        self.tab = tab or secrets.token_hex(8)
        self.state = OfficeState()
        self.listeners: list[Callable[[messages.AnyEvent], None]] = []
        self.connections = 0  # how often a session was opened or resumed
        self._socket: websockets.ClientConnection | None = None
        self._runner: asyncio.Task[None] | None = None
        self._changed = asyncio.Event()
        self._outbox: dict[str, messages.Say] = {}
        self._refs = itertools.count(1)
        self._walks: dict[str, FloorWalk] = {}

    @classmethod
    async def enter(
        cls, base_url: str, name: str, avatar: str = "auto", *, guest_pass: str = ""
    ) -> Self:
        """A client for a new person, or a guest with the code of a pass. Raises ValueError with the
        office's words if it refuses."""
        url = f"{base_url.rstrip('/')}/api/sessions"
        wanted = {"name": name, "avatar": avatar, "guest_pass": guest_pass}
        async with ClientSession() as http, http.post(url, json=wanted) as answer:
            body = await answer.read()
            if answer.status != 201:
                problem = msgspec.json.decode(body, type=Problem)
                raise ValueError(f"{problem.error} {problem.field} {problem.expected}".strip())
            return cls(base_url, msgspec.json.decode(body, type=SessionGranted).token)

    async def __aenter__(self) -> Self:
        await self.connect()
        return self

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        await self.close()

    # --- the line -----------------------------------------------------------------------------

    async def connect(self, *, take_over: bool = False) -> None:
        """Connects and waits for the first snapshot. Raises EndedError if the office refuses."""
        self._runner = asyncio.create_task(self._run(take_over))
        await self.wait_for(lambda state: state.caught_up)

    async def close(self) -> None:
        """Lets the line go; the avatar lingers in the office. `leave` is the other way to go."""
        if self._runner is not None:
            self._runner.cancel()
            with contextlib.suppress(asyncio.CancelledError, EndedError):
                await self._runner
        if self._socket is not None:
            await self._socket.close()

    async def wait_for(
        self, holds: Callable[[OfficeState], bool], seconds: float = 30.0
    ) -> OfficeState:
        """Waits until something holds of the state. Raises TimeoutError, or EndedError."""
        async with asyncio.timeout(seconds):
            while not holds(self.state):
                if self._runner is not None and self._runner.done():
                    self._runner.result()
                self._changed.clear()
                await self._changed.wait()
        return self.state

    async def _run(self, take_over: bool) -> None:
        """Keeps a line open until the office ends the session."""
        wait = _FIRST_WAIT
        url = self.base_url.replace("http", "ws", 1) + "/ws"
        try:
            while True:
                with contextlib.suppress(OSError, websockets.InvalidHandshake, TimeoutError):
                    async with websockets.connect(url, max_size=None, compression=None) as socket:
                        await self._attend(socket, take_over)
                        code = socket.close_code or 1006
                        if code >= 4500:
                            raise EndedError(code, socket.close_reason or "")
                    if self.state.caught_up:
                        wait = _FIRST_WAIT
                await asyncio.sleep(random.uniform(0, wait))
                wait = min(2 * wait, _LONGEST_WAIT)
        finally:
            self._changed.set()

    async def _attend(self, socket: websockets.ClientConnection, take_over: bool) -> None:
        hello = messages.Hello(
            version=messages.VERSION,
            token=self.token,
            tab=self.tab,
            last=self.state.last,
            take_over=take_over,
        )
        await socket.send(encode_command(hello))
        try:
            async for frame in socket:
                if isinstance(frame, bytes):
                    for event in _decoder.decode(frame):
                        if isinstance(event, messages.Welcome):
                            self._socket = socket  # nothing but `hello` may be sent before
                        await self._take(event)
                self._changed.set()
        except websockets.ConnectionClosed:
            pass
        finally:
            self._socket = None

    async def _take(self, event: messages.AnyEvent) -> None:
        self.state = apply(self.state, event)
        match event:
            case messages.Welcome():
                self.connections += 1
            case messages.Said(ref=ref, person=person) if person == self.state.me:
                self._outbox.pop(ref, None)
            case messages.Refused(ref=ref):
                self._outbox.pop(ref, None)
            case messages.CaughtUp():
                for say in list(self._outbox.values()):
                    await self._send(say)
        for listener in self.listeners:
            listener(event)

    def _fresh_ref(self) -> str:
        return f"{self.tab}-{next(self._refs)}"

    async def _send(self, command: messages.AnyCommand) -> None:
        """Sends a command, or forgets it while there is no line."""
        frame = encode_command(command)
        assert len(frame) <= LARGEST
        if self._socket is not None:
            with contextlib.suppress(websockets.ConnectionClosed):
                await self._socket.send(frame)

    # --- what a person does -------------------------------------------------------------------

    @property
    def connected(self) -> bool:
        """Whether there is a line now."""
        return self._socket is not None

    async def say(self, text: str, scope: messages.Scope = "bubble", to: int = 0) -> str:
        """Speaks; returns the ref of the message. Sent again after a reconnect until answered."""
        ref = self._fresh_ref()
        self._outbox[ref] = say = messages.Say(ref=ref, scope=scope, text=text, to=to)
        if self.state.caught_up:  # else it goes with all that is unanswered when that is so
            await self._send(say)
        return ref

    @property
    def unanswered(self) -> int:
        """How many messages the office has not yet taken or refused."""
        return len(self._outbox)

    async def claim(self, x: int, y: int, facing: Facing = "s") -> None:
        """Claims a place in whole map pixels, and nothing more: the office decides."""
        await self._send(messages.Move(x=x, y=y, facing=facing, epoch=self.state.epoch))

    async def walk_to(self, x: int, y: int) -> bool:
        """Walks to a place by a short way, at walking speed. Returns whether it arrived: not if
        there is no way, or when the office put the avatar elsewhere meanwhile."""
        floor, epoch = self.state.floor, self.state.epoch
        grid = (await self.walk()).grid
        way = grid.path(self._place(), Position(Px(x), Px(y)))
        for point in way or ():
            if not await self._walk_straight(point, epoch, floor):
                return False
        return way is not None

    async def walk(self) -> FloorWalk:
        """Where one can walk on the present floor."""
        floor = self.state.floor
        if floor not in self._walks:
            self._walks[floor] = await fetch_walk(self.base_url, floor)
        return self._walks[floor]

    def know_walk(self, walk: FloorWalk) -> None:
        """Shares what another client has fetched of this one's floor, for crowds of clients."""
        self._walks[self.state.floor] = walk

    def _place(self) -> Position:
        card = self.state.card
        return Position(Px(card.x), Px(card.y))

    async def _walk_straight(self, to: Position, epoch: int, floor: str) -> bool:
        """Walks a straight line at walking speed. The own card is moved ahead of the office."""
        welcome = self.state.welcome
        assert welcome is not None
        start = self._place()
        pace = welcome.speed * (await self.walk()).tile_width / _STEPS_A_SECOND
        steps = math.ceil(math.dist(start, to) / pace)
        facing = _facing(to.x - start.x, to.y - start.y)
        for step in range(1, steps + 1):
            await asyncio.sleep(1 / _STEPS_A_SECOND)
            if (self.state.epoch, self.state.floor) != (epoch, floor):
                return False
            x = start.x + (to.x - start.x) * step // steps
            y = start.y + (to.y - start.y) * step // steps
            await self.claim(x, y, facing)
            self.state = move(self.state, self.state.me, x, y, facing)
        return True

    async def go_floor(self, floor: str) -> None:
        """Changes floors and waits until that has happened."""
        await self._send(messages.GoFloor(floor=floor))
        await self.wait_for(lambda state: state.floor == floor)

    async def leave(self) -> None:
        """Leaves the office: the avatar goes at once."""
        await self._send(messages.Leave())
        with contextlib.suppress(EndedError):
            if self._runner is not None:
                await self._runner


def _facing(dx: int, dy: int) -> Facing:
    if abs(dx) >= abs(dy):
        return "e" if dx >= 0 else "w"
    return "s" if dy >= 0 else "n"
