"""Where one can't walk: properties, collision shapes, flips, tile objects, see-through things."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from rooms.plan import FloorPlan
from rooms.tiled.shapes import cells, coverage, rectangle, rotated
from tests.support.tiled_maps import (
    DESK,
    PLAIN,
    SHAPED,
    WALL,
    Doc,
    grid,
    load,
    objects,
    office,
    picture,
    props,
    rect,
    tile_cells,
    tiles,
    tileset,
)

H, V, D = 0x80000000, 0x40000000, 0x20000000


def ground(*layers: Doc, **changes: object) -> FloorPlan:
    return load(office(*layers, **changes)).plan


def shaped(*shapes: Doc, **changes: object) -> Doc:
    return tileset(tiles=[{"id": 0, "objectgroup": {"objects": list(shapes)}}], **changes)


def stamp(*shapes: Doc, gid: int = 1) -> list[str]:
    """The 4 × 4 cells of a tile with these collision shapes."""
    plan = ground(tiles(grid((1, 1, gid))), tilesets=[shaped(*shapes)])
    own = tile_cells(plan.blocked, 1, 1)
    assert own.sum() == plan.blocked.sum()
    assert (plan.opaque == plan.blocked).all()
    return picture(own)


@pytest.mark.spec("MAP-11")
@pytest.mark.parametrize(
    ("value", "blocks"), [(True, 16), ("true", 16), (1, 16), (False, 0), ("false", 0), (None, 0)]
)
def test_collides_blocks_the_whole_tile(value: object, blocks: int) -> None:
    entry = [{"id": 0, "properties": [{"name": "collides", "value": value}]}]
    plan = ground(tiles(grid((2, 1, 1))), tilesets=[tileset(tiles=entry)])
    assert tile_cells(plan.blocked, 2, 1).sum() == plan.blocked.sum() == blocks


@pytest.mark.spec("MAP-11")
def test_collides_on_a_layer_blocks_all_its_tiles() -> None:
    layer = tiles(grid((0, 0, PLAIN), (3, 2, PLAIN)), properties={"collides": True})
    plan = ground(layer)
    assert tile_cells(plan.blocked, 0, 0).all()
    assert tile_cells(plan.blocked, 3, 2).all()
    assert plan.blocked.sum() == 32


@pytest.mark.spec("MAP-13")
def test_what_can_be_seen_through_blocks_only_walking() -> None:
    plan = ground(tiles(grid((0, 0, WALL), (1, 0, DESK))))
    assert tile_cells(plan.blocked, 1, 0).all()
    assert not tile_cells(plan.opaque, 1, 0).any()
    assert tile_cells(plan.opaque, 0, 0).all()


@pytest.mark.spec("MAP-13")
def test_a_wall_over_a_desk_hides_it() -> None:
    plan = ground(tiles(grid((1, 0, DESK))), tiles(grid((1, 0, WALL)), name="b"))
    assert tile_cells(plan.opaque, 1, 0).all()


@pytest.mark.spec("MAP-14")
def test_hidden_layers_block() -> None:
    hidden = tiles(grid((1, 1, WALL)), visible=False)
    inside = {"type": "group", "name": "g", "visible": False, "layers": [tiles(grid((2, 1, WALL)))]}
    floor = load(office(hidden, inside))
    assert floor.plan.blocked.sum() == 32
    assert floor.drawing.layers == ()


@pytest.mark.spec("MAP-12")
def test_shapes_block_the_cells_that_they_cover() -> None:
    assert stamp(rect(0, 0, 16, 8)) == ["##..", "....", "....", "...."]
    assert stamp(rect(0, 0, 32, 32)) == ["####"] * 4


@pytest.mark.spec("MAP-12")
def test_a_quarter_of_a_cell_is_enough_and_less_is_not() -> None:
    assert stamp(rect(0, 0, 18, 32)) == ["###."] * 4  # 2 of 8 px
    assert stamp(rect(0, 0, 17, 32)) == ["##.."] * 4  # 1 of 8 px


@pytest.mark.spec("MAP-12")
@pytest.mark.parametrize("width", [0.4, 1, 2, 3.9])
@pytest.mark.parametrize("left", [0, 3.3, 7.5, 7.9, 15.9, 21])
def test_no_thin_wall_leaks(width: float, left: float) -> None:
    for row in stamp(rect(left, 0, width, 32)):
        assert "#" in row


@pytest.mark.spec("MAP-12")
@pytest.mark.parametrize("shape", ["polyline", "point", "text"])
def test_lines_and_points_block_nothing(shape: str) -> None:
    corners = [{"x": 0, "y": 0}, {"x": 30, "y": 30}, {"x": 0, "y": 30}]
    entry = {"polyline": corners, "point": True, "text": {"text": "a"}}[shape]
    assert stamp(rect(0, 0, 30, 30, **{shape: entry})) == ["...."] * 4


@pytest.mark.spec("MAP-12")
def test_polygons_ellipses_and_rotation() -> None:
    corners = [{"x": 0, "y": 0}, {"x": 32, "y": 0}, {"x": 0, "y": 32}]
    assert stamp(rect(0, 0, 0, 0, polygon=corners)) == ["####", "###.", "##..", "#..."]
    # The corner cells of a circle over the whole tile are covered by more than a half.
    assert stamp(rect(0, 0, 32, 32, ellipse=True)) == ["####"] * 4
    assert stamp(rect(0, 0, 32, 16, ellipse=True))[2:] == ["....", "...."]
    assert stamp(rect(4, 4, 8, 8, ellipse=True))[0][:2] == "##"
    # Turned clockwise about its top left: what pointed right now points down.
    assert stamp(rect(32, 0, 32, 8, rotation=90)) == ["...#"] * 4


@pytest.mark.spec("MAP-12")
@pytest.mark.parametrize(
    ("flips", "rows"),
    [
        (0, ["##..", "....", "....", "...."]),
        (H, ["..##", "....", "....", "...."]),
        (V, ["....", "....", "....", "##.."]),
        (H | V, ["....", "....", "....", "..##"]),
        (D, ["#...", "#...", "....", "...."]),
        (D | H, ["...#", "...#", "....", "...."]),
        (D | V, ["....", "....", "#...", "#..."]),
        (0x10000000, ["##..", "....", "....", "...."]),  # the bit for hexagons
    ],
)
def test_flips_turn_the_shapes(flips: int, rows: list[str]) -> None:
    assert stamp(rect(0, 0, 16, 8), gid=1 | flips) == rows
    signed = (1 | flips) - (1 << 32) if flips & H else 1 | flips  # as some exporters write it
    assert stamp(rect(0, 0, 16, 8), gid=signed) == rows


@pytest.mark.spec("MAP-12")
def test_shapes_of_a_large_tile_stand_on_its_place() -> None:
    # 32 × 64 px, painted with its bottom on the tile: a shape at its top lies one tile up.
    tall = shaped(rect(0, 0, 32, 8), tileheight=64, imageheight=128, tilecount=8)
    plan = ground(tiles(grid((1, 0, 1), (2, 2, 1))), tilesets=[tall])
    assert picture(tile_cells(plan.blocked, 2, 1)) == ["####", "....", "....", "...."]
    assert plan.blocked.sum() == 4  # that of the other is above the map


@pytest.mark.spec("MAP-12")
def test_a_tile_offset_moves_the_shapes() -> None:
    moved = shaped(rect(0, 0, 8, 8), tileoffset={"x": -32, "y": 40})
    plan = ground(tiles(grid((2, 1, 1))), tilesets=[moved])
    assert picture(tile_cells(plan.blocked, 1, 2)) == ["....", "#...", "....", "...."]
    assert plan.blocked.sum() == 1


@pytest.mark.spec("MAP-8", "MAP-11")
def test_offsets_of_layers_and_groups_move_what_blocks() -> None:
    group = {
        "type": "group",
        "name": "g",
        "offsetx": 32,
        "offsety": 16,
        "layers": [tiles(grid((0, 0, WALL)), offsety=16)],
    }
    plan = ground(group)
    assert tile_cells(plan.blocked, 1, 1).all()
    assert plan.blocked.sum() == 16


@pytest.mark.spec("MAP-11")
def test_a_tile_object_blocks_the_cells_under_its_picture() -> None:
    # y is the bottom: at x 32, y 64 the tile (1, 1) is covered.
    plan = ground(objects(rect(32, 64, 32, 32, gid=WALL)))
    assert tile_cells(plan.blocked, 1, 1).all()
    assert plan.blocked.sum() == 16
    shifted = ground(objects(rect(35, 64, 32, 32, gid=WALL)))  # 3 px: less than half a cell
    assert (shifted.blocked == plan.blocked).all()


@pytest.mark.spec("MAP-10", "MAP-12")
def test_shapes_follow_the_tile_object() -> None:
    """Scaled twice, flipped and turned: the block of the tile's top left lands where it is seen."""
    plan = ground(objects(rect(32, 96, 64, 64, gid=SHAPED)))
    assert picture(plan.blocked)[4:6] == ["....####........"] * 2
    assert plan.blocked.sum() == 8
    plan = ground(objects(rect(32, 96, 32, 32, gid=SHAPED | H)))
    assert picture(tile_cells(plan.blocked, 1, 2)) == ["..##", "....", "....", "...."]
    # A quarter turn about the bottom left (32, 64): the tile then lies below and to the right.
    plan = ground(objects(rect(32, 64, 32, 32, gid=SHAPED, rotation=90)))
    assert picture(tile_cells(plan.blocked, 1, 2)) == ["...#", "...#", "....", "...."]


