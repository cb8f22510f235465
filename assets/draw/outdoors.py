"""Garden, terrace and rooftop: parasols, pond, lanterns, tea house."""

from __future__ import annotations

from functools import cache

from assets.draw.art import Art, Sprite
from assets.draw.palette import (
    CLAY,
    COAL,
    GREY,
    INDIGO,
    LEAF,
    MUSTARD,
    OAK,
    PERSIMMON,
    PINE,
    SAGE,
    STONE,
    WALNUT,
    WATER,
    WHITE,
    WOOD,
    Ramp,
    rgb,
)
from assets.draw.plants import clump


@cache
def parasol(ramp: Ramp = INDIGO) -> Sprite:
    """A round table under a parasol."""
    art = Art(96, 112)
    art.oval(34, 98, 28, 12, COAL.dark)
    art.rect(46, 80, 4, 26, COAL.line)
    art.oval(22, 66, 52, 30, WOOD.line)
    art.oval(23, 66, 50, 27, WOOD.base)
    art.oval(26, 67, 38, 12, WOOD.light)
    art.rect(46, 40, 4, 36, WALNUT.line)
    art.rect(46, 40, 2, 36, WALNUT.base)
    art.oval(0, 2, 96, 58, ramp.line)
    art.oval(1, 2, 94, 54, ramp.dark)
    art.oval(1, 2, 94, 51, WHITE.base)
    for i in range(0, 8, 2):
        art.pen.pieslice((1, 2, 94, 52), i * 45 - 22, i * 45 + 23, fill=ramp.base)
    art.pen.pieslice((1, 2, 94, 52), 158, 203, fill=ramp.light)
    art.oval(45, 22, 6, 6, ramp.line)
    return Sprite("parasol", (art.image,), foot=(26, 44, 22), shadow=(8, 80, 36), round=True)


@cache
def pond(tiles: int = 4, rows: int = 3) -> Sprite:
    """A pond with stones, lilies and two carp that swim."""
    w, h = tiles * 32, rows * 32
    frames = []
    for frame in range(4):
        art = Art(w, h)
        art.blob(0, 0, w, h, STONE.line, 14)
        art.blob(1, 1, w - 2, h - 3, STONE.base, 13)
        for i in range(30):
            x, y = (i * 53) % w, (i * 31) % h
            if art.image.getpixel((x, y))[3]:
                art.rect(x, y, 5, 1, STONE.light)
        art.blob(8, 7, w - 16, h - 16, WATER.line, 11)
        art.blob(9, 10, w - 18, h - 20, WATER.shade, 10)
        art.blob(14, 14, w - 28, h - 30, WATER.base, 10)
        for i in range(9):
            x = 20 + (i * 41 + frame * 3) % (w - 48)
            y = 18 + (i * 17) % (h - 38)
            art.rect(x, y, 9 + frame % 2 * 2, 1, WATER.light)
        for i, (tone, spot) in enumerate(((PERSIMMON, WHITE), (WHITE, PERSIMMON))):
            x = w // 3 + i * 26 + (frame if i else -frame) * 2
            y = h // 2 - 8 + i * 14
            art.blob(x, y, 12, 5, tone.base, 1)
            art.rect(x + 12 if i else x - 3, y + 1, 3, 3, tone.light)
            art.rect(x + 4, y + 1, 4, 2, spot.light)
        for x, y in ((w - 44, 22), (w - 34, 30), (22, h - 32)):
            art.oval(x, y, 13, 8, LEAF.dark)
            art.oval(x, y, 12, 7, LEAF.base)
            art.rect(x + 6, y + 3, 6, 1, WATER.base)
        art.blob(w - 38, 21, 5, 4, WHITE.light, 1)
        frames.append(art.image)
    return Sprite("pond", tuple(frames), foot=(6, w - 12, h - 8), shadow=(8, w - 16, 8), ms=520)


