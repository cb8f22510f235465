"""What a floor looks like: plain values that a client can paint without knowing Tiled.

An importer makes it, the server sends it as JSON, the client's scene paints it.
Sprites are numbered; a tile layer's value v means: 0 nothing, otherwise sprite `v // 8 - 1`
with flips `v % 8` (1 horizontal, 2 vertical, 4 diagonal: diagonal is applied first).
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal


@dataclass(frozen=True, slots=True)
class Sprite:
    """A rectangle of one image, in that image's pixels; dx, dy shift where it is painted."""

    image: int  # index into Drawing.images
    x: int
    y: int
    width: int
    height: int
    dx: int = 0
    dy: int = 0


@dataclass(frozen=True, slots=True)
class Frame:
    """One picture of an animation: which sprite, for how long in milliseconds."""

    sprite: int
    ms: int


@dataclass(frozen=True, slots=True)
class TileLayer:
    """A grid of sprites, row by row; each is painted with its bottom left on the tile's."""

    name: str
    values: tuple[int, ...]  # columns * rows values, see the module's text
    opacity: float = 1.0
    dx: float = 0.0
    dy: float = 0.0
    above: bool = False  # painted over the avatars
    tint: str = ""  # "#rrggbb", or none
    kind: Literal["tiles"] = "tiles"


@dataclass(frozen=True, slots=True)
class FreeSprite:
    """A sprite set down freely. x, y is its top left in map pixels before it is turned about
    (pivot_x, pivot_y) by `rotation` degrees clockwise."""

    sprite: int
    flips: int
    x: float
    y: float
    width: float
    height: float
    rotation: float = 0.0
    pivot_x: float = 0.0
    pivot_y: float = 0.0
    opacity: float = 1.0


@dataclass(frozen=True, slots=True)
class Label:
    """A text written on the floor. x, y is the top left of its box in map pixels."""

    text: str
    x: float
    y: float
    width: float
    height: float
    size: int = 16
    color: str = "#000000"
    align: str = "left"  # left, center, right
    bold: bool = False


@dataclass(frozen=True, slots=True)
class ObjectLayer:
    """Free sprites and texts. `standing` ones are sorted among the avatars by their bottom edge."""

    name: str
    sprites: tuple[FreeSprite, ...]
    labels: tuple[Label, ...] = ()
    standing: bool = True
    above: bool = False
    tint: str = ""
    kind: Literal["objects"] = "objects"


@dataclass(frozen=True, slots=True)
class ImageLayer:
    """One whole image laid on the floor."""

    name: str
    image: int
    x: float
    y: float
    opacity: float = 1.0
    repeat_x: bool = False
    repeat_y: bool = False
    above: bool = False
    tint: str = ""
    kind: Literal["image"] = "image"


@dataclass(frozen=True, slots=True)
class Image:
    """A picture file by its path relative to the map file; 0 × 0 where the map does not say."""

    path: str
    width: int = 0
    height: int = 0
    transparent: str = ""  # "#rrggbb": a colour to be made see-through, or none


@dataclass(frozen=True, slots=True)
class Drawing:
    """All that the scene paints, layers from the bottom to the top."""

    tile_width: int
    tile_height: int
    columns: int
    rows: int
    background: str = ""  # "#rrggbb", or none
    images: tuple[Image, ...] = ()
    sprites: tuple[Sprite, ...] = ()
    animations: dict[int, tuple[Frame, ...]] = field(default_factory=dict)  # by sprite
    layers: tuple[TileLayer | ObjectLayer | ImageLayer, ...] = ()
