"""Rooms and their doors, rule by rule, on floors that one can see."""

from __future__ import annotations

from itertools import pairwise

import pytest

from rooms import commands, events
from rooms.audience import OnFloor, audience
from rooms.model import PersonId, Position, RoomState, Seconds, ZoneId
from rooms.plan import ZoneKind
from tests.support.crew import Crew
from tests.support.plans import TILE, Kind, draw, spot

HOUSE = draw(
    """
    ###################
    #1....#MM4M#NNNN..#
    #.....#MMMM#NNNN..#
    #.2....MMMM#NNNN..#
    #.3...#MMMM#NNNN..#
    #.....#######......
    #@.........6.......
    ###################
    """,
    M=ZoneKind.MEETING,
    N=Kind(ZoneKind.MEETING, capacity=2),
)
M, N = HOUSE.zones["M"], HOUSE.zones["N"]
DOOR = spot(6.2, 3.5)  # outside, one step before M
INSIDE = spot(7.5, 3.5)


def people(*who: int) -> Crew:
    """People in the hall, before the open door of M, rested."""
    crew = Crew(HOUSE)
    for person in who:
        crew.enter(person, spot(3 + person / 10, 3.5))
    crew.wait(1.0)
    return crew


def enter_room(crew: Crew, who: int, to: Position = INSIDE) -> list[events.Event]:
    return crew.walk(who, DOOR, to)


def stopped(happened: list[events.Event]) -> list[str]:
    """Why claims were refused."""
    return [event.why for event in happened if isinstance(event, events.Placed)]


def told(happened: list[events.Event]) -> list[RoomState]:
    """What all are told of rooms."""
    changes = [event for event in happened if isinstance(event, events.RoomChanged)]
    assert all(audience(event) is OnFloor.EVERYONE for event in changes)
    return [event.room for event in changes]


def state(
    room: ZoneId = M, locked: bool = False, owner: int = 0, capacity: int = 0, *only_for: int
) -> RoomState:
    capacity = capacity or (2 if room == N else 0)
    return RoomState(
        room, locked, PersonId(owner), capacity, frozenset(PersonId(p) for p in only_for)
    )


def refused(who: int, command: str, why: events.RefusalReason) -> list[events.Event]:
    return [events.Refused(PersonId(who), command, "", why)]


# --- owners, locks --------------------------------------------------------------------------------


@pytest.mark.spec("ROOM-7")
def test_all_are_told_who_owns_a_room_and_a_snapshot_says_it() -> None:
    crew = people(1, 2, 3)
    assert crew.floor.rooms() == (state(M), state(N))
    assert told(enter_room(crew, 2)) == [state(M, owner=2)]
    assert told(enter_room(crew, 1)) == []
    assert crew.floor.rooms() == (state(M, owner=2), state(N))
    assert crew.floor.inside(M) == (2, 1)
    assert (crew.floor.room_of(PersonId(1)), crew.floor.room_of(PersonId(3))) == (M, 0)
    assert told(crew.walk(2, DOOR)) == [state(M, owner=1)]
    assert told(enter_room(crew, 2)) == [], "who comes back is the last"
    assert crew.floor.inside(M) == (1, 2)


@pytest.mark.spec("ROOM-1", "ROOM-7")
def test_a_member_inside_locks_and_unlocks() -> None:
    crew = people(1, 2)
    enter_room(crew, 1)
    enter_room(crew, 2)
    assert told(crew.lock(2, M)) == [state(M, True, 1)], "not only the owner"
    assert crew.lock(1, M) == [], "what changes nothing is not told"
    assert crew.room(M).locked
    assert told(crew.lock(1, M, False)) == [state(M, False, 1)]


@pytest.mark.spec("ROOM-1")
def test_nobody_locks_from_outside() -> None:
    crew = people(1, 2)
    enter_room(crew, 1)
    assert crew.lock(2, M) == refused(2, "lock", "not_inside")
    assert crew.lock(1, N) == refused(1, "lock", "not_inside")
    assert crew.lock(1, ZoneId(99)) == refused(1, "lock", "unknown_room")
    crew.lock(1, M)
    assert crew.lock(2, M, False) == refused(2, "lock", "not_inside")
    assert crew.room(M).locked


