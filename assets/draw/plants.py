"""Green things: potted plants, planters, trees, bamboo."""

from __future__ import annotations

from functools import cache
from math import cos, pi, sin

from assets.draw.art import Art, Sprite
from assets.draw.palette import (
    CLAY,
    INDIGO,
    LEAF,
    OAK,
    PERSIMMON,
    PINE,
    SAGE,
    SOIL,
    WALNUT,
    WHITE,
    WOOD,
    Ramp,
)


def pot(art: Art, x: int, y: int, w: int, h: int, ramp: Ramp) -> None:
    art.blob(x + 1, y + 3, w - 2, h - 3, ramp.line, 2)
    art.rect(x + 2, y + 4, w - 4, h - 6, ramp.base)
    art.rect(x + 3, y + 4, 2, h - 7, ramp.light)
    art.rect(x + w - 6, y + 4, 4, h - 6, ramp.shade)
    art.blob(x, y, w, 6, ramp.line)
    art.rect(x + 1, y + 1, w - 2, 3, ramp.light)
    art.rect(x + 3, y + 1, w - 6, 3, SOIL.shade)


def clump(art: Art, x: int, y: int, size: int, ramp: Ramp, seed: int = 0) -> None:
    """A round mass of leaves, lit from the north west."""
    r = size / 2
    balls = [(0.0, 0.0, 0.62)]
    balls += [
        (cos(i * 2 * pi / 7 + seed) * 0.52, sin(i * 2 * pi / 7 + seed) * 0.48, 0.44)
        for i in range(7)
    ]
    for grow, colour in ((1.0, ramp.line), (-0.5, ramp.dark)):
        for bx, by, part in balls:
            q = part * r + grow
            art.oval(
                round(x + r + bx * r - q),
                round(y + r + by * r - q),
                round(2 * q),
                round(2 * q),
                colour,
            )
    for offset, shrink, colour in ((0.09, 0.80, ramp.shade), (0.17, 0.58, ramp.base)):
        for bx, by, part in balls:
            q = part * r * shrink
            cx, cy = x + r + (bx - offset) * r, y + r + (by - offset * 1.3) * r
            art.oval(round(cx - q), round(cy - q), round(2 * q), round(2 * q), colour)
    for i in range(size):
        a, d = i * 2.399 + seed, (i / size) ** 0.5 * r * 0.78
        px, py = x + r + cos(a) * d, y + r + sin(a) * d
        lit = (px - x - r) + (py - y - r) * 1.3 < -r * 0.1
        colour = ramp.light if lit else ramp.dark
        art.rect(round(px), round(py), 2, 1, colour)


def leaf(art: Art, x: float, y: float, angle: float, length: float, ramp: Ramp) -> None:
    """One long, bent leaf from its stalk outwards."""
    steps = int(length * 2)
    for line in (True, False):
        for i in range(steps):
            t = i / steps
            px = x + cos(angle) * length * t
            py = y - sin(angle) * length * t + t * t * length * 0.35
            half = max(0.6, sin(min(t * 1.15, 1) * pi) * length * 0.13)
            if line:
                art.rect(
                    round(px - half - 1),
                    round(py - half - 1),
                    int(half * 2) + 3,
                    int(half * 2) + 3,
                    ramp.line,
                )
            else:
                colour = ramp.base if cos(angle) < 0.2 else ramp.shade
                art.rect(
                    round(px - half), round(py - half), int(half * 2) + 1, int(half * 2) + 1, colour
                )
                if t < 0.8:
                    art.rect(round(px), round(py - 0.5), 1, 1, ramp.light)


@cache
def bush(ramp: Ramp = CLAY, variant: int = 0) -> Sprite:
    """A round plant in a pot."""
    art = Art(32, 52)
    pot(art, 6, 32, 20, 19, ramp)
    clump(art, 1, 4, 30, (LEAF, PINE, SAGE)[variant % 3], variant)
    return Sprite("bush", (art.image,), foot=(4, 24, 16), round=True)


@cache
def palm(ramp: Ramp = WHITE, variant: int = 0) -> Sprite:
    """Long leaves from a tall pot."""
    art = Art(64, 76)
    pot(art, 21, 54, 22, 21, ramp)
    turn = 0.16 * (variant % 2)
    for angle, length in (
        (0.25, 25),
        (2.9, 25),
        (0.75, 30),
        (2.4, 30),
        (1.2, 33),
        (1.95, 33),
        (1.57, 34),
    ):
        leaf(art, 32, 56, angle + turn, length, LEAF if angle > 1.0 else PINE)
    return Sprite("palm", (art.image,), foot=(20, 24, 16), round=True)


@cache
def sansevieria(ramp: Ramp = INDIGO) -> Sprite:
    """Upright blades in a low pot."""
    art = Art(32, 54)
    for x, y, h in ((8, 14, 26), (20, 12, 28), (12, 6, 34), (16, 2, 38), (23, 18, 22), (5, 22, 18)):
        art.blob(x, y, 5, h, PINE.line, 2)
        art.rect(x + 1, y + 2, 3, h - 3, PINE.shade)
        art.rect(x + 1, y + 2, 1, h - 3, LEAF.light)
        for dy in range(5, h - 2, 5):
            art.rect(x + 2, y + dy, 2, 1, PINE.dark)
    pot(art, 5, 35, 22, 18, ramp)
    return Sprite("sansevieria", (art.image,), foot=(4, 24, 16), round=True)


