"""The kitchen and the coffee bar."""

from __future__ import annotations

from functools import cache

from assets.draw.art import Art, Sprite
from assets.draw.desktop import mug, paper, sprig
from assets.draw.palette import (
    CLAY,
    COAL,
    GREY,
    INDIGO,
    LEAF,
    MUSTARD,
    OAK,
    PERSIMMON,
    SAGE,
    SOIL,
    TEAL,
    WALNUT,
    WATER,
    WHITE,
    WOOD,
    rgb,
)


@cache
def kitchenette() -> Sprite:
    """A kitchen along a wall: sink, stove, kettle."""
    art = Art(160, 50)
    art.cuboid(0, 14, 160, 16, 20, WHITE, WOOD)
    art.rect(1, 15, 158, 14, WHITE.base)
    art.rect(1, 15, 158, 1, WHITE.light)
    for x in range(32, 160, 32):
        art.rect(x, 32, 1, 16, WOOD.dark)
    for x in range(0, 160, 32):
        art.rect(x + 12, 35, 8, 2, COAL.base)
    art.blob(16, 17, 34, 10, GREY.dark, 2)
    art.rect(18, 19, 30, 6, GREY.base)
    art.rect(31, 8, 3, 11, GREY.line)
    art.rect(31, 8, 9, 2, GREY.line)
    art.blob(66, 17, 36, 10, COAL.line, 1)
    art.oval(69, 18, 13, 8, COAL.base)
    art.oval(86, 18, 13, 8, COAL.base)
    art.blob(88, 6, 14, 15, PERSIMMON.line, 4)
    art.blob(89, 7, 12, 13, PERSIMMON.base, 4)
    art.rect(92, 3, 6, 3, PERSIMMON.line)
    art.blob(114, 10, 18, 14, WHITE.line, 2)
    art.blob(115, 11, 16, 12, WHITE.base, 2)
    art.rect(119, 15, 8, 4, COAL.dark)
    for i, ramp in enumerate((SAGE, INDIGO, WHITE)):
        mug(art, 138 + i * 7, 15 + i % 2 * 3, ramp)
    return Sprite("kitchenette", (art.image,), foot=(0, 160, 28))


@cache
def fridge() -> Sprite:
    art = Art(36, 74)
    art.cuboid(0, 0, 36, 10, 64, GREY)
    art.rect(2, 12, 32, 18, GREY.base)
    art.rect(2, 33, 32, 36, GREY.base)
    art.rect(2, 12, 32, 1, GREY.light)
    art.rect(2, 33, 32, 1, GREY.light)
    art.rect(28, 18, 2, 9, GREY.line)
    art.rect(28, 38, 2, 14, GREY.line)
    paper(art, 7, 37, 10, 12)
    art.rect(9, 16, 4, 4, PERSIMMON.base)
    art.rect(16, 18, 4, 4, SAGE.base)
    return Sprite("fridge", (art.image,), foot=(0, 36, 20))


