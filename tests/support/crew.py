"""A floor with a clock, so that a test tells what people do and reads what became true."""

from __future__ import annotations

from rooms import commands, events
from rooms.floor import Floor, Rules
from rooms.model import BubbleId, Facing, MessageId, PersonId, Position, Seconds
from tests.support.plans import Scene

TICK = 0.05


class Crew:
    """People on the floor of a scene. Time passes in `tick` and `wait` only."""

    def __init__(self, scene: Scene, rules: Rules | None = None) -> None:
        self.floor = Floor(scene.plan, rules)
        self.now = Seconds(100.0)
        self._messages = 0

    def do(self, who: int, command: commands.Command) -> list[events.Event]:
        return self.floor.handle(PersonId(who), command, self.now)

    def enter(self, who: int, at: Position | None = None, **more: object) -> list[events.Event]:
        return self.do(who, commands.Enter(f"人{who}", "auto", at=at, **more))

    def claim(self, who: int, to: Position, facing: Facing = "e", epoch: int | None = None) -> None:
        """Claims a place, under the present epoch unless another is given."""
        under = self.epoch(who) if epoch is None else epoch
        assert self.do(who, commands.Move(to, facing, under)) == []

    def say(self, who: int, text: str = "やあ", to_floor: bool = False) -> list[events.Event]:
        self._messages += 1
        return self.do(who, commands.Say(MessageId(self._messages), "r1", to_floor, text))

    def tick(self, after: float = TICK) -> list[events.Event]:
        self.now = Seconds(self.now + after)
        return self.floor.tick(self.now)

    def wait(self, seconds: float) -> list[events.Event]:
        """Ticks for so long; all that happened."""
        happened: list[events.Event] = []
        for _ in range(round(seconds / TICK)):
            happened += self.tick()
        return happened

    def go(self, who: int, to: Position) -> list[events.Event]:
        """Claims a place after a pause that is long enough for any way of a few tiles."""
        self.wait(1.0)
        self.claim(who, to)
        return self.tick()

    def at(self, who: int) -> Position:
        return self.floor.card(PersonId(who)).at

    def card(self, who: int) -> events.Card:
        return self.floor.card(PersonId(who))

    def bubble(self, who: int) -> BubbleId:
        return self.floor.card(PersonId(who)).bubble

    def epoch(self, who: int) -> int:
        return self.floor.epoch(PersonId(who))
