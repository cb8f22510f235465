"""The ticket: what is done with it, when and by whom (TICK)."""

from __future__ import annotations

from dataclasses import replace

import pytest

from rooms.desk import commands
from rooms.desk.events import Again, Archived, Refused, without_person
from rooms.desk.model import OFFICE, DeskRules, Ms, State, TicketId, VisitorId, WindowId
from rooms.desk.state import fold
from rooms.desk.table import ROWS, TABLE, Power, Verb, as_markdown
from rooms.desk.views import ahead, printed, queue
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
    steps,
    visitor,
    why,
)
from tests.support.office import ROOT

STATES: list[State] = sorted({state for row in TABLE for state in row.of} - {"new"})
VERBS: list[Verb] = [row.verb for row in TABLE]


def brought_to(state: State) -> tuple[Counter, TicketId]:
    """A desk where visitor 1's ticket of window 1 is in a state; its consultant, if any, is 1."""
    desk = Counter()
    if state == "callback":
        return desk, desk.taken(1, verb="ask_callback")
    if state == "reserved":
        return reserved()
    ticket = desk.taken(1)
    me, owner = staff(1), visitor(1)
    on_the_way: dict[State, list[Verb]] = {
        "called": ["call"],
        "serving": ["call", "begin"],
        "joint": ["call", "begin", "join"],
        "parked": ["call", "begin", "park"],
        "transferred": ["call", "begin", "transfer"],
        "follow_up": ["call", "begin", "promise"],
        "no_show": ["call", "miss"],
        "resolved": ["call", "begin", "resolve"],
    }
    for verb in on_the_way.get(state, []):
        more: dict[str, object] = {}
        if verb == "join":
            more = {"person": PersonId(2)}
        if verb == "transfer":
            more = {"line": for_skill("経理")}
        if verb == "promise":
            more = {"until": Ms(desk.now + 1)}
        assert not isinstance(desk.act(me, verb, ticket, **more), Refused)
    if state == "cancelled":
        desk.act(owner, "cancel", ticket)
    if state == "expired":
        desk.act(me, "call", ticket)
        desk.act(me, "miss", ticket)
        desk.act(OFFICE, "expire", ticket)
    assert desk.state(ticket) == state
    return desk, ticket


def reserved() -> tuple[Counter, TicketId]:
    desk = Counter(hours=WORKDAY, now=Ms(MORNING))
    ticket = desk.taken(1, verb="reserve", slot=Ms(MORNING + 3_600_000))
    desk.now = Ms(MORNING + 3_600_000)
    return desk, ticket


def fitting(verb: Verb, desk: Counter, state: State) -> dict[str, object]:
    """What a command needs besides, to be done."""
    match verb:
        case "transfer" | "redirect":
            return {"line": for_skill("人事")}
        case "join":
            return {"person": PersonId(2)}
        case "promise":
            return {"until": Ms(desk.now + 1)}
        case "rate":
            return {"value": 5}
        case "step_out":
            return {"person": PersonId(1)}
        case _:
            return {}


# --- the table ------------------------------------------------------------------------------------


@pytest.mark.spec("TICK-1")
@pytest.mark.parametrize("state", [*STATES, "cancelled", "expired"])
def test_each_row_is_done_and_nothing_else_is(state: State) -> None:
    for verb in VERBS:
        row = ROWS.get((state, verb))
        doers = [staff(1), visitor(1), staff(BOSS), OFFICE]
        outcomes = []
        for by in doers:
            desk, ticket = brought_to(state)
            if verb == "find" and row:
                desk.act(OFFICE, "lose", ticket)
                if state == "parked":
                    continue  # only a vanished one is found there: its own test below
            if verb == "unattend":
                desk.act(staff(BOSS), "attend", ticket)
            before = desk[ticket]
            outcome = desk.act(by, verb, ticket, **fitting(verb, desk, state))
            outcomes.append(outcome)
            if isinstance(outcome, Refused):
                assert desk[ticket] == before
                assert row is not None or outcome.why in ("wrong_state", "taken")
            else:
                assert row is not None
                (step,) = steps(outcome)
                assert (step.kind, step.to) == (row.kind, before.state if row.to == "=" else row.to)
                assert desk.state(ticket) == step.to
            desk.check_fold()
        if row is not None and (state, verb) != ("parked", "find"):
            assert any(not isinstance(o, Refused) for o in outcomes), f"nobody can {verb}"


