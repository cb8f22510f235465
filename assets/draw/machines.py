"""Kitchen, coffee bar, copiers, servers, and the booths of the focus corner."""

from __future__ import annotations

from functools import cache

from assets.draw.art import Art, Sprite
from assets.draw.desktop import laptop, mug, paper, sprig
from assets.draw.palette import (
    CLAY,
    COAL,
    GREY,
    INDIGO,
    LEAF,
    MUSTARD,
    OAK,
    SAGE,
    SCREEN,
    WALNUT,
    WHITE,
    WOOD,
)


@cache
def copier() -> Sprite:
    art = Art(48, 58)
    art.cuboid(0, 12, 48, 16, 30, WHITE)
    art.blob(4, 5, 32, 18, GREY.line)
    art.rect(5, 6, 30, 16, GREY.light)
    art.rect(5, 18, 30, 4, GREY.base)
    art.blob(37, 10, 10, 9, COAL.line)
    art.rect(38, 11, 8, 6, SCREEN.base)
    art.rect(6, 32, 26, 4, COAL.dark)
    art.rect(9, 33, 20, 5, WHITE.light)
    for y in (42, 49):
        art.rect(3, y, 42, 1, WHITE.dark)
        art.rect(20, y + 2, 8, 2, GREY.dark)
    return Sprite("copier", (art.image,), foot=(0, 48, 26))


@cache
def rack() -> Sprite:
    """Servers; their lights blink."""
    frames = []
    for frame in range(3):
        art = Art(32, 76)
        art.cuboid(0, 0, 32, 8, 68, COAL)
        art.rect(3, 11, 26, 60, COAL.line)
        for i in range(9):
            y = 12 + i * 6 + i // 3
            art.rect(4, y, 24, 5, COAL.dark)
            art.rect(4, y, 24, 1, COAL.base)
            for j in range(4):
                lit = (i * 5 + j * 3 + frame * 2) % 4 < 2
                tone = (LEAF.light, SCREEN.light, MUSTARD.base)[(i + j) % 3]
                art.rect(6 + j * 4, y + 2, 2, 1, tone if lit else COAL.light)
            art.rect(23, y + 2, 4, 1, COAL.line)
        frames.append(art.image)
    return Sprite("server rack", tuple(frames), foot=(0, 32, 24), tall=True, ms=380)


@cache
def lockers(tiles: int = 3) -> Sprite:
    w = tiles * 32
    art = Art(w, 66)
    art.cuboid(0, 0, w, 8, 58, WOOD)
    for i in range(tiles * 2):
        for row in range(3):
            x, y = i * 16 + 2, 11 + row * 17
            ramp = SAGE if (i * 2 + row) % 5 == 1 else WOOD
            art.rect(x, y, 13, 15, ramp.dark)
            art.rect(x, y, 12, 14, ramp.base)
            art.rect(x, y, 12, 1, ramp.light)
            art.rect(x + 9, y + 6, 2, 3, COAL.base)
    return Sprite("lockers", (art.image,), foot=(0, w, 16), tall=True)


