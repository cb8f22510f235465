"""Somebody who was here when the server stopped, as the office takes them up again."""

from __future__ import annotations

from rooms import commands
from rooms.model import Seconds, Wish
from server.store.records import KeptWish, RestoredPresence
from server.times import Times


def comeback(restored: RestoredPresence, times: Times, until: Seconds) -> commands.Enter:
    """Where they were and as they were; they linger until their client returns."""
    presence, session = restored.presence, restored.session
    return commands.Enter(
        profile=session.profile,
        guest=session.guest_until != 0,
        at=presence.at,
        facing=presence.facing,
        wish=_wish(presence.wish, presence.wish_until, times),
        hand=presence.hand,
        bubble=presence.bubble,
        linger_until=until,
    )


def _wish(status: KeptWish, until: int, times: Times) -> Wish | None:
    if not status:
        return None
    return Wish(status, times.moment(until) if until else None)
