"""Desks, tables, shelves: what stands in offices and meeting rooms."""

from __future__ import annotations

from functools import cache

from assets.draw.art import Art, Sprite
from assets.draw.desktop import keyboard, laptop, monitor, monitor_back, mug, paper, sprig
from assets.draw.palette import (
    CLAY,
    COAL,
    GREY,
    INDIGO,
    MUSTARD,
    OAK,
    PERSIMMON,
    PINE,
    PLUM,
    SAGE,
    TEAL,
    WALNUT,
    WHITE,
    WOOD,
    Ramp,
)

BOOKS = (INDIGO, SAGE, CLAY, MUSTARD, TEAL, WHITE, PLUM, INDIGO, PERSIMMON, SAGE)


@cache
def desks(columns: int, variant: int = 0) -> Sprite:
    """An island of desks, two rows face to face, each desk two tiles wide."""
    w = 64 * columns
    art = Art(w, 96)
    art.cuboid(0, 20, w, 63, 13, WOOD)
    art.grain(4, 26, w - 8, 52, WOOD.shade, 9)
    for i in range(columns):
        art.rect(i * 64 + 4, 86, 56, 7, WOOD.dark)
        art.rect(i * 64 + 24, 86, 16, 7, WOOD.shade)
        if i:
            art.rect(i * 64, 21, 1, 62, WOOD.shade)
            art.rect(i * 64, 84, 1, 11, WOOD.line)
    for i in range(columns):
        x, kind = i * 64, (i + variant) % 4
        if kind == 2:
            laptop(art, x + 20, 26, back=True)
        else:
            monitor_back(art, x + 14 + (kind * 5) % 8, 21)
        if kind == 1:
            paper(art, x + 47, 26)
        elif kind == 3:
            sprig(art, x + 48, 24)
        else:
            mug(art, x + 50, 27, (INDIGO, SAGE, PERSIMMON, TEAL)[(i + variant) % 4])
    art.blob(2, 41, w - 4, 11, SAGE.line)
    art.rect(3, 42, w - 6, 8, SAGE.base)
    art.rect(3, 42, w - 6, 1, SAGE.light)
    art.rect(3, 48, w - 6, 3, SAGE.shade)
    for i in range(columns):
        x, kind = i * 64, (i * 3 + variant * 2 + 1) % 5
        if kind == 3:
            laptop(art, x + 20, 50, back=False)
        elif kind == 1:
            monitor(art, x + 4, 38, i + variant, 27)
            monitor(art, x + 32, 38, i + variant + 1, 27)
            keyboard(art, x + 18, 66)
        else:
            monitor(art, x + 16, 38, i + variant + kind, 30)
            keyboard(art, x + 18, 66)
        if kind in (0, 4):
            paper(art, x + 3, 62)
            mug(art, x + 53, 56, (PERSIMMON, INDIGO, TEAL)[(i + variant) % 3])
        elif kind == 2:
            sprig(art, x + 50, 50)
            paper(art, x + 50, 67)
        else:
            mug(art, x + 6, 66, (SAGE, CLAY)[variant % 2])
    return Sprite(f"desks {columns}", (art.image,), foot=(0, w, 64))


@cache
def chair_s(ramp: Ramp = INDIGO) -> Sprite:
    """An office chair that faces south."""
    art = Art(32, 32)
    art.oval(7, 22, 18, 8, COAL.dark)
    art.rect(14, 18, 4, 8, COAL.line)
    art.slab(5, 2, 22, 15, ramp, 3)
    art.rect(8, 5, 16, 8, ramp.shade)
    art.slab(5, 13, 22, 12, ramp, 3)
    art.rect(8, 15, 16, 2, ramp.light)
    return Sprite("chair south", (art.image,), under=True, shadow=(6, 20, 8))


@cache
def chair_n(ramp: Ramp = INDIGO) -> tuple[Sprite, Sprite]:
    """An office chair that faces north: its seat, and its back before whoever sits on it."""
    seat = Art(32, 32)
    seat.oval(7, 22, 18, 8, COAL.dark)
    seat.slab(5, 8, 22, 14, ramp, 3)
    back = Art(32, 20)
    back.rect(14, 12, 4, 7, COAL.line)
    back.slab(6, 1, 20, 14, ramp, 3)
    back.rect(9, 9, 14, 3, ramp.shade)
    back.rect(9, 3, 14, 1, ramp.light)
    return (
        Sprite("chair north", (seat.image,), under=True, shadow=(6, 20, 8)),
        Sprite("chair back", (back.image,)),
    )


