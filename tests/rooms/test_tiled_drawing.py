"""What a map looks like: groups, sprites in use, animations, objects, templates, texts, images."""

from __future__ import annotations

import pytest

from rooms.drawing import Drawing, Frame, ImageLayer, ObjectLayer, TileLayer
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
    tileset,
)

H, V, D = 0x80000000, 0x40000000, 0x20000000


def drawing(*layers: Doc, **changes: object) -> Drawing:
    return load(office(*layers, **changes)).drawing


@pytest.mark.spec("MAP-8")
def test_groups_pass_on_offset_opacity_and_tint() -> None:
    inner = {
        "type": "group",
        "name": "in",
        "offsetx": 2,
        "opacity": 0.5,
        "tintcolor": "#ff8000",
        "layers": [tiles([PLAIN] * 12, opacity=0.5, offsetx=1, offsety=7)],
    }
    outer = {
        "type": "group",
        "name": "out",
        "offsetx": 10,
        "offsety": -3,
        "tintcolor": "#80ffffff",
        "layers": [inner],
    }
    (layer,) = drawing(outer).layers
    assert isinstance(layer, TileLayer)
    assert (layer.dx, layer.dy, layer.opacity, layer.tint) == (13, 4, 0.25, "#ff8000")
    outer["tintcolor"] = "#808080"
    (layer,) = drawing(outer).layers
    assert layer.tint == "#804000"


@pytest.mark.spec("MAP-21")
def test_only_what_is_in_use_is_painted() -> None:
    unused = tileset(firstgid=9, name="unused", image="unused.png", tiles=[])
    hidden = tiles([5] * 12, visible=False)
    found = drawing(tiles([7] * 12), hidden, tilesets=[tileset(), unused])
    assert [image.path for image in found.images] == ["set.png"]
    assert [(sprite.x, sprite.y) for sprite in found.sprites] == [(2 * T, T)]
    assert len(found.layers) == 1


@pytest.mark.spec("MAP-21")
def test_flips_stand_in_the_values() -> None:
    data = grid((0, 0, 1), (1, 0, 1 | H), (2, 0, 1 | V), (3, 0, 1 | D), (0, 1, 1 | H | V | D))
    (layer,) = drawing(tiles(data)).layers
    assert isinstance(layer, TileLayer)
    assert layer.values[:5] == (8, 9, 10, 12, 15)


@pytest.mark.spec("MAP-21")
def test_layers_after_the_floor_layer_are_above_the_avatars() -> None:
    floor_layer = objects(name="floorLayer")
    inside = {"type": "group", "name": "g", "layers": [floor_layer]}
    under, over = tiles([1] * 12), tiles([1] * 12, name="roof")
    assert [layer.above for layer in drawing(under, inside, over).layers] == [False, True]
    own = tiles([1] * 12, properties={"above": True})
    assert [layer.above for layer in drawing(own, under).layers] == [True, False]


@pytest.mark.spec("MAP-21")
def test_animations_bring_their_frames() -> None:
    frames = [{"tileid": 0, "duration": 100}, {"tileid": 6, "duration": 250}]
    animated = tileset(tiles=[{"id": 0, "animation": frames}])
    found = drawing(tiles([1] * 12), tilesets=[animated])
    assert found.animations == {0: (Frame(0, 100), Frame(1, 250))}
    assert (found.sprites[1].x, found.sprites[1].y) == (2 * T, T)


@pytest.mark.spec("MAP-21")
def test_colours_are_brought_into_one_shape() -> None:
    found = drawing(
        tiles([1] * 12),
        backgroundcolor="#80AABBCC",
        tilesets=[tileset(transparentcolor="ff00FF")],
    )
    assert found.background == "#aabbcc"
    assert found.images[0].transparent == "#ff00ff"


@pytest.mark.spec("MAP-10")
def test_tile_objects_hang_from_their_bottom_left() -> None:
    (layer,) = drawing(objects(rect(40, 90, 64, 16, gid=PLAIN | H, rotation=30), offsetx=5)).layers
    assert isinstance(layer, ObjectLayer)
    (placed,) = layer.sprites
    assert (placed.x, placed.y, placed.width, placed.height) == (45, 74, 64, 16)
    assert (placed.rotation, placed.pivot_x, placed.pivot_y, placed.flips) == (30, 45, 90, 1)


@pytest.mark.spec("MAP-10")
def test_a_tile_offset_is_scaled_with_the_object() -> None:
    moved = tileset(tileoffset={"x": 4, "y": -2})
    found = drawing(objects(rect(40, 90, 2 * T, T, gid=PLAIN)), tilesets=[moved])
    (layer,) = found.layers
    assert isinstance(layer, ObjectLayer)
    sprite, placed = found.sprites[0], layer.sprites[0]
    # What is painted is the sum of both; the offset of 4 counts twice at twice the width.
    assert (placed.x + sprite.dx, placed.y + sprite.dy) == (40 + 2 * 4, 90 - T - 2)


@pytest.mark.spec("MAP-10")
def test_a_tile_object_without_a_size_has_the_tiles() -> None:
    thing = {"id": 1, "gid": PLAIN, "x": 0, "y": 64}
    (layer,) = drawing(objects(thing)).layers
    assert isinstance(layer, ObjectLayer)
    assert (layer.sprites[0].width, layer.sprites[0].height) == (T, T)


