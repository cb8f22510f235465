"""The service windows: counters, signs, noren, number board, reception."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from assets.draw.art import Art, Sprite
from assets.draw.desktop import laptop, monitor_back, mug, paper, sprig
from assets.draw.palette import (
    COAL,
    GREY,
    INDIGO,
    MUSTARD,
    OAK,
    PERSIMMON,
    PLUM,
    SAGE,
    SCREEN,
    TEAL,
    WALNUT,
    WHITE,
    WOOD,
    Ramp,
)


@dataclass(frozen=True)
class Window:
    """One of the five service windows."""

    key: str
    ja: str
    en: str
    ramp: Ramp


WINDOWS = (
    Window("soumu", "総務", "General Affairs", INDIGO),
    Window("jinji", "人事", "Human Resources", SAGE),
    Window("keiri", "経理", "Accounting", MUSTARD),
    Window("keiei", "経営", "Management", PLUM),
    Window("joushisu", "情シス", "IT Support", TEAL),
)


@cache
def counter(tiles: int, ramp: Ramp = INDIGO, number: int = 1) -> Sprite:
    """A service counter. Behind it the consultant; before it the visitor."""
    w = tiles * 32
    art = Art(w, 64)
    art.cuboid(0, 14, w, 26, 24, WOOD, OAK)
    art.rect(1, 15, w - 2, 24, WHITE.base)
    art.rect(1, 15, w - 2, 1, WHITE.light)
    art.rect(1, 35, w - 2, 4, WOOD.base)
    art.rect(1, 35, w - 2, 1, WOOD.light)
    for x in range(8, w - 4, 8):
        art.rect(x, 42, 1, 17, OAK.dark)
        art.rect(x + 1, 42, 1, 17, OAK.base)
    art.rect(1, 44, w - 2, 4, ramp.dark)
    art.rect(1, 44, w - 2, 1, ramp.base)
    middle = w // 2
    art.blob(middle - 11, 40, 22, 19, ramp.line, 3)
    art.blob(middle - 10, 41, 20, 17, WHITE.light, 3)
    art.text(middle, 49, str(number), 15, ramp.line)
    monitor_back(art, middle - 62, 4)
    art.rect(middle - 20, 19, 40, 12, ramp.line)
    art.rect(middle - 19, 20, 38, 10, ramp.base)
    art.rect(middle - 19, 20, 38, 1, ramp.light)
    paper(art, middle - 12, 20, 12, 9)
    art.rect(middle + 6, 22, 9, 2, COAL.line)
    art.blob(middle + 30, 16, 14, 12, COAL.line, 2)
    art.rect(middle + 32, 18, 10, 5, SCREEN.base)
    art.rect(middle + 32, 25, 10, 1, COAL.light)
    if number % 2:
        sprig(art, middle + 62, 12)
        paper(art, middle - 88, 20)
    else:
        mug(art, middle + 66, 18, ramp)
        sprig(art, middle - 88, 12)
    if number in (3, 5):
        laptop(art, middle + 80, 16, back=True)
    return Sprite(f"counter {number}", (art.image,), foot=(0, w, 32))


@cache
def reception(tiles: int = 9) -> Sprite:
    """The reception: a long desk of pale stone on wooden slats."""
    w = tiles * 32
    art = Art(w, 76)
    art.blob(0, 14, w, 62, OAK.line, 5)
    art.blob(1, 15, w - 2, 60, WOOD.shade, 4)
    for x in range(6, w - 4, 6):
        art.rect(x, 48, 2, 26, WOOD.base)
        art.rect(x + 2, 48, 1, 26, WOOD.dark)
    art.rect(3, 71, w - 6, 4, WALNUT.dark)
    art.blob(0, 12, w, 36, WHITE.line, 5)
    art.blob(1, 13, w - 2, 32, WHITE.base, 4)
    art.rect(5, 13, w - 10, 1, WHITE.light)
    art.blob(1, 42, w - 2, 5, WHITE.shade, 2)
    middle = w // 2
    art.rect(middle - 52, 50, 104, 22, INDIGO.line)
    art.rect(middle - 51, 51, 102, 20, INDIGO.dark)
    art.rect(middle - 51, 51, 102, 1, INDIGO.base)
    art.text(middle - 24, 60, "受付", 16, WHITE.light)
    art.text(middle + 25, 62, "Reception", 9, WHITE.base)
    monitor_back(art, middle - 84, 6)
    monitor_back(art, middle + 50, 6)
    art.oval(middle - 6, 26, 13, 9, MUSTARD.line)
    art.oval(middle - 5, 26, 11, 7, MUSTARD.base)
    art.rect(middle, 24, 2, 2, MUSTARD.line)
    paper(art, middle - 34, 24, 15, 11)
    paper(art, middle + 22, 25, 13, 10)
    vase(art, 16, 2)
    sprig(art, w - 30, 16)
    return Sprite("reception", (art.image,), foot=(0, w, 52), shadow=(2, w - 4, 48))


def vase(art: Art, x: int, y: int) -> None:
    """Ikebana: a branch with a few blossoms."""
    art.blob(x + 6, y + 22, 12, 14, INDIGO.line, 3)
    art.blob(x + 7, y + 23, 10, 12, INDIGO.base, 3)
    art.rect(x + 8, y + 25, 2, 7, INDIGO.light)
    for i in range(14):
        art.rect(x + 12 + i // 2, y + 22 - i, 2, 2, WALNUT.shade)
        if i < 8:
            art.rect(x + 11 - i, y + 21 - i, 1, 2, WALNUT.shade)
    for dx, dy in ((18, 6), (14, 10), (20, 12), (2, 11), (6, 14), (17, 2)):
        art.blob(x + dx, y + dy, 5, 5, PERSIMMON.dark, 1)
        art.blob(x + dx, y + dy, 4, 4, PERSIMMON.light, 1)


@cache
def number_board() -> Sprite:
    """The board that says whose turn it is. It is drawn without numbers: those are the office's."""
    art = Art(160, 92)
    for x in (14, 140):
        art.rect(x, 60, 6, 30, COAL.line)
        art.rect(x + 1, 60, 2, 30, COAL.light)
        art.blob(x - 6, 86, 18, 6, COAL.line, 2)
    art.blob(0, 0, 160, 74, COAL.line, 3)
    art.blob(1, 1, 158, 71, COAL.dark, 2)
    art.rect(3, 1, 154, 1, COAL.light)
    art.blob(4, 4, 152, 17, INDIGO.dark, 1)
    art.text(48, 12, "ご案内中", 13, WHITE.light)
    art.text(118, 13, "Now serving", 9, INDIGO.light)
    for i, window in enumerate(WINDOWS):
        column, row = i % 2, i // 2
        x, y = 6 + column * 76, 24 + row * 16
        art.rect(x, y, 72, 14, COAL.line)
        art.rect(x, y, 4, 14, window.ramp.base)
        art.text(x + 24, y + 7, window.ja, 11, WHITE.base)
        for dash in range(3):
            art.rect(x + 48 + dash * 7, y + 7, 5, 1, MUSTARD.base)
    return Sprite("number board", (art.image,), foot=(8, 144, 8), shadow=(8, 144, 6))


@cache
def ticket_machine() -> Sprite:
    art = Art(32, 58)
    art.cuboid(4, 6, 24, 8, 44, GREY)
    art.rect(7, 18, 18, 12, COAL.line)
    art.rect(8, 19, 16, 10, SCREEN.base)
    art.rect(8, 19, 16, 1, SCREEN.light)
    art.text(16, 24, "発券", 8, WHITE.light)
    art.rect(10, 34, 12, 2, COAL.line)
    art.rect(12, 35, 8, 7, WHITE.light)
    art.rect(14, 37, 4, 1, GREY.shade)
    art.rect(5, 50, 22, 3, INDIGO.base)
    return Sprite("ticket machine", (art.image,), foot=(4, 24, 16))
