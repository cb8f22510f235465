"""Walls from their ground plan: every wall is raised by its height, and what then shows of it is
its top and the face that looks south."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from PIL import Image

from assets.draw.art import TILE
from assets.draw.palette import (
    GREY,
    OAK,
    PLASTER,
    SAGE,
    SHADOW,
    WALNUT,
    WHITE,
    WOOD,
    Ramp,
    mix,
    rgb,
)
from assets.draw.scene import Scene

Mask = NDArray[np.bool_]


@dataclass(frozen=True)
class Kind:
    """How a sort of wall is built."""

    height: int
    thick: int
    face: Ramp
    top: Ramp
    skirting: Ramp | None = None
    glass: bool = False
    boards: int = 0  # the width of upright boards on the face


KINDS = {
    "plaster": Kind(54, 10, PLASTER, WALNUT, WOOD),
    "glass": Kind(54, 10, WHITE, OAK, glass=True),
    "slats": Kind(54, 10, WOOD, WALNUT, boards=8),
    "parting": Kind(26, 8, SAGE, WOOD, WOOD),
    "fence": Kind(22, 8, OAK, OAK, boards=8),
    "parapet": Kind(20, 12, WHITE, WHITE),
    "house": Kind(54, 10, PLASTER, GREY, WOOD),
}


@dataclass(frozen=True)
class Run:
    """A straight piece on the ground, in px: x, y, w, h, where y + h is its southern foot."""

    kind: str
    x: int
    y: int
    w: int
    h: int


class Walls:
    """The walls of one floor. A wall along y has its foot there, on the line between two rows of
    tiles, and hides two rows behind it; one along x stands astride the line."""

    def __init__(self, scene: Scene) -> None:
        self.scene = scene
        self.runs: list[Run] = []

    def across(self, y: float, x0: float, x1: float, kind: str = "plaster") -> None:
        """From x0 to x1 along the line y."""
        made = KINDS[kind]
        half = made.thick // 2
        left, right = round(x0 * TILE) - half, round(x1 * TILE) + half
        foot = round(y * TILE)
        self.runs.append(Run(kind, left, foot - made.thick, right - left, made.thick))
        depth = (made.height + made.thick) // 8 - 1
        self.scene.block(left / TILE, y - depth / 4, (right - left) / TILE, depth / 4)

    def down(self, x: float, y0: float, y1: float, kind: str = "plaster") -> None:
        """From y0 to y1 along the line x."""
        made = KINDS[kind]
        left = round(x * TILE) - made.thick // 2
        top, foot = round(y0 * TILE) - made.thick, round(y1 * TILE)
        self.runs.append(Run(kind, left, top, made.thick, foot - top))
        behind = made.height // 8 / 4
        self.scene.block(x - 0.25, y0 - behind, 0.5, y1 - y0 + behind)

    def paint(self) -> None:
        """Raise everything into the layers `walls`, `above` and `shade`."""
        shape = self.scene.rows * TILE, self.scene.columns * TILE
        everything = np.zeros(shape, bool)
        size = self.scene.pictures["walls"].size
        under = {layer: Image.new("RGBA", size, (0, 0, 0, 0)) for layer in ("walls", "above")}
        for name, kind in KINDS.items():
            ground = np.zeros(shape, bool)
            for run in self.runs:
                if run.kind == name:
                    ground[max(run.y, 0) : run.y + run.h, max(run.x, 0) : run.x + run.w] = True
            if ground.any():
                faces, tops = raised(ground, kind)
                under["walls"].alpha_composite(faces)
                under["above"].alpha_composite(tops)
                everything |= ground
        for layer, picture in under.items():  # doors and pictures already hang on them
            picture.alpha_composite(self.scene.pictures[layer])
            self.scene.pictures[layer] = picture
        self.scene.pictures["shade"].alpha_composite(cast(everything))


def up(mask: Mask, by: int) -> Mask:
    out = np.zeros_like(mask)
    out[: mask.shape[0] - by] = mask[by:] if by else mask
    return out


def shifted(mask: Mask, dx: int, dy: int) -> Mask:
    out = np.zeros_like(mask)
    h, w = mask.shape
    out[max(dy, 0) : h + min(dy, 0), max(dx, 0) : w + min(dx, 0)] = mask[
        max(-dy, 0) : h - max(dy, 0), max(-dx, 0) : w - max(dx, 0)
    ]
    return out


def raised(ground: Mask, kind: Kind) -> tuple[Image.Image, Image.Image]:
    """The faces and the tops of walls with this ground plan."""
    top = up(ground, kind.height)
    level = np.full(ground.shape, -1, np.int16)  # how far above its foot a face's pixel is
    foot = ground & ~up(ground, 1)
    for k in range(kind.height):
        level[up(foot, k) & ~top & (level < 0)] = k
    face = level >= 0
    faces = np.zeros((*ground.shape, 4), np.uint8)
    faces[face] = table(kind)[level[face]]
    across = np.broadcast_to(np.arange(ground.shape[1])[None, :], ground.shape)
    if kind.glass:
        post = face & ((across % 64 == 0) | (across % 64 == 63)) & (level > 2)
        faces[post] = (*kind.face.dark, 255)
        slant = (across + level) % 64
        gleam = face & (level > 6) & (level < kind.height - 5)
        gleam &= ((slant > 18) & (slant < 26)) | ((slant > 29) & (slant < 32))
        faces[gleam & ~post] = (255, 255, 255, 84)
    if kind.boards:
        joint = face & (across % kind.boards == 0)
        faces[joint] = (*kind.face.dark, 255)
        lit = face & (across % kind.boards == 1) & (level < kind.height - 3)
        faces[lit] = (*kind.face.light, 255)
    whole = face | top
    ends = face & (~shifted(whole, 1, 0) | ~shifted(whole, -1, 0))
    faces[ends] = (*kind.face.line, 255)
    tops = np.zeros_like(faces)
    tops[top] = (*kind.top.base, 255)
    tops[top & ~shifted(top, 1, 1)] = (*kind.top.light, 255)
    rim = top & ~(shifted(top, 1, 0) & shifted(top, -1, 0) & shifted(top, 0, 1) & up(top, 1))
    tops[rim] = (*kind.top.line, 255)
    inner = top & ~rim
    tops[inner & ~shifted(inner, 0, 1)] = (*kind.top.light, 255)
    tops[inner & ~shifted(inner, 1, 0)] = (*kind.top.light, 255)
    return Image.fromarray(faces), Image.fromarray(tops)


def table(kind: Kind) -> NDArray[np.uint8]:
    """The colour of a face by the height above its foot."""
    rows = np.zeros((kind.height, 4), np.uint8)
    ramp = kind.face
    if kind.glass:
        glass = rgb("#cfe6ee")
        for k in range(kind.height):
            rows[k] = (*mix(glass, rgb("#ffffff"), k / kind.height * 0.5), 92)
        rows[:3] = (*WOOD.shade, 255)
        rows[0] = (*WOOD.line, 255)
        rows[3] = (*WOOD.light, 255)
        rows[26:28] = (*rgb("#ffffff"), 150)  # a frosted band that keeps people from walking in
        rows[-3:] = (*WOOD.dark, 255)
        return rows
    for k in range(kind.height):
        part = k / kind.height
        colour = ramp.shade if part < 0.14 else ramp.base
        rows[k] = (*mix(colour, ramp.light, max(part - 0.3, 0) * 0.9), 255)
    rows[-1] = (*ramp.dark, 255)
    rows[-3:-1] = (*ramp.shade, 255)
    if kind.skirting:
        rows[1:5] = (*kind.skirting.shade, 255)
        rows[5] = (*kind.skirting.light, 255)
    rows[0] = (*ramp.line, 255)
    return rows


def cast(ground: Mask) -> Image.Image:
    """The shadow at the foot of the walls: south and east of them."""
    picture = np.zeros((*ground.shape, 4), np.uint8)
    picture[..., :3] = SHADOW
    strength = np.zeros(ground.shape, np.int16)
    for dx, dy, alpha in ((3, 4, 22), (5, 8, 16), (8, 13, 12), (10, 18, 8)):
        reach = ground.copy()
        for step in range(max(dx, dy)):
            reach |= shifted(ground, round(dx * step / max(dx, dy)), round(dy * step / max(dx, dy)))
        strength[reach] += alpha
    picture[..., 3] = np.clip(strength, 0, 255)
    return Image.fromarray(picture)
