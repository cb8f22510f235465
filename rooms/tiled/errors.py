"""What an importer says about a map that it can't take, and how much it takes at most."""

from __future__ import annotations

MAX_TILES = 1 << 20
"""The most tiles of one map (1,048,576: 1024 × 1024)."""

MAX_LAYER_TILES = 1 << 26
"""The most tiles of all tile layers of one map together."""

MAX_ZONE_CELLS = 1 << 29
"""The most walk cells of all zone masks of one map together (a byte each)."""

MIN_TILE_SIZE, MAX_TILE_SIZE = 4, 1024
"""Pixels. Below four pixels a walk cell (a quarter of a tile) would hold no whole pixel."""

MAX_DEPTH = 32
"""How deep groups may stand in groups, and templates refer to templates."""

MAX_POINTS = 4096
"""The most corners of one polygon."""


class MapError(ValueError):
    """A map that can't be imported. The text names the file, the layer (if any) and the reason."""

    def __init__(self, source: str, layer: str, reason: str) -> None:
        self.source = source
        self.layer = layer
        self.reason = reason
        where = f"{source}: layer '{layer}'" if layer else source
        super().__init__(f"{where}: {reason}")


def shown(value: object) -> str:
    """A value from a map, short enough for a message."""
    text = repr(value)
    return text if len(text) <= 80 else text[:77] + "..."
