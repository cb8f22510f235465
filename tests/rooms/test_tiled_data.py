"""Layer data, infinite maps, tilesets, older shapes of the format, refusals."""

from __future__ import annotations

import base64
import gzip
import zlib
from collections.abc import Callable
from typing import Any

import numpy as np
import pytest
import zstandard

from rooms.drawing import ImageLayer, TileLayer
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
    tile_cells,
    tiles,
    tileset,
    zone_tiles,
)

DATA = [1, 2, 3, 4, 5, 6, 7, 8, 0, 0, 0, 1]


def packed(data: list[int], squeeze: Callable[[bytes], bytes] = bytes) -> str:
    return base64.b64encode(squeeze(np.array(data, "<u4").tobytes())).decode()


def zstd(raw: bytes) -> bytes:
    return zstandard.ZstdCompressor().compress(raw)


def painted(document: Doc, files: dict[str, Doc] | None = None) -> list[int]:
    """The values of the first painted tile layer."""
    layer = load(document, files).drawing.layers[0]
    assert isinstance(layer, TileLayer)
    return list(layer.values)


def refusal(document: object, files: dict[str, Doc] | None = None) -> str:
    with pytest.raises(MapError) as caught:
        load(document, files)
    return str(caught.value)


def test_sprites_follow_first_use() -> None:
    assert painted(office(tiles(DATA))) == [n * 8 for n in DATA]


@pytest.mark.spec("MAP-3")
@pytest.mark.parametrize(
    "layer",
    [
        tiles(DATA, encoding="csv"),
        tiles(",\n".join(map(str, DATA)), encoding="csv"),
        tiles([float(n) for n in DATA]),
        tiles(packed(DATA), encoding="base64"),
        tiles(packed(DATA), encoding="base64", compression=""),
        tiles(packed(DATA), encoding="base64", compression=None),
        tiles(packed(DATA)),
        tiles("\n  " + packed(DATA) + "\n", encoding="base64"),
        tiles(packed(DATA, zlib.compress), encoding="base64", compression="zlib"),
        tiles(packed(DATA, gzip.compress), encoding="base64", compression="gzip"),
        tiles(packed(DATA, zstd), encoding="base64", compression="zstd"),
    ],
)
def test_every_encoding_says_the_same(layer: Doc) -> None:
    assert painted(office(layer)) == [n * 8 for n in DATA]


@pytest.mark.spec("MAP-2", "MAP-3", "MAP-4")
@pytest.mark.parametrize(
    ("layer", "reason"),
    [
        (tiles([1, 2, 3]), "3 tiles of data, expected 12"),
        (tiles([1] * 13), "13 tiles of data, expected 12"),
        (tiles([1] * 16), "16 tiles of data, expected 12"),
        (tiles(None), "no data"),
        (tiles([1] * 11 + ["x"]), "not a list of tile ids"),
        (tiles([1] * 11 + [None]), "not a list of tile ids"),
        (tiles([1] * 11 + [[1]]), "not a list of tile ids"),
        (tiles([1] * 11 + [1.5]), "not a list of tile ids"),
        (tiles([1] * 11 + [float("nan")]), "not a list of tile ids"),
        (tiles([1] * 11 + [1 << 40]), "no 32-bit number"),
        (tiles([1] * 11 + [1 << 70]), "not a list of tile ids"),
        (tiles([1] * 11 + [9]), "tile id 9 is in no tileset"),
        (tiles([1] * 11 + [-1]), "is in no tileset"),
        (tiles(packed(DATA)[:-3], encoding="base64"), "broken base64"),
        (tiles("ÄÖ", encoding="base64"), "broken base64"),
        (tiles(packed(DATA[:-1]), encoding="base64"), "11 tiles of data, expected 12"),
        (tiles("AAAA", encoding="base64"), "3 bytes of data"),
        (tiles(packed(DATA), encoding="base64", compression="zlib"), "broken zlib data"),
        (tiles(packed(DATA), encoding="base64", compression="gzip"), "broken gzip data"),
        (tiles(packed(DATA), encoding="base64", compression="zstd"), "broken zstd data"),
        (tiles(packed(DATA), encoding="base64", compression="lz4"), "unknown compression 'lz4'"),
        (tiles(packed(DATA), encoding="rot13"), "unknown encoding 'rot13'"),
        (tiles([1] * 15, width=5), "lie outside the map of 4 × 3"),
        (tiles([1] * 12, width=-4), "width is -4"),
        (tiles([1] * 12, width=float("nan")), "width is nan"),
        (tiles([1] * 12, offsetx="far"), "offsetx is 'far', expected a number"),
        (tiles([1] * 12, opacity=float("inf")), "opacity is inf"),
        (tiles([1] * 12, opacity=float("nan")), "opacity is nan"),
        (tiles([1] * 12, offsetx=float("nan")), "offsetx is nan"),
        (tiles([1] * 12, offsety=-1e300), "offsety is -1e+300"),
    ],
)
def test_broken_layers_are_refused_by_file_layer_and_reason(layer: Doc, reason: str) -> None:
    said = refusal(office(layer))
    assert said.startswith("office.tmj: layer 'Floor': ")
    assert reason in said


