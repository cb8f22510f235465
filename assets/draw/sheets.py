"""Cuts pictures into tiles, keeps each tile once, and packs them into tileset sheets."""

from __future__ import annotations

import json
import math
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from PIL import Image

from assets.draw.art import TILE, Sprite

COLUMNS = 16


class Sheet:
    """A tileset with tiles of one size."""

    def __init__(self, name: str, width: int = TILE, height: int = TILE) -> None:
        self.name, self.width, self.height = name, width, height
        self.tiles: list[Image.Image] = []
        self.about: dict[int, dict[str, Any]] = {}
        self._known: dict[bytes, int] = {}

    def add(self, image: Image.Image) -> int:
        """The number of this tile, a new one if it was never seen."""
        key = image.tobytes()
        if key not in self._known:
            self._known[key] = len(self.tiles)
            self.tiles.append(image)
        return self._known[key]

    @property
    def columns(self) -> int:
        return max(1, min(COLUMNS * TILE // self.width, len(self.tiles)))

    def save(self, folder: Path) -> None:
        """Write `name.png` and `name.tsj`."""
        rows = math.ceil(len(self.tiles) / self.columns)
        whole = Image.new("RGBA", (self.columns * self.width, rows * self.height), (0, 0, 0, 0))
        for i, tile in enumerate(self.tiles):
            row, column = divmod(i, self.columns)
            whole.paste(tile, (column * self.width, row * self.height))
        whole.save(folder / f"{self.name}.png", optimize=True)
        document: dict[str, Any] = {
            "type": "tileset",
            "version": "1.10",
            "tiledversion": "1.10.2",
            "name": self.name,
            "image": f"{self.name}.png",
            "imagewidth": whole.width,
            "imageheight": whole.height,
            "tilewidth": self.width,
            "tileheight": self.height,
            "columns": self.columns,
            "tilecount": len(self.tiles),
            "margin": 0,
            "spacing": 0,
        }
        if self.about:
            document["tiles"] = [{"id": i, **self.about[i]} for i in sorted(self.about)]
        text = json.dumps(document, ensure_ascii=False, separators=(",", ":"))
        path = folder / f"{self.name}.tsj"
        path.write_text(text.replace('{"id":', '\n{"id":') + "\n", encoding="utf-8")


class Sheets:
    """All sheets that the maps share."""

    def __init__(self) -> None:
        self.by_name: dict[str, Sheet] = {}
        self._marks: dict[tuple[int, bool], int] = {}

    def sheet(self, name: str, width: int = TILE, height: int = TILE) -> Sheet:
        if name not in self.by_name:
            self.by_name[name] = Sheet(name, width, height)
        return self.by_name[name]

    def cut(self, name: str, picture: Image.Image) -> list[list[int]]:
        """Tile numbers of a picture, row by row; -1 where it is empty."""
        sheet = self.sheet(name)
        pixels = np.asarray(picture).copy()
        pixels[pixels[..., 3] == 0] = 0
        rows = []
        for y in range(0, pixels.shape[0], TILE):
            row = []
            for x in range(0, pixels.shape[1], TILE):
                part = pixels[y : y + TILE, x : x + TILE]
                row.append(sheet.add(Image.fromarray(part)) if part[..., 3].any() else -1)
            rows.append(row)
        return rows

    def sprite(self, sprite: Sprite) -> tuple[Sheet, int]:
        """Where a sprite is; its frames stand side by side, its picture at the bottom left."""
        width = math.ceil(sprite.width / TILE) * TILE
        height = math.ceil(sprite.height / TILE) * TILE
        sheet = self.sheet(f"things-{width}x{height}", width, height)
        numbers = []
        for frame in sprite.frames:
            tile = Image.new("RGBA", (width, height), (0, 0, 0, 0))
            tile.paste(frame, (0, height - sprite.height))
            numbers.append(sheet.add(tile))
        about = sheet.about.setdefault(numbers[0], {"type": sprite.name})
        if len(numbers) > 1:
            about["animation"] = [{"tileid": n, "duration": sprite.ms} for n in numbers]
        return sheet, numbers[0]

    def marks(self, cells: NDArray[np.bool_], low: bool) -> list[list[int]]:
        """Tile numbers of what blocks the way; `low`: one can talk across it."""
        high, wide = cells.shape[0] // 4, cells.shape[1] // 4
        return [
            [self._mark(cells[y * 4 : y * 4 + 4, x * 4 : x * 4 + 4], low) for x in range(wide)]
            for y in range(high)
        ]

    def _mark(self, cells: NDArray[np.bool_], low: bool) -> int:
        if not cells.any():
            return -1
        key = int("".join("1" if c else "0" for c in cells.ravel()), 2), low
        if key not in self._marks:
            colour = (60, 120, 200, 255) if low else (200, 60, 60, 255)
            picture = np.zeros((TILE, TILE, 4), np.uint8)
            picture[np.kron(cells, np.ones((8, 8), bool))] = colour
            sheet = self.sheet("blocks")
            number = sheet.add(Image.fromarray(picture))
            # A whole tile says `collides`; a part of one says it by shapes alone.
            properties = []
            if cells.all():
                properties.append({"name": "collides", "type": "bool", "value": True})
            if low:
                properties.append({"name": "seeThrough", "type": "bool", "value": True})
            sheet.about[number] = {"properties": properties} if properties else {}
            if not cells.all():
                sheet.about[number]["objectgroup"] = shapes(cells)
            self._marks[key] = number
        return self._marks[key]


def shapes(cells: NDArray[np.bool_]) -> dict[str, Any]:
    """Collision rectangles that cover exactly these cells."""
    left, boxes = cells.copy(), []
    for y in range(4):
        for x in range(4):
            if not left[y, x]:
                continue
            w = 1
            while x + w < 4 and left[y, x + w]:
                w += 1
            h = 1
            while y + h < 4 and left[y + h, x : x + w].all():
                h += 1
            left[y : y + h, x : x + w] = False
            boxes.append((x * 8, y * 8, w * 8, h * 8))
    objects = [
        {
            "id": i,
            "name": "",
            "type": "",
            "x": x,
            "y": y,
            "width": w,
            "height": h,
            "rotation": 0,
            "visible": True,
        }
        for i, (x, y, w, h) in enumerate(boxes, 1)
    ]
    return {
        "draworder": "index",
        "name": "",
        "objects": objects,
        "opacity": 1,
        "type": "objectgroup",
        "visible": True,
        "x": 0,
        "y": 0,
    }