@pytest.mark.spec("ROOM-1")
def test_a_guest_locks_nothing_and_owns_nothing() -> None:
    crew = people(1)
    crew.enter(8, INSIDE, guest=True, linger_until=Seconds(crew.now + 60))
    assert crew.floor.inside(M) == (8,)
    assert crew.room(M).owner == 0
    assert crew.lock(8, M) == refused(8, "lock", "not_allowed")
    assert crew.keep(8, M, 3) == refused(8, "room", "not_allowed")
    enter_room(crew, 1)
    assert crew.room(M).owner == 1


@pytest.mark.spec("ROOM-2")
def test_nobody_walks_into_a_locked_room() -> None:
    crew = people(1, 2)
    enter_room(crew, 1)
    crew.lock(1, M)
    assert crew.floor.is_shut(PersonId(2), M) and not crew.floor.is_shut(PersonId(1), M)
    assert stopped(enter_room(crew, 2)) == ["locked"]
    assert crew.floor.room_of(PersonId(2)) == 0


@pytest.mark.spec("ROOM-2")
def test_who_is_inside_a_locked_room_walks_about_and_out_and_not_back_in() -> None:
    crew = people(1, 2)
    enter_room(crew, 1)
    enter_room(crew, 2)
    crew.lock(1, M)
    assert stopped(crew.walk(2, spot(9, 2.5), INSIDE, DOOR)) == []
    assert stopped(crew.walk(2, INSIDE)) == ["locked"]


@pytest.mark.spec("ROOM-2")
def test_a_wall_beside_a_locked_room_is_a_wall() -> None:
    crew = people(1, 2)
    enter_room(crew, 1)
    crew.lock(1, M)
    crew.wait(1.0)
    crew.walk(2, spot(5.5, 1.5))
    crew.wait(1.0)
    crew.claim(2, spot(6.5, 1.5))
    assert stopped(crew.tick()) == ["wall"]


@pytest.mark.spec("ROOM-2", "ROOM-4")
def test_a_room_for_some_is_shut_to_others() -> None:
    crew = people(1, 2, 3)
    enter_room(crew, 1)
    assert told(crew.keep(1, M, 0, (3,))) == [state(M, False, 1, 0, 3)]
    assert stopped(enter_room(crew, 2)) == ["locked"]
    crew.walk(2, spot(5, 2.5))
    assert stopped(enter_room(crew, 3)) == []
    crew.keep(1, M, 0, ())
    assert stopped(enter_room(crew, 2)) == []


@pytest.mark.spec("ROOM-2", "ROOM-4")
def test_a_full_room_takes_nobody_in() -> None:
    crew = people(1, 2, 3)
    enter_room(crew, 1)
    assert told(crew.keep(1, M, 2)) == [state(M, False, 1, 2)]
    assert stopped(enter_room(crew, 2)) == []
    assert crew.floor.is_shut(PersonId(3), M)
    assert stopped(enter_room(crew, 3)) == ["full"]
    crew.walk(2, DOOR)
    assert stopped(crew.walk(3, INSIDE)) == []
    assert stopped(crew.walk(2, INSIDE)) == ["full"]


@pytest.mark.spec("ROOM-2")
def test_a_room_that_is_locked_and_full_is_locked() -> None:
    crew = people(1, 2)
    enter_room(crew, 1)
    crew.keep(1, M, 1)
    crew.lock(1, M)
    assert stopped(enter_room(crew, 2)) == ["locked"]


@pytest.mark.spec("ROOM-2")
def test_of_two_at_once_one_takes_the_last_place() -> None:
    crew = people(1, 2, 3)
    enter_room(crew, 1)
    crew.keep(1, M, 2)
    crew.walk(2, spot(6.4, 3.4))
    crew.walk(3, spot(6.4, 3.6))
    crew.wait(1.0)
    crew.claim(2, spot(7.5, 3.4))
    crew.claim(3, spot(7.5, 3.6))
    assert stopped(crew.tick()) == ["full"]
    assert crew.floor.inside(M) == (1, 2)


