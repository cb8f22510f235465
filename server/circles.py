"""Who is sent the same frame: clients by floor, guest or member, and home cell.

Whoever is to be told something by name, comes to another cell, has to be healed or does not read
is *alone* for a tick, or for as long as that is so.

There are one or two *phases*: clients of the second hear half a tick after those of the first.
To write to thousands takes a good part of a tick, and who is last would hear late.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from rooms.model import FloorId
from server.session import Circle, Present, Session

_PHASED_BELOW = 15.0  # ticks a second


def phases(tick_hz: float) -> int:
    """Two where a tick is long enough that half of one matters."""
    return 2 if tick_hz < _PHASED_BELOW else 1


class Key(NamedTuple):
    """What those of a circle have in common."""

    floor: FloorId
    guest: bool
    home: int


class Circles:
    """Every client that is seated, in a circle or alone."""

    def __init__(self, phases: int) -> None:
        self.phases = phases
        self.alone: list[dict[Present, Session]] = [{} for _ in range(phases)]
        self._circles: list[dict[Key, Circle]] = [{} for _ in range(phases)]

    def admit(self, here: Present, session: Session) -> None:
        """A new client: it knows nothing yet."""
        self.alone[here.lane % self.phases][here] = session

    def dismiss(self, here: Present) -> None:
        """Nothing may be sent to a client any more."""
        here.stand_alone()
        self.alone[here.lane % self.phases].pop(here, None)

    def join(self, here: Present) -> None:
        """Somebody who is alone knows all that the others do, and nothing waits for them."""
        phase = here.lane % self.phases
        key = Key(here.floor, here.guest_until != 0, here.home)
        circle = self._circles[phase].get(key)
        if circle is None:
            circle = self._circles[phase][key] = Circle(self.alone[phase])
        circle.join(here)

    def of(self, phase: int) -> Iterator[tuple[Key, Circle]]:
        """The circles of a phase that have anybody in them."""
        circles = self._circles[phase]
        for key, circle in list(circles.items()):
            if circle.members:
                yield key, circle
            else:
                del circles[key]
