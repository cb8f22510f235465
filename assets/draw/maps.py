"""Writes a scene as a Tiled map (JSON, 1.10) over the shared sheets."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from assets.draw.art import TILE
from assets.draw.scene import Area, Scene
from assets.draw.sheets import Sheet, Sheets

LAYERS = (
    ("floor", "floors"),
    ("floor2", "floors"),
    ("shade", "shades"),
    ("walls", "walls"),
    ("furniture", "furniture"),
)


class MapWriter:
    """First `collect` every scene, so that the sheets are complete; then `write` each."""

    def __init__(self, sheets: Sheets) -> None:
        self.sheets = sheets

    def collect(self, scene: Scene) -> dict[str, Any]:
        grids = {layer: self.sheets.cut(sheet, scene.pictures[layer]) for layer, sheet in LAYERS}
        grids["above"] = self.sheets.cut("walls", scene.pictures["above"])
        grids["blocks"] = self.sheets.marks(scene.solid, low=False)
        grids["low blocks"] = self.sheets.marks(scene.low & ~scene.solid, low=True)
        places = [(*self.sheets.sprite(t.sprite), t) for t in scene.things]
        return {"grids": grids, "places": places}

    def write(self, scene: Scene, collected: dict[str, Any], folder: Path) -> None:
        first: dict[str, int] = {}
        number = 1
        for name, sheet in self.sheets.by_name.items():
            first[name] = number
            number += len(sheet.tiles)
        layers: list[dict[str, Any]] = []
        next_object = 1

        def tiles(name: str, sheet: str) -> None:
            grid = collected["grids"][name]
            data = [first[sheet] + n if n >= 0 else 0 for row in grid for n in row]
            layers.append(
                {
                    "id": len(layers) + 1,
                    "type": "tilelayer",
                    "name": name,
                    "x": 0,
                    "y": 0,
                    "width": scene.columns,
                    "height": scene.rows,
                    "opacity": 1,
                    "visible": sheet != "blocks",  # show them in Tiled to edit them
                    "data": data,
                }
            )

        def objects(name: str, members: list[dict[str, Any]], order: str = "topdown") -> None:
            layers.append(
                {
                    "id": len(layers) + 1,
                    "type": "objectgroup",
                    "name": name,
                    "draworder": order,
                    "x": 0,
                    "y": 0,
                    "opacity": 1,
                    "visible": True,
                    "objects": members,
                }
            )

        tiles("blocks", "blocks")
        tiles("low blocks", "blocks")
        for layer, sheet_name in LAYERS:
            tiles(layer, sheet_name)
        things = []
        sheet: Sheet
        for sheet, tile, thing in sorted(collected["places"], key=lambda p: (p[2].y, p[2].x)):
            things.append(
                {
                    "id": next_object,
                    "gid": first[sheet.name] + tile,
                    "name": "",
                    "type": "",
                    "x": thing.x,
                    "y": thing.y,
                    "width": sheet.width,
                    "height": sheet.height,
                    "rotation": 0,
                    "visible": True,
                }
            )
            next_object += 1
        objects("things", things)
        objects("floorLayer", [])
        tiles("above", "walls")
        zones = []
        for area in scene.areas:
            zones.append(zone(area, next_object))
            next_object += 1
        objects("zones", zones, "index")
        document = {
            "type": "map",
            "version": "1.10",
            "tiledversion": "1.10.2",
            "orientation": "orthogonal",
            "renderorder": "right-down",
            "infinite": False,
            "width": scene.columns,
            "height": scene.rows,
            "tilewidth": TILE,
            "tileheight": TILE,
            "compressionlevel": -1,
            "nextlayerid": len(layers) + 1,
            "nextobjectid": next_object,
            "tilesets": [
                {"firstgid": first[name], "source": f"tiles/{name}.tsj"}
                for name in self.sheets.by_name
            ],
            "layers": layers,
        }
        path = folder / f"{scene.name}.tmj"
        path.write_text(pretty(document, scene.columns), encoding="utf-8")


KINDS = {bool: "bool", int: "int", str: "string"}


def zone(area: Area, number: int) -> dict[str, Any]:
    properties: list[dict[str, Any]] = []
    for key, value in (
        ("name:ja", area.ja),
        ("name:en", area.en or area.name),
        *area.properties.items(),
    ):
        if value != "":
            kind = KINDS[type(value)]
            properties.append({"name": key, "type": kind, "value": value})
    return {
        "id": number,
        "name": area.name,
        "type": "area",
        "x": round(area.x * TILE),
        "y": round(area.y * TILE),
        "width": round(area.w * TILE),
        "height": round(area.h * TILE),
        "rotation": 0,
        "visible": True,
        "properties": properties,
    }


def pretty(document: dict[str, Any], columns: int) -> str:
    """Compact JSON with one line per row of tiles and per object, so that diffs can be read."""
    rows: list[list[int]] = []
    layers = []
    for layer in document["layers"]:
        if layer["type"] == "tilelayer":
            rows.append(layer["data"])
            layer = {**layer, "data": f"@{len(rows) - 1}@"}
        layers.append(layer)
    text = json.dumps({**document, "layers": layers}, ensure_ascii=False, separators=(",", ":"))
    text = text.replace('{"id":', '\n{"id":').replace('{"firstgid":', '\n{"firstgid":')
    for i, data in enumerate(rows):
        lines = (data[at : at + columns] for at in range(0, len(data), columns))
        body = ",\n".join(",".join(map(str, line)) for line in lines)
        text = text.replace(f'"@{i}@"', f"[\n{body}]")
    return text + "\n"
