"""Claims of a place, rule by rule. A tile is 32 pixels, a cell 8."""

from __future__ import annotations

import math
from itertools import combinations

import pytest

from rooms import events
from rooms.audience import OnFloor, audience
from rooms.floor import Rules, UnknownPersonError
from rooms.model import PersonId, Position
from rooms.movement import Bounds, Judgement, WalkRules
from rooms.movement import judge as judge_claim
from rooms.plan import FloorPlan, ZoneKind
from tests.support.crew import Crew
from tests.support.plans import TILE, Kind, draw, spot
from tests.support.walked import Moved

HALL = draw("\n".join(["." * 40] * 6))


def walker(at: Position | None = None) -> Crew:
    """Person 1 in the hall, rested: with all savings that one can have."""
    crew = Crew(HALL)
    crew.enter(1, at or spot(2.5, 2.5))
    crew.wait(2.0)
    return crew


def judge(plan: FloorPlan, at: Position, claim: Position, allowance: float) -> Judgement:
    """The judgement of a claim by somebody to whom the zones are shut that the map locks."""
    shut = frozenset(zone.id for zone in plan.lockable) - plan.zones_at(at, plan.lockable)
    found = judge_claim(plan, at, claim, allowance, Bounds(shut))
    assert found is not None
    return found


def placed(crew: Crew, why: str) -> list[events.Event]:
    return [events.Placed(PersonId(1), crew.at(1), crew.epoch(1), why)]


@pytest.mark.spec("MOVE-1")
def test_the_last_claim_before_the_tick_counts() -> None:
    crew = walker()
    crew.claim(1, spot(3, 3), "n")
    crew.claim(1, spot(3, 2), "s")
    assert crew.at(1) == spot(2.5, 2.5), "nothing happens before the tick"
    assert crew.tick() == [Moved(PersonId(1), spot(3, 2), "s")]
    assert crew.tick() == [], "nor again after it"


@pytest.mark.spec("MOVE-1")
def test_a_good_claim_is_forgotten_for_a_bad_one_after_it() -> None:
    crew = walker()
    crew.claim(1, spot(3, 3))
    crew.claim(1, spot(39, 3))
    assert crew.tick() == placed(crew, "speed")
    assert crew.at(1) == spot(2.5, 2.5)


@pytest.mark.spec("MOVE-2")
def test_steady_walking_at_full_speed_is_accepted() -> None:
    crew = walker()
    x = 2.5
    while x < 35:
        x += 6.0 * 0.05
        crew.claim(1, spot(x, 2.5))
        assert [type(e) for e in crew.tick()] == [Moved]


@pytest.mark.spec("MOVE-2")
def test_steady_walking_at_a_quarter_more_is_put_back_sooner_or_later() -> None:
    crew, x, refused = walker(), 2.5, False
    while x < 38 and not refused:
        x += 6.0 * 1.25 * 0.05 + 0.1
        crew.claim(1, spot(x, 2.5))
        refused = any(isinstance(e, events.Placed) for e in crew.tick())
    assert refused


@pytest.mark.spec("MOVE-2")
def test_the_longest_stall_that_is_walked_off_at_once_is_a_second() -> None:
    most = 6.0 * 1.15 * 1.0 + 0.25
    for tiles, why in ((most - 0.05, None), (most + 0.05, "speed")):
        crew = walker()
        crew.wait(10.0)
        crew.claim(1, spot(2.5 + tiles, 2.5))
        (event,) = crew.tick()
        assert getattr(event, "why", None) == why


@pytest.mark.spec("MOVE-2")
def test_on_arrival_one_has_the_slack_alone() -> None:
    for tiles, moved in ((0.24, True), (0.3, False)):
        crew = Crew(HALL)
        crew.enter(1, spot(2.5, 2.5))
        crew.claim(1, spot(2.5 + tiles, 2.5))
        happened = crew.tick(after=0.0)
        assert isinstance(happened[0], Moved) is moved


@pytest.mark.spec("MOVE-2")
def test_what_was_walked_is_spent() -> None:
    crew = walker()
    crew.claim(1, spot(8.5, 2.5))
    crew.tick()
    crew.claim(1, spot(14.5, 2.5))
    assert crew.tick() == placed(crew, "speed")


@pytest.mark.spec("MOVE-2")
def test_the_numbers_are_settings() -> None:
    crew = Crew(HALL, Rules(walk=WalkRules(speed=1.0, tolerance=1.0, savings=2.0, slack=0.0)))
    crew.enter(1, spot(2.5, 2.5))
    crew.wait(5.0)
    crew.claim(1, spot(4.5, 2.5))
    assert [type(e) for e in crew.tick()] == [Moved]
    crew.claim(1, spot(4.6, 2.5))
    assert crew.tick(after=0.05) == placed(crew, "speed")


