"""Claims at first sight against the exact judgement, on random floors, doors and histories."""

from __future__ import annotations

from unittest.mock import patch

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from rooms import commands
from rooms.arrays import Slots
from rooms.crowd import Crowd
from rooms.floor import Rules
from rooms.glance import Glance, glance
from rooms.model import PersonId, Position, Px, Seconds, ZoneId
from rooms.movement import Bounds, WalkRules, judge
from rooms.plan import FloorPlan, Zone, ZoneKind
from rooms.status import room_of
from tests.support.crew import Crew
from tests.support.examples import examples
from tests.support.plans import Kind, draw, spot

KINDS = (
    ZoneKind.MEETING,
    ZoneKind.MEETING,
    ZoneKind.EXIT,
    ZoneKind.SILENT,
    ZoneKind.AREA,
    ZoneKind.EXIT,
    ZoneKind.WINDOW,
)


def random_plan(dice: np.random.Generator) -> FloorPlan:
    """A floor with a few blocked cells, and zones that lie over each other."""
    columns, rows = (int(n) for n in dice.integers(2, 9, 2))
    shape = rows * 4, columns * 4
    zones = []
    for number, kind in enumerate(KINDS[: dice.integers(0, len(KINDS) + 1)], start=1):
        (top, bottom), (left, right) = np.sort(dice.integers(0, [shape, shape], (2, 2)).T, axis=1)
        mask = np.zeros(shape, np.bool_)
        mask[top:bottom, left:right] = True
        locked = kind is ZoneKind.AREA or dice.random() < 0.1
        zones.append(Zone(ZoneId(number), kind, f"z{number}", mask, locked=locked))
    blocked = dice.random(shape) < dice.choice([0.0, 0.01, 0.05])
    return FloorPlan(
        tile_width=int(dice.choice([18, 27, 32, 48])),
        tile_height=int(dice.choice([18, 27, 32])),
        columns=columns,
        rows=rows,
        blocked=blocked,
        opaque=blocked,
        zones=tuple(zones),
        spawns={"": (Position(Px(0), Px(0)),)},
    )


def some_rooms(plan: FloorPlan, dice: np.random.Generator) -> frozenset[ZoneId]:
    return frozenset(zone.id for zone in plan.rooms if dice.random() < 0.5)


def random_point(plan: FloorPlan, dice: np.random.Generator) -> Position:
    x, y = dice.integers(0, [plan.width, plan.height]).tolist()
    return Position(Px(x), Px(y))


def random_claim(plan: FloorPlan, at: Position, dice: np.random.Generator) -> Position:
    """Mostly a few steps away, at times anywhere, on the floor or not."""
    if dice.random() < 0.1:
        return Position(*(Px(n) for n in dice.integers(-(2**31), 2**31, 2).tolist()))
    reach = dice.choice([8, 30, 300])
    x, y = dice.integers(-reach, reach + 1, 2).tolist()
    return Position(Px(at.x + x), Px(at.y + y))


def bounds_of(plan: FloorPlan, at: Position, barred: frozenset[ZoneId]) -> Bounds:
    """What is shut to somebody whom nobody let in."""
    locked = frozenset(zone.id for zone in plan.lockable) - plan.zones_at(at, plan.lockable)
    return Bounds(locked | (barred - {plan.room_at(at)}))


def open_to_all(plan: FloorPlan, at: Position, claim: Position, barred: frozenset[ZoneId]) -> bool:
    """Whether a line is open while all is shut but the own room that is shut to anybody."""
    locked = frozenset(zone.id for zone in plan.lockable)
    return plan.walk(locked | barred - {plan.room_at(at)}, frozenset()).line_open(at, claim)


@pytest.mark.spec("MOVE-2", "MOVE-3", "MOVE-4", "MOVE-5", "MOVE-9", "ROOM-2")
@examples(150)
@given(st.integers(0, 2**63 - 1))
def test_what_is_seen_at_first_sight_is_what_judging_says(seed: int) -> None:
    dice = np.random.default_rng(seed)
    plans = [random_plan(dice) for _ in range(3)]
    crowd = Crowd(plans)
    barred = [frozenset[ZoneId]()] * 3
    for _ in range(dice.integers(1, 5)):  # doors are shut and opened again
        number = int(dice.integers(3))
        barred[number] = some_rooms(plans[number], dice)
        crowd.terrain.bar(number, barred[number])
    slots = np.array([crowd.enter(PersonId(who), who % 3) for who in range(1, 41)])
    claims: list[Position] = []
    for slot in slots.tolist():
        plan = plans[crowd.floor[slot]]
        crowd.put(slot, random_point(plan, dice))
        claims.append(random_claim(plan, crowd.at(slot), dice))
        crowd.claim_one(slot, claims[-1], "n", 0)
    crowd.earned[slots] = dice.choice([0.0, 5.0, 50.0, 1e9], len(slots))
    exactly = dice.random(len(slots)) < 0.2  # as much as it takes, to the last bit
    crowd.earned[slots[exactly]] = glance(crowd, slots[exactly]).length
    crowd.guest[slots] = dice.random(len(slots)) < 0.1
    seen = glance(crowd, slots)
    for i, slot in enumerate(slots.tolist()):
        floor, at, claim = int(crowd.floor[slot]), crowd.at(slot), claims[i]
        plan, earned = plans[floor], float(crowd.earned[slot])
        bounds = bounds_of(plan, at, barred[floor])
        exact = judge(plan, at, claim, earned, bounds)
        assert exact is not None
        assert seen.edge[i] == (exact.why == "edge")
        assert seen.speed[i] == (exact.why == "speed")
        if seen.straight[i]:
            assert exact == (None, seen.length[i], False)
        if exact.why not in ("edge", "speed"):
            clear = open_to_all(plan, at, claim, barred[floor])
            assert seen.straight[i] == (clear and not crowd.guest[slot])
            to_none = not plan.walk(frozenset(), frozenset()).line_open(at, claim)
            assert seen.closed[i] == to_none


