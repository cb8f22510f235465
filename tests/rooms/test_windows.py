"""Windows and staff: opened, closed, taken away, with people waiting there (WIN)."""

from __future__ import annotations

import pytest

from rooms.desk import commands
from rooms.desk.events import Refused, WindowRemoved
from rooms.desk.model import OFFICE, Ms, WindowId, letters
from rooms.desk.views import board, printed, queue
from rooms.model import PersonId
from tests.support.desk import (
    BOSS,
    MORNING,
    WORKDAY,
    Counter,
    called,
    for_person,
    for_skill,
    for_window,
    kinds,
    skills,
    staff,
    visitor,
    why,
)


def remove(desk: Counter, window: int, by: int = BOSS) -> object:
    return desk.do(staff(by), commands.RemoveWindow(WindowId(window)))


@pytest.mark.spec("WIN-1")
def test_supervisors_make_windows_and_letters_are_not_given_twice() -> None:
    desk = Counter()
    some = [letters(i) for i in (0, 25, 26, 51, 52, 701, 702)]
    assert some == ["A", "Z", "AA", "AZ", "BA", "ZZ", "AAA"]
    for by in (staff(1), visitor(BOSS), staff(77)):
        for command in (
            commands.SetWindow(WindowId(0), skills("総務")),
            commands.RemoveWindow(WindowId(2)),
            commands.SetStaff(PersonId(1), skills("総務")),
        ):
            assert why(desk.do(by, command)) == "not_allowed"
    assert why(desk.do(OFFICE, commands.SetWindow(WindowId(0), frozenset()))) == "bad_value"
    assert why(desk.do(OFFICE, commands.SetStaff(PersonId(5), skills("総務"), 0))) == "bad_value"
    remove(desk, 2)
    desk.do(staff(BOSS), commands.SetWindow(WindowId(0), skills("総務")))
    assert {w.id: (w.letter, w.gone) for w in desk.desk.windows.values()} == {
        1: ("A", False),
        2: ("B", True),
        3: ("C", False),
    }
    unknown = commands.SetWindow(WindowId(2), skills("総務"))
    assert why(desk.do(OFFICE, unknown)) == "unknown_window"
    desk.check_fold()


@pytest.mark.spec("WIN-2")
def test_nobody_walks_away_from_a_visitor_and_calls_are_put_back() -> None:
    desk = Counter()
    ticket = desk.served(1)
    for outcome in (desk.sit(1, 0), desk.sit(1, 2), desk.hire(1)):
        assert why(outcome) == "serving"
    desk.act(staff(1), "resolve", ticket)
    second = desk.taken(2)
    desk.call(1)
    assert kinds(desk.sit(1, 2)) == [("put_back", second)]
    assert [them.person for them in desk.desk.seated(WindowId(2))] == [2, 1]
    assert desk.sit(1, 2) == ()
    assert why(desk.sit(1, 9)) == "unknown_window" and why(desk.sit(5, 1)) == "not_allowed"
    assert called(desk.call(2)) == [second]
    assert kinds(desk.hire(2)) == [("put_back", second)]
    assert why(desk.call(2)) == "not_on_duty" and why(desk.hire(2)) == "unknown_person"
    desk.check_fold()


@pytest.mark.spec("WIN-3")
def test_several_by_text_and_one_in_person() -> None:
    desk = Counter()
    texts = [desk.taken(who, 2, by_text=True) for who in range(1, 5)]
    desk.now = Ms(desk.now + 1)
    face = desk.taken(9, 2)
    assert [called(desk.call(2)) for _ in range(3)] == [[t] for t in texts[:3]]
    assert why(desk.call(2)) == "busy"
    desk.act(staff(2), "begin", texts[0])
    desk.act(staff(2), "park", texts[0])
    assert called(desk.call(2)) == [texts[3]]
    for ticket in texts[1:]:
        desk.act(staff(2), "begin", ticket)
        desk.act(staff(2), "resolve", ticket)
    assert called(desk.call(2)) == [face]
    desk.taken(10, 2, by_text=True)
    assert why(desk.call(2)) == "busy", "beside somebody in person there is no room for a text"
    desk.check_fold()


@pytest.mark.spec("WIN-3")
def test_texts_go_before_older_people_whom_one_has_no_room_for() -> None:
    desk = Counter()
    text = desk.taken(1, 2, by_text=True)
    desk.call(2)
    face, other = desk.taken(2, 2), desk.taken(3, 2, by_text=True)
    assert called(desk.call(2)) == [other] and desk.state(face) == "waiting"
    assert desk.state(text) == "called"


