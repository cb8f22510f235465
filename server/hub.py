"""The hub: owns the floors, receives what people ask, ticks, and hands out what happened.

Everything here runs on the event loop and returns at once; the store answers by callback, in the
order of the questions, which is what keeps chat in order (CHAT-5).
"""

from __future__ import annotations

import logging
import time
from collections.abc import Callable, Iterable, Mapping
from functools import partial

from rooms import commands, events
from rooms.audience import EVERYONE, audience
from rooms.floor import Floor
from rooms.model import FloorId, MessageId, PersonId, Position, Px, Seconds, ZoneId
from server.auth import token_hash
from server.care import Care
from server.chat import Chat
from server.clock import wall_ms
from server.fanout import Fanout, Shared
from server.metrics import Metrics
from server.presence import Presences
from server.roster import Roster
from server.session import Joining, Present, Session
from server.settings import Settings
from server.store.records import PresenceRecord, RestoredPresence, SessionRecord
from server.store.sqlite import SqliteStore
from server.wire import messages, translate
from server.wire.close import Close
from server.wire.codec import encode
from server.wire.limits import Bucket, new_buckets

log = logging.getLogger(__name__)

Exits = Mapping[tuple[FloorId, ZoneId], tuple[FloorId, str]]
"""Where each exit leads: to which floor, and to which of its arrival points."""