@pytest.mark.spec("ROOM-2", "ROOM-5")
def test_who_lingers_inside_counts_and_keeps_the_room() -> None:
    crew = people(1, 2)
    enter_room(crew, 1)
    crew.keep(1, M, 1)
    crew.do(1, commands.Drop(Seconds(crew.now + 20)))
    assert stopped(enter_room(crew, 2)) == ["full"]
    assert crew.room(M).owner == 1
    happened = crew.wait(20)
    assert events.RoomLeft(PersonId(1), M) in happened
    assert told(happened) == [state(M)]
    assert stopped(crew.walk(2, INSIDE)) == []


@pytest.mark.spec("ROOM-4")
def test_the_owner_alone_says_how_many_and_for_whom() -> None:
    crew = people(1, 2, 3)
    enter_room(crew, 1)
    enter_room(crew, 2)
    assert crew.keep(2, M, 3) == refused(2, "room", "not_owner")
    assert crew.keep(3, M, 3) == refused(3, "room", "not_inside")
    assert crew.keep(1, ZoneId(99), 3) == refused(1, "room", "unknown_room")
    assert crew.room(M) == state(M, owner=1)


@pytest.mark.spec("ROOM-4")
def test_nobody_inside_is_put_out() -> None:
    crew = people(1, 2)
    enter_room(crew, 1)
    enter_room(crew, 2)
    crew.keep(1, M, 1, (1,))
    assert crew.floor.inside(M) == (1, 2)
    assert stopped(crew.walk(2, spot(9, 2.5))) == []


@pytest.mark.spec("ROOM-4")
def test_without_a_number_the_maps_own_counts() -> None:
    crew = Crew(HOUSE)
    for who in (1, 2, 3):
        crew.enter(who, spot(16.5, 1 + who))
    crew.wait(1.0)
    crew.walk(1, spot(14.5, 2))
    assert told(crew.keep(1, N, 1)) == [state(N, False, 1, 1)]
    assert stopped(crew.walk(2, spot(14.5, 3))) == ["full"]
    assert told(crew.keep(1, N, 0)) == [state(N, False, 1, 2)]
    assert stopped(crew.walk(2, spot(14.5, 3))) == []
    assert stopped(crew.walk(3, spot(14.5, 4))) == ["full"]


@pytest.mark.spec("ROOM-5")
def test_an_empty_room_is_open_to_all_again() -> None:
    crew = people(1, 2)
    enter_room(crew, 1)
    crew.lock(1, M)
    crew.keep(1, M, 1, (1,))
    happened = crew.walk(1, DOOR)
    assert told(happened) == [state(M)]
    assert stopped(enter_room(crew, 2)) == []


@pytest.mark.spec("ROOM-5", "ROOM-7")
@pytest.mark.parametrize("why", ["left", "floor", "pass_ended"])
def test_leaving_the_office_is_leaving_the_room(why: events.LeaveReason) -> None:
    crew = people(1, 2)
    enter_room(crew, 1)
    enter_room(crew, 2)
    crew.lock(1, M)
    gone = crew.floor.remove(PersonId(1), why)
    left = events.RoomLeft(PersonId(1), M)
    assert gone == [events.Left(PersonId(1), why), left, events.RoomChanged(state(M, True, 2))]
    assert audience(left) == frozenset()
    assert told(crew.do(2, commands.Leave())) == [state(M)]


@pytest.mark.spec("MOVE-10", "ROOM-2")
def test_nobody_arrives_in_a_shut_room() -> None:
    crew = people(1)
    enter_room(crew, 1)
    crew.lock(1, M)
    crew.enter(2, INSIDE)
    assert crew.at(2) == HOUSE.plan.spawns[""][0]
    crew.lock(1, M, False)
    crew.enter(3, INSIDE)
    assert crew.at(3) == INSIDE


# --- being let in ---------------------------------------------------------------------------------


def locked_room() -> Crew:
    """1 in M, which is locked; 2 and 3 in the hall."""
    crew = people(1, 2, 3)
    enter_room(crew, 1)
    crew.lock(1, M)
    return crew


