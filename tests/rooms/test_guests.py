"""Where guests may go, and what they may not, rule by rule."""

from __future__ import annotations

import math
from itertools import pairwise

import pytest

from rooms import commands, events
from rooms.grid import Grid
from rooms.model import Cell, PersonId, Position, Seconds
from rooms.plan import ZoneKind
from tests.rooms.test_rooms import refused, stopped
from tests.support.crew import Crew
from tests.support.plans import TILE, Kind, Scene, draw, spot

HOUSE = draw(
    """
    ########################
    #.........MMMMM#NNNNN..#
    #.........MMMMM#NNNNN..#
    #.........#######..####.
    #......................#
    #......................#
    #......................#
    #......................#
    #.........9............#
    #......................#
    #LLL1LLLLL######........
    #LLLLLLLLL#RRRR.........
    #LLLLLLLLL#RRRR.....2...
    ########################
    """,
    M=ZoneKind.MEETING,
    N=ZoneKind.MEETING,
    L=Kind(ZoneKind.AREA, lobby=True),
    R=ZoneKind.RECEPTION,
)
object.__setattr__(HOUSE.plan, "spawns", {"": (spot(3.5, 12.5),)})
M, N, LOBBY = HOUSE.zones["M"], HOUSE.zones["N"], HOUSE.zones["L"]
GUEST, HOST = 8, 2


def visit(scene: Scene = HOUSE, **more: object) -> Crew:
    """A guest who has just come, and a member."""
    crew = Crew(scene)
    crew.enter(HOST, scene[2])
    crew.enter(GUEST, guest=True, **more)
    crew.wait(1.0)
    return crew


def led_to_m(crew: Crew) -> tuple[Position, ...]:
    """The way on which the guest is let into M."""
    (event,) = crew.let_in(GUEST, M)
    assert isinstance(event, events.LetIn)
    return event.way


def reached(crew: Crew, scene: Scene = HOUSE) -> set[Cell]:
    """All cells that the guest can walk to by the floor's own judgement of small steps."""
    ground = crew.floor._people[PersonId(GUEST)].ground
    assert ground is not None
    grid: Grid = ground.walk(frozenset())
    return set(grid.around(crew.at(GUEST)))


def in_zones(crew: Crew, *letters: str) -> bool:
    at = HOUSE.plan.zones_at(crew.at(GUEST), HOUSE.plan.zones)
    return any(HOUSE.zones[letter] in at for letter in letters)


@pytest.mark.spec("GUEST-2")
def test_a_guest_arrives_in_the_lobby() -> None:
    crew = visit()
    assert crew.at(GUEST) == HOUSE.plan.spawns[""][0]
    assert crew.card(GUEST).guest and not crew.card(HOST).guest
    assert crew.floor.is_guest(PersonId(GUEST)) and not crew.floor.is_guest(PersonId(HOST))
    for at in (HOUSE[9], spot(12, 1.5)):
        assert in_zones(visit(at=at), "L"), "wherever they ask to be"
    assert visit(at=HOUSE[1]).at(GUEST) == HOUSE[1], "in the lobby they may choose"


@pytest.mark.spec("GUEST-2", "MOVE-10")
def test_where_nobody_arrives_in_the_lobby_guests_begin_near_to_where_they_do() -> None:
    flat = draw("2..@....LLLL", L=Kind(ZoneKind.AREA, lobby=True))
    crew = visit(flat)
    assert flat.plan.zones_at(crew.at(GUEST), flat.plan.zones) == {flat.zones["L"]}
    assert crew.at(GUEST).x < 8.5 * TILE


@pytest.mark.spec("GUEST-2")
def test_a_guest_walks_about_in_the_lobby_and_not_beyond() -> None:
    crew = visit()
    assert stopped(crew.walk(GUEST, spot(8.5, 11.5), HOUSE[1])) == []
    assert stopped(crew.walk(GUEST, spot(4.5, 8.5))) == ["guest"]
    assert in_zones(crew, "L")
    crew.wait(1.0)
    crew.claim(GUEST, spot(10.5, 10.5))
    assert stopped(crew.tick()) == ["wall"], "a wall is a wall"
    assert stopped(crew.walk(HOST, spot(20.5, 8.5), HOUSE[9])) == [], (
        "and members go where they like"
    )


