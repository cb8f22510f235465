"""Sofas, benches, cushions, stools, and the rugs beneath them."""

from __future__ import annotations

from functools import cache

from assets.draw.art import Art, Sprite
from assets.draw.palette import (
    CLAY,
    COAL,
    INDIGO,
    MUSTARD,
    OAK,
    SAGE,
    WALNUT,
    WHITE,
    WOOD,
    Ramp,
    mix,
    rgb,
)


@cache
def sofa_s(tiles: int = 3, ramp: Ramp = SAGE) -> Sprite:
    """A sofa that faces south; one sits on it by walking onto it."""
    w = tiles * 32
    art = Art(w, 46)
    art.blob(3, 42, 6, 4, WALNUT.line)
    art.blob(w - 9, 42, 6, 4, WALNUT.line)
    art.slab(4, 0, w - 8, 22, ramp, 4)
    art.rect(7, 12, w - 14, 8, ramp.shade)
    art.slab(6, 18, w - 12, 14, ramp, 2)
    art.rect(7, 31, w - 14, 9, ramp.shade)
    art.rect(7, 38, w - 14, 3, ramp.dark)
    art.rect(6, 41, w - 12, 1, ramp.line)
    for i in range(1, tiles):
        art.rect(i * 32, 3, 1, 28, ramp.dark)
    for x in (0, w - 9):
        art.slab(x, 10, 9, 33, ramp, 3)
        art.rect(x + 2, 12, 5, 6, ramp.light)
    art.slab(12, 9, 13, 12, MUSTARD if ramp is not MUSTARD else INDIGO, 2)
    art.slab(w - 26, 9, 13, 12, WHITE, 2)
    return Sprite("sofa", (art.image,), under=True, shadow=(2, w - 4, 26))


@cache
def sofa_n(tiles: int = 3, ramp: Ramp = SAGE) -> tuple[Sprite, Sprite]:
    """A sofa that faces north, seen from behind: its seat, and its back."""
    w = tiles * 32
    seat = Art(w, 40)
    seat.slab(0, 8, w, 30, ramp, 3)
    seat.slab(7, 10, w - 14, 20, ramp, 2)
    for i in range(1, tiles):
        seat.rect(i * 32, 11, 1, 18, ramp.dark)
    back = Art(w, 28)
    back.blob(3, 24, 6, 4, WALNUT.line)
    back.blob(w - 9, 24, 6, 4, WALNUT.line)
    back.blob(0, 0, w, 25, ramp.line, 3)
    back.blob(1, 1, w - 2, 23, ramp.shade, 2)
    back.blob(1, 1, w - 2, 7, ramp.base, 2)
    back.rect(4, 1, w - 8, 1, ramp.light)
    back.rect(3, 20, w - 6, 4, ramp.dark)
    for i in range(1, tiles):
        back.rect(i * 32, 8, 1, 13, ramp.dark)
    return (
        Sprite("sofa seat", (seat.image,), under=True, shadow=(2, w - 4, 24)),
        Sprite("sofa back", (back.image,)),
    )


