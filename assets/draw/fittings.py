"""What belongs to walls: windows, doors, screens, pictures, lifts."""

from __future__ import annotations

from assets.draw.art import Art
from assets.draw.palette import (
    CLAY,
    COAL,
    GREY,
    INDIGO,
    LEAF,
    MUSTARD,
    OAK,
    PERSIMMON,
    PLASTER,
    SAGE,
    SCREEN,
    SKY,
    TEAL,
    WALNUT,
    WHITE,
    WOOD,
    Ramp,
    rgb,
)

HIGH = 54  # a wall's face


def pane(w: int = 64, variant: int = 0, h: int = 36) -> Art:
    """A window to the outside: sky, far hills and trees, a wooden frame."""
    art = Art(w, h + 5)
    art.rect(0, 0, w, h, OAK.line)
    art.rect(1, 1, w - 2, h - 2, WHITE.base)
    iw, ih = w - 6, h - 6
    for y in range(ih):
        tone = SKY.base if y < ih * 0.4 else SKY.light
        art.rect(3, 3 + y, iw, 1, SKY.shade if y < ih * 0.15 else tone)
    base = h - 3
    for x in range(iw):
        hill = 6 + abs((x + variant * 23) % 60 - 30) // 6
        art.rect(3 + x, base - hill, 1, hill, rgb("#b5d0c4"))
        near = 2 + abs((x * 2 + variant * 17) % 34 - 17) // 4
        art.rect(3 + x, base - near, 1, near, rgb("#93b892"))
    for i in range(2):
        x = 8 + (variant * 19 + i * 27) % max(iw - 22, 1)
        art.rect(x, 7 + i * 4, 13, 2, WHITE.light)
        art.rect(x + 3, 6 + i * 4, 7, 1, WHITE.light)
    for i in range(iw // 3):
        if 4 + i < iw:
            art.rect(
                3 + 6 + i // 2, 3 + ih - 1 - i if ih - 1 - i > 0 else 3, 3, 1, (255, 255, 255, 90)
            )
    for x in range(w // 2 - 1, w - 8, w):
        art.rect(x, 1, 3, h - 2, WHITE.base)
        art.rect(x + 2, 2, 1, h - 4, WHITE.dark)
    art.rect(0, h, w, 4, WOOD.base)
    art.rect(0, h, w, 1, WOOD.light)
    art.rect(0, h + 3, w, 1, WOOD.dark)
    return art


def daylight(w: int = 64, long: int = 84) -> Art:
    """The light that a window throws on the floor: leaning east, fading."""
    art = Art(w + long // 2, long)
    for y in range(long):
        alpha = round(74 * (1 - y / long) ** 1.2)
        x = y * 2 // 5
        half = w // 2
        art.rect(x + 3, y, half - 5, 1, (255, 246, 214, alpha))
        art.rect(x + half + 2, y, half - 5, 1, (255, 246, 214, alpha))
    return art


def side_light(long: int = 92, high: int = 60) -> Art:
    """The light of a window to the west: it falls south east, fading."""
    art = Art(long, high + long // 2)
    for x in range(long):
        alpha = round(80 * (1 - x / long) ** 1.2)
        half = high // 2
        art.rect(x, x // 2, 1, half - 3, (255, 244, 208, alpha))
        art.rect(x, x // 2 + half + 1, 1, half - 3, (255, 244, 208, alpha))
    return art


def curtain(w: int, h: int, ramp: Ramp) -> Art:
    """A stage curtain in folds."""
    art = Art(w, h)
    art.rect(0, 0, w, h, ramp.line)
    folds = (*2 * (ramp.base,), ramp.light, ramp.base, *3 * (ramp.shade,), *2 * (ramp.dark,))
    for x in range(1, w - 1):
        art.rect(x, 1, 1, h - 2 - (x // 9) % 2, folds[x % 9])
    art.rect(0, h - 5, w, 2, MUSTARD.shade)
    art.rect(0, 0, w, 5, WALNUT.line)
    art.rect(0, 1, w, 2, WALNUT.light)
    return art


def doorway(w: int, ramp: Ramp = OAK, top: Ramp = WALNUT) -> tuple[Art, Art]:
    """The frame of an opening `w` px wide: its posts, and its lintel above the avatars."""
    posts = Art(w + 12, HIGH)
    for x in (0, w + 6):
        posts.rect(x, 0, 6, HIGH, ramp.line)
        posts.rect(x + 1, 0, 4, HIGH - 1, ramp.base)
        posts.rect(x + 1, 0, 1, HIGH - 1, ramp.light)
        posts.rect(x + 4, 0, 1, HIGH - 1, ramp.shade)
    lintel = Art(w + 12, 24)
    lintel.rect(0, 0, w + 12, 10, top.line)
    lintel.rect(0, 1, w + 12, 8, top.base)
    lintel.rect(0, 1, w + 12, 1, top.light)
    lintel.rect(0, 10, w + 12, 9, ramp.line)
    lintel.rect(1, 10, w + 10, 8, ramp.base)
    lintel.rect(1, 10, w + 10, 1, ramp.light)
    lintel.rect(1, 16, w + 10, 1, ramp.shade)
    for i in range(4):
        lintel.rect(6, 19 + i, w, 1, (30, 24, 40, 60 - i * 14))
    return posts, lintel


def sill(w: int, h: int) -> Art:
    """The floor in an opening: a wooden threshold."""
    art = Art(w, h)
    art.rect(0, h - 10, w, 10, OAK.shade)
    art.rect(0, h - 10, w, 1, OAK.line)
    art.rect(0, h - 9, w, 1, OAK.light)
    art.rect(0, h - 5, w, 1, OAK.dark)
    art.rect(0, h - 1, w, 1, OAK.line)
    return art


def sliding_leaf(w: int = 34, *, glass: bool = True) -> Art:
    """A door slid aside, in front of the wall."""
    art = Art(w, 45)
    art.rect(0, 0, w, 45, OAK.line)
    art.rect(1, 1, w - 2, 43, OAK.base)
    art.rect(1, 1, w - 2, 1, OAK.light)
    art.rect(1, 42, w - 2, 2, OAK.dark)
    if glass:
        art.rect(4, 4, w - 8, 36, SKY.base)
        for i in range(10):
            art.rect(6 + i, 30 - i * 2, 5, 2, WHITE.light)
        art.rect(4, 4, w - 8, 1, SKY.line)
        art.rect(4, 24, w - 8, 2, WHITE.base)
    else:
        art.rect(5, 5, w - 10, 16, OAK.shade)
        art.rect(5, 24, w - 10, 16, OAK.shade)
    art.rect(w - 4, 20, 2, 8, COAL.dark)
    return art


def lift(w: int = 64) -> Art:
    """A lift's doors."""
    art = Art(w + 26, HIGH)
    art.rect(0, 4, w, HIGH - 4, GREY.line)
    art.rect(3, 8, w - 6, HIGH - 9, GREY.base)
    for x, wide in ((3, w // 2 - 4), (w // 2 + 1, w // 2 - 4)):
        art.rect(x, 8, wide, HIGH - 9, GREY.base)
        art.rect(x, 8, 2, HIGH - 9, GREY.light)
        art.rect(x + wide // 2, 8, 4, HIGH - 9, GREY.light)
        art.rect(x + wide - 2, 8, 2, HIGH - 9, GREY.shade)
    art.rect(w // 2 - 1, 8, 2, HIGH - 9, GREY.line)
    art.rect(w // 2 - 10, 4, 20, 5, COAL.line)
    art.rect(w // 2 - 5, 5, 3, 3, PERSIMMON.light)
    art.rect(w // 2 + 2, 5, 3, 3, COAL.light)
    art.blob(w + 6, 26, 9, 16, GREY.line)
    art.rect(w + 7, 27, 7, 14, GREY.light)
    art.rect(w + 9, 29, 3, 3, MUSTARD.base)
    art.rect(w + 9, 35, 3, 3, GREY.dark)
    return art


def wall_screen(w: int, h: int, look: int = 0) -> Art:
    """A large screen on a wall."""
    art = Art(w, h)
    art.blob(0, 0, w, h, COAL.line)
    art.rect(2, 2, w - 4, h - 5, SCREEN.dark)
    art.rect(2, 2, w - 4, 1, SCREEN.shade)
    if look == 0:
        art.rect(8, 7, w // 3, 4, WHITE.base)
        for i, n in enumerate((0.32, 0.26, 0.36, 0.2)):
            art.rect(8, 15 + i * 5, int(w * n), 2, SCREEN.base)
        for i, n in enumerate((7, 12, 10, 17, 21)):
            x = w - 8 - (5 - i) * (w // 14)
            art.rect(x, h - 8 - n, w // 18, n, (TEAL.base, MUSTARD.base)[i == 4])
    elif look == 1:
        cells = 4 if w > 90 else 2
        wide = (w - 8) // cells
        for i in range(cells * 2):
            x, y = 4 + (i % cells) * wide, 4 + (i // cells) * ((h - 9) // 2)
            tone = (SAGE, INDIGO, CLAY, TEAL, MUSTARD, GREY, INDIGO, SAGE)[i]
            art.rect(x, y, wide - 2, (h - 9) // 2 - 2, tone.shade)
            art.oval(x + wide // 2 - 4, y + 3, 7, 7, WOOD.light)
            art.rect(x + wide // 2 - 6, y + 10, 11, max((h - 9) // 2 - 13, 1), tone.light)
    else:
        art.rect(2, 2, w - 4, h - 5, WHITE.light)
        art.rect(2, 2, w - 4, h - 5, rgb("#f5f1e6"))
        art.text(w // 2, h // 2 - 8, "ようこそ 窓口へ", min(22, h // 3), INDIGO.dark)
        art.text(w // 2, h // 2 + 14, "Welcome to Madoguchi", min(13, h // 4), SAGE.dark)
        art.rect(12, h - 10, w - 24, 2, INDIGO.base)
        art.rect(12, 6, w - 24, 2, INDIGO.base)
    return art


def picture(w: int = 36, h: int = 28, variant: int = 0) -> Art:
    """A framed print: hills, a wave, a sun."""
    art = Art(w, h)
    art.rect(0, 0, w, h, WALNUT.line)
    art.rect(1, 1, w - 2, h - 2, WALNUT.base)
    art.rect(3, 3, w - 6, h - 6, WHITE.light)
    one, two, sun = (
        (SAGE, INDIGO, PERSIMMON),
        (INDIGO, TEAL, MUSTARD),
        (CLAY, SAGE, MUSTARD),
    )[variant % 3]
    art.oval(w // 2 + 1, 6, 9, 9, sun.base)
    for x in range(w - 10):
        a = abs((x + variant * 7) % 22 - 11)
        art.rect(5 + x, h - 14 + a // 2, 1, 9 - a // 2, one.base)
        b = abs((x + 9 + variant * 5) % 26 - 13)
        art.rect(5 + x, h - 10 + b // 3, 1, 5 - b // 3, two.base)
    return art


def clock() -> Art:
    art = Art(20, 20)
    art.oval(0, 0, 20, 20, COAL.line)
    art.oval(2, 2, 16, 16, WHITE.light)
    art.rect(9, 4, 2, 6, COAL.line)
    art.rect(10, 9, 5, 2, COAL.line)
    art.rect(9, 9, 2, 2, PERSIMMON.base)
    return art


def notice_board(w: int = 84) -> Art:
    art = Art(w, 36)
    art.rect(0, 0, w, 36, OAK.line)
    art.rect(1, 1, w - 2, 34, OAK.base)
    art.rect(3, 3, w - 6, 30, rgb("#d9bd92"))
    x = 6
    for i, (wide, high) in enumerate(((12, 16), (16, 11), (10, 14), (14, 18), (11, 12))):
        if x + wide > w - 5:
            break
        y = 6 + (i * 5) % 9
        tone = (WHITE, MUSTARD, WHITE, SAGE, WHITE)[i]
        art.rect(x + 1, y + 1, wide, high, OAK.dark)
        art.rect(x, y, wide, high, tone.light)
        for row in range(y + 4, y + high - 2, 3):
            art.rect(x + 2, row, wide - 5, 1, GREY.shade)
        art.rect(x + wide // 2, y, 2, 2, PERSIMMON.base)
        x += wide + 4
    return art


def green_wall(w: int) -> Art:
    """Moss and ferns in a frame."""
    art = Art(w, 44)
    art.rect(0, 0, w, 44, OAK.line)
    art.rect(2, 2, w - 4, 40, LEAF.line)
    for i in range(w // 2):
        x, y = 3 + (i * 37) % (w - 12), 3 + (i * 23) % 33
        ramp = (LEAF, SAGE, LEAF)[i % 3]
        art.blob(x, y, 7, 6, ramp.dark, 2)
        art.blob(x, y, 6, 4, (ramp.base, ramp.shade, ramp.light)[i % 7 % 3], 1)
    art.rect(0, 0, w, 2, OAK.base)
    art.rect(0, 42, w, 2, OAK.shade)
    return art


def acoustic(w: int, ramp: Ramp = SAGE) -> Art:
    """Felt panels on a wall."""
    art = Art(w, 40)
    for x in range(0, w - 23, 26):
        art.blob(x, 0, 24, 40, ramp.dark, 1)
        art.rect(x + 1, 1, 22, 38, ramp.base)
        art.rect(x + 1, 1, 22, 1, ramp.light)
        art.rect(x + 1, 37, 22, 2, ramp.shade)
    return art


def wc_door(ramp: Ramp, ja: str) -> Art:
    """A closed door with a small sign: scenery."""
    art = Art(40, 50)
    art.rect(0, 0, 40, 50, OAK.line)
    art.rect(3, 3, 34, 47, WOOD.shade)
    art.rect(4, 4, 32, 46, WOOD.base)
    art.rect(4, 4, 32, 1, WOOD.light)
    art.rect(31, 28, 3, 6, COAL.base)
    art.blob(11, 9, 18, 16, ramp.dark, 2)
    art.text(20, 16, ja, 11, PLASTER.light)
    return art