@cache
def booth(variant: int = 0) -> tuple[Sprite, Sprite, Sprite]:
    """A booth to work alone in, open to the south: its back with a desk, and its two cheeks."""
    back = Art(80, 86)
    back.blob(0, 0, 80, 62, SAGE.line, 4)
    back.blob(1, 1, 78, 10, OAK.base, 3)
    back.rect(4, 1, 72, 1, OAK.light)
    back.rect(1, 10, 78, 1, OAK.line)
    back.rect(1, 11, 78, 50, SAGE.shade)
    for x in range(8, 78, 12):
        back.rect(x, 12, 1, 44, SAGE.dark)
        back.rect(x + 1, 12, 1, 44, SAGE.base)
    back.oval(30, 14, 20, 14, (255, 240, 190, 60))
    back.rect(39, 11, 2, 7, COAL.line)
    back.blob(34, 17, 12, 6, MUSTARD.line, 2)
    back.rect(36, 21, 8, 2, MUSTARD.light)
    back.cuboid(6, 46, 68, 26, 12, WOOD)
    if variant % 3 == 0:
        laptop(back, 28, 42, back=False)
        mug(back, 58, 52, INDIGO)
        sprig(back, 11, 44)
    elif variant % 3 == 1:
        laptop(back, 28, 42, back=False)
        paper(back, 54, 54)
        mug(back, 12, 52, CLAY)
    else:
        paper(back, 30, 52, 18, 13)
        back.rect(52, 50, 14, 10, INDIGO.dark)
        back.rect(52, 50, 13, 8, INDIGO.base)
        sprig(back, 12, 44)
    cheek = Art(8, 84)
    cheek.blob(0, 0, 8, 84, SAGE.line)
    cheek.rect(1, 1, 6, 40, OAK.base)
    cheek.rect(1, 1, 1, 40, OAK.light)
    cheek.rect(1, 41, 6, 1, OAK.line)
    cheek.rect(1, 42, 6, 41, SAGE.base)
    cheek.rect(5, 42, 2, 41, SAGE.shade)
    cheek.rect(1, 78, 6, 5, SAGE.dark)
    return (
        Sprite("booth", (back.image,), foot=(0, 80, 40), tall=True),
        Sprite("booth left", (cheek.image,), foot=(0, 8, 40), tall=True),
        Sprite("booth right", (cheek.mirrored().image,), foot=(0, 8, 40), tall=True),
    )


@cache
def lectern() -> Sprite:
    art = Art(40, 52)
    art.cuboid(2, 10, 36, 12, 30, WOOD, WOOD)
    art.rect(5, 26, 30, 20, WOOD.base)
    art.rect(14, 29, 12, 12, INDIGO.dark)
    art.text(20, 35, "窓", 9, WHITE.light)
    paper(art, 9, 11, 14, 8)
    art.rect(28, 2, 2, 13, COAL.line)
    art.blob(26, 0, 5, 5, COAL.line)
    return Sprite("lectern", (art.image,), foot=(2, 36, 22))


@cache
def floor_lamp() -> Sprite:
    art = Art(32, 76)
    art.oval(8, 68, 16, 7, COAL.line)
    art.rect(15, 22, 2, 50, COAL.line)
    art.oval(0, 0, 32, 34, (255, 236, 180, 36))
    art.blob(5, 6, 22, 20, MUSTARD.line, 4)
    art.blob(6, 7, 20, 18, WHITE.base, 4)
    art.rect(8, 20, 16, 4, MUSTARD.light)
    return Sprite("floor lamp", (art.image,), foot=(12, 8, 8), shadow=(9, 14, 6))


@cache
def speaker() -> Sprite:
    art = Art(26, 66)
    art.cuboid(2, 2, 22, 6, 54, COAL)
    art.oval(6, 13, 14, 14, COAL.line)
    art.oval(9, 16, 8, 8, COAL.light)
    art.oval(5, 32, 16, 17, COAL.line)
    art.oval(9, 36, 8, 9, COAL.light)
    return Sprite("speaker", (art.image,), foot=(2, 22, 14))


@cache
def phone_box() -> Sprite:
    """A box for one to phone in; scenery with a seat before it."""
    art = Art(64, 84)
    art.cuboid(0, 0, 64, 14, 70, COAL, SAGE)
    art.rect(4, 18, 56, 60, WALNUT.dark)
    art.rect(6, 20, 52, 56, WOOD.shade)
    art.rect(6, 20, 52, 12, WOOD.base)
    art.rect(24, 24, 16, 3, MUSTARD.light)
    art.rect(10, 46, 44, 5, OAK.base)
    art.rect(10, 46, 44, 1, OAK.light)
    art.blob(22, 56, 20, 18, INDIGO.line, 3)
    art.blob(23, 57, 18, 16, INDIGO.base, 3)
    for i in range(16):
        art.rect(12 + i, 70 - i * 3, 5, 3, (255, 255, 255, 60))
    art.rect(31, 18, 2, 60, COAL.line)
    art.rect(36, 50, 2, 9, GREY.light)
    return Sprite("phone box", (art.image,), foot=(0, 64, 40), tall=True)
