"""What the map looks like: layers, sprites and images that are in use, as rooms.drawing values."""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np

from rooms.drawing import (
    Drawing,
    Frame,
    FreeSprite,
    Image,
    ImageLayer,
    Label,
    ObjectLayer,
    Sprite,
    TileLayer,
)
from rooms.tiled.fields import Fields, truthy
from rooms.tiled.grids import Extent, Grid
from rooms.tiled.layers import Layer
from rooms.tiled.objects import MapObject
from rooms.tiled.paths import beside
from rooms.tiled.shapes import Point
from rooms.tiled.tilesets import Picture, TileArt, Tileset

_ALIGNS = frozenset({"left", "center", "right"})


class Painting:
    """Collects layers, and each sprite and image once, in the order of their first use."""

    def __init__(self, tilesets: list[Tileset], notes: list[str]) -> None:
        self._tilesets = tilesets
        self._notes = notes
        self._images: dict[tuple[str, str], int] = {}
        self._image_list: list[Image] = []
        self._sprites: dict[tuple[int, int], int | None] = {}
        self._sprite_list: list[Sprite] = []
        self._animations: dict[int, tuple[Frame, ...]] = {}
        self._layers: list[TileLayer | ObjectLayer | ImageLayer] = []

    def add_grid(self, grid: Grid) -> None:
        """A tile layer, unless it is hidden or empty."""
        layer = grid.layer
        if not layer.visible:
            return
        values = []
        for use in grid.uses:
            sprite = self._sprite(use.tile) if use.tile is not None else None
            values.append(0 if sprite is None else (sprite + 1) * 8 + use.flips)
        if any(values):
            painted = np.array(values, np.int64)[grid.index]
            self._layers.append(
                TileLayer(
                    name=layer.name,
                    values=tuple(painted.ravel().tolist()),
                    opacity=layer.opacity,
                    dx=layer.dx,
                    dy=layer.dy,
                    above=layer.above,
                    tint=layer.tint,
                )
            )

    def add_objects(self, layer: Layer, objects: Iterable[MapObject]) -> None:
        """The tile objects and texts of an object layer, unless it is hidden or has none."""
        if not layer.visible:
            return
        shown = [each for each in objects if each.visible]
        top_down = layer.fields.text("draworder", "topdown") == "topdown"
        if top_down:
            shown.sort(key=lambda each: each.pivot[1])  # as Tiled paints them
        sprites = [placed for each in shown if (placed := self._placed(each)) is not None]
        labels = [label for each in shown if (label := self._label(each)) is not None]
        if not sprites and not labels:
            return
        standing = layer.properties.get("standing")
        self._layers.append(
            ObjectLayer(
                name=layer.name,
                sprites=tuple(sprites),
                labels=tuple(labels),
                standing=top_down if standing is None else truthy(standing),
                above=layer.above,
                tint=layer.tint,
            )
        )

    def add_image(self, layer: Layer, origin: Point) -> None:
        """An image layer; `origin` (px) is the map's top left in the document."""
        fields = layer.fields
        image = fields.text("image")
        if not image or not layer.visible:
            return
        picture = Picture(
            beside("", image),
            fields.whole("imagewidth", 0, least=0),
            fields.whole("imageheight", 0, least=0),
            fields.color("transparentcolor"),
        )
        self._layers.append(
            ImageLayer(
                name=layer.name,
                image=self._image(picture),
                x=fields.number("x", 0.0) + layer.dx - origin[0],
                y=fields.number("y", 0.0) + layer.dy - origin[1],
                opacity=layer.opacity,
                repeat_x=fields.flag("repeatx", False),
                repeat_y=fields.flag("repeaty", False),
                above=layer.above,
                tint=layer.tint,
            )
        )

    def drawing(self, document: Fields, extent: Extent, tile: tuple[int, int]) -> Drawing:
        """All that was collected."""
        return Drawing(
            tile_width=tile[0],
            tile_height=tile[1],
            columns=extent.columns,
            rows=extent.rows,
            background=document.color("backgroundcolor"),
            images=tuple(self._image_list),
            sprites=tuple(self._sprite_list),
            animations=self._animations,
            layers=tuple(self._layers),
        )

    def _image(self, picture: Picture) -> int:
        key = (picture.path, picture.transparent)
        if key not in self._images:
            self._images[key] = len(self._image_list)
            self._image_list.append(
                Image(picture.path, picture.width, picture.height, picture.transparent)
            )
        return self._images[key]

    def _sprite(self, tile: TileArt) -> int | None:
        """The number of a tile's sprite; None where the tile has no picture."""
        if tile.key not in self._sprites:
            number = self._still(tile)
            if number is not None and tile.frames:
                self._animate(number, tile)
        return self._sprites[tile.key]

    def _still(self, tile: TileArt) -> int | None:
        if tile.key in self._sprites:
            return self._sprites[tile.key]
        number = None
        if tile.picture is not None:
            number = len(self._sprite_list)
            image = self._image(tile.picture)
            self._sprite_list.append(
                Sprite(image, tile.x, tile.y, tile.width, tile.height, tile.dx, tile.dy)
            )
        else:
            note = f"tileset '{self._tilesets[tile.key[0]].name}' has tiles without an image"
            if note not in self._notes:
                self._notes.append(note)
        self._sprites[tile.key] = number
        return number

    def _animate(self, number: int, tile: TileArt) -> None:
        tileset = self._tilesets[tile.key[0]]
        frames = []
        for tile_id, ms in tile.frames:
            sprite = self._still(tileset.tile(tile_id))
            if sprite is not None and ms > 0:
                frames.append(Frame(sprite, ms))
        if frames:
            self._animations[number] = tuple(frames)

    def _placed(self, each: MapObject) -> FreeSprite | None:
        tile = each.tile
        sprite = self._sprite(tile) if tile is not None else None
        if tile is None or sprite is None:
            return None
        return FreeSprite(
            sprite=sprite,
            flips=each.flips,
            x=each.x - tile.dx,  # the scene adds the sprite's own shift
            y=each.y - tile.dy,
            width=each.width,
            height=each.height,
            rotation=each.rotation,
            pivot_x=each.pivot[0],
            pivot_y=each.pivot[1],
            opacity=each.layer.opacity * each.fields.share("opacity"),
        )

    def _label(self, each: MapObject) -> Label | None:
        text = each.fields.mapping("text")
        if text is None or not text.text("text"):
            return None
        align = text.text("halign", "left")
        return Label(
            text=text.text("text"),
            x=each.x,
            y=each.y,
            width=each.width,
            height=each.height,
            size=text.whole("pixelsize", 16, least=1, most=1000),
            color=text.color("color") or "#000000",
            align=align if align in _ALIGNS else "left",
            bold=text.flag("bold", False),
        )