@pytest.mark.spec("TICK-1")
def test_the_table_is_whole_and_the_page_shows_it() -> None:
    pairs = [(state, row.verb) for row in TABLE for state in row.of]
    assert len(pairs) == len(set(pairs)) == len(ROWS)
    assert len(set(VERBS)) == len({row.kind for row in TABLE}) == len(TABLE)
    reached: set[State] = {"new"}
    for _ in TABLE:
        reached |= {row.to for row in TABLE if row.to != "=" and reached & set(row.of)}
    assert reached >= set(STATES), "a state that nothing leads to"
    page = (ROOT / "docs" / "tickets.md").read_text("utf-8")
    assert "\n".join(as_markdown()) in page


@pytest.mark.spec("TICK-2")
@pytest.mark.parametrize("row", TABLE, ids=lambda row: row.verb)
def test_who_may_is_what_the_table_says(row: object) -> None:
    assert isinstance(row, type(TABLE[0]))
    # Consultant 3 can 経理 and sits at window 1 as well: able, and nothing more.
    for state in row.of:
        for power, by in (
            (Power.OWNER, visitor(1)),
            (Power.ABLE, staff(3)),
            (Power.STAFF, staff(4)),
            (Power.LEAD, staff(BOSS)),
            (Power.OFFICE, OFFICE),
            (Power.NONE, staff(5)),
        ):
            if state == "new":
                continue
            desk, ticket = brought_to(state)
            desk.hire(3, "経理")
            desk.sit(3, 1)
            desk.hire(4, "人事")
            outcome = desk.act(by, row.verb, ticket, **fitting(row.verb, desk, state))
            refused = isinstance(outcome, Refused) and outcome.why == "not_allowed"
            assert refused == (not power & row.may), (state, row.verb, power, outcome)


@pytest.mark.spec("TICK-2")
@pytest.mark.parametrize("verb", VERBS)
def test_for_a_visitor_other_tickets_do_not_exist(verb: Verb) -> None:
    desk, ticket = brought_to("called")
    for who in (visitor(2), visitor(BOSS)):
        assert why(desk.act(who, verb, ticket)) == why(desk.act(who, verb, 99)) == "unknown_ticket"


@pytest.mark.spec("TICK-3")
def test_events_say_who_when_and_why_and_fold_to_the_desk() -> None:
    desk = Counter()
    ticket = desk.taken(7)
    desk.now = Ms(desk.now + 5000)
    (event,) = desk.act(visitor(7), "cancel", ticket, key="k", why="home", note="また来ます")
    assert (event.seq, event.at, event.by, event.key) == (len(desk.log), desk.now, visitor(7), "k")
    assert (event.fact.kind, event.fact.why, event.fact.note) == ("cancelled", "home", "また来ます")
    assert [event.seq for event in desk.log] == list(range(1, len(desk.log) + 1))
    desk.check_fold()


@pytest.mark.spec("TICK-3")
def test_an_event_that_does_not_come_next_is_not_taken() -> None:
    desk = Counter()
    desk.taken(1)
    half = fold(desk.log[:3], desk.rules)
    for wrong in (desk.log[2], desk.log[4]):
        with pytest.raises(ValueError, match="after 3"):
            half.apply(wrong)
    half.apply(desk.log[3])


# --- clocks ---------------------------------------------------------------------------------------


