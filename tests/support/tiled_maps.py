"""Small Tiled maps in Python, for the importer's tests: a valid map that each test changes."""

from __future__ import annotations

import gzip
import zlib
from collections.abc import Mapping
from typing import Any

import numpy as np
import zstandard

from rooms.plan import Mask, Zone
from rooms.tiled import ImportedFloor, import_map

T = 32
"""The tile size of these maps, px; a walk cell is 8 px."""

PLAIN, WALL, DESK, SHAPED = 1, 2, 3, 4
"""Tile ids of `tileset()`: floor; collides; collides and seeThrough; a collision shape."""

Doc = dict[str, Any]


def prop(name: str, value: object) -> Doc:
    kind = {bool: "bool", int: "int", float: "float"}.get(type(value), "string")
    return {"name": name, "type": kind, "value": value}


def props(values: Mapping[str, object]) -> list[Doc]:
    return [prop(name, value) for name, value in values.items()]


def tileset(**changes: object) -> Doc:
    return {
        "firstgid": 1,
        "name": "set",
        "image": "set.png",
        "imagewidth": 4 * T,
        "imageheight": 2 * T,
        "tilewidth": T,
        "tileheight": T,
        "columns": 4,
        "tilecount": 8,
        "spacing": 0,
        "margin": 0,
        "tiles": [
            {"id": WALL - 1, "properties": props({"collides": True})},
            {"id": DESK - 1, "properties": props({"collides": True, "seeThrough": True})},
            # A block of 16 × 8 px in the top left.
            {"id": SHAPED - 1, "objectgroup": {"objects": [rect(0, 0, 16, 8)]}},
        ],
        **changes,
    }


def rect(x: float, y: float, width: float, height: float, **more: object) -> Doc:
    return {"id": 1, "name": "", "x": x, "y": y, "width": width, "height": height, **more}


def tiles(data: object, width: int = 4, height: int = 3, **more: object) -> Doc:
    found: Doc = {
        "type": "tilelayer",
        "name": "Floor",
        "width": width,
        "height": height,
        "data": data,
        **more,
    }
    if isinstance(more.get("properties"), dict):
        found["properties"] = props(more["properties"])  # type: ignore[arg-type]
    return found


def objects(*inside: Doc, **more: object) -> Doc:
    found: Doc = {"type": "objectgroup", "name": "Things", "objects": list(inside), **more}
    if isinstance(more.get("properties"), dict):
        found["properties"] = props(more["properties"])  # type: ignore[arg-type]
    return found


def office(*layers: Doc, **changes: object) -> Doc:
    return {
        "type": "map",
        "version": "1.10",
        "orientation": "orthogonal",
        "infinite": False,
        "width": 4,
        "height": 3,
        "tilewidth": T,
        "tileheight": T,
        "tilesets": [tileset()],
        "layers": list(layers),
        **changes,
    }


def grid(*places: tuple[int, int, int], width: int = 4, height: int = 3) -> list[int]:
    """Layer data that holds `gid` at each (column, row, gid) and nothing elsewhere."""
    data = [0] * (width * height)
    for column, row, gid in places:
        data[row * width + column] = gid
    return data


def unpack(kind: str, data: bytes) -> bytes:
    try:
        if kind == "zstd":
            return zstandard.ZstdDecompressor().decompress(data, max_output_size=1 << 20)
        return zlib.decompress(data) if kind == "zlib" else gzip.decompress(data)
    except (zlib.error, OSError, EOFError, zstandard.ZstdError) as error:
        raise ValueError(str(error)) from error


def load(document: object, files: Mapping[str, Doc] | None = None) -> ImportedFloor:
    """Import a map whose other files are `files`, by path."""
    found = files or {}
    return import_map(
        document,  # type: ignore[arg-type]
        source="office.tmj",
        read=lambda path: found[path],
        decompress=unpack,
    )


def picture(mask: Mask) -> list[str]:
    """A mask to look at: one text a row."""
    return ["".join("#" if cell else "." for cell in row) for row in mask]


def tile_cells(mask: Mask, column: int, row: int) -> Mask:
    """The 4 × 4 cells of one tile."""
    return mask[row * 4 : row * 4 + 4, column * 4 : column * 4 + 4]


def zone_tiles(zone: Zone) -> set[tuple[int, int]]:
    """The tiles (column, row) of which a zone holds all cells; fails if it holds a part of one."""
    blocks = zone.mask.reshape(zone.mask.shape[0] // 4, 4, zone.mask.shape[1] // 4, 4)
    whole, some = blocks.all(axis=(1, 3)), blocks.any(axis=(1, 3))
    assert (whole == some).all(), picture(zone.mask)
    rows, columns = np.nonzero(whole)
    return set(zip(columns.tolist(), rows.tolist(), strict=True))
