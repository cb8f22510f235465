"""Random histories of a whole floor: what hostile walkers get, and what everybody is told."""

from __future__ import annotations

import math
import random
from dataclasses import replace
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rooms import commands, events
from rooms.audience import EVERYONE, audience
from rooms.floor import Rules
from rooms.grid import Grid
from rooms.model import Cell, MessageId, PersonId, Position, Seconds
from rooms.plan import ZoneKind
from tests.support.crew import Crew
from tests.support.examples import examples
from tests.support.plans import TILE, Kind, Scene, draw, spot

HOUSE = draw(
    """
    ##############################
    #.1.....#......#LLLL#........#
    #.......#......#LLLL....o....#
    #....o.........#LLLL#........#
    #....o..#......######...2....#
    #.......#......#.............#
    ####.####......#####.####.####
    #........@...................#
    #....3...........SSS....XX...#
    #MMMM#...........SSS....XX...#
    #MMMM#...#####...............#
    #MMMM....#...#...............#
    #MMMM#...#####...............#
    ##############################
    """,
    L=Kind(ZoneKind.AREA, locked=True),
    M=ZoneKind.MEETING,
    S=ZoneKind.SILENT,
    X=Kind(ZoneKind.EXIT, target="roof"),
)


def reachable(on: Grid, start: Cell) -> set[Cell]:
    """All cells that one can walk to, by filling."""
    assert on.open_cell(*start)
    filled, edge = {start}, [start]
    while edge:
        col, row = edge.pop()
        for there in (
            Cell(col + 1, row),
            Cell(col - 1, row),
            Cell(col, row + 1),
            Cell(col, row - 1),
        ):
            if there not in filled and on.open_cell(*there):
                filled.add(there)
                edge.append(there)
    return filled


WALK = HOUSE.plan.walk(frozenset({HOUSE.zones["L"]}), frozenset())
REACHABLE = reachable(WALK, WALK.cell(HOUSE[1]))
assert len(REACHABLE) < sum(not closed for closed in WALK.closed), "a closed room is in the house"

# A claim of a hostile client: a step, a leap, or any place in the house or beside it.
leaps = st.tuples(
    st.sampled_from(("step", "step", "leap", "leap", "anywhere")),
    st.integers(-100, 100),
    st.integers(-100, 100),
    st.sampled_from((0, 0, 0, 0, -1, 1, 1000)),
)
rounds = st.lists(
    st.tuples(st.sampled_from((0.0, 0.05, 0.05, 0.3, 1.0, 5.0)), st.lists(leaps, max_size=2)),
    min_size=12,
    max_size=40,
)
starts = st.sampled_from((HOUSE[1], HOUSE[2], HOUSE[3], spot(14.4, 2.5), spot(21.4, 2.5)))


