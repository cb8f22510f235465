"""The colours: warm light wood, off-white walls, sage green, indigo; little else, sparingly."""

from __future__ import annotations

from typing import NamedTuple

Rgb = tuple[int, int, int]
Rgba = tuple[int, int, int, int]


def rgb(text: str) -> Rgb:
    """`#rrggbb` as three numbers."""
    return int(text[1:3], 16), int(text[3:5], 16), int(text[5:7], 16)


def mix(one: Rgb, two: Rgb, part: float) -> Rgb:
    """`part` of two, the rest of one."""
    r, g, b = (round(a + (c - a) * part) for a, c in zip(one, two, strict=True))
    return r, g, b


class Ramp(NamedTuple):
    """One material from its lit edge to its outline."""

    light: Rgb
    base: Rgb
    shade: Rgb
    dark: Rgb
    line: Rgb


def ramp(*colours: str) -> Ramp:
    return Ramp(*(rgb(colour) for colour in colours))


WOOD = ramp("#f6e3c2", "#e8cda0", "#cfac79", "#b08a58", "#7b5d3d")
OAK = ramp("#e3bd8a", "#cfa36e", "#b08354", "#8d6540", "#5f432c")
WALNUT = ramp("#b58a66", "#96704f", "#79573c", "#5e422e", "#3f2c22")
WHITE = ramp("#fffefa", "#f6f2ea", "#e0d9cc", "#c2b9aa", "#8b8276")
PLASTER = ramp("#fbf7ee", "#f1ebde", "#e2d9c8", "#cbbfab", "#8f8372")
SAGE = ramp("#c9d5b7", "#aabb95", "#889f75", "#687f5a", "#485a41")
LEAF = ramp("#a8cc86", "#7fb06a", "#5a8e57", "#3f6d48", "#294b38")
PINE = ramp("#86b088", "#5c8d6b", "#447157", "#325645", "#213c34")
INDIGO = ramp("#8497c6", "#5369a2", "#3d5085", "#2e3d68", "#1f2949")
GREY = ramp("#e2e3e6", "#c5c8cf", "#a0a5b0", "#7b8190", "#505665")
COAL = ramp("#767b8b", "#535866", "#3f4350", "#30333e", "#20222b")
PERSIMMON = ramp("#f2b18a", "#df8a5e", "#c06c47", "#995038", "#6a372a")
MUSTARD = ramp("#f3d794", "#e2bb63", "#c29848", "#997335", "#684d28")
PLUM = ramp("#cfacc2", "#ae819f", "#8c6080", "#6c4864", "#4a3146")
TEAL = ramp("#a1cbc6", "#72a9a6", "#518889", "#3b696d", "#284a50")
CLAY = ramp("#e3ad90", "#cb8b69", "#ab6c4f", "#88523d", "#5c382c")
STONE = ramp("#eeeae3", "#dfdad1", "#c9c3b8", "#aba498", "#7b756b")
SOIL = ramp("#8a6a52", "#6f5342", "#5a4336", "#48362c", "#332722")
SKY = ramp("#eef8fb", "#d3ebf4", "#b4d9ea", "#93c1da", "#6690ac")
SCREEN = ramp("#c4e4ee", "#6fa9c6", "#3d6d92", "#2c4a6c", "#1c2c44")
WATER = ramp("#c9e9ea", "#93cbd3", "#6aafc0", "#4d90a8", "#39708a")

INK = rgb("#34323f")
SHADOW = rgb("#2a2438")
VOID = rgb("#d9d3c6")
