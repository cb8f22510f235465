"""What a person does in an office with one message, and where an answer comes, waits for it."""

from __future__ import annotations

import asyncio
from abc import ABC, abstractmethod
from collections.abc import Callable
from typing import TypeVar, cast

from server.wire import messages

E = TypeVar("E", bound=messages.Event)

_PATIENCE = 30.0  # seconds for an answer


class Deeds(ABC):
    """Commands, each as a method. Connecting, speaking and walking are OfficeClient's."""

    listeners: list[Callable[[messages.AnyEvent], None]]

    @abstractmethod
    async def _send(self, command: messages.AnyCommand) -> None:
        """Sends a command, or forgets it while there is no line."""

    @abstractmethod
    def _fresh_ref(self) -> str:
        """A ref never used before."""

    # --- chat ---------------------------------------------------------------------------------

    async def edit(self, message: int, text: str) -> None:
        """Puts another text in the place of one's own message."""
        await self._send(messages.Edit(id=message, text=text))

    async def delete(self, message: int) -> None:
        """Deletes one's own message."""
        await self._send(messages.Delete(id=message))

    async def show_typing(self, scope: messages.Scope = "bubble", to: int = 0) -> None:
        """Shows that one is writing."""
        await self._send(messages.Typing(scope=scope, to=to))

    async def history(
        self, scope: messages.Scope, to: int = 0, before: int = 0
    ) -> messages.HistoryPage:
        """A page of what was said. Raises TimeoutError if none comes."""
        ask = messages.History(scope=scope, to=to, before=before)
        return await self._answer(ask, messages.HistoryPage)

    async def search(self, text: str, before: int = 0) -> messages.Found:
        """What was found of a text. Raises TimeoutError if no answer comes."""
        return await self._answer(messages.Search(text=text, before=before), messages.Found)

    async def _answer(self, question: messages.AnyCommand, kind: type[E]) -> E:
        answer: asyncio.Future[E] = asyncio.get_running_loop().create_future()

        def listen(event: messages.AnyEvent) -> None:
            if isinstance(event, kind) and not answer.done():
                answer.set_result(cast(E, event))

        self.listeners.append(listen)
        try:
            await self._send(question)
            async with asyncio.timeout(_PATIENCE):
                return await answer
        finally:
            self.listeners.remove(listen)

    # --- oneself ------------------------------------------------------------------------------

    async def set_status(self, status: messages.Wish | None, minutes: int = 0) -> None:
        """Wishes for a status, for so many minutes or until taken back with None."""
        await self._send(messages.SetStatus(status=status, minutes=minutes))

    async def set_idle(self, idle: bool) -> None:
        """Says whether anybody is at this client."""
        await self._send(messages.SetIdle(idle=idle))

    async def set_profile(
        self, name: str, about: str = "", tz: str = "", *, listed: bool = False
    ) -> None:
        """Tells others who one is."""
        await self._send(messages.SetProfile(name=name, about=about, tz=tz, listed=listed))

    async def raise_hand(self, up: bool = True) -> None:
        """Raises or lowers the hand."""
        await self._send(messages.SetHand(up=up))

    async def react(self, emoji: messages.Emoji, to: int = 0) -> None:
        """Shows a sign, to somebody or to all."""
        await self._send(messages.React(emoji=emoji, to=to))

    # --- rooms and asking ---------------------------------------------------------------------

    async def lock(self, room: int, locked: bool = True) -> None:
        """Locks or unlocks the room that one is in."""
        await self._send(messages.SetLock(room=room, locked=locked))

    async def set_room(self, room: int, capacity: int, only_for: list[int]) -> None:
        """Says how many one's room holds and whom it is for."""
        await self._send(messages.SetRoom(room=room, capacity=capacity, only_for=only_for))

    async def ask(
        self, kind: messages.AskKind, *, person: int = 0, room: int = 0, note: str = ""
    ) -> str:
        """Knocks, invites, pings, asks to be led, to come, or for a visit; returns the ref."""
        ref = self._fresh_ref()
        await self._send(messages.Ask(ref=ref, kind=kind, person=person, room=room, note=note))
        return ref

    async def answer(
        self, ask: int, answer: messages.Answer, *, person: int = 0, room: int = 0
    ) -> None:
        """Answers what was asked."""
        await self._send(messages.AnswerAsk(ask=ask, answer=answer, person=person, room=room))

    async def cancel(self, ask: int) -> None:
        """Takes back what one asked."""
        await self._send(messages.CancelAsk(ask=ask))

    # --- notes --------------------------------------------------------------------------------

    async def pin(self, text: str) -> str:
        """Leaves a note on the floor's board; returns its ref."""
        ref = self._fresh_ref()
        await self._send(messages.Pin(ref=ref, text=text))
        return ref

    async def unpin(self, note: int) -> None:
        """Takes one's own note down."""
        await self._send(messages.Unpin(id=note))
