"""Tile layers as grids of the whole map's size, finite and infinite maps alike."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from rooms.tiled.data import Decompress, decode, fitted
from rooms.tiled.data import Gids as GidArray
from rooms.tiled.errors import MAX_LAYER_TILES, MAX_TILES
from rooms.tiled.fields import Fields
from rooms.tiled.layers import Layer
from rooms.tiled.shapes import FLIP_D, FLIP_H, FLIP_V
from rooms.tiled.tilesets import GID_BITS, Gids, TileArt


@dataclass(frozen=True, slots=True)
class Use:
    """A tile as a layer uses it; no tile is the empty place."""

    tile: TileArt | None
    flips: int


@dataclass(frozen=True, slots=True)
class Grid:
    """A tile layer: `index` (rows × columns) leads into `uses`, which has each use once."""

    layer: Layer
    index: NDArray[np.intp]
    uses: tuple[Use, ...]

    def full(self) -> NDArray[np.bool_]:
        """Which places hold a tile."""
        held: NDArray[np.bool_] = np.array([use.tile is not None for use in self.uses])[self.index]
        return held


@dataclass(frozen=True, slots=True)
class Extent:
    """The map's size in tiles, and which tile of the document is its top left one."""

    column: int
    row: int
    columns: int
    rows: int


@dataclass(frozen=True, slots=True)
class _Patch:
    """A rectangle of a layer's data, at a place of the document."""

    column: int
    row: int
    gids: GidArray


def flips_of(gid: int) -> int:
    """The flips in a raw tile id as a sprite's flips."""
    return (
        (FLIP_H if gid & 0x80000000 else 0)
        | (FLIP_V if gid & 0x40000000 else 0)
        | (FLIP_D if gid & 0x20000000 else 0)
    )


def _patches(layer: Layer, document: Fields, decompress: Decompress) -> list[_Patch]:
    fields = layer.fields
    encoding, compression = fields.data.get("encoding"), fields.data.get("compression")
    if fields.data.get("chunks") is not None:
        found = []
        for chunk in fields.items("chunks", "chunk"):
            columns = chunk.whole("width", least=1, most=MAX_TILES)
            rows = chunk.whole("height", least=1, most=MAX_TILES)
            gids = decode(chunk, decompress, encoding, compression)
            found.append(
                _Patch(chunk.whole("x"), chunk.whole("y"), fitted(chunk, gids, columns, rows))
            )
        return found
    columns = fields.whole("width", document.whole("width", 0), least=0, most=MAX_TILES)
    rows = fields.whole("height", document.whole("height", 0), least=0, most=MAX_TILES)
    if not columns or not rows:
        raise fields.error(f"a size of {columns} × {rows} tiles")
    gids = decode(fields, decompress, encoding, compression)
    return [_Patch(fields.whole("x", 0), fields.whole("y", 0), fitted(fields, gids, columns, rows))]


def _trimmed(patch: _Patch) -> _Patch | None:
    """The patch without empty rows and columns around its tiles; None if it is empty."""
    rows, columns = np.nonzero(patch.gids.any(axis=1))[0], np.nonzero(patch.gids.any(axis=0))[0]
    if not len(rows):
        return None
    gids = patch.gids[rows[0] : rows[-1] + 1, columns[0] : columns[-1] + 1]
    return _Patch(patch.column + int(columns[0]), patch.row + int(rows[0]), gids)


def _extent(document: Fields, patches: Sequence[_Patch]) -> Extent:
    """A finite map is as large as it says; an infinite one as the box around all its tiles."""
    infinite = document.flag("infinite", False)
    if infinite and patches:
        column = min(patch.column for patch in patches)
        row = min(patch.row for patch in patches)
        columns = max(patch.column + patch.gids.shape[1] for patch in patches) - column
        rows = max(patch.row + patch.gids.shape[0] for patch in patches) - row
    else:
        column = row = 0
        columns, rows = document.whole("width", least=1), document.whole("height", least=1)
    if columns * rows > MAX_TILES:
        raise document.error(f"a size of {columns} × {rows} tiles, at most {MAX_TILES} in all")
    return Extent(column, row, columns, rows)


def _grid(layer: Layer, patches: Sequence[_Patch], extent: Extent, gids: Gids) -> Grid:
    values = np.zeros((extent.rows, extent.columns), np.uint32)
    for patch in patches:
        top, left = patch.row - extent.row, patch.column - extent.column
        rows, columns = patch.gids.shape
        if top < 0 or left < 0 or top + rows > extent.rows or left + columns > extent.columns:
            raise layer.fields.error(
                f"tiles at columns {patch.column} to {patch.column + columns - 1} and rows "
                f"{patch.row} to {patch.row + rows - 1} lie outside the map of "
                f"{extent.columns} × {extent.rows}"
            )
        values[top : top + rows, left : left + columns] = patch.gids
    kinds, index = np.unique(values.ravel(), return_inverse=True)
    uses = []
    for raw in kinds.tolist():
        gid = raw & GID_BITS
        tile = gids.tile(gid, layer.fields) if gid else None
        uses.append(Use(tile, flips_of(raw) if gid else 0))
    return Grid(layer, index.reshape(values.shape), tuple(uses))


def grids(
    document: Fields, layers: Sequence[Layer], gids: Gids, decompress: Decompress
) -> tuple[Extent, list[Grid]]:
    """All tile layers, and the extent of the map. MapError for data that does not fit."""
    decoded: list[tuple[Layer, list[_Patch]]] = []
    for layer in layers:
        if layer.kind == "tilelayer":
            patches = map(_trimmed, _patches(layer, document, decompress))
            decoded.append((layer, [patch for patch in patches if patch is not None]))
    extent = _extent(document, [patch for _, patches in decoded for patch in patches])
    if len(decoded) * extent.columns * extent.rows > MAX_LAYER_TILES:
        raise document.error(
            f"{len(decoded)} tile layers of {extent.columns} × {extent.rows} tiles, "
            f"at most {MAX_LAYER_TILES} tiles in all"
        )
    return extent, [_grid(layer, patches, extent, gids) for layer, patches in decoded]
