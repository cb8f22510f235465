"""A floor plan: where one can walk and see, which zones there are, where one arrives.

The walk grid divides each tile into 4 × 4 cells, fine enough for Tiled's collision shapes.
Positions are map pixels, always inside [0, width) × [0, height).
"""

from __future__ import annotations

import enum
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from rooms.grid import Grid
from rooms.model import Position, Px, Tile, ZoneId

CELLS_PER_TILE = 4

Mask = NDArray[np.bool_]

KEPT_GRIDS = 32
KEPT_CELLS = 1 << 26
"""So many walk grids are kept for the sets of zones that are shut, and so many cells in all of
them: the sets change with every lock, and a grid of a large floor has millions of cells."""


class ZoneKind(enum.StrEnum):
    """What a zone is for; docs/maps.md says which map properties make which kind."""

    AREA = "area"  # a named place, nothing more
    MEETING = "meeting"  # one conversation for all inside
    SILENT = "silent"  # no conversations, nobody is disturbed
    STAGE = "stage"  # a speaker's place
    AUDIENCE = "audience"  # hears the stage
    WINDOW = "window"  # a service window's own space
    RECEPTION = "reception"
    FOCUS = "focus"  # the camera frames it
    LINK = "link"  # offers a web page
    SOUND = "sound"  # offers a sound
    EXIT = "exit"  # leads to another floor


BOUNDING = frozenset(
    {ZoneKind.MEETING, ZoneKind.SILENT, ZoneKind.STAGE, ZoneKind.WINDOW, ZoneKind.RECEPTION}
)
"""The kinds whose border no conversation crosses. A hall's audience talks as on the open floor."""


@dataclass(frozen=True, slots=True)
class Zone:
    """A part of a floor. `mask` is over the whole walk grid (rows × columns)."""

    id: ZoneId
    kind: ZoneKind
    name: str
    mask: Mask = field(repr=False, compare=False)
    names: Mapping[str, str] = field(default_factory=dict)  # by language: "ja", "en"
    locked: bool = False  # nobody enters
    lobby: bool = False  # guests may be here
    capacity: int = 0  # MEETING: how many it holds, 0 for no limit
    target: str = ""  # EXIT: as the map wrote it; LINK: the page; SOUND: the file; WINDOW: its key


