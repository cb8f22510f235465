"""Bubbles, rule by rule, on floors that one can see. A tile is 32 pixels; reach is 3, hold is 4."""

from __future__ import annotations

import pytest

from rooms.bubbles import BubbleRules
from rooms.model import BubbleId, PersonId, Position
from rooms.plan import ZoneKind
from tests.support.plans import TILE, Kind, Scene, draw, spot
from tests.support.regrouping import Standing, regroup

RULES = BubbleRules().in_pixels(TILE)
FRESH = BubbleId(100)
OPEN = draw("\n".join(["." * 20] * 12))


def standing(scene: Scene, at: Position, settled: bool = True) -> Standing:
    zone = scene.plan.talk_zone(at)
    room = zone != 0 and scene.plan.zone(zone).kind is ZoneKind.MEETING
    return Standing(at, zone, settled, room)


def groups(
    scene: Scene,
    places: dict[int, Position],
    before: dict[int, int] | None = None,
    walking: tuple[int, ...] = (),
) -> dict[int, int]:
    """The bubble of each who is in one; those who walk are not settled."""
    people = {PersonId(p): standing(scene, at, p not in walking) for p, at in places.items()}
    seats = {PersonId(p): BubbleId(b) for p, b in (before or {}).items()}
    return dict(regroup(people, seats, scene.plan.sight.line_open, RULES, FRESH)[0])


def row(*columns: float) -> dict[int, Position]:
    """People 1, 2, 3 … in a row, so many tiles from the left."""
    return {who: spot(column, 5.5) for who, column in enumerate(columns, start=1)}


@pytest.mark.spec("BUB-1", "BUB-2")
def test_two_who_stand_near_each_other_form_a_bubble() -> None:
    assert groups(OPEN, row(5, 7)) == {1: 100, 2: 100}
    assert groups(OPEN, row(5)) == {}


@pytest.mark.spec("BUB-2")
def test_they_form_it_at_three_tiles_and_not_a_pixel_farther() -> None:
    assert groups(OPEN, row(5, 8)) == {1: 100, 2: 100}
    assert groups(OPEN, row(5, 8 + 1 / TILE)) == {}
    assert groups(OPEN, {1: spot(5, 5), 2: spot(8, 5 + 1 / TILE)}) == {}


@pytest.mark.spec("BUB-2")
@pytest.mark.parametrize("walking", [(1,), (2,), (1, 2)])
def test_walking_past_forms_no_bubble(walking: tuple[int, ...]) -> None:
    assert groups(OPEN, row(5, 6), walking=walking) == {}


@pytest.mark.spec("BUB-2")
def test_a_passer_by_does_not_keep_two_others_apart_or_together() -> None:
    assert groups(OPEN, row(5, 7, 6), walking=(3,)) == {1: 100, 2: 100}
    assert groups(OPEN, row(5, 9, 7), walking=(3,)) == {}


@pytest.mark.spec("BUB-2")
def test_the_nearest_pairs_come_first() -> None:
    # 1 to 4 fit on a line of 6 tiles only without 5; 5 is farther from 4 than 1 is from 2.
    assert groups(OPEN, row(2, 4, 6, 8, 10.5)) == dict.fromkeys((1, 2, 3, 4), 100)
    assert groups(OPEN, row(2, 4.5, 6, 8, 10)) == {2: 100, 3: 100, 4: 100, 5: 100}


@pytest.mark.spec("BUB-2")
def test_of_pairs_alike_the_one_with_the_lower_ids_comes_first() -> None:
    # Two by two they stand 2.5 tiles apart; 1 and 2 and 3 are 5, all four 7.5.
    assert groups(OPEN, row(2, 4.5, 7, 9.5)) == {1: 100, 2: 100, 3: 100}
    turned = {2: spot(2, 5), 3: spot(4.5, 5), 4: spot(7, 5), 1: spot(9.5, 5)}
    assert groups(OPEN, turned) == {1: 100, 4: 100, 2: 101, 3: 101}


@pytest.mark.spec("BUB-3")
def test_members_hold_up_to_four_tiles_and_not_a_pixel_farther() -> None:
    seats = {1: 9, 2: 9}
    assert groups(OPEN, row(5, 9), seats) == {1: 9, 2: 9}
    assert groups(OPEN, row(5, 9 + 1 / TILE), seats) == {}
    assert groups(OPEN, row(5, 9)) == {}, "but nobody joins at that distance"


@pytest.mark.spec("BUB-3")
def test_walking_within_reach_does_not_leave_the_bubble() -> None:
    assert groups(OPEN, row(5, 8), {1: 9, 2: 9}, walking=(1, 2)) == {1: 9, 2: 9}


