"""Status, hands, signs, profiles and chat scopes on one floor, rule by rule."""

from __future__ import annotations

import pytest

from rooms import commands, events
from rooms.audience import OnFloor, audience
from rooms.model import PersonId, Profile, Scope, Seconds, Status
from rooms.plan import ZoneKind
from tests.rooms.test_rooms import refused
from tests.support.crew import Crew
from tests.support.plans import draw, spot

HALL = draw(
    "@.....1SSSS..WWWW..MMMM.....2.........3",
    S=ZoneKind.SILENT,
    W=ZoneKind.WINDOW,
    M=ZoneKind.MEETING,
)
SILENT, WINDOW, ROOM, OPEN = spot(9, 0.5), spot(15, 0.5), spot(21, 0.5), spot(4, 0.5)
FAR = spot(30, 0.5)


def alone(at: object = OPEN, **more: object) -> Crew:
    crew = Crew(HALL)
    crew.enter(1, at, **more)  # type: ignore[arg-type]
    crew.wait(1.0)
    return crew


def statuses(happened: list[events.Event]) -> list[Status]:
    """What all are told of a status."""
    changes = [event for event in happened if isinstance(event, events.Changed)]
    assert all(audience(event) is OnFloor.EVERYONE for event in changes)
    return [event.status for event in changes]


# --- status ---------------------------------------------------------------------------------------


@pytest.mark.spec("STAT-1", "STAT-3")
def test_status_follows_from_where_one_stands_and_is_told_once() -> None:
    crew = alone()
    assert crew.card(1).status == "available"
    assert statuses(crew.walk(1, spot(25, 0.5))) == [
        "dnd",
        "available",
        "serving",
        "available",
        "meeting",
        "available",
    ]


@pytest.mark.spec("STAT-1")
@pytest.mark.parametrize(
    "at, status", [(OPEN, "available"), (SILENT, "dnd"), (WINDOW, "serving"), (ROOM, "meeting")]
)
def test_it_does_from_the_beginning(at: object, status: Status) -> None:
    crew = Crew(HALL)
    (entered, *_) = crew.enter(1, at)  # type: ignore[arg-type]
    assert isinstance(entered, events.Entered) and entered.card.status == status
    assert statuses(crew.wait(1.0)) == []


@pytest.mark.spec("STAT-1")
def test_who_does_nothing_is_away_where_the_place_says_nothing() -> None:
    crew = alone()
    assert statuses(crew.do(1, commands.SetIdle(True))) == ["away"]
    assert crew.do(1, commands.SetIdle(True)) == []
    assert statuses(crew.do(1, commands.SetIdle(False))) == ["available"]
    for at, status in ((SILENT, "dnd"), (WINDOW, "serving"), (ROOM, "meeting")):
        there = alone(at)
        assert there.do(1, commands.SetIdle(True)) == []
        assert there.card(1).status == status


@pytest.mark.spec("STAT-1")
def test_silence_comes_before_the_window_and_that_before_the_room() -> None:
    flat = draw("MMWWSS.", M=ZoneKind.MEETING, W=ZoneKind.WINDOW, S=ZoneKind.SILENT)
    room, window, silence = flat.plan.zones
    room.mask[:] |= window.mask | silence.mask
    window.mask[:] |= silence.mask
    crew = Crew(flat)
    for who in (1, 2, 3):
        crew.enter(who, spot(2 * who - 1, 0.5))
    assert [crew.card(who).status for who in (1, 2, 3)] == ["meeting", "serving", "dnd"]
    assert crew.floor.inside(room.id) == (1, 2, 3), "and all are in the room"


@pytest.mark.spec("STAT-1")
def test_a_guest_at_a_window_is_served_and_not_serving() -> None:
    crew = Crew(HALL)
    crew.enter(1, WINDOW, guest=True)
    assert crew.at(1) == WINDOW and crew.card(1).status == "available"


@pytest.mark.spec("STAT-2", "STAT-3")
def test_a_wish_overrides_what_follows_until_it_is_taken_back() -> None:
    crew = alone()
    assert statuses(crew.wish(1, "away")) == ["away"]
    assert statuses(crew.walk(1, SILENT)) == []
    assert statuses(crew.wish(1, "available")) == ["available"]
    assert statuses(crew.wish(1)) == ["dnd"]
    assert crew.wish(1) == []


@pytest.mark.spec("STAT-2")
def test_a_wish_ends_at_its_time() -> None:
    crew = alone()
    until = Seconds(crew.now + 10)
    (changed,) = crew.wish(1, "dnd", until)
    assert changed == events.Changed(PersonId(1), "dnd", True, until, False, 0)
    assert crew.card(1).until == until == crew.floor.next_deadline
    assert statuses(crew.tick(after=9.9)) == []
    assert crew.tick(after=0.2) == [events.Changed(PersonId(1), "available", False, None, False, 0)]
    assert crew.floor.next_deadline is None
    assert crew.floor.wish(PersonId(1)) is None


@pytest.mark.spec("STAT-2")
def test_a_wish_is_kept_over_a_restart_and_ends_then() -> None:
    crew = alone()
    crew.wish(1, "away", Seconds(crew.now + 10))
    again = Crew(HALL)
    again.enter(1, OPEN, wish=crew.floor.wish(PersonId(1)))
    assert again.card(1).status == "away"
    assert statuses(again.wait(12)) == ["available"]


