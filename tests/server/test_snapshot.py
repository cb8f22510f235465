"""A snapshot and the events since are a fresh snapshot, after any history.

The clients here hear what the hub would send them: what all on the floor may know, what `audience`
says is theirs, each through the encoder and the decoder of the wire.
"""

from __future__ import annotations

from typing import Any

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from rooms import commands, events
from rooms.audience import OnFloor, audience
from rooms.floor import Floor
from rooms.model import (
    AskId,
    FloorId,
    MessageId,
    PersonId,
    Position,
    Profile,
    Px,
    Seconds,
    Wish,
    ZoneId,
)
from rooms.office import Office, Told
from rooms.plan import ZoneKind
from server.client.state import OfficeState, apply
from server.views import Packing
from server.wire import messages, translate
from server.wire.codec import batch, encode
from tests.support.examples import examples
from tests.support.plans import Kind, draw, spot

SCENE = draw(
    """
    ################
    #@@......#MMMMM#
    #@@......#MMMMM#
    #........MMMMMM#
    #..SSS...#MMMMM#
    #..SSS...#######
    #..SSS....LLL..#
    #.........LLL..#
    #..............#
    ################
    """,
    M=ZoneKind.MEETING,
    S=ZoneKind.SILENT,
    L=Kind(ZoneKind.AREA, locked=True),
)

PEOPLE = [PersonId(number) for number in range(1, 7)]
who = st.sampled_from(PEOPLE)
near = st.integers(-60, 60)

ROOM = next(zone.id for zone in SCENE.plan.zones if zone.kind is ZoneKind.MEETING)
FLOORS = [FloorId("f"), FloorId("g")]
GUEST = PEOPLE[-1]
flag = st.booleans()

step = st.one_of(
    st.tuples(st.just("enter"), who),
    st.tuples(st.just("move"), who, near, near, st.sampled_from("nesw")),
    st.tuples(st.just("move"), who, near, near, st.sampled_from("nesw")),
    st.tuples(st.just("meet"), who, who),
    st.tuples(st.just("into"), who),
    st.tuples(st.just("say"), who, st.sampled_from(["bubble", "room", "floor"])),
    st.tuples(st.just("wish"), who, st.sampled_from(["dnd", "away", None])),
    st.tuples(st.just("idle"), who, flag),
    st.tuples(st.just("hand"), who, flag),
    st.tuples(st.just("rename"), who),
    st.tuples(st.just("lock"), who, flag),
    st.tuples(st.just("ask"), who, st.sampled_from(["knock", "ping", "invite", "visit"]), who),
    st.tuples(st.just("answer"), who, st.sampled_from(["accept", "decline", "later"])),
    st.tuples(st.just("floor"), who, st.sampled_from(FLOORS)),
    st.tuples(st.just("drop"), who),
    st.tuples(st.just("resume"), who),
    st.tuples(st.just("leave"), who),
    st.tuples(st.just("tick"), st.sampled_from([0.05, 0.5, 3.0])),
    st.tuples(st.just("tick"), st.sampled_from([0.05, 0.5, 3.0])),
)
"""What happens next, in a few words."""


