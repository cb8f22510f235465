"""What a present person asks, carried to where it is done: the office, the chat, the board."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from rooms import commands
from rooms.model import AskId, MessageId, PersonId, Profile, Seconds
from rooms.office import Office
from server.auth import UnusableNameError, clean_name
from server.board import Board
from server.chat import Chat
from server.roster import Roster
from server.session import Present, Session
from server.store.sqlite import SqliteStore
from server.wire import messages, understand
from server.wire.codec import encode

Handle = Callable[[PersonId, commands.Command], None]


class Errands:
    """Runs each command of a client. Fresh ids are given out here."""

    def __init__(
        self,
        handle: Handle,
        office: Office,
        chat: Chat,
        board: Board,
        store: SqliteStore,
        roster: Roster,
        now: Callable[[], Seconds],
    ) -> None:
        self._handle = handle
        self._office = office
        self._chat = chat
        self._board = board
        self._store = store
        self._roster = roster
        self._now = now
        self._last_ask = 0
        self.last_message = MessageId(0)

    def run(self, session: Session, here: Present, command: messages.Packed) -> None:
        """Does, or refuses, what a present person asks."""
        who, member = here.person, not here.guest_until
        match command:
            case messages.Say():
                self._say(who, command)
            case messages.Edit(id=message, text=text):
                self._chat.edit(session, here, message, text, self._next_message())
            case messages.Delete(id=message):
                self._chat.delete(session, here, message, self._next_message())
            case messages.History():
                self._chat.history(session, here, command, member=member)
            case messages.Search():
                self._chat.search(session, here, command, member=member)
            case messages.Pin(ref=ref) if not member:
                self._refuse(who, "pin", "not_allowed", ref)
            case messages.Pin(ref=ref, text=text):
                self._board.pin(here.floor, who, self._name(who), ref, text)
            case messages.Unpin(id=note):
                self._board.unpin(here.floor, who, note)
            case messages.SetProfile():
                self._introduce(who, command)
            case messages.Ask() if not self._knows(here, PersonId(command.person)):
                self._refuse(who, "ask", "unknown_person", command.ref)
            case messages.Ask():
                self._handle(who, understand.ask(command, self._next_ask()))
            case messages.AnswerAsk():
                self._handle(who, understand.answer(command, self._next_ask()))
            case messages.Hello():
                raise AssertionError("a session lets no second hello through")
            case _:
                self._handle(who, understand.plain(command, self._now()))

    def _knows(self, here: Present, person: PersonId) -> bool:
        """Whether somebody may know of a person: guests only of those on their floor, and of their
        host. What is asked of others would tell their names."""
        here_too = person in self._office.floors[here.floor]
        return not here.guest_until or person in (0, here.host) or here_too

    def _say(self, who: PersonId, say: messages.Say) -> None:
        """A direct message to somebody who is absent: the store knows whether there is such a
        person (CHAT-10)."""
        to = PersonId(say.to)
        if say.scope != "direct" or to in self._office:
            self._said(who, say)
        else:
            self._store.knows_person(to, partial(self._left_for, who, say))

    def _left_for(self, who: PersonId, say: messages.Say, known: bool) -> None:
        if known and who in self._office:
            self._said(who, say)
        else:
            self._refuse(who, "say", "unknown_person", say.ref)

    def _said(self, who: PersonId, say: messages.Say) -> None:
        to = PersonId(say.to)
        self._handle(who, commands.Say(self._next_message(), say.ref, say.scope, say.text, to))

    def _introduce(self, who: PersonId, wanted: messages.SetProfile) -> None:
        try:
            name = clean_name(wanted.name)
        except UnusableNameError:
            self._refuse(who, "profile", "bad_name")
            return
        avatar = self._office.card(who).profile.avatar
        profile = Profile(name, avatar, " ".join(wanted.about.split()), wanted.tz)
        self._store.save_profile(
            who,
            name,
            profile.about,
            profile.tz,
            wanted.listed,
            lambda _: self._refuse(who, "profile", "not_stored"),
        )
        self._handle(who, commands.SetProfile(profile))

    def _name(self, who: PersonId) -> str:
        return self._office.card(who).profile.name

    def _refuse(self, who: PersonId, command: str, why: messages.Refusal, ref: str = "") -> None:
        refused = messages.Refused(command=command, ref=ref, why=why)
        self._roster.post((who,), encode(refused))

    def take_messages(self, count: int) -> MessageId:
        """Gives out so many fresh message ids; returns the first."""
        first = MessageId(self.last_message + 1)
        self.last_message = MessageId(self.last_message + count)
        return first

    def _next_message(self) -> MessageId:
        return self.take_messages(1)

    def _next_ask(self) -> AskId:
        self._last_ask += 1
        return AskId(self._last_ask)