@pytest.mark.spec("MAP-2")
def test_a_layer_inside_groups_is_named_with_them() -> None:
    nested = {"type": "group", "name": "House", "layers": [tiles([1, 2, 3])]}
    assert refusal(office(nested)) == (
        "office.tmj: layer 'House/Floor': 3 tiles of data, expected 12"
    )


@pytest.mark.spec("MAP-4")
def test_rows_of_nothing_at_the_end_may_be_too_many() -> None:
    assert painted(office(tiles(DATA + [0] * 8))) == [n * 8 for n in DATA]


@pytest.mark.spec("MAP-4")
def test_a_smaller_layer_lies_at_its_place() -> None:
    small = tiles([PLAIN, 0, 0, WALL], 2, 2, x=1, y=1)
    plan = load(office(small)).plan
    assert tile_cells(plan.blocked, 2, 2).all()
    assert plan.blocked.sum() == 16


@pytest.mark.spec("MAP-1")
@pytest.mark.parametrize("kind", ["isometric", "hexagonal", "staggered", "oblique"])
def test_other_orientations_are_refused(kind: str) -> None:
    said = refusal(office(tiles(DATA), orientation=kind))
    assert said == f"office.tmj: the orientation is '{kind}', expected 'orthogonal'"


@pytest.mark.spec("MAP-1", "MAP-22")
@pytest.mark.parametrize(
    ("changes", "reason"),
    [
        ({"width": -1}, "width is -1"),
        ({"width": None}, "no width"),
        ({"width": float("nan")}, "width is nan"),
        ({"width": True}, "width is True"),
        ({"width": 5000, "height": 5000}, "at most 1048576 in all"),
        ({"width": 1 << 60}, "width is"),
        ({"tilewidth": 0}, "tilewidth is 0"),
        ({"tilewidth": 1 << 20}, "tilewidth is"),
        ({"tileheight": "32"}, "tileheight is '32'"),
        ({"layers": None}, "no list of layers"),
        ({"layers": [3]}, "layer #0 is 3"),
        ({"type": "tileset"}, "is a 'tileset', expected a map"),
        ({"tilesets": 3}, "tilesets is 3, expected a list"),
        ({"backgroundcolor": "red"}, "backgroundcolor is 'red'"),
        ({"properties": [{"value": 3}]}, "no name"),
    ],
)
def test_broken_maps_are_refused(changes: Doc, reason: str) -> None:
    said = refusal(office(**changes))
    assert said.startswith("office.tmj: ")
    assert reason in said


def test_what_is_no_object_is_refused() -> None:
    assert refusal([]) == "office.tmj: not a map: expected an object"


@pytest.mark.spec("MAP-22")
def test_groups_in_groups_without_end_are_refused() -> None:
    layer: Doc = tiles(DATA)
    for _ in range(500):
        layer = {"type": "group", "name": "g", "layers": [layer]}
    assert "more than 32 deep" in refusal(office(layer))


def chunk(x: int, y: int, *places: tuple[int, int, int]) -> Doc:
    return {
        "x": x,
        "y": y,
        "width": 16,
        "height": 16,
        "data": grid(*places, width=16, height=16),
    }


def endless(*layers: Doc, **more: object) -> Doc:
    return office(*layers, infinite=True, width=30, height=20, **more)