@pytest.mark.spec("MOVE-3")
def test_nobody_walks_through_a_wall() -> None:
    room = draw("""
        .1#2.
        ..#..
        ..#..
        """)
    crew = Crew(room)
    crew.enter(1, room[1])
    assert crew.go(1, room[2]) == placed(crew, "wall")
    assert crew.go(1, spot(2.5, 1.5)) == placed(crew, "wall"), "nor into it"


@pytest.mark.spec("MOVE-3")
def test_the_way_round_a_wall_counts_and_not_the_beeline() -> None:
    room = draw("""
        ..1#2.
        ...#..
        ......
        """)
    assert math.dist(room[1], room[2]) == 2 * TILE
    assert judge(room.plan, room[1], room[2], 3 * TILE) == ("wall", 3 * TILE, True)
    why, spent, _ = judge(room.plan, room[1], room[2], 6 * TILE)
    assert why is None
    assert 4 * TILE < spent < 5.2 * TILE


@pytest.mark.spec("MOVE-4")
@pytest.mark.parametrize(
    "x, y", [(-1, 80), (80, -1), (40 * TILE, 80), (80, 6 * TILE), (1 << 70, 80), (80, -(1 << 70))]
)
def test_nobody_walks_off_the_floor(x: int, y: int) -> None:
    crew = walker(spot(2.5, 2.5))
    crew.claim(1, Position(x, y))
    assert crew.tick() == placed(crew, "edge")


@pytest.mark.spec("MOVE-4")
def test_the_last_pixel_is_on_the_floor() -> None:
    assert judge(HALL.plan, spot(39, 5), Position(40 * TILE - 1, 6 * TILE - 1), 99).why is None


LOCKED = draw(
    """
    ..1#####
    .2.LL3LL
    ...#####
    """,
    L=Kind(ZoneKind.MEETING, locked=True),
)


@pytest.mark.spec("MOVE-5")
def test_nobody_walks_into_a_locked_zone() -> None:
    crew = Crew(LOCKED)
    crew.enter(1, LOCKED[2])
    assert crew.go(1, LOCKED[3]) == placed(crew, "locked")


@pytest.mark.spec("MOVE-5")
def test_nor_through_it() -> None:
    corridor = draw("1.LL.2", L=Kind(ZoneKind.AREA, locked=True))
    assert judge(corridor.plan, corridor[1], corridor[2], 9 * TILE).why == "locked"
    assert judge(corridor.plan, corridor[2], corridor[1], 9 * TILE).why == "locked"


@pytest.mark.spec("MOVE-5")
def test_who_is_inside_walks_about_and_out() -> None:
    crew = Crew(LOCKED)
    crew.enter(1, LOCKED[3])
    assert isinstance(crew.go(1, spot(6.5, 1.5))[0], Moved)
    assert isinstance(crew.go(1, spot(3.5, 1.5))[0], Moved)
    assert isinstance(crew.go(1, LOCKED[2])[0], Moved)
    assert crew.go(1, LOCKED[3]) == placed(crew, "locked"), "and not back in"


@pytest.mark.spec("MOVE-5")
def test_a_wall_behind_a_lock_is_a_wall() -> None:
    assert judge(LOCKED.plan, LOCKED[2], spot(5.5, 0.5), 9 * TILE).why == "wall"


@pytest.mark.spec("MOVE-6")
def test_a_refused_claim_is_told_to_the_claimer_alone() -> None:
    crew = walker()
    before = crew.card(1)
    crew.claim(1, spot(30, 2.5), "n")
    (event,) = crew.tick()
    assert event == events.Placed(PersonId(1), before.at, 1, "speed")
    assert audience(event) == {1}
    assert crew.card(1) == before
    assert crew.epoch(1) == 1


@pytest.mark.spec("MOVE-6")
def test_an_accepted_claim_is_told_to_everyone() -> None:
    crew = walker()
    crew.claim(1, spot(3, 2.5))
    (event,) = crew.floor.tick(crew.now)
    assert audience(event) is OnFloor.EVERYONE


@pytest.mark.spec("MOVE-7")
@pytest.mark.parametrize("epoch", [0, 2, 99])
def test_a_claim_of_another_epoch_is_dropped_without_a_word(epoch: int) -> None:
    crew = walker()
    crew.claim(1, spot(30, 2.5))
    crew.tick()
    assert crew.epoch(1) == 1
    crew.claim(1, spot(3, 2.5), epoch=epoch)
    assert crew.tick() == []
    assert crew.at(1) == spot(2.5, 2.5)


@pytest.mark.spec("MOVE-7")
def test_a_stale_claim_does_not_push_out_a_good_one() -> None:
    crew = walker()
    crew.claim(1, spot(3, 2.5))
    crew.claim(1, spot(4, 2.5), epoch=7)
    crew.tick()
    assert crew.at(1) == spot(3, 2.5)


