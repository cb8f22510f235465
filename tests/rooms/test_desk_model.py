"""Random days at the windows, against a witness who works everything out the slow way.

Hypothesis prints the failing day and a blob to replay it.
"""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import strategies as st
from hypothesis.stateful import (
    Bundle,
    RuleBasedStateMachine,
    initialize,
    invariant,
    multiple,
    rule,
)

from rooms.desk import commands
from rooms.desk.events import Again, Began, Outcome, Refused, Stepped
from rooms.desk.model import IN_LINE, OFFICE, OVER, By, Ms, VisitorId, WindowId
from rooms.desk.table import TABLE, Verb
from rooms.desk.views import board
from rooms.model import PersonId
from tests.support.desk import (
    BOSS,
    WORKDAY,
    Counter,
    for_person,
    for_skill,
    for_window,
    staff,
    visitor,
)
from tests.support.desk_model import Witness
from tests.support.examples import examples

SKILLS = ("経理", "人事", "総務")
people = st.integers(1, 4)
windows = st.integers(1, 3)
visitors = st.integers(1, 6)
keys = st.sampled_from(["", "", "", "a", "b"])
lines = st.one_of(
    st.sampled_from(SKILLS).map(for_skill), windows.map(for_window), people.map(for_person)
)


class Day(RuleBasedStateMachine):
    """Four consultants, three windows, six visitors, and whatever they do."""

    tickets: Bundle[int] = Bundle("tickets")

    @initialize(with_hours=st.booleans())
    def begin(self, with_hours: bool) -> None:
        self.desk = Counter(hours=WORKDAY if with_hours else None)
        self.desk.do(OFFICE, commands.SetWindow(WindowId(0), frozenset({SKILLS[2]}), None))  # type: ignore[arg-type]
        self.desk.hire(3, "人事", "総務", texts=2)
        self.desk.hire(4, *SKILLS)
        self.desk.sit(3, 3)
        self.desk.turn(3, "open")
        self.witness = Witness()
        self.heard = 0
        self.hear()

    def hear(self) -> None:
        for event in self.desk.log[self.heard :]:
            self.witness.hear(event)
        self.heard = len(self.desk.log)

    def do(self, by: By, command: commands.Command, key: str = "") -> Outcome:
        outcome = self.desk.do(by, command, key)
        self.hear()
        return outcome

    # --- coming and being called --------------------------------------------------------------

    @rule(
        target=tickets,
        who=visitors,
        window=windows,
        verb=st.sampled_from(["take", "take", "take", "ask_callback", "reserve", "walk_in"]),
        by_text=st.booleans(),
        by=st.one_of(st.just(0), people),
        key=keys,
    )
    def take(self, who: int, window: int, verb: Any, by_text: bool, by: int, key: str) -> Any:
        slot = Ms(self.desk.now // 3_600_000 * 3_600_000 + 3_600_000)
        command = commands.Take(
            VisitorId(who), WindowId(window), verb, by_text=by_text, slot=slot, source="s"
        )
        outcome = self.do(staff(by) if by else visitor(who), command, key)
        if isinstance(outcome, Refused | Again):
            return multiple()
        assert isinstance(outcome[0].fact, Began)
        return outcome[0].fact.ticket

    @rule(who=people, key=keys)
    def call_next(self, who: int, key: str) -> None:
        seat = self.witness.seats.get(who, 0)
        is_open = seat and self.witness.signs.get(seat) == "open"
        expected = self.witness.next_for(who) if is_open else None
        outcome = self.do(staff(who), commands.CallNext(), key)
        if isinstance(outcome, Again):
            return
        if isinstance(outcome, Refused):
            assert expected is None, outcome
        else:
            (fact,) = (event.fact for event in outcome)
            assert isinstance(fact, Stepped) and fact.kind == "called"
            assert (fact.ticket, fact.person, fact.at) == (expected, who, seat)

    # --- anything with a ticket ---------------------------------------------------------------

    @rule(
        ticket=tickets,
        verb=st.sampled_from([row.verb for row in TABLE if row.of != ("new",)]),
        doer=st.one_of(st.just("owner"), st.just("office"), st.just("holder"), people),
        line=lines,
        person=people,
        value=st.integers(0, 9),
        key=keys,
    )
    def act(
        self, ticket: int, verb: Verb, doer: Any, line: Any, person: int, value: int, key: str
    ) -> None:
        if ticket not in self.desk.desk.tickets:
            return
        known = self.desk[ticket]
        by = {
            "owner": visitor(known.visitor),
            "office": OFFICE,
            "holder": staff(known.person or BOSS),
        }.get(doer, staff(doer) if isinstance(doer, int) else OFFICE)
        more: dict[str, Any] = {"line": line, "person": PersonId(person), "value": value}
        more["until"] = Ms(self.desk.now + 1)
        self.do(by, commands.Act(verb, known.id, **more), key)

    # --- the house ----------------------------------------------------------------------------

    @rule(window=windows, turned=st.sampled_from(["open", "open", "paused", "closed"]), key=keys)
    def turn(self, window: int, turned: Any, key: str) -> None:
        self.do(OFFICE, commands.TurnWindow(WindowId(window), turned), key)

    @rule(who=people, window=st.integers(0, 3))
    def sit(self, who: int, window: int) -> None:
        self.do(staff(who), commands.Sit(WindowId(window)))

    @rule(window=windows, skills=st.sets(st.sampled_from(SKILLS)))
    def change(self, window: int, skills: Any) -> None:
        hours = self.desk.desk.windows[WindowId(window)].hours
        self.do(OFFICE, commands.SetWindow(WindowId(window), frozenset(skills), hours))

    @rule(seconds=st.sampled_from([1, 30, 61, 200, 3600, 8 * 3600, 86_400, 8 * 86_400]))
    def wait(self, seconds: int) -> None:
        self.desk.wait(seconds)
        self.hear()

    @rule(jump=st.sampled_from([-86_400_000, -1000, 0, 5000, 86_400_000]), told=st.booleans())
    def clock(self, jump: int, told: bool) -> None:
        self.desk.now = Ms(self.desk.now + jump)
        if told:
            self.do(OFFICE, commands.SetClock(jump))

    # --- what is always so --------------------------------------------------------------------

    @invariant()
    def what_was_told_is_what_is_so(self) -> None:
        desk = self.desk.desk
        for ticket, known in self.witness.tickets.items():
            if ticket not in desk.tickets:
                assert known.state in OVER, "a ticket lost"
                continue
            now = desk.tickets[ticket]  # type: ignore[index]
            assert (now.state, now.line, list(now.holders)) == (
                known.state,
                known.line,
                known.holders,
            )
            assert (now.day, now.number) == known.number

    @invariant()
    def the_indexes_hold_each_ticket_once(self) -> None:
        desk = self.desk.desk
        waiting = [p.ticket for line in desk.lines for p in desk.lines.places(line)]
        assert sorted(waiting) == [t.id for t in desk.tickets.values() if t.state in IN_LINE]
        for who in (1, 2, 3, 4):
            held = desk.held_by(PersonId(who))
            assert len(held) <= max(1, desk.staff[PersonId(who)].texts)
            assert len(held) <= 1 or all(t.line.by_text for t in held)

    @invariant()
    def nobody_waits_for_what_no_window_offers(self) -> None:
        desk = self.desk.desk
        for line in desk.lines:
            offered = [
                w
                for w in desk.windows.values()
                if w.turned != "closed" and line.needs <= w.skills and line.window in (0, w.id)
            ]
            assert offered, line

    @invariant()
    def the_board_names_nobody(self) -> None:
        assert all(len(shown) == 2 for shown in board(self.desk.desk))

    def teardown(self) -> None:
        if hasattr(self, "desk"):
            self.desk.check_fold()


Day.TestCase.settings = examples(60)


@pytest.mark.spec("TICK-1", "TICK-3", "TICK-5", "TICK-6", "TICK-10", "WIN-3", "WIN-5", "WIN-7")
class TestDay(Day.TestCase):  # type: ignore[misc, name-defined]
    """Any day."""