@pytest.mark.spec("MAP-10")
@pytest.mark.parametrize(
    ("align", "at"),
    [
        ("topleft", (32, 32)),
        ("top", (48, 32)),
        ("center", (48, 48)),
        ("right", (64, 48)),
        ("bottomright", (64, 64)),
        ("bottomleft", (32, 64)),
        ("unspecified", (32, 64)),
    ],
)
def test_the_tileset_says_where_an_object_is_held(align: str, at: tuple[int, int]) -> None:
    document = office(
        objects(rect(*at, 32, 32, gid=WALL)), tilesets=[tileset(objectalignment=align)]
    )
    assert tile_cells(load(document).plan.blocked, 1, 1).all()


@pytest.mark.spec("MAP-11")
def test_an_object_may_say_otherwise_than_its_tile() -> None:
    no = props({"collides": False})
    yes = props({"collides": True, "seeThrough": True})
    assert not ground(objects(rect(32, 64, 32, 32, gid=WALL, properties=no))).blocked.any()
    plan = ground(objects(rect(32, 64, 32, 32, gid=PLAIN, properties=yes)))
    assert tile_cells(plan.blocked, 1, 1).all()
    assert not plan.opaque.any()
    plain = ground(objects(rect(32, 32, 32, 32, properties=yes)))
    assert tile_cells(plain.blocked, 1, 1).all()


