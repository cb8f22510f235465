"""Garden, terrace and rooftop: parasols, pond, lanterns, tea house."""

from __future__ import annotations

from functools import cache
from math import cos, pi, sin

from assets.draw.art import Art, Sprite
from assets.draw.palette import (
    CLAY,
    COAL,
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
        for i in range(26):  # a ring of stones
            a = i * 2 * pi / 26
            size = 17 + (i * 7) % 6
            x = w / 2 + cos(a) * (w / 2 - 11) - size / 2
            y = h / 2 + sin(a) * (h / 2 - 9) - size / 2 + 1
            art.blob(round(x), round(y), size, size - 4, STONE.line, 4)
            art.blob(round(x) + 1, round(y) + 1, size - 2, size - 7, STONE.base, 4)
            art.rect(round(x) + 4, round(y) + 2, size - 10, 1, STONE.light)
        art.oval(12, 9, w - 24, h - 20, WATER.line)
        art.oval(14, 13, w - 28, h - 26, WATER.shade)
        art.oval(20, 18, w - 40, h - 38, WATER.base)
        for i in range(9):
            x = 34 + (i * 41 + frame * 3) % (w - 78)
            y = 22 + (i * 17) % (h - 48)
            art.rect(x, y, 9 + frame % 2 * 2, 1, WATER.light)
        for i, (tone, spot) in enumerate(((PERSIMMON, WHITE), (WHITE, PERSIMMON))):
            x = w // 3 + i * 26 + (frame if i else -frame) * 2
            y = h // 2 - 8 + i * 14
            art.blob(x, y, 12, 5, tone.base, 1)
            art.rect(x + 12 if i else x - 3, y + 1, 3, 3, tone.light)
            art.rect(x + 4, y + 1, 4, 2, spot.light)
        for x, y in ((w - 56, 22), (w - 44, 30), (34, h - 34)):
            art.oval(x, y, 13, 8, LEAF.dark)
            art.oval(x, y, 12, 7, LEAF.base)
            art.rect(x + 6, y + 3, 6, 1, WATER.base)
        art.blob(w - 50, 21, 5, 4, WHITE.light, 1)
        frames.append(art.image)
    return Sprite(
        "pond",
        tuple(frames),
        foot=(8, w - 16, h - 16),
        shadow=(8, w - 16, h - 6),
        round=True,
        ms=520,
    )


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
        clump(art, 3 + (i * 11 + 5) % (w - 20), 16 + i * 5 % 3, 15, (PINE, LEAF)[i % 2], i)
    for i in range(tiles * 8):
        x, y = 5 + (i * 23) % (w - 10), 6 + (i * 11 + variant * 3) % 24
        ramp = (WHITE, PERSIMMON, MUSTARD, INDIGO)[(i + variant) % 4]
        art.rect(x, y, 3, 3, ramp.light)
        art.rect(x + 1, y + 1, 1, 1, MUSTARD.base)
    return Sprite("flower bed", (art.image,), foot=(0, w, 28))


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


@cache
def cat(ramp: Ramp = PERSIMMON) -> Sprite:
    """The office cat, asleep; its tail moves."""
    frames = []
    for frame in range(4):
        art = Art(32, 24)
        art.blob(3, 7, 25, 16, ramp.line, 6)
        art.blob(4, 8, 23, 14, ramp.base, 5)
        art.blob(7, 8, 15, 5 + frame % 2, ramp.light, 2)
        for x in (12, 16, 20):
            art.rect(x, 8, 2, 5, ramp.shade)
        art.blob(1, 8, 13, 12, ramp.line, 3)
        art.blob(2, 9, 11, 10, ramp.base, 3)
        for x in (2, 9):
            art.rect(x, 6, 3, 4, ramp.line)
            art.rect(x + 1, 7, 1, 3, ramp.light)
        art.rect(4, 13, 2, 1, COAL.line)
        art.rect(8, 13, 2, 1, COAL.line)
        art.rect(6, 15, 2, 1, WHITE.light)
        art.rect(4, 16, 6, 2, WHITE.base)
        lift = (0, 0, 1, 2)[frame]
        art.blob(16, 17 - lift, 13, 5, ramp.line, 2)
        art.blob(17, 18 - lift, 11, 3, ramp.shade, 1)
        frames.append(art.image)
    return Sprite("cat", tuple(frames), shadow=(3, 24, 10), ms=650, round=True)
