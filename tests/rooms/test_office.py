"""The office as a whole: who is where, changing floors, words to one person, who is elsewhere."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rooms import commands, events
from rooms.audience import OnFloor, audience
from rooms.floor import UnknownPersonError
from rooms.model import FloorId, PersonId, Profile, Seconds, Status, Wish
from rooms.office import EVERYWHERE, Told
from tests.support.examples import examples
from tests.support.house import GROUND, IN_EXIT, ROOF, House, only, refusals


def two_floors() -> House:
    """1 and 2 on the ground, 3 and 4 on the roof, 9 a guest on the ground."""
    house = House()
    house.enter(1, 0)
    house.enter(2, 1)
    house.enter(3, 0, ROOF)
    house.enter(4, 1, ROOF)
    house.enter(9, 2, guest=True)
    return house


def names_elsewhere(house: House, floor: FloorId) -> list[int]:
    return [came.person for came in house.office.elsewhere(floor)]


def came(house: House, who: int, floor: FloorId, status: Status = "available") -> Told:
    """What the other floor is told of somebody on `floor`."""
    other = ROOF if floor == GROUND else GROUND
    profile = house.office.card(PersonId(who)).profile
    return Told(other, events.CameElsewhere(PersonId(who), profile, floor, status))


# --- who is where ---------------------------------------------------------------------------------


def test_an_office_knows_who_is_where() -> None:
    house = two_floors()
    office = house.office
    assert len(office) == 5 and 3 in office and 5 not in office
    assert office.where(PersonId(3)) == ROOF and office.where(PersonId(9)) == GROUND
    with pytest.raises(UnknownPersonError):
        office.where(PersonId(5))
    with pytest.raises(ValueError, match="already"):
        house.enter(3)
    house.do(3, commands.Leave())
    assert 3 not in office and len(office) == 4
    assert house.do(3, commands.SetHand(True)) == []
    assert house.office.end(PersonId(3), "left", house.now) == []


def test_who_names_no_floor_comes_to_the_first_one() -> None:
    house = House()
    enter = commands.Enter(Profile("人1", "auto"))
    (entered,) = only(events.Entered, house.office.enter(PersonId(1), enter, None, house.now))
    assert house.office.where(PersonId(1)) == GROUND
    assert house.office.card(PersonId(1)) == entered.card


def test_an_idle_office_has_nothing_to_do() -> None:
    house = two_floors()
    house.tick(1.0)
    house.tick(1.0)
    assert not house.office.restless and house.office.next_deadline is None
    house.do(4, commands.Drop(Seconds(house.now + 9)))
    assert house.office.next_deadline == house.now + 9
    house.ask(1, "ping", 2)
    assert house.office.next_deadline == house.now + 9
    assert only(events.Left, house.tick(9.0)) == [events.Left(PersonId(4), "timed_out")]
    assert house.office.next_deadline == house.now + 51
    assert 4 not in house.office


def test_whose_pass_has_ended_is_put_out() -> None:
    house = two_floors()
    told = house.office.end(PersonId(9), "pass_ended", house.now)
    assert told[0] == Told(GROUND, events.Left(PersonId(9), "pass_ended"))
    assert Told(ROOF, events.WentElsewhere(PersonId(9))) in told
    assert 9 not in house.office


# --- changing floors ------------------------------------------------------------------------------


@pytest.mark.spec("SESS-4", "MOVE-7", "STAT-2", "HAND-1", "LIST-1")
def test_one_changes_floors_as_who_one_is() -> None:
    house = two_floors()
    house.do(1, commands.SetProfile(Profile("花", "auto", "経理", "Asia/Tokyo")))
    wish = Wish("dnd", Seconds(house.now + 600))
    house.do(1, commands.SetStatus(wish))
    house.do(1, commands.SetHand(True))
    before = house.office.card(PersonId(1))
    epoch = house.office.floors[GROUND].epoch(PersonId(1))
    told = house.do(1, commands.GoFloor(ROOF))
    assert house.office.where(PersonId(1)) == ROOF
    after = house.office.card(PersonId(1))
    assert [t for t in told if not isinstance(t.event, events.RoomChanged)] == [
        Told(GROUND, events.Left(PersonId(1), "floor")),
        Told(ROOF, events.WentElsewhere(PersonId(1))),
        Told(ROOF, events.Entered(after)),
        came(house, 1, ROOF, "dnd"),
    ]
    same = ("profile", "guest", "status", "until", "hand")
    assert [getattr(after, part) for part in same] == [getattr(before, part) for part in same]
    assert house.office.floors[ROOF].wish(PersonId(1)) == wish
    assert house.office.floors[ROOF].epoch(PersonId(1)) == epoch + 1
    assert 1 not in house.office.floors[GROUND]


@pytest.mark.spec("MOVE-11", "SESS-4")
def test_an_exit_leads_to_another_floor_after_all_that_happened_on_this_one() -> None:
    house = two_floors()
    told = house.walk_to(1, IN_EXIT)
    assert house.office.where(PersonId(1)) == ROOF
    assert not only(events.ExitReached, told), "where an exit leads is the office's to know"
    of_one = [t for t in told if getattr(t.event, "person", None) == 1]
    left = of_one.index(Told(GROUND, events.Left(PersonId(1), "floor")))
    assert all(floor == GROUND for floor, _ in of_one[:left])
    assert not only(events.Walked, told), "who has left walks nowhere here"
    assert all(t.event != events.Left for t in of_one[left + 1 :])
    assert not [t for t in of_one[left + 1 :] if t.floor == GROUND and public(t.event)]


def public(event: events.Event) -> bool:
    return audience(event) is OnFloor.EVERYONE


@pytest.mark.spec("MOVE-11")
def test_an_exit_that_leads_nowhere_is_a_place_as_any() -> None:
    house = two_floors()
    house.walk_to(3, IN_EXIT)
    assert house.office.where(PersonId(3)) == ROOF
    assert house.office.card(PersonId(3)).at == IN_EXIT


def test_one_goes_to_another_floor_of_this_office_only() -> None:
    house = two_floors()
    for floor, why in ((FloorId("cellar"), "unknown_floor"), (GROUND, "already_here")):
        told = house.do(1, commands.GoFloor(floor))
        assert told == [Told(GROUND, events.Refused(PersonId(1), "go_floor", "", why))]


@pytest.mark.spec("GUEST-4")
def test_guests_change_no_floors_by_list_or_exit() -> None:
    house = two_floors()
    assert refusals(house.do(9, commands.GoFloor(ROOF))) == [(9, "go_floor", "not_allowed")]
    house.walk_to(9, IN_EXIT)
    assert house.office.where(PersonId(9)) == GROUND
    assert house.office.card(PersonId(9)).at == IN_EXIT


# --- words to one person --------------------------------------------------------------------------


@pytest.mark.spec("CHAT-10")
@pytest.mark.parametrize("to", [2, 3, 77])
def test_a_direct_message_is_for_its_reader_on_whatever_floor_or_absent(to: int) -> None:
    house = two_floors()
    ((floor, said),) = house.say(1, to, "  やあ ")
    assert floor == GROUND and isinstance(said, events.Said)
    assert (said.scope, said.to, said.text, said.name) == ("direct", to, "やあ", "人1")
    assert audience(said) == {1, to}


@pytest.mark.spec("CHAT-10", "CHAT-4")
def test_a_direct_message_to_oneself_or_of_blanks_is_refused() -> None:
    house = two_floors()
    assert house.say(1, 1) == [
        Told(GROUND, events.Refused(PersonId(1), "say", "r1", "unknown_person"))
    ]
    assert refusals(house.say(1, 2, "\n　 ")) == [(1, "say", "empty")]


@pytest.mark.spec("CHAT-14")
def test_that_one_writes_to_somebody_is_told_to_that_one() -> None:
    house = two_floors()
    ((_, typed),) = house.do(1, commands.Type("direct", PersonId(3)))
    assert typed == events.Typed(PersonId(1), "direct", 3, frozenset({3}))
    assert audience(typed) == {3}
    for nobody in (1, 77):
        assert house.do(1, commands.Type("direct", PersonId(nobody))) == []


@pytest.mark.spec("CHAT-10", "CHAT-2")
def test_what_is_not_direct_is_the_floors() -> None:
    house = two_floors()
    (said,) = only(events.Said, house.say(1, 0, scope="floor"))
    assert said.hearers == {2}


@pytest.mark.spec("GUEST-5")
def test_a_guest_writes_to_members_who_wrote_first() -> None:
    house = two_floors()
    typing = commands.Type("direct", PersonId(3))
    assert refusals(house.say(9, 3)) == [(9, "say", "not_allowed")]
    assert house.do(9, typing) == []
    house.say(3, 9)
    assert only(events.Said, house.say(9, 3))
    assert only(events.Typed, house.do(9, typing))
    assert refusals(house.say(9, 4)) == [(9, "say", "not_allowed")]


@pytest.mark.spec("GUEST-5")
def test_a_guest_may_answer_to_what_was_written_while_they_were_away() -> None:
    house = two_floors()
    house.do(9, commands.Leave())
    house.say(3, 9)
    house.enter(9, guest=True)
    assert only(events.Said, house.say(9, 3))


@pytest.mark.spec("GUEST-5")
def test_a_guest_writes_to_members_who_accepted_a_visit_and_to_no_guests() -> None:
    house = two_floors()
    house.enter(8, 2, guest=True)
    declined, accepted = house.asked(9, "visit", 3), house.asked(9, "visit", 4)
    house.answer(3, declined, "decline")
    house.answer(4, accepted, "accept")
    assert only(events.Said, house.say(9, 4))
    for other in (3, 8, 77):
        assert refusals(house.say(9, other)) == [(9, "say", "not_allowed")]
    house.say(8, 9)
    assert refusals(house.say(9, 8)) == [(9, "say", "not_allowed")]


# --- who is elsewhere -----------------------------------------------------------------------------


@pytest.mark.spec("LIST-1")
def test_who_comes_and_goes_is_told_to_the_members_of_the_other_floors() -> None:
    house = two_floors()
    told = house.enter(5, 2, ROOF)
    assert came(house, 5, ROOF) in told
    assert all(audience(e) is OnFloor.MEMBERS for f, e in told if f == GROUND)
    told = house.do(5, commands.Leave())
    assert [t for t in told if t.floor == GROUND] == [
        Told(GROUND, events.WentElsewhere(PersonId(5)))
    ]
    assert names_elsewhere(house, GROUND) == [3, 4]
    assert names_elsewhere(house, ROOF) == [1, 2, 9]


@pytest.mark.spec("STAT-3", "LIST-1")
def test_other_floors_are_told_each_change_of_status_and_profile_once_and_nothing_else() -> None:
    house = two_floors()
    told = house.do(3, commands.SetStatus(Wish("dnd")))
    assert [t for t in told if t.floor == GROUND] == [came(house, 3, ROOF, "dnd")]
    for silent in (
        commands.SetStatus(Wish("dnd")),
        commands.SetHand(True),
        commands.React("👍"),
        commands.Drop(Seconds(house.now + 60)),
        commands.Resume(),
    ):
        assert [t for t in house.do(3, silent) if t.floor == GROUND] == []
    told = house.do(3, commands.SetProfile(Profile("空", "auto", "総務", "")))
    assert [t for t in told if t.floor == GROUND] == [came(house, 3, ROOF, "dnd")]
    told = house.walk(4, 3)
    assert [t for t in told if audience(t.event) is OnFloor.MEMBERS] == [
        came(house, 4, ROOF, "meeting")
    ]


@pytest.mark.spec("STAT-3")
def test_a_wish_that_ends_is_told_on_other_floors_too() -> None:
    house = two_floors()
    house.do(3, commands.SetStatus(Wish("away", Seconds(house.now + 30))))
    told = house.tick(30.0)
    assert [t for t in told if audience(t.event) is OnFloor.MEMBERS] == [came(house, 3, ROOF)]


PEOPLE = (1, 2, 3, 4, 9)
people = st.sampled_from(PEOPLE)
deeds = st.one_of(
    st.tuples(st.just("come"), people, st.sampled_from([GROUND, ROOF])),
    st.tuples(st.just("leave"), people),
    st.tuples(st.just("drop"), people),
    st.tuples(st.just("go"), people, st.sampled_from([GROUND, ROOF])),
    st.tuples(st.just("walk"), people, st.sampled_from(["exit", 0, 3, 6])),
    st.tuples(st.just("wish"), people, st.sampled_from(["dnd", "away", None])),
    st.tuples(st.just("name"), people, st.sampled_from(["花", "空"])),
    st.tuples(st.just("idle"), people, st.booleans()),
    st.tuples(st.just("wait"), st.sampled_from([0.05, 3.0])),
)


def act(house: House, deed: tuple) -> list[Told]:
    match deed:
        case "come", who, floor if PersonId(who) not in house.office:
            return house.enter(who, 0, floor, guest=who == 9)
        case "leave", who:
            return house.do(who, commands.Leave())
        case "drop", who:
            return house.do(who, commands.Drop(Seconds(house.now + 2)))
        case "go", who, floor:
            return house.do(who, commands.GoFloor(floor))
        case "walk", who, to:
            return house.walk_to(who, IN_EXIT) if to == "exit" else house.walk(who, to)
        case "wish", who, status:
            return house.do(who, commands.SetStatus(Wish(status) if status else None))
        case "name", who, name:
            return house.do(who, commands.SetProfile(Profile(name, "auto")))
        case "idle", who, idle:
            return house.do(who, commands.SetIdle(idle))
        case "wait", seconds:
            return house.tick(seconds)
    return []


@pytest.mark.spec("LIST-1", "STAT-3", "SESS-6")
@given(st.lists(deeds, min_size=6, max_size=40))
@examples(150)
def test_what_is_told_adds_up_to_who_is_where(history: list[tuple]) -> None:
    """A listener on each floor, who heard everything from the beginning, knows what is so."""
    house = House()
    here: dict[FloorId, set[int]] = {GROUND: set(), ROOF: set()}
    elsewhere: dict[FloorId, dict[int, events.CameElsewhere]] = {GROUND: {}, ROOF: {}}
    for deed in history:
        for floor, event in act(house, deed):
            match event:
                case events.Entered(card=card):
                    assert card.person not in here[floor]
                    here[floor].add(card.person)
                case events.Left(person=person):
                    here[floor].remove(person)
                case events.CameElsewhere(person=person):
                    assert elsewhere[floor].get(person) != event, "told once"
                    assert event.floor != floor
                    elsewhere[floor][person] = event
                case events.WentElsewhere(person=person):
                    del elsewhere[floor][person]
                case events.Walked():
                    assert floor == EVERYWHERE
                case _ if public(event):
                    assert getattr(event, "person", None) in {*here[floor], None}
        for floor in (GROUND, ROOF):
            assert elsewhere[floor] == {c.person: c for c in house.office.elsewhere(floor)}
            assert here[floor] == {card.person for card in house.office.floors[floor].snapshot()}
            for person, shown in elsewhere[floor].items():
                card = house.office.card(PersonId(person))
                assert (shown.profile, shown.status) == (card.profile, card.status)
                assert shown.floor == house.office.where(PersonId(person))
        assert len(house.office) == len(here[GROUND]) + len(here[ROOF])