class World:
    """An office of two floors, and for each connected person in it a client."""

    def __init__(self) -> None:
        self.office = Office({name: Floor(SCENE.plan) for name in FLOORS}, {})
        self.now = Seconds(100.0)
        self.clients: dict[PersonId, OfficeState] = {}
        self.said: list[events.Said] = []
        self.asked = 0
        self.last_ask = 0

    def times(self, moment: Seconds | None) -> int:
        return 0 if moment is None else round(moment * 1000)

    def greeting(self, viewer: PersonId) -> list[messages.Event]:
        """What the hub sends to somebody who arrives."""
        where = self.office.where(viewer)
        floor = self.office.floors[where]
        snapshot = messages.Snapshot(
            floor=where,
            epoch=floor.epoch(viewer),
            columns=int(self.office.crowd.columns[floor.number]),
            people=[translate.person_card(card, self.times) for card in floor.snapshot()],
            rooms=[translate.room(state) for state in floor.rooms()],
        )
        others = [] if viewer == GUEST else self.office.elsewhere(where)
        return [
            snapshot,
            translate.elsewhere(others, whole=True),
            *(translate.private(e, self.times) for e in floor.let_ins(viewer)),
            *(translate.private(e, self.times) for e in self.office.asks_of(viewer)),
        ]

    def known(self, viewer: PersonId) -> OfficeState:
        """What somebody knows who comes now."""
        state = OfficeState(me=viewer)
        for event in over_the_wire(self.greeting(viewer)):
            state = apply(state, event)
        return state

    def do(self, kind: str, *rest: Any) -> None:
        """One step; what is impossible now is left out."""
        if kind == "tick":
            self.now = Seconds(self.now + rest[0])
            self.spread(self.office.tick(self.now))
            return
        person: PersonId = rest[0]
        if person not in self.office:
            if kind == "enter":
                enter = commands.Enter(Profile(f"name {person}", "auto"), guest=person == GUEST)
                self.spread(self.office.enter(person, enter, None, self.now))
                self.clients[person] = self.known(person)
            return
        command = self.command(kind, *rest)
        if command is None:
            return
        if isinstance(command, commands.Drop | commands.Leave):
            self.clients.pop(person)
        self.spread(self.office.handle(person, command, self.now))
        if isinstance(command, commands.Resume):
            self.clients[person] = self.known(person)

    def command(self, kind: str, person: PersonId, *rest: Any) -> commands.Command | None:
        """What a step asks of the office, if it can be asked."""
        here = self.office.card(person)
        if here.lingering:
            return commands.Resume() if kind == "resume" else None
        match kind:
            case "move" | "meet" | "into":
                return self.move(kind, person, *rest)
            case "say":
                self.asked += 1
                return commands.Say(MessageId(self.asked), f"r{self.asked}", rest[0], "words")
            case "wish":
                wish = rest[0] and Wish(rest[0], Seconds(self.now + 2))
                return commands.SetStatus(wish)
            case "idle":
                return commands.SetIdle(rest[0])
            case "hand":
                return commands.SetHand(rest[0])
            case "rename":
                return commands.SetProfile(Profile(f"other {person}", "auto", "work", "UTC"))
            case "lock":
                return commands.SetLock(ROOM, rest[0])
            case "ask":
                self.last_ask += 2
                to, room = (PersonId(0), ROOM) if rest[0] == "knock" else (rest[1], ZoneId(0))
                return commands.Ask(AskId(self.last_ask), "r", rest[0], to, room)
            case "answer":
                mine = [ask for ask in self.office.asks_of(person) if ask.person != person]
                self.last_ask += 2
                fresh = AskId(self.last_ask)
                return commands.AnswerAsk(mine[0].ask, rest[0], fresh) if mine else None
            case "floor":
                return commands.GoFloor(rest[0])
            case "drop":
                return commands.Drop(Seconds(self.now + 2))
            case "leave":
                return commands.Leave()
        return None

    def move(self, kind: str, person: PersonId, *rest: Any) -> commands.Move | None:
        here = self.office.card(person).at
        epoch = self.office.floors[self.office.where(person)].epoch(person)
        if kind == "into":
            return commands.Move(spot(11, 3), "e", epoch)
        if kind == "move":
            to = Position(Px(here.x + rest[0]), Px(here.y + rest[1]))
            return commands.Move(to, rest[2], epoch)
        if rest[0] not in self.office:
            return None
        at = self.office.card(rest[0]).at
        return commands.Move(Position(Px(at.x + 9), at.y), "s", epoch)

    def spread(self, told: list[Told]) -> None:
        """Takes events over the wire to the clients that may know them."""
        self.said += [event for _, event in told if isinstance(event, events.Said)]
        for person in list(self.clients):
            if any(isinstance(e, events.Entered) and e.card.person == person for _, e in told):
                self.clients[person] = self.known(person)  # came to another floor
                continue
            for event in over_the_wire(self.heard(person, told)):
                self.clients[person] = apply(self.clients[person], event)

    def heard(self, person: PersonId, told: list[Told]) -> list[messages.Event]:
        """What of all that happened is for somebody, as messages."""
        if person not in self.office:
            return []
        mine: list[messages.Event] = []
        walkers = [event.slots for _, event in told if isinstance(event, events.Walked)]
        for floor, event in told:
            if isinstance(event, events.Walked):
                continue
            who = audience(event)
            if isinstance(who, OnFloor):
                members_only = who is OnFloor.MEMBERS and person == GUEST
                if floor == self.office.where(person) and not members_only:
                    mine += translate.public([event], self.times)
            elif person in who:
                if isinstance(event, events.Said):
                    mine.append(translate.said(event, floor, 0))
                elif isinstance(event, translate.Private):
                    mine.append(translate.private(event, self.times))
        for slots in walkers:
            here = self.office.floors[self.office.where(person)].number
            mine.append(messages.Moved(cells=Packing(self.office.crowd, slots).floor(here)))
        return mine

    def check(self) -> None:
        """Every client knows exactly what a fresh snapshot would tell it, and no chat of others."""
        for person, state in self.clients.items():
            if person not in self.office:
                continue
            fresh = self.known(person)
            assert state.people == fresh.people
            assert (state.epoch, state.floor) == (fresh.epoch, fresh.floor)
            assert state.rooms == fresh.rooms
            assert state.elsewhere == fresh.elsewhere
            assert state.asks == fresh.asks
            for said in state.chat:
                original = next(event for event in self.said if event.message == said.id)
                assert person in original.hearers | {original.person}


