"""What people ask of each other: told to whom, ended when, and what comes of it (ASK)."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rooms import commands, events
from rooms.model import AskId, AskKind, PersonId, Seconds, ZoneId
from rooms.office import AskRules, Told
from tests.support.examples import examples
from tests.support.house import GROUND, ROOF, House, M, N, only, refusals

PERSONAL: tuple[AskKind, ...] = ("invite", "ping", "lead", "come")


def at_the_door() -> House:
    """1 and 2 in the locked room M, 3 before it, 4 elsewhere on the floor, 5 on the other one."""
    house = House()
    for who, at in ((1, 3), (2, 4), (3, 0), (4, 1)):
        house.enter(who, at)
    house.enter(5, 0, ROOF)
    house.lock(1)
    return house


def over(told: list[Told]) -> list[tuple[str, int, set[int]]]:
    """The ends: why, by whom, for whom."""
    return [(o.why, o.by, set(o.audience)) for o in only(events.AskOver, told)]


# --- who is told, and how it ends -----------------------------------------------------------------


@pytest.mark.spec("ASK-1")
def test_a_knock_is_told_to_the_knocker_and_all_inside() -> None:
    house = at_the_door()
    assert house.ask(3, "knock") == [
        Told(
            GROUND,
            events.Asked(
                ask=AskId(1),
                kind="knock",
                person=PersonId(3),
                name="人3",
                to=PersonId(0),
                to_name="",
                room=M,
                note="ちょっと",
                expires=Seconds(house.now + 60),
                audience=frozenset({PersonId(1), PersonId(2), PersonId(3)}),
            ),
        )
    ]


@pytest.mark.spec("ASK-1")
@pytest.mark.parametrize("kind", PERSONAL)
@pytest.mark.parametrize("to", [4, 5])
def test_what_is_asked_of_a_person_is_told_to_the_two_on_whatever_floor(
    kind: AskKind, to: int
) -> None:
    house = at_the_door()
    (asked,) = only(events.Asked, house.ask(1, kind, to))
    assert asked.audience == {1, to}
    assert (asked.name, asked.to, asked.to_name) == ("人1", to, f"人{to}")
    assert asked.room == (M if kind == "invite" else 0)


@pytest.mark.spec("ASK-1")
def test_who_comes_back_meanwhile_is_told_again() -> None:
    house = at_the_door()
    house.do(2, commands.Drop(Seconds(house.now + 30)))
    (asked,) = only(events.Asked, house.ask(3, "knock"))
    house.do(2, commands.Resume())
    assert house.office.asks_of(PersonId(2)) == [asked]
    assert house.office.asks_of(PersonId(3)) == [asked]
    assert house.office.asks_of(PersonId(4)) == []


@pytest.mark.spec("ASK-2")
def test_it_runs_out_for_all_whom_it_was_told_to() -> None:
    house = at_the_door()
    house.asked(3, "knock")
    assert house.office.next_deadline == house.now + 60
    assert over(house.tick(59.9)) == []
    assert over(house.tick(0.2)) == [("expired", 0, {1, 2, 3})]
    assert house.office.next_deadline is None and over(house.tick(60)) == []


@pytest.mark.spec("ASK-3", "ASK-6")
def test_who_accepts_a_knock_opens_the_door_and_all_know_who() -> None:
    house = at_the_door()
    ask = house.asked(3, "knock")
    told = house.answer(2, ask, "accept")
    assert over(told) == [("accepted", 2, {1, 2, 3})]
    (let_in,) = only(events.LetIn, told)
    assert (let_in.person, let_in.room, let_in.until) == (3, M, house.now + 120)
    assert let_in.walk and let_in.way
    house.walk(3, 3)
    assert house.office.floors[GROUND].room_of(PersonId(3)) == M


@pytest.mark.spec("ASK-6")
def test_a_door_of_another_number_of_seconds() -> None:
    house = House(rules=AskRules(seconds=10, let_in_seconds=7))
    house.enter(1, 3)
    house.enter(2, 0)
    house.lock(1)
    (asked,) = only(events.Asked, house.ask(2, "knock"))
    assert asked.expires == house.now + 10
    (let_in,) = only(events.LetIn, house.answer(1, asked.ask, "accept"))
    assert let_in.until == house.now + 7


@pytest.mark.spec("ASK-6")
def test_a_full_room_opens_to_nobody_and_the_knock_stays_open() -> None:
    house = at_the_door()
    house.do(1, commands.SetRoom(M, 2, frozenset()))
    ask = house.asked(3, "knock")
    told = house.answer(2, ask, "accept")
    assert refusals(told) == [(2, "answer", "full")] and len(told) == 1
    assert house.open_for(1) == house.open_for(3) == [ask]
    house.walk(1, 0)
    assert over(house.answer(2, ask, "accept")) == [("accepted", 2, {2, 3})]


@pytest.mark.spec("ASK-6")
def test_who_accepts_an_invitation_from_another_floor_is_brought_there() -> None:
    house = at_the_door()
    ask = house.asked(1, "invite", 5)
    told = house.answer(5, ask, "accept")
    assert over(told) == [("accepted", 5, {1, 5})]
    assert house.office.where(PersonId(5)) == GROUND
    assert Told(ROOF, events.Left(PersonId(5), "floor")) in told
    (let_in,) = only(events.LetIn, told)
    assert (let_in.person, let_in.room) == (5, M)
    assert told[-1] == Told(GROUND, let_in), "the door opens after the arrival"


@pytest.mark.spec("ASK-6")
def test_who_accepts_an_invitation_into_a_full_room_stays_where_they_are() -> None:
    house = at_the_door()
    house.do(1, commands.SetRoom(M, 2, frozenset()))
    ask = house.asked(1, "invite", 5)
    assert refusals(house.answer(5, ask, "accept")) == [(5, "answer", "full")]
    assert house.office.where(PersonId(5)) == ROOF
    assert house.open_for(5) == [ask]


@pytest.mark.spec("ASK-4")
@pytest.mark.parametrize("kind", ["invite", "lead", "come"])
def test_a_silent_no_is_told_to_who_said_it_and_runs_out_for_the_asker(kind: AskKind) -> None:
    house = at_the_door()
    ask = house.asked(1, kind, 4)
    assert over(house.answer(4, ask, "decline")) == [("declined", 4, {4})]
    assert house.open_for(4) == [] and house.open_for(1) == [ask]
    assert refusals(house.ask(1, kind, 4)) == [(1, "ask", "asked_already")]
    assert refusals(house.answer(4, ask, "accept")) == [(4, "answer", "gone")]
    assert over(house.tick(60)) == [("expired", 0, {1})]


@pytest.mark.spec("ASK-4")
def test_one_who_declines_a_knock_does_so_for_all_inside() -> None:
    house = at_the_door()
    ask = house.asked(3, "knock")
    assert over(house.answer(2, ask, "decline")) == [("declined", 2, {1, 2})]
    assert refusals(house.answer(1, ask, "accept")) == [(1, "answer", "gone")]
    assert over(house.tick(60)) == [("expired", 0, {3})]


@pytest.mark.spec("ASK-4", "ASK-5")
@pytest.mark.parametrize("answer, why", [("decline", "declined"), ("later", "later")])
def test_a_ping_is_answered_with_a_word(answer: str, why: str) -> None:
    house = at_the_door()
    ask = house.asked(4, "ping", 5)
    (end,) = only(events.AskOver, house.answer(5, ask, answer))
    assert end == events.AskOver(ask, why, PersonId(5), "人5", frozenset({4, 5}))
    assert house.open_for(4) == house.open_for(5) == []


@pytest.mark.spec("ASK-5", "ASK-7")
@pytest.mark.parametrize("answer", ["later", "redirect"])
def test_words_that_do_not_belong_to_it_are_refused(answer: str) -> None:
    house = at_the_door()
    ask = house.asked(3, "knock")
    assert refusals(house.answer(1, ask, answer, person=4)) == [(1, "answer", "not_allowed")]
    assert house.open_for(3) == [ask]


# --- who may answer, cancel and ask ---------------------------------------------------------------


@pytest.mark.spec("ASK-8")
def test_for_anybody_else_it_does_not_exist() -> None:
    house = at_the_door()
    ask = house.asked(3, "knock")
    for who in (3, 4, 5):
        assert refusals(house.answer(who, ask, "accept")) == [(who, "answer", "gone")]
    for who in (1, 2, 4, 5):
        assert refusals(house.do(who, commands.CancelAsk(ask))) == [(who, "cancel", "gone")]
    assert over(house.do(3, commands.CancelAsk(ask))) == [("cancelled", 0, {1, 2, 3})]
    assert refusals(house.do(3, commands.CancelAsk(ask))) == [(3, "cancel", "gone")]
    assert refusals(house.answer(1, AskId(99), "accept")) == [(1, "answer", "gone")]


@pytest.mark.spec("ASK-9")
def test_nobody_asks_the_same_twice_or_has_more_than_five_open() -> None:
    house = at_the_door()
    house.asked(3, "knock")
    assert refusals(house.ask(3, "knock")) == [(3, "ask", "asked_already")]
    first = house.asked(3, "ping", 1)
    house.asked(3, "ping", 2)
    house.asked(3, "lead", 1)
    assert refusals(house.ask(3, "ping", 1)) == [(3, "ask", "asked_already")]
    house.asked(3, "come", 1)
    assert refusals(house.ask(3, "come", 2)) == [(3, "ask", "too_many")]
    assert refusals(house.ask(3, "ping", 1)) == [(3, "ask", "asked_already")]
    house.asked(1, "ping", 3)  # what is asked of one does not count
    house.answer(1, first, "later")
    house.asked(3, "ping", 1)


@pytest.mark.spec("ASK-10")
@pytest.mark.parametrize("end", [commands.Leave(), commands.Drop(Seconds(101.0))])
def test_it_is_over_when_the_asker_or_the_asked_is_gone(end: commands.Command) -> None:
    for gone, stays in ((3, 5), (5, 3)):
        house = at_the_door()
        house.asked(3, "ping", 5)
        told = house.do(gone, end) + house.tick(2)
        assert over(told) == [("gone", 0, {stays})]
        assert house.open_for(stays) == []


@pytest.mark.spec("ASK-10")
def test_a_knock_is_over_when_the_last_of_those_inside_is_out() -> None:
    house = at_the_door()
    ask = house.asked(3, "knock")
    assert over(house.walk(1, 2)) == [("gone", 0, {1})], "who stepped out lets nobody in"
    assert refusals(house.answer(1, ask, "accept")) == [(1, "answer", "gone")]
    assert house.open_for(3) == [ask]
    assert over(house.walk(2, 0)) == [("gone", 0, {2, 3})]


@pytest.mark.spec("ASK-10")
def test_a_knock_does_not_follow_to_another_floor_and_all_else_does() -> None:
    house = at_the_door()
    knock, ping = house.asked(3, "knock"), house.asked(3, "ping", 1)
    told = house.do(3, commands.GoFloor(ROOF))
    assert over(told) == [("gone", 0, {1, 2, 3})]
    assert house.open_for(3) == [ping] and knock not in house.open_for(1)
    house.asked(4, "knock")
    assert over(house.do(1, commands.GoFloor(ROOF))) == [("gone", 0, {1})]
    assert over(house.do(2, commands.GoFloor(ROOF))) == [("gone", 0, {2, 4})]


@pytest.mark.spec("ASK-10")
def test_who_gets_in_without_an_answer_needs_none() -> None:
    house = at_the_door()
    house.asked(3, "knock")
    house.lock(1, locked=False)
    assert over(house.walk(3, 3)) == [("cancelled", 0, {1, 2, 3})]


@pytest.mark.spec("ASK-10")
def test_who_walks_into_another_room_still_knocks() -> None:
    house = at_the_door()
    ask = house.asked(3, "knock")
    assert over(house.walk(3, 6)) == []
    assert house.open_for(3) == house.open_for(1) == [ask]


@pytest.mark.spec("ASK-9")
def test_one_may_knock_at_two_doors_and_invites_the_same_person_once() -> None:
    house = at_the_door()
    house.walk(2, 6)
    house.lock(2, N)
    house.asked(3, "knock", room=M)
    house.asked(3, "knock", room=N)
    house.asked(2, "invite", 4)
    house.walk(2, 0)
    house.lock(1, locked=False)
    house.walk(2, 3)
    assert refusals(house.ask(2, "invite", 4)) == [(2, "ask", "asked_already")]


@pytest.mark.spec("ASK-6")
def test_who_is_in_the_full_room_already_can_accept() -> None:
    house = at_the_door()
    ask = house.asked(1, "invite", 3)
    house.lock(1, locked=False)
    house.walk(3, 3)
    house.do(1, commands.SetRoom(M, 3, frozenset()))
    assert over(house.answer(3, ask, "accept")) == [("accepted", 3, {1, 3})]


@pytest.mark.spec("ASK-4", "ASK-10")
def test_that_an_asker_left_is_told_to_nobody_who_said_no() -> None:
    house = at_the_door()
    house.answer(4, house.asked(1, "come", 4), "decline")
    assert over(house.do(1, commands.Leave())) == []


@pytest.mark.spec("ASK-4", "ASK-10")
def test_that_who_said_no_left_is_told_as_of_anybody() -> None:
    house = at_the_door()
    house.answer(4, house.asked(1, "come", 4), "decline")
    assert over(house.do(4, commands.Leave())) == [("gone", 0, {1})]


@pytest.mark.spec("ASK-10")
def test_who_enters_the_room_later_is_not_asked() -> None:
    house = at_the_door()
    ask = house.asked(3, "knock")
    house.lock(1, locked=False)
    house.walk(4, 3)
    assert house.open_for(4) == []
    assert refusals(house.answer(4, ask, "accept")) == [(4, "answer", "gone")]


@pytest.mark.spec("ASK-11")
def test_one_knocks_from_outside_at_a_shut_room_with_somebody_inside() -> None:
    house = at_the_door()
    for who, room, why in (
        (3, ZoneId(99), "unknown_room"),
        (3, ZoneId(0), "unknown_room"),
        (2, M, "inside"),
        (3, N, "not_shut"),
    ):
        assert refusals(house.ask(who, "knock", room=room)) == [(who, "ask", why)]
    house.enter(9, 1, guest=True)
    assert refusals(house.ask(9, "knock", room=N)) == [(9, "ask", "nobody_in")]
    assert refusals(house.ask(5, "knock")) == [(5, "ask", "not_shut")], "a room on the own floor"


@pytest.mark.spec("ASK-11")
def test_one_invites_from_inside_a_room_and_asks_others_who_are_here() -> None:
    house = at_the_door()
    assert refusals(house.ask(3, "invite", 4)) == [(3, "ask", "not_inside")]
    assert refusals(house.ask(1, "invite", 2)) == [(1, "ask", "inside")]
    for kind in PERSONAL:
        for nobody in (0, 1, 77):
            assert refusals(house.ask(1, kind, nobody)) == [(1, "ask", "unknown_person")]
    assert refusals(house.ask(1, "visit", 2)) == [(1, "ask", "not_allowed")]


# --- guests ---------------------------------------------------------------------------------------


def with_guest() -> House:
    house = at_the_door()
    house.enter(9, 1, guest=True)
    return house


@pytest.mark.spec("GUEST-4")
@pytest.mark.parametrize("kind", ["invite", "ping", "come"])
def test_guests_ask_nothing_but_visits_knocks_and_leads(kind: AskKind) -> None:
    house = with_guest()
    assert refusals(house.ask(9, kind, 1)) == [(9, "ask", "not_allowed")]
    for allowed in ("visit", "lead"):
        house.asked(9, allowed, 1)
    house.asked(9, "knock")


@pytest.mark.spec("ASK-6")
def test_an_accepted_visit_opens_the_room_that_is_named() -> None:
    house = with_guest()
    ask = house.asked(9, "visit", 5)
    assert refusals(house.answer(5, ask, "accept", room=ZoneId(77))) == [
        (5, "answer", "unknown_room")
    ]
    told = house.answer(5, ask, "accept", room=N)
    assert over(told) == [("accepted", 5, {5, 9})]
    assert [(e.person, e.room) for e in only(events.LetIn, told)] == [(9, N)]
    ask = house.asked(9, "visit", 4)
    assert [type(t.event) for t in house.answer(4, ask, "accept")] == [events.AskOver]


@pytest.mark.spec("ASK-7")
def test_a_visit_is_redirected_to_another_member() -> None:
    house = with_guest()
    house.enter(8, 1, guest=True)
    ask = house.asked(9, "visit", 1)
    for wrong in (0, 1, 8, 9, 77):
        told = house.answer(1, ask, "redirect", person=wrong)
        assert refusals(told) == [(1, "answer", "unknown_person")] and len(told) == 1
    assert house.open_for(9) == [ask]
    told = house.answer(1, ask, "redirect", person=5)
    assert over(told) == [("redirected", 1, {1, 9})]
    (asked,) = only(events.Asked, told)
    assert (asked.kind, asked.person, asked.name, asked.to) == ("visit", 9, "人9", 5)
    assert asked.audience == {5, 9} and asked.ask != ask
    assert over(house.answer(5, asked.ask, "accept")) == [("accepted", 5, {5, 9})]


@pytest.mark.spec("ASK-7", "ASK-9")
def test_a_visit_is_not_redirected_to_who_is_asked_already() -> None:
    house = with_guest()
    first, second = house.asked(9, "visit", 1), house.asked(9, "visit", 5)
    told = house.answer(1, first, "redirect", person=5)
    assert refusals(told) == [(1, "answer", "asked_already")]
    assert house.open_for(9) == [first, second]


@pytest.mark.spec("ASK-11")
def test_a_visit_is_asked_of_members_and_guests_inside_hear_no_knock() -> None:
    house = with_guest()
    house.enter(8, 1, guest=True)
    assert refusals(house.ask(9, "visit", 8)) == [(9, "ask", "unknown_person")]
    ask = house.asked(1, "invite", 8)
    house.answer(8, ask, "accept")
    house.walk(8, 3)
    assert house.office.floors[GROUND].room_of(PersonId(8)) == M
    (asked,) = only(events.Asked, house.ask(3, "knock"))
    assert asked.audience == {1, 2, 3}
    house.walk(1, 0)
    assert refusals(house.ask(5, "invite", 9)) == [(5, "ask", "not_inside")]
    house.walk(5, 3)
    assert refusals(house.ask(5, "invite", 9)) == [(5, "ask", "not_allowed")]


# --- random histories -----------------------------------------------------------------------------

PEOPLE = (1, 2, 3, 4, 9)
people = st.sampled_from(PEOPLE)
KINDS: tuple[AskKind, ...] = ("knock", "invite", "ping", "lead", "come", "visit")
asking = st.tuples(st.just("ask"), people, st.sampled_from(KINDS), people)
answers = st.sampled_from(["accept", "later", "decline", "redirect"])
answering = st.tuples(st.just("answer"), people, answers, st.integers(0, 5), people)
declining = st.tuples(st.just("answer"), people, st.just("decline"), st.integers(0, 5), people)
living = st.one_of(
    st.tuples(st.just("cancel"), people, st.integers(0, 5)),
    st.tuples(st.just("walk"), people, st.sampled_from([0, 3, 4, 6])),
    st.tuples(st.just("lock"), people, st.booleans()),
    st.tuples(st.just("go"), people, st.sampled_from([GROUND, ROOF])),
    st.tuples(st.just("leave"), people),
    st.tuples(st.just("wait"), st.sampled_from([5.0, 30.0])),
)


def start() -> House:
    house = House()
    for who, at in ((1, 3), (2, 4), (3, 0)):
        house.enter(who, at)
    house.enter(4, 3, ROOF)
    house.enter(9, 1, guest=True)
    house.lock(1)
    return house


def act(house: House, step: tuple, asks: list[AskId]) -> list[Told]:
    """One step of a history. Who acts and is not in the office comes first."""
    what, who, *rest = step
    if what == "wait":
        return house.tick(who)
    told = [] if PersonId(who) in house.office else house.enter(who, guest=who == 9)
    match what, rest:
        case "ask", (kind, to):
            told += house.ask(who, kind, to, M)
        case "answer", (answer, back, to):
            ask = asks[-1 - back % len(asks)] if asks else AskId(0)
            told += house.answer(who, ask, answer, to, M)
        case "cancel", (back,):
            ask = asks[-1 - back % len(asks)] if asks else AskId(0)
            told += house.do(who, commands.CancelAsk(ask))
        case "walk", (to,):
            told += house.walk(who, to)
        case "lock", (locked,):
            told += house.lock(who, locked=locked)
        case "go", (floor,):
            told += house.do(who, commands.GoFloor(floor))
        case "pass", ():
            house.fresh()  # the id that an answer would have used
        case "leave", ():
            told += house.do(who, commands.Leave())
    return told


@dataclass
class Ledger:
    """Who should know of what: the simple model beside the machine."""

    asked: dict[AskId, events.Asked] = field(default_factory=dict)
    open_for: defaultdict[int, set[AskId]] = field(default_factory=lambda: defaultdict(set))

    def note(self, told: list[Told], before: dict[int, set[int]]) -> None:
        """Takes notice of what was told; `before` is who was inside M, by asker."""
        for _, event in told:
            match event:
                case events.Asked():
                    self._opened(event, before)
                case events.AskOver():
                    self._ended(event)
                case events.Left(person=person, why=why) if why != "floor":
                    self.open_for.pop(person, None)

    def _opened(self, event: events.Asked, inside: dict[int, set[int]]) -> None:
        expected = {event.to} if event.to else inside[event.person]
        assert event.audience == expected | {event.person}
        assert event.person not in expected
        self.asked[event.ask] = event
        for person in event.audience:
            assert event.ask not in self.open_for[person]
            self.open_for[person].add(event.ask)

    def _ended(self, event: events.AskOver) -> None:
        asked = self.asked[event.ask]
        assert event.audience, "an end for nobody is none"
        for person in event.audience:
            assert event.ask in self.open_for[person], "it ends once, for those who know of it"
            self.open_for[person].discard(event.ask)
        if event.why == "declined":
            assert (asked.person in event.audience) == (asked.kind == "ping")
        elif asked.person in event.audience or event.why != "gone":
            knowing = {p for p, asks in self.open_for.items() if event.ask in asks}
            assert knowing <= {asked.person, *asked.audience} and not knowing
        if event.by:
            assert event.by in asked.audience - {asked.person}


def hearing(house: House) -> dict[int, set[int]]:
    """For each person the members inside the room M of their floor."""
    heard = {}
    for who in PEOPLE:
        person = PersonId(who)
        if person in house.office:
            floor = house.office.floors[house.office.where(person)]
            heard[who] = set(floor.inside(M)) - {9}
        else:
            heard[who] = set(house.office.floors[GROUND].inside(M)) - {9}
    return heard


@pytest.mark.spec("ASK-1", "ASK-2", "ASK-3", "ASK-4", "ASK-8", "ASK-10")
@given(st.lists(st.one_of(asking, asking, answering, living), min_size=6, max_size=40))
@examples(300)
def test_everything_asked_ends_once_for_each_who_was_told_and_nobody_else(
    history: list[tuple],
) -> None:
    house, ledger, asks = start(), Ledger(), list[AskId]()
    for step in history:
        inside = hearing(house)
        told = act(house, step, asks)
        asks += [asked.ask for asked in only(events.Asked, told)]
        ledger.note(told, inside)
        for who in PEOPLE:
            assert set(house.open_for(who)) == ledger.open_for[who]
            own = [a for a in house.office.asks_of(PersonId(who)) if a.person == who]
            assert len(own) <= 5
            assert len({(a.kind, a.to or -a.room) for a in own}) == len(own)
    ledger.note(house.tick(61.0), hearing(house))
    assert not any(ledger.open_for.values())
    assert all(house.open_for(who) == [] for who in PEOPLE)


@pytest.mark.spec("ASK-4", "ASK-9", "ASK-10")
@given(st.lists(st.one_of(asking, asking, declining, living), min_size=6, max_size=30))
@examples(300)
def test_no_asker_can_tell_a_silent_no_from_no_answer(history: list[tuple]) -> None:
    """The same history with the declines and without them is the same for each asker."""
    quiet = [step if step[0] != "answer" else ("pass", step[1]) for step in history]
    first, second = as_told_to_askers(history), as_told_to_askers(quiet)
    assert first == second


def as_told_to_askers(history: list[tuple]) -> list[list[object]]:
    """What each asker is told of what they asked, at each step, and what they find open."""
    house, asks = start(), list[AskId]()
    asker: dict[AskId, int] = {}
    steps: list[list[object]] = []
    for step in [*history, ("wait", 61.0)]:
        if step[0] == "ask" and step[2] == "ping":
            step = ("ask", step[1], "come", step[3])  # pings are declined with a word
        told = act(house, step, asks)
        heard: list[object] = []
        for _, event in told:
            match event:
                case events.Asked(ask=ask, person=person):
                    asks.append(ask)
                    asker[ask] = person
                    heard.append(event)
                case events.AskOver(ask=ask) if PersonId(asker[ask]) in event.audience:
                    heard.append((ask, event.why, event.by, event.name))
                case events.Refused(command="ask"):
                    heard.append(event)
        for who in PEOPLE:
            own = house.office.asks_of(PersonId(who))
            heard += [a.ask for a in own if a.person == who]
        steps.append(heard)
    return steps
