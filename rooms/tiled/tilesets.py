"""Tilesets, embedded or external: what picture, collision shapes and properties a tile has."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field

from rooms.tiled.errors import MapError, shown
from rooms.tiled.fields import Fields
from rooms.tiled.paths import beside
from rooms.tiled.shapes import Outline, outline

Read = Callable[[str], Mapping[str, object]]
"""path relative to the map → the document. LookupError, OSError or ValueError if it can't."""

GID_BITS = 0x0FFFFFFF
"""The part of a global tile id that is not a flip. The fourth bit is for hexagons: ignored."""

UNLIMITED = 1 << 28


@dataclass(frozen=True, slots=True)
class Picture:
    """An image file by its path from the map; 0 × 0 where the map does not say."""

    path: str
    width: int
    height: int
    transparent: str


@dataclass(frozen=True, slots=True)
class TileArt:
    """One tile: a rectangle of a picture (px), or no picture at all, and what the tile means."""

    key: tuple[int, int]  # the tileset's number in this import, the tile's id
    picture: Picture | None
    x: int
    y: int
    width: int
    height: int
    dx: int
    dy: int
    anchor: tuple[float, float]  # of an object with this tile: shares of its width and height
    properties: Mapping[str, object]
    shapes: tuple[Outline, ...]  # collision, in the tile's pixels
    frames: tuple[tuple[int, int], ...]  # animation: tile id, milliseconds


_ANCHORS = {
    "topleft": (0.0, 0.0),
    "top": (0.5, 0.0),
    "topright": (1.0, 0.0),
    "left": (0.0, 0.5),
    "center": (0.5, 0.5),
    "right": (1.0, 0.5),
    "bottomleft": (0.0, 1.0),
    "bottom": (0.5, 1.0),
    "bottomright": (1.0, 1.0),
}


@dataclass(eq=False)
class Tileset:
    """A tileset whose tiles are read when they are first asked for."""

    number: int
    fields: Fields
    path: str  # of its file from the map; the map's own name where it is embedded
    name: str
    tile_width: int
    tile_height: int
    columns: int
    count: int  # ids are below this one
    spacing: int
    margin: int
    offset: tuple[int, int]
    anchor: tuple[float, float]
    picture: Picture | None
    details: dict[int, list[Fields]]  # by tile id; the older shape has two places for a tile
    legacy: Mapping[str, object]  # "tileproperties"
    _made: dict[int, TileArt] = field(default_factory=dict)

    def has(self, tile_id: int) -> bool:
        if self.picture is None and self.count == UNLIMITED:
            return tile_id in self.details
        return 0 <= tile_id < self.count

    def tile(self, tile_id: int) -> TileArt:
        """The tile with this id. MapError where there is none, or it is broken."""
        if tile_id not in self._made:
            if not self.has(tile_id):
                raise self.fields.error(f"has no tile {tile_id}")
            self._made[tile_id] = self._make(tile_id)
        return self._made[tile_id]

    def properties(self, tile_id: int) -> dict[str, object]:
        found: dict[str, object] = {}
        old = self.legacy.get(str(tile_id))
        if isinstance(old, Mapping):
            found.update(old)
        for detail in self.details.get(tile_id, ()):
            found.update(detail.properties())
        return found

    def _make(self, tile_id: int) -> TileArt:
        picture = self.picture
        column, row = tile_id % self.columns, tile_id // self.columns
        x = self.margin + column * (self.tile_width + self.spacing)
        y = self.margin + row * (self.tile_height + self.spacing)
        width, height = self.tile_width, self.tile_height
        shapes: list[Outline] = []
        frames: list[tuple[int, int]] = []
        for detail in self.details.get(tile_id, ()):
            own = _picture(detail, self.path)
            if own is not None:
                picture = own
                x, y = detail.whole("x", 0, least=0), detail.whole("y", 0, least=0)
                width = detail.whole("width", own.width - x if own.width else width)
                height = detail.whole("height", own.height - y if own.height else height)
                if width < 1 or height < 1:
                    raise detail.error(f"a size of {width} × {height}")
            group = detail.mapping("objectgroup")
            if group is not None:
                drawn = (outline(shape) for shape in group.items("objects", "object"))
                shapes += [points for points in drawn if points]
            frames += [
                (frame.whole("tileid", least=0), frame.whole("duration", 100, least=0))
                for frame in detail.items("animation", "frame")
            ]
        return TileArt(
            (self.number, tile_id),
            picture,
            x,
            y,
            width,
            height,
            *self.offset,
            self.anchor,
            self.properties(tile_id),
            tuple(shapes),
            tuple(frames),
        )


def _picture(fields: Fields, path: str) -> Picture | None:
    image = fields.text("image")
    if not image:
        return None
    return Picture(
        beside(path, image),
        fields.whole("imagewidth", 0, least=0),
        fields.whole("imageheight", 0, least=0),
        fields.color("transparentcolor"),
    )


