"""Floor materials. Each paints any rectangle of the map so that neighbours meet without a seam,
and repeats after a few tiles, so that a map needs few of them."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray

from assets.draw.palette import Rgb, mix, rgb

Plane = NDArray[np.int64]
Picture = NDArray[np.uint8]
Material = Callable[[Plane, Plane], NDArray[np.float64]]


def chance(a: Plane, b: Plane, salt: int = 0) -> NDArray[np.float64]:
    """A fixed number in [0, 1) for each pair."""
    n = (a * 374761393 + b * 668265263 + salt * 2246822519) & 0xFFFFFFFF
    n = ((n ^ (n >> 13)) * 1274126177) & 0xFFFFFFFF
    return ((n ^ (n >> 16)) & 0xFFFF) / 65536.0


def tinted(base: Rgb, amount: NDArray[np.float64]) -> NDArray[np.float64]:
    """The colour made lighter or darker by `amount` (per pixel, in shades of 255)."""
    return np.asarray(base, float)[None, None, :] + amount[:, :, None]


def planks(base: Rgb, high: int, long: int, vary: float, joint: float) -> Material:
    """Boards from west to east, each its own tone; the rows are staggered."""

    def paint(x: Plane, y: Plane) -> NDArray[np.float64]:
        row = (y // high) % (128 // high)
        along = (x + (chance(row, row * 0, 3) * 16).astype(int) * 16) % 256
        board = along // long
        tone = np.round((chance(row, board, 1) - 0.5) * 4) / 2 * vary
        streak = (chance(row * high + y % high, along // 32, 2) > 0.86) & (y % high > 1)
        tone = tone - streak * vary * 0.35
        tone = tone - (y % high == 0) * joint - (along % long == 0) * joint
        return tinted(base, tone)

    return paint


def slabs(base: Rgb, size: int, vary: float, joint: float, shine: float) -> Material:
    """Square stone plates with a thin joint and a faint polish across them."""

    def paint(x: Plane, y: Plane) -> NDArray[np.float64]:
        u, v = x % size, y % size
        plate = chance((x // size) % (128 // size), (y // size) % (128 // size), 5)
        tone = (np.round(plate * 3) - 1.5) * vary
        band = (u + v) % size
        tone = tone + ((band > size * 0.55) & (band < size * 0.72)) * shine
        tone = tone - ((u == 0) | (v == 0)) * joint + ((u == 1) | (v == 1)) * joint * 0.5
        return tinted(base, tone)

    return paint


def carpet(base: Rgb, weave: float, square: int = 64) -> Material:
    """Carpet squares, laid a quarter turn apart."""

    def paint(x: Plane, y: Plane) -> NDArray[np.float64]:
        turned = (x // square + y // square) % 2
        thread = np.where(turned == 1, (x % 4 == 0) & (y % 2 == 0), (y % 4 == 0) & (x % 2 == 0))
        fleck = chance(x % 64, y % 64, 9) > 0.985
        return tinted(base, turned * weave * 0.6 - thread * weave + fleck * weave)

    return paint


def terrazzo(base: Rgb) -> Material:
    """A smooth floor with few, faint chips; wide plates."""

    def paint(x: Plane, y: Plane) -> NDArray[np.float64]:
        chip = chance((x % 128) // 2, (y % 128) // 2, 11)
        tone = (chip > 0.982) * -9.0 + (chip < 0.014) * 7.0
        return tinted(base, tone - ((x % 128 == 0) | (y % 128 == 0)) * 7.0)

    return paint


def tatami(x: Plane, y: Plane) -> NDArray[np.float64]:
    """Mats of two tiles by one, laid in turn, with a cloth border on the long sides."""
    column, row = (x // 64) % 2, (y // 64) % 2
    lying = (column + row) % 2 == 0
    u, v = x % 64, y % 64
    across = np.where(lying, v % 32, u % 32)
    along = np.where(lying, u, v)
    mat = np.where(lying, v // 32, u // 32)
    out = tinted(rgb("#d3d2a6"), (mat * 2.0 - 1.0) - (across % 4 == 0) * 5.0)
    out[(across < 2) | (across > 29)] = rgb("#6c7a58")
    out[(along == 0) & (across >= 2)] = rgb("#b3b286")
    return out


def checker(one: Rgb, two: Rgb, size: int) -> Material:
    def paint(x: Plane, y: Plane) -> NDArray[np.float64]:
        odd = ((x // size + y // size) % 2 == 1)[:, :, None]
        out = np.where(odd, np.asarray(one, float), np.asarray(two, float))
        joint = ((x % size == 0) | (y % size == 0))[:, :, None]
        return out - joint * 8.0

    return paint


def grass(x: Plane, y: Plane) -> NDArray[np.float64]:
    """A lawn: broad soft patches, and a blade here and there."""
    u, v = x % 128, y % 128
    patch = np.sin(u * 2 * np.pi / 128) + np.sin(v * 2 * np.pi / 128 + np.sin(u * np.pi / 32))
    patch = np.round(patch * 1.3 + (chance(u, v, 4) - 0.5) * 0.8) * 2.4
    blade = chance(u, v // 3, 8) > 0.985
    return tinted(rgb("#9dbb7c"), patch - blade * 13.0)


def gravel(x: Plane, y: Plane) -> NDArray[np.float64]:
    grit = chance((x % 64) // 2, (y % 64) // 2, 6)
    return tinted(rgb("#d8d1c0"), (grit > 0.9) * 7.0 - (grit < 0.12) * 9.0)


MATERIALS: dict[str, Material] = {
    "pale": planks(rgb("#ecd9b9"), 16, 128, 3.0, 11.0),
    "lounge": planks(rgb("#dcb98a"), 16, 128, 4.0, 15.0),
    "stage": planks(rgb("#8a6547"), 8, 128, 4.5, 15.0),
    "deck": planks(rgb("#c7ab87"), 8, 256, 4.0, 24.0),
    "stone": slabs(rgb("#e6e1d8"), 64, 2.0, 11.0, 4.0),
    "paving": slabs(rgb("#cfc8ba"), 32, 3.5, 17.0, 0.0),
    "corridor": terrazzo(rgb("#e9e3d7")),
    "meeting": carpet(rgb("#a7b3bf"), 6.0),
    "focus": carpet(rgb("#a3b096"), 6.0),
    "hall": carpet(rgb("#6f7a9a"), 6.0),
    "service": planks(rgb("#e3cba4"), 16, 128, 3.5, 13.0),
    "tatami": tatami,
    "kitchen": checker(rgb("#eeebe2"), rgb("#d8dfd0"), 16),
    "grass": grass,
    "gravel": gravel,
    "roof": slabs(rgb("#c9c6c0"), 64, 2.0, 10.0, 0.0),
}


def floor(name: str, x: int, y: int, w: int, h: int) -> Picture:
    """The material on the rectangle x, y, w, h of the map, in pixels."""
    across, down = np.meshgrid(np.arange(x, x + w), np.arange(y, y + h))
    colours = MATERIALS[name](across, down)
    return np.clip(np.round(colours), 0, 255).astype(np.uint8)


def edge(name: str, part: float) -> Rgb:
    """A colour between a material's own and ink, for trims beside it."""
    sample = floor(name, 5, 5, 1, 1)[0, 0]
    return mix((int(sample[0]), int(sample[1]), int(sample[2])), rgb("#34323f"), part)