@pytest.mark.spec("MOVE-7")
def test_epochs_count_on_over_a_change_of_floors() -> None:
    crew = Crew(HALL)
    crew.enter(1, spot(2.5, 2.5), epoch=5)
    crew.wait(1.0)
    crew.claim(1, spot(3, 2.5), epoch=4)
    assert crew.tick() == []
    assert crew.epoch(1) == 5


@pytest.mark.spec("MOVE-8")
def test_a_body_keeps_a_cell_off_the_walls_beside_it_and_none_above_and_below() -> None:
    room = draw("""
        ...
        .#.
        ...
        """)
    walk = room.plan.walk(frozenset(), frozenset())
    assert not walk.is_open(Position(23 + 8, 40))
    assert walk.is_open(Position(23, 40))
    assert not walk.is_open(Position(64 + 7, 40))
    assert walk.is_open(Position(64 + 8, 40))
    assert walk.is_open(Position(48, 31)) and walk.is_open(Position(48, 64))


@pytest.mark.spec("MOVE-8")
def test_furniture_keeps_a_body_off_as_walls_do() -> None:
    room = draw("..o1")
    crew = Crew(room)
    crew.enter(1, room[1])
    assert crew.go(1, Position(97, 16)) == placed(crew, "wall")


# --- arrival, exits, facing -----------------------------------------------------------------------

LOBBY = draw("""
    #####
    #@.@#
    #...#
    #@.2#
    #####
    """)
WALK_IN_LOBBY = LOBBY.plan.walk(frozenset(), frozenset())


@pytest.mark.spec("MOVE-10")
def test_one_arrives_where_one_asks_to_if_a_body_can_stand_there() -> None:
    for at in (LOBBY[2], spot(2, 2)):
        crew = Crew(LOBBY)
        crew.enter(1, at)
        assert crew.at(1) == at


@pytest.mark.spec("MOVE-10")
@pytest.mark.parametrize("at", [spot(0.5, 0.5), spot(1.1, 1.5), spot(-3, 2), spot(9, 2), None])
def test_else_at_an_arrival_point(at: Position | None) -> None:
    crew = Crew(LOBBY)
    crew.enter(1, at)
    assert crew.at(1) in LOBBY.plan.spawns[""]


@pytest.mark.spec("MOVE-10")
def test_people_arrive_where_there_is_most_room() -> None:
    crew = Crew(LOBBY)
    for who in (3, 6, 9):
        crew.enter(who)
    assert {crew.at(who) for who in (3, 6, 9)} == set(LOBBY.plan.spawns[""])
    long = draw("@..@..@..1")
    crew = Crew(long)
    crew.enter(9, long[1])
    crew.enter(1)
    assert crew.at(1) == spot(0.5, 0.5)


@pytest.mark.spec("MOVE-10")
def test_when_all_points_are_taken_people_arrive_beside_them() -> None:
    crew = Crew(LOBBY)
    for who in range(1, 11):
        crew.enter(who)
    places = [crew.at(who) for who in range(1, 11)]
    assert all(WALK_IN_LOBBY.is_open(at) for at in places)
    assert min(math.dist(a, b) for a, b in combinations(places, 2)) >= TILE / 2
    assert all(min(math.dist(at, p) for p in LOBBY.plan.spawns[""]) <= 2 * TILE for at in places)


@pytest.mark.spec("MOVE-10")
def test_nobody_arrives_in_a_locked_zone() -> None:
    flat = draw("#@LLLL.#", L=Kind(ZoneKind.AREA, locked=True))
    crew = Crew(flat)
    for who in range(1, 9):
        crew.enter(who)
        assert flat.plan.zones_at(crew.at(who), flat.plan.zones) == frozenset()


@pytest.mark.spec("MOVE-10")
def test_where_there_is_no_room_at_all_people_arrive_all_the_same() -> None:
    closet = draw("#@.#")
    crew = Crew(closet)
    for who in range(1, 11):
        crew.enter(who)
        assert closet.plan.walk(frozenset(), frozenset()).is_open(crew.at(who))


@pytest.mark.spec("MOVE-10")
def test_each_person_begins_with_another_point() -> None:
    assert len({_alone(who) for who in (1, 2, 3)}) == 3


def _alone(who: int) -> Position:
    crew = Crew(LOBBY)
    crew.enter(who)
    return crew.at(who)


@pytest.mark.spec("MOVE-10")
def test_one_arrives_at_the_points_of_the_name_asked_for() -> None:
    lobby = draw("@...2..")
    object.__setattr__(lobby.plan, "spawns", {**lobby.plan.spawns, "north": (lobby[2],)})
    crew = Crew(lobby)
    crew.enter(1, spawn="north")
    crew.enter(2, spawn="nowhere")
    assert crew.at(1) == lobby[2]
    assert crew.at(2) == lobby.plan.spawns[""][0]


