"""Zones from layers and areas, and where people arrive."""

from __future__ import annotations

import pytest

from rooms.plan import FloorPlan, Zone
from rooms.tiled import MapError
from tests.support.tiled_maps import (
    PLAIN,
    WALL,
    Doc,
    T,
    grid,
    load,
    objects,
    office,
    props,
    rect,
    tiles,
)
from tests.support.tiled_maps import picture as look
from tests.support.tiled_maps import zone_tiles as tiles_of


def zones(*layers: Doc) -> tuple[Zone, ...]:
    return load(office(*layers)).plan.zones


def area(x: float, y: float, width: float, height: float, **more: object) -> Doc:
    if isinstance(more.get("properties"), dict):
        more["properties"] = props(more["properties"])  # type: ignore[arg-type]
    return rect(x, y, width, height, **{"type": "area", **more})


MEANINGS = [
    ({"exitUrl": "next.json#start"}, "exit", "next.json#start"),
    ({"exitSceneUrl": "old.json"}, "exit", "old.json"),
    ({"silent": True}, "silent", ""),
    ({"silent": "true"}, "silent", ""),
    ({"focusable": True}, "focus", ""),
    ({"jitsiRoom": "tea"}, "meeting", ""),
    ({"livekitRoom": "tea"}, "meeting", ""),
    ({"openWebsite": "https://example.org"}, "link", "https://example.org"),
    ({"openTab": "page.html"}, "link", "page.html"),
    ({"playAudio": "a.mp3"}, "sound", "a.mp3"),
    ({"playAudioLoop": "a.mp3"}, "sound", "a.mp3"),
    ({"speakerMegaphone": "hall"}, "stage", ""),
    ({"listenerMegaphone": "hall"}, "audience", ""),
    ({"serviceWindow": "keiri"}, "window", "keiri"),
    ({"reception": True}, "reception", ""),
    ({"stage": True}, "stage", ""),
    ({"audience": True}, "audience", ""),
    ({"meeting": True}, "meeting", ""),
    ({"meeting": "Room A"}, "meeting", ""),
]


@pytest.mark.spec("MAP-15")
@pytest.mark.parametrize(("properties", "kind", "target"), MEANINGS)
def test_every_tile_of_a_layer_is_in_its_zone(properties: Doc, kind: str, target: str) -> None:
    layer = tiles(grid((0, 0, PLAIN), (3, 2, PLAIN)), properties=properties, visible=False)
    (zone,) = zones(tiles(grid((1, 1, PLAIN))), layer)
    assert (zone.id, zone.kind, zone.target, zone.name) == (1, kind, target, "Floor")
    assert tiles_of(zone) == {(0, 0), (3, 2)}


@pytest.mark.spec("MAP-16")
@pytest.mark.parametrize(("properties", "kind", "target"), MEANINGS)
@pytest.mark.parametrize("key", ["type", "class"])
def test_areas_say_the_same(properties: Doc, kind: str, target: str, key: str) -> None:
    box = rect(T, 0, 2 * T, T, name="Tea", properties=props(properties), **{key: "area"})
    (zone,) = zones(objects(box))
    assert (zone.kind, zone.target, zone.name) == (kind, target, "Tea")
    assert tiles_of(zone) == {(1, 0), (2, 0)}


@pytest.mark.spec("MAP-15")
@pytest.mark.parametrize(
    "properties",
    [{"silent": False}, {"jitsiRoom": ""}, {"exitUrl": ""}, {"openWebsite": 3}, {"meeting": 0}],
)
def test_no_is_no(properties: Doc) -> None:
    assert zones(tiles(grid((0, 0, PLAIN)), properties=properties)) == ()


@pytest.mark.spec("MAP-15")
def test_a_layer_with_several_properties_makes_several_zones_in_map_order() -> None:
    both = tiles(grid((0, 0, PLAIN)), properties={"silent": True, "jitsiRoom": "a"})
    last = tiles(grid((1, 0, PLAIN)), name="z", properties={"exitUrl": "b"})
    found = zones(both, last)
    assert [(zone.id, zone.kind) for zone in found] == [(1, "silent"), (2, "meeting"), (3, "exit")]


@pytest.mark.spec("MAP-16")
def test_an_area_without_properties_is_a_named_place() -> None:
    (zone,) = zones(
        objects(
            area(
                0,
                0,
                T,
                T,
                name="Kitchen",
                type="zone",
                properties={"name:ja": "台所", "name:en": "Kitchen", "locked": True},
            )
        )
    )
    assert (zone.kind, zone.name, zone.locked) == ("area", "Kitchen", True)
    assert zone.names == {"ja": "台所", "en": "Kitchen"}