@pytest.mark.spec("BUB-3")
def test_a_member_in_the_middle_holds_two_others_together() -> None:
    seats = {1: 9, 2: 9, 3: 9}
    assert groups(OPEN, row(2, 5.5, 9), seats) == seats
    assert groups(OPEN, row(2, 5.5, 9.6), seats) == {1: 9, 2: 9}


@pytest.mark.spec("BUB-4")
def test_the_thirteenth_finds_the_bubble_full() -> None:
    twelve = {who: spot(5 + who / 12, 5) for who in range(1, 13)}
    assert set(groups(OPEN, twelve).values()) == {100}
    full = dict.fromkeys(twelve, 9)
    assert groups(OPEN, twelve | {13: spot(5, 6)}, full) == full
    two = {13: spot(5, 6), 14: spot(5, 6.5)}
    assert groups(OPEN, twelve | two, full) == full | {13: 100, 14: 100}


@pytest.mark.spec("BUB-4")
def test_two_bubbles_too_large_together_stay_two() -> None:
    crowd = {who: spot(5 + who / 14 + 2 * (who > 6), 5) for who in range(1, 14)}
    seats = {who: 9 if who <= 6 else 10 for who in crowd}
    assert groups(OPEN, crowd, seats) == seats


@pytest.mark.spec("BUB-5")
def test_a_line_of_people_is_not_one_bubble() -> None:
    line = row(1, 3.5, 6, 8.5, 11, 13.5, 16)
    bubbles = groups(OPEN, line)
    assert len(set(bubbles.values())) > 1
    for one in bubbles:
        for other in bubbles:
            if bubbles[one] == bubbles[other]:
                assert abs(line[one].x - line[other].x) <= 6 * TILE


@pytest.mark.spec("BUB-5")
def test_nobody_joins_a_bubble_that_would_be_wider_than_six_tiles() -> None:
    seats = {1: 9, 2: 9, 3: 9}
    assert groups(OPEN, row(2, 5, 7, 8), seats) == {1: 9, 2: 9, 3: 9, 4: 9}
    assert groups(OPEN, row(2, 5, 7, 8 + 1 / TILE), seats) == seats


@pytest.mark.spec("BUB-5")
def test_a_bubble_may_be_stretched_to_eight_tiles_and_then_loses_the_outermost() -> None:
    seats = {1: 9, 2: 9, 3: 9, 4: 9}
    assert groups(OPEN, row(2, 6, 8, 10), seats) == seats
    assert groups(OPEN, row(2, 6, 8, 10 + 1 / TILE), seats) == {2: 9, 3: 9, 4: 9}


@pytest.mark.spec("BUB-5")
def test_it_loses_as_many_as_it_takes() -> None:
    seats = {1: 9, 2: 9, 3: 9, 4: 9, 5: 9, 6: 9}
    assert groups(OPEN, row(1, 4.9, 6, 7, 8, 11.5), seats) == {2: 9, 3: 9, 4: 9, 5: 9, 6: 9}
    assert groups(OPEN, row(1, 4.5, 8, 8, 11.5, 15), seats) == {2: 9, 3: 9, 4: 9, 5: 9}


@pytest.mark.spec("BUB-5")
def test_of_two_outermost_alike_the_one_with_the_higher_id_goes() -> None:
    seats = {1: 9, 2: 9, 3: 9, 4: 9}
    ends = {4: spot(1, 5), 2: spot(4, 5), 3: spot(7, 5), 1: spot(10, 5)}
    assert groups(OPEN, ends, seats) == {1: 9, 2: 9, 3: 9}


@pytest.mark.spec("BUB-6")
def test_no_bubble_forms_or_lasts_through_a_wall() -> None:
    room = draw("""
        ..#..
        .1#2.
        ..#..
        .....
        """)
    places = {1: room[1], 2: room[2]}
    assert groups(room, places) == {}
    assert groups(room, places, {1: 9, 2: 9}) == {}


@pytest.mark.spec("BUB-6")
def test_one_talks_across_a_table_and_through_a_door() -> None:
    table = draw("""
        #.o.#
        #1o2#
        #.o.#
        """)
    assert groups(table, {1: table[1], 2: table[2]}) == {1: 100, 2: 100}
    door = draw("""
        ..#..
        .1.2.
        ..#..
        """)
    assert groups(door, {1: door[1], 2: door[2]}) == {1: 100, 2: 100}


@pytest.mark.spec("BUB-6")
@pytest.mark.parametrize(
    "kind", [ZoneKind.STAGE, ZoneKind.WINDOW, ZoneKind.RECEPTION, ZoneKind.MEETING]
)
def test_no_bubble_forms_across_the_border_of_a_zone(kind: ZoneKind) -> None:
    hall = draw("..1A2...", A=kind)
    places = {1: hall[1], 2: hall[2]}
    assert groups(hall, places) == {}
    assert groups(hall, places, {1: 9, 2: 9}) == {}


