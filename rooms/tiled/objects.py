"""Objects of object layers: templates filled in, tile objects resolved, places in map pixels."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from rooms.tiled.errors import MAX_DEPTH
from rooms.tiled.fields import Fields
from rooms.tiled.grids import flips_of
from rooms.tiled.layers import Layer
from rooms.tiled.paths import beside
from rooms.tiled.shapes import FLIP_D, Outline, Point, flipped, outline, rectangle, rotated
from rooms.tiled.tilesets import GID_BITS, Gids, Library, TileArt


@dataclass(frozen=True, slots=True)
class MapObject:
    """An object. x, y, width, height (px) are its box before it is turned about `pivot`."""

    layer: Layer
    fields: Fields
    label: str  # its name or number, for notes
    name: str
    kind: str  # the user's class in lower case
    own: Mapping[str, object]  # the properties of the object and its template
    properties: Mapping[str, object]  # these over the tile's
    tile: TileArt | None
    flips: int
    pivot: Point
    x: float
    y: float
    width: float
    height: float
    rotation: float  # degrees, clockwise
    outline: Outline  # its border; empty for a point, a polyline or a text
    visible: bool

    def tile_shapes(self) -> Iterator[Outline]:
        """The collision shapes of its tile where they lie on the map."""
        tile = self.tile
        if tile is None:
            return
        turned = self.flips & FLIP_D
        width, height = (tile.height, tile.width) if turned else (tile.width, tile.height)
        for shape in tile.shapes:
            points = tuple(
                (self.x + x * self.width / width, self.y + y * self.height / height)
                for x, y in flipped(shape, tile.width, tile.height, self.flips)
            )
            yield rotated(points, self.pivot, self.rotation)


@dataclass(frozen=True, slots=True)
class _Filled:
    """The data of an object over that of its template, and the tile that the template names."""

    data: dict[str, object]
    properties: dict[str, object]
    tile: TileArt | None
    flips: int


class Objects:
    """Reads the objects of a map. `origin` (px) is the map's top left in the document."""

    def __init__(self, library: Library, gids: Gids, origin: Point) -> None:
        self._library = library
        self._gids = gids
        self._origin = origin

    def of(self, layer: Layer) -> list[MapObject]:
        """The objects of one layer, in the order of the map."""
        return [self._object(layer, raw) for raw in layer.fields.items("objects", "object")]

    def _object(self, layer: Layer, raw: Fields) -> MapObject:
        filled = self._filled(raw, "", ())
        fields = Fields(filled.data, raw.source, raw.layer, raw.what)
        dx, dy = layer.dx - self._origin[0], layer.dy - self._origin[1]
        x, y = fields.number("x", 0.0) + dx, fields.number("y", 0.0) + dy
        width, height = fields.number("width", 0.0), fields.number("height", 0.0)
        turn = fields.number("rotation", 0.0)
        pivot = (x, y)
        tile = filled.tile
        if tile is not None:
            width, height = width or tile.width, height or tile.height
            if width < 0 or height < 0:
                raise fields.error(f"a size of {width:g} × {height:g}, expected no negative one")
            x += tile.dx * width / tile.width - tile.anchor[0] * width
            y += tile.dy * height / tile.height - tile.anchor[1] * height
            border = rotated(rectangle(x, y, width, height), pivot, turn)
        else:
            border = tuple((px + dx, py + dy) for px, py in outline(fields))
        name = fields.text("name")
        number = fields.data.get("id", "")
        return MapObject(
            layer=layer,
            fields=fields,
            label=name or f"#{number}",
            name=name,
            kind=fields.class_name().strip().casefold(),
            own=filled.properties,
            properties={**(tile.properties if tile else {}), **filled.properties},
            tile=tile,
            flips=filled.flips,
            pivot=pivot,
            x=x,
            y=y,
            width=width,
            height=height,
            rotation=turn,
            outline=border,
            visible=fields.flag("visible", True),
        )

    def _filled(self, raw: Fields, base: str, seen: tuple[str, ...]) -> _Filled:
        """An object with what its template gives it. Templates of templates may not go round."""
        below = _Filled({}, {}, None, 0)
        template = raw.text("template")
        if template:
            path = beside(base, template)
            if path in seen or len(seen) > MAX_DEPTH:
                raise raw.error(f"template '{path}' leads back to itself")
            document = self._library.document(path, raw.layer, f"{raw.what}: template".lstrip(": "))
            below = self._template(document, path, (*seen, path))
        tile, flips = below.tile, below.flips
        if raw.data.get("gid") is not None and not seen:
            tile, flips = self._tile(raw, self._gids)
        return _Filled(
            {**below.data, **raw.data}, {**below.properties, **raw.properties()}, tile, flips
        )

    def _template(self, document: Fields, path: str, seen: tuple[str, ...]) -> _Filled:
        held = document.mapping("object")
        if held is None:
            raise document.error("has no object")
        filled = self._filled(held, path, seen)
        entry = document.mapping("tileset")
        if held.data.get("gid") is None:
            return filled
        if entry is None:
            raise document.error("has a tile, but names no tileset")
        # A template counts its tiles in its own tileset, whatever the map says.
        tileset = self._library.tileset(entry, path)
        gid = held.whole("gid", least=1, most=(1 << 32) - 1)
        number = (gid & GID_BITS) - entry.whole("firstgid", 1, least=1)
        if number < 0 or not tileset.has(number):
            raise held.error(f"tile id {gid & GID_BITS} is in no tileset")
        return _Filled(filled.data, filled.properties, tileset.tile(number), flips_of(gid))

    @staticmethod
    def _tile(raw: Fields, gids: Gids) -> tuple[TileArt | None, int]:
        gid = raw.whole("gid", least=-(1 << 31), most=(1 << 32) - 1) % (1 << 32)
        if not gid & GID_BITS:
            return None, 0
        return gids.tile(gid & GID_BITS, raw), flips_of(gid)