@pytest.mark.spec("MAP-11")
def test_tiles_of_other_sizes_make_cells_of_other_sizes() -> None:
    for size in (4, 5, 16, 48):
        small = tileset(tilewidth=size, tileheight=size, imagewidth=4 * size, imageheight=2 * size)
        plan = ground(tiles(grid((1, 1, WALL))), tilewidth=size, tileheight=size, tilesets=[small])
        assert tile_cells(plan.blocked, 1, 1).all()
        assert plan.blocked.sum() == 16


@given(
    st.lists(st.tuples(st.floats(0, 6), st.floats(0, 5)), min_size=3, max_size=3),
)
def test_coverage_agrees_with_the_area(corners: list[tuple[float, float]]) -> None:
    """What all cells hold together is the triangle's area."""
    (ax, ay), (bx, by), (cx, cy) = corners
    area = abs((bx - ax) * (cy - ay) - (cx - ax) * (by - ay)) / 2
    part = coverage(corners, 5, 6)
    assert part.sum() == pytest.approx(area, abs=1e-6)
    assert part.max() <= 1 + 1e-9


@given(st.floats(0, 360), st.floats(8, 24), st.floats(8, 24))
def test_cells_of_a_turned_square_match_a_fine_sampling(turn: float, x: float, y: float) -> None:
    points = rotated(rectangle(x, y, 20, 14), (x, y), turn)
    found = cells(points, (8, 8), (8, 8), 0.25)
    mask = np.zeros((8, 8), np.bool_)
    if found is not None:
        found.onto(mask)
    ys, xs = (np.mgrid[0:256, 0:256] + 0.5) / 4
    inside = np.ones((256, 256), np.bool_)
    for (ax, ay), (bx, by) in zip(points, points[1:] + points[:1], strict=True):
        inside &= (bx - ax) * (ys - ay) - (by - ay) * (xs - ax) >= 0
    share = inside.reshape(8, 32, 8, 32).mean(axis=(1, 3))
    assert mask[share > 0.27].all()
    assert not mask[share < 0.23].any()
