"""Chat on its way: stored before anybody hears it, to its readers only, missed messages in order.

The store answers in the order in which it was asked. So a message stored before a client's
question for what it missed is in the answer, and one stored after it follows live: none is lost,
none comes twice (CHAT-5). A change of a message takes a number (`seq`) from the same row as new
messages do, so the same holds for it (CHAT-12).
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable, Iterable
from functools import partial

from rooms import events
from rooms.audience import audience
from rooms.model import FloorId, PersonId
from server.clock import wall_ms
from server.metrics import Metrics
from server.roster import Roster, Seat
from server.session import Present, Session
from server.store.records import Edited, Kept, Page, SaidRecord
from server.store.sqlite import SqliteStore
from server.wire import messages, translate
from server.wire.codec import encode

log = logging.getLogger(__name__)

# What a returning client is given in one tick: the rest waits until it has read that.
_MOST_MISSED = 100  # messages
_MOST_BYTES = 64 * 1024  # also of a page of history
_PAGE = 50  # messages
_MOST_LOOKING = 10  # pages of history that somebody waits for at a time
_FORGOTTEN_AT_ONCE = 50  # messages
_PAUSE = 0.05  # seconds


class Chat:
    """Carries messages from floors through the store to readers."""

    def __init__(self, store: SqliteStore, roster: Roster, metrics: Metrics) -> None:
        self._store = store
        self._roster = roster
        self._metrics = metrics

    # --- new messages -------------------------------------------------------------------------

    def keep(self, event: events.Said, floor: FloorId) -> None:
        """Stores a message; its readers get it when that is done."""
        readers = audience(event)
        assert isinstance(readers, frozenset)
        self._store.keep_said(
            SaidRecord(translate.said(event, floor, wall_ms()), readers),
            partial(self._kept, readers),
            partial(self._failed, event.person, "say", event.ref),
        )

    def _kept(self, readers: frozenset[PersonId], kept: Kept) -> None:
        """A message that was stored before is told to its sender only: it was sent twice."""
        if kept.fresh:
            self._metrics.messages.labels(kept.message.scope).inc()
        told = readers if kept.fresh else (PersonId(kept.message.person),)
        self._tell_live(kept.message, self._present(told))

    def _tell_live(self, said: messages.Said, seats: Iterable[Seat]) -> None:
        """Tells it to those who have all that was before; the others are about to ask for it."""
        piece = encode(said)
        for _, here in seats:
            if here.chat_live:
                here.post(piece)
                here.seen_with_mail = max(here.seen_with_mail, said.seq)

    def _present(self, people: Iterable[PersonId]) -> list[Seat]:
        seats = (self._roster.present(person) for person in people)
        return [seat for seat in seats if seat is not None]

    # --- changed messages ---------------------------------------------------------------------

    def edit(self, session: Session, here: Present, message: int, text: str, seq: int) -> None:
        """Puts another text in the place of one's own message. `seq` is a fresh number."""
        text = text.strip()
        if text:
            self._change("edit", session, here, message, text, seq)
        else:
            self._refuse(here.person, "edit", "", "empty")

    def delete(self, session: Session, here: Present, message: int, seq: int) -> None:
        """Deletes one's own message."""
        self._change("delete", session, here, message, "", seq)

    def _change(
        self, command: str, session: Session, here: Present, message: int, text: str, seq: int
    ) -> None:
        done = partial(self._changed, command, session, here)
        failed = partial(self._failed, here.person, command, "")
        self._store.edit_said(here.person, message, seq, text, done, failed)

    def _changed(
        self, command: str, session: Session, here: Present, edited: Edited | None
    ) -> None:
        if edited is not None:
            self._tell_change(edited)
        elif session.state is here:
            self._refuse(here.person, command, "", "gone")

    def _tell_change(self, edited: Edited) -> None:
        """Tells all who may read it. Who is on the floor of a message to the floor may have read
        it in the history."""
        said = edited.message
        seats = self._present(edited.readers)
        if said.scope == "floor":
            seats += [
                seat
                for seat in self._roster.seats()
                if seat.here.floor == said.floor
                and not seat.here.guest_until
                and seat.here.person not in edited.readers
            ]
        self._tell_live(said, seats)

    def forget(self, person: PersonId, take: Callable[[int], int], below: int = 0) -> None:
        """Deletes all that somebody said, and tells its readers: some at a time, as it may be
        much. `take` reserves so many numbers for the changes, and returns the first."""
        first = take(_FORGOTTEN_AT_ONCE)
        below = below or first
        done = partial(self._forgotten, person, take, below)
        failed = partial(self._failed, person, "delete", "")
        self._store.forget_said(person, first, below, _FORGOTTEN_AT_ONCE, done, failed)

    def _forgotten(
        self, person: PersonId, take: Callable[[int], int], below: int, changed: list[Edited]
    ) -> None:
        for edited in changed:
            self._tell_change(edited)
        if len(changed) == _FORGOTTEN_AT_ONCE:
            loop = asyncio.get_running_loop()
            loop.call_later(_PAUSE, self.forget, person, take, below)

    # --- missed messages ----------------------------------------------------------------------

    def catch_up(self, session: Session, here: Present) -> None:
        """Asks for the messages that a client missed."""
        here.chat_behind = False
        here.chat_asked += 1
        found = partial(self._missed, session, here, here.chat_asked)
        failed = partial(self._not_found, here, here.chat_asked)
        floor = None if here.guest_until else here.floor
        self._store.missed(here.person, here.seen, found, failed, _MOST_MISSED, floor)

    def _not_found(self, here: Present, asked: int, error: Exception) -> None:
        log.error("missed messages could not be read", exc_info=error)
        here.chat_behind = here.chat_behind or asked == here.chat_asked
        here.stand_alone()

    def _missed(
        self, session: Session, here: Present, asked: int, missed: list[messages.Said]
    ) -> None:
        if session.state is not here or not here.synced or asked != here.chat_asked:
            return  # gone, out of sync again, or asked again meanwhile
        here.seen_with_mail = max(here.seen, here.seen_with_mail)
        size = 0
        for number, said in enumerate(missed, 1):
            here.post(encode(said))
            here.seen_with_mail = said.seq
            size += len(here.mail[-1])
            if number == _MOST_MISSED or (size > _MOST_BYTES and number < len(missed)):
                here.chat_behind = True
                return
        here.chat_live = True
        here.post(encode(messages.CaughtUp(last=here.seen_with_mail)))

    # --- looking back -------------------------------------------------------------------------

    def history(
        self, session: Session, here: Present, asked: messages.History, *, member: bool
    ) -> None:
        """Gives a page of what was said in a conversation (CHAT-11)."""
        if asked.scope == "floor" and not member:
            self._refuse(here.person, "history", "", "not_allowed")
            return
        if here.looking >= _MOST_LOOKING:
            self._refuse(here.person, "history", "", "too_fast")
            return
        here.looking += 1
        self._store.history(
            here.person,
            member,
            asked.scope,
            asked.to,
            here.floor,
            asked.before,
            partial(self._history, session, here, asked, here.floor),
            partial(self._no_history, here),
            _PAGE,
        )

    def _history(
        self, session: Session, here: Present, asked: messages.History, floor: FloorId, page: Page
    ) -> None:
        here.looking -= 1
        if session.state is here:
            told, more = _cut(page)
            answer = messages.HistoryPage(
                scope=asked.scope,
                to=asked.to,
                before=asked.before,
                floor=floor,
                messages=told,
                more=more,
            )
            here.post(encode(answer))

    def _no_history(self, here: Present, error: Exception) -> None:
        here.looking -= 1
        self._failed(here.person, "history", "", error)

    def search(
        self, session: Session, here: Present, asked: messages.Search, *, member: bool
    ) -> None:
        """Looks for a text in all that somebody may read (CHAT-13); the last question counts."""
        here.searches += 1
        number = here.searches
        self._store.search(
            here.person,
            member,
            asked.text,
            asked.before,
            partial(self._found, session, here, asked),
            partial(self._failed, here.person, "search", ""),
            _PAGE,
            lambda: session.state is here and number == here.searches,
        )

    def _found(self, session: Session, here: Present, asked: messages.Search, page: Page) -> None:
        if session.state is here:
            told, more = _cut(page)
            found = messages.Found(text=asked.text, before=asked.before, messages=told, more=more)
            here.post(encode(found))

    # --- refusals -----------------------------------------------------------------------------

    def _failed(self, person: PersonId, command: str, ref: str, error: Exception) -> None:
        log.error("the store could not do %r", command, exc_info=error)
        self._refuse(person, command, ref, "not_stored")

    def _refuse(self, person: PersonId, command: str, ref: str, why: messages.Refusal) -> None:
        refused = messages.Refused(command=command, ref=ref, why=why)
        self._roster.post((person,), encode(refused))


def _cut(page: Page) -> tuple[list[messages.Said], bool]:
    """The newest messages of a page that fit into a frame of a fair size, one at least; and
    whether there are earlier ones."""
    size, first = 0, len(page.messages)
    while first > 0:
        size += len(encode(page.messages[first - 1]))
        if size > _MOST_BYTES and first < len(page.messages):
            break
        first -= 1
    return page.messages[first:], page.more or first > 0