@pytest.mark.spec("WIN-4")
@pytest.mark.parametrize(
    "minutes, turned, answer",
    [
        (0, "open", ""),
        (0, "paused", ""),
        (0, "closed", "unstaffed"),
        (-1, "open", "closed"),
        (-1, "closed", "closed"),
        (149, "open", ""),
        (150, "open", "too_late"),
        (200, "open", "closed"),
    ],
)
def test_when_numbers_are_given(minutes: int, turned: str, answer: str) -> None:
    desk = Counter(hours=WORKDAY, now=Ms(MORNING + minutes * 60_000), opened=False)
    if turned != "closed":
        desk.turn(1, turned)
    outcome = desk.take(1)
    assert (outcome.why if isinstance(outcome, Refused) else "") == answer
    case = desk.taken(2, verb="ask_callback")
    assert desk.state(case) == "callback", "there is always a case to be made"


@pytest.mark.spec("WIN-5")
def test_who_waits_at_a_closing_window_stays_if_another_covers_them() -> None:
    desk = Counter()
    desk.do(OFFICE, commands.SetWindow(WindowId(0), skills("経理", "総務")))
    desk.turn(3, "paused")
    ticket = desk.taken(1)
    assert kinds(desk.turn(1, "closed", staff(1))) == []
    assert desk.state(ticket) == "waiting" and called(desk.call(2)) == [ticket]


@pytest.mark.spec("WIN-5")
def test_who_waits_for_a_closing_window_alone_is_called_back() -> None:
    desk = Counter()
    served, called_one, waits, other = (
        desk.served(1),
        *(desk.taken(w) for w in (2, 3)),
        desk.taken(4, 2),
    )
    missed = desk.taken(5)
    desk.hire(3, "経理")
    desk.sit(3, 1)
    desk.act(staff(3), "call", missed)
    desk.act(staff(3), "miss", missed)
    desk.act(staff(3), "call", called_one)
    assert kinds(desk.turn(1, "closed", staff(1))) == [
        ("put_back", called_one),
        ("deferred", called_one),
        ("expired", missed),
        ("deferred", waits),
    ]
    assert (desk.state(served), desk.state(other)) == ("serving", "waiting")
    assert kinds(desk.act(staff(1), "resolve", served)) == [("resolved", served)]
    assert desk.turn(1, "closed") == () and why(desk.turn(7, "open")) == "unknown_window"
    assert why(desk.turn(1, "open", staff(2))) == "not_allowed"
    desk.check_fold()


@pytest.mark.spec("WIN-5", "TICK-13")
def test_who_was_sent_to_a_closing_window_goes_back_to_their_line() -> None:
    desk = Counter()
    ticket = desk.served(1)
    desk.act(staff(1), "transfer", ticket, line=for_window(2))
    assert kinds(desk.turn(2, "closed")) == [("redirected", ticket)]
    assert desk[ticket].line == for_skill("経理")
    assert called(desk.call(1)) == [ticket]
    desk.check_fold()


@pytest.mark.spec("WIN-6")
def test_a_window_taken_away_with_people_waiting() -> None:
    desk = Counter(hours=WORKDAY)
    slot = desk.taken(9, 2, verb="reserve", slot=Ms(MORNING + 3_600_000))
    ticket = desk.served(1, 2, by=2)
    waits, is_called = desk.taken(2, 2), desk.taken(3, 2)
    desk.hire(3, "人事")
    desk.sit(3, 2)
    assert why(remove(desk, 2)) == "serving"
    assert why(remove(desk, 7)) == "unknown_window"
    desk.act(staff(2), "resolve", ticket)
    desk.act(staff(3), "call", is_called)
    outcome = remove(desk, 2)
    assert kinds(outcome) == [
        ("put_back", is_called),
        ("deferred", is_called),
        ("deferred", waits),
        ("deferred", slot),
    ]
    assert isinstance(outcome[-1].fact, WindowRemoved)
    assert {desk.state(t) for t in (slot, waits, is_called)} == {"callback"}
    assert desk.desk.staff[PersonId(2)].window == desk.desk.staff[PersonId(3)].window == 0
    assert printed(desk.desk, desk[waits]) == "B-002"
    for outcome in (desk.take(20, 2), desk.sit(2, 2), desk.turn(2, "open"), remove(desk, 2)):
        assert why(outcome) == "unknown_window"
    desk.do(OFFICE, commands.SetWindow(WindowId(0), skills("人事")))
    assert kinds(desk.turn(3, "open"))[:1] == [("brought_forward", slot)]
    desk.sit(2, 3)
    assert called(desk.call(2)) == [slot], "the oldest first, and nobody is lost"
    desk.check_fold()


