"""A person's connections with Janus, and what is told to their page about them.

The page sends by a connection that it offers, and hears by one that is offered to it: `Offer`
comes whenever there is somebody else to hear, and waits for `answer`. In a mixing room both are
one, which the page offers. Whatever breaks, there is one way back: `Over`, and the page comes in
with a new grant."""

from __future__ import annotations

import asyncio
import secrets
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal, NamedTuple

from rooms.model import PersonId
from server.media.base import NotGrantedError, Role
from server.media.janus.api import Answer, Handle, Json, RefusedError
from server.media.sdp import offers_to_send

if TYPE_CHECKING:
    from server.media.janus.room import Room


class Source(NamedTuple):
    """One stream of somebody's."""

    person: PersonId
    mid: str


@dataclass(frozen=True, slots=True)
class Offer:
    """A session description to be answered; `sources` is what each of its sections, by `mid`, is
    for: who sends it, and by which section of their own description."""

    sdp: str
    sources: Mapping[str, Source]


@dataclass(frozen=True, slots=True)
class Over:
    """The line is cut. After "lost" the page asks for a new grant at once."""

    why: Literal["lost", "removed", "replaced"]


Tell = Callable[[Offer | Over], None]


class Line:
    """What both kinds of rooms have in common."""

    def __init__(self, room: Room, person: PersonId, role: Role, token: str, tell: Tell) -> None:
        self.person = person
        self.token = token
        self.over = False
        self.number = f"{person}.{secrets.token_hex(4)}"
        """Who this is to Janus: fresh for each line, so that an old one is in nobody's way."""
        self.mids: frozenset[str] = frozenset()
        """The sections by which this line sends."""
        self._room = room
        self._role = role
        self._tell = tell
        self._one_at_a_time = asyncio.Lock()
        self._up: Handle | None = None

    async def offer(self, sdp: str) -> str:
        """Answers what the page offers to send (in a mixing room, and to hear). Raises
        NotGrantedError if it would send and may not (VOICE-11)."""
        async with self._one_at_a_time:
            self._check()
            if self._role == "listener" and offers_to_send(sdp):
                raise NotGrantedError("a listener sends nothing")
            if self._up is not None:
                changed = await self._up.ask({"request": "configure"}, "offer", sdp)
                self._sends(changed)
                self._room.joined(self)
                return changed.sdp
            handle = await self._room.attach()
            handle.linked = self._linked
            try:
                answered = await self._join(handle, sdp)
                self._check()  # removed in the meantime?
            except BaseException:
                await handle.detach()
                raise
            self._up = handle
            await self._room.spend(self.token)
        return answered

    async def answer(self, sdp: str) -> None:
        """The page's answer to the last Offer."""
        raise NotGrantedError("nothing was offered")

    async def trickle(self, candidate: Json, *, heard: bool) -> None:
        """An address of the page's, for the connection by which it hears, or for the other one."""
        handle = self._down_handle() if heard else self._up
        if handle is not None:
            await handle.trickle(candidate)

    async def set_role(self, role: Role) -> None:
        """Another role, from now on; and for an offer that is being answered."""
        async with self._one_at_a_time:
            self._role = role
            if self._up is not None:
                await self._role_changed(self._up)

    async def follow(self) -> None:
        """Hears all who are to be heard."""

    def unfollow(self, number: str) -> None:
        """Somebody sends no longer."""

    async def close(self) -> None:
        """Ends it at once, without a word: by who asks for it."""
        self.over = True
        handles = [handle for handle in (self._up, self._down_handle()) if handle is not None]
        self._up = None
        self._room.left(self)
        for handle in handles:
            await handle.detach()

    def cut(self, why: Over) -> None:
        """Tells that it is over, once."""
        if not self.over:
            self.over = True
            self._tell(why)

    def _check(self) -> None:
        if self.over:
            raise NotGrantedError("this line is over")

    def _down_handle(self) -> Handle | None:
        return None

    def _sends(self, told: Answer) -> None:
        """Janus says what it got."""
        streams = told.data.get("streams", ())
        self.mids = frozenset(each["mid"] for each in streams if not each.get("disabled"))

    def _linked(self, up: bool) -> None:
        """The page's connection is there, and before it there is nothing to hear; or it is over."""
        if up:
            self._room.joined(self)
        else:
            self._broken()

    def _broken(self) -> None:
        self.cut(Over("lost"))
        self._room.later(self.close())

    async def _join(self, handle: Handle, sdp: str) -> str:
        raise NotImplementedError

    async def _role_changed(self, up: Handle) -> None:
        raise NotImplementedError


