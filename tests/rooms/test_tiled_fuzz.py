"""Broken maps of all sorts: the importer answers with a floor or a MapError, nothing else.

The seeds are fixed; a failure names its seed. Add a bad one to `KEPT` as a regression.
"""

from __future__ import annotations

import base64
import copy
import random
import zlib

import numpy as np
import pytest

from rooms.tiled import MapError
from tests.support.tiled_maps import (
    PLAIN,
    SHAPED,
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

KEPT: tuple[int, ...] = ()
ROUNDS = 3000

NASTY: tuple[object, ...] = (
    None,
    True,
    False,
    0,
    -1,
    1,
    2,
    15,
    1 << 28,
    1 << 31,
    1 << 40,
    -(1 << 70),
    0.5,
    float("nan"),
    float("inf"),
    1e300,
    "",
    "x",
    "true",
    "12",
    "-5",
    "\0",
    "#zz",
    "base64",
    "zstd",
    "tilelayer",
    "group",
    "objectgroup",
    "t.tj",
    "loop.tj",
    "set.tsj",
    [],
    [0],
    [[]],
    [None],
    {},
    {"x": 1},
    {"id": 0},
)


def seed_map() -> tuple[Doc, dict[str, Doc]]:
    """A map that uses all that the importer knows."""
    raw = np.array(grid((0, 0, PLAIN), (1, 1, WALL), (2, 2, SHAPED | 0x60000000)), "<u4")
    squeezed = base64.b64encode(zlib.compress(raw.tobytes())).decode()
    corners = [{"x": 0, "y": 0}, {"x": 20, "y": 0}, {"x": 0, "y": 20}]
    animated = {"id": 5, "animation": [{"tileid": 6, "duration": 90}], "properties": {"a": 1}}
    whole = tileset(
        tileoffset={"x": 1, "y": 2},
        objectalignment="center",
        tiles=[*tileset()["tiles"], animated],
        tileproperties={"6": {"collides": True}},
    )
    chunks = [{"x": 0, "y": 0, "width": 2, "height": 2, "data": [1, 2, 3, 6]}]
    text = {"text": "t", "pixelsize": 9, "color": "#123456", "halign": "right"}
    document = office(
        tiles(squeezed, encoding="base64", compression="zlib", name="start"),
        tiles([6] * 12, properties={"silent": True, "jitsiRoom": "a", "collides": False}),
        {"type": "tilelayer", "name": "endless", "chunks": chunks, "startx": 0, "starty": 0},
        {
            "type": "group",
            "name": "g",
            "tintcolor": "#ff0000",
            "layers": [
                objects(
                    rect(10, 60, 32, 32, gid=SHAPED, rotation=20),
                    rect(0, 0, 40, 40, type="area", properties=props({"exitUrl": "b.json"})),
                    rect(0, 0, 40, 40, type="meeting", ellipse=True, rotation=3),
                    rect(5, 5, 0, 0, class_="zone", polygon=corners),
                    rect(5, 5, 0, 0, type="spawn", point=True),
                    rect(5, 5, 60, 20, text=text),
                    {"id": 9, "template": "t.tj", "x": 50, "y": 50},
                )
            ],
        },
        {"type": "imagelayer", "name": "i", "image": "i.png", "repeatx": True},
        tilesets=[whole, {"firstgid": 9, "source": "set.tsj"}],
        properties=props({"x": "y"}),
    )
    files: dict[str, Doc] = {
        "set.tsj": tileset(tiles={"0": {"image": "a.png"}}),
        "t.tj": {"object": {"gid": 2, "width": 9}, "tileset": {"firstgid": 1, "source": "set.tsj"}},
        "loop.tj": {"object": {"template": "loop.tj"}},
    }
    return document, files


def places(value: object) -> list[tuple[object, object]]:
    """Every (container, key) inside a document."""
    found: list[tuple[object, object]] = []
    inside = value.items() if isinstance(value, dict) else enumerate(value)  # type: ignore[call-overload]
    for key, each in inside:
        found.append((value, key))
        if isinstance(each, dict | list):
            found += places(each)
    return found


def mutate(value: object, rng: random.Random) -> None:
    container, key = rng.choice(places(value))
    old = container[key]  # type: ignore[index]
    choice = rng.randrange(5)
    if choice == 0:
        del container[key]  # type: ignore[attr-defined]
    elif choice == 1 and isinstance(old, str) and old:
        at = rng.randrange(len(old))
        container[key] = old[:at] + rng.choice("AZ=+é\n9") + old[at + rng.randrange(2) :]  # type: ignore[index]
    elif choice == 2 and isinstance(old, int | float):
        container[key] = old * rng.choice((-1, 0.3, 3, 1000, 1 << 20))  # type: ignore[index]
    elif choice == 3 and isinstance(container, list):
        container.append(copy.deepcopy(rng.choice(container)))
    else:
        container[key] = copy.deepcopy(rng.choice(NASTY))  # type: ignore[index]


def test_the_seed_map_itself_loads() -> None:
    document, files = seed_map()
    floor = load(document, files)
    assert {zone.kind for zone in floor.plan.zones} >= {"silent", "meeting", "exit"}


@pytest.mark.spec("MAP-2", "MAP-22")
def test_broken_maps_never_raise_anything_else() -> None:
    loaded = 0
    for seed in (*KEPT, *range(ROUNDS)):
        rng = random.Random(seed)
        document, files = seed_map()
        for _ in range(rng.choice((1, 1, 2, 4))):
            mutate(rng.choice((document, document, document, files)), rng)
        try:
            floor = load(document, files)
        except MapError as error:
            assert str(error).startswith("office.tmj: "), seed
            continue
        except Exception as error:
            raise AssertionError(f"seed {seed} raised {error!r}") from error
        loaded += 1
        plan = floor.plan
        assert plan.blocked.shape == (plan.rows * 4, plan.columns * 4), seed
        assert not (plan.opaque & ~plan.blocked).any(), seed
        assert plan.spawns[""], seed
        for point in plan.spawns[""]:
            row = point.y * 4 // plan.tile_height
            assert not plan.blocked[row, point.x * 4 // plan.tile_width], seed
        assert [zone.id for zone in plan.zones] == list(range(1, len(plan.zones) + 1)), seed
    assert ROUNDS / 10 < loaded < ROUNDS * 9 / 10  # both outcomes are tried


@pytest.mark.parametrize("cut", [T // 2, 3])
def test_a_map_cut_short_is_refused(cut: int) -> None:
    layer = tiles(base64.b64encode(zlib.compress(bytes(48))[:-cut]).decode(), encoding="base64")
    layer["compression"] = "zlib"
    with pytest.raises(MapError, match="layer 'Floor': broken zlib data"):
        load(office(layer))
