"""Puts the importer together: a map document in, a floor plan and a drawing out."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from rooms.drawing import Drawing
from rooms.plan import FloorPlan
from rooms.tiled.collision import Ground
from rooms.tiled.data import Decompress
from rooms.tiled.errors import MAX_TILE_SIZE, MIN_TILE_SIZE, MapError, shown
from rooms.tiled.fields import Fields
from rooms.tiled.grids import grids
from rooms.tiled.layers import Layer, Layers
from rooms.tiled.meanings import UNDERSTOOD
from rooms.tiled.objects import MapObject, Objects
from rooms.tiled.painting import Painting
from rooms.tiled.tilesets import Gids, Library, Read
from rooms.tiled.zones import Zones


@dataclass(frozen=True, eq=False)
class ImportedFloor:
    """A floor from a map. `notes` says, in the order of the map, what of it was ignored."""

    plan: FloorPlan
    drawing: Drawing
    notes: tuple[str, ...] = ()


def import_map(
    document: Mapping[str, object], *, source: str, read: Read, decompress: Decompress
) -> ImportedFloor:
    """The floor that a Tiled map describes; all positions and sizes in map pixels.

    `source` is the map's name for errors. `read(path)` gives an external tileset or template by
    its path from the map; it raises LookupError where there is none, OSError or ValueError (with
    the reason as text) where it can't be read. `decompress(kind, data)` unpacks "zlib", "gzip" or
    "zstd", ValueError if it can't; it is up to the caller to limit how much it unpacks.

    Raises MapError, and nothing else, for a map that is broken or of a kind that is not supported.
    """
    if not isinstance(document, Mapping):
        raise MapError(source, "", "not a map: expected an object")
    fields = Fields(document, source)
    try:
        return _import(fields, read, decompress)
    except RecursionError as error:
        raise MapError(source, "", "nested too deep") from error


def _import(document: Fields, read: Read, decompress: Decompress) -> ImportedFloor:
    _check_kind(document)
    width = document.whole("tilewidth", least=MIN_TILE_SIZE, most=MAX_TILE_SIZE)
    height = document.whole("tileheight", least=MIN_TILE_SIZE, most=MAX_TILE_SIZE)
    notes: list[str] = []
    library = Library(document.source, read)
    gids = Gids(library, document)
    layers = Layers(document, notes).flat
    extent, tile_grids = grids(document, layers, gids, decompress)
    origin = (extent.column * width, extent.row * height)
    reader = Objects(library, gids, origin)
    by_layer = {id(grid.layer): grid for grid in tile_grids}

    ground = Ground(extent, width, height)
    zones = Zones(document, ground, notes)
    painting = Painting(library.all, notes)
    objects: list[MapObject] = []
    for layer in layers:
        if layer.kind == "tilelayer":
            grid = by_layer[id(layer)]
            ground.block_grid(grid)
            zones.add_grid(grid)
            painting.add_grid(grid)
        elif layer.kind == "objectgroup":
            inside = reader.of(layer)
            ground.block_objects(inside)
            zones.add_objects(inside)
            painting.add_objects(layer, inside)
            objects += inside
        else:
            painting.add_image(layer, origin)
    plan = FloorPlan(
        tile_width=width,
        tile_height=height,
        columns=extent.columns,
        rows=extent.rows,
        blocked=ground.blocked,
        opaque=ground.opaque,
        zones=tuple(zones.found),
    )
    # Where a body can stand is the plan's knowledge, so the arrivals come after it.
    plan = dataclasses.replace(plan, spawns=zones.spawns(plan.closed))
    notes += _unknown_properties(document, layers, objects, gids)
    drawing = painting.drawing(document, extent, (width, height))
    return ImportedFloor(plan, drawing, tuple(dict.fromkeys(notes)))


def _check_kind(document: Fields) -> None:
    kind = document.text("type", "map")
    if kind != "map":
        raise document.error(f"is a {shown(kind)}, expected a map")
    orientation = document.text("orientation", "orthogonal")
    if orientation != "orthogonal":
        raise document.error(f"the orientation is {shown(orientation)}, expected 'orthogonal'")
    if not isinstance(document.data.get("layers"), list | tuple):
        raise document.error("not a Tiled map: no list of layers")


def _unknown_properties(
    document: Fields, layers: Iterable[Layer], objects: Iterable[MapObject], gids: Gids
) -> list[str]:
    """A note for each property that is not understood, with where it was first seen."""
    first: dict[str, str] = {}

    def look(properties: Mapping[str, object], where: str) -> None:
        for name in properties:
            if name not in UNDERSTOOD:
                first.setdefault(str(name), where)

    look(document.properties(), "the map")
    for layer in layers:
        look(layer.properties, f"layer '{layer.fields.layer}'")
    for each in objects:
        look(each.own, f"object '{each.label}' in layer '{each.layer.fields.layer}'")
    for label, properties in gids.tiles_with_properties():
        look(properties, label)
    return [f"property {shown(name)} of {where} is ignored" for name, where in first.items()]