@cache
def lantern() -> Sprite:
    """A garden lantern of stone."""
    art = Art(32, 60)
    art.blob(6, 50, 20, 9, STONE.line, 2)
    art.rect(8, 51, 16, 5, STONE.shade)
    art.rect(12, 34, 8, 18, STONE.line)
    art.rect(13, 34, 6, 17, STONE.shade)
    art.rect(13, 34, 2, 17, STONE.base)
    art.blob(7, 18, 18, 17, STONE.line, 2)
    art.rect(8, 19, 16, 14, STONE.base)
    art.rect(11, 22, 10, 9, STONE.line)
    art.rect(12, 23, 8, 7, MUSTARD.light)
    art.blob(2, 8, 28, 12, STONE.line, 4)
    art.blob(3, 9, 26, 8, STONE.light, 4)
    art.rect(4, 15, 24, 3, STONE.shade)
    art.blob(13, 2, 6, 7, STONE.line, 2)
    art.rect(14, 4, 4, 4, STONE.base)
    return Sprite("lantern", (art.image,), foot=(7, 18, 10))


@cache
def rock(variant: int = 0) -> Sprite:
    art = Art(40, 30)
    art.blob(0, 6, 40, 23, STONE.line, 7)
    art.blob(1, 7, 38, 21, STONE.shade, 7)
    art.blob(4, 7, 28, 12, STONE.base, 5)
    art.rect(9, 8, 14, 2, STONE.light)
    if variant % 2:
        art.blob(22, 2, 16, 18, STONE.line, 5)
        art.blob(23, 3, 14, 14, STONE.base, 5)
        art.rect(27, 4, 6, 1, STONE.light)
    art.rect(4, 24, 12, 3, LEAF.dark)
    art.rect(26, 25, 9, 2, LEAF.shade)
    return Sprite("rock", (art.image,), foot=(2, 36, 18))


@cache
def flower_bed(tiles: int, variant: int = 0) -> Sprite:
    """A low bed with flowers, edged in stone."""
    w = tiles * 32
    art = Art(w, 40)
    art.blob(0, 8, w, 32, STONE.line, 3)
    art.blob(1, 9, w - 2, 30, STONE.base, 2)
    art.rect(2, 34, w - 4, 4, STONE.shade)
    art.rect(3, 10, w - 6, 22, PINE.line)
    for i in range(tiles * 3):
        clump(art, 2 + (i * 11) % (w - 20), 2 + i * 7 % 13, 17, (LEAF, PINE)[i % 2], i + variant)
    for i in range(tiles * 7):
        x, y = 5 + (i * 23) % (w - 10), 6 + (i * 11 + variant * 3) % 22
        ramp = (WHITE, PERSIMMON, MUSTARD, INDIGO)[(i + variant) % 4]
        art.rect(x, y, 3, 3, ramp.light)
        art.rect(x + 1, y + 1, 1, 1, MUSTARD.base)
    return Sprite("flower bed", (art.image,), foot=(0, w, 28))


@cache
def pergola_post() -> Sprite:
    art = Art(16, 96)
    art.rect(2, 0, 12, 94, WALNUT.line)
    art.rect(3, 0, 10, 93, WALNUT.base)
    art.rect(3, 0, 3, 93, WALNUT.light)
    art.rect(10, 0, 3, 93, WALNUT.shade)
    art.blob(0, 86, 16, 10, STONE.line)
    art.rect(1, 87, 14, 7, STONE.base)
    return Sprite("post", (art.image,), foot=(2, 12, 8), shadow=(1, 14, 8))