@pytest.mark.spec("ROOM-3")
def test_who_is_let_in_gets_a_way_into_the_room() -> None:
    crew = locked_room()
    (event,) = crew.let_in(2, M)
    assert isinstance(event, events.LetIn)
    assert (event.person, event.room, event.walk) == (2, M, True)
    assert event.until == crew.now + 120
    assert audience(event) == {2}
    assert event.way[0] == crew.at(2) and HOUSE.plan.room_at(event.way[-1]) == M
    assert stopped(crew.walk(2, *event.way)) == []
    assert crew.floor.room_of(PersonId(2)) == M
    assert crew.room(M).locked, "and the door is as before"


@pytest.mark.spec("ROOM-3")
def test_one_may_walk_in_once() -> None:
    crew = locked_room()
    crew.let_in(2, M)
    assert not crew.floor.is_shut(PersonId(2), M)
    enter_room(crew, 2)
    assert crew.floor.let_ins(PersonId(2)) == ()
    crew.walk(2, DOOR)
    assert stopped(crew.walk(2, INSIDE)) == ["locked"]


@pytest.mark.spec("ROOM-3")
def test_nobody_else_walks_in_with_them() -> None:
    crew = locked_room()
    crew.let_in(2, M)
    assert stopped(enter_room(crew, 3)) == ["locked"]


@pytest.mark.spec("ROOM-3")
def test_after_its_time_the_door_is_as_before() -> None:
    crew = locked_room()
    crew.let_in(2, M, seconds=10)
    assert crew.floor.next_deadline == crew.now + 10
    (open_one,) = crew.floor.let_ins(PersonId(2))
    assert (open_one.room, open_one.walk) == (M, False)
    crew.wait(10.1)
    assert crew.floor.let_ins(PersonId(2)) == ()
    assert crew.floor.next_deadline is None
    assert stopped(enter_room(crew, 2)) == ["locked"]


@pytest.mark.spec("ROOM-3")
def test_a_list_is_no_hindrance_to_who_is_let_in_but_a_full_room_is() -> None:
    crew = locked_room()
    crew.keep(1, M, 2, (1,))
    crew.let_in(2, M)
    crew.let_in(3, M)
    assert stopped(enter_room(crew, 2)) == []
    assert stopped(enter_room(crew, 3)) == ["full"]
    assert crew.let_in(3, M) == refused(3, "let_in", "full")


@pytest.mark.spec("ROOM-3")
def test_nobody_is_let_into_what_is_no_room() -> None:
    crew = locked_room()
    assert crew.let_in(2, ZoneId(77)) == refused(2, "let_in", "unknown_room")


@pytest.mark.spec("ROOM-3")
def test_who_is_inside_already_has_no_way_to_go() -> None:
    crew = locked_room()
    assert crew.let_in(1, M) == [events.LetIn(PersonId(1), M, None, (), walk=True)]
    crew.walk(1, DOOR)
    crew.lock(1, M)
    assert crew.floor.let_ins(PersonId(1)) == ()


@pytest.mark.spec("ROOM-3")
def test_people_let_in_together_are_led_to_different_places() -> None:
    crew = locked_room()
    ends = []
    for who in (2, 3):
        (event,) = crew.let_in(who, M)
        assert isinstance(event, events.LetIn)
        ends.append(event.way[-1])
    assert len({*ends, crew.at(1)}) == 3


@pytest.mark.spec("ROOM-3")
def test_the_way_leads_through_no_other_shut_room() -> None:
    house = draw(
        """
        ##############
        #1.MM.NNN3NNN#
        #..MM.NNNNNNN#
        #.2MM.########
        #..MM........#
        ##.########.##
        #............#
        ##############
        """,
        M=ZoneKind.MEETING,
        N=ZoneKind.MEETING,
    )
    crew = Crew(house)
    crew.enter(1, house[1])
    crew.enter(2, house[2])
    crew.enter(3, house[3])
    crew.lock(3, house.zones["N"])
    through = _way(crew, house.zones["N"])
    crew.enter(4, spot(4, 2.5))
    crew.lock(4, house.zones["M"])
    around = _way(crew, house.zones["N"])
    rooms = house.plan.room_at
    assert any(rooms(p) == house.zones["M"] for p in _points(through))
    assert not any(rooms(p) == house.zones["M"] for p in _points(around))


