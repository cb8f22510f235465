"""A floor with a clock, so that a test tells what people do and reads what became true."""

from __future__ import annotations

import math

from rooms import commands, events
from rooms.floor import Floor, Rules
from rooms.model import (
    BubbleId,
    Facing,
    MessageId,
    PersonId,
    Position,
    Profile,
    RoomState,
    Scope,
    Seconds,
    Wish,
    ZoneId,
    position,
)
from tests.support.plans import Scene
from tests.support.walked import Seen, one_by_one

TICK = 0.05


def profile(who: int) -> Profile:
    """What person `who` tells of themselves."""
    return Profile(f"人{who}", "auto")


class Crew:
    """People on the floor of a scene. Time passes in `tick` and `wait` only."""

    def __init__(self, scene: Scene, rules: Rules | None = None) -> None:
        self.floor = Floor(scene.plan, rules)
        self.now = Seconds(100.0)
        self._messages = 0

    def __contains__(self, who: int) -> bool:
        return PersonId(who) in self.floor

    def do(self, who: int, command: commands.FloorCommand) -> list[events.Event]:
        return self.floor.handle(PersonId(who), command, self.now)

    def enter(self, who: int, at: Position | None = None, **more: object) -> list[events.Event]:
        return self.do(who, commands.Enter(profile(who), at=at, **more))  # type: ignore[arg-type]

    def claim(self, who: int, to: Position, facing: Facing = "e", epoch: int | None = None) -> None:
        """Claims a place, under the present epoch unless another is given."""
        under = self.epoch(who) if epoch is None else epoch
        assert self.do(who, commands.Move(to, facing, under)) == []

    def say(self, who: int, text: str = "やあ", scope: Scope = "bubble") -> list[events.Event]:
        self._messages += 1
        return self.do(who, commands.Say(MessageId(self._messages), "r1", scope, text))

    def wish(self, who: int, *wish: object) -> list[events.Event]:
        """Wishes for a status, perhaps until a moment; for none without arguments."""
        return self.do(who, commands.SetStatus(Wish(*wish) if wish else None))  # type: ignore[arg-type]

    def lock(self, who: int, room: ZoneId, locked: bool = True) -> list[events.Event]:
        return self.do(who, commands.SetLock(room, locked))

    def keep(
        self, who: int, room: ZoneId, capacity: int = 0, only_for: tuple[int, ...] = ()
    ) -> list[events.Event]:
        """What the owner wishes for a room."""
        people = frozenset(PersonId(p) for p in only_for)
        return self.do(who, commands.SetRoom(room, capacity, people))

    def let_in(self, who: int, room: ZoneId, seconds: float = 120.0) -> list[events.Event]:
        return self.do(who, commands.LetIn(room, Seconds(self.now + seconds)))

    def room(self, room: ZoneId) -> RoomState:
        (found,) = (state for state in self.floor.rooms() if state.room == room)
        return found

    def walk(self, who: int, *points: Position) -> list[Seen]:
        """Walks from point to point as an honest client does, in straight lines."""
        happened: list[Seen] = []
        for point in points:
            while (at := self.at(who)) != point:
                far = math.dist(at, point)
                part = min(1.0, 6.0 * 32 * TICK / far)
                step = position(at.x + (point.x - at.x) * part, at.y + (point.y - at.y) * part)
                self.claim(who, point if part == 1.0 else step)
                told = self.tick()
                happened += told
                if any(isinstance(event, events.Placed) for event in told):
                    return happened
        return happened

    def tick(self, after: float = TICK) -> list[Seen]:
        self.now = Seconds(self.now + after)
        return one_by_one(self.floor.crowd, self.floor.tick(self.now))

    def wait(self, seconds: float) -> list[Seen]:
        """Ticks for so long; all that happened."""
        happened: list[Seen] = []
        for _ in range(round(seconds / TICK)):
            happened += self.tick()
        return happened

    def go(self, who: int, to: Position) -> list[Seen]:
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
