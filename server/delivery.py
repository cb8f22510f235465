"""The end of a tick: hands out what happened, and heals who was skipped."""

from __future__ import annotations

from server.chat import Chat
from server.fanout import Fanout
from server.greeting import Greeting
from server.outbox import Outbox
from server.roster import Roster


class Delivery:
    """Gives every client what it may know of a tick."""

    def __init__(
        self, roster: Roster, outbox: Outbox, fanout: Fanout, greeting: Greeting, chat: Chat
    ) -> None:
        self._roster = roster
        self._outbox = outbox
        self._fanout = fanout
        self._greeting = greeting
        self._chat = chat

    def flush(self, now: float) -> None:
        """One write a client, or none."""
        shared = self._outbox.take()
        self._greeting.forget()
        for session, here in self._roster.seats():
            if here.synced or session.paused:  # else mail waits until after the snapshot
                news = shared.get((here.floor, here.guest_until != 0))
                self._fanout.deliver(session, here, news, now)
            if session.paused:
                continue
            if not here.synced:
                self._greeting.give(session, here, self._fanout, now)
                if not here.chat_live:
                    self._chat.catch_up(session, here)
            elif here.chat_behind:
                self._chat.catch_up(session, here)
