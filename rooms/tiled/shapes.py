"""Geometry of Tiled's shapes: outlines as polygons, and the walk cells that a polygon covers."""

from __future__ import annotations

import math
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from rooms.plan import Mask
from rooms.tiled.errors import MAX_POINTS
from rooms.tiled.fields import Fields

Point = tuple[float, float]
Outline = tuple[Point, ...]

FLIP_H, FLIP_V, FLIP_D = 1, 2, 4

BLOCKING_SHARE = 0.25
"""A cell is blocked when a shape covers at least this share of it."""

ZONE_SHARE = 0.5
"""A cell belongs to an area when the area covers at least this share of it."""

TOUCH_SHARE = 0.001
"""Less than this is not even a touch: rounding of the map's numbers."""

_ELLIPSE_CORNERS = 32


def rotated(points: Sequence[Point], pivot: Point, degrees: float) -> Outline:
    """The points turned clockwise (y points down) about the pivot."""
    if not degrees % 360:
        return tuple(points)
    sin, cos = math.sin(math.radians(degrees)), math.cos(math.radians(degrees))
    px, py = pivot
    return tuple(
        (px + (x - px) * cos - (y - py) * sin, py + (x - px) * sin + (y - py) * cos)
        for x, y in points
    )


def rectangle(x: float, y: float, width: float, height: float) -> Outline:
    return ((x, y), (x + width, y), (x + width, y + height), (x, y + height))


def outline(fields: Fields) -> Outline:
    """The border of a rectangle, ellipse or polygon object in its parent's pixels.

    Empty for what has no inside: a point, a polyline, a text, a size of zero.
    """
    x, y = fields.number("x", 0.0), fields.number("y", 0.0)
    turn = fields.number("rotation", 0.0)
    if any(fields.data.get(key) for key in ("point", "polyline", "text")):
        return ()
    corners = fields.sequence("polygon")
    if corners:
        if len(corners) > MAX_POINTS:
            raise fields.error(f"polygon with {len(corners)} corners, at most {MAX_POINTS}")
        points: Outline = tuple(
            (x + corner.number("x"), y + corner.number("y"))
            for corner in fields.items("polygon", "corner")
        )
        return rotated(points, (x, y), turn) if len(points) > 2 else ()
    width, height = fields.number("width", 0.0), fields.number("height", 0.0)
    if width < 0 or height < 0:
        raise fields.error(f"a size of {width:g} × {height:g}, expected no negative one")
    if not width or not height:
        return ()
    if fields.data.get("ellipse"):
        half_w, half_h = width / 2, height / 2
        points = tuple(
            (x + half_w + half_w * math.cos(angle), y + half_h + half_h * math.sin(angle))
            for angle in np.linspace(0, 2 * math.pi, _ELLIPSE_CORNERS, endpoint=False).tolist()
        )
    else:
        points = rectangle(x, y, width, height)
    return rotated(points, (x, y), turn)


def flipped(points: Outline, width: float, height: float, flips: int) -> Outline:
    """A shape inside a tile of this size after the tile's flips, the diagonal one first."""
    if flips & FLIP_D:
        points = tuple((y, x) for x, y in points)
        width, height = height, width
    if flips & FLIP_H:
        points = tuple((width - x, y) for x, y in points)
    if flips & FLIP_V:
        points = tuple((x, height - y) for x, y in points)
    return points


def _clipped(points: list[Point], axis: int, limit: float, keep_below: bool) -> list[Point]:
    """The part of a polygon on one side of a line that is parallel to an axis."""

    def inside(point: Point) -> bool:
        return point[axis] <= limit if keep_below else point[axis] >= limit

    kept: list[Point] = []
    for before, point in zip(points[-1:] + points[:-1], points, strict=True):
        if inside(before) != inside(point):
            share = (limit - before[axis]) / (point[axis] - before[axis])
            other = before[1 - axis] + share * (point[1 - axis] - before[1 - axis])
            kept.append((limit, other) if axis == 0 else (other, limit))
        if inside(point):
            kept.append(point)
    return kept