@pytest.mark.spec("MAP-21")
@pytest.mark.parametrize(
    ("more", "standing"),
    [
        ({}, True),
        ({"draworder": "topdown"}, True),
        ({"draworder": "index"}, False),
        ({"draworder": "index", "properties": {"standing": True}}, True),
        ({"properties": {"standing": False}}, False),
    ],
)
def test_standing_objects(more: Doc, standing: bool) -> None:
    (layer,) = drawing(objects(rect(0, 32, 32, 32, gid=PLAIN), **more)).layers
    assert isinstance(layer, ObjectLayer)
    assert layer.standing == standing


@pytest.mark.spec("MAP-14", "MAP-21")
def test_hidden_objects_are_not_painted_but_block() -> None:
    floor = load(office(objects(rect(32, 64, 32, 32, gid=WALL, visible=False))))
    assert floor.drawing.layers == ()
    assert floor.plan.blocked.sum() == 16


@pytest.mark.spec("MAP-21")
def test_texts_become_labels() -> None:
    text = {"text": "経理", "pixelsize": 20, "color": "#ff102030", "halign": "center", "bold": True}
    (layer,) = drawing(objects(rect(8, 9, 80, 24, text=text))).layers
    assert isinstance(layer, ObjectLayer)
    (label,) = layer.labels
    assert (label.text, label.x, label.y, label.size) == ("経理", 8, 9, 20)
    assert (label.color, label.align, label.bold) == ("#102030", "center", True)


@pytest.mark.spec("MAP-21")
def test_image_layers() -> None:
    image = {
        "type": "imagelayer",
        "name": "Sky",
        "image": "sky/../sky.png",
        "offsetx": 3,
        "offsety": 4,
        "repeatx": True,
        "transparentcolor": "#000000",
        "opacity": 0.5,
    }
    found = drawing(image, {"type": "imagelayer", "name": "none", "image": ""})
    (layer,) = found.layers
    assert isinstance(layer, ImageLayer)
    assert (layer.x, layer.y, layer.repeat_x, layer.repeat_y, layer.opacity) == (
        3,
        4,
        True,
        False,
        0.5,
    )
    assert found.images[0].path == "sky.png"
    assert found.images[0].transparent == "#000000"


@pytest.mark.spec("MAP-8")
def test_parallax_is_noted_once() -> None:
    layers = [tiles([1] * 12, parallaxx=0.5), tiles([1] * 12, parallaxy=2)]
    notes = load(office(*layers)).notes
    assert sum("parallax" in note for note in notes) == 1


BOX: Doc = {
    "type": "template",
    "tileset": {"firstgid": 1, "source": "other.tsj"},
    "object": {
        "gid": 2,
        "name": "Box",
        "width": 16,
        "height": 16,
        "visible": True,
        "properties": props({"collides": True, "seeThrough": True}),
    },
}
OTHER = tileset(image="other.png", tiles=[])


@pytest.mark.spec("MAP-9")
def test_templates_fill_in_what_an_object_leaves_out() -> None:
    things = objects(
        {"id": 1, "template": "t/box.tj", "x": 32, "y": 64},
        {
            "id": 2,
            "template": "t/box.tj",
            "x": 64,
            "y": 64,
            "width": 32,
            "height": 32,
            "properties": props({"collides": False}),
        },
    )
    floor = load(office(things), {"t/box.tj": BOX, "t/other.tsj": OTHER})
    (layer,) = floor.drawing.layers
    assert isinstance(layer, ObjectLayer)
    assert [(each.x, each.y, each.width) for each in layer.sprites] == [(32, 48, 16), (64, 32, 32)]
    assert floor.drawing.images[0].path == "t/other.png"
    assert floor.plan.blocked.sum() == 4
    assert not floor.plan.opaque.any()


@pytest.mark.spec("MAP-9")
@pytest.mark.parametrize(
    ("files", "reason"),
    [
        ({}, "object 1: template 't/box.tj': is missing"),
        ({"t/box.tj": BOX}, "tileset 't/other.tsj': is missing"),
        ({"t/box.tj": {**BOX, "tileset": None}}, "names no tileset"),
        ({"t/box.tj": {"object": {"template": "box.tj"}}}, "leads back to itself"),
        ({"t/box.tj": {}}, "has no object"),
        ({"t/box.tj": [3]}, "is not an object"),
        (
            {"t/box.tj": {**BOX, "object": {"gid": 200}}, "t/other.tsj": OTHER},
            "tile id 200 is in no tileset",
        ),
    ],
)
def test_broken_templates_are_refused(files: dict[str, Doc], reason: str) -> None:
    things = objects({"id": 1, "template": "t/box.tj", "x": 32, "y": 64})
    with pytest.raises(MapError) as caught:
        load(office(things), files)
    assert str(caught.value).startswith("office.tmj: layer 'Things': ")
    assert reason in str(caught.value)


@pytest.mark.spec("MAP-6")
def test_tiles_without_an_image_collide_and_are_noted() -> None:
    bare = tileset(image=None, imagewidth=None, imageheight=None)
    floor = load(office(tiles(grid((1, 1, WALL))), tilesets=[bare]))
    assert floor.drawing.layers == ()
    assert floor.plan.blocked.sum() == 16
    assert "tileset 'set' has tiles without an image" in floor.notes