@pytest.mark.spec("TICK-4")
def test_a_clock_that_goes_back_changes_no_order_and_makes_no_negative_span() -> None:
    desk = Counter()
    first = desk.taken(1)
    desk.now = Ms(desk.now - 3_600_000)
    second = desk.taken(2)
    assert desk[second].since == desk[first].since
    assert called(desk.call(1)) == [first]
    assert desk.wait(60) == [], "no span has passed until the clock is where it was"
    desk.check_fold()


@pytest.mark.spec("TICK-4")
@pytest.mark.parametrize("jump", [-3_600_000, 86_400_000, 315_360_000_000])
def test_a_clock_that_was_set_makes_nobody_miss_their_call(jump: int) -> None:
    desk = Counter()
    ticket, waits = desk.taken(1), desk.taken(2)
    desk.call(1)
    desk.wait(50)
    desk.now = Ms(desk.now + jump)
    desk.do(OFFICE, commands.SetClock(jump))
    assert desk.wait(50) == []
    assert kinds(desk.wait(10)) == [("recalled", ticket)]
    assert desk.desk.steady(desk.now) - desk[waits].since == 110_000
    desk.check_fold()


@pytest.mark.spec("TICK-4")
def test_a_call_from_before_a_crash_begins_anew() -> None:
    desk = Counter()
    ticket = desk.taken(1)
    desk.call(1)
    desk.now = Ms(desk.now + 600_000)
    desk.do(OFFICE, commands.SetClock(0))
    assert desk.wait(59) == [] and kinds(desk.wait(1)) == [("recalled", ticket)]
    assert why(desk.do(staff(BOSS), commands.SetClock(0))) == "not_allowed"


# --- order and numbers ----------------------------------------------------------------------------


@pytest.mark.spec("TICK-5")
def test_the_longest_waiting_of_all_lines_that_one_can_serve() -> None:
    desk = Counter()
    desk.hire(3, "人事")
    desk.sit(3, 2)
    tickets = [desk.taken(who, 1 + who % 2) for who in range(1, 7)]  # windows 2, 1, 2, 1 …
    assert [t.id for t in queue(desk.desk, PersonId(2))] == tickets
    assert [t.id for t in queue(desk.desk, PersonId(1))] == tickets[1::2]
    assert ahead(desk.desk, desk[tickets[4]]) == 2
    assert called(desk.call(2)) == [tickets[0]], "both skills: the oldest of both"
    assert called(desk.call(1)) == [tickets[1]]
    assert called(desk.call(3)) == [tickets[2]]


@pytest.mark.spec("TICK-5", "TICK-9")
def test_returned_then_reserved_then_urgent_then_old() -> None:
    desk, booked = reserved()
    old, urgent, more, missed = (desk.taken(who) for who in (11, 12, 13, 14))
    desk.act(staff(1), "call", missed)
    desk.act(staff(1), "miss", missed)
    desk.act(staff(2), "prioritise", urgent, value=1)
    desk.act(staff(2), "prioritise", more, value=9)
    desk.act(visitor(1), "check_in", booked)
    desk.act(visitor(14), "come_back", missed)
    order = [missed, booked, more, urgent, old]
    assert [t.id for t in queue(desk.desk, PersonId(1))] == order
    for expected in order:
        assert called(desk.call(1)) == [expected]
        desk.act(staff(1), "begin", expected)
        desk.act(staff(1), "resolve", expected)
    assert why(desk.call(1)) == "nobody_waiting"
    desk.check_fold()


@pytest.mark.spec("TICK-5", "WIN-2")
def test_a_call_taken_back_is_the_next_one() -> None:
    desk = Counter()
    first, second = desk.taken(1), desk.taken(2)
    desk.call(1)
    assert kinds(desk.act(staff(1), "put_back", first)) == [("put_back", first)]
    assert called(desk.call(2)) == [first] and called(desk.call(1)) == [second]


