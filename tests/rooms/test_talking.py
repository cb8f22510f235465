"""Bubbles over time on a floor, chat, and lost connections, rule by rule."""

from __future__ import annotations

import pytest

from rooms import commands, events
from rooms.audience import audience
from rooms.bubbles import BubbleRules
from rooms.floor import Rules
from rooms.model import PersonId, Seconds, Status, Wish
from rooms.plan import ZoneKind
from tests.support.crew import TICK, Crew
from tests.support.plans import draw, spot
from tests.support.walked import Moved

HALL = draw("\n".join(["." * 40] * 6))


def talking(*who: int) -> Crew:
    """A hall with these people in one bubble, and 9 far away."""
    crew = Crew(HALL)
    for place, person in enumerate(who):
        crew.enter(person, spot(2.5 + place, 2.5))
    crew.enter(9, spot(30, 2.5))
    crew.wait(1.0)
    return crew


def bubbled(*changes: tuple[int, int]) -> list[events.Event]:
    return [events.Bubbled(PersonId(p), b) for p, b in changes]


def changed(who: int, status: Status = "available", lingering: bool = False) -> events.Changed:
    return events.Changed(PersonId(who), status, status == "dnd", None, lingering, 0)


# --- bubbles over time ----------------------------------------------------------------------------


@pytest.mark.spec("BUB-2", "BUB-12")
def test_a_bubble_forms_when_both_have_stood_still_for_long_enough() -> None:
    crew = Crew(HALL)
    crew.enter(1, spot(2.5, 2.5))
    crew.enter(2, spot(4.5, 2.5))
    assert crew.tick(after=0.39) == []
    assert crew.tick(after=0.02) == bubbled((1, 1), (2, 1))
    assert crew.wait(1.0) == []


@pytest.mark.spec("BUB-2")
def test_each_step_starts_the_time_anew() -> None:
    crew = Crew(HALL)
    crew.enter(1, spot(2.5, 2.5))
    crew.enter(2, spot(4.5, 2.5))
    for step in range(1, 7):
        crew.tick(after=0.3)
        crew.claim(2, spot(4.5 + step / 32, 2.5))
        assert [type(e) for e in crew.tick()] == [Moved]
    assert crew.bubble(1) == 0
    crew.wait(0.5)
    assert crew.bubble(1) == crew.bubble(2) != 0


@pytest.mark.spec("BUB-2")
def test_somebody_who_walks_past_talkers_is_in_no_bubble() -> None:
    crew = talking(1, 2)
    crew.enter(3, spot(1.5, 3.5))
    for step in range(1, 40):
        crew.claim(3, spot(1.5 + step * 0.25, 3.5))
        assert not any(isinstance(e, events.Bubbled) for e in crew.tick())


@pytest.mark.spec("BUB-2")
def test_the_settling_time_is_a_setting() -> None:
    crew = Crew(HALL, Rules(bubbles=BubbleRules(settle=2.0)))
    crew.enter(1, spot(2.5, 2.5))
    crew.enter(2, spot(4.5, 2.5))
    assert crew.tick(after=1.9) == []
    assert crew.tick(after=0.2) == bubbled((1, 1), (2, 1))


@pytest.mark.spec("BUB-3", "BUB-12")
def test_walking_away_ends_the_bubble_in_the_same_tick() -> None:
    crew = talking(1, 2)
    assert crew.go(2, spot(6.5, 2.5)) == [Moved(PersonId(2), spot(6.5, 2.5), "e")]
    assert crew.go(2, spot(6.6, 2.5))[1:] == bubbled((1, 0), (2, 0))


@pytest.mark.spec("BUB-7")
def test_a_meeting_room_is_joined_on_the_way_in_and_left_on_the_way_out() -> None:
    house = draw("...1.MMMMM2MM", M=ZoneKind.MEETING)
    crew = Crew(house)
    crew.enter(1, house[1])
    crew.enter(2, house[2])
    crew.wait(1.0)
    room = house.zones["M"]
    assert crew.go(1, spot(5.2, 0.5))[-2:] == bubbled((1, room), (2, room))
    assert crew.go(1, spot(4.9, 0.5))[-2:] == bubbled((1, 0), (2, 0))


@pytest.mark.spec("BUB-7", "BUB-11")
def test_nobody_takes_a_meeting_rooms_bubble_along() -> None:
    house = draw("......MM1M2MM", M=ZoneKind.MEETING)
    crew = Crew(house)
    crew.enter(1, house[1])
    crew.enter(2, house[2])
    crew.wait(2.0)
    crew.claim(1, spot(4.5, 0.5))
    crew.claim(2, spot(5.5, 0.5))
    crew.tick()
    assert crew.bubble(1) == crew.bubble(2) == 0
    crew.wait(1.0)
    assert crew.bubble(1) == crew.bubble(2) > len(house.plan.zones)