class Hub:
    """One office in one process."""

    def __init__(
        self,
        floors: Mapping[FloorId, Floor],
        exits: Exits,
        names: list[messages.FloorName],
        store: SqliteStore,
        settings: Settings,
        metrics: Metrics,
        clock: Callable[[], float],
    ) -> None:
        self._floors = floors
        self._exits = exits
        self._names = names
        self._store = store
        self._settings = settings
        self._metrics = metrics
        self._clock = clock
        self._fanout = Fanout(metrics)
        self._roster = Roster(metrics)
        self._chat = Chat(store, self._roster, metrics)
        self._care = Care(self._roster, self._fanout, settings.beat_seconds)
        self._where: dict[PersonId, FloorId] = {}
        self._presences = Presences(store, self._presence, self._where.__contains__)
        self._public: dict[FloorId, list[events.Event]] = {floor: [] for floor in floors}
        self._limits: dict[PersonId, dict[str, Bucket]] = {}
        self._last_message = MessageId(0)

    def now(self) -> Seconds:
        """The office's clock."""
        return Seconds(self._clock())

    @property
    def people(self) -> int:
        """How many are in the office, the lingering ones included."""
        return len(self._where)

    # --- start and stop -----------------------------------------------------------------------

    def restore(self, presences: Iterable[RestoredPresence], last_message: MessageId) -> None:
        """Puts everybody back who was here when the server stopped; they linger until they come."""
        self._last_message = last_message
        until = Seconds(self.now() + self._settings.linger_seconds)
        for restored in presences:
            presence, session = restored.presence, restored.session
            if presence.floor not in self._floors:
                self._presences.forget(presence.person)
                continue
            enter = commands.Enter(
                name=session.name,
                avatar=session.avatar,
                at=presence.at,
                facing=presence.facing,
                dnd=presence.dnd,
                bubble=presence.bubble,
                linger_until=until,
            )
            self._where[presence.person] = presence.floor
            self._handle(presence.person, enter)
        self.tick()

    def stop(self) -> None:
        """Ends all connections so that clients come back, and saves where everybody is."""
        self._roster.end_all(Close.RESTARTING)
        self._presences.save_all(self.now())

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
        person = record.person
        elsewhere = self._roster.present(person)
        if elsewhere is not None:
            if elsewhere.here.tab != hello.tab and not hello.take_over:
                self._roster.end(session, Close.ELSEWHERE)
                return
            self._roster.end(elsewhere.session, Close.TAKEN_OVER)
        resumed = person in self._where
        if not resumed and self.people >= self._settings.max_people:
            self._roster.end(session, Close.BUSY)
            return
        self._arrive(record, resumed)
        here = Present(person, self._where[person], hello.tab, hello.last, resumed)
        session.share_limits(self._limits_of(person))
        self._roster.seat(session, here)

    def _limits_of(self, person: PersonId) -> dict[str, Bucket]:
        """A person's rate limits; those of people who are gone and at rest are forgotten."""
        if len(self._limits) > 2 * self._settings.max_people:
            now = self.now()
            self._limits = {
                who: buckets
                for who, buckets in self._limits.items()
                if who in self._where or not all(b.rested(now) for b in buckets.values())
            }
        return self._limits.setdefault(person, new_buckets())

    def _arrive(self, record: SessionRecord, resumed: bool) -> None:
        if resumed:
            self._handle(record.person, commands.Resume())
        else:
            self._where[record.person] = next(iter(self._floors))
            self._handle(record.person, commands.Enter(record.name, record.avatar))

    def command(self, session: Session, here: Present, command: messages.AnyCommand) -> None:
        """Does what a present person asks."""
        match command:
            case messages.Move(x=x, y=y, facing=facing, epoch=epoch):
                to = Position(Px(x), Px(y))
                self._handle(here.person, commands.Move(to, facing, epoch))
            case messages.Say(ref=ref, scope=scope, text=text):
                self._last_message = MessageId(self._last_message + 1)
                say = commands.Say(self._last_message, ref, scope == "floor", text)
                self._handle(here.person, say)
            case messages.SetAvailability(dnd=dnd):
                self._handle(here.person, commands.SetAvailability(dnd))
            case messages.GoFloor(floor=floor):
                self._go_floor(session, here, FloorId(floor))
            case messages.Leave():
                self._handle(here.person, commands.Leave())
                self._roster.end(session, Close.LEFT)
            case messages.Hello():
                raise AssertionError("a session lets no second hello through")

    def gone(self, session: Session) -> None:
        """A connection is closed; its person lingers, unless they left or are here elsewhere."""
        person = self._roster.left(session)
        if person is not None and person in self._where:
            until = Seconds(self.now() + self._settings.linger_seconds)
            self._handle(person, commands.Drop(until))

    # --- what happens on floors ---------------------------------------------------------------

    def _handle(self, person: PersonId, command: commands.Command) -> None:
        floor = self._where.get(person)
        if floor is not None:
            self._spread(floor, self._floors[floor].handle(person, command, self.now()))

    def _spread(self, floor: FloorId, happened: Iterable[events.Event]) -> None:
        """Puts each event where those who may know it will get it."""
        for event in happened:
            match event:
                case events.ExitReached(person=person, exit=zone):
                    self._take_exit(person, floor, zone)
                case events.Said():
                    self._chat.keep(event, floor)
                case events.Placed() | events.Refused():
                    self._roster.post(audience(event), encode(translate.private(event)))
                case _:
                    assert audience(event) is EVERYONE
                    self._public[floor].append(event)
                    self._presences.note(event)
                    if isinstance(event, events.Left) and event.why != "floor":
                        self._where.pop(event.person, None)

    def _take_exit(self, person: PersonId, floor: FloorId, zone: ZoneId) -> None:
        target = self._exits.get((floor, zone))
        if target is not None and target[0] in self._floors:
            self._change_floor(person, *target)

    def _go_floor(self, session: Session, here: Present, floor: FloorId) -> None:
        if floor in self._floors and floor != here.floor:
            self._change_floor(here.person, floor, "")
            return
        why: messages.Refusal = "already_here" if floor == here.floor else "unknown_floor"
        refused = messages.Refused(command="go_floor", ref="", why=why)
        here.mail.append(encode(refused))

    def _change_floor(self, person: PersonId, to: FloorId, spawn: str) -> None:
        old = self._floors[self._where[person]]
        card, epoch = old.card(person), old.epoch(person) + 1
        self._handle(person, commands.Leave(to_floor=True))
        self._where[person] = to
        enter = commands.Enter(card.name, card.avatar, spawn=spawn, dnd=card.dnd, epoch=epoch)
        self._handle(person, enter)
        seat = self._roster.present(person)
        if seat is not None:
            seat.here.floor = to
            seat.here.synced = False

    # --- the tick -----------------------------------------------------------------------------

    def tick(self) -> None:
        """Moves every floor on, sends what happened, and looks after the connections."""
        started = time.perf_counter()
        now = self.now()
        for floor_id, floor in self._floors.items():
            deadline = floor.next_deadline
            if floor.restless or (deadline is not None and deadline <= now):
                self._spread(floor_id, floor.tick(now))
        self._flush(now)
        self._presences.save(now)
        self._metrics.people.set(self.people)
        self._care.look(now)
        self._metrics.tick.observe(time.perf_counter() - started)

    def _flush(self, now: float) -> None:
        shared = {
            floor: Shared(translate.public(happened))
            for floor, happened in self._public.items()
            if happened
        }
        for floor in shared:
            self._public[floor] = []
        cards: dict[FloorId, list[messages.PersonCard]] = {}
        for session, here in self._roster.seats():
            self._fanout.deliver(session, here, shared.get(here.floor), now)
            if session.paused:
                continue
            if not here.synced:
                self._synchronise(session, here, cards, now)
            elif here.chat_behind:
                self._chat.catch_up(session, here)

    def _synchronise(
        self,
        session: Session,
        here: Present,
        cards: dict[FloorId, list[messages.PersonCard]],
        now: float,
    ) -> None:
        """Gives a client the whole floor: on arrival, on another floor, and after a skip."""
        floor = self._floors[here.floor]
        if here.floor not in cards:
            cards[here.floor] = [translate.person_card(card) for card in floor.snapshot()]
        snapshot = messages.Snapshot(
            floor=here.floor, epoch=floor.epoch(here.person), people=cards[here.floor]
        )
        if here.welcomed:
            self._fanout.send_events(session, here, [snapshot], now)
        else:
            here.welcomed = True
            self._fanout.send_events(session, here, [self._welcome(here), snapshot], now)
        here.synced = True
        if not here.chat_live:
            self._chat.catch_up(session, here)

    def _welcome(self, here: Present) -> messages.Welcome:
        rules = self._floors[here.floor].rules
        return messages.Welcome(
            version=messages.VERSION,
            you=here.person,
            resumed=here.resumed,
            speed=rules.walk.speed,
            tick_hz=self._settings.tick_hz,
            beat_seconds=self._settings.beat_seconds,
            join_radius=rules.bubbles.join_radius,
            chat_keep_seconds=self._settings.chat_keep_seconds,
            floors=self._names,
        )

    def _presence(self, person: PersonId) -> PresenceRecord:
        floor = self._where[person]
        card = self._floors[floor].card(person)
        return PresenceRecord(person, floor, card.at, card.facing, card.dnd, card.bubble)
