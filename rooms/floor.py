"""One floor with the people on it: handle(who, command, now), tick(now), snapshot().

All change goes through these; what changed comes back as events. Time and ids are arguments.
"""

from __future__ import annotations

from bisect import bisect
from dataclasses import dataclass, field
from typing import assert_never

from rooms import commands, events
from rooms.arrivals import arrival
from rooms.bubbles import BubbleRules, Standing, regroup
from rooms.model import NO_BUBBLE, BubbleId, PersonId, Position, Seconds
from rooms.movement import Allowance, Judgement, WalkRules, judge
from rooms.person import Person
from rooms.plan import FloorPlan, ZoneKind

_LONG_AGO = Seconds(float("-inf"))
_NOBODY = PersonId(-1)


class UnknownPersonError(KeyError):
    """A command came from somebody who is not on this floor."""


@dataclass(frozen=True, slots=True)
class Rules:
    """All numbers of a floor that an operator may change."""

    walk: WalkRules = field(default_factory=WalkRules)
    bubbles: BubbleRules = field(default_factory=BubbleRules)


@dataclass(frozen=True, slots=True)
class _Judged:
    """What a claim led to, and whether a way had to be looked for."""

    happened: list[events.Event]
    searched: bool = False


class Floor:
    """The people on one floor plan."""

    def __init__(self, plan: FloorPlan, rules: Rules | None = None) -> None:
        self.plan = plan
        self.rules = rules or Rules()
        self._bubble_rules = self.rules.bubbles.in_pixels(plan.tile_width)
        self._people: dict[PersonId, Person] = {}
        self._claimed: set[PersonId] = set()
        self._settling: set[PersonId] = set()
        self._regroup = False
        self._last_searched = _NOBODY
        self._last_room_bubble = BubbleId(len(plan.zones))  # meeting rooms use their zone's id
        self._fresh_bubble = BubbleId(len(plan.zones) + 1)

    # --- what is so ---------------------------------------------------------------------------

    def __contains__(self, person: PersonId) -> bool:
        return person in self._people

    def __len__(self) -> int:
        return len(self._people)

    def snapshot(self) -> tuple[events.Card, ...]:
        """Everybody on the floor, by id."""
        return tuple(self._people[person].card() for person in sorted(self._people))

    def card(self, person: PersonId) -> events.Card:
        """One person's card. Raises UnknownPersonError."""
        return self._person(person).card()

    def epoch(self, person: PersonId) -> int:
        """The epoch under which a person's claims count now. Raises UnknownPersonError."""
        return self._person(person).epoch

    @property
    def next_deadline(self) -> Seconds | None:
        """When the next lingering person's time is up."""
        deadlines = (p.linger_until for p in self._people.values())
        return min((d for d in deadlines if d is not None), default=None)

    @property
    def restless(self) -> bool:
        """Whether the next tick has anything to do but to look at deadlines."""
        return bool(self._claimed or self._settling or self._regroup)

    # --- commands -----------------------------------------------------------------------------

    def handle(self, who: PersonId, command: commands.Command, now: Seconds) -> list[events.Event]:
        """Does what a person asks, or says why not. Raises UnknownPersonError for all but Enter."""
        match command:
            case commands.Enter():
                return self._enter(who, command, now)
            case commands.Leave(to_floor=to_floor):
                return self._remove(self._person(who), "floor" if to_floor else "left")
            case commands.Drop(until=until):
                person = self._person(who)
                person.linger_until, person.claim = until, None
                return [person.changed()]
            case commands.Resume():
                person = self._person(who)
                person.linger_until, person.claim = None, None
                person.epoch += 1
                return [person.changed()]
            case commands.Move():
                self._claim(self._person(who), command)
                return []
            case commands.Say():
                return self._say(self._person(who), command)
            case commands.SetAvailability(dnd=dnd):
                person = self._person(who)
                if person.dnd == dnd:
                    return []
                person.dnd, self._regroup = dnd, True
                return [person.changed()]
            case _:
                assert_never(command)

    def _person(self, who: PersonId) -> Person:
        try:
            return self._people[who]
        except KeyError:
            raise UnknownPersonError(who) from None

    def _enter(self, who: PersonId, command: commands.Enter, now: Seconds) -> list[events.Event]:
        if who in self._people:
            raise ValueError(f"person {who} is on this floor already")
        walk = self.plan.walk(frozenset(), frozenset())
        at = command.at
        if at is None or not walk.is_open(at):
            at = self._arrival(who, command.spawn)
        restored = command.linger_until is not None
        self._people[who] = person = Person(
            id=who,
            name=command.name,
            avatar=command.avatar,
            at=at,
            facing=command.facing,
            dnd=command.dnd,
            bubble=command.bubble,
            linger_until=command.linger_until,
            allowance=Allowance(self.rules.walk.slack * self.plan.tile_width, now),
            moved_at=_LONG_AGO if restored else now,
            epoch=command.epoch,
        )
        # A restored seat keeps its number; fresh ones have to be larger.
        self._fresh_bubble = max(self._fresh_bubble, BubbleId(command.bubble + 1))
        self._settling.add(who)
        self._regroup = True
        return [events.Entered(person.card())]

    def _arrival(self, who: PersonId, spawn: str) -> Position:
        """An arrival point of that name, or a default one; everyone begins with another."""
        points = self.plan.spawns.get(spawn) or self.plan.spawns[""]
        walk = self.plan.walk(frozenset(z.id for z in self.plan.lockable), frozenset())
        points = tuple(p for p in points if walk.is_open(p)) or points
        start = who % len(points)
        here = [person.at for person in self._people.values()]
        place = arrival(points[start:] + points[:start], here, walk, self.plan.tile_width)
        return walk.nearest_open(place) or place

    def _remove(self, person: Person, why: events.LeaveReason) -> list[events.Event]:
        del self._people[person.id]
        self._claimed.discard(person.id)
        self._settling.discard(person.id)
        self._regroup = True
        return [events.Left(person.id, why)]

    def _claim(self, person: Person, move: commands.Move) -> None:
        """A move is state, not a log: the last claim before the tick counts (MOVE-1)."""
        if move.epoch == person.epoch:
            person.claim = move
            self._claimed.add(person.id)

    def _say(self, person: Person, command: commands.Say) -> list[events.Event]:
        text = command.text.strip()
        if not text:
            return [events.Refused(person.id, "say", command.ref, "empty")]
        hearers = frozenset(
            other.id
            for other in self._people.values()
            if other is not person
            and (command.to_floor or (other.bubble == person.bubble != NO_BUBBLE))
        )
        if not hearers and not command.to_floor:
            return [events.Refused(person.id, "say", command.ref, "nobody_near")]
        return [
            events.Said(
                message=command.message,
                ref=command.ref,
                person=person.id,
                name=person.name,
                to_floor=command.to_floor,
                text=text,
                hearers=hearers,
            )
        ]

    # --- the tick -----------------------------------------------------------------------------

    def tick(self, now: Seconds) -> list[events.Event]:
        """Judges the claims, ends what lingered too long, and forms the bubbles once."""
        happened = self._judge_claims(now)
        deadline = self.next_deadline
        if deadline is not None and deadline <= now:
            overdue = sorted(who for who, p in self._people.items() if p.overdue(now))
            for who in overdue:
                happened += self._remove(self._people[who], "timed_out")
        return happened + self._form_bubbles(now)

    def _judge_claims(self, now: Seconds) -> list[events.Event]:
        """All claims in turn; those that need more searching than a tick allows stay (MOVE-13)."""
        claimed = sorted(self._claimed)
        first = bisect(claimed, self._last_searched)
        searches = self.rules.walk.searches
        happened: list[events.Event] = []
        self._claimed.clear()
        for who in claimed[first:] + claimed[:first]:
            judged = self._walk(self._people[who], now, may_search=searches > 0)
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
            return _Judged(self._turn(person, claim))
        tile = self.plan.tile_width
        person.allowance.earn(now, tile, self.rules.walk)
        left = person.allowance.left
        judgement = judge(self.plan, person.at, claim.to, left, may_search=may_search)
        if judgement is None:
            return None
        person.claim = None
        return _Judged(self._moved(person, claim, judgement, now), judgement.searched)

    def _turn(self, person: Person, claim: commands.Move | None) -> list[events.Event]:
        if claim is None or claim.facing == person.facing:
            return []
        person.facing = claim.facing
        return [events.Moved(person.id, person.at, person.facing)]

    def _moved(
        self, person: Person, claim: commands.Move, judgement: Judgement, now: Seconds
    ) -> list[events.Event]:
        why, spent, _ = judgement
        person.allowance.left -= spent
        if why is not None:
            person.epoch += 1
            return [events.Placed(person.id, person.at, person.epoch, why)]
        was_in = self.plan.exit_at(person.at)
        person.at, person.facing, person.moved_at = claim.to, claim.facing, now
        self._settling.add(person.id)
        self._regroup = True
        moved = events.Moved(person.id, person.at, person.facing)
        now_in = self.plan.exit_at(person.at)
        if now_in is None or now_in is was_in:
            return [moved]
        return [moved, events.ExitReached(person.id, now_in.id)]

    def _form_bubbles(self, now: Seconds) -> list[events.Event]:
        settled_before = now - self.rules.bubbles.settle
        settled_now = {p for p in self._settling if self._people[p].moved_at <= settled_before}
        self._settling -= settled_now
        if not (self._regroup or settled_now):
            return []
        self._regroup = False
        talkative = {
            person.id: standing
            for person in self._people.values()
            if (standing := self._standing(person)) is not None
        }
        before = {
            person.id: person.bubble
            for person in self._people.values()
            if person.bubble > self._last_room_bubble
        }
        grouped, self._fresh_bubble = regroup(
            talkative, before, self.plan.sight.line_open, self._bubble_rules, self._fresh_bubble
        )
        happened: list[events.Event] = []
        for who in sorted(self._people):
            person, bubble = self._people[who], grouped.get(who, NO_BUBBLE)
            if person.bubble != bubble:
                person.bubble = bubble
                happened.append(events.Bubbled(who, bubble))
        return happened

    def _standing(self, person: Person) -> Standing | None:
        """None for those with whom no bubble forms (BUB-8)."""
        zone = self.plan.talk_zone(person.at)
        if person.dnd or self.plan.is_silent(zone):
            return None
        room = zone != 0 and self.plan.zone(zone).kind is ZoneKind.MEETING
        return Standing(person.at, zone, person.id not in self._settling, room)