@pytest.mark.spec("BUB-8")
def test_silence_ends_and_prevents_bubbles() -> None:
    house = draw("..1.2SSS", S=ZoneKind.SILENT)
    crew = Crew(house)
    crew.enter(1, house[1])
    crew.enter(2, house[2])
    crew.wait(1.0)
    assert crew.bubble(1) == crew.bubble(2) != 0
    crew.go(2, spot(5.2, 0.5))
    assert crew.bubble(1) == crew.bubble(2) == 0
    crew.go(1, spot(5.5, 0.5))
    assert crew.wait(1.0) == [], "nor among those who are inside"


@pytest.mark.spec("BUB-8")
def test_who_is_not_to_be_disturbed_is_in_no_bubble() -> None:
    crew = talking(1, 2)
    assert crew.wish(1, "dnd") == [changed(1, "dnd")]
    assert crew.tick() == bubbled((1, 0), (2, 0))
    assert crew.wish(1, "dnd") == []
    crew.wish(1)
    assert crew.tick() == bubbled((1, 2), (2, 2))


@pytest.mark.spec("BUB-8")
def test_do_not_disturb_counts_in_a_meeting_room_too() -> None:
    house = draw("MM1M2M3", M=ZoneKind.MEETING)
    crew = Crew(house)
    crew.enter(1, house[1])
    crew.enter(2, house[2])
    crew.enter(3, house[3], wish=Wish("dnd"))
    crew.tick()
    assert (crew.bubble(1), crew.bubble(2), crew.bubble(3)) == (1, 1, 0)


@pytest.mark.spec("BUB-11")
def test_an_id_is_not_used_again() -> None:
    crew = talking(1, 2)
    crew.go(2, spot(10, 2.5))
    crew.go(2, spot(3.5, 2.5))
    crew.wait(1.0)
    assert crew.bubble(1) == crew.bubble(2) == 2


# --- chat -----------------------------------------------------------------------------------------


@pytest.mark.spec("CHAT-1")
def test_the_bubble_hears_and_nobody_else() -> None:
    crew = talking(1, 2, 3)
    (said,) = crew.say(1, "お昼にしませんか")
    assert isinstance(said, events.Said)
    assert said.hearers == {2, 3}
    assert audience(said) == {1, 2, 3}
    assert (said.person, said.name, said.scope, said.to) == (1, "人1", "bubble", 0)


@pytest.mark.spec("CHAT-1")
def test_the_bubble_is_the_one_of_the_last_tick() -> None:
    crew = talking(1, 2)
    crew.wait(1.0)
    crew.claim(2, spot(8, 2.5))
    (said,) = crew.say(1)
    assert isinstance(said, events.Said) and said.hearers == {2}
    crew.tick()
    assert isinstance(crew.say(1)[0], events.Refused)


@pytest.mark.spec("CHAT-1")
def test_two_bubbles_do_not_hear_each_other() -> None:
    crew = talking(1, 2)
    crew.enter(8, spot(31, 2.5))
    crew.wait(1.0)
    (said,) = crew.say(8)
    assert audience(said) == {8, 9}


@pytest.mark.spec("CHAT-2")
def test_the_floor_hears_what_is_said_to_it() -> None:
    house = draw("..1..SSSS2SS...3...", S=ZoneKind.SILENT)
    crew = Crew(house)
    crew.enter(1, house[1])
    crew.enter(2, house[2])
    crew.enter(3, house[3], wish=Wish("dnd"))
    crew.do(3, commands.Drop(Seconds(crew.now + 60)))
    (said,) = crew.say(1, scope="floor")
    assert isinstance(said, events.Said) and said.scope == "floor"
    assert audience(said) == {1, 2, 3}


@pytest.mark.spec("CHAT-2")
def test_one_may_speak_to_an_empty_floor() -> None:
    crew = Crew(HALL)
    crew.enter(1)
    (said,) = crew.say(1, scope="floor")
    assert audience(said) == {1}


@pytest.mark.spec("CHAT-3")
def test_there_is_nobody_near_to_talk_to() -> None:
    crew = talking(1, 2)
    (refused,) = crew.say(9)
    assert refused == events.Refused(PersonId(9), "say", "r1", "nobody_near")
    assert audience(refused) == {9}


@pytest.mark.spec("CHAT-4")
@pytest.mark.parametrize("text", ["", "   ", "\n\t", "　"])
def test_blanks_alone_are_no_message(text: str) -> None:
    crew = talking(1, 2)
    assert crew.say(1, text) == [events.Refused(PersonId(1), "say", "r1", "empty")]


@pytest.mark.spec("CHAT-4")
def test_a_text_is_a_text() -> None:
    crew = talking(1, 2)
    (said,) = crew.say(1, "  <b>&amp; **A**\n  𠮷野家 \u202e\n")
    assert isinstance(said, events.Said)
    assert said.text == "<b>&amp; **A**\n  𠮷野家 \u202e"


