"""Chat on its way: stored before anybody hears it, to its readers only, missed messages in order.

The store answers in the order in which it was asked. So a message stored before a client's
question for what it missed is in the answer, and one stored after it follows live: none is lost,
none comes twice (CHAT-5).
"""

from __future__ import annotations

import logging
from functools import partial

from rooms import events
from rooms.audience import audience
from rooms.model import FloorId, PersonId
from server.clock import wall_ms
from server.metrics import Metrics
from server.roster import Roster
from server.session import Present, Session
from server.store.records import Kept, SaidRecord
from server.store.sqlite import SqliteStore
from server.wire import messages, translate
from server.wire.codec import encode

log = logging.getLogger(__name__)

# What a returning client is given in one tick: the rest waits until it has read that.
_MOST_MISSED = 100  # messages
_MOST_BYTES = 64 * 1024


class Chat:
    """Carries messages from floors through the store to readers."""

    def __init__(self, store: SqliteStore, roster: Roster, metrics: Metrics) -> None:
        self._store = store
        self._roster = roster
        self._metrics = metrics

    def keep(self, event: events.Said, floor: FloorId) -> None:
        """Stores a message; its readers get it when that is done."""
        readers = audience(event) or frozenset()
        self._store.keep_said(
            SaidRecord(translate.said(event, floor, wall_ms()), readers),
            partial(self._kept, readers),
            partial(self._not_kept, event),
        )

    def _kept(self, readers: frozenset[PersonId], kept: Kept) -> None:
        """A message that was stored before is told to its sender only: it was sent twice."""
        said = kept.message
        if kept.fresh:
            self._metrics.messages.labels(said.scope).inc()
        piece = encode(said)
        for person in readers if kept.fresh else (PersonId(said.person),):
            seat = self._roster.present(person)
            if seat is not None and seat.here.chat_live:
                seat.here.mail.append(piece)
                seat.here.seen_with_mail = max(seat.here.seen_with_mail, said.id)

    def _not_kept(self, event: events.Said, error: Exception) -> None:
        log.error("a message could not be stored", exc_info=error)
        refused = messages.Refused(command="say", ref=event.ref, why="not_stored")
        self._roster.post((event.person,), encode(refused))

    def catch_up(self, session: Session, here: Present) -> None:
        """Asks for the messages that a client missed."""
        here.chat_behind = False
        here.chat_asked += 1
        found = partial(self._missed, session, here, here.chat_asked)
        failed = partial(self._not_found, here, here.chat_asked)
        self._store.missed(here.person, here.seen, found, failed, _MOST_MISSED)

    def _not_found(self, here: Present, asked: int, error: Exception) -> None:
        log.error("missed messages could not be read", exc_info=error)
        here.chat_behind = here.chat_behind or asked == here.chat_asked

    def _missed(
        self, session: Session, here: Present, asked: int, missed: list[messages.Said]
    ) -> None:
        if session.state is not here or not here.synced or asked != here.chat_asked:
            return  # gone, out of sync again, or asked again meanwhile
        here.seen_with_mail = max(here.seen, here.seen_with_mail)
        size = 0
        for number, said in enumerate(missed, 1):
            here.mail.append(encode(said))
            here.seen_with_mail = said.id
            size += len(here.mail[-1])
            if number == _MOST_MISSED or (size > _MOST_BYTES and number < len(missed)):
                here.chat_behind = True
                return
        here.chat_live = True
        here.mail.append(encode(messages.CaughtUp(last=here.seen_with_mail)))