def roof(w: int, h: int) -> Art:
    """A tiled roof with a ridge, seen from the south."""
    art = Art(w, h)
    ridge = h // 3
    for y in range(h - 8):
        slope = abs(y - ridge) / (ridge if y < ridge else h - 8 - ridge)
        inset = round((1 - slope) * 14)
        tone = COAL.base if y >= ridge else COAL.shade
        art.rect(inset, y, w - 2 * inset, 1, COAL.line)
        art.rect(inset + 1, y, w - 2 * inset - 2, 1, tone)
        if (y - ridge) % 8 == 7:
            art.rect(inset + 1, y, w - 2 * inset - 2, 1, COAL.dark)
        elif (y - ridge) % 8 == 0 and y > ridge:
            art.rect(inset + 1, y, w - 2 * inset - 2, 1, COAL.light)
    for x in range(12, w - 8, 8):
        for y in range(2, h - 9):
            if abs(x - w / 2) < w / 2 - 14 + 10 * abs(y - ridge) / h and (y - ridge) % 8 not in (
                7,
                0,
            ):
                art.rect(x, y, 1, 1, COAL.dark)
                art.rect(x + 1, y, 1, 1, COAL.light if y > ridge else COAL.base)
    art.rect(10, ridge - 4, w - 20, 8, COAL.line)
    art.rect(11, ridge - 3, w - 22, 5, GREY.dark)
    art.rect(11, ridge - 3, w - 22, 1, GREY.base)
    art.rect(0, h - 9, w, 9, WALNUT.line)
    art.rect(1, h - 8, w - 2, 6, WALNUT.base)
    art.rect(1, h - 8, w - 2, 1, WALNUT.light)
    for x in range(6, w - 4, 12):
        art.rect(x, h - 7, 4, 5, WOOD.base)
    return art


def skyline(w: int, h: int) -> Art:
    """Evening-blue houses in the haze, behind the parapet."""
    art = Art(w, h)
    for y in range(h):
        part = y / h
        art.rect(
            0,
            y,
            w,
            1,
            tuple(
                round(a + (b - a) * part)
                for a, b in zip(rgb("#b9d9ea"), rgb("#eef3ea"), strict=True)
            ),
        )
    for i in range(7):
        x, y = (i * 211 + 40) % w, 8 + (i * 29) % (h // 3)
        art.blob(x, y, 70 + i % 3 * 20, 8, (255, 255, 255, 190), 4)
        art.blob(x + 14, y - 5, 34, 8, (255, 255, 255, 190), 4)
    for tone, step, low, high in (("#c5d6dd", 34, 26, 60), ("#aac1cd", 46, 14, 44)):
        colour = rgb(tone)
        lit = tuple(min(c + 16, 255) for c in colour)
        for i in range(w // step + 1):
            tall = low + (i * 37 + step) % (high - low)
            wide = step - 4 + (i * 11) % 10
            x = i * step
            art.rect(x, h - tall, wide, tall, colour)
            art.rect(x, h - tall, 2, tall, lit)
            for wy in range(h - tall + 5, h - 3, 7):
                for wx in range(x + 5, x + wide - 4, 6):
                    if (wx * 7 + wy * 3) % 5:
                        art.rect(wx, wy, 3, 3, lit)
    return art


def stepping_stone(variant: int = 0) -> Art:
    art = Art(26, 20)
    art.blob(0, 1, 26, 19, STONE.line, 5)
    art.blob(1, 1, 24, 17, STONE.base, 5)
    art.rect(7 + variant % 3, 3, 9, 1, STONE.light)
    art.rect(6, 15, 13, 2, STONE.shade)
    return art


@cache
def bicycle_stand() -> Sprite:
    art = Art(96, 44)
    for i in range(3):
        x = 4 + i * 30
        ramp = (INDIGO, PERSIMMON, SAGE)[i]
        for dx in (0, 18):
            art.oval(x + dx - 1, 22, 18, 18, COAL.line)
            art.oval(x + dx + 1, 24, 14, 14, (0, 0, 0, 0))
        art.pen.line((x + 8, 30, x + 14, 18, x + 26, 30), fill=ramp.dark, width=2)
        art.pen.line((x + 14, 18, x + 24, 18), fill=ramp.base, width=2)
        art.rect(x + 11, 14, 8, 3, CLAY.dark)
        art.rect(x + 23, 11, 6, 2, COAL.line)
        art.rect(x + 24, 12, 2, 18, ramp.dark)
    art.rect(0, 38, 96, 3, OAK.dark)
    return Sprite("bicycles", (art.image,), foot=(0, 96, 16))
