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
from rooms.audience import OnFloor, audience
from rooms.floor import Rules
from rooms.grid import Grid
from rooms.model import (
    Cell,
    MessageId,
    PersonId,
    Position,
    Profile,
    RoomState,
    Seconds,
    Wish,
    ZoneId,
)
from rooms.plan import ZoneKind
from tests.support.crew import Crew, profile
from tests.support.examples import examples
from tests.support.plans import TILE, Kind, Scene, draw, spot
from tests.support.walked import Moved, Seen

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


ROOM = HOUSE.zones["M"]
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
            elif isinstance(event, Moved):
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
    st.tuples(PEOPLE, st.just("leave"), st.just(0)),
    st.tuples(PEOPLE, st.just("drop"), st.integers(0, 6)),
    st.tuples(PEOPLE, st.just("resume"), st.just(0)),
    st.tuples(PEOPLE, st.just("wish"), st.integers(0, 8)),
    st.tuples(PEOPLE, st.just("idle"), st.integers(0, 1)),
    st.tuples(PEOPLE, st.just("profile"), st.integers(0, 1)),
    st.tuples(PEOPLE, st.just("hand"), st.integers(0, 1)),
    st.tuples(PEOPLE, st.just("lock"), st.integers(0, 1)),
    st.tuples(PEOPLE, st.just("room"), st.integers(0, 5)),
    st.tuples(PEOPLE, st.just("let in"), st.integers(0, 3)),
    st.tuples(PEOPLE, st.just("say"), st.integers(0, 2)),
    *[st.tuples(PEOPLE, st.just("walk"), st.integers(0, 10_000))] * 4,
)
histories = st.lists(
    st.tuples(st.sampled_from((0.05, 0.2, 0.5, 2.0)), st.lists(actions, max_size=6)),
    min_size=8,
    max_size=25,
)
Action = tuple[int, str, int]