def wanted(at: Position, kind: str, x: int, y: int) -> Position:
    match kind:
        case "step":
            return Position(at.x + x // 2, at.y + y // 2)
        case "leap":
            return Position(at.x + 2 * x, at.y + 2 * y)
        case _:
            return Position(480 + 5 * x, 224 + 5 * y // 2)


@pytest.mark.spec("MOVE-2", "MOVE-3", "MOVE-4", "MOVE-5", "MOVE-6", "MOVE-7", "MOVE-8")
@examples(150)
@given(starts, rounds)
def test_a_hostile_walker_gets_nowhere_that_an_honest_one_could_not(
    start: Position, history: list[tuple[float, list[tuple[str, int, int, int]]]]
) -> None:
    crew = Crew(HOUSE)
    crew.enter(1, start)
    assert crew.at(1) == start
    rules = Rules().walk
    pace = rules.speed * rules.tolerance * TILE
    seen = [(crew.now, start)]
    for pause, claims in history:
        for kind, x, y, epoch in claims:
            crew.claim(1, wanted(crew.at(1), kind, x, y), epoch=max(0, crew.epoch(1) + epoch))
        epoch, before = crew.epoch(1), crew.at(1)
        for event in crew.tick(after=pause):
            if isinstance(event, events.Placed):
                assert event.at == crew.at(1) == before
                assert audience(event) == {1}
                assert event.epoch == crew.epoch(1) == epoch + 1
            elif isinstance(event, events.Moved):
                assert event.at == crew.at(1)
        seen.append((crew.now, crew.at(1)))
        assert WALK.cell(crew.at(1)) in REACHABLE
    walked = [0.0]
    for (_, start), (_, end) in pairwise(seen):
        walked.append(walked[-1] + math.dist(start, end))
    most = pace * rules.savings + rules.slack * TILE
    for i, (since, _) in enumerate(seen):
        for j, (until, _) in enumerate(seen[i:], start=i):
            assert walked[j] - walked[i] <= most + pace * (until - since) + 1e-6


# --- what everybody is told -----------------------------------------------------------------------

PEOPLE = st.integers(1, 7)
actions = st.one_of(
    *[st.tuples(PEOPLE, st.just("enter"), st.integers(0, 3))] * 3,
    st.tuples(PEOPLE, st.just("leave"), st.integers(0, 1)),
    st.tuples(PEOPLE, st.just("drop"), st.integers(0, 6)),
    st.tuples(PEOPLE, st.just("resume"), st.just(0)),
    st.tuples(PEOPLE, st.just("dnd"), st.integers(0, 1)),
    st.tuples(PEOPLE, st.just("say"), st.integers(0, 2)),
    *[st.tuples(PEOPLE, st.just("walk"), st.integers(0, 10_000))] * 4,
)
histories = st.lists(
    st.tuples(st.sampled_from((0.05, 0.2, 0.5, 2.0)), st.lists(actions, max_size=6)),
    min_size=8,
    max_size=25,
)
Action = tuple[int, str, int]


def command(crew: Crew, who: int, verb: str, number: int) -> commands.Command | None:
    """What somebody asks; None where that makes no sense now."""
    if (who in crew.floor) == (verb == "enter"):
        return None
    match verb:
        case "enter":
            at = None if number == 0 else spot(3 + who % 4, 6.5 + number)
            seat = who if number == 3 else 0
            return commands.Enter(f"人{who}", "auto", at=at, bubble=seat, dnd=number == 2)  # type: ignore[arg-type]
        case "leave":
            return commands.Leave(to_floor=bool(number))
        case "drop":
            return commands.Drop(Seconds(crew.now + number))
        case "resume":
            return commands.Resume()
        case "dnd":
            return commands.SetAvailability(bool(number))
        case "say":
            return commands.Say(MessageId(1), "r", number == 0, " やあ " if number < 2 else " ")
        case _:
            at = crew.at(who)
            step = Position(at.x + number % 121 - 60, at.y + number // 50 % 121 - 60)
            return commands.Move(step, "nesw"[number % 4], crew.epoch(who))  # type: ignore[arg-type]


def apply(cards: dict[PersonId, events.Card], event: events.Event) -> None:
    """What a client makes of an event that it is told."""
    match event:
        case events.Entered(card=card):
            assert card.person not in cards
            cards[card.person] = card
        case events.Left(person=who):
            del cards[who]
        case events.Moved(person=who, at=at, facing=facing):
            cards[who] = replace(cards[who], at=at, facing=facing)
        case events.Changed(person=who, dnd=dnd, lingering=lingering):
            cards[who] = replace(cards[who], dnd=dnd, lingering=lingering)
        case events.Bubbled(person=who, bubble=bubble):
            assert cards[who].bubble != bubble, "a change is told once"
            cards[who] = replace(cards[who], bubble=bubble)


@pytest.mark.spec("SESS-6", "BUB-12", "MOVE-6")
@examples(150)
@given(histories)
def test_what_was_so_and_what_everybody_was_told_is_what_is_so(
    history: list[tuple[float, list[Action]]],
) -> None:
    crew = Crew(HOUSE)
    cards: dict[PersonId, events.Card] = {}
    for pause, asked in history:
        happened = []
        for action in asked:
            wish = command(crew, *action)
            if wish is not None:
                happened += crew.do(action[0], wish)
        happened += crew.tick(after=pause)
        for event in happened:
            if audience(event) is EVERYONE:
                apply(cards, event)
        assert tuple(cards[who] for who in sorted(cards)) == crew.floor.snapshot()
        check_bubbles(HOUSE, list(cards.values()))


def check_bubbles(scene: Scene, cards: list[events.Card]) -> None:
    """BUB-1, BUB-6, BUB-7 and BUB-8 on what everybody sees."""
    bubbles: dict[int, list[events.Card]] = {}
    for card in cards:
        zone = scene.plan.talk_zone(card.at)
        if card.bubble:
            assert not card.dnd and not scene.plan.is_silent(zone)
            bubbles.setdefault(card.bubble, []).append(card)
        elif zone == scene.zones["M"] and not card.dnd:
            others = [c for c in cards if c is not card and scene.plan.talk_zone(c.at) == zone]
            assert all(c.dnd for c in others)
    for bubble, members in bubbles.items():
        zones = {scene.plan.talk_zone(m.at) for m in members}
        assert len(members) >= 2 and len(zones) == 1
        assert (zones == {scene.zones["M"]}) == (bubble == scene.zones["M"])


@pytest.mark.spec("BUB-9")
@examples(80)
@given(histories, st.integers())
def test_the_order_of_messages_between_ticks_changes_nothing(
    history: list[tuple[float, list[Action]]], seed: int
) -> None:
    one, other, dice = Crew(HOUSE), Crew(HOUSE), random.Random(seed)
    for crew in (one, other):
        for who in (6, 2, 7, 1, 5, 3, 4)[:: 1 if crew is one else -1]:
            crew.enter(who, spot(2 + who % 3, 7.5 + who % 2))
    for pause, asked in history:
        # One wish a person: the order of one person's own messages does matter.
        wishes = {
            a[0]: c for a in asked if (c := command(one, *a)) and a[1] not in ("enter", "say")
        }
        for who, wish in wishes.items():
            one.do(who, wish)
        for who in dice.sample(sorted(wishes), len(wishes)):
            other.do(who, wishes[who])
        assert one.tick(after=pause) == other.tick(after=pause)
        assert one.floor.snapshot() == other.floor.snapshot()