@pytest.mark.spec("BUB-6")
@pytest.mark.parametrize("kind", [ZoneKind.STAGE, ZoneKind.WINDOW, ZoneKind.RECEPTION])
def test_inside_such_a_zone_one_talks_as_elsewhere(kind: ZoneKind) -> None:
    hall = draw("..A1A2AAA3", A=kind)
    assert groups(hall, {1: hall[1], 2: hall[2], 3: hall[3]}) == {1: 100, 2: 100}


@pytest.mark.spec("BUB-6")
@pytest.mark.parametrize(
    "kind", [ZoneKind.AREA, ZoneKind.AUDIENCE, ZoneKind.FOCUS, ZoneKind.LINK, ZoneKind.EXIT]
)
def test_the_border_of_another_zone_is_none_for_talk(kind: ZoneKind) -> None:
    hall = draw("..1A2...", A=kind)
    assert groups(hall, {1: hall[1], 2: hall[2]}) == {1: 100, 2: 100}


@pytest.mark.spec("BUB-6")
def test_two_zones_of_one_kind_are_two() -> None:
    desks = draw("..A1B2..", A=ZoneKind.WINDOW, B=ZoneKind.WINDOW)
    assert groups(desks, {1: desks[1], 2: desks[2]}) == {}


@pytest.mark.spec("BUB-7")
def test_a_meeting_room_is_one_bubble_however_wide_and_full() -> None:
    room = draw("M" * 20 + "...", M=ZoneKind.MEETING)
    many = {who: spot(who * 1.5, 0.5) for who in range(1, 13)}
    assert groups(room, many, walking=(1, 5)) == dict.fromkeys(many, room.zones["M"])


@pytest.mark.spec("BUB-1", "BUB-7")
def test_one_alone_in_a_meeting_room_is_in_no_bubble() -> None:
    room = draw("MMM1...2", M=ZoneKind.MEETING)
    assert groups(room, {1: room[1], 2: room[2]}, {1: 9, 2: 9}) == {}


@pytest.mark.spec("BUB-7")
def test_a_bubble_is_left_by_walking_into_a_meeting_room() -> None:
    room = draw("MM1M2.3.4", M=ZoneKind.MEETING)
    places = {1: room[1], 2: room[2], 3: room[3], 4: room[4]}
    seats = dict.fromkeys(places, 9)
    assert groups(room, places, seats) == {1: 1, 2: 1, 3: 9, 4: 9}


@pytest.mark.spec("BUB-11")
def test_of_a_bubble_that_falls_apart_the_larger_part_keeps_the_id() -> None:
    seats = {1: 9, 2: 9, 3: 9, 4: 9, 5: 9}
    assert groups(OPEN, row(2, 3, 12, 13, 14), seats) == {1: 100, 2: 100, 3: 9, 4: 9, 5: 9}
    del seats[5]
    assert groups(OPEN, row(2, 3, 12, 13), seats) == {1: 9, 2: 9, 3: 100, 4: 100}


@pytest.mark.spec("BUB-11")
def test_when_bubbles_come_together_the_id_of_the_larger_stays() -> None:
    assert groups(OPEN, row(2, 3, 5, 6, 7), {1: 8, 2: 8, 3: 9, 4: 9, 5: 9}) == dict.fromkeys(
        range(1, 6), 9
    )
    assert groups(OPEN, row(2, 3, 5, 6), {1: 9, 2: 9, 3: 8, 4: 8}) == dict.fromkeys(range(1, 5), 8)


@pytest.mark.spec("BUB-11")
def test_newcomers_do_not_change_the_id_however_many_they_are() -> None:
    # The four find one another before they find the two, who have been talking all along.
    crowd = {1: spot(5, 5), 2: spot(6, 5)} | {who: spot(8, 5 + who / 8) for who in (3, 4, 5, 6)}
    assert groups(OPEN, crowd, {1: 9, 2: 9}) == dict.fromkeys(crowd, 9)


@pytest.mark.spec("BUB-11")
def test_new_bubbles_are_numbered_by_their_lowest_members() -> None:
    assert groups(OPEN, row(15, 2, 16, 3)) == {1: 100, 3: 100, 2: 101, 4: 101}


@pytest.mark.spec("BUB-6")
def test_where_zones_overlap_the_last_counts_and_silence_before_all() -> None:
    plan = draw("AB.", A=ZoneKind.WINDOW, B=Kind(ZoneKind.STAGE)).plan
    window, stage = plan.zones
    stage.mask[:] |= window.mask
    assert plan.talk_zone(spot(0.5, 0.5)) == stage.id
    silent = draw("AB.", A=ZoneKind.SILENT, B=ZoneKind.MEETING).plan
    silent.zones[1].mask[:] = True
    assert silent.talk_zone(spot(0.5, 0.5)) == 1
    assert silent.talk_zone(spot(2.5, 0.5)) == 2