# --- lost connections -----------------------------------------------------------------------------


@pytest.mark.spec("SESS-1")
def test_who_loses_the_connection_keeps_place_and_seat() -> None:
    crew = talking(1, 2)
    before = crew.card(2)
    crew.wait(1.0)
    crew.claim(2, spot(4, 2.5))
    dropped = crew.do(2, commands.Drop(Seconds(crew.now + 60)))
    assert dropped == [changed(2, lingering=True)]
    assert crew.wait(5.0) == [], "the claim from before is forgotten"
    assert (crew.at(2), crew.bubble(2)) == (before.at, before.bubble)
    assert crew.card(2).lingering
    (said,) = crew.say(1)
    assert isinstance(said, events.Said) and 2 in said.hearers


@pytest.mark.spec("SESS-2")
def test_who_comes_back_goes_on_in_place() -> None:
    crew = talking(1, 2)
    before, epoch = crew.card(2), crew.epoch(2)
    crew.do(2, commands.Drop(Seconds(crew.now + 60)))
    crew.wait(20.0)
    assert crew.do(2, commands.Resume()) == [changed(2)]
    assert crew.card(2) == before
    crew.claim(2, spot(4, 2.5), epoch=epoch)
    assert crew.wait(61.0) == [], "claims from before are stale, and the deadline is off"
    crew.claim(2, spot(4, 2.5), epoch=epoch + 1)
    assert crew.tick()[0] == Moved(PersonId(2), spot(4, 2.5), "e")


@pytest.mark.spec("SESS-3")
def test_after_the_deadline_one_is_gone_for_all() -> None:
    crew = talking(1, 2)
    deadline = Seconds(crew.now + 60)
    crew.do(2, commands.Drop(deadline))
    assert crew.floor.next_deadline == deadline
    assert crew.tick(after=60 - TICK) == []
    left = events.Left(PersonId(2), "timed_out")
    assert crew.tick(after=deadline - crew.now) == [left, *bubbled((1, 0))]
    assert 2 not in crew.floor
    assert crew.floor.next_deadline is None


@pytest.mark.spec("SESS-3", "BUB-9")
def test_those_whose_time_is_up_together_leave_in_the_order_of_their_ids() -> None:
    crew = Crew(HALL)
    for who in (5, 2, 7):
        crew.enter(who, spot(who, 2.5))
        crew.do(who, commands.Drop(Seconds(crew.now + 1)))
    left = [e.person for e in crew.tick(after=2.0) if isinstance(e, events.Left)]
    assert left == [2, 5, 7]


@pytest.mark.spec("SESS-4")
@pytest.mark.parametrize("why", ["left", "floor", "pass_ended"])
def test_who_leaves_is_gone_at_once(why: events.LeaveReason) -> None:
    crew = talking(1, 2)
    if why == "left":
        assert crew.do(2, commands.Leave()) == [events.Left(PersonId(2), why)]
    else:
        assert crew.floor.remove(PersonId(2), why) == [events.Left(PersonId(2), why)]
    assert 2 not in crew.floor and len(crew.floor) == 2
    assert crew.tick() == bubbled((1, 0))


@pytest.mark.spec("SESS-5")
def test_after_a_restart_people_are_in_place_and_in_their_bubbles() -> None:
    crew = talking(1, 2)
    crew.enter(3, spot(30, 1))
    crew.go(2, spot(6, 2.5))  # holds, but would not join
    crew.wait(1.0)
    old = crew.floor.snapshot()
    again = Crew(HALL)
    for card in reversed(old):
        again.enter(
            card.person,
            card.at,
            facing=card.facing,
            bubble=card.bubble,
            linger_until=Seconds(again.now + 60),
        )
    assert not any(isinstance(e, events.Bubbled) for e in again.wait(1.0))
    assert [(c.person, c.at, c.facing, c.bubble) for c in again.floor.snapshot()] == [
        (c.person, c.at, c.facing, c.bubble) for c in old
    ]
    assert all(c.lingering for c in again.floor.snapshot())
    again.enter(4, spot(15, 2.5))
    again.enter(5, spot(16, 2.5))
    again.wait(1.0)
    assert again.bubble(4) > max(c.bubble for c in old), "new ids begin after the old ones"


@pytest.mark.spec("SESS-5", "BUB-7")
def test_after_a_restart_a_meeting_goes_on() -> None:
    house = draw("MM1M2M..", M=ZoneKind.MEETING)
    crew = Crew(house)
    for who in (1, 2):
        crew.enter(who, house[who], bubble=house.zones["M"], linger_until=Seconds(crew.now + 60))
    assert crew.tick() == []
    assert crew.bubble(1) == crew.bubble(2) == house.zones["M"]
