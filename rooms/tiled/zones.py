"""Zones and arrivals from tile layers and area objects."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

import numpy as np

from rooms.model import Position, ZoneId
from rooms.plan import Mask, Zone, ZoneKind
from rooms.tiled.collision import Ground, spread
from rooms.tiled.errors import MAX_ZONE_CELLS, shown
from rooms.tiled.fields import LARGEST, Fields, truthy
from rooms.tiled.grids import Grid
from rooms.tiled.meanings import (
    AREA_CLASSES,
    CLASSES,
    START_CLASSES,
    Meaning,
    is_start,
    meanings,
)
from rooms.tiled.objects import MapObject
from rooms.tiled.regions import arrivals, central_arrivals

START_LAYER = "start"


def _marked(properties: Mapping[str, object]) -> bool:
    """Whether something is a zone by a property that says nothing of its kind."""
    return truthy(properties.get("locked")) or truthy(properties.get("lobby"))


@dataclass(frozen=True, slots=True)
class _Start:
    """A place to arrive: the cells of a layer or an area, or one point (px)."""

    name: str
    mask: Mask | None
    point: tuple[float, float]


class Zones:
    """Collects the zones and starts of a map in its order."""

    def __init__(self, document: Fields, ground: Ground, notes: list[str]) -> None:
        self._document = document
        self._ground = ground
        self._notes = notes
        self._starts: list[_Start] = []
        self.found: list[Zone] = []

    def add_grid(self, grid: Grid) -> None:
        """A tile layer: every place with a tile is part of its zones."""
        layer = grid.layer
        where = f"layer '{layer.fields.layer}'"
        asked = list(meanings(layer.properties, layer.name, "", where, self._notes))
        start = layer.name == START_LAYER or is_start(layer.properties)
        marked = _marked(layer.properties)
        if not (start or asked or marked):
            return
        mask = self._ground.moved(spread(grid.full()), layer.dx, layer.dy)
        if start:
            self._starts.append(_Start(layer.name, mask, (0, 0)))
            if not asked and not marked:
                return
        self._add(asked, layer.name, layer.properties, mask, layer.fields)

    def add_objects(self, objects: Iterable[MapObject]) -> None:
        """The areas and starts among the objects of a layer; the layer's properties count too."""
        for each in objects:
            where = f"object '{each.label}'"
            # What the layer says holds for all its objects; what the object says comes first.
            properties = {**each.layer.properties, **each.properties}
            asked = list(meanings(properties, each.name, each.kind, where, self._notes))
            start = is_start(properties) or each.kind in START_CLASSES
            known = each.kind in AREA_CLASSES or each.kind in CLASSES
            if start and not each.outline:
                self._starts.append(_Start(each.name, None, each.pivot))
            if not each.outline:
                if asked:
                    self._notes.append(f"{where} has no inside, so it is no zone")
                continue
            marked = _marked(properties)
            if not (start or asked or known or marked):
                continue
            mask = self._ground.area(each.outline)
            if start:
                self._starts.append(_Start(each.name, mask, (0, 0)))
            if asked or marked or (known and not start):
                self._add(asked, each.name, properties, mask, each.fields)

    def _add(
        self,
        asked: list[Meaning],
        name: str,
        properties: Mapping[str, object],
        mask: Mask,
        place: Fields,
    ) -> None:
        if not mask.any():
            self._notes.append(f"zone '{name}' holds no cell of the map: ignored")
            return
        names = {}
        for language in ("ja", "en"):
            text = properties.get(f"name:{language}")
            if isinstance(text, str) and text:
                names[language] = text
        if (len(self.found) + len(asked) + 1) * mask.size > MAX_ZONE_CELLS:
            raise place.error(f"too many zones for a map of {mask.size} walk cells")
        for meaning in asked or [Meaning(ZoneKind.AREA, name, "")]:
            self.found.append(
                Zone(
                    id=ZoneId(len(self.found) + 1),
                    kind=meaning.kind,
                    name=meaning.name,
                    mask=mask,
                    names=names,
                    locked=truthy(properties.get("locked")),
                    lobby=truthy(properties.get("lobby")),
                    capacity=self._capacity(meaning, properties),
                    target=meaning.target,
                )
            )

    def _capacity(self, meaning: Meaning, properties: Mapping[str, object]) -> int:
        """How many a meeting room holds; 0, for no limit, where the map says nothing of use."""
        value = properties.get("capacity")
        if meaning.kind is not ZoneKind.MEETING or value in (None, ""):
            return 0
        if isinstance(value, str) and value.strip().isdecimal():
            value = int(value) if len(value) < 10 else value
        if isinstance(value, bool) or not isinstance(value, int | float):
            value = -1
        if 0 <= value <= LARGEST and value == int(value):
            return int(value)
        given = shown(properties["capacity"])
        self._notes.append(
            f"capacity of '{meaning.name}' is {given}, expected a whole number: ignored"
        )
        return 0

    def spawns(self, closed: Mask) -> dict[str, tuple[Position, ...]]:
        """Arrival points by name; "" holds the default ones: those called "start", or the first.

        `closed` holds the cells where no body stands. A map without a start gets points near its
        middle. MapError where nobody can stand.
        """
        ground = self._ground
        free = ~closed
        for zone in self.found:
            if zone.locked:
                free &= ~zone.mask
        if not free.any():
            raise self._document.error("no cell can be walked on")
        found: dict[str, tuple[Position, ...]] = {}
        for start in self._starts:
            points = arrivals(self._start_mask(start) & free, ground.tile)
            if points:
                found[start.name] = found.get(start.name, ()) + points
            else:
                self._notes.append(f"nobody can stand on the start '{start.name}': ignored")
        default = found.get(START_LAYER) or next(iter(found.values()), ())
        if not default:
            default = central_arrivals(free, ground.tile)
            self._notes.append("no start: people arrive near the middle of the map")
        return {**found, "": default}

    def _start_mask(self, start: _Start) -> Mask:
        if start.mask is not None:
            return start.mask
        mask: Mask = np.zeros(self._ground.shape, np.bool_)
        column = int(start.point[0] // self._ground.cell[0])
        row = int(start.point[1] // self._ground.cell[1])
        if 0 <= row < mask.shape[0] and 0 <= column < mask.shape[1]:
            mask[row, column] = True
        return mask