@cache
def vending(ramp_index: int = 0) -> Sprite:
    """A vending machine; its light glows."""
    ramp = (INDIGO, SAGE)[ramp_index % 2]
    frames = []
    for frame in range(2):
        art = Art(40, 76)
        art.cuboid(0, 0, 40, 8, 68, ramp)
        art.rect(4, 12, 26, 38, COAL.line)
        art.rect(5, 13, 24, 36, rgb("#f3f6ee"))
        for row in range(3):
            for i in range(5):
                tone = (PERSIMMON, SAGE, INDIGO, MUSTARD, TEAL, CLAY)[(i + row * 2) % 6]
                art.rect(6 + i * 5 - i // 3, 15 + row * 12, 3, 8, tone.base)
                art.rect(6 + i * 5 - i // 3, 15 + row * 12, 1, 8, tone.light)
            art.rect(5, 24 + row * 12, 24, 1, GREY.dark)
        art.rect(32, 24, 4, 9, COAL.line)
        art.rect(33, 26, 2, 2, LEAF.light if frame else LEAF.dark)
        art.rect(6, 55, 22, 9, COAL.line)
        art.rect(7, 56, 20, 4, COAL.shade)
        frames.append(art.image)
    return Sprite("vending machine", tuple(frames), foot=(0, 40, 24), ms=900)


@cache
def water_server() -> Sprite:
    art = Art(26, 62)
    art.blob(5, 0, 16, 22, WATER.line, 3)
    art.blob(6, 1, 14, 20, WATER.base, 3)
    art.rect(8, 3, 3, 15, WATER.light)
    art.cuboid(2, 20, 22, 4, 38, WHITE)
    art.rect(6, 29, 14, 11, GREY.dark)
    art.rect(8, 30, 3, 4, INDIGO.base)
    art.rect(15, 30, 3, 4, PERSIMMON.base)
    return Sprite("water server", (art.image,), foot=(2, 22, 16))


@cache
def coffee_bar(tiles: int = 7) -> Sprite:
    """A bar of wood, with a machine that steams, cups and cakes."""
    w = tiles * 32
    frames = []
    for frame in range(3):
        art = Art(w, 84)
        art.cuboid(0, 36, w, 24, 24, OAK, WALNUT)
        art.rect(1, 37, w - 2, 22, OAK.base)
        art.rect(1, 37, w - 2, 1, OAK.light)
        art.grain(6, 42, w - 12, 16, OAK.shade, 6)
        for x in range(10, w - 4, 10):
            art.rect(x, 63, 1, 16, WALNUT.dark)
            art.rect(x + 1, 63, 1, 16, WALNUT.base)
        art.blob(22, 20, 50, 31, COAL.line, 2)
        art.rect(23, 21, 48, 10, GREY.light)
        art.rect(23, 29, 48, 2, GREY.shade)
        art.rect(24, 31, 46, 14, GREY.dark)
        art.rect(23, 45, 48, 5, GREY.base)
        for x in (32, 54):
            art.rect(x, 31, 7, 4, COAL.line)
            art.rect(x + 1, 39, 5, 5, WHITE.light)
        for i in range(4):
            art.blob(27 + i * 11, 15, 8, 7, WHITE.dark, 1)
            art.rect(28 + i * 11, 16, 6, 4, WHITE.light)
        for i in range(3):
            x = 34 + (frame + i) % 3 + i * 9
            art.rect(x, 4 + (i * 3 + frame * 3) % 8, 2, 4, (255, 255, 255, 150))
            art.rect(x + 1, 1 + (i * 3 + frame * 3) % 8, 2, 3, (255, 255, 255, 90))
        x = w - 84
        art.blob(x, 26, 48, 26, WALNUT.line, 2)
        art.rect(x + 2, 28, 44, 21, rgb("#fbf3df"))
        for i in range(4):
            tone = (CLAY, SAGE, MUSTARD, WALNUT)[i]
            art.oval(x + 4 + i * 10, 34, 9, 7, tone.dark)
            art.oval(x + 4 + i * 10, 33, 9, 6, tone.base)
            art.rect(x + 6 + i * 10, 44, 6, 3, WHITE.light)
        art.rect(x + 2, 41, 44, 1, WALNUT.base)
        art.rect(x + 4, 29, 18, 1, WHITE.light)
        mug(art, 84, 44, INDIGO)
        mug(art, 94, 44, SAGE)
        sprig(art, w - 26, 40)
        art.rect(w // 2 - 9, 64, 40, 13, WALNUT.line)
        art.text(w // 2 + 11, 70, "珈琲", 11, MUSTARD.light)
        frames.append(art.image)
    return Sprite("coffee bar", tuple(frames), foot=(0, w, 38), ms=420)


@cache
def island_bar(tiles: int = 4) -> Sprite:
    """A high table to stand at."""
    w = tiles * 32
    art = Art(w, 60)
    art.cuboid(0, 8, w, 28, 22, WOOD, SAGE)
    art.grain(6, 14, w - 12, 18, WOOD.shade, 7)
    art.rect(1, 52, w - 2, 5, SAGE.line)
    art.blob(w // 2 - 14, 12, 28, 14, SOIL.base, 3)
    art.blob(w // 2 - 13, 12, 26, 12, OAK.light, 3)
    for i, ramp in enumerate((PERSIMMON, MUSTARD, LEAF, PERSIMMON)):
        art.oval(w // 2 - 11 + i * 6, 12 + i % 2 * 3, 7, 7, ramp.base)
        art.rect(w // 2 - 9 + i * 6, 13 + i % 2 * 3, 2, 2, ramp.light)
    mug(art, 12, 16, INDIGO)
    mug(art, w - 22, 20, SAGE)
    return Sprite("island", (art.image,), foot=(0, w, 38))