@pytest.mark.spec("WIN-7")
def test_a_window_that_loses_a_skill() -> None:
    desk = Counter()
    desk.do(OFFICE, commands.SetWindow(WindowId(2), skills("人事", "経理")))
    kept, moved = desk.taken(1, 2, needs=skills("経理")), desk.taken(2, 2, needs=skills("人事"))
    assert why(desk.take(3, 2, needs=skills("総務"))) == "unknown_skill"
    outcome = desk.do(OFFICE, commands.SetWindow(WindowId(2), skills("経理", "総務")))
    assert kinds(outcome) == [("deferred", moved)]
    assert desk.state(kept) == "waiting"
    desk.check_fold()


@pytest.mark.spec("WIN-7", "TICK-9")
def test_who_comes_back_to_a_line_that_has_no_window_any_more() -> None:
    desk = Counter()
    missed = desk.taken(1)
    desk.call(1)
    desk.act(staff(1), "miss", missed)
    desk.do(OFFICE, commands.SetWindow(WindowId(1), skills("総務")))
    back = desk.act(visitor(1), "come_back", missed)
    assert kinds(back) == [("came_back", missed), ("deferred", missed)]
    assert why(desk.act(staff(BOSS), "bring_forward", missed)) == "not_open"
    desk.do(OFFICE, commands.SetWindow(WindowId(2), skills("経理")))
    brought = desk.act(staff(BOSS), "bring_forward", missed)
    assert kinds(brought) == [("brought_forward", missed)]
    desk.check_fold()


@pytest.mark.spec("WIN-7")
def test_who_waits_for_somebody_who_is_not_of_the_staff_any_more() -> None:
    desk = Counter()
    sent, gone = desk.served(1), desk.served(2, 2, by=2)
    desk.act(staff(2), "resolve", gone)
    desk.act(staff(1), "transfer", sent, line=for_person(2))
    assert kinds(desk.hire(2)) == [("redirected", sent)]
    assert called(desk.call(1)) == [sent]
    desk.check_fold()


@pytest.mark.spec("WIN-8")
def test_callbacks_are_the_first_cases_when_the_window_opens() -> None:
    desk = Counter(hours=WORKDAY, opened=False, now=Ms(MORNING - 15 * 3_600_000))
    late = [desk.taken(who, verb="ask_callback") for who in (1, 2)]
    other = desk.taken(3, 2, verb="ask_callback")
    desk.now = MORNING
    assert kinds(desk.turn(1, "open")) == [("brought_forward", t) for t in late]
    new = desk.taken(4)
    assert [printed(desk.desk, desk[t]) for t in (*late, new)] == ["A-001", "A-002", "A-003"]
    assert [t.id for t in queue(desk.desk, PersonId(1))] == [*late, new]
    assert desk.state(other) == "callback"
    assert kinds(desk.turn(1, "paused")) == kinds(desk.turn(1, "open")) == []
    desk.check_fold()


@pytest.mark.spec("WIN-8", "WIN-5")
def test_who_was_deferred_while_sent_to_a_person_waits_for_anybody_next_time() -> None:
    desk = Counter()
    ticket = desk.served(1)
    desk.act(staff(1), "transfer", ticket, line=for_person(2))
    desk.turn(1, "closed")
    assert kinds(desk.turn(2, "closed")) == [("deferred", ticket)]
    assert kinds(desk.turn(1, "open")) == [("brought_forward", ticket), ("redirected", ticket)]
    assert called(desk.call(1)) == [ticket]
    assert printed(desk.desk, desk[ticket]) == "A-002"
    desk.check_fold()


@pytest.mark.spec("WIN-9")
def test_the_board_shows_numbers_and_windows() -> None:
    desk = Counter()
    for who, window in ((1, 1), (2, 2)):
        desk.taken(who, window, note="ひみつ")
    desk.call(1)
    desk.call(2)
    assert board(desk.desk) == [("B-001", 2), ("A-001", 1)]
    desk.act(staff(2), "begin", 2)
    assert board(desk.desk) == [("A-001", 1)]


@pytest.mark.spec("WIN-10")
def test_a_walk_in_is_served_at_once() -> None:
    desk = Counter()
    assert why(desk.take(1, verb="walk_in")) == "not_allowed"
    assert why(desk.take(1, verb="walk_in", by=staff(BOSS))) == "not_on_duty"
    assert why(desk.take(1, 2, verb="walk_in", by=staff(1))) == "not_allowed"
    ticket = desk.taken(1, verb="walk_in", by=staff(1))
    assert (desk.state(ticket), desk[ticket].person, desk[ticket].number) == ("serving", 1, 0)
    assert why(desk.take(2, verb="walk_in", by=staff(1))) == "busy"
    desk.act(staff(1), "resolve", ticket)
    desk.check_fold()
