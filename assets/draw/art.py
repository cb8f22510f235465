"""A small picture to draw on, pixel by pixel, and the sprite that comes of it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

from PIL import Image, ImageDraw, ImageFont

from assets.draw.palette import INK, Ramp, Rgb, Rgba

FONTS = "/usr/share/fonts/opentype/noto/NotoSansCJK-Bold.ttc"
TILE = 32


@dataclass(frozen=True, eq=False)
class Sprite:
    """A thing to set down. `foot` is what it covers of the ground, as x, width and depth in
    pixels, from the left and the bottom of the picture; nothing if one can walk there."""

    name: str
    frames: tuple[Image.Image, ...]
    foot: tuple[int, int, int] | None = None
    tall: bool = False  # one can't talk across it
    shadow: tuple[int, int, int] | None = None  # like foot; its foot, if not said
    under: bool = False  # always under the avatars: a part of the tile layer "furniture"
    ms: int = 0
    round: bool = False  # its shadow is

    @property
    def width(self) -> int:
        return self.frames[0].width

    @property
    def height(self) -> int:
        return self.frames[0].height


@cache
def font(size: int) -> ImageFont.FreeTypeFont:
    return ImageFont.truetype(FONTS, size, index=0)


class Art:
    """A transparent picture with a few brushes. Sizes are in pixels, from the top left."""

    def __init__(self, width: int, height: int) -> None:
        self.image = Image.new("RGBA", (width, height), (0, 0, 0, 0))
        self.pen = ImageDraw.Draw(self.image)

    def rect(self, x: int, y: int, w: int, h: int, colour: Rgb | Rgba) -> None:
        if w > 0 and h > 0:
            self.pen.rectangle((x, y, x + w - 1, y + h - 1), fill=colour)

    def dots(self, spots: Iterable[tuple[int, int]], colour: Rgb | Rgba) -> None:
        self.pen.point(list(spots), fill=colour)

    def blob(self, x: int, y: int, w: int, h: int, colour: Rgb | Rgba, cut: int = 1) -> None:
        """A rectangle with `cut` pixels taken off its corners, stair by stair."""
        for i in range(cut):
            inset = cut - i
            self.rect(x + inset, y + i, w - 2 * inset, 1, colour)
            self.rect(x + inset, y + h - 1 - i, w - 2 * inset, 1, colour)
        self.rect(x, y + cut, w, h - 2 * cut, colour)

    def oval(self, x: int, y: int, w: int, h: int, colour: Rgb | Rgba) -> None:
        self.pen.ellipse((x, y, x + w - 1, y + h - 1), fill=colour)

    def slab(self, x: int, y: int, w: int, h: int, ramp: Ramp, cut: int = 1) -> None:
        """A flat face with an outline, a lit upper edge and a shaded lower one."""
        self.blob(x, y, w, h, ramp.line, cut)
        self.blob(x + 1, y + 1, w - 2, h - 2, ramp.base, max(cut - 1, 0))
        self.rect(x + 1 + cut, y + 1, w - 2 - 2 * cut, 1, ramp.light)
        self.rect(x + 1 + cut, y + h - 2, w - 2 - 2 * cut, 1, ramp.shade)

    def cuboid(
        self, x: int, y: int, w: int, top: int, front: int, ramp: Ramp, face: Ramp | None = None
    ) -> None:
        """A box seen from above and the south: its top, and below it its front."""
        face = face or ramp
        self.blob(x, y, w, top + front, face.line)
        self.rect(x + 1, y + 1, w - 2, top - 1, ramp.base)
        self.rect(x + 1, y + 1, w - 2, 1, ramp.light)
        self.rect(x + 1, y + 1, 1, top - 1, ramp.light)
        self.rect(x + 1, y + top, w - 2, 1, ramp.light)
        self.rect(x + 1, y + top + 1, w - 2, front - 2, face.shade)
        self.rect(x + 1, y + top + 1, w - 2, 1, face.dark)
        self.rect(x + 1, y + top + front - 3, w - 2, 2, face.dark)

    def grain(self, x: int, y: int, w: int, h: int, colour: Rgb, step: int = 6) -> None:
        """Sparse, short strokes, such as wood has."""
        for i, row in enumerate(range(y, y + h, step)):
            start = x + (i * 37 + 11) % max(w // 2, 1)
            self.rect(start, row, min(w // 3, x + w - start), 1, colour)

    def paste(self, other: Art | Image.Image, x: int, y: int) -> None:
        image = other.image if isinstance(other, Art) else other
        self.image.alpha_composite(image, (x, y))

    def text(
        self, x: int, y: int, words: str, size: int, colour: Rgb = INK, spacing: int = 0
    ) -> None:
        """Words centred about x, y."""
        total = sum(font(size).getlength(c) for c in words) + spacing * (len(words) - 1)
        if not spacing:
            self.pen.text((x, y), words, font=font(size), fill=colour, anchor="mm")
            return
        at = x - total / 2
        for c in words:
            self.pen.text((round(at), y), c, font=font(size), fill=colour, anchor="lm")
            at += font(size).getlength(c) + spacing

    def mirrored(self) -> Art:
        twin = Art(*self.image.size)
        twin.image.paste(self.image.transpose(Image.Transpose.FLIP_LEFT_RIGHT))
        return twin