@pytest.mark.spec("STAT-2", "BUB-8")
def test_a_wish_keeps_out_of_bubbles_and_a_silent_zone_does_with_or_without_one() -> None:
    crew = alone()
    crew.enter(2, spot(5, 0.5))
    crew.wait(1.0)
    assert crew.bubble(1) == crew.bubble(2) != 0
    crew.wish(1, "dnd", Seconds(crew.now + 2))
    crew.tick()
    assert crew.bubble(1) == crew.bubble(2) == 0
    crew.wait(3.0)
    assert crew.bubble(1) == crew.bubble(2) != 0
    silent = alone(SILENT)
    silent.wish(1, "available")
    silent.enter(2, spot(10, 0.5))
    silent.wait(1.0)
    assert silent.bubble(1) == 0


# --- gestures and profiles ------------------------------------------------------------------------


def hands(crew: Crew, *who: int) -> list[int]:
    return [crew.card(person).hand for person in who]


@pytest.mark.spec("HAND-1")
def test_hands_are_numbered_in_the_order_of_raising() -> None:
    crew = alone()
    crew.enter(2, spot(12, 0.5))
    crew.enter(3, FAR)
    for who in (2, 3, 1):
        (changed,) = crew.do(who, commands.SetHand(True))
        assert isinstance(changed, events.Changed) and changed.hand == crew.card(who).hand
    two, three, one = hands(crew, 2, 3, 1)
    assert 0 < two < three < one
    assert crew.do(2, commands.SetHand(True)) == [], "raising twice keeps the place"
    assert hands(crew, 2, 3, 1) == [two, three, one]
    (changed,) = crew.do(2, commands.SetHand(False))
    assert isinstance(changed, events.Changed) and changed.hand == 0
    assert crew.do(2, commands.SetHand(False)) == []
    crew.do(2, commands.SetHand(True))
    assert hands(crew, 3, 1, 2) == sorted(hands(crew, 3, 1, 2)) and hands(crew, 2)[0] > one


@pytest.mark.spec("HAND-1")
def test_the_order_of_hands_survives_a_restart() -> None:
    again = Crew(HALL)
    again.enter(1, OPEN, hand=7)
    again.enter(2, FAR, hand=4)
    again.enter(3, spot(12, 0.5))
    again.do(3, commands.SetHand(True))
    assert hands(again, 2, 1, 3) == [4, 7, 8]


@pytest.mark.spec("HAND-2")
def test_a_sign_is_told_to_all_on_the_floor() -> None:
    crew = alone()
    crew.enter(2, FAR, guest=True)
    for who, to in ((1, 0), (1, 2), (2, 1)):
        (event,) = crew.do(who, commands.React("👍", PersonId(to)))
        assert event == events.Reacted(PersonId(who), "👍", PersonId(to))
        assert audience(event) is OnFloor.EVERYONE
    assert crew.do(1, commands.React("👋", PersonId(9))) == refused(1, "react", "unknown_person")


def test_a_profile_is_told_to_all_on_the_floor() -> None:
    crew = alone()
    profile = Profile("花子", "auto", "経理", "Asia/Tokyo")
    (event,) = crew.do(1, commands.SetProfile(profile))
    assert event == events.Profiled(PersonId(1), profile)
    assert audience(event) is OnFloor.EVERYONE
    assert crew.card(1).profile == profile
    assert crew.do(1, commands.SetProfile(profile)) == []


# --- chat scopes ----------------------------------------------------------------------------------


def meeting() -> Crew:
    """1, 2 and guest 5 in the room, of whom 2 is not to be disturbed; 3 outside."""
    crew = alone(spot(20, 0.5))
    crew.enter(2, spot(21, 0.5))
    crew.wish(2, "dnd")
    crew.enter(5, spot(22, 0.5), guest=True, linger_until=Seconds(crew.now + 60))
    crew.enter(3, FAR)
    crew.wait(1.0)
    return crew


@pytest.mark.spec("CHAT-9")
def test_the_room_hears_in_a_bubble_or_not_and_nobody_else() -> None:
    crew = meeting()
    assert crew.bubble(2) == 0
    (said,) = crew.say(1, scope="room")
    assert isinstance(said, events.Said)
    assert (said.scope, said.to, audience(said)) == ("room", HALL.zones["M"], {1, 2, 5})
    (said,) = crew.say(5, scope="room")
    assert audience(said) == {1, 2, 5}


@pytest.mark.spec("CHAT-9")
def test_from_outside_of_every_room_nobody_speaks_to_one() -> None:
    crew = meeting()
    assert crew.say(3, scope="room") == [events.Refused(PersonId(3), "say", "r1", "not_in_room")]


@pytest.mark.spec("CHAT-9")
def test_one_may_leave_a_word_in_an_empty_room() -> None:
    (said,) = alone(ROOM).say(1, scope="room")
    assert audience(said) == {1}


@pytest.mark.spec("CHAT-14")
@pytest.mark.parametrize(
    "who, scope, readers",
    [(1, "bubble", {5}), (1, "room", {2, 5}), (1, "floor", {2, 3}), (5, "room", {1, 2})],
)
def test_that_somebody_writes_is_told_to_those_who_would_read_it(
    who: int, scope: Scope, readers: set[int]
) -> None:
    crew = meeting()
    (typed,) = crew.do(who, commands.Type(scope))
    to = HALL.zones["M"] if scope == "room" else 0
    assert typed == events.Typed(PersonId(who), scope, to, frozenset(map(PersonId, readers)))
    assert audience(typed) == readers


@pytest.mark.spec("CHAT-14")
@pytest.mark.parametrize("who, scope", [(3, "bubble"), (3, "room"), (5, "floor")])
def test_where_nobody_would_read_nobody_is_told_and_nothing_refused(who: int, scope: Scope) -> None:
    assert meeting().do(who, commands.Type(scope)) == []


@pytest.mark.spec("CHAT-10")
def test_direct_messages_are_not_the_floors() -> None:
    with pytest.raises(ValueError, match="direct"):
        alone().say(1, scope="direct")