@pytest.mark.spec("MAP-16")
@pytest.mark.parametrize(
    ("kind", "made"),
    [("Meeting", "meeting"), ("silent", "silent"), ("stage", "stage"), ("reception", "reception")],
)
def test_a_class_may_name_the_kind(kind: str, made: str) -> None:
    (zone,) = zones(objects(area(0, 0, T, T, type=kind)))
    assert zone.kind == made


@pytest.mark.spec("MAP-16")
def test_a_window_by_class_has_its_name_as_key() -> None:
    (zone,) = zones(objects(area(0, 0, T, T, type="window", name="keiri")))
    assert (zone.kind, zone.target) == ("window", "keiri")


@pytest.mark.spec("MAP-16")
def test_other_objects_are_no_zones() -> None:
    assert zones(objects(area(0, 0, T, T, type="website"), area(0, 0, T, T, type=""))) == ()


@pytest.mark.spec("MAP-16")
def test_areas_may_be_round_many_sided_or_turned() -> None:
    corners = [{"x": 0, "y": 0}, {"x": 64, "y": 0}, {"x": 64, "y": 64}]
    turned, round_, sided = zones(
        objects(
            area(64, 0, 32, 32, rotation=90),
            area(0, 0, 64, 64, ellipse=True),
            area(0, 0, 0, 0, polygon=corners),
        )
    )
    assert tiles_of(turned) == {(1, 0)}
    assert not round_.mask[0, 0]
    assert round_.mask[4, 4]
    # A cell that the border halves belongs to the area.
    assert look(sided.mask)[:3] == ["########........", ".#######........", "..######........"]


@pytest.mark.spec("MAP-16")
def test_a_tiny_area_still_holds_a_cell() -> None:
    (zone,) = zones(objects(area(33, 33, 1, 1)))
    assert zone.mask.sum() == 1
    assert zone.mask[4, 4]


@pytest.mark.spec("MAP-16")
def test_an_area_outside_the_map_is_noted() -> None:
    floor = load(office(objects(area(1000, 1000, 9, 9, name="Moon"))))
    assert floor.plan.zones == ()
    assert "zone 'Moon' holds no cell of the map: ignored" in floor.notes


@pytest.mark.spec("MAP-17")
@pytest.mark.parametrize(
    "link",
    ["javascript:alert(1)", " JavaScript:x", "java\tscript:x", "data:text/html,x", "file:///"],
)
def test_links_that_could_run_code_are_dropped(link: str) -> None:
    floor = load(office(tiles(grid((0, 0, PLAIN)), properties={"openWebsite": link})))
    assert floor.plan.zones == ()
    assert any("expected a web address" in note for note in floor.notes)


def middles(plan: FloorPlan, name: str = "") -> list[tuple[int, int]]:
    return [(each.x, each.y) for each in plan.spawns[name]]


@pytest.mark.spec("MAP-18")
def test_the_start_layer_has_one_arrival_a_tile_where_one_can_stand() -> None:
    start = tiles(grid((0, 0, PLAIN), (2, 1, PLAIN), (3, 2, PLAIN)), name="start")
    plan = load(office(tiles(grid((3, 2, WALL)), name="walls"), start)).plan
    assert middles(plan) == middles(plan, "start") == [(16, 16), (80, 48)]
    assert plan.zones == ()


@pytest.mark.spec("MAP-18")
def test_named_arrivals() -> None:
    plan = load(
        office(
            tiles(grid((1, 0, PLAIN)), name="from-b", properties={"startLayer": True}),
            tiles(grid((0, 0, PLAIN)), name="start"),
            objects(
                area(64, 64, 32, 32, name="lift", properties={"start": True}),
                rect(100, 20, 0, 0, name="door", type="spawn", point=True),
            ),
        )
    ).plan
    assert middles(plan) == [(16, 16)]
    assert middles(plan, "from-b") == [(48, 16)]
    assert middles(plan, "lift") == [(80, 80)]
    assert middles(plan, "door") == [(100, 20)]


@pytest.mark.spec("MAP-18")
def test_the_first_start_is_the_default_where_none_is_called_so() -> None:
    first = tiles(grid((1, 0, PLAIN)), name="a", properties={"startLayer": True})
    second = tiles(grid((2, 0, PLAIN)), name="b", properties={"startLayer": True})
    assert middles(load(office(first, second)).plan) == [(48, 16)]


@pytest.mark.spec("MAP-18")
def test_a_large_start_is_thinned_out_evenly() -> None:
    start = tiles([PLAIN] * 1600, 40, 40, name="start")
    plan = load(office(start, width=40, height=40)).plan
    points = middles(plan)
    assert len(points) == 64 == len(set(points))
    assert max(y for _, y in points) > 38 * T