@pytest.mark.spec("MAP-5")
def test_an_infinite_map_is_the_box_around_its_tiles() -> None:
    # Tiles from (-3, -2) to (17, 4): 21 × 7 of them.
    layer: Doc = {
        "type": "tilelayer",
        "name": "Floor",
        "chunks": [chunk(-16, -16, (13, 14, WALL)), chunk(16, 0, (1, 4, WALL))],
    }
    things = objects(rect(-3 * T, -2 * T, T, T, type="area", name="Corner"))
    image = {"type": "imagelayer", "name": "i", "image": "i.png", "offsetx": 10, "offsety": 20}
    floor = load(endless(layer, things, image))
    plan = floor.plan
    assert (plan.columns, plan.rows) == (21, 7)
    assert tile_cells(plan.blocked, 0, 0).all()
    assert tile_cells(plan.blocked, 20, 6).all()
    assert plan.blocked.sum() == 32
    assert zone_tiles(plan.zones[0]) == {(0, 0)}
    shown = floor.drawing.layers[-1]
    assert isinstance(shown, ImageLayer)
    assert (shown.x, shown.y) == (10 + 3 * T, 20 + 2 * T)


@pytest.mark.spec("MAP-3", "MAP-5")
def test_chunks_may_be_compressed() -> None:
    part = chunk(0, 0)
    part["data"] = packed(grid((2, 2, WALL), (5, 5, PLAIN), width=16, height=16), zlib.compress)
    layer = {
        "type": "tilelayer",
        "name": "Floor",
        "encoding": "base64",
        "compression": "zlib",
        "chunks": [part],
    }
    plan = load(endless(layer)).plan
    assert (plan.columns, plan.rows) == (4, 4)


@pytest.mark.spec("MAP-5", "MAP-22")
def test_chunks_that_lie_too_far_apart_are_refused() -> None:
    layer = {
        "type": "tilelayer",
        "name": "Floor",
        "chunks": [chunk(0, 0, (0, 0, 1)), chunk(1 << 20, 1 << 20, (0, 0, 1))],
    }
    assert "at most 1048576 in all" in refusal(endless(layer))


@pytest.mark.spec("MAP-5")
def test_an_infinite_map_without_tiles_has_the_size_that_it_says() -> None:
    plan = load(endless({"type": "tilelayer", "name": "Floor", "chunks": []})).plan
    assert (plan.columns, plan.rows) == (30, 20)


@pytest.mark.spec("MAP-6")
def test_external_tilesets_name_their_images_from_their_own_folder() -> None:
    outside = tileset(image="../art/set.png")
    document = office(tiles(DATA), tilesets=[{"firstgid": 1, "source": "sets\\one.tsj"}])
    drawing = load(document, {"sets/one.tsj": outside}).drawing
    assert [image.path for image in drawing.images] == ["art/set.png"]


@pytest.mark.spec("MAP-6")
def test_a_missing_tileset_is_refused() -> None:
    document = office(tiles(DATA), tilesets=[{"firstgid": 1, "source": "gone.tsj"}])
    assert refusal(document) == "office.tmj: tileset 'gone.tsj': is missing"


@pytest.mark.spec("MAP-6")
@pytest.mark.parametrize(
    ("changes", "reason"),
    [
        ({"tilewidth": 0}, "tilewidth is 0"),
        ({"tilewidth": None}, "no tilewidth"),
        ({"tiles": 3}, "tiles is 3"),
        ({"tiles": [{"id": 1, "objectgroup": 3}]}, "objectgroup is 3"),
        ({"tiles": {"x": {}}}, "expected tile ids"),
        ({"type": "map"}, "is a 'map', expected a tileset"),
        ({"spacing": -1}, "spacing is -1"),
        ({"firstgid": 0}, "firstgid is 0"),
        ({"tiles": [{"id": 0, "animation": [{"tileid": 99, "duration": 1}]}]}, "no tile 99"),
    ],
)
def test_broken_tilesets_are_refused(changes: Doc, reason: str) -> None:
    assert reason in refusal(office(tiles([1, 2] * 6), tilesets=[tileset(**changes)]))


@pytest.mark.spec("MAP-6")
def test_ids_count_from_the_firstgid_of_the_tileset_they_fall_into() -> None:
    second = tileset(firstgid=9, name="b", image="b.png", tiles=[])
    document = office(tiles(grid((0, 0, 2), (1, 0, 10))), tilesets=[second, tileset()])
    floor = load(document)
    assert [floor.drawing.images[s.image].path for s in floor.drawing.sprites] == [
        "set.png",
        "b.png",
    ]
    assert floor.plan.blocked.sum() == 16  # tile 1 of the first collides, that of the second not