def over_the_wire(happened: list[messages.Event]) -> list[messages.AnyEvent]:
    """Encoded as the server does, decoded as a client does."""
    frame = batch([encode(event) for event in happened])
    return msgspec.msgpack.decode(frame, type=list[messages.AnyEvent])


def played(steps: list[tuple[Any, ...]]) -> World:
    """The world after a history, checked at every step."""
    world = World()
    for step in steps:
        world.do(*step)
        world.check()
    return world


@pytest.mark.spec("SESS-6", "SESS-2", "MOVE-6", "CHAT-1", "ROOM-7", "ASK-1", "STAT-3", "LIST-1")
@examples(600)
@given(st.lists(step, min_size=20, max_size=60))
def test_snapshot_and_events_are_a_snapshot(steps: list[tuple[Any, ...]]) -> None:
    # Histories begin with people in the office: an empty one is soon told.
    played([("enter", person) for person in PEOPLE[:4]] + steps)


@pytest.mark.spec("SESS-6", "SESS-3", "CHAT-3")
def test_the_histories_are_not_empty_tales() -> None:
    """Some history has every kind of event: else the test above would prove little."""
    a, b, c, d = PEOPLE[:4]
    world = World()
    seen: set[type] = set()
    spread = world.spread

    def noted(told: list[Told]) -> None:
        seen.update(type(event) for _, event in told)
        spread(told)

    world.spread = noted  # type: ignore[method-assign]
    history: list[tuple[Any, ...]] = [
        *(("enter", person) for person in (a, b, c, d, GUEST)),
        ("tick", 3.0),
        ("meet", b, a),
        ("tick", 3.0),
        ("meet", b, a),
        ("tick", 3.0),
        ("say", a, "bubble"),
        ("say", a, "floor"),
        ("wish", d, "dnd"),
        ("rename", d),
        ("ask", a, "ping", b),
        ("answer", b, "later"),
        ("tick", 0.5),
        ("say", d, "bubble"),
        ("move", b, 20, 10, "e"),
        ("move", c, 60, -60, "e"),
        ("tick", 0.5),
        ("move", c, 0, -60, "n"),
        ("tick", 0.05),
        ("floor", d, FLOORS[1]),
        ("drop", b),
        ("tick", 3.0),
        ("leave", a),
        ("tick", 0.5),
    ]
    for step in history:
        world.do(*step)
        world.check()
    every = {
        events.Entered,
        events.Left,
        events.Walked,
        events.Placed,
        events.Changed,
        events.Profiled,
        events.Bubbled,
        events.Said,
        events.Asked,
        events.AskOver,
        events.CameElsewhere,
        events.WentElsewhere,
        events.Refused,
    }
    assert every <= seen
    assert b not in world.office and a not in world.office
