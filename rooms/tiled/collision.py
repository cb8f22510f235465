"""Where one can't walk: the `collides` property and Tiled's collision shapes, as a walk grid."""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np
from numpy.typing import NDArray

from rooms.plan import CELLS_PER_TILE, Mask
from rooms.tiled.fields import truthy
from rooms.tiled.grids import Extent, Grid, Use
from rooms.tiled.objects import MapObject
from rooms.tiled.shapes import (
    BLOCKING_SHARE,
    FLIP_D,
    ZONE_SHARE,
    Outline,
    cells,
    flipped,
    shifted,
)

N = CELLS_PER_TILE

Places = NDArray[np.intp]


def spread(tiles: Mask) -> Mask:
    """A mask over tiles as a mask over walk cells."""
    wide: Mask = np.repeat(np.repeat(tiles, N, axis=0), N, axis=1)
    return wide


class Ground:
    """The walk grid while it is being made. Only ever blocks more."""

    def __init__(self, extent: Extent, tile_width: int, tile_height: int) -> None:
        self.shape = (extent.rows * N, extent.columns * N)
        self.tile = (tile_width, tile_height)
        self.cell = (tile_width / N, tile_height / N)
        self.blocked: Mask = np.zeros(self.shape, np.bool_)
        self.opaque: Mask = np.zeros(self.shape, np.bool_)

    def moved(self, mask: Mask, dx: float, dy: float) -> Mask:
        """The mask moved by a layer's offset (px), to the nearest whole cell."""
        return shifted(mask, round(dy / self.cell[1]), round(dx / self.cell[0]))

    def block_grid(self, grid: Grid) -> None:
        """Block what a tile layer blocks."""
        layer = grid.layer
        low = truthy(layer.properties.get("seeThrough"))
        for see_through in (True, False):
            uses = [
                use
                if use.tile is not None
                and (low or truthy(use.tile.properties.get("seeThrough"))) == see_through
                else None
                for use in grid.uses
            ]
            mask = self._grid_mask(grid, uses)
            if mask is not None:
                self._block(self.moved(mask, layer.dx, layer.dy), see_through)

    def _block(self, mask: Mask, see_through: bool) -> None:
        self.blocked |= mask
        if not see_through:
            self.opaque |= mask

    def _grid_mask(self, grid: Grid, uses: list[Use | None]) -> Mask | None:
        whole_layer = truthy(grid.layer.properties.get("collides"))
        whole = [_whole(use) or (whole_layer and use is not None) for use in uses]
        shaped = [
            number
            for number, use in enumerate(uses)
            if use is not None and use.tile is not None and use.tile.shapes and not whole[number]
        ]
        if not any(whole) and not shaped:
            return None
        mask = spread(np.array(whole)[grid.index])
        if shaped:
            # Sorted once, so that the places of each use are one slice.
            flat = grid.index.ravel()
            order = np.argsort(flat, kind="stable")
            borders = np.searchsorted(flat[order], np.arange(len(uses) + 1))
            for number in shaped:
                places = order[borders[number] : borders[number + 1]]
                use = uses[number]
                assert use is not None
                self._stamp(mask, use, places // grid.index.shape[1], places % grid.index.shape[1])
        return mask

    def _stamp(self, mask: Mask, use: Use, rows: Places, columns: Places) -> None:
        """Set the shapes of one tile at all its places (rows and columns of tiles)."""
        tile = use.tile
        assert tile is not None
        tile_width, tile_height = self.tile
        drawn_height = tile.width if use.flips & FLIP_D else tile.height
        drawn_width = tile.height if use.flips & FLIP_D else tile.width
        # A tile larger than the grid reaches up and right; a window of whole tiles holds it.
        # (What reaches beyond the map has no effect: that keeps the window small.)
        blocks = mask.reshape(mask.shape[0] // N, N, mask.shape[1] // N, N).swapaxes(1, 2)
        most_rows, most_columns = blocks.shape[:2]
        right = min(-(-max(drawn_width + tile.dx, tile_width) // tile_width), most_columns)
        up = min(-(-max(drawn_height - tile.dy, tile_height) // tile_height) - 1, most_rows)
        left = min(max(0, -(tile.dx // tile_width)), most_columns)
        down = min(max(0, -(-tile.dy // tile_height)), most_rows)
        dx = tile.dx + left * tile_width
        dy = (up + 1) * tile_height - drawn_height + tile.dy
        window: Mask = np.zeros(((up + 1 + down) * N, (left + right) * N), np.bool_)
        for shape in tile.shapes:
            points = flipped(shape, tile.width, tile.height, use.flips)
            self._add(window, tuple((x + dx, y + dy) for x, y in points), BLOCKING_SHARE)
        parts = window.reshape(up + 1 + down, N, left + right, N).swapaxes(1, 2)
        for row, column in np.argwhere(parts.any(axis=(2, 3))).tolist():
            to_rows, to_columns = rows + row - up, columns + column - left
            inside = (to_rows >= 0) & (to_rows < most_rows)
            inside &= (to_columns >= 0) & (to_columns < most_columns)
            blocks[to_rows[inside], to_columns[inside]] |= parts[row, column]

    def _add(self, mask: Mask, points: Outline, share: float) -> None:
        covered = cells(points, self.cell, (mask.shape[0], mask.shape[1]), share)
        if covered is not None:
            covered.onto(mask)

    def block_objects(self, objects: Iterable[MapObject]) -> None:
        """Block what the objects of a layer block."""
        for each in objects:
            own = each.own.get("collides")
            if own is not None and not truthy(own):
                continue  # the object takes back what its tile says
            low = truthy(each.properties.get("seeThrough")) or truthy(
                each.layer.properties.get("seeThrough")
            )
            whole = truthy(each.properties.get("collides")) or truthy(
                each.layer.properties.get("collides")
            )
            share = ZONE_SHARE if each.tile is not None else BLOCKING_SHARE
            outlines = [(each.outline, share)] if whole else []
            outlines += [(shape, BLOCKING_SHARE) for shape in each.tile_shapes()]
            for points, least in outlines:
                self._add(self.blocked, points, least)
                if not low:
                    self._add(self.opaque, points, least)

    def area(self, points: Outline) -> Mask:
        """The cells of an area: at least half covered, or any touched if it is thin or tiny."""
        mask: Mask = np.zeros(self.shape, np.bool_)
        self._add(mask, points, ZONE_SHARE)
        if not mask.any():
            self._add(mask, points, 0.001)
        return mask


def _whole(use: Use | None) -> bool:
    return use is not None and use.tile is not None and truthy(use.tile.properties.get("collides"))
