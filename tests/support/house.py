"""A whole office with a clock: two floors of one plan, where a test tells what people do."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TypeVar

from rooms import commands, events
from rooms.audience import OnFloor, audience
from rooms.floor import Floor
from rooms.model import (
    Answer,
    AskId,
    AskKind,
    FloorId,
    MessageId,
    PersonId,
    Profile,
    Scope,
    Seconds,
    ZoneId,
)
from rooms.office import AskRules, Office, Told
from rooms.plan import ZoneKind
from tests.support.plans import Scene, draw, spot

GROUND, ROOF = FloorId("ground"), FloorId("roof")

PLAN = draw(
    """
    ############
    #@0.MM3M4MM#
    #1.2MMMMMMM#
    #...MMMMMMM#
    #..ENN6N7NN#
    ############
    """,
    M=ZoneKind.MEETING,
    N=ZoneKind.MEETING,
    E=ZoneKind.EXIT,
)
"""0 to 2 are outside, 3 and 4 in the room M, 6 and 7 in the room N; E of the ground leads up."""

M, N, EXIT = PLAN.zones["M"], PLAN.zones["N"], PLAN.zones["E"]
IN_EXIT = spot(3.5, 4.5)

E = TypeVar("E", bound=events.Event)


class House:
    """People in an office. Time passes in `tick`, `wait` and `walk` only."""

    def __init__(self, scene: Scene = PLAN, rules: AskRules | None = None) -> None:
        self.scene = scene
        floors = {GROUND: Floor(scene.plan), ROOF: Floor(scene.plan)}
        self.office = Office(floors, {(GROUND, EXIT): (ROOF, "")}, rules)
        self.now = Seconds(100.0)
        self._ids = 0

    def fresh(self) -> int:
        """An id that was not used yet."""
        self._ids += 1
        return self._ids

    def enter(
        self, who: int, at: int = 0, floor: FloorId = GROUND, *, guest: bool = False
    ) -> list[Told]:
        enter = commands.Enter(Profile(f"人{who}", "auto"), guest=guest, at=self.scene[at])
        return self.office.enter(PersonId(who), enter, floor, self.now)

    def do(self, who: int, command: commands.Command) -> list[Told]:
        return self.office.handle(PersonId(who), command, self.now)

    def ask(self, who: int, kind: AskKind, person: int = 0, room: ZoneId = M) -> list[Told]:
        ask = AskId(self.fresh())
        command = commands.Ask(ask, "r1", kind, PersonId(person), room, "ちょっと")
        return self.do(who, command)

    def asked(self, who: int, kind: AskKind, person: int = 0, room: ZoneId = M) -> AskId:
        """Asks with success."""
        (asked,) = only(events.Asked, self.ask(who, kind, person, room))
        return asked.ask

    def answer(
        self, who: int, ask: AskId, answer: Answer, person: int = 0, room: int = 0
    ) -> list[Told]:
        fresh = AskId(self.fresh())
        return self.do(who, commands.AnswerAsk(ask, answer, fresh, PersonId(person), ZoneId(room)))

    def lock(self, who: int, room: ZoneId = M, *, locked: bool = True) -> list[Told]:
        return self.do(who, commands.SetLock(room, locked))

    def say(self, who: int, to: int, text: str = "やあ", scope: Scope = "direct") -> list[Told]:
        message = MessageId(self.fresh())
        return self.do(who, commands.Say(message, "r1", scope, text, PersonId(to)))

    def tick(self, after: float = 0.05) -> list[Told]:
        self.now = Seconds(self.now + after)
        told = self.office.tick(self.now)
        for walked in only(events.Walked, told):
            self.check(walked)
        return told

    def check(self, walked: events.Walked) -> None:
        """Nothing is told of slots that somebody gave back."""
        crowd, floors = self.office.crowd, list(self.office.floors)
        for slot in walked.slots.tolist():
            person = PersonId(int(crowd.person[slot]))
            assert self.office.where(person) == floors[crowd.floor[slot]]
            assert self.office.card(person).at == crowd.at(slot)

    def walk(self, who: int, to: int) -> list[Told]:
        """Claims a digit's place, after a pause that is long enough for the way."""
        return self.walk_to(who, self.scene[to])

    def walk_to(self, who: int, to: tuple[int, int]) -> list[Told]:
        told = self.tick(1.0)
        person = PersonId(who)
        if person not in self.office:
            return told
        epoch = self.office.floors[self.office.where(person)].epoch(person)
        told += self.do(who, commands.Move(to, "e", epoch))
        return told + self.tick()

    def open_for(self, who: int) -> list[AskId]:
        return [asked.ask for asked in self.office.asks_of(PersonId(who))]


def only(kind: type[E], told: Iterable[Told]) -> list[E]:
    """The events of one kind."""
    return [t.event for t in told if isinstance(t.event, kind)]


def for_one(who: int, told: Iterable[Told]) -> list[events.Event]:
    """What somebody is told by name."""
    heard = []
    for _, event in told:
        people = audience(event)
        if not isinstance(people, OnFloor) and who in people:
            heard.append(event)
    return heard


def refusals(told: Iterable[Told]) -> list[tuple[int, str, str]]:
    """Who was refused what, and why."""
    return [(r.person, r.command, r.why) for r in only(events.Refused, told)]
