"""The configured floors: loaded, described for clients, and joined by their exits."""

from __future__ import annotations

import base64
import gzip
import hashlib
import logging
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

import msgspec
import numpy as np

from rooms.crowd import CELL
from rooms.model import FloorId, ZoneId
from rooms.plan import CELLS_PER_TILE, FloorPlan, Mask, Zone, ZoneKind
from rooms.tiled import MapError
from server.maps import image_path, load_map
from server.settings import FloorSetting
from server.wire.cells import MOST_CELLS
from server.wire.http import FloorView, Names, WalkGrid, ZoneView

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class LoadedFloor:
    """A floor that could be read. `view` is the JSON of its FloorView, made and packed once."""

    id: FloorId
    names: Names
    map: Path
    plan: FloorPlan
    view: bytes
    zipped: bytes
    tag: str
    images: tuple[Path | None, ...]


def load_floors(settings: Iterable[FloorSetting]) -> list[LoadedFloor]:
    """Loads each floor's map; one that can't be read is left out, and the log says why."""
    loaded = []
    for setting in settings:
        try:
            loaded.append(load_floor(setting))
        except MapError as error:
            log.error("floor %r is left out: %s", setting.id, error)
    return loaded


def load_floor(setting: FloorSetting) -> LoadedFloor:
    """One floor from its map. Raises MapError with the file, the layer and the reason."""
    imported = load_map(setting.map)
    columns, rows = -(-imported.plan.width // CELL), -(-imported.plan.height // CELL)
    if columns * rows > MOST_CELLS:
        wide = f"{imported.plan.width} × {imported.plan.height} px are more than can be told"
        raise MapError(setting.map.name, "", f"{wide}: {MOST_CELLS} squares of {CELL} px")
    for note in imported.notes:
        log.warning("floor %r: %s", setting.id, note)
    images = tuple(image_path(setting.map, image.path) for image in imported.drawing.images)
    view = FloorView(
        id=setting.id,
        name=setting.name,
        drawing=imported.drawing,
        image_urls=[
            None if path is None else f"/api/floors/{setting.id}/images/{number}"
            for number, path in enumerate(images)
        ],
        walk=walk_grid(imported.plan),
        zones=[zone_view(zone, imported.plan) for zone in imported.plan.zones],
    )
    encoded = msgspec.json.encode(view)
    return LoadedFloor(
        id=setting.id,
        names=setting.name,
        map=setting.map,
        plan=imported.plan,
        view=encoded,
        zipped=gzip.compress(encoded, mtime=0),
        tag=f'"{hashlib.sha256(encoded).hexdigest()[:32]}"',
        images=images,
    )


def walk_grid(plan: FloorPlan) -> WalkGrid:
    """Where one can walk, for a client."""
    rows, columns = plan.closed.shape
    return WalkGrid(
        cell_width=plan.tile_width / CELLS_PER_TILE,
        cell_height=plan.tile_height / CELLS_PER_TILE,
        columns=columns,
        rows=rows,
        blocked=base64.b64encode(np.packbits(plan.closed).tobytes()).decode(),
    )


def zone_view(zone: Zone, plan: FloorPlan) -> ZoneView:
    """A zone for a client, its mask as rectangles in map pixels."""
    width, height = plan.tile_width / CELLS_PER_TILE, plan.tile_height / CELLS_PER_TILE
    return ZoneView(
        id=zone.id,
        kind=str(zone.kind),
        name=Names(
            ja=zone.names.get("ja", zone.name),
            en=zone.names.get("en", zone.name),
        ),
        locked=zone.locked,
        lobby=zone.lobby,
        capacity=zone.capacity,
        target=zone.target,
        rects=[
            (left * width, top * height, (right - left) * width, (bottom - top) * height)
            for left, top, right, bottom in rectangles(zone.mask)
        ],
    )


def rectangles(mask: Mask) -> list[tuple[int, int, int, int]]:
    """A mask as rectangles (left, top, right, bottom) in cells that cover it without overlap."""
    found: list[tuple[int, int, int, int]] = []
    growing: dict[tuple[int, int], int] = {}  # a run of cells → the row where it began
    for row in range(mask.shape[0] + 1):
        runs = _runs(mask[row]) if row < mask.shape[0] else set()
        ended = [run for run in growing if run not in runs]
        found += [(run[0], growing.pop(run), run[1], row) for run in ended]
        for run in runs:
            growing.setdefault(run, row)
    return sorted(found)


def _runs(row: Mask) -> set[tuple[int, int]]:
    edges = np.flatnonzero(np.diff(row, prepend=False, append=False))
    return {(int(a), int(b)) for a, b in zip(edges[::2], edges[1::2], strict=True)}


def resolve_exits(
    floors: Sequence[LoadedFloor],
) -> dict[tuple[FloorId, ZoneId], tuple[FloorId, str]]:
    """Where each exit leads. One that leads to no floor of this office stays shut, and is logged.

    An exit names a floor's id or its map file (relative to its own), then perhaps "#" and an
    arrival point.
    """
    exits = {}
    for floor in floors:
        for zone in floor.plan.zones:
            if zone.kind is not ZoneKind.EXIT:
                continue
            place, _, spawn = zone.target.partition("#")
            to = _floor_named(place, floor, floors)
            if to is None:
                log.warning("floor %r: exit to %r: no such floor here", floor.id, zone.target)
                continue
            if spawn and spawn not in to.plan.spawns:
                log.warning("floor %r: no arrival point %r on %r", floor.id, spawn, to.id)
            exits[floor.id, zone.id] = (to.id, spawn)
    return exits


def _floor_named(
    place: str, origin: LoadedFloor, floors: Sequence[LoadedFloor]
) -> LoadedFloor | None:
    if not place:
        return origin
    file = (origin.map.parent / place).resolve()
    return next((f for f in floors if f.id == place or f.map.resolve() == file), None)