def _details(fields: Fields) -> dict[int, list[Fields]]:
    """What `tiles` says by tile id: a list of objects with ids, or Tiled 1.0's object by id."""
    found: dict[int, list[Fields]] = {}
    if isinstance(fields.data.get("tiles"), Mapping):
        by_id = fields.mapping("tiles")
        assert by_id is not None
        for key in by_id.data:
            if not (isinstance(key, str) and key.isdecimal() and len(key) < 9):
                raise fields.error(f"tiles has the key {shown(key)}, expected tile ids")
            detail = by_id.mapping(key)
            if detail is not None:
                found[int(key)] = [detail]
    else:
        for detail in fields.items("tiles", "tile"):
            found.setdefault(detail.whole("id", least=0), []).append(detail)
    return found


def _tileset(number: int, fields: Fields, path: str) -> Tileset:
    kind = fields.text("type", "tileset")
    if kind != "tileset":
        raise fields.error(f"is a {shown(kind)}, expected a tileset")
    width = fields.whole("tilewidth", least=1, most=1 << 14)
    height = fields.whole("tileheight", least=1, most=1 << 14)
    spacing, margin = fields.whole("spacing", 0, least=0), fields.whole("margin", 0, least=0)
    picture = _picture(fields, path)
    details = _details(fields)
    columns = fields.whole("columns", 0, least=0)
    rows = 0
    if picture is not None and picture.width and picture.height:
        columns = columns or (picture.width - margin + spacing) // (width + spacing)
        rows = (picture.height - margin + spacing) // (height + spacing)
    # Without a count, the image's size says how many tiles there are; without that one, nothing
    # does. A collection's ids are those in its list, which may have gaps.
    count = fields.whole("tilecount", 0, least=0) or max(columns, 0) * max(rows, 0)
    if picture is None:
        count = max([count, *(key + 1 for key in details)])
        collection = any(detail.data.get("image") for each in details.values() for detail in each)
        count = UNLIMITED if collection or not count else count
    shift = fields.mapping("tileoffset")
    align = fields.text("objectalignment", "unspecified")
    legacy = fields.mapping("tileproperties")
    return Tileset(
        number=number,
        fields=fields,
        path=path,
        name=fields.text("name"),
        tile_width=width,
        tile_height=height,
        columns=max(columns, 1),
        count=count or UNLIMITED,
        spacing=spacing,
        margin=margin,
        offset=(shift.whole("x", 0), shift.whole("y", 0)) if shift else (0, 0),
        anchor=_ANCHORS.get(align, (0.0, 1.0)),
        picture=picture,
        details=details,
        legacy=legacy.data if legacy else {},
    )


class Library:
    """All documents beside the map: each is read once. Keeps the tilesets of this import."""

    def __init__(self, source: str, read: Read) -> None:
        self.source = source
        self._read = read
        self._files: dict[str, Mapping[str, object]] = {}
        self._sets: dict[str, Tileset] = {}
        self.all: list[Tileset] = []

    def document(self, path: str, layer: str, what: str) -> Fields:
        """A document beside the map. MapError (naming `what`) where it can't be read."""
        place = Fields({}, self.source, layer, f"{what} {shown(path)}")
        if path not in self._files:
            try:
                document = self._read(path)
            except MapError as error:
                raise place.error(error.reason) from error
            except LookupError as error:
                raise place.error("is missing") from error
            except (OSError, ValueError) as error:
                raise place.error(str(error) or "can't be read") from error
            if not isinstance(document, Mapping):
                raise place.error("is not an object")
            self._files[path] = document
        return Fields(self._files[path], self.source, layer, place.what)

    def tileset(self, entry: Fields, base: str) -> Tileset:
        """The tileset of an entry of `tilesets`, or of a template's `tileset`, in file `base`."""
        source = entry.text("source")
        if not source:
            label = f"tileset {shown(entry.text('name'))}"
            inside = Fields(entry.data, self.source, entry.layer, label)
            return self._keep(_tileset(len(self.all), inside, base))
        path = beside(base, source)
        if path not in self._sets:
            document = self.document(path, entry.layer, "tileset")
            self._sets[path] = self._keep(_tileset(len(self.all), document, path))
        return self._sets[path]

    def _keep(self, tileset: Tileset) -> Tileset:
        self.all.append(tileset)
        return tileset


class Gids:
    """The map's global tile ids: which tileset each one falls into."""

    def __init__(self, library: Library, document: Fields) -> None:
        placed = [
            (entry.whole("firstgid", least=1, most=GID_BITS), index, library.tileset(entry, ""))
            for index, entry in enumerate(document.items("tilesets", "tileset"))
        ]
        placed.sort(key=lambda each: each[:2])
        self._firsts = [first for first, _, _ in placed]
        self._sets = [tileset for _, _, tileset in placed]

    def tile(self, gid: int, place: Fields) -> TileArt:
        """The tile with this id (flips already taken off). MapError where no tileset has it."""
        found = bisect_right(self._firsts, gid) - 1
        if found < 0 or not self._sets[found].has(gid - self._firsts[found]):
            raise place.error(f"tile id {gid} is in no tileset")
        return self._sets[found].tile(gid - self._firsts[found])

    def tiles_with_properties(self) -> Iterator[tuple[str, Mapping[str, object]]]:
        """For the notes: each tile that has properties, with a name for it."""
        for tileset in self._sets:
            old = (int(key) for key in tileset.legacy if key.isdecimal() and len(key) < 9)
            for tile_id in sorted({*tileset.details, *old}):
                yield f"tile {tile_id} of {tileset.name!r}", tileset.properties(tile_id)