@pytest.mark.spec("MOVE-11", "STAT-1")
@examples(80)
@given(st.integers(0, 2**63 - 1))
def test_places_are_what_the_map_says(seed: int) -> None:
    dice = np.random.default_rng(seed)
    one = random_plan(dice)
    plans = [one, random_plan(dice), one]
    crowd = Crowd(plans)
    for who in range(1, 31):
        slot, plan = crowd.enter(PersonId(who), who % 3), plans[who % 3]
        at = random_point(plan, dice)
        crowd.put(slot, at)
        place = crowd.terrain.kinds[crowd.place[slot]]
        assert room_of(place.corner) == plan.room_at(at)
        assert place.zone == crowd.zone[slot] == plan.talk_zone(at)
        assert (place.talk is ZoneKind.SILENT) == plan.is_silent(place.zone)
        exits = [zone for zone in plan.zones if zone.kind is ZoneKind.EXIT]
        inside = plan.zones_at(at, tuple(exits))
        assert place.exit == min(inside, default=0)


# --- whole histories ------------------------------------------------------------------------------

HOUSE = draw(
    """
    ################
    #.1...#LLLL#...#
    #.....#LLLL....#
    #...o.#....#...#
    #..............#
    #MMMM..@..NNNN.#
    #MMMM..SS.NNNN.#
    #MMMM.XSS.NNNN.#
    ################
    """,
    L=Kind(ZoneKind.AREA, locked=True),
    M=ZoneKind.MEETING,
    N=ZoneKind.MEETING,
    S=ZoneKind.SILENT,
    X=ZoneKind.EXIT,
)
ROOMS = (HOUSE.zones["M"], HOUSE.zones["N"])
DOINGS = ("walk", "walk", "walk", "leap", "leap", "lock", "open", "let in", "only", "turn", "drop")


def blind(crowd: Crowd, slots: Slots) -> Glance:
    """Sees nothing, so that each claim is judged exactly."""
    nothing = np.zeros(len(slots), np.bool_)
    return Glance(nothing, nothing, nothing, nothing, np.zeros(len(slots)))


def act(crew: Crew, who: int, doing: str, dice: np.random.Generator) -> None:
    """Something that somebody does, of a kind, as dice fall."""
    at, room = crew.at(who), ROOMS[dice.integers(2)]
    match doing:
        case "walk" | "leap":
            reach = 20 if doing == "walk" else 230
            x, y = dice.integers(-reach, reach + 1, 2).tolist()
            crew.claim(who, Position(Px(at.x + x), Px(at.y + y)), "nesw"[dice.integers(4)])  # type: ignore[arg-type]
        case "turn":
            crew.claim(who, at, "nesw"[dice.integers(4)])  # type: ignore[arg-type]
        case "lock" | "open":
            crew.lock(who, crew.floor.room_of(PersonId(who)), locked=doing == "lock")
        case "only":
            only = tuple(p for p in range(1, 7) if dice.random() < 0.5)
            crew.keep(who, crew.floor.room_of(PersonId(who)), 0, only)
        case "let in":
            crew.let_in(who, room, 3.0)
        case _:
            crew.do(who, commands.Drop(Seconds(crew.now + 100)))


@pytest.mark.spec("MOVE-1", "MOVE-3", "MOVE-5", "MOVE-6", "MOVE-13", "ROOM-2", "ROOM-3", "GUEST-2")
@examples(60)
@given(st.integers(0, 2**63 - 1), st.sampled_from((1, 2, 16)))
def test_first_sight_changes_nothing_that_happens(seed: int, searches: int) -> None:
    rules = Rules(walk=WalkRules(searches=searches))
    seeing, exact = Crew(HOUSE, rules), Crew(HOUSE, rules)
    dice = np.random.default_rng(seed)
    starts = [spot(*dice.integers(1, [15, 8]).tolist()) for _ in range(7)]
    for crew in (seeing, exact):
        for who, start in enumerate(starts, start=1):
            crew.enter(who, start, guest=who == 7)
    for _ in range(25):
        doings = [(int(dice.integers(1, 8)), str(dice.choice(DOINGS))) for _ in range(6)]
        turn = int(dice.integers(2**62))
        for crew in (seeing, exact):
            for number, (who, doing) in enumerate(doings):
                act(crew, who, doing, np.random.default_rng((turn, number)))
        pause = float(dice.choice([0.05, 0.3, 1.5]))
        saw = seeing.tick(after=pause)
        with patch("rooms.walking.glance", blind):
            judged = exact.tick(after=pause)
        assert sorted(map(repr, saw)) == sorted(map(repr, judged))
        assert seeing.floor.snapshot() == exact.floor.snapshot()
        assert seeing.floor.rooms() == exact.floor.rooms()
        earned = [crew.floor.crowd.earned.tolist() for crew in (seeing, exact)]
        assert earned[0] == earned[1]
