"""One floor with the people on it: handle(who, command, now), tick(now), snapshot().

All change goes through these; what changed comes back as events. Time and ids are arguments.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import partial
from typing import assert_never

from rooms import commands, events, talk
from rooms.bubbles import BubbleRules
from rooms.crowd import Crowd
from rooms.doors import NO_ROOM, Doors
from rooms.entrance import Entrance
from rooms.model import PersonId, RoomState, Seconds, Wish, ZoneId
from rooms.movement import WalkRules
from rooms.person import Person
from rooms.plan import FloorPlan
from rooms.site import Site
from rooms.stepping import Stepping
from rooms.together import Together
from rooms.ways import way_into

_LONG_AGO = Seconds(float("-inf"))


class UnknownPersonError(KeyError):
    """A command came from somebody who is not on this floor."""


@dataclass(frozen=True, slots=True)
class Rules:
    """All numbers of a floor that an operator may change."""

    walk: WalkRules = field(default_factory=WalkRules)
    bubbles: BubbleRules = field(default_factory=BubbleRules)


class Floor:
    """The people on one floor plan."""

    def __init__(self, plan: FloorPlan, rules: Rules | None = None) -> None:
        self.plan = plan
        self.rules = rules or Rules()
        self._people: dict[PersonId, Person] = {}
        self._doors = Doors(plan, self._barred_changed)
        self._entrance = Entrance(plan, self._doors)
        self._stepping = Stepping(self._doors, self._watch)
        self._next_hand = 1
        self.number = 0
        self._joined: Together | None = None

    @property
    def site(self) -> Site:
        """This floor as those see it who move all people at once."""
        return Site(
            plan=self.plan,
            walk=self.rules.walk,
            bubbles=self.rules.bubbles,
            doors=self._doors,
            arrived=self._stepping.arrived,
            run_out=self._run_out,
        )

    def join(self, together: Together, number: int) -> None:
        """Becomes the floor of that number among others; to be called before anybody enters."""
        self._joined, self.number = together, number

    @property
    def _together(self) -> Together:
        if self._joined is None:
            self._joined = Together([self.site])
        return self._joined

    # --- what is so ---------------------------------------------------------------------------

    def __contains__(self, person: PersonId) -> bool:
        return person in self._people

    def __len__(self) -> int:
        return len(self._people)

    def snapshot(self) -> tuple[events.Card, ...]:
        """Everybody on the floor, by id."""
        return tuple(self._people[person].card() for person in sorted(self._people))

    def card(self, person: PersonId) -> events.Card:
        """One person's card. Raises UnknownPersonError, as do all that ask about a person."""
        return self._person(person).card()

    def slot(self, person: PersonId) -> int:
        """A person's place in the arrays of the crowd."""
        return self._person(person).slot

    @property
    def crowd(self) -> Crowd:
        """Where people are, as arrays."""
        return self._together.crowd

    @property
    def is_full(self) -> bool:
        """Whether nobody more can come here (SESS-12)."""
        return self.crowd.is_full(self.number)

    def epoch(self, person: PersonId) -> int:
        """The epoch under which a person's claims count now."""
        return self._person(person).epoch

    def wish(self, person: PersonId) -> Wish | None:
        """The status that a person wishes for in the place of the derived one."""
        return self._person(person).wish

    def is_guest(self, person: PersonId) -> bool:
        """Whether a person is here with a pass."""
        return self._person(person).guest

    def rooms(self) -> tuple[RoomState, ...]:
        """All rooms in the order of the map, each with the capacity that counts now."""
        return self._doors.states()

    def is_room(self, zone: ZoneId) -> bool:
        """Whether a zone is a meeting room."""
        return zone in self._doors

    def inside(self, room: ZoneId) -> tuple[PersonId, ...]:
        """Who is inside a room, in the order of having come; those who linger too."""
        return self._doors.inside(room)

    def room_of(self, person: PersonId) -> ZoneId:
        """The room that somebody is inside; 0 outside of all."""
        return self._person(person).room

    def is_shut(self, person: PersonId, room: ZoneId) -> bool:
        """Whether somebody, here or on another floor, would have to be let into a room."""
        them = self._people.get(person)
        if them is None:
            return self.plan.zone(room).locked or room in self._doors.shut(person)
        if them.room == room:
            return False
        beyond = them.ground is not None and not them.ground.holds_room(room)
        return beyond or room in self._doors.shut_to(them)

    def let_ins(self, person: PersonId) -> tuple[events.LetIn, ...]:
        """The rooms that are open to somebody because they were let in."""
        return self._person(person).let_ins()

    @property
    def next_deadline(self) -> Seconds | None:
        """When the next thing runs out for anybody who is moved with this floor's people."""
        return self._together.next_deadline

    # --- commands -----------------------------------------------------------------------------

    def handle(
        self, who: PersonId, command: commands.FloorCommand, now: Seconds
    ) -> list[events.Event]:
        """Does what a person asks, or says why not. Raises UnknownPersonError for all but Enter."""
        if isinstance(command, commands.Enter):
            return self._enter(who, command, now)
        person = self._person(who)
        match command:
            case commands.Leave():
                return self.remove(who, "left")
            case commands.Drop(until=until):
                return self._connected(person, until)
            case commands.Resume():
                person.epoch += 1
                return self._connected(person, None)
            case commands.Move():
                self.crowd.claim_one(person.slot, command.to, command.facing, command.epoch)
                return []
            case commands.Say():
                return [talk.say(person, command, self._people.values())]
            case commands.Type():
                return talk.write(person, command, self._people.values())
            case commands.SetStatus(wish=wish):
                return self._wish(person, wish)
            case commands.SetIdle(idle=idle):
                person.idle = idle
                return self._stepping.derive(person)
            case commands.SetProfile(profile=profile):
                same, person.profile = person.profile == profile, profile
                return [] if same else [events.Profiled(who, profile)]
            case commands.SetHand(up=up):
                return self._hand(person, up)
            case commands.React(emoji=emoji, to=to):
                if to and to not in self._people:
                    return [events.Refused(who, "react", "", "unknown_person")]
                return [events.Reacted(who, emoji, to)]
            case commands.SetLock():
                return self._doors.lock(person, command)
            case commands.SetRoom():
                return self._doors.set(person, command)
            case commands.LetIn():
                return [self._let_in(person, command)]
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
        at = self._entrance.place(who, command, partial(self.crowd.spots, self.number))
        ground, ways = self._entrance.ground(at) if command.guest else (None, {})
        person = Person(
            id=who,
            crowd=self.crowd,
            slot=self.crowd.enter(who, self.number),
            profile=command.profile,
            wish=command.wish,
            hand=command.hand,
            bubble=command.bubble,
            linger_until=command.linger_until,
            ground=ground,
            ways=ways,
        )
        person.at, person.facing, person.epoch = at, command.facing, command.epoch
        person.moved_at = now if command.linger_until is None else _LONG_AGO
        person.begin(self.rules.walk.pace(self.plan.tile_width).slack, now)
        self._people[who] = person
        self._together.came(person)
        self._next_hand = max(self._next_hand, command.hand + 1)
        self._stepping.begin(person)
        entered: list[events.Event] = [events.Entered(person.card())]
        return entered + self._stepping.step_over(person)

    def remove(self, who: PersonId, why: events.LeaveReason) -> list[events.Event]:
        """Takes somebody off the floor."""
        person = self._person(who)
        del self._people[who]
        self._together.went(person)
        left: list[events.Event] = [events.Left(who, why)]
        return left + self._doors.step(who, person.guest, person.room, NO_ROOM)

    def _watch(self, person: Person) -> None:
        self._together.watch(person)

    def _barred_changed(self) -> None:
        self._together.doors_changed(self.number)

    def _connected(self, person: Person, linger_until: Seconds | None) -> list[events.Event]:
        person.linger_until = linger_until
        self.crowd.claimed[person.slot] = False
        self._watch(person)
        return [person.changed()]

    # --- status and hands ---------------------------------------------------------------------

    def _wish(self, person: Person, wish: Wish | None) -> list[events.Event]:
        if wish == person.wish:
            return []
        person.want(wish)
        self._watch(person)
        return self._stepping.derive(person) or [person.changed()]

    def _hand(self, person: Person, up: bool) -> list[events.Event]:
        if up == (person.hand > 0):
            return []
        person.hand = self._next_hand if up else 0
        self._next_hand += up
        return [person.changed()]

    # --- rooms --------------------------------------------------------------------------------

    def restore_room(self, state: RoomState) -> None:
        """A room as it was before a restart; to be called before anybody enters."""
        self._doors.restore(state)

    def settle_rooms(self) -> list[events.Event]:
        """All who were restored are back: rooms that are empty are open to all again, and who is
        not inside owns nothing."""
        return self._doors.settle()

    def _let_in(self, person: Person, command: commands.LetIn) -> events.Event:
        room = command.room
        if room not in self._doors:
            return events.Refused(person.id, "let_in", "", "unknown_room")
        if person.room == room:
            return events.LetIn(person.id, room, None, (), walk=True)
        if self._doors.is_full(room):
            return events.Refused(person.id, "let_in", "", "full")
        taken = [self._people[who].at for who in self._doors.inside(room)]
        for other in self._people.values():
            if other is not person and room in other.opened:
                taken += other.ways[room][-1:]
        way = way_into(self.plan, room, person.at, self._doors.shut_to(person), taken)
        let_in = person.let_in(room, command.until, way)
        self._watch(person)
        return let_in

    # --- the tick -----------------------------------------------------------------------------

    def tick(self, now: Seconds) -> list[events.Event]:
        """All that happens at a tick, for a floor that is the only one."""
        ended = self._together.run_out(now)
        slots, crossed, happened = self._together.walk(now)
        walked: list[events.Event] = [events.Walked(slots, crossed)] if len(slots) else []
        after = happened + self._together.form(now)
        return [event for _, event in ended] + walked + [event for _, event in after]

    def _run_out(self, person: Person, now: Seconds) -> list[events.Event]:
        """Ends what has run out for somebody."""
        if person.linger_until is not None and person.linger_until <= now:
            return self.remove(person.id, "timed_out")
        happened: list[events.Event] = []
        if person.wish_ends is not None and person.wish_ends <= now:
            happened += self._wish(person, None)
        for room in [room for room, until in person.opened.items() if until <= now]:
            person.use_up(room)
        self._watch(person)
        return happened