@pytest.mark.spec("TICK-6")
def test_numbers_have_a_letter_count_by_window_and_day_and_are_never_given_twice() -> None:
    desk = Counter()
    tickets = [desk.taken(who, window) for who, window in ((1, 1), (2, 2), (3, 1))]
    assert [printed(desk.desk, desk[t]) for t in tickets] == ["A-001", "B-001", "A-002"]
    desk.act(visitor(3), "cancel", 3)
    assert printed(desk.desk, desk[desk.taken(3)]) == "A-003", "a cancelled number stays used"
    desk.now = Ms(desk.now + 86_400_000)
    again = desk[desk.taken(5)]
    assert printed(desk.desk, again) == "A-001" and again.day == desk[1].day + 1
    desk.now = Ms(desk.now - 86_400_000)
    assert (desk[desk.taken(6)].number, desk[6].day) == (2, again.day), (
        "yesterday is not begun again"
    )
    assert printed(desk.desk, desk[desk.taken(8, verb="ask_callback")]) == ""


@pytest.mark.spec("TICK-7", "WIN-3")
def test_who_may_call() -> None:
    desk = Counter()
    ticket = desk.taken(1)
    assert why(desk.call(BOSS)) == why(desk.do(visitor(1), commands.CallNext())) == "not_on_duty"
    desk.turn(1, "paused", staff(1))
    assert why(desk.call(1)) == why(desk.act(staff(1), "call", ticket)) == "not_open"
    desk.turn(1, "open", staff(1))
    desk.call(1)
    desk.taken(2)
    assert why(desk.call(1)) == "busy"
    desk.act(staff(1), "begin", ticket)
    assert why(desk.call(1)) == "busy"
    desk.act(staff(1), "park", ticket)
    assert called(desk.call(1)) == [2]
    assert why(desk.act(staff(1), "resume", ticket)) == "busy"
    desk.act(staff(1), "miss", 2)
    assert kinds(desk.act(staff(1), "resume", ticket)) == [("resumed", ticket)]


# --- missed and back ------------------------------------------------------------------------------


@pytest.mark.spec("TICK-8")
def test_a_call_is_repeated_twice_then_missed() -> None:
    desk = Counter()
    ticket = desk.taken(1)
    desk.call(1)
    assert desk.wait(59.9) == []
    assert kinds(desk.wait(0.1)) == [("recalled", ticket)]
    assert why(desk.call(1)) == "busy"
    assert kinds(desk.wait(60)) == [("recalled", ticket)]
    assert why(desk.act(staff(1), "recall", ticket)) == "too_many"
    assert kinds(desk.wait(60)) == [("missed", ticket)]
    assert why(desk.call(1)) == "nobody_waiting", "the consultant is free"
    desk.check_fold()


@pytest.mark.spec("TICK-8")
def test_who_is_called_back_does_not_miss_the_call() -> None:
    desk = Counter(opened=False)
    ticket = desk.taken(1, verb="ask_callback")
    desk.turn(1, "open")
    assert called(desk.call(1)) == [ticket]
    assert desk.wait(600) == []


@pytest.mark.spec("TICK-9")
@pytest.mark.parametrize("others, outcome", [(5, "came_back"), (6, "too_late")])
def test_who_was_missed_comes_back_within_five_numbers(others: int, outcome: str) -> None:
    desk = Counter()
    ticket = desk.taken(1)
    desk.call(1)
    desk.act(staff(1), "miss", ticket)
    for who in range(2, 2 + others):
        desk.act(staff(1), "resolve", desk.served(who))
    other = desk.taken(50)
    done = desk.act(visitor(1), "come_back", ticket)
    if outcome == "too_late":
        assert why(done) == "too_late"
        assert kinds(desk.wait(0)) == [("expired", ticket)]
        assert called(desk.call(1)) == [other]
    else:
        assert kinds(done) == [("came_back", ticket)] and desk.wait(0) == []
        assert called(desk.call(1)) == [ticket]
    desk.check_fold()


@pytest.mark.spec("TICK-9")
def test_a_missed_number_does_not_stay_for_ever() -> None:
    desk = Counter()
    ticket = desk.taken(1)
    desk.call(1)
    desk.act(staff(1), "miss", ticket)
    assert desk.wait(7199) == [] and kinds(desk.wait(1)) == [("expired", ticket)]


