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
from rooms.audience import EVERYONE, audience
from rooms.floor import Floor
from rooms.model import FloorId, MessageId, PersonId, Position, Px, Seconds
from rooms.plan import ZoneKind
from server.client.state import OfficeState, apply
from server.wire import messages, translate
from server.wire.codec import batch, encode
from tests.support.examples import examples
from tests.support.plans import Kind, draw

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

step = st.one_of(
    st.tuples(st.just("enter"), who),
    st.tuples(st.just("move"), who, near, near, st.sampled_from("nesw")),
    st.tuples(st.just("move"), who, near, near, st.sampled_from("nesw")),
    st.tuples(st.just("meet"), who, who),
    st.tuples(st.just("say"), who, st.booleans()),
    st.tuples(st.just("dnd"), who, st.booleans()),
    st.tuples(st.just("drop"), who),
    st.tuples(st.just("resume"), who),
    st.tuples(st.just("leave"), who, st.booleans()),
    st.tuples(st.just("tick"), st.sampled_from([0.05, 0.5, 3.0])),
    st.tuples(st.just("tick"), st.sampled_from([0.05, 0.5, 3.0])),
)
"""What happens next, in a few words."""


class World:
    """A floor, and for each connected person on it a client."""

    def __init__(self) -> None:
        self.floor = Floor(SCENE.plan)
        self.now = Seconds(100.0)
        self.clients: dict[PersonId, OfficeState] = {}
        self.said: list[events.Said] = []
        self.asked = 0

    def snapshot(self, viewer: PersonId) -> messages.Snapshot:
        """What the hub sends to somebody who arrives."""
        cards = [translate.person_card(card) for card in self.floor.snapshot()]
        return messages.Snapshot(floor="f", epoch=self.floor.epoch(viewer), people=cards)

    def do(self, kind: str, *rest: Any) -> None:
        """One step; what is impossible now is left out."""
        if kind == "tick":
            self.now = Seconds(self.now + rest[0])
            self.spread(self.floor.tick(self.now))
            return
        person: PersonId = rest[0]
        command = self.command(kind, *rest)
        if command is None:
            return
        self.spread(self.floor.handle(person, command, self.now))
        if isinstance(command, commands.Drop | commands.Leave):
            self.clients.pop(person)
        elif isinstance(command, commands.Enter | commands.Resume):
            self.clients[person] = apply(OfficeState(me=person), self.snapshot(person))

    def command(self, kind: str, person: PersonId, *rest: Any) -> commands.Command | None:
        """What a step asks of the floor, if it can be asked."""
        if person not in self.floor:
            return commands.Enter(f"name {person}", "auto") if kind == "enter" else None
        here, epoch = self.floor.card(person), self.floor.epoch(person)
        if here.lingering:
            return commands.Resume() if kind == "resume" else None
        match kind:
            case "move":
                to = Position(Px(here.at.x + rest[0]), Px(here.at.y + rest[1]))
                return commands.Move(to, rest[2], epoch)
            case "meet" if rest[0] in self.floor:
                at = self.floor.card(rest[0]).at
                return commands.Move(Position(Px(at.x + 9), at.y), "s", epoch)
            case "say":
                self.asked += 1
                return commands.Say(MessageId(self.asked), f"r{self.asked}", rest[0], "words")
            case "dnd":
                return commands.SetAvailability(rest[0])
            case "drop":
                return commands.Drop(Seconds(self.now + 2))
            case "leave":
                return commands.Leave(rest[0])
        return None

    def spread(self, happened: list[events.Event]) -> None:
        """Takes events over the wire to the clients that may know them."""
        public = translate.public(e for e in happened if audience(e) is EVERYONE)
        self.said += [event for event in happened if isinstance(event, events.Said)]
        for person, state in self.clients.items():
            mail = [
                translate.said(event, FloorId("f"), 0)
                if isinstance(event, events.Said)
                else translate.private(event)
                for event in happened
                if person in (audience(event) or ())
                and isinstance(event, events.Said | events.Placed | events.Refused)
            ]
            for event in over_the_wire([*public, *mail]):
                state = apply(state, event)
            self.clients[person] = state

    def check(self) -> None:
        """Every client knows exactly what a fresh snapshot would tell it, and no chat of others."""
        for person, state in self.clients.items():
            fresh = apply(OfficeState(me=person), self.snapshot(person))
            assert state.people == fresh.people
            assert state.epoch == fresh.epoch
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


@pytest.mark.spec("SESS-6", "SESS-2", "MOVE-6", "CHAT-1")
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

    def noted(happened: list[events.Event]) -> None:
        seen.update(map(type, happened))
        spread(happened)

    world.spread = noted  # type: ignore[method-assign]
    for step in [
        *(("enter", person) for person in (a, b, c, d)),
        ("tick", 3.0),
        ("say", a, False),
        ("say", a, True),
        ("dnd", d, True),
        ("say", d, False),
        ("tick", 0.5),
        ("say", d, False),
        ("move", b, 20, 10, "e"),
        ("move", c, 60, -60, "e"),
        ("tick", 0.5),
        ("move", c, 0, -60, "n"),
        ("tick", 0.05),
        ("drop", b),
        ("tick", 3.0),
        ("leave", a, False),
        ("tick", 0.5),
    ]:
        world.do(*step)
        world.check()
    every = {
        events.Entered,
        events.Left,
        events.Moved,
        events.Placed,
        events.Changed,
        events.Bubbled,
        events.Said,
        events.Refused,
    }
    assert seen == every
    assert b not in world.floor and a not in world.floor
