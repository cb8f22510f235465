"""The floors of this bench: wide and open, and where people stand on them when it begins."""

from __future__ import annotations

import json
import random
from pathlib import Path
from typing import NamedTuple

TILE = 32
SIDE = 125  # tiles: 4000 px
_EDGE = 64  # px that nobody comes near


class Area(NamedTuple):
    """Where people are and walk, px."""

    x: int
    y: int
    width: int
    height: int

    def __str__(self) -> str:
        return ",".join(map(str, self))


ROOM = Area(64, 64, 256, 256)
"""A meeting room in the corner."""
BELOW_ROOM = Area(_EDGE, 512, SIDE * TILE - 2 * _EDGE, SIDE * TILE - 512 - _EDGE)
SPARSE = Area(_EDGE, _EDGE, SIDE * TILE - 2 * _EDGE, SIDE * TILE - 2 * _EDGE)
CROWD = Area(1360, 1600, 1280, 800)
"""One screen in the middle of the floor."""


def write_map(path: Path) -> None:
    """An open floor without walls and with one room, as Tiled would write it."""
    tileset = {
        "firstgid": 1,
        "name": "bench",
        "image": "bench.png",
        "imagewidth": TILE,
        "imageheight": TILE,
        "tilewidth": TILE,
        "tileheight": TILE,
        "columns": 1,
        "tilecount": 1,
        "margin": 0,
        "spacing": 0,
    }
    layer = {
        "type": "tilelayer",
        "name": "Floor",
        "width": SIDE,
        "height": SIDE,
        "data": [1] * SIDE**2,
    }
    room = {
        "id": 1,
        "name": "room",
        "type": "area",
        **ROOM._asdict(),
        "rotation": 0,
        "visible": True,
        "properties": [{"name": "meeting", "type": "bool", "value": True}],
    }
    zones = {"type": "objectgroup", "name": "Zones", "objects": [room]}
    document = {
        "type": "map",
        "version": "1.10",
        "orientation": "orthogonal",
        "infinite": False,
        "width": SIDE,
        "height": SIDE,
        "tilewidth": TILE,
        "tileheight": TILE,
        "tilesets": [tileset],
        "layers": [layer, zones],
    }
    path.write_text(json.dumps(document))


def places(count: int, area: Area, seed: int = 4) -> list[tuple[int, int]]:
    """Where so many people stand: the first of them at the same places, however many they are."""
    dice = random.Random(seed)
    return [
        (area.x + dice.randrange(area.width), area.y + dice.randrange(area.height))
        for _ in range(count)
    ]


def before_room(number: int) -> tuple[int, int]:
    """The first place is in the middle of the room, the others are in a row beside it."""
    middle = ROOM.y + ROOM.height // 2
    if number == 0:
        return ROOM.x + ROOM.width // 2, middle
    return ROOM.x + ROOM.width + 160 * number, middle