class MixLine(Line):
    """A line into a room whose voices are mixed: one connection both ways."""

    async def _role_changed(self, up: Handle) -> None:
        await self._room.mute(self.number, self._role == "listener")

    async def _join(self, handle: Handle, sdp: str) -> str:
        muted = self._role == "listener"
        await handle.ask({"request": "join", **self._room.entry(self), "muted": muted})
        return (await handle.ask({"request": "configure", "muted": muted}, "offer", sdp)).sdp


class ForwardLine(Line):
    """A line into a room where each stream is passed on by itself."""

    def __init__(self, room: Room, person: PersonId, role: Role, token: str, tell: Tell) -> None:
        super().__init__(room, person, role, token, tell)
        self._down: Handle | None = None
        self._followed: set[tuple[str, str]] = set()  # lines that send, and their sections
        self._asked = 0  # Offers that wait for their answers

    async def answer(self, sdp: str) -> None:
        async with self._one_at_a_time:
            self._check()
            if self._down is None or self._asked == 0:
                raise NotGrantedError("nothing was offered")
            await self._down.ask({"request": "start"}, "answer", sdp)
            self._asked -= 1
        await self.follow()

    async def _role_changed(self, up: Handle) -> None:
        if self._role == "listener":
            self._up = None
            up.linked = lambda _: None  # only this connection is over, not the line
            self._room.left(self)
            await self._room.kick(self.number)
            await up.detach()

    async def follow(self) -> None:
        async with self._one_at_a_time:
            new = self._room.streams(besides=self) - self._followed
            if self.over or self._asked or not new:
                return  # what came in between is followed after the answer
            streams = [{"feed": number, "mid": mid} for number, mid in sorted(new)]
            try:
                await self._subscribe(streams)
            except (RefusedError, NotGrantedError):
                return  # one of both is gone; whoever comes next is followed then
            self._followed |= new

    def unfollow(self, number: str) -> None:
        self._followed = {stream for stream in self._followed if stream[0] != number}

    async def _subscribe(self, streams: list[Json]) -> None:
        if self._down is not None:
            await self._down.ask({"request": "subscribe", "streams": streams})
            return
        handle = await self._room.attach()
        handle.heard = self._offered
        handle.linked = self._down_linked
        try:
            await handle.ask(
                {
                    "request": "join",
                    "ptype": "subscriber",
                    "room": self._room.name,
                    "pin": self._room.pin,
                    "streams": streams,
                }
            )
            self._check()
        except BaseException:
            await handle.detach()
            raise
        self._down = handle

    def _down_handle(self) -> Handle | None:
        return self._down

    def _down_linked(self, up: bool) -> None:
        if not up:
            self._broken()

    def _offered(self, told: Answer) -> None:
        """Janus offers as it is asked to, and again when somebody whom one hears is gone."""
        if told.sdp and not self.over:
            self._asked += 1
            speakers = self._room.speakers
            streams = told.data.get("streams", ())
            sources = {
                stream["mid"]: Source(speakers[stream["feed_id"]], stream["feed_mid"])
                for stream in streams
                if stream.get("active") and stream.get("feed_id") in speakers
            }
            self._tell(Offer(told.sdp, sources))

    async def _join(self, handle: Handle, sdp: str) -> str:
        entry = {"request": "joinandconfigure", "ptype": "publisher", **self._room.entry(self)}
        answered = await handle.ask(entry, "offer", sdp)
        self._sends(answered)
        return answered.sdp


def line_for(room: Room, person: PersonId, role: Role, token: str, tell: Tell) -> Line:
    """A line of the kind that a room needs."""
    kind = MixLine if room.shape == "mix" else ForwardLine
    return kind(room, person, role, token, tell)
