"""A person's status, from where they stand and what they do (STAT-1, STAT-2)."""

from __future__ import annotations

from typing import NewType

import numpy as np
from numpy.typing import NDArray

from rooms.model import Status, Wish, ZoneId
from rooms.plan import FloorPlan, ZoneKind

Corner = NewType("Corner", int)
"""What matters of a place: the room that it lies in, and what one does there. Two places of one
corner are alike, so that little is to be done for who walks from one to the other."""

_BY_KIND: tuple[tuple[ZoneKind, Status], ...] = (
    (ZoneKind.MEETING, "meeting"),
    (ZoneKind.WINDOW, "serving"),
    (ZoneKind.SILENT, "dnd"),
)
"""The zones that say what somebody does there; where they overlap, the last of these counts."""

_KINDS = len(_BY_KIND) + 1


def corner_cells(plan: FloorPlan) -> NDArray[np.int32]:
    """Per cell the corner that it lies in."""
    doing = np.zeros(plan.blocked.shape, np.int32)
    for number, (kind, _) in enumerate(_BY_KIND, start=1):
        for zone in plan.zones:
            if zone.kind is kind:
                doing[zone.mask] = number
    cells: NDArray[np.int32] = plan.room_cells * _KINDS + doing
    return cells


def room_of(corner: Corner) -> ZoneId:
    """The room that a corner lies in; 0 outside of all."""
    return ZoneId(corner // _KINDS)


def derive(corner: Corner, wish: Wish | None, *, guest: bool, idle: bool) -> Status:
    """The status of somebody in a corner. A guest at a service window is served, not serving."""
    if wish is not None:
        return wish.status
    doing = corner % _KINDS
    if doing:
        status = _BY_KIND[doing - 1][1]
        if not (guest and status == "serving"):
            return status
    return "away" if idle else "available"