@cache
def chair_side(ramp: Ramp = INDIGO, *, east: bool = True) -> Sprite:
    """A chair that faces east (or west)."""
    art = Art(32, 32)
    art.oval(7, 22, 18, 8, COAL.dark)
    art.slab(6, 12, 20, 13, ramp, 3)
    art.rect(10, 14, 13, 2, ramp.light)
    art.slab(4, 2, 8, 22, ramp, 3)
    art = art if east else art.mirrored()
    return Sprite("chair side", (art.image,), under=True, shadow=(6, 20, 8))


@cache
def table(tiles: int, rows: int = 2, variant: int = 0, *, study: bool = False) -> Sprite:
    """A meeting table, `tiles` wide and `rows` deep."""
    w, depth = tiles * 32, rows * 32
    art = Art(w, depth + 12)
    art.blob(3, depth - 2, w - 6, 13, OAK.line, 2)
    art.rect(5, depth - 2, w - 10, 10, OAK.dark)
    art.blob(0, 0, w, depth + 2, OAK.line, 4)
    art.blob(1, 1, w - 2, depth - 4, OAK.base, 3)
    art.rect(4, 1, w - 8, 1, OAK.light)
    art.rect(1, 4, 1, depth - 10, OAK.light)
    art.blob(1, depth - 3, w - 2, 4, OAK.shade, 2)
    art.grain(6, 7, w - 12, depth - 14, OAK.shade, 10)
    if study:
        for x in (w // 4, w - w // 4):
            art.blob(x - 11, depth // 2 - 12, 22, 9, PINE.line, 3)
            art.blob(x - 10, depth // 2 - 11, 20, 6, PINE.base, 3)
            art.rect(x - 7, depth // 2 - 11, 13, 1, PINE.light)
            art.oval(x - 13, depth // 2 - 2, 26, 10, (255, 240, 190, 70))
            art.rect(x - 1, depth // 2 - 3, 2, 7, MUSTARD.dark)
            art.blob(x - 5, depth // 2 + 3, 10, 3, MUSTARD.dark, 1)
        paper(art, 12 + variant * 9, 8, 13, 10)
        paper(art, w // 2 - 6 + variant * 5, depth - 20, 13, 10)
        laptop(art, w - 36, depth - 30, back=False)
        art.rect(w // 2 - 9, 9, 14, 9, INDIGO.dark)
        art.rect(w // 2 - 9, 9, 13, 8, (INDIGO, CLAY, SAGE)[variant % 3].base)
    elif tiles >= 3:
        art.blob(w // 2 - 8, depth // 2 - 6, 16, 8, COAL.line, 2)
        art.rect(w // 2 - 6, depth // 2 - 5, 12, 4, COAL.base)
        paper(art, 14 + variant * 7 % 20, 8)
        laptop(art, w - 44 - variant * 9 % 16, 6, back=True)
        laptop(art, 20 + variant * 5 % 12, depth - 30, back=False)
        mug(art, w - 22, depth - 18, (INDIGO, PERSIMMON, SAGE, TEAL)[variant % 4])
        mug(art, 50, 9, WHITE)
    return Sprite("table", (art.image,), foot=(0, w, depth), shadow=(3, w - 6, depth - 6))


@cache
def round_table(ramp: Ramp = WOOD) -> Sprite:
    art = Art(64, 60)
    art.rect(29, 40, 6, 16, COAL.dark)
    art.oval(20, 50, 24, 9, COAL.dark)
    art.oval(2, 6, 60, 44, ramp.line)
    art.oval(3, 7, 58, 39, ramp.shade)
    art.oval(3, 6, 58, 37, ramp.base)
    art.oval(6, 8, 52, 20, ramp.light)
    art.oval(5, 11, 54, 31, ramp.base)
    mug(art, 20, 16, SAGE)
    mug(art, 40, 24, WHITE)
    return Sprite("round table", (art.image,), foot=(8, 48, 32), shadow=(4, 56, 26), round=True)


@cache
def shelf(tiles: int = 2, variant: int = 0) -> Sprite:
    """A bookshelf to stand against a wall."""
    w = tiles * 32
    art = Art(w, 72)
    art.cuboid(0, 0, w, 8, 64, WOOD, WOOD)
    art.rect(3, 10, w - 6, 58, WALNUT.dark)
    for level in range(3):
        bottom = 28 + level * 19
        x, i = 4, variant * 3 + level * 5
        while x < w - 8:
            wide, high = 3 + (i * 7) % 3, 11 + (i * 5) % 5
            ramp = BOOKS[i % len(BOOKS)]
            if i % 11 == 7 and x < w - 16:
                sprig(art, x, bottom - 12)
                x += 14
            elif i % 9 == 4:
                x += 7
            else:
                art.rect(x, bottom - high, wide, high, ramp.base)
                art.rect(x, bottom - high, 1, high, ramp.light)
                art.rect(x + wide - 1, bottom - high, 1, high, ramp.dark)
                art.rect(x, bottom - high + 3, wide, 1, ramp.light)
                x += wide
            i += 1
        art.rect(2, bottom, w - 4, 3, WOOD.base)
        art.rect(2, bottom, w - 4, 1, WOOD.light)
    if tiles > 2:
        art.rect(w // 2 - 1, 9, 3, 60, WOOD.shade)
    return Sprite("bookshelf", (art.image,), foot=(0, w, 16), tall=True)


@cache
def cabinet(tiles: int = 2, variant: int = 0) -> Sprite:
    """A low cabinet with something on it."""
    w = tiles * 32
    art = Art(w, 48)
    art.cuboid(0, 16, w, 12, 20, WHITE, WHITE)
    for i in range(tiles):
        x = i * 32
        art.rect(x + 2, 31, 28, 13, WHITE.base)
        art.rect(x + 2, 31, 28, 1, WHITE.light)
        art.rect(x + 13, 35, 6, 2, OAK.dark)
        art.rect(x + 31, 29, 1, 16, WHITE.dark)
    art.rect(1, 17, w - 2, 10, WOOD.base)
    art.rect(1, 17, w - 2, 1, WOOD.light)
    if variant % 3 == 0:
        sprig(art, 6, 11)
        for i, ramp in enumerate((INDIGO, CLAY, SAGE, INDIGO)):
            art.rect(w - 26 + i * 5, 8, 4, 15, ramp.base)
            art.rect(w - 26 + i * 5, 8, 1, 15, ramp.light)
            art.rect(w - 26 + i * 5, 12, 4, 3, WHITE.light)
    elif variant % 3 == 1:
        for i in range(3):
            paper(art, 6 + i, 17 - i * 2, 18, 8)
        sprig(art, w - 18, 11)
    else:
        for i in range(min(tiles * 4, 9)):
            ramp = (INDIGO, GREY, TEAL)[i % 3]
            art.rect(5 + i * 6, 6, 5, 17, ramp.base)
            art.rect(5 + i * 6, 6, 1, 17, ramp.light)
            art.rect(6 + i * 6, 9, 3, 4, WHITE.light)
    return Sprite("cabinet", (art.image,), foot=(0, w, 24))


@cache
def whiteboard() -> Sprite:
    art = Art(64, 62)
    for x in (6, 54):
        art.rect(x, 40, 3, 20, COAL.base)
        art.rect(x - 3, 58, 9, 3, COAL.dark)
    art.blob(0, 2, 64, 42, GREY.line)
    art.rect(1, 3, 62, 40, GREY.base)
    art.rect(3, 5, 58, 35, WHITE.light)
    art.rect(3, 38, 58, 2, WHITE.shade)
    for i, n in enumerate((22, 16, 19)):
        art.rect(8, 11 + i * 5, n, 2, INDIGO.base)
    art.rect(38, 10, 18, 1, PERSIMMON.base)
    art.rect(38, 22, 18, 1, PERSIMMON.base)
    art.rect(38, 10, 1, 12, PERSIMMON.base)
    art.rect(55, 10, 1, 13, PERSIMMON.base)
    art.rect(46, 23, 1, 6, TEAL.base)
    art.rect(40, 29, 14, 5, TEAL.light)
    art.rect(8, 29, 6, 6, MUSTARD.light)
    art.rect(17, 29, 6, 6, SAGE.light)
    art.rect(20, 43, 24, 3, GREY.dark)
    art.rect(24, 42, 5, 1, INDIGO.base)
    art.rect(32, 42, 5, 1, PERSIMMON.base)
    return Sprite("whiteboard", (art.image,), foot=(4, 56, 8))