# --- bad input ------------------------------------------------------------------------------------


@pytest.mark.spec("TICK-10")
def test_a_double_click_is_done_once() -> None:
    desk = Counter()
    desk.taken(50)
    desk.taken(51)
    (event,) = desk.take(1, key="a")
    assert desk.take(1, key="a") == Again(event.seq, event.seq)
    assert why(desk.take(1, key="b")) == "has_ticket"
    first = desk.call(1, key="a")  # another person's key is another key
    assert called(first) == [1]
    assert desk.call(1, key="a") == Again(first[0].seq, first[0].seq)
    assert [t.id for t in desk.desk.held_by(PersonId(1))] == [1]
    closing = desk.do(staff(1), commands.TurnWindow(WindowId(1), "closed"), "c")
    assert desk.do(staff(1), commands.TurnWindow(WindowId(1), "closed"), "c") == Again(
        closing[0].seq, closing[-1].seq
    )
    desk.check_fold()


@pytest.mark.spec("TICK-10")
def test_a_refused_command_may_be_tried_again_and_keys_are_forgotten_in_order() -> None:
    desk = Counter(DeskRules(keys=2))
    assert why(desk.call(1, "k")) == "nobody_waiting"
    desk.taken(1)
    assert called(desk.call(1, "k")) == [1]
    assert isinstance(desk.call(1, "k"), Again)
    desk.take(2, key="x")
    desk.take(3, key="y")
    assert why(desk.call(1, "k")) == "busy"
    assert isinstance(desk.take(2, key="x"), Again)


@pytest.mark.spec("TICK-11")
def test_two_who_call_the_same_ticket() -> None:
    desk = Counter()
    ticket, other = desk.taken(1), desk.taken(2)
    assert called(desk.act(staff(1), "call", ticket)) == [ticket]
    assert why(desk.act(staff(2), "call", ticket)) == "taken"
    assert called(desk.call(2)) == [other], "and the next one goes to the other"


@pytest.mark.spec("TICK-12")
@pytest.mark.parametrize("is_joint", [False, True])
def test_a_visitor_who_vanishes_at_the_window_is_parked(is_joint: bool) -> None:
    desk = Counter()
    ticket = desk.served(1)
    if is_joint:
        desk.act(staff(1), "join", ticket, person=PersonId(2))
    desk.act(OFFICE, "lose", ticket)
    assert desk.wait(179) == []
    desk.act(OFFICE, "find", ticket)
    assert desk.wait(60) == []
    desk.act(OFFICE, "lose", ticket)
    (step,) = steps(desk.wait(180))
    assert (step.kind, step.why) == ("parked", "vanished")
    assert desk[ticket].lost is not None
    assert why(desk.call(1)) == why(desk.call(2)) == "nobody_waiting", "both are free"
    desk.act(OFFICE, "find", ticket)
    assert desk[ticket].lost is None
    assert kinds(desk.act(staff(1), "resume", ticket)) == [("resumed", ticket)]
    desk.check_fold()


@pytest.mark.spec("TICK-12")
def test_a_visitor_who_vanishes_when_called_misses_the_call() -> None:
    desk = Counter()
    ticket = desk.taken(1)
    desk.call(1)
    desk.act(OFFICE, "lose", ticket)
    assert why(desk.act(OFFICE, "lose", ticket)) == "already"
    assert [kinds(desk.wait(60)) for _ in range(3)][-1] == [("missed", ticket)]
    assert desk[ticket].lost is None
    assert kinds(desk.act(visitor(1), "come_back", ticket)) == [("came_back", ticket)]