@pytest.mark.spec("GUEST-2")
def test_a_reception_is_lobby_too() -> None:
    crew = visit(at=spot(12.5, 11.5))
    assert in_zones(crew, "R")
    assert stopped(crew.walk(GUEST, spot(14.5, 11.5))) == []
    assert stopped(crew.walk(GUEST, spot(16.5, 11.5))) == ["guest"]


@pytest.mark.spec("GUEST-2")
def test_without_a_lobby_guests_are_wherever_no_room_is() -> None:
    flat = draw("@....MMM..2", M=ZoneKind.MEETING)
    crew = visit(flat)
    assert stopped(crew.walk(GUEST, spot(4.5, 0.5))) == []
    assert stopped(crew.walk(GUEST, spot(5.5, 0.5))) == ["guest"]
    assert crew.floor.is_shut(PersonId(GUEST), flat.zones["M"])
    assert not crew.floor.is_shut(PersonId(HOST), flat.zones["M"])


@pytest.mark.spec("GUEST-2")
@pytest.mark.parametrize("lobby, why", [(False, ["guest"]), (True, [])])
def test_a_room_in_the_lobby_is_lobby_if_the_map_says_so_of_the_room(
    lobby: bool, why: list[str]
) -> None:
    flat = draw(
        "@LLLMMMLL.2", L=Kind(ZoneKind.AREA, lobby=True), M=Kind(ZoneKind.MEETING, lobby=lobby)
    )
    flat.plan.zones[0].mask[:] |= flat.plan.zones[1].mask
    crew = visit(flat)
    assert stopped(crew.walk(GUEST, spot(5.5, 0.5))) == why
    crew.walk(HOST, spot(6.5, 0.5))
    crew.lock(HOST, flat.zones["M"])
    assert stopped(crew.walk(GUEST, spot(2.5, 0.5), spot(5.5, 0.5))) == ["locked"]


@pytest.mark.spec("GUEST-3")
def test_a_guest_who_is_let_in_walks_the_way_and_stays() -> None:
    crew = visit()
    (event,) = crew.let_in(GUEST, M)
    assert isinstance(event, events.LetIn) and event.until is None and event.walk
    assert stopped(crew.walk(GUEST, *event.way)) == []
    assert crew.floor.room_of(PersonId(GUEST)) == M
    assert stopped(crew.walk(GUEST, spot(14, 1.5), *reversed(event.way))) == [], "about, and back"
    crew.wait(600)
    assert not crew.floor.is_shut(PersonId(GUEST), M)
    assert stopped(crew.walk(GUEST, *event.way)) == [], "for as long as they are here"
    assert [(e.room, e.until, e.way, e.walk) for e in crew.floor.let_ins(PersonId(GUEST))] == [
        (M, None, event.way, False)
    ]


@pytest.mark.spec("GUEST-3")
def test_it_is_at_most_two_tiles_aside() -> None:
    crew = visit()
    way = led_to_m(crew)
    lobby = HOUSE.plan.zone(LOBBY).mask | HOUSE.plan.zone(HOUSE.zones["R"]).mask
    beyond = 0
    for cell in reached(crew):
        at = HOUSE.plan.sight.middle(cell)
        if lobby[cell.row, cell.col] or HOUSE.plan.room_at(at) == M:
            continue
        beyond += 1
        assert aside(at, way) <= 2 * TILE + 1
        assert HOUSE.plan.room_at(at) == 0
    assert beyond > 100
    crew.walk(GUEST, *way[:2])
    assert crew.floor.is_shut(PersonId(GUEST), N)


def aside(at: Position, way: tuple[Position, ...]) -> float:
    """How far a point is from a way."""
    found = math.inf
    for a, b in pairwise(way):
        length = math.dist(a, b) or 1
        along = ((at.x - a.x) * (b.x - a.x) + (at.y - a.y) * (b.y - a.y)) / length**2
        share = min(1.0, max(0.0, along))
        foot = (a.x + share * (b.x - a.x), a.y + share * (b.y - a.y))
        found = min(found, math.dist(at, foot))
    return found


