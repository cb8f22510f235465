"""Proves a floor walkable: all seats, zones and ways can be reached on foot from the start."""

from __future__ import annotations

from collections import deque

import numpy as np
from numpy.typing import NDArray

from assets.draw.scene import Area, Scene

BOUNDING = ("meeting", "silent", "serviceWindow", "reception", "stage")
STRAY = 24  # so many free cells may lie shut in, in corners between furniture


class UnreachableError(Exception):
    """Somewhere on the floor nobody can get to."""


def walkable(scene: Scene) -> NDArray[np.bool_]:
    """Where feet may stand: a body needs a quarter tile left and right of its feet."""
    blocked = scene.solid | scene.low
    wide = blocked.copy()
    wide[:, 1:] |= blocked[:, :-1]
    wide[:, :-1] |= blocked[:, 1:]
    return ~wide


def flooded(free: NDArray[np.bool_], start: tuple[int, int]) -> NDArray[np.bool_]:
    reached = np.zeros_like(free)
    reached[start] = True
    queue = deque([start])
    while queue:
        y, x = queue.popleft()
        for v, u in ((y + 1, x), (y - 1, x), (y, x + 1), (y, x - 1)):
            inside = 0 <= v < free.shape[0] and 0 <= u < free.shape[1]
            if inside and free[v, u] and not reached[v, u]:
                reached[v, u] = True
                queue.append((v, u))
    return reached


def cells(area: Area) -> tuple[slice, slice]:
    rows = slice(round(area.y * 4), round((area.y + area.h) * 4))
    return rows, slice(round(area.x * 4), round((area.x + area.w) * 4))


def check(scene: Scene) -> str:
    """A line on what the floor offers; raises if a part of it can't be reached."""
    free = walkable(scene)
    starts = [a for a in scene.areas if a.properties.get("start")]
    wrong: list[str] = []
    first = starts[0]
    begin = round((first.y + first.h / 2) * 4), round((first.x + first.w / 2) * 4)
    if not free[begin]:
        raise UnreachableError(f"{scene.name}: the start itself is blocked")
    reached = flooded(free, begin)
    for area in scene.areas:
        inside = free[cells(area)]
        part = reached[cells(area)]
        if not part.any() or part.sum() < 0.97 * inside.sum():
            wrong.append(f"zone {area.name}: {part.sum()} of {inside.sum()} free cells reached")
        if area.properties.get("start") and inside.mean() < 0.99:
            wrong.append(f"start {area.name}: something stands in it")
    for x, y in scene.seats:
        if not reached[int(y * 4), int(x * 4)]:
            wrong.append(f"seat at {x}, {y}")
    wrong += overlaps(scene)
    lost = free & ~reached
    for y, x in np.argwhere(lost):
        if lost[y, x]:
            island = flooded(lost, (int(y), int(x)))
            lost &= ~island
            if island.sum() > STRAY:
                wrong.append(f"{island.sum()} cells shut in about tile {x / 4}, {y / 4}")
    if wrong:
        raise UnreachableError(f"{scene.name}:\n  " + "\n  ".join(wrong))
    return (
        f"{scene.name}: {scene.columns} × {scene.rows} tiles, {len(scene.seats)} seats, "
        f"{len(scene.areas)} zones, {len(scene.things)} things, all within reach"
    )


def overlaps(scene: Scene) -> list[str]:
    """Zones that bound conversations must not share ground."""
    owner = np.full(scene.solid.shape, -1)
    wrong = []
    for i, area in enumerate(scene.areas):
        if any(area.properties.get(key) for key in BOUNDING):
            part = owner[cells(area)]
            others = np.unique(part[part >= 0])
            wrong += [f"{area.name} and {scene.areas[other].name} overlap" for other in others]
            owner[cells(area)] = i
    return wrong
