"""Signs: boards on walls, plates at doors, noren, words on the floor."""

from __future__ import annotations

from functools import cache

from assets.draw.art import Art, Sprite, font
from assets.draw.palette import COAL, INDIGO, WALNUT, WHITE, WOOD, Ramp, rgb


def board(ja: str, en: str, ramp: Ramp, width: int = 96, number: int = 0) -> Art:
    """A sign: Japanese above, English below, on the colour of its place."""
    art = Art(width, 38)
    art.blob(0, 0, width, 38, ramp.line, 2)
    art.blob(1, 1, width - 2, 36, ramp.dark, 1)
    art.rect(2, 1, width - 4, 1, ramp.base)
    art.rect(2, 35, width - 4, 2, ramp.line)
    middle = width // 2
    if number:
        art.blob(5, 7, 22, 22, WHITE.light, 5)
        art.text(16, 18, str(number), 17, ramp.line)
        middle = 27 + (width - 29) // 2
    art.text(middle, 13, ja, 19, WHITE.light, spacing=4)
    art.text(middle, 29, en, 9, rgb("#f4efe0"))
    return art


def plate(ja: str, en: str, ramp: Ramp = INDIGO, width: int = 64) -> Art:
    """A small sign for doors: one line of Japanese, one of English."""
    art = Art(width, 28)
    art.blob(0, 0, width, 28, ramp.line, 1)
    art.rect(1, 1, width - 2, 26, WHITE.base)
    art.rect(1, 1, 4, 26, ramp.base)
    art.text(width // 2 + 2, 10, ja, 13, ramp.line)
    art.text(width // 2 + 2, 21, en, 8, ramp.dark)
    return art


def noren(ramp: Ramp, word: str, width: int = 64) -> Art:
    """A split curtain on a rod, to hang in a doorway."""
    art = Art(width + 8, 31)
    art.rect(0, 2, width + 8, 3, WALNUT.line)
    art.rect(1, 2, width + 6, 1, WALNUT.light)
    parts = 4 if len(word) != 3 else 3
    wide = width // parts
    for i in range(parts):
        x = 4 + i * wide
        low = 30 - (i in (1, parts - 2)) * 1
        art.rect(x, 4, wide - 1, low - 4, ramp.dark)
        art.rect(x, 4, wide - 1, 3, ramp.line)
        art.rect(x, 7, 2, low - 8, ramp.base)
        art.rect(x + wide - 3, 7, 1, low - 8, ramp.line)
        art.rect(x, low - 1, wide - 1, 1, ramp.line)
    if len(word) == 3:
        for i, c in enumerate(word):
            art.text(4 + i * wide + wide // 2, 17, c, 15, WHITE.light)
    else:
        for i, c in enumerate(word):
            art.text(4 + (i + 1) * wide + wide // 2, 17, c, 14, WHITE.light)
    return art


def disc(number: int, ramp: Ramp) -> Art:
    """A number painted on the floor."""
    art = Art(36, 30)
    art.oval(0, 0, 36, 30, (*ramp.base, 190))
    art.oval(2, 2, 32, 26, (*ramp.light, 235))
    art.text(18, 14, str(number), 18, ramp.line)
    return art


@cache
def stand(ja: str, en: str, ramp: Ramp = INDIGO, arrow: str = "") -> Sprite:
    """A sign on a foot, two tiles wide."""
    art = Art(64, 56)
    art.blob(18, 49, 28, 6, COAL.line, 2)
    art.rect(30, 30, 4, 20, COAL.line)
    art.rect(31, 30, 1, 20, COAL.light)
    art.blob(0, 0, 64, 36, WALNUT.line, 2)
    art.blob(1, 1, 62, 34, WOOD.base, 1)
    art.rect(3, 3, 58, 30, ramp.dark)
    art.rect(3, 3, 58, 1, ramp.base)
    middle = 32
    if arrow:
        point(art, 10 if arrow in "←↑" else 54, 18, arrow)
        middle = 37 if arrow in "←↑" else 27
    size = 13 if len(ja) < 4 else 11 if len(ja) == 4 else 9
    art.text(middle, 13, ja, size, WHITE.light)
    art.text(middle, 26, en, 8, WHITE.base)
    return Sprite("sign", (art.image,), foot=(20, 24, 8))


def point(art: Art, x: int, y: int, arrow: str) -> None:
    """An arrowhead about x, y."""
    for i in range(6):
        if arrow in "←→":
            at = x - 3 + i if arrow == "←" else x + 3 - i
            art.rect(at, y - i, 1, 2 * i + 1, WHITE.light)
        else:
            at = y - 3 + i if arrow == "↑" else y + 3 - i
            art.rect(x - i, at, 2 * i + 1, 1, WHITE.light)


def way(words: str, ramp: Ramp = INDIGO) -> Art:
    """Words painted on the floor, to show the way."""
    size = 17
    width = round(font(size).getlength(words)) + 24
    art = Art(width, 28)
    art.text(width // 2, 13, words, size, ramp.base)
    image = art.image
    image.putalpha(image.getchannel("A").point(lambda a: a * 5 // 9))
    return art
