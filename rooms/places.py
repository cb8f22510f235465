"""What a map says of each spot, as one number a cell: two spots of one number are alike."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from rooms.model import ZoneId
from rooms.plan import FloorPlan, ZoneKind
from rooms.status import Corner, corner_cells


class Place(NamedTuple):
    """What matters of a spot; little is to be done for who walks from one to another that is the
    same."""

    corner: Corner
    exit: ZoneId  # 0 where none is
    zone: ZoneId  # the one that bounds talk, 0 on the open floor
    talk: ZoneKind | None  # its kind


@dataclass(frozen=True, slots=True, eq=False)
class Places:
    """`cells` holds for each cell of the walk grid an index in `kinds`."""

    cells: NDArray[np.int32]
    kinds: tuple[Place, ...]


def survey(plan: FloorPlan) -> Places:
    """Looks at each cell of a floor once."""
    layers = (corner_cells(plan), plan.exit_cells, plan.talk_cells)
    keys = np.zeros(plan.blocked.shape, np.int64)
    for layer in layers:
        keys = keys * (int(layer.max()) + 1) + layer
    _, first, cells = np.unique(keys, return_index=True, return_inverse=True)
    corners, exits, zones = (layer.ravel()[first].tolist() for layer in layers)
    talk = [plan.zone(zone).kind if zone else None for zone in zones]
    kinds = tuple(map(Place, corners, exits, zones, talk))
    return Places(cells.reshape(keys.shape).astype(np.int32), kinds)
