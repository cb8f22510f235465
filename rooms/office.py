"""The office: all floors as one machine, with what people ask of each other and say to one another
across floors.

enter, handle, tick and end say what became true, each event with its floor; time and ids are
arguments.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from rooms import asking, commands, events
from rooms.arrays import Ints, Slots
from rooms.asks import AskRules, Asks, Question
from rooms.crowd import Crowd
from rooms.floor import Floor
from rooms.house import EVERYWHERE, Exits, House, Told
from rooms.model import AskId, FloorId, PersonId, Seconds, ZoneId
from rooms.person import Whereabouts

__all__ = ["EVERYWHERE", "AskRules", "Exits", "Office", "Told", "Whereabouts"]


class Office:
    """Everybody in the office, on whatever floor."""

    def __init__(
        self, floors: Mapping[FloorId, Floor], exits: Exits, rules: AskRules | None = None
    ) -> None:
        self.floors = floors
        self.rules = rules or AskRules()
        self._house = House(floors, exits)
        self._asks = Asks(self.rules)
        self._contacts: dict[PersonId, set[PersonId]] = {}
        """Members to whom a guest may write (GUEST-5)."""

    # --- what is so ---------------------------------------------------------------------------

    def __len__(self) -> int:
        return len(self._house)

    def __contains__(self, person: PersonId) -> bool:
        return person in self._house

    @property
    def crowd(self) -> Crowd:
        """Where everybody is, as arrays: slots in `claim` and in Walked are places in these."""
        return self._house.crowd

    def slot(self, person: PersonId) -> int:
        """A person's place in these. Raises UnknownPersonError."""
        return self._house.floor_of(person).slot(person)

    def whereabouts(self, slots: Slots) -> list[Whereabouts]:
        """Where those are who have these slots, and what else is theirs over a restart."""
        return self._house.whereabouts(slots)

    def where(self, person: PersonId) -> FloorId:
        """The floor that somebody is on. Raises UnknownPersonError."""
        return self._house.where(person)

    def card(self, person: PersonId) -> events.Card:
        """What others on the same floor may know of a person. Raises UnknownPersonError."""
        return self._house.floor_of(person).card(person)

    def elsewhere(self, floor: FloorId) -> list[events.CameElsewhere]:
        """All who are on other floors than this one, for a member who arrives here."""
        return self._house.elsewhere(floor)

    def asks_of(self, person: PersonId) -> list[events.Asked]:
        """What is open for somebody, as asker or asked."""
        return self._asks.of(person)

    def has_seat(self, floor: FloorId | None = None) -> bool:
        """Whether one more can come to a floor, or to the first one (SESS-12)."""
        on = next(iter(self.floors)) if floor is None else floor
        return on in self.floors and not self.floors[on].is_full

    @property
    def next_deadline(self) -> Seconds | None:
        """When the next tick has something to do, though nobody does anything."""
        deadlines = (self._house.next_deadline, self._asks.next_deadline)
        return min((d for d in deadlines if d is not None), default=None)

    @property
    def restless(self) -> bool:
        """Whether the next tick has anything to do but to look at deadlines."""
        return self._house.restless

    # --- coming, going, acting ----------------------------------------------------------------

    def enter(
        self, person: PersonId, command: commands.Enter, floor: FloorId | None, now: Seconds
    ) -> list[Told]:
        """Somebody comes to a floor, or to the first one."""
        return self._follow(self._house.enter(person, command, floor, now))

    def end(self, person: PersonId, why: events.LeaveReason, now: Seconds) -> list[Told]:
        """Puts somebody out of the office, if they are in it."""
        if person not in self._house:
            return []
        return self._follow(self._house.end(person, why, now))

    def claim(self, slots: Slots, x: Ints, y: Ints, facing: Ints, epoch: Ints) -> None:
        """Claims of many at once, one a slot, as commands.Move is of one; what they lead to is
        told by the tick. `facing` are indices in FACINGS; of `epoch` the low 16 bits count."""
        self.crowd.claim(slots, x, y, facing, epoch)

    def tick(self, now: Seconds) -> list[Told]:
        """Moves on the floors, and ends what was asked for too long."""
        told = self._follow(self._house.tick(now))
        return told + [Told(floor, over) for floor, over in self._asks.expire(now)]

    def handle(self, person: PersonId, command: commands.Command, now: Seconds) -> list[Told]:
        """Does what a person asks, or says why not; nothing for somebody who is not here."""
        if person not in self._house:
            return []
        match command:
            case commands.GoFloor(floor=floor):
                return self._follow(self._house.go(person, floor, now))
            case commands.Ask():
                return self._ask(person, command, now)
            case commands.AnswerAsk():
                return self._answer(person, command, now)
            case commands.CancelAsk(ask=ask):
                return self._cancel(person, ask)
            case commands.Say(scope="direct"):
                return [self._say(person, command)]
            case commands.Type(scope="direct", to=to):
                return self._type(person, to)
            case _:
                return self._follow(self._house.do(person, command, now))

    def _follow(self, told: Iterable[Told]) -> list[Told]:
        """What happened, and what ends by it of all that is asked (ASK-10)."""
        followed: list[Told] = []
        for floor, event in told:
            overs: list[events.AskOver] = []
            match event:
                case events.RoomLeft(person=person):
                    overs = self._asks.left_room(person)
                case events.Left(person=person, why="floor"):
                    overs = self._asks.left_floor(person)
                case events.Left(person=person):
                    overs = self._asks.left_office(person)
                case events.RoomEntered(person=person, room=room):
                    overs = self._asks.walked_into(person, room)
            if not isinstance(event, events.RoomLeft | events.RoomEntered):
                followed.append(Told(floor, event))
            followed += (Told(floor, over) for over in overs)
        return followed

    # --- saying to one person -----------------------------------------------------------------

    def _say(self, person: PersonId, command: commands.Say) -> Told:
        """A direct message. Whether an absent reader exists was seen to before (CHAT-10)."""
        card, to = self.card(person), command.to
        text = command.text.strip()
        if to == person:
            return self._refused(person, "say", command.ref, "unknown_person")
        if not self._may_write(person, to):
            return self._refused(person, "say", command.ref, "not_allowed")
        if not text:
            return self._refused(person, "say", command.ref, "empty")
        if not self._is_member(to):  # a guest, or somebody who may come as one
            self._contacts.setdefault(to, set()).add(person)
        said = events.Said(
            message=command.message,
            ref=command.ref,
            person=person,
            name=card.profile.name,
            scope="direct",
            to=to,
            text=text,
            hearers=frozenset({to}),
        )
        return Told(self.where(person), said)

    def _may_write(self, person: PersonId, to: PersonId) -> bool:
        return not self._is_guest(person) or to in self._contacts.get(person, ())

    def _type(self, person: PersonId, to: PersonId) -> list[Told]:
        if to == person or to not in self._house or not self._may_write(person, to):
            return []
        typed = events.Typed(person, "direct", to, frozenset({to}))
        return [Told(self.where(person), typed)]

    # --- asking -------------------------------------------------------------------------------

    def _ask(self, person: PersonId, command: commands.Ask, now: Seconds) -> list[Told]:
        room = asking.room_meant(self._house, person, command)
        to = PersonId(0) if command.kind == "knock" else command.person
        why = asking.refusal(self._house, person, command.kind, to, room)
        why = why or self._asks.refusal(person, command.kind, to, room)
        if why is not None:
            return [self._refused(person, "ask", command.ref, why)]
        question = Question(
            id=command.id,
            kind=command.kind,
            person=person,
            name=self._name(person),
            floor=self.where(person),
            to=to,
            to_name=self._name(to) if to else "",
            room=room,
            note=command.note,
        )
        asked = (to,) if to else asking.hosts(self._house, person, room)
        return [Told(question.floor, self._asks.open(question, asked, now))]

    def _cancel(self, person: PersonId, ask: AskId) -> list[Told]:
        over = self._asks.cancel(person, ask)
        if over is None:
            return [self._refused(person, "cancel", "", "gone")]
        return [Told(self.where(person), over)]

    # --- answering ----------------------------------------------------------------------------

    def _answer(self, person: PersonId, command: commands.AnswerAsk, now: Seconds) -> list[Told]:
        question = self._asks.to_answer(person, command.ask)
        if question is None:
            return [self._refused(person, "answer", "", "gone")]
        here, name = self.where(person), self._name(person)
        match command.answer:
            case "accept":
                return self._accept(person, question, command.room, now)
            case "decline":
                return [Told(here, self._asks.decline(question.id, person, name))]
            case "later" if question.kind == "ping":
                return [Told(here, self._asks.settle(question.id, "later", person, name))]
            case "redirect" if question.kind == "visit":
                return self._redirect(person, question, command, now)
            case _:
                return [self._refused(person, "answer", "", "not_allowed")]

    def _accept(
        self, person: PersonId, question: Question, room: ZoneId, now: Seconds
    ) -> list[Told]:
        """Accepts, and opens the room if that was what was asked for (ASK-6)."""
        here, told = self.where(person), list[Told]()
        if question.kind in ("knock", "invite") or (question.kind == "visit" and room != 0):
            comer = question.to if question.kind == "invite" else question.person
            into = room if question.kind == "visit" else question.room
            if not self.floors[question.floor].is_room(into):
                return [self._refused(person, "answer", "", "unknown_room")]
            if self._is_full(question.floor, into, comer):
                return [self._refused(person, "answer", "", "full")]
            # Nobody opens to a guest what is shut to themselves.
            if question.kind == "visit" and self.floors[question.floor].is_shut(person, into):
                return [self._refused(person, "answer", "", "not_inside")]
            told = self._let_in(comer, question.floor, into, now)
        if question.kind == "visit":
            self._contacts.setdefault(question.person, set()).add(person)
        over = self._asks.settle(question.id, "accepted", person, self._name(person))
        return [Told(here, over), *told]

    def _let_in(self, person: PersonId, floor: FloorId, room: ZoneId, now: Seconds) -> list[Told]:
        """Opens a room to somebody, who is brought to its floor first (ROOM-3)."""
        told: list[Told] = []
        if self.where(person) != floor:
            told = self._follow(self._house.go(person, floor, now))
            if self.where(person) != floor:
                return told  # no seat is free there
        until = Seconds(now + self.rules.let_in_seconds)
        return told + self._follow(self._house.do(person, commands.LetIn(room, until), now))

    def _is_full(self, floor: FloorId, room: ZoneId, comer: PersonId) -> bool:
        """Whether a room, or the floor that it is on, has no place for one more."""
        if self.where(comer) != floor and self.floors[floor].is_full:
            return True
        inside = self.floors[floor].inside(room)
        capacity = next(r.capacity for r in self.floors[floor].rooms() if r.room == room)
        return 0 < capacity <= len(inside) and comer not in inside

    def _redirect(
        self, person: PersonId, question: Question, command: commands.AnswerAsk, now: Seconds
    ) -> list[Told]:
        """A visit becomes one to somebody else (ASK-7)."""
        guest, to = question.person, command.person
        why: events.RefusalReason | None = None
        if to == person or not self._is_member(to):
            why = "unknown_person"
        elif self._asks.refusal(guest, "visit", to, ZoneId(0)) == "asked_already":
            why = "asked_already"
        if why is not None:
            return [self._refused(person, "answer", "", why)]
        over = self._asks.settle(question.id, "redirected", person, self._name(person))
        fresh = Question(
            id=command.fresh,
            kind="visit",
            person=guest,
            name=question.name,
            floor=question.floor,
            to=to,
            to_name=self._name(to),
            note=question.note,
        )
        asked = self._asks.open(fresh, (to,), now)
        return [Told(self.where(person), over), Told(question.floor, asked)]

    # --- who somebody is ----------------------------------------------------------------------

    def _is_guest(self, person: PersonId) -> bool:
        return self._house.floor_of(person).is_guest(person)

    def _is_member(self, person: PersonId) -> bool:
        """Whether a member of this id is in the office."""
        return person in self._house and not self._is_guest(person)

    def _name(self, person: PersonId) -> str:
        return self.card(person).profile.name

    def _refused(self, person: PersonId, command: str, ref: str, why: events.RefusalReason) -> Told:
        return Told(self.where(person), events.Refused(person, command, ref, why))