@pytest.mark.spec("TICK-14")
def test_floods_are_turned_away() -> None:
    desk = Counter(DeskRules(open_per_visitor=2, open_per_source=3, taken_per_source=5))
    desk.do(OFFICE, commands.SetWindow(WindowId(0), skills("総務")))
    desk.turn(3, "open")
    desk.taken(1, source="here")
    assert why(desk.take(1, source="here")) == "has_ticket"
    desk.taken(1, 2, source="here")
    assert why(desk.take(1, 3, source="here")) == "too_many"
    desk.taken(2, source="here")
    assert why(desk.take(3, source="here")) == "too_many"
    desk.taken(3, source="there")
    for who, ticket in ((1, 1), (1, 2), (2, 3)):
        desk.act(visitor(who), "cancel", ticket)
    desk.taken(4, source="here")
    desk.act(visitor(5), "cancel", desk.taken(5, source="here"))
    assert why(desk.take(6, source="here")) == "too_fast"
    assert not isinstance(desk.take(6, by=staff(1), source="here"), Refused), "by the staff"
    desk.wait(600)
    desk.act(visitor(4), "cancel", desk.desk.open_of(VisitorId(4))[0].id)
    desk.taken(7, source="here")
    desk.check_fold()


@pytest.mark.spec("TICK-14")
def test_what_is_promised_does_not_count() -> None:
    desk = Counter()
    ticket = desk.served(1)
    desk.act(staff(1), "promise", ticket, until=Ms(desk.now + 1000))
    desk.taken(1)


# --- passed on, joint, ended ----------------------------------------------------------------------


@pytest.mark.spec("TICK-13")
@pytest.mark.parametrize("line", [for_skill("人事"), for_window(2), for_person(2)])
def test_a_warm_transfer_keeps_the_number_and_the_age(line: object) -> None:
    desk = Counter()
    ticket = desk.served(1)
    later = desk.taken(2, 2)
    (step,) = steps(desk.act(staff(1), "transfer", ticket, line=line, note="要点"))
    assert (step.kind, step.note, step.line) == ("transferred", "要点", line)
    assert printed(desk.desk, desk[ticket]) == "A-001"
    assert why(desk.call(1)) == "nobody_waiting"
    assert called(desk.call(2)) == [ticket], "older than those who came later"
    assert desk.state(later) == "waiting"
    desk.check_fold()


@pytest.mark.spec("TICK-13")
@pytest.mark.parametrize(
    "line, reason",
    [
        (None, "bad_value"),
        (for_skill(), "bad_value"),
        (for_skill("茶道"), "not_open"),
        (for_window(7), "unknown_window"),
        (for_person(7), "unknown_person"),
        (for_person(BOSS), "not_on_duty"),
        (for_person(2)._replace(window=WindowId(1)), "not_on_duty"),
        (for_person(1)._replace(needs=skills("人事")), "unknown_skill"),
    ],
)
def test_a_transfer_to_nowhere_is_refused(line: object, reason: str) -> None:
    desk = Counter()
    assert why(desk.act(staff(1), "transfer", desk.served(1), line=line)) == reason


@pytest.mark.spec("TICK-13")
def test_a_transfer_to_a_closed_window_is_refused() -> None:
    desk = Counter()
    ticket = desk.served(1)
    desk.turn(2, "closed")
    assert why(desk.act(staff(1), "transfer", ticket, line=for_window(2))) == "not_open"
    desk.turn(2, "paused")
    assert why(desk.act(staff(1), "transfer", ticket, line=for_person(9))) == "not_on_duty"
    assert kinds(desk.act(staff(1), "transfer", ticket, line=for_window(2)))


@pytest.mark.spec("TICK-15")
@pytest.mark.parametrize("goes, stays", [(1, 2), (2, 1)])
def test_a_joint_case_and_who_steps_out(goes: int, stays: int) -> None:
    desk = Counter()
    ticket = desk.served(1)
    assert why(desk.act(staff(1), "join", ticket, person=PersonId(1))) == "already"
    assert why(desk.act(staff(1), "join", ticket, person=PersonId(7))) == "unknown_person"
    assert why(desk.act(staff(1), "join", ticket, person=PersonId(BOSS))) == "not_on_duty"
    desk.act(staff(1), "join", ticket, person=PersonId(2))
    assert why(desk.call(2)) == "busy"
    desk.act(staff(goes), "step_out", ticket)
    assert (desk.state(ticket), desk[ticket].holders) == ("serving", (stays,))
    assert why(desk.act(staff(goes), "resolve", ticket)) == "not_allowed"
    assert kinds(desk.act(staff(stays), "resolve", ticket)) == [("resolved", ticket)]
    desk.check_fold()