def _way(crew: Crew, room: ZoneId) -> tuple[Position, ...]:
    (event,) = crew.let_in(2, room)
    assert isinstance(event, events.LetIn)
    return event.way


def _points(way: tuple[Position, ...]) -> list[Position]:
    return [
        Position(int(a.x + (b.x - a.x) * n / 100), int(a.y + (b.y - a.y) * n / 100))  # type: ignore[arg-type]
        for a, b in pairwise(way)
        for n in range(101)
    ]


# --- after a restart ------------------------------------------------------------------------------


def restarted(old: Crew, *gone: int) -> Crew:
    """The same floor after a restart of the server, without those who are `gone`."""
    crew = Crew(HOUSE)
    for room in old.floor.rooms():
        crew.floor.restore_room(room)
    for card in old.floor.snapshot():
        if card.person not in gone:
            crew.enter(card.person, card.at, linger_until=Seconds(crew.now + 60), hand=card.hand)
    return crew


@pytest.mark.spec("ROOM-6")
def test_locks_lists_and_owners_survive_a_restart() -> None:
    old = people(1, 2, 3)
    enter_room(old, 2)
    enter_room(old, 1)
    old.keep(2, M, 5, (1, 2))
    old.lock(2, M)
    crew = restarted(old)
    assert crew.floor.settle_rooms() == []
    assert crew.floor.rooms() == old.floor.rooms() == (state(M, True, 2, 5, 1, 2), state(N))
    crew.wait(1.0)
    assert stopped(enter_room(crew, 3)) == ["locked"]
    crew.do(2, commands.Leave())
    assert crew.room(M).owner == 1


@pytest.mark.spec("ROOM-5", "ROOM-6")
def test_a_restored_room_into_which_nobody_came_back_is_open_again() -> None:
    old = people(1, 2)
    enter_room(old, 1)
    old.lock(1, M)
    crew = restarted(old, 1)
    assert crew.room(M).locked
    assert crew.floor.settle_rooms() == [events.RoomChanged(state(M))]


@pytest.mark.spec("ROOM-6")
def test_an_owner_who_is_gone_owns_nothing() -> None:
    old = people(1, 2)
    enter_room(old, 2)
    enter_room(old, 1)
    old.lock(2, M)
    crew = restarted(old, 2)
    assert crew.floor.settle_rooms() == [events.RoomChanged(state(M, True, 1))]


@pytest.mark.spec("ROOM-6")
def test_a_room_that_the_map_has_no_more_is_forgotten() -> None:
    crew = Crew(HOUSE)
    crew.floor.restore_room(RoomState(ZoneId(77), True, PersonId(1)))
    assert crew.floor.settle_rooms() == []
    assert not crew.floor.is_room(ZoneId(77)) and crew.floor.inside(ZoneId(77)) == ()


# --- the plan -------------------------------------------------------------------------------------


def test_where_rooms_overlap_one_is_in_the_last_of_the_map() -> None:
    flat = draw("1.AABB..", A=ZoneKind.MEETING, B=ZoneKind.MEETING)
    a, b = flat.plan.zones
    a.mask[:] |= b.mask
    assert flat.plan.room_at(spot(2.5, 0.5)) == a.id and flat.plan.room_at(spot(4.5, 0.5)) == b.id
    assert not (flat.plan.inside(a) & flat.plan.inside(b)).any()


def test_the_grids_of_shut_zones_are_not_kept_for_ever() -> None:
    many = draw("ABCDEFGHIJ..", **dict.fromkeys("ABCDEFGHIJ", ZoneKind.MEETING))
    kept = many.plan.walk(frozenset({ZoneId(1)}), frozenset())
    for number in range(1024):
        shut = frozenset(ZoneId(bit + 1) for bit in range(10) if number >> bit & 1)
        grid = many.plan.walk(shut, frozenset())
        assert all(grid.is_open(spot(z - 0.5, 0.5)) == (z not in shut) for z in range(1, 11))
        assert many.plan.walk(frozenset({ZoneId(1)}), frozenset()) is kept, "it is in use"
    assert len(many.plan._walk_grids) <= 32
    assert TILE == 32