@dataclass(frozen=True, eq=False)
class FloorPlan:
    """One floor. `blocked` cells can't be walked on, `opaque` ones can't be seen through either."""

    tile_width: int  # px
    tile_height: int  # px
    columns: int  # tiles
    rows: int  # tiles
    blocked: Mask  # (rows * 4, columns * 4)
    opaque: Mask  # (rows * 4, columns * 4), a subset of blocked
    zones: tuple[Zone, ...] = ()
    spawns: Mapping[str, tuple[Position, ...]] = field(default_factory=dict)
    """Arrival points by the name of their layer or area; "" holds the floor's default ones."""

    @property
    def width(self) -> Px:
        """Pixels from the left edge to the right one."""
        return Px(self.columns * self.tile_width)

    @property
    def height(self) -> Px:
        """Pixels from the top edge to the bottom one."""
        return Px(self.rows * self.tile_height)

    def tile(self, at: Position) -> Tile:
        """The tile under a point."""
        return Tile(at.x // self.tile_width, at.y // self.tile_height)

    @cached_property
    def closed(self) -> Mask:
        """The cells where no body stands: the blocked ones, and one cell left and right of them,
        because a body is half a tile wide."""
        closed = self.blocked.copy()
        closed[:, 1:] |= self.blocked[:, :-1]
        closed[:, :-1] |= self.blocked[:, 1:]
        return closed

    @cached_property
    def sight(self) -> Grid:
        """What can be seen, and so talked, through."""
        return self._grid(self.opaque)

    @cached_property
    def talk_cells(self) -> NDArray[np.int32]:
        """Per cell the zone that bounds conversations there, 0 for the open floor.

        Where zones overlap the one that comes last wins, except that silence wins over all.
        """
        raster = np.zeros(self.blocked.shape, np.int32)
        bounding = [z for z in self.zones if z.kind in BOUNDING]
        for zone in sorted(bounding, key=lambda z: z.kind is ZoneKind.SILENT):
            raster[zone.mask] = zone.id
        return raster

    def zone(self, zone_id: ZoneId) -> Zone:
        """The zone of an id. Raises KeyError for one that the plan does not have."""
        return self._zones_by_id[zone_id]

    @cached_property
    def _zones_by_id(self) -> dict[ZoneId, Zone]:
        return {zone.id: zone for zone in self.zones}

    def talk_zone(self, at: Position) -> ZoneId:
        """The zone whose border no conversation of somebody here crosses; 0 on the open floor."""
        col, row = self.sight.cell(at)
        return ZoneId(int(self.talk_cells[row, col]))

    def is_silent(self, zone_id: ZoneId) -> bool:
        """Whether no conversations form in a zone."""
        return zone_id != 0 and self.zone(zone_id).kind is ZoneKind.SILENT

    @cached_property
    def exit_cells(self) -> NDArray[np.int32]:
        """Per cell the exit there, 0 for none; where exits overlap it is the first one."""
        raster = np.zeros(self.blocked.shape, np.int32)
        for zone in reversed(self.zones):
            if zone.kind is ZoneKind.EXIT:
                raster[zone.mask] = zone.id
        return raster

    def walk(self, locked: frozenset[ZoneId], inside: frozenset[ZoneId]) -> Grid:
        """Where somebody can walk who is inside some zones while some are locked: locked zones
        keep out those who are not in them already, and nobody else."""
        return self._walk_without(locked - inside) if locked else self._whole

    def _walk_without(self, shut: frozenset[ZoneId]) -> Grid:
        grid = self._walk_grids.pop(shut, None)
        if grid is None:
            while len(self._walk_grids) >= self._most_grids:
                del self._walk_grids[next(iter(self._walk_grids))]  # the one unused for longest
            grid = self.grid(self.closed, shut)
        self._walk_grids[shut] = grid
        return grid

    @cached_property
    def _whole(self) -> Grid:
        return self._grid(self.closed)

    @property
    def _most_grids(self) -> int:
        return max(4, min(KEPT_GRIDS, KEPT_CELLS // self.closed.size))

    @cached_property
    def _walk_grids(self) -> dict[frozenset[ZoneId], Grid]:
        return {}

    @cached_property
    def lockable(self) -> tuple[Zone, ...]:
        """The zones that the map locks."""
        return tuple(zone for zone in self.zones if zone.locked)

    @cached_property
    def rooms(self) -> tuple[Zone, ...]:
        """The meeting rooms."""
        return tuple(zone for zone in self.zones if zone.kind is ZoneKind.MEETING)

    @cached_property
    def room_cells(self) -> NDArray[np.int32]:
        """Per cell the room there; where rooms overlap it is the last one's, so that nobody is in
        two."""
        raster = np.zeros(self.blocked.shape, np.int32)
        for room in self.rooms:
            raster[room.mask] = room.id
        return raster

    def room_at(self, at: Position) -> ZoneId:
        """The room that a point lies in; 0 outside of all."""
        col, row = self.sight.cell(at)
        return ZoneId(int(self.room_cells[row, col]))

    def inside(self, zone: Zone) -> Mask:
        """The cells of a zone; of a room those that are no other room's."""
        return self.room_cells == zone.id if zone.kind is ZoneKind.MEETING else zone.mask

    def zones_at(self, at: Position, among: tuple[Zone, ...]) -> frozenset[ZoneId]:
        """Those of some zones that a point lies in."""
        col, row = self.sight.cell(at)
        return frozenset(zone.id for zone in among if zone.mask[row, col])

    def grid(self, closed: Mask, shut: frozenset[ZoneId]) -> Grid:
        """A grid without the closed cells and those of the zones that are shut."""
        for zone_id in shut:
            closed = closed | self.inside(self.zone(zone_id))
        return self._grid(closed)

    def _grid(self, closed: Mask) -> Grid:
        rows, columns = closed.shape
        return Grid(
            columns=columns,
            rows=rows,
            cell_width=self.tile_width / CELLS_PER_TILE,
            cell_height=self.tile_height / CELLS_PER_TILE,
            closed=np.ascontiguousarray(closed, np.uint8).tobytes(),
        )