@pytest.mark.spec("MAP-18")
def test_without_a_start_people_arrive_near_the_middle_of_the_largest_part() -> None:
    # A wall in column 4 of 10 parts the map; the right side is larger.
    wall = tiles(grid(*((4, row, WALL) for row in range(5)), width=10, height=5), 10, 5)
    floor = load(office(wall, width=10, height=5))
    points = middles(floor.plan)
    assert points[0] == (5 * T + 16, 2 * T + 16)
    assert all(x > 5 * T for x, _ in points)
    assert "no start: people arrive near the middle of the map" in floor.notes


@pytest.mark.spec("MAP-18")
def test_a_blocked_start_counts_for_nothing() -> None:
    start = tiles(grid((0, 0, WALL)), name="start")
    floor = load(office(start))
    assert middles(floor.plan)
    assert "nobody can stand on the start 'start': ignored" in floor.notes


@pytest.mark.spec("MAP-18")
def test_nobody_arrives_in_a_locked_zone() -> None:
    everywhere = tiles([PLAIN] * 12, name="start")
    shut = objects(area(0, 0, 3 * T, 3 * T, properties={"locked": True}))
    plan = load(office(everywhere, shut)).plan
    assert middles(plan) == [(112, 16), (112, 48), (112, 80)]


@pytest.mark.spec("MAP-18")
def test_nobody_arrives_where_a_body_finds_no_room() -> None:
    # The middle of tile (1, 0) is free, but the cell beside it is blocked.
    wall = rect(56, 0, 8, 32, properties=props({"collides": True}))
    start = tiles(grid((1, 0, PLAIN), (3, 0, PLAIN)), name="start")
    assert middles(load(office(start, objects(wall))).plan) == [(112, 16)]


@pytest.mark.spec("MAP-19")
def test_a_gap_too_narrow_for_a_body_is_no_floor() -> None:
    walls = [rect(x, 0, 24, 96, properties=props({"collides": True})) for x in range(0, 128, 32)]
    with pytest.raises(MapError, match="no cell can be walked on"):
        load(office(objects(*walls)))


@pytest.mark.spec("MAP-19")
def test_a_map_without_a_free_cell_is_refused() -> None:
    with pytest.raises(MapError, match="no cell can be walked on"):
        load(office(tiles([WALL] * 12)))


@pytest.mark.spec("MAP-18")
@pytest.mark.parametrize("size", [4, 5, 7, 16, 33])
def test_arrivals_stand_on_free_cells_at_any_tile_size(size: int) -> None:
    # The start is a single free cell; its point has to lie in that very cell.
    for col in range(4):
        box = area(col * size / 4 + size, size, size / 4, size / 4, properties={"start": True})
        plan = load(office(objects(box), tilewidth=size, tileheight=size)).plan
        ((x, y),) = middles(plan)
        assert (x * 4 // size, y * 4 // size) == (4 + col, 4)


# --- rooms and guests -----------------------------------------------------------------------------


@pytest.mark.spec("GUEST-2", "MAP-15", "MAP-16")
def test_lobby_says_where_guests_may_be_and_makes_a_zone_on_its_own() -> None:
    found = zones(
        objects(
            area(0, 0, T, T, name="Hall", type="", properties={"lobby": True}),
            area(T, 0, T, T, name="Sofa", properties={"lobby": True, "meeting": True}),
            area(T, T, T, T, name="Desk", properties={"lobby": False}),
        )
    )
    assert [(z.name, z.kind, z.lobby) for z in found] == [
        ("Hall", "area", True),
        ("Sofa", "meeting", True),
        ("Desk", "area", False),
    ]


@pytest.mark.spec("ROOM-4", "MAP-16")
@pytest.mark.parametrize("capacity, holds", [(4, 4), (4.0, 4), ("12", 12), (0, 0), ("", 0)])
def test_capacity_says_how_many_a_meeting_room_holds(capacity: object, holds: int) -> None:
    properties = {"meeting": True, "silent": True, "capacity": capacity}
    floor = load(office(objects(area(0, 0, T, T, name="Tea", properties=properties))))
    assert [(z.kind, z.capacity) for z in floor.plan.zones] == [("silent", 0), ("meeting", holds)]
    assert not [note for note in floor.notes if "capacity" in note]


@pytest.mark.spec("MAP-20")
@pytest.mark.parametrize("capacity", [-1, 2.5, "many", True, 1e300, float("nan"), [4]])
def test_a_capacity_that_makes_no_sense_is_noted(capacity: object) -> None:
    properties = {"meeting": True, "capacity": capacity}
    floor = load(office(objects(area(0, 0, T, T, name="Tea", properties=properties))))
    assert [z.capacity for z in floor.plan.zones] == [0]
    assert [note for note in floor.notes if note.startswith("capacity of 'Tea' is ")]