EXITS = draw(".1XXYY..", X=Kind(ZoneKind.EXIT, target="a"), Y=Kind(ZoneKind.EXIT, target="b"))


@pytest.mark.spec("MOVE-11")
def test_an_exit_is_reached_by_walking_into_it_once() -> None:
    crew = Crew(EXITS)
    crew.enter(1, EXITS[1])
    reached = events.ExitReached(PersonId(1), EXITS.zones["X"])
    happened = crew.go(1, spot(2.5, 0.5))
    assert happened == [Moved(PersonId(1), spot(2.5, 0.5), "e"), reached]
    assert audience(reached) == frozenset()
    assert reached not in crew.go(1, spot(3.5, 0.5))
    assert events.ExitReached(PersonId(1), EXITS.zones["Y"]) in crew.go(1, spot(4.5, 0.5))
    crew.go(1, spot(7, 0.5))
    crew.go(1, EXITS[1])
    assert reached in crew.go(1, spot(2.5, 0.5)), "and again after having been out of it"


@pytest.mark.spec("MOVE-11")
def test_arriving_and_turning_in_an_exit_do_not_reach_it() -> None:
    crew = Crew(EXITS)
    crew.enter(1, spot(2.5, 0.5))
    happened = crew.wait(1.0)
    crew.claim(1, spot(2.5, 0.5), "w")
    happened += crew.tick()
    assert not [e for e in happened if isinstance(e, events.ExitReached)]


@pytest.mark.spec("MOVE-11")
def test_a_refused_claim_reaches_no_exit() -> None:
    crew = Crew(EXITS)
    crew.enter(1, EXITS[1])
    crew.claim(1, spot(2.5, 0.5))
    assert [type(e) for e in crew.tick(after=0.0)] == [events.Placed]


@pytest.mark.spec("MOVE-12")
def test_one_turns_on_the_spot_without_spending_anything() -> None:
    crew = Crew(HALL)
    crew.enter(1, spot(2.5, 2.5))
    crew.claim(1, spot(2.5, 2.5), "n")
    assert crew.tick(after=0.0) == [Moved(PersonId(1), spot(2.5, 2.5), "n")]
    crew.claim(1, spot(2.5, 2.5), "n")
    assert crew.tick(after=0.0) == [], "what changes nothing is not told"
    crew.claim(1, spot(2.7, 2.5), "e")
    assert crew.tick(after=0.0) == [Moved(PersonId(1), spot(2.7, 2.5), "e")]


@pytest.mark.spec("MOVE-12")
def test_turning_does_not_unsettle() -> None:
    crew = Crew(HALL)
    crew.enter(1, spot(2.5, 2.5))
    crew.enter(2, spot(4.5, 2.5))
    for facing in ("n", "e", "s", "w", "n", "e", "s", "w", "n"):
        crew.claim(1, spot(2.5, 2.5), facing)
        crew.tick()
    assert crew.bubble(1) == crew.bubble(2) != 0


def test_only_those_on_the_floor_can_act_and_nobody_enters_twice() -> None:
    crew = walker()
    with pytest.raises(UnknownPersonError):
        crew.say(2)
    with pytest.raises(ValueError, match="already"):
        crew.enter(1)


@pytest.mark.spec("MOVE-3")
def test_a_claim_through_a_wall_costs_all_that_was_earned() -> None:
    room = draw("""
        ...#...
        1..#..2
        ...#...
        """)
    crew = Crew(room)
    crew.enter(1, room[1])
    assert crew.go(1, spot(5.5, 1.5)) == placed(crew, "wall")
    crew.claim(1, spot(1.0, 1.5))
    assert crew.tick(after=0.0) == placed(crew, "speed")
    crew.claim(1, spot(1.0, 1.5))
    assert isinstance(crew.tick(after=0.2)[0], Moved)


@pytest.mark.spec("MOVE-13")
def test_claims_that_need_a_search_take_turns() -> None:
    room = draw("""
        ...#...
        1..#..2
        ...#...
        """)
    crew = Crew(room, Rules(walk=WalkRules(searches=2)))
    for who in range(1, 7):
        crew.enter(who, spot(1.5, 1.5))
    crew.tick(after=5)
    for who in range(1, 6):
        crew.claim(who, spot(5.5, 1.5))
    crew.claim(6, spot(2.0, 1.5))
    first = crew.tick()
    assert [e.person for e in first if isinstance(e, events.Placed)] == [1, 2]
    assert [e.person for e in first if isinstance(e, Moved)] == [6]
    assert [e.person for e in crew.tick() if isinstance(e, events.Placed)] == [3, 4]
    assert [e.person for e in crew.tick() if isinstance(e, events.Placed)] == [5]
