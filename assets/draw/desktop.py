"""What lies on desks: screens, papers, mugs."""

from __future__ import annotations

from assets.draw.art import Art
from assets.draw.palette import (
    CLAY,
    COAL,
    GREY,
    INDIGO,
    LEAF,
    MUSTARD,
    SAGE,
    SCREEN,
    TEAL,
    WALNUT,
    WHITE,
    Ramp,
)


def monitor(art: Art, x: int, y: int, look: int, w: int = 28) -> None:
    """A screen seen from its user's side; `look` chooses what is on it."""
    art.rect(x + w // 2 - 3, y + 17, 6, 4, COAL.dark)
    art.blob(x + w // 2 - 7, y + 20, 14, 3, COAL.shade)
    art.blob(x, y, w, 18, COAL.line)
    art.rect(
        x + 2, y + 2, w - 4, 13, (SCREEN.dark, INDIGO.dark, WHITE.base, SCREEN.shade)[look % 4]
    )
    if look % 4 == 0:  # code
        for i, (a, n) in enumerate(((1, 9), (3, 12), (3, 7), (5, 11), (1, 6))):
            tone = (TEAL.light, MUSTARD.light, WHITE.shade, SAGE.light, TEAL.base)[i]
            art.rect(x + 3 + a, y + 3 + i * 2 + (i > 2), n, 1, tone)
    elif look % 4 == 1:  # a chart
        for i, n in enumerate((4, 6, 5, 9, 7)):
            art.rect(x + 5 + i * 4, y + 13 - n, 3, n, (TEAL.base, INDIGO.light)[i % 2])
    elif look % 4 == 2:  # a page
        art.rect(x + 4, y + 4, w - 14, 2, INDIGO.base)
        for i in range(3):
            art.rect(x + 4, y + 8 + i * 2, w - 9 - i * 3, 1, GREY.shade)
    else:  # a picture
        art.rect(x + 2, y + 2, w - 4, 5, SCREEN.base)
        art.rect(x + 4, y + 7, 9, 6, SAGE.base)
        art.rect(x + 11, y + 5, 10, 8, TEAL.shade)
    art.rect(x + 2, y + 2, w - 4, 1, SCREEN.light if look % 4 != 2 else WHITE.light)


def monitor_back(art: Art, x: int, y: int, w: int = 28) -> None:
    art.rect(x + w // 2 - 3, y + 15, 6, 5, GREY.dark)
    art.blob(x + w // 2 - 7, y + 18, 14, 3, GREY.dark)
    art.blob(x, y, w, 17, GREY.line)
    art.rect(x + 1, y + 1, w - 2, 15, GREY.base)
    art.rect(x + 1, y + 1, w - 2, 1, GREY.light)
    art.rect(x + 1, y + 13, w - 2, 3, GREY.shade)
    art.rect(x + w // 2 - 1, y + 6, 3, 3, GREY.light)


def laptop(art: Art, x: int, y: int, *, back: bool) -> None:
    if back:
        art.blob(x, y, 22, 14, GREY.line)
        art.rect(x + 1, y + 1, 20, 12, GREY.light)
        art.rect(x + 1, y + 10, 20, 3, GREY.base)
        art.rect(x + 10, y + 5, 3, 3, GREY.shade)
    else:
        art.blob(x, y, 22, 13, COAL.line)
        art.rect(x + 2, y + 2, 18, 10, SCREEN.shade)
        art.rect(x + 2, y + 2, 18, 1, SCREEN.light)
        art.rect(x + 4, y + 5, 9, 1, WHITE.light)
        art.rect(x + 4, y + 8, 12, 1, SCREEN.light)
        art.blob(x, y + 13, 22, 8, GREY.dark)
        art.rect(x + 1, y + 13, 20, 6, GREY.base)
        art.rect(x + 3, y + 14, 16, 3, GREY.shade)


def mug(art: Art, x: int, y: int, ramp: Ramp) -> None:
    art.blob(x, y, 6, 7, ramp.line)
    art.rect(x + 1, y + 1, 4, 5, ramp.base)
    art.rect(x + 1, y + 1, 4, 1, WALNUT.dark)
    art.rect(x + 6, y + 2, 1, 3, ramp.line)


def paper(art: Art, x: int, y: int, w: int = 11, h: int = 9) -> None:
    art.rect(x, y, w, h, WHITE.dark)
    art.rect(x, y, w - 1, h - 1, WHITE.light)
    for row in range(y + 2, y + h - 2, 2):
        art.rect(x + 2, row, w - 5, 1, GREY.base)


def keyboard(art: Art, x: int, y: int) -> None:
    art.blob(x, y, 22, 7, GREY.dark)
    art.rect(x + 1, y + 1, 20, 4, WHITE.base)
    art.rect(x + 2, y + 2, 18, 1, GREY.base)
    art.rect(x + 2, y + 4, 18, 1, GREY.base)
    art.blob(x + 25, y + 1, 4, 5, GREY.dark)


def sprig(art: Art, x: int, y: int) -> None:
    """A very small plant for a desk."""
    art.blob(x + 2, y + 6, 7, 6, CLAY.line)
    art.rect(x + 3, y + 7, 5, 4, CLAY.base)
    for dx, dy in ((0, 3), (3, 0), (6, 2), (2, 4), (5, 5)):
        art.blob(x + dx, y + dy, 4, 4, LEAF.dark)
        art.rect(x + dx + 1, y + dy, 2, 2, LEAF.base)
