"""One floor being put together: pictures of its layers, things, walk cells, zones."""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np
from PIL import Image

from assets.draw.art import TILE, Art, Sprite
from assets.draw.floors import floor
from assets.draw.palette import SHADOW, Rgb

CELL = TILE // 4
PICTURES = ("floor", "floor2", "shade", "walls", "furniture", "above")


@dataclass(frozen=True)
class Thing:
    sprite: Sprite
    x: int  # left, px
    y: int  # bottom, px


@dataclass(frozen=True)
class Area:
    """A zone rectangle in tiles, as it goes into the map."""

    name: str
    x: float
    y: float
    w: float
    h: float
    ja: str = ""
    en: str = ""
    properties: dict[str, bool | int | str] = field(default_factory=dict)


class Scene:
    """A floor of columns × rows tiles. Places are in tiles unless a name says px."""

    def __init__(self, name: str, columns: int, rows: int) -> None:
        self.name, self.columns, self.rows = name, columns, rows
        size = (columns * TILE, rows * TILE)
        self.pictures = {key: Image.new("RGBA", size, (0, 0, 0, 0)) for key in PICTURES}
        self.solid = np.zeros((rows * 4, columns * 4), bool)
        self.low = np.zeros((rows * 4, columns * 4), bool)
        self.things: list[Thing] = []
        self.areas: list[Area] = []
        self.seats: list[tuple[float, float]] = []

    def material(self, name: str, x: float, y: float, w: float, h: float) -> None:
        """Lay a floor."""
        px = [round(v * TILE) for v in (x, y, w, h)]
        self.pictures["floor"].paste(Image.fromarray(floor(name, *px)), (px[0], px[1]))

    def draw(self, layer: str, art: Art | Image.Image, x: float, y: float) -> None:
        """Paint a picture with its top left at x, y, cut at the border of the map."""
        image = art.image if isinstance(art, Art) else art
        left, top = round(x * TILE), round(y * TILE)
        cut = max(-left, 0), max(-top, 0)
        canvas = self.pictures[layer]
        right, bottom = (
            min(image.width, canvas.width - left),
            min(image.height, canvas.height - top),
        )
        if cut[0] < right and cut[1] < bottom:
            part = image.crop((*cut, right, bottom))
            canvas.alpha_composite(part, (left + cut[0], top + cut[1]))

    def tint(self, layer: str, px: tuple[int, int, int, int], colour: Rgb, alpha: int) -> None:
        """Lay a see-through rectangle, in px, over a layer."""
        x, y, w, h = px
        if w > 0 and h > 0:
            veil = Image.new("RGBA", (w, h), (*colour, alpha))
            self.draw(layer, veil, x / TILE, y / TILE)

    def block(self, x: float, y: float, w: float, h: float, *, low: bool = False) -> None:
        """Nobody walks here; `low`: but one can talk across."""
        left, right = round(x * 4), round((x + w) * 4)
        top, bottom = round(y * 4), round((y + h) * 4)
        grid = self.low if low else self.solid
        grid[max(top, 0) : max(bottom, 0), max(left, 0) : max(right, 0)] = True

    def unblock(self, x: float, y: float, w: float, h: float) -> None:
        area = slice(round(y * 4), round((y + h) * 4)), slice(round(x * 4), round((x + w) * 4))
        self.solid[area] = False
        self.low[area] = False

    def put(self, sprite: Sprite, x: float, y: float, *, bare: bool = False) -> None:
        """Set a thing down: its left at x, its bottom at y."""
        left, bottom = round(x * TILE), round(y * TILE)
        if sprite.foot:
            fx, fw, fd = sprite.foot
            self.block(
                (left + fx) / TILE,
                (bottom - fd) / TILE,
                fw / TILE,
                fd / TILE,
                low=not sprite.tall,
            )
        shadow = sprite.shadow or sprite.foot
        if shadow and not bare:
            x0, w, d = shadow
            self.shadow(left + x0, bottom - d, w, d, oval=sprite.round)
        if sprite.under:
            self.draw("furniture", sprite.frames[0], x, (bottom - sprite.height) / TILE)
        else:
            self.things.append(Thing(sprite, left, bottom))

    def shadow(self, x: int, y: int, w: int, h: int, *, oval: bool = False) -> None:
        """The soft shadow of something that stands on x, y, w, h (px); light comes from the
        north west."""
        veil = Art(w + 9, h + 7)
        if oval:
            veil.oval(0, 0, w + 8, h + 6, (*SHADOW, 26))
            veil.oval(2, 1, w + 3, h + 3, (*SHADOW, 50))
            self.draw("shade", veil, (x - 1) / TILE, (y - 1) / TILE)
            return
        veil.blob(2, 2, w + 6, h + 5, (*SHADOW, 14), 3)
        veil.blob(1, 1, w + 5, h + 4, (*SHADOW, 30), 3)
        veil.blob(0, 0, w + 3, h + 3, (*SHADOW, 52), 2)
        self.draw("shade", veil, (x - 1) / TILE, (y - 1) / TILE)

    def seat(self, x: float, y: float) -> None:
        """Somebody can sit here: the middle of the seat."""
        self.seats.append((x, y))

    def area(
        self,
        name: str,
        box: tuple[float, float, float, float],
        ja: str = "",
        en: str = "",
        **properties: bool | int | str,
    ) -> None:
        self.areas.append(Area(name, *box, ja, en, properties))