@pytest.mark.spec("GUEST-3")
@pytest.mark.parametrize("aside, why", [(spot(4.5, 1.5), ["guest"]), (spot(4.5, 0.5), [])])
def test_the_ground_beside_the_way_takes_no_part_of_other_rooms(
    aside: Position, why: list[str]
) -> None:
    flat = draw(
        """
        @LL..........MMM2
        ..NNNN...........
        """,
        L=Kind(ZoneKind.AREA, lobby=True),
        M=ZoneKind.MEETING,
        N=ZoneKind.MEETING,
    )
    crew = visit(flat)
    (event,) = crew.let_in(GUEST, flat.zones["M"])
    assert isinstance(event, events.LetIn)
    assert stopped(crew.walk(GUEST, spot(4, 0.5), aside)) == why


@pytest.mark.spec("GUEST-3", "ROOM-2", "ROOM-3")
def test_the_way_is_open_as_long_as_the_room_is() -> None:
    crew = visit()
    way = led_to_m(crew)
    crew.walk(HOST, spot(20.5, 8.5), HOUSE[9], spot(9, 2), spot(13, 1.5))
    crew.lock(HOST, M)
    assert stopped(crew.walk(GUEST, *way)) == [], "let in once, locked or not"
    assert stopped(crew.walk(GUEST, *reversed(way))) == []
    assert stopped(crew.walk(GUEST, *way)) == ["locked"]
    crew.lock(HOST, M, False)
    assert stopped(crew.walk(GUEST, *way)) == []


@pytest.mark.spec("GUEST-3")
def test_to_be_led_on_takes_nothing_away() -> None:
    crew = visit()
    way = led_to_m(crew)
    crew.walk(GUEST, *way)
    before = reached(crew)
    crew.let_in(GUEST, N)
    assert before < reached(crew)
    (again,) = crew.let_in(GUEST, N)
    assert isinstance(again, events.LetIn)
    assert stopped(crew.walk(GUEST, *again.way)) == []
    assert {e.room for e in crew.floor.let_ins(PersonId(GUEST))} == {M, N}


@pytest.mark.spec("GUEST-3", "SESS-5")
def test_after_a_restart_a_guest_is_still_in_the_room_and_finds_back() -> None:
    crew = visit(at=spot(12.5, 1.5), linger_until=Seconds(160.0))
    crew.do(GUEST, commands.Resume())
    assert crew.floor.room_of(PersonId(GUEST)) == M
    (back,) = crew.floor.let_ins(PersonId(GUEST))
    crew.wait(1.0)
    assert stopped(crew.walk(GUEST, *reversed(back.way))) == []
    assert in_zones(crew, "L")
    lost = visit(at=HOUSE[9], linger_until=Seconds(160.0))
    assert in_zones(lost, "L"), "on the way, where no room is, they are put back to the lobby"


@pytest.mark.spec("GUEST-4")
def test_a_guest_reads_and_writes_no_floor_chat() -> None:
    crew = visit()
    assert crew.say(GUEST, scope="floor") == [
        events.Refused(PersonId(GUEST), "say", "r1", "not_allowed")
    ]
    assert crew.say(GUEST, " ", scope="floor") == [
        events.Refused(PersonId(GUEST), "say", "r1", "empty")
    ]
    assert crew.do(GUEST, commands.Type("floor")) == []


@pytest.mark.spec("CHAT-2", "GUEST-4")
def test_guests_do_not_hear_what_is_said_to_the_floor() -> None:
    crew = visit()
    crew.enter(3, spot(5.5, 5.5))
    (said,) = crew.say(HOST, scope="floor")
    assert isinstance(said, events.Said) and said.hearers == {3}


@pytest.mark.spec("GUEST-4")
def test_a_guest_changes_no_floors() -> None:
    flat = draw("@LLLXXLL.2", L=Kind(ZoneKind.AREA, lobby=True), X=Kind(ZoneKind.EXIT, target="a"))
    flat.plan.zones[0].mask[:] |= flat.plan.zones[1].mask
    crew = visit(flat)
    happened = crew.walk(GUEST, spot(4.5, 0.5))
    assert happened and not any(isinstance(e, events.ExitReached) for e in happened)
    assert any(isinstance(e, events.ExitReached) for e in crew.walk(HOST, spot(5.5, 0.5)))


@pytest.mark.spec("GUEST-4", "ROOM-1")
def test_a_guest_in_a_room_has_no_say_in_it() -> None:
    crew = visit()
    crew.walk(GUEST, *led_to_m(crew))
    assert crew.lock(GUEST, M) == refused(GUEST, "lock", "not_allowed")
    assert crew.keep(GUEST, M, 3) == refused(GUEST, "room", "not_allowed")
    assert crew.room(M).owner == 0
