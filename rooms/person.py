"""What a floor keeps of somebody on it."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import NamedTuple

from rooms import events
from rooms.crowd import Crowd
from rooms.guests import Ground
from rooms.model import (
    BubbleId,
    Facing,
    FloorId,
    PersonId,
    Position,
    Profile,
    Seconds,
    Status,
    Wish,
    ZoneId,
)
from rooms.places import Place
from rooms.status import Corner


class Whereabouts(NamedTuple):
    """What is to be kept of somebody so that they are found in place after a restart."""

    person: PersonId
    floor: FloorId
    at: Position
    facing: Facing
    wish: Wish | None
    hand: int
    bubble: BubbleId


@dataclass(slots=True)
class Person:
    """What a floor keeps of somebody on it; where they are is the crowd's."""

    id: PersonId
    crowd: Crowd
    slot: int
    profile: Profile
    wish: Wish | None
    hand: int  # its place in the order of raising, 0 if it is down
    bubble: BubbleId
    linger_until: Seconds | None
    ground: Ground | None = None  # a guest's; others go where they like
    status: Status = "available"
    idle: bool = False
    corner: Corner = Corner(0)
    room: ZoneId = ZoneId(0)
    opened: dict[ZoneId, Seconds] = field(default_factory=dict)
    """Doors that stand open to this person, until when."""
    ways: dict[ZoneId, tuple[Position, ...]] = field(default_factory=dict)
    """The ways to those; a guest's stay theirs."""

    @property
    def at(self) -> Position:
        return self.crowd.at(self.slot)

    @at.setter
    def at(self, at: Position) -> None:
        self.crowd.put(self.slot, at)

    @property
    def place(self) -> Place:
        """What the map says of where they stand."""
        return self.crowd.terrain.kinds[int(self.crowd.place[self.slot])]

    @property
    def facing(self) -> Facing:
        return self.crowd.facing_of(self.slot)

    @facing.setter
    def facing(self, facing: Facing) -> None:
        self.crowd.face(self.slot, facing)

    @property
    def epoch(self) -> int:
        return int(self.crowd.epoch[self.slot])

    @epoch.setter
    def epoch(self, epoch: int) -> None:
        self.crowd.epoch[self.slot] = epoch

    @property
    def moved_at(self) -> Seconds:
        """When the place last changed."""
        return Seconds(float(self.crowd.moved_at[self.slot]))

    @moved_at.setter
    def moved_at(self, moment: Seconds) -> None:
        self.crowd.moved_at[self.slot] = moment

    def begin(self, earned: float, now: Seconds) -> None:
        """From now on they earn what they may walk; so many pixels they have already."""
        self.crowd.earned[self.slot], self.crowd.earned_at[self.slot] = earned, now
        self.crowd.guest[self.slot] = self.guest
        self.want(self.wish)

    def want(self, wish: Wish | None) -> None:
        """Wishes for a status, or for none; groups may change by it."""
        self.wish = wish
        self.crowd.unwilling[self.slot] = wish is not None and wish.status == "dnd"
        self.crowd.stirred[self.slot] = True

    @property
    def guest(self) -> bool:
        return self.ground is not None

    @property
    def wish_ends(self) -> Seconds | None:
        return None if self.wish is None else self.wish.until

    def card(self) -> events.Card:
        """What others may know."""
        return events.Card(
            person=self.id,
            seat=int(self.crowd.seat[self.slot]),
            profile=self.profile,
            guest=self.guest,
            at=self.at,
            facing=self.facing,
            status=self.status,
            wished=self.wish is not None,
            until=self.wish_ends,
            lingering=self.linger_until is not None,
            hand=self.hand,
            bubble=self.bubble,
        )

    def changed(self) -> events.Changed:
        """What to tell when something other than place and bubble changed."""
        lingering = self.linger_until is not None
        wished = self.wish is not None
        return events.Changed(self.id, self.status, wished, self.wish_ends, lingering, self.hand)

    def let_ins(self) -> tuple[events.LetIn, ...]:
        """The rooms that are open to this person because somebody let them in."""
        if self.guest:
            return tuple(
                events.LetIn(self.id, room, None, way, walk=False)
                for room, way in self.ways.items()
            )
        return tuple(
            events.LetIn(self.id, room, until, self.ways[room], walk=False)
            for room, until in self.opened.items()
        )

    def let_in(self, room: ZoneId, until: Seconds, way: tuple[Position, ...]) -> events.LetIn:
        """Opens a room to this person: once and for a while, and a guest's ground for good."""
        self.opened[room], self.ways[room] = until, way
        if self.ground is not None:
            self.ground.add(room, way)
        return events.LetIn(self.id, room, None if self.guest else until, way, walk=True)

    def use_up(self, room: ZoneId) -> None:
        """The door is as before."""
        self.opened.pop(room, None)
        if not self.guest:
            self.ways.pop(room, None)

    @property
    def deadline(self) -> Seconds | None:
        """When the next thing about this person runs out."""
        ends = (self.linger_until, self.wish_ends, *self.opened.values())
        return min((end for end in ends if end is not None), default=None)
