"""The hub: seats sessions, hands what people ask to the office, ticks, and hands out what happened.

Everything here runs on the event loop and returns at once; the store answers by callback, in the
order of the questions, which is what keeps chat in order (CHAT-5).
"""

from __future__ import annotations

import logging
import time
from collections.abc import Callable, Iterable
from functools import partial

from rooms import commands, events
from rooms.model import FloorId, MessageId, PersonId, Seconds
from rooms.office import Office, Told
from server.auth import token_hash
from server.board import Board
from server.cards import Cards
from server.care import Care
from server.chat import Chat
from server.circles import Circles, phases
from server.clock import wall_ms
from server.delivery import Delivery
from server.errands import Errands
from server.fanout import Fanout
from server.greeting import Greeting
from server.limits import PersonLimits
from server.metrics import Metrics
from server.moves import Moves
from server.outbox import Outbox
from server.presence import Presences
from server.restoring import comeback
from server.roster import Roster
from server.session import Joining, Present, Session
from server.settings import Settings
from server.store.records import RestoredPresence, RoomRecord, SessionRecord
from server.store.sqlite import SqliteStore
from server.times import Times
from server.today import Today
from server.wire import messages
from server.wire.close import Close

log = logging.getLogger(__name__)


class Hub:
    """One office in one process."""

    def __init__(
        self,
        office: Office,
        names: list[messages.FloorName],
        store: SqliteStore,
        settings: Settings,
        metrics: Metrics,
        clock: Callable[[], float],
    ) -> None:
        self._office = office
        self._store = store
        self._settings = settings
        self._metrics = metrics
        self._clock = clock
        self._times = Times(self.now)
        self._fanout = Fanout(metrics)
        circles = Circles(phases(settings.tick_hz))
        self._roster = Roster(metrics, circles)
        self._outbox = Outbox(office.floors, self._roster, self._times, circles.phases)
        self._chat = Chat(store, self._roster, metrics)
        self._board = Board(store, self._roster, self._outbox)
        self._today = Today(store, self._outbox)
        self._cards = Cards(office, self._times)
        greeting = Greeting(
            office, names, self._board, self._today, settings, self._times, self._cards
        )
        self._delivery = Delivery(office, circles, self._outbox, self._fanout, greeting, self._chat)
        self._care = Care(self._roster, self._fanout, settings.beat_seconds)
        self._presences = Presences(store, office, self._times)
        self._errands = Errands(
            self._handle, office, self._chat, self._board, store, self._roster, self.now
        )
        self._guests: dict[PersonId, int] = {}  # when their pass ends, ms since 1970
        self._listed: set[PersonId] = set()
        self._moves = Moves(office, self._roster)
        most = 2 * settings.max_people
        self._limits = PersonLimits(self._moves.claims, most, office.__contains__)

    def now(self) -> Seconds:
        """The office's clock."""
        return Seconds(self._clock())

    @property
    def people(self) -> int:
        """How many are in the office, the lingering ones included."""
        return len(self._office)

    # --- start and stop -----------------------------------------------------------------------

    async def open(self) -> None:
        """Takes up from the store what the last run left: notes, doors, people, numbers."""
        await self._board.open(self._office.floors)
        await self._today.open()
        self.restore(
            await self._store.rooms(),
            await self._store.presences(),
            await self._store.last_message(),
        )

    def restore(
        self,
        rooms: Iterable[RoomRecord],
        presences: Iterable[RestoredPresence],
        last_message: MessageId,
    ) -> None:
        """Puts everybody back who was here when the server stopped; they linger until they come."""
        self._errands.last_message = last_message
        for room in rooms:
            if room.floor in self._office.floors:
                self._office.floors[room.floor].restore_room(room.state)
        for restored in presences:
            presence, session = restored.presence, restored.session
            if not self._office.has_seat(presence.floor):
                self._presences.forget(presence.person)
                continue
            self._remember(session)
            until = Seconds(self.now() + self._settings.linger_seconds)
            enter = comeback(restored, self._times, until)
            self._spread(self._office.enter(presence.person, enter, presence.floor, self.now()))
        for floor_id, floor in self._office.floors.items():
            self._spread(Told(floor_id, event) for event in floor.settle_rooms())
        self.tick()

    def stop(self) -> None:
        """Ends all connections so that clients come back, and saves where everybody is."""
        self._roster.end_all(Close.RESTARTING)
        self._presences.save_all()

    # --- what sessions tell -------------------------------------------------------------------

    def joining(self, session: Session) -> None:
        """A socket is open; nobody is on it yet."""
        self._roster.joined(session)

    def hello(self, session: Session, hello: messages.Hello) -> None:
        """Somebody says who they are; the store knows whether that is so."""
        if hello.version != messages.VERSION:
            self._roster.end(session, Close.VERSION)
            return
        answer = partial(self._recognised, session, hello)
        self._store.find_session(token_hash(hello.token), wall_ms(), answer)

    def _recognised(
        self, session: Session, hello: messages.Hello, record: SessionRecord | None
    ) -> None:
        if not isinstance(session.state, Joining) or session.closed_with is not None:
            return  # gone meanwhile
        if record is None:
            self._roster.end(session, Close.UNKNOWN_TOKEN)
            return
        if 0 < record.guest_until <= wall_ms():
            self._roster.end(session, Close.PASS_ENDED)
            return
        person = record.person
        elsewhere = self._roster.present(person)
        if elsewhere is not None:
            if elsewhere.here.tab != hello.tab and not hello.take_over:
                self._roster.end(session, Close.ELSEWHERE)
                return
            self._roster.end(elsewhere.session, Close.TAKEN_OVER)
        resumed = person in self._office
        full = self.people >= self._settings.max_people or not self._office.has_seat()
        if not resumed and full:
            self._roster.end(session, Close.BUSY)
            return
        self._remember(record)
        self._arrive(record, resumed)
        rates = self._limits.of(person, self.now())
        here = Present(
            person=person,
            floor=self._office.where(person),
            tab=hello.tab,
            seen=hello.last,
            resumed=resumed,
            guest_until=record.guest_until,
            host=record.host,
            listed=record.listed,
            lane=rates.lane,
            slot=0,
        )
        self._place(here)
        session.share_limits(rates.buckets, partial(self._moves.claims.add, rates.lane))
        self._roster.seat(session, here)

    def _remember(self, record: SessionRecord) -> None:
        if record.guest_until:
            self._guests[record.person] = record.guest_until
        self.list_today(record.person, listed=record.listed)

    def _arrive(self, record: SessionRecord, resumed: bool) -> None:
        if resumed:
            self._handle(record.person, commands.Resume())
            return
        enter = commands.Enter(record.profile, guest=record.guest_until != 0)
        self._spread(self._office.enter(record.person, enter, None, self.now()))
        self._today.came(record.person)

    def command(self, session: Session, here: Present, command: messages.Packed) -> None:
        """Does what a present person asks."""
        if isinstance(command, messages.SetProfile):
            self.list_today(here.person, listed=command.listed)
        self._errands.run(session, here, command)
        if isinstance(command, messages.Leave):
            self._roster.end(session, Close.LEFT)

    def ending(self, session: Session) -> None:
        """Nothing may be sent on a connection any more."""
        self._roster.ending(session)

    def gone(self, session: Session) -> None:
        """A connection is closed; its person lingers, unless they left or are here elsewhere."""
        person = self._roster.left(session)
        if person is not None and person in self._office:
            until = Seconds(self.now() + self._settings.linger_seconds)
            self._handle(person, commands.Drop(until))

    # --- what the API tells -------------------------------------------------------------------

    def end_guests(self, people: Iterable[PersonId]) -> None:
        """Their pass has ended: they are gone, and their connection too."""
        for person in people:
            self._guests.pop(person, None)
            self._end(person, "pass_ended", Close.PASS_ENDED)

    def forget(self, person: PersonId) -> None:
        """Somebody deleted all that the office holds of them."""
        self._listed.discard(person)
        self._end(person, "left", Close.LEFT)
        self._chat.forget(person, self._errands.take_messages)
        self._board.forget(person)
        self._today.forget(person)

    def expire(self, notes_before: int) -> None:
        """Takes down what has had its time; the store has forgotten it."""
        self._board.expire(notes_before)
        self._today.expire()

    def list_today(self, person: PersonId, *, listed: bool) -> None:
        """Whether somebody wishes to be among those who were here today."""
        if listed:
            self._listed.add(person)
        else:
            self._listed.discard(person)
            self._today.forget(person)

    def _end(self, person: PersonId, why: events.LeaveReason, close: Close) -> None:
        self._spread(self._office.end(person, why, self.now()))
        seat = self._roster.present(person)
        if seat is not None:
            self._roster.end(seat.session, close)

    # --- what happens in the office -----------------------------------------------------------

    def _handle(self, person: PersonId, command: commands.Command) -> None:
        self._spread(self._office.handle(person, command, self.now()))

    def _spread(self, told: Iterable[Told]) -> None:
        """Puts each event where those who may know it will get it."""
        for floor, event in told:
            if isinstance(event, events.Said):
                self._chat.keep(event, floor)
                continue
            if isinstance(event, events.Walked):
                self._delivery.note(event)
            else:
                self._outbox.tell(floor, event)
            self._cards.note(floor, event)
            self._presences.note(floor, event)
            match event:
                case events.Entered(card=card):
                    self._move_seat(card.person, floor)
                case events.Left(person=person, why=why) if why != "floor":
                    self._note_left(person)

    def _move_seat(self, person: PersonId, floor: FloorId) -> None:
        """Who came to another floor has to be told all of it."""
        seat = self._roster.present(person)
        if seat is not None:
            seat.here.floor = floor
            seat.here.synced = False
            seat.here.stand_alone()
            self._place(seat.here)

    def _place(self, here: Present) -> None:
        slot = self._office.floors[here.floor].slot(here.person)
        self._moves.place(here.lane, here.person, slot)
        self._delivery.place(here, slot)

    def _note_left(self, person: PersonId) -> None:
        self._guests.pop(person, None)
        if person in self._listed:
            self._listed.discard(person)
            self._today.left(person)

    # --- the tick -----------------------------------------------------------------------------

    def tick(self) -> None:
        """Moves every floor on, sends what happened, and looks after the connections."""
        started = time.perf_counter()
        now = self.now()
        self._moves.bring(now)
        deadline = self._office.next_deadline
        if self._office.restless or (deadline is not None and deadline <= now):
            self._spread(self._office.tick(now))
        self._delivery.flush(now)
        self._presences.save(now)
        self._metrics.people.set(self.people)
        if self._care.look(now):
            self.end_guests([p for p, until in self._guests.items() if until <= wall_ms()])
        self._metrics.tick.observe(time.perf_counter() - started)