def coverage(points: Sequence[Point], rows: int, columns: int) -> NDArray[np.float64]:
    """How much of each unit cell of a grid a polygon covers, from 0 to 1, exactly.

    Each edge adds the area between itself and the right border of the grid, with the sign of its
    direction; the running sum along a row then leaves what lies inside. The polygon has to lie
    within the grid (see `_clipped`).
    """
    area = np.zeros((rows, columns + 1))
    corners = np.asarray(points, np.float64).reshape(-1, 2)
    for (x0, y0), (x1, y1) in zip(corners, np.roll(corners, -1, axis=0), strict=True):
        if y0 == y1:
            continue
        # Cut the edge at every border of a cell, so that each piece lies within one cell.
        cuts = [np.array([0.0, 1.0])]
        for start, end in ((x0, x1), (y0, y1)):
            low, high = min(start, end), max(start, end)
            if low != high:
                borders = np.arange(math.floor(low) + 1, math.ceil(high))
                cuts.append((borders - start) / (end - start))
        at = np.unique(np.clip(np.concatenate(cuts), 0.0, 1.0))
        xs, ys = x0 + (x1 - x0) * at, y0 + (y1 - y0) * at
        middle_x = (xs[1:] + xs[:-1]) / 2
        column = np.clip(np.floor(middle_x).astype(np.int64), 0, columns - 1)
        row = np.clip(np.floor((ys[1:] + ys[:-1]) / 2).astype(np.int64), 0, rows - 1)
        height = ys[1:] - ys[:-1]
        right = column + 1 - middle_x
        np.add.at(area, (row, column), height * right)
        np.add.at(area, (row, column + 1), height * (1 - right))
    covered: NDArray[np.float64] = np.abs(np.cumsum(area, axis=1)[:, :columns])
    return covered


def _thickness(points: Sequence[Point]) -> float:
    """The mean thickness of a shape: about its width where it is long, half of it for a square."""
    corners = np.asarray(points, np.float64)
    after = np.roll(corners, -1, axis=0)
    area = abs(float((corners[:, 0] * after[:, 1] - after[:, 0] * corners[:, 1]).sum())) / 2
    length = float(np.hypot(*(after - corners).T).sum())
    return 2 * area / length if length else 0.0


class Covered:
    """Walk cells that shapes cover: a mask over part of the grid, from (row, column) on."""

    __slots__ = ("column", "mask", "row")

    def __init__(self, row: int, column: int, mask: Mask) -> None:
        self.row = row
        self.column = column
        self.mask = mask

    def onto(self, grid: Mask) -> None:
        """Set these cells of the whole grid."""
        height, width = self.mask.shape
        grid[self.row : self.row + height, self.column : self.column + width] |= self.mask


def cells(
    points: Sequence[Point], cell: Point, grid: tuple[int, int], share: float
) -> Covered | None:
    """The cells of a grid (rows, columns; each cell[0] × cell[1] px) that a shape covers.

    A cell counts when at least `share` of it is covered. A shape that is at most half a cell
    thick counts wherever it touches, or a wall two pixels wide would leak. None if none counts.
    """
    if len(points) < 3:
        return None
    scaled = [(x / cell[0], y / cell[1]) for x, y in points]
    thin = _thickness(scaled) <= 0.5
    rows, columns = grid
    for axis, limit in ((0, columns), (1, rows)):
        scaled = _clipped(scaled, axis, 0.0, False)
        scaled = _clipped(scaled, axis, float(limit), True) if scaled else scaled
    if not scaled:
        return None
    xs, ys = [x for x, _ in scaled], [y for _, y in scaled]
    left, top = math.floor(min(xs)), math.floor(min(ys))
    width, height = math.ceil(max(xs)) - left, math.ceil(max(ys)) - top
    if width <= 0 or height <= 0:
        return None
    part = coverage([(x - left, y - top) for x, y in scaled], height, width)
    mask: Mask = part >= (TOUCH_SHARE if thin else share - 1e-9)
    return Covered(top, left, mask) if mask.any() else None


def shifted(mask: Mask, rows: int, columns: int) -> Mask:
    """The mask moved down and right by whole cells; what leaves the grid is cut off."""
    if not rows and not columns:
        return mask
    height, width = mask.shape
    moved = np.zeros_like(mask)
    if abs(rows) < height and abs(columns) < width:
        moved[max(rows, 0) : height + min(rows, 0), max(columns, 0) : width + min(columns, 0)] = (
            mask[max(-rows, 0) : height - max(rows, 0), max(-columns, 0) : width - max(columns, 0)]
        )
    return moved