@cache
def shrub(variant: int = 0) -> Sprite:
    """A round shrub that grows in the ground."""
    art = Art(48, 48)
    ramp = (PINE, LEAF, SAGE)[variant % 3]
    clump(art, 0, 12, 32, ramp, variant)
    clump(art, 16, 6, 31, ramp, variant + 2)
    clump(art, 8, 20, 27, (LEAF, PINE)[variant % 2], variant + 4)
    return Sprite("shrub", (art.image,), foot=(4, 40, 20), round=True)


@cache
def planter(tiles: int, variant: int = 0) -> Sprite:
    """A long wooden box with leaves: a soft border between places."""
    w = tiles * 32
    art = Art(w, 46)
    art.cuboid(0, 22, w, 8, 16, OAK)
    art.rect(2, 24, w - 4, 6, SOIL.dark)
    for x in range(16, w, 16):
        art.rect(x, 31, 1, 13, OAK.dark)
    for i in range(tiles * 2):
        size = 20 + (i * 7 + variant * 3) % 5
        x = min(max(i * 16 - 2 + (i * 5 + variant) % 4, 0), w - size)
        clump(
            art,
            x,
            24 - size + 8 - (i * 3 + variant) % 5,
            size,
            (LEAF, PINE, LEAF, SAGE)[(i + variant) % 4],
            i,
        )
    if variant % 2:
        for i in range(tiles * 2):
            art.rect(9 + i * 15, 9 + i * 7 % 9, 3, 3, (WHITE.light, PERSIMMON.light)[i % 2])
    return Sprite("planter", (art.image,), foot=(0, w, 24))


@cache
def tree(variant: int = 0) -> Sprite:
    """A garden tree."""
    art = Art(96, 120)
    art.blob(42, 76, 12, 42, WALNUT.line, 1)
    art.rect(43, 77, 10, 39, WALNUT.shade)
    art.rect(44, 77, 3, 39, WALNUT.base)
    art.blob(38, 112, 20, 6, WALNUT.line, 2)
    art.rect(41, 112, 14, 4, WALNUT.shade)
    ramp = (LEAF, PINE)[variant % 2]
    clump(art, 2, 32, 54, ramp, 1 + variant)
    clump(art, 40, 30, 54, ramp, 2 + variant)
    clump(art, 18, 2, 62, ramp, 3 + variant)
    return Sprite("tree", (art.image,), foot=(38, 20, 12), shadow=(12, 70, 30), round=True)


@cache
def indoor_tree() -> Sprite:
    """A slender tree in a broad round planter."""
    art = Art(64, 116)
    for dx in (28, 33):
        art.rect(dx, 50, 3, 44, WALNUT.line)
        art.rect(dx, 50, 2, 44, WALNUT.base)
    art.blob(8, 86, 48, 29, WHITE.line, 6)
    art.blob(9, 87, 46, 27, WHITE.base, 5)
    art.rect(14, 102, 36, 10, WHITE.shade)
    art.blob(10, 87, 44, 12, SOIL.dark, 4)
    art.blob(9, 84, 46, 13, PINE.dark, 4)
    for i in range(6):
        clump(art, 8 + i * 7, 82 + i * 5 % 4, 13, LEAF, i)
    art.rect(28, 60, 3, 30, WALNUT.shade)
    art.rect(33, 60, 3, 30, WALNUT.base)
    clump(art, 4, 24, 38, LEAF, 2)
    clump(art, 26, 20, 36, LEAF, 4)
    clump(art, 12, 2, 42, LEAF, 6)
    return Sprite("indoor tree", (art.image,), foot=(8, 48, 24))


@cache
def hedge(tiles: int, variant: int = 0) -> Sprite:
    w = tiles * 32
    art = Art(w, 44)
    art.blob(0, 10, w, 33, PINE.line, 4)
    art.blob(1, 11, w - 2, 31, PINE.dark, 3)
    for i in range(tiles * 2):
        clump(
            art,
            min(i * 16 - 1, w - 22) if i else 0,
            6 + (i * 5 + variant) % 4,
            22,
            PINE,
            i + variant,
        )
        clump(art, min(i * 16 + 2, w - 20), 20 + (i * 3) % 3, 18, PINE, i + 2 + variant)
    return Sprite("hedge", (art.image,), foot=(0, w, 24))


@cache
def bamboo(tiles: int = 2) -> Sprite:
    """Bamboo in a dark trough; it screens."""
    w = tiles * 32
    art = Art(w, 88)
    for i in range(tiles * 5):
        x, top = 3 + i * 6 + i % 2, 6 + (i * 13) % 17
        art.rect(x, top, 3, 74 - top, LEAF.line)
        art.rect(x, top, 2, 74 - top, LEAF.shade if i % 2 else LEAF.base)
        for y in range(top + 6, 72, 9):
            art.rect(x, y + i % 3, 3, 1, LEAF.dark)
    for i in range(tiles * 12):
        x, y = (i * 29) % (w - 9), 2 + (i * 17) % 46
        art.rect(x, y + 1, 8, 2, LEAF.line)
        art.rect(x + 1, y, 6, 2, (LEAF.base, LEAF.light, LEAF.shade)[i % 3])
    art.cuboid(0, 66, w, 6, 16, WALNUT)
    art.rect(2, 67, w - 4, 4, SOIL.dark)
    for i in range(w // 8):
        art.rect(3 + i * 8, 67 + i % 2, 3, 2, WOOD.light if i % 3 == 0 else WHITE.shade)
    return Sprite("bamboo", (art.image,), foot=(0, w, 16), tall=False)