@cache
def sofa_side(ramp: Ramp = SAGE, *, east: bool = True, rows: int = 3) -> Sprite:
    """A sofa along the other axis, that faces east (or west)."""
    h = rows * 32
    art = Art(44, h)
    art.blob(0, 2, 44, h - 2, ramp.line, 3)
    art.blob(1, 3, 42, h - 4, ramp.shade, 3)
    art.rect(2, h - 10, 40, 6, ramp.dark)
    art.slab(0, 2, 16, h - 10, ramp, 3)
    for i in range(rows):
        art.slab(13, 10 + i * ((h - 24) // rows), 29, (h - 24) // rows + 1, ramp, 2)
    for y in (0, h - 19):
        art.slab(4, y, 38, 11, ramp, 3)
    art.slab(16, 16, 11, 14, CLAY, 2)
    art = art if east else art.mirrored()
    return Sprite("sofa side", (art.image,), under=True, shadow=(2, 40, h - 10))


@cache
def armchair(ramp: Ramp = MUSTARD) -> Sprite:
    art = Art(40, 42)
    art.blob(5, 38, 4, 4, WALNUT.line)
    art.blob(31, 38, 4, 4, WALNUT.line)
    art.slab(4, 0, 32, 22, ramp, 5)
    art.rect(8, 12, 24, 6, ramp.shade)
    art.slab(6, 17, 28, 13, ramp, 2)
    art.rect(7, 29, 26, 8, ramp.shade)
    art.rect(7, 35, 26, 3, ramp.dark)
    for x in (0, 32):
        art.slab(x, 12, 8, 27, ramp, 3)
    return Sprite("armchair", (art.image,), under=True, shadow=(2, 36, 22))


@cache
def bench_n(tiles: int = 3, ramp: Ramp = SAGE) -> tuple[Sprite, Sprite]:
    """A waiting bench that faces north: its cushions, and its back of wood."""
    w = tiles * 32
    seat = Art(w, 30)
    seat.rect(4, 24, 3, 6, COAL.line)
    seat.rect(w - 7, 24, 3, 6, COAL.line)
    for i in range(tiles):
        seat.slab(i * 32 + 1, 4, 30, 20, ramp, 2)
    back = Art(w, 20)
    back.rect(5, 14, 3, 6, COAL.line)
    back.rect(w - 8, 14, 3, 6, COAL.line)
    back.blob(0, 0, w, 15, OAK.line)
    back.rect(1, 1, w - 2, 13, OAK.base)
    back.rect(1, 1, w - 2, 2, OAK.light)
    back.rect(1, 8, w - 2, 1, OAK.dark)
    back.rect(1, 9, w - 2, 5, OAK.shade)
    return (
        Sprite("bench seat", (seat.image,), under=True, shadow=(1, w - 2, 18)),
        Sprite("bench back", (back.image,)),
    )


@cache
def bench(tiles: int = 3, ramp: Ramp = OAK) -> Sprite:
    """A plain bench of slats, without a back."""
    w = tiles * 32
    art = Art(w, 26)
    for x in (5, w - 9):
        art.rect(x, 14, 4, 12, ramp.line)
    art.blob(0, 2, w, 18, ramp.line)
    for i in range(3):
        art.rect(1, 3 + i * 5, w - 2, 4, ramp.base)
        art.rect(1, 3 + i * 5, w - 2, 1, ramp.light)
    art.rect(1, 17, w - 2, 2, ramp.dark)
    return Sprite("bench", (art.image,), under=True, shadow=(1, w - 2, 16))


@cache
def stool(ramp: Ramp = OAK) -> Sprite:
    art = Art(24, 24)
    art.rect(6, 12, 2, 11, COAL.line)
    art.rect(16, 12, 2, 11, COAL.line)
    art.oval(2, 4, 20, 14, ramp.line)
    art.oval(3, 4, 18, 11, ramp.base)
    art.oval(5, 5, 10, 4, ramp.light)
    return Sprite("stool", (art.image,), under=True, shadow=(4, 16, 8))


@cache
def cushion(ramp: Ramp = INDIGO) -> Sprite:
    """A zabuton."""
    art = Art(28, 24)
    art.slab(0, 0, 28, 24, ramp, 3)
    art.rect(3, 3, 22, 1, ramp.light)
    art.rect(13, 11, 2, 2, ramp.line)
    art.rect(3, 19, 22, 2, ramp.dark)
    return Sprite("cushion", (art.image,), under=True, shadow=(1, 25, 20))


@cache
def low_table(tiles: int = 3, ramp: Ramp = WALNUT) -> Sprite:
    w = tiles * 32
    art = Art(w, 50)
    for x in (5, w - 10):
        art.rect(x, 40, 5, 10, ramp.line)
    art.blob(0, 4, w, 40, ramp.line, 3)
    art.blob(1, 5, w - 2, 34, ramp.base, 2)
    art.rect(3, 5, w - 6, 1, ramp.light)
    art.grain(5, 10, w - 10, 26, ramp.shade, 7)
    art.rect(2, 38, w - 4, 5, ramp.dark)
    x = w // 2
    art.blob(x - 14, 14, 28, 14, OAK.dark, 2)
    art.blob(x - 13, 14, 26, 12, OAK.base, 2)
    art.oval(x - 9, 12, 11, 10, INDIGO.line)
    art.oval(x - 8, 12, 9, 8, INDIGO.base)
    art.rect(x + 2, 14, 3, 2, INDIGO.line)
    art.oval(x + 4, 18, 7, 6, WHITE.dark)
    art.oval(x + 5, 18, 5, 4, SAGE.base)
    return Sprite("low table", (art.image,), foot=(0, w, 32))


@cache
def coffee_table(tiles: int = 2) -> Sprite:
    w = tiles * 32
    art = Art(w, 40)
    art.rect(8, 26, 3, 13, COAL.line)
    art.rect(w - 11, 26, 3, 13, COAL.line)
    art.blob(0, 3, w, 28, OAK.line, 6)
    art.blob(1, 4, w - 2, 23, OAK.base, 5)
    art.rect(7, 4, w - 14, 1, OAK.light)
    art.blob(3, 26, w - 6, 4, OAK.dark, 2)
    art.rect(12, 10, 15, 10, INDIGO.base)
    art.rect(12, 10, 15, 1, INDIGO.light)
    art.rect(14, 13, 8, 2, WHITE.base)
    art.oval(w - 24, 9, 10, 8, WHITE.dark)
    art.oval(w - 23, 9, 8, 6, WHITE.light)
    return Sprite("coffee table", (art.image,), foot=(2, w - 4, 24))


def muted(ramp: Ramp) -> Ramp:
    """The colours as wool has them: nearer to sand."""
    sand = rgb("#d9cdb8")
    return Ramp(*(mix(colour, sand, 0.42) for colour in ramp))


def rug(w: int, h: int, ramp: Ramp, style: int = 0) -> Art:
    """A woven rug, w × h px, to lie on the floor."""
    ramp = muted(ramp)
    art = Art(w, h)
    art.rect(0, 3, w, h - 6, mix(ramp.light, WHITE.light, 0.5))
    art.blob(3, 0, w - 6, h, ramp.dark, 2)
    art.blob(4, 1, w - 8, h - 2, ramp.base, 2)
    art.rect(9, 6, w - 18, h - 12, ramp.light)
    art.rect(11, 8, w - 22, h - 16, ramp.base)
    soft = mix(ramp.base, ramp.light, 0.45)
    if style == 0:
        for y in range(10, h - 12, 4):
            art.rect(12, y, w - 24, 1, soft)
    else:
        for y in range(16, h - 14, 16):
            for x in range(20 + (y // 16 % 2) * 16, w - 20, 32):
                art.rect(x - 4, y, 9, 1, soft)
                art.rect(x, y - 4, 1, 9, soft)
    for y in range(5, h - 5, 4):
        art.rect(0, y, 3, 2, WOOD.light)
        art.rect(w - 3, y, 3, 2, WOOD.light)
    return art


def round_rug(w: int, h: int, ramp: Ramp) -> Art:
    ramp = muted(ramp)
    art = Art(w, h)
    art.oval(0, 0, w, h, ramp.dark)
    art.oval(1, 1, w - 2, h - 2, ramp.base)
    art.oval(8, 6, w - 16, h - 12, ramp.light)
    art.oval(10, 8, w - 20, h - 16, ramp.base)
    art.oval(26, 22, w - 52, h - 44, mix(ramp.base, ramp.light, 0.5))
    return art