@pytest.mark.spec("TICK-15")
def test_who_is_busy_is_not_brought_in() -> None:
    desk = Counter()
    desk.served(2, 2, by=2)
    assert why(desk.act(staff(1), "join", desk.served(1), person=PersonId(2))) == "busy"


@pytest.mark.spec("TICK-15")
def test_a_supervisor_attends_openly() -> None:
    desk = Counter()
    ticket = desk.served(1)
    assert why(desk.act(staff(2), "attend", ticket)) == "not_allowed"
    assert kinds(desk.act(staff(BOSS), "attend", ticket)) == [("attended", ticket)]
    assert desk[ticket].attending == {BOSS}
    assert why(desk.act(staff(BOSS), "attend", ticket)) == "already"
    desk.act(staff(BOSS), "unattend", ticket)
    assert why(desk.act(staff(BOSS), "unattend", ticket)) == "wrong_state"
    desk.act(staff(BOSS), "attend", ticket)
    desk.act(staff(1), "park", ticket)
    assert desk[ticket].attending == frozenset()


@pytest.mark.spec("TICK-16")
def test_promises_have_a_day_and_ratings_a_range() -> None:
    desk = Counter()
    ticket = desk.served(1)
    assert why(desk.act(staff(1), "promise", ticket, until=desk.now)) == "bad_value"
    desk.act(staff(1), "promise", ticket, until=Ms(desk.now + 1), note="金曜に連絡")
    assert desk[ticket].until == desk.now + 1
    desk.act(staff(1), "resolve", ticket)
    for value in (0, 6):
        assert why(desk.act(visitor(1), "rate", ticket, value=value)) == "bad_value"
    assert kinds(desk.act(visitor(1), "rate", ticket, value=4)) == [("rated", ticket)]
    assert why(desk.act(visitor(1), "rate", ticket, value=5)) == "already"
    assert why(desk.act(staff(2), "prioritise", desk.taken(2), value=10)) == "bad_value"


@pytest.mark.spec("TICK-17")
def test_a_visitor_is_forgotten_and_the_desk_stays() -> None:
    desk = Counter()
    desk.take(1, source="s", note="給与の相談")
    desk.call(1)
    desk.act(visitor(1), "begin", 1, key="k", note="来ました")
    desk.act(staff(1), "resolve", 1, note="済")
    desk.act(visitor(1), "rate", 1, value=5, note="ありがとう")
    desk.taken(2)
    nobody = VisitorId(999)
    blank = [
        without_person(event, nobody) if getattr(event.fact, "ticket", 0) == 1 else event
        for event in desk.log
    ]
    text = repr(blank)
    assert not [word for word in ("給与", "来ました", "済", "ありがとう", "'s'") if word in text]
    assert not [event for event in blank if event.by == visitor(1)]
    after = fold(blank, desk.rules)
    assert after.tickets[TicketId(1)] == replace(desk[1], visitor=nobody, source="")
    assert after.tickets[TicketId(2)] == desk[2] and after.windows == desk.desk.windows


@pytest.mark.spec("TICK-18")
def test_tickets_of_long_ago_are_put_away() -> None:
    desk = Counter()
    desk.act(staff(1), "resolve", desk.served(1))
    desk.act(visitor(2), "cancel", desk.taken(2))
    waits = desk.taken(3)
    week = 7 * 86_400
    assert desk.wait(week - 1) == []
    (event,) = desk.wait(1)
    assert event.fact == Archived((TicketId(2), TicketId(1)))
    assert set(desk.desk.tickets) == {waits} and desk.wait(week) == []
    assert desk.taken(4) == 4
    desk.check_fold()
