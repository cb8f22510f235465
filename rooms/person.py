"""What a floor keeps of somebody on it."""

from __future__ import annotations

from dataclasses import dataclass

from rooms import commands, events
from rooms.model import BubbleId, Facing, PersonId, Position, Seconds
from rooms.movement import Allowance


@dataclass(slots=True)
class Person:
    """What a floor keeps of somebody on it."""

    id: PersonId
    name: str
    avatar: str
    at: Position
    facing: Facing
    dnd: bool
    bubble: BubbleId
    linger_until: Seconds | None
    allowance: Allowance
    moved_at: Seconds  # when the place last changed
    epoch: int = 0
    claim: commands.Move | None = None

    def card(self) -> events.Card:
        """What others may know."""
        lingering = self.linger_until is not None
        return events.Card(
            self.id, self.name, self.avatar, self.at, self.facing, self.dnd, lingering, self.bubble
        )

    def overdue(self, now: Seconds) -> bool:
        """Whether the connection has been gone for too long."""
        return self.linger_until is not None and self.linger_until <= now

    def changed(self) -> events.Changed:
        """What to tell when something other than place and bubble changed."""
        return events.Changed(self.id, self.dnd, self.linger_until is not None)
