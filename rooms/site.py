"""What is known of a floor where all floors' people are moved at once."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import NamedTuple

from rooms import events
from rooms.bubbles import BubbleRules
from rooms.doors import Doors
from rooms.model import Seconds
from rooms.movement import WalkRules
from rooms.person import Person
from rooms.places import Place
from rooms.plan import FloorPlan


class Happened(NamedTuple):
    """An event, and the number of the floor on which it happened."""

    floor: int
    event: events.Event


@dataclass(frozen=True, slots=True, eq=False)
class Site:
    """A floor's plan, rules and doors; `arrived` and `run_out` say what else becomes true when
    somebody there has come from a place of another kind to one, or when time is up for them."""

    plan: FloorPlan
    walk: WalkRules
    bubbles: BubbleRules
    doors: Doors
    arrived: Callable[[Person, Place, Place], list[events.Event]]
    run_out: Callable[[Person, Seconds], list[events.Event]]
