"""Draws tests/golden/plain.tmj, the small floor that most server tests walk on.

30 × 20 tiles of 32 px: walls round it, a meeting room in the top right corner with a door to the
west, a silent corner at the bottom left, an exit at the bottom right. Run it to write the map.
"""

from __future__ import annotations

import json
from pathlib import Path

COLUMNS, ROWS, TILE = 30, 20, 32
FLOOR, WALL = 1, 2


def tiles() -> list[int]:
    """The tile numbers, row by row."""
    grid = [[FLOOR] * COLUMNS for _ in range(ROWS)]
    for col in range(COLUMNS):
        grid[0][col] = grid[ROWS - 1][col] = WALL
    for row in range(ROWS):
        grid[row][0] = grid[row][COLUMNS - 1] = WALL
    for row in range(1, 8):
        grid[row][20] = WALL
    for col in range(20, COLUMNS):
        grid[8][col] = WALL
    grid[4][20] = grid[5][20] = FLOOR
    return [tile for line in grid for tile in line]


def area(number: int, name: str, box: tuple[int, int, int, int], **properties: object) -> object:
    """A zone from a box of tiles: column, row, width, height."""
    kinds = {bool: "bool", str: "string"}
    col, row, width, height = box
    return {
        "id": number,
        "name": name,
        "type": "area",
        "x": col * TILE,
        "y": row * TILE,
        "width": width * TILE,
        "height": height * TILE,
        "rotation": 0,
        "visible": True,
        "properties": [
            {"name": key, "type": kinds[type(value)], "value": value}
            for key, value in properties.items()
        ],
    }


def document() -> dict[str, object]:
    """The map."""
    zones = [
        area(1, "arrival", (3, 9, 4, 2), start=True),
        area(2, "meeting", (21, 1, 8, 7), meeting=True),
        area(3, "quiet", (1, 14, 6, 5), silent=True),
        area(4, "vault", (10, 14, 5, 5), locked=True),
        area(5, "exit", (27, 17, 2, 2), exitUrl="second"),
    ]
    wall = {"id": 1, "properties": [{"name": "collides", "type": "bool", "value": True}]}
    return {
        "type": "map",
        "version": "1.10",
        "orientation": "orthogonal",
        "renderorder": "right-down",
        "infinite": False,
        "width": COLUMNS,
        "height": ROWS,
        "tilewidth": TILE,
        "tileheight": TILE,
        "nextlayerid": 3,
        "nextobjectid": 6,
        "tilesets": [
            {
                "firstgid": 1,
                "name": "plain",
                "image": "plain.png",
                "imagewidth": 64,
                "imageheight": 32,
                "tilewidth": TILE,
                "tileheight": TILE,
                "tilecount": 2,
                "columns": 2,
                "margin": 0,
                "spacing": 0,
                "tiles": [wall],
            }
        ],
        "layers": [
            {
                "id": 1,
                "name": "ground",
                "type": "tilelayer",
                "width": COLUMNS,
                "height": ROWS,
                "x": 0,
                "y": 0,
                "opacity": 1,
                "visible": True,
                "data": tiles(),
            },
            {
                "id": 2,
                "name": "zones",
                "type": "objectgroup",
                "x": 0,
                "y": 0,
                "opacity": 1,
                "visible": True,
                "draworder": "topdown",
                "objects": zones,
            },
        ],
    }


if __name__ == "__main__":
    path = Path(__file__).with_name("plain.tmj")
    path.write_text(json.dumps(document(), indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
