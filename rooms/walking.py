"""The claims of a floor's people: collected, and judged once a tick (MOVE-1, MOVE-13)."""

from __future__ import annotations

from bisect import bisect
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from rooms import commands, events
from rooms.doors import Doors
from rooms.model import PersonId, Seconds
from rooms.movement import Judgement, WalkRules, judge
from rooms.person import Person
from rooms.plan import FloorPlan

_NOBODY = PersonId(-1)

Arrived = Callable[[Person], list[events.Event]]
"""What else becomes true because somebody is at another place now."""


@dataclass(frozen=True, slots=True)
class _Judged:
    """What a claim led to, and whether a way had to be looked for."""

    happened: list[events.Event]
    searched: bool = False


class Walking:
    """The claims on one floor that wait for the tick."""

    def __init__(self, plan: FloorPlan, rules: WalkRules, doors: Doors, arrived: Arrived) -> None:
        self._plan = plan
        self._rules = rules
        self._doors = doors
        self._arrived = arrived
        self._claimed: set[PersonId] = set()
        self._last_searched = _NOBODY

    @property
    def restless(self) -> bool:
        """Whether a claim waits."""
        return bool(self._claimed)

    def claim(self, person: Person, move: commands.Move) -> None:
        """A move is state, not a log: the last claim before the tick counts (MOVE-1)."""
        if move.epoch == person.epoch:
            person.claim = move
            self._claimed.add(person.id)

    def forget(self, person: Person) -> None:
        """Somebody went."""
        self._claimed.discard(person.id)

    def judge_claims(self, people: Mapping[PersonId, Person], now: Seconds) -> list[events.Event]:
        """All claims in turn; those that need more searching than a tick allows stay (MOVE-13)."""
        claimed = sorted(self._claimed)
        first = bisect(claimed, self._last_searched)
        searches = self._rules.searches
        happened: list[events.Event] = []
        self._claimed.clear()
        for who in claimed[first:] + claimed[:first]:
            judged = self._walk(people[who], now, may_search=searches > 0)
            if judged is None:
                self._claimed.add(who)
                continue
            happened += judged.happened
            if judged.searched:
                searches -= 1
                self._last_searched = who
        if not self._claimed:
            self._last_searched = _NOBODY
        return happened

    def _walk(self, person: Person, now: Seconds, *, may_search: bool) -> _Judged | None:
        """Judges a person's claim; None where it has to wait."""
        claim = person.claim
        if claim is None or claim.to == person.at:
            person.claim = None
            return _Judged(_turn(person, claim))
        person.allowance.earn(now, self._plan.tile_width, self._rules)
        judgement = judge(
            self._plan,
            person.at,
            claim.to,
            person.allowance.left,
            self._doors.bounds(person),
            may_search=may_search,
        )
        if judgement is None:
            return None
        person.claim = None
        return _Judged(self._moved(person, claim, judgement, now), judgement.searched)

    def _moved(
        self, person: Person, claim: commands.Move, judgement: Judgement, now: Seconds
    ) -> list[events.Event]:
        why, spent, _ = judgement
        person.allowance.left -= spent
        if why is not None:
            person.epoch += 1
            return [events.Placed(person.id, person.at, person.epoch, why)]
        before = person.at
        person.at, person.facing, person.moved_at = claim.to, claim.facing, now
        moved = [events.Moved(person.id, person.at, person.facing), *self._arrived(person)]
        now_in = self._plan.exit_at(person.at)
        if now_in is None or now_in is self._plan.exit_at(before):
            return moved
        # Guests change no floors (GUEST-4).
        return moved if person.guest else [*moved, events.ExitReached(person.id, now_in.id)]


def _turn(person: Person, claim: commands.Move | None) -> list[events.Event]:
    if claim is None or claim.facing == person.facing:
        return []
    person.facing = claim.facing
    return [events.Moved(person.id, person.at, person.facing)]
