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

from rooms.model import Cell, Position, Tile, ZoneId, position

CELLS_PER_TILE = 4

Mask = NDArray[np.bool_]


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