def command(crew: Crew, who: int, verb: str, number: int) -> commands.FloorCommand | None:
    """What somebody asks; None where that makes no sense now."""
    if (who in crew.floor) == (verb == "enter"):
        return None
    match verb:
        case "enter":
            at = None if number == 0 else spot(3 + who % 4, 6.5 + number)
            seat = who if number == 3 else 0
            wish = Wish("dnd", Seconds(crew.now + 1)) if number == 2 else None
            return commands.Enter(
                profile(who),
                at=at,
                bubble=seat,  # type: ignore[arg-type]
                wish=wish,
                guest=who == 7,
                hand=number,
            )
        case "leave":
            return commands.Leave()
        case "drop":
            return commands.Drop(Seconds(crew.now + number))
        case "resume":
            return commands.Resume()
        case "say":
            scope = ("floor", "bubble", "room")[number]
            return commands.Say(MessageId(1), "r", scope, " やあ " if number < 2 else " ")  # type: ignore[arg-type]
        case "wish" | "idle" | "profile" | "hand":
            return command_on_oneself(crew, who, verb, number)
        case "lock":
            return commands.SetLock(ROOM, bool(number))
        case "room":
            some = frozenset(PersonId(p) for p in range(1, number))
            return commands.SetRoom(ROOM, number % 3, some if number > 2 else frozenset())
        case "let in":
            return commands.LetIn(ROOM, Seconds(crew.now + number))
        case _:
            at = crew.at(who)
            step = Position(at.x + number % 121 - 60, at.y + number // 50 % 121 - 60)
            return commands.Move(step, "nesw"[number % 4], crew.epoch(who))  # type: ignore[arg-type]


def command_on_oneself(crew: Crew, who: int, verb: str, number: int) -> commands.FloorCommand:
    """What somebody says of themselves."""
    match verb:
        case "wish":
            until = Seconds(crew.now + number) if number % 2 else None
            status = ("available", "dnd", "away")[number % 3]
            return commands.SetStatus(Wish(status, until) if number < 7 else None)  # type: ignore[arg-type]
        case "idle":
            return commands.SetIdle(bool(number))
        case "profile":
            return commands.SetProfile(Profile(f"人{who}", "auto", "経理" * number))
        case _:
            return commands.SetHand(bool(number))


def apply(cards: dict[PersonId, events.Card], event: Seen) -> None:
    """What a client makes of an event that it is told."""
    match event:
        case events.Entered(card=card):
            assert card.person not in cards
            cards[card.person] = card
        case events.Left(person=who):
            del cards[who]
        case Moved(person=who, at=at, facing=facing):
            cards[who] = replace(cards[who], at=at, facing=facing)
        case events.Changed(person=who):
            after = replace(
                cards[who],
                status=event.status,
                wished=event.wished,
                until=event.until,
                lingering=event.lingering,
                hand=event.hand,
            )
            cards[who] = after
        case events.Profiled(person=who, profile=told):
            cards[who] = replace(cards[who], profile=told)
        case events.Bubbled(person=who, bubble=bubble):
            assert cards[who].bubble != bubble, "a change is told once"
            cards[who] = replace(cards[who], bubble=bubble)


@pytest.mark.spec("SESS-6", "BUB-12", "MOVE-6", "STAT-3", "ROOM-7")
@examples(150)
@given(histories)
def test_what_was_so_and_what_everybody_was_told_is_what_is_so(
    history: list[tuple[float, list[Action]]],
) -> None:
    crew = Crew(HOUSE)
    cards: dict[PersonId, events.Card] = {}
    rooms = {room.room: room for room in crew.floor.rooms()}
    for pause, asked in history:
        happened: list[Seen] = []
        for action in asked:
            wish = command(crew, *action)
            if wish is not None:
                happened += crew.do(action[0], wish)
        happened += crew.tick(after=pause)
        for event in happened:
            if isinstance(event, Moved) or audience(event) is OnFloor.EVERYONE:
                apply(cards, event)
            if isinstance(event, events.RoomChanged):
                assert rooms[event.room.room] != event.room, "a change is told once"
                rooms[event.room.room] = event.room
        assert tuple(cards[who] for who in sorted(cards)) == crew.floor.snapshot()
        assert tuple(rooms.values()) == crew.floor.rooms()
        check_bubbles(HOUSE, list(cards.values()), unwilling(crew, cards))
        check_hands_and_rooms(crew, rooms[ROOM], cards)


def unwilling(crew: Crew, cards: dict[PersonId, events.Card]) -> set[PersonId]:
    """Those who wish not to be disturbed."""
    return {who for who in cards if (wish := crew.floor.wish(who)) and wish.status == "dnd"}


def check_hands_and_rooms(crew: Crew, room: RoomState, cards: dict[PersonId, events.Card]) -> None:
    """HAND-1, ROOM-5 and who owns a room, on what everybody sees."""
    inside = {who for who, card in cards.items() if HOUSE.plan.room_at(card.at) == ROOM}
    assert set(crew.floor.inside(ROOM)) == inside
    members = [who for who in crew.floor.inside(ROOM) if not cards[who].guest]
    assert room.owner == next(iter(members), 0)
    if not inside:
        assert room == RoomState(ROOM)


def check_bubbles(scene: Scene, cards: list[events.Card], unwilling: set[PersonId]) -> None:
    """BUB-1, BUB-6, BUB-7 and BUB-8 on what everybody sees."""
    bubbles: dict[int, list[events.Card]] = {}
    for card in cards:
        zone = scene.plan.talk_zone(card.at)
        if card.bubble:
            assert card.person not in unwilling and not scene.plan.is_silent(zone)
            bubbles.setdefault(card.bubble, []).append(card)
        elif zone == scene.zones["M"] and card.person not in unwilling:
            others = [c for c in cards if c is not card and scene.plan.talk_zone(c.at) == zone]
            assert all(c.person in unwilling for c in others)
    for bubble, members in bubbles.items():
        zones = {scene.plan.talk_zone(m.at) for m in members}
        assert len(members) >= 2 and len(zones) == 1
        assert (zones == {scene.zones["M"]}) == (bubble == scene.zones["M"])


OF_THEIR_ORDER = ("enter", "say", "hand", "leave", "lock", "room", "let in")
"""What is decided at once, so that it matters who comes first."""


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
        wishes = {a[0]: c for a in asked if (c := command(one, *a)) and a[1] not in OF_THEIR_ORDER}
        for who, wish in wishes.items():
            one.do(who, wish)
        for who in dice.sample(sorted(wishes), len(wishes)):
            other.do(who, wishes[who])
        assert one.tick(after=pause) == other.tick(after=pause)
        assert without_seats(one) == without_seats(other)


def without_seats(crew: Crew) -> list[events.Card]:
    """Everybody's card but for the seat, which depends on who came first."""
    return [replace(card, seat=0) for card in crew.floor.snapshot()]


# --- shut rooms -----------------------------------------------------------------------------------

FLAT = draw(
    """
    ............
    ..MMMM.NNNN.
    ..MMMM.NNNN.
    ............
    """,
    M=ZoneKind.MEETING,
    N=Kind(ZoneKind.MEETING, capacity=2),
)
doings = st.one_of(
    st.tuples(st.integers(1, 5), st.just("lock"), st.integers(0, 1)),
    st.tuples(st.integers(1, 5), st.just("for"), st.integers(0, 31)),
    st.tuples(st.integers(1, 5), st.just("hold"), st.integers(0, 3)),
    st.tuples(st.integers(1, 5), st.just("let in"), st.integers(1, 2)),
    st.tuples(st.integers(1, 5), st.just("drop"), st.integers(0, 3)),
    *[st.tuples(st.integers(1, 5), st.just("walk"), st.sampled_from((14, 15, 20, 21, 27, 32, 42)))]
    * 6,
)


@pytest.mark.spec("ROOM-2", "ROOM-3", "ROOM-4")
@examples(200)
@given(st.lists(st.lists(doings, max_size=5), min_size=10, max_size=40))
def test_nobody_comes_into_a_shut_room_who_was_not_let_in(
    history: list[list[tuple[int, str, int]]],
) -> None:
    crew = Crew(FLAT)
    for who in range(1, 6):
        crew.enter(who, spot(who + 0.5, 3.5))
    let_in: dict[tuple[int, ZoneId], Seconds] = {}
    for asked in history:
        crew.now = Seconds(crew.now + 2.5)  # long enough to be anywhere
        for who, verb, number in asked:
            do(crew, who, verb, number, let_in)
        doors = {room.room: room for room in crew.floor.rooms()}
        before = {who: crew.floor.room_of(PersonId(who)) for who in range(1, 6) if who in crew}
        crew.tick(after=0)
        for who, was_in in before.items():
            if who not in crew or (room := crew.floor.room_of(PersonId(who))) in (0, was_in):
                continue
            door, open_until = doors[room], let_in.pop((who, room), 0.0)
            free = not door.locked and (not door.only_for or who in door.only_for)
            assert free or open_until > crew.now or emptied(room, before, crew), (who, door)
        for room, door in doors.items():
            now_in = crew.floor.inside(room)
            holds = crew.room(room).capacity if emptied(room, before, crew) else door.capacity
            if holds and any(before[who] != room for who in now_in):
                assert len(now_in) <= holds


def emptied(room: ZoneId, before: dict[int, ZoneId], crew: Crew) -> bool:
    """Whether all who were in a room are out of it, so that it was open to all for a while."""
    return not any(
        was == room and who in crew and crew.floor.room_of(PersonId(who)) == room
        for who, was in before.items()
    )


def do(
    crew: Crew, who: int, verb: str, number: int, let_in: dict[tuple[int, ZoneId], Seconds]
) -> None:
    """One thing that somebody does. In `let_in` is written until when a room is open to whom."""
    if who not in crew:
        return
    room = crew.floor.room_of(PersonId(who))
    match verb:
        case "walk":
            crew.claim(who, spot(number % 12 + 0.5, number // 12 + 0.5))
        case "lock":
            crew.lock(who, room, bool(number))
        case "for":
            crew.keep(who, room, 0, tuple(p for p in range(1, 6) if number >> (p - 1) & 1))
        case "hold":
            crew.keep(who, room, number)
        case "drop":
            crew.do(who, commands.Drop(Seconds(crew.now + number)))
        case _:
            (told,) = crew.let_in(who, ZoneId(number), 3.0 + 6.0 * (who % 2))
            if isinstance(told, events.LetIn) and told.until is not None:
                let_in[who, ZoneId(number)] = told.until