@pytest.mark.spec("MAP-6")
def test_spacing_and_margin_move_the_sprites() -> None:
    spaced: dict[str, Any] = {"spacing": 2, "margin": 3, "imagewidth": 140, "imageheight": 72}
    for extra in ({}, {"columns": None, "tilecount": None}):
        sprite = load(office(tiles(grid((0, 0, 6))), tilesets=[tileset(**spaced, **extra)]))
        assert (sprite.drawing.sprites[0].x, sprite.drawing.sprites[0].y) == (3 + T + 2, 3 + T + 2)


@pytest.mark.spec("MAP-6")
def test_a_collection_has_an_image_for_each_tile_and_gaps() -> None:
    collection = {
        "firstgid": 1,
        "name": "things",
        "tilewidth": 64,
        "tileheight": 64,
        "columns": 0,
        "tilecount": 2,
        "tiles": [
            {"id": 0, "image": "a.png", "imagewidth": 20, "imageheight": 30},
            {
                "id": 7,
                "image": "b.png",
                "imagewidth": 64,
                "imageheight": 64,
                "x": 8,
                "y": 9,
                "width": 10,
                "height": 11,
            },
        ],
    }
    drawing = load(office(tiles(grid((0, 0, 1), (1, 0, 8))), tilesets=[collection])).drawing
    assert [image.path for image in drawing.images] == ["a.png", "b.png"]
    first, second = drawing.sprites
    assert (first.x, first.y, first.width, first.height) == (0, 0, 20, 30)
    assert (second.x, second.y, second.width, second.height) == (8, 9, 10, 11)
    said = refusal(office(tiles(grid((0, 0, 4))), tilesets=[collection]))
    assert "tile id 4 is in no tileset" in said


@pytest.mark.spec("MAP-7")
@pytest.mark.parametrize(
    "old",
    [
        {"tiles": None, "tileproperties": {"1": {"collides": True}}},
        {"tiles": None, "tileproperties": {"1": {"collides": "true"}}},
        {"tiles": {"1": {"terrain": [0, 0]}}, "tileproperties": {"1": {"collides": 1}}},
        {"tiles": {"1": {"objectgroup": {"objects": [rect(0, 0, T, T)]}}}},
        {"tiles": [{"id": 1, "properties": {"collides": True}}]},
        {"tiles": [{"id": 1}], "tileproperties": {"1": {"collides": True}}},
    ],
)
def test_older_shapes_of_tilesets_collide_all_the_same(old: Doc) -> None:
    old = {"tilepropertytypes": {"1": {"collides": "bool"}}, "terrains": [], **old}
    bare = {"columns": None, "tilecount": None}
    plan = load(office(tiles(grid((1, 1, WALL))), tilesets=[tileset(**old, **bare)])).plan
    assert tile_cells(plan.blocked, 1, 1).all()
    assert plan.blocked.sum() == 16


@pytest.mark.spec("MAP-7")
def test_an_old_map_without_optional_keys_loads() -> None:
    layer = tiles(grid((1, 0, PLAIN)), propertytypes={"silent": "bool"})
    layer["properties"] = {"silent": True}
    document = office(layer, version=1)
    for key in ("type", "orientation", "infinite"):
        del document[key]
    plan = load(document).plan
    assert [zone.kind for zone in plan.zones] == ["silent"]


@pytest.mark.spec("MAP-7")
def test_a_tileset_of_unknown_size_is_taken_as_it_is() -> None:
    bare = {"firstgid": 1, "name": "b", "image": "b.png", "tilewidth": T, "tileheight": T}
    assert painted(office(tiles(DATA), tilesets=[bare])) == [n * 8 for n in DATA]


@pytest.mark.spec("MAP-20")
def test_unknown_properties_are_noted_once() -> None:
    first = tiles(DATA, properties={"jitsiConfig": "{}", "silent": True})
    second = tiles(DATA, name="Second", properties={"jitsiConfig": "{}"})
    notes = load(office(first, second, properties=props({"script": "a.js"}))).notes
    assert "property 'script' of the map is ignored" in notes
    assert [note for note in notes if "jitsiConfig" in note] == [
        "property 'jitsiConfig' of layer 'Floor' is ignored"
    ]
    assert not any("silent" in note for note in notes)


@pytest.mark.spec("MAP-20")
def test_a_layer_of_unknown_type_is_noted() -> None:
    floor = load(office({"type": "hologram", "name": "New", "data": "?"}, tiles(DATA)))
    assert "layer 'New' has the unknown type 'hologram': ignored" in floor.notes
    assert len(floor.drawing.layers) == 1
