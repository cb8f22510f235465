"""The candidates of the index benchmark. Each keeps positions of its own and does whole ticks."""

from __future__ import annotations

import ctypes
import importlib
import subprocess
import tempfile
import time
from collections import defaultdict
from collections.abc import Callable
from pathlib import Path
from typing import Any, Protocol

import numpy as np

from rooms.index import Index, apply, components
from tests.bench.index_scenes import RADIUS, Scene, Walk

Outcome = tuple[np.ndarray, np.ndarray, np.ndarray, np.ndarray]
"""Who crossed into another cell, the pairs as two arrays, and a label a person for the groups."""


class Candidate(Protocol):
    """Something that does the tick: apply, crossings, pairs, groups."""

    def tick(self, walk: Walk) -> Outcome: ...


class _Arrays:
    """What all but the C reference share: positions in arrays, and crossings."""

    def __init__(self, scene: Scene) -> None:
        self.count, self.columns = scene.count, scene.columns
        self.x, self.y = scene.x.copy(), scene.y.copy()
        self.cell = (self.y >> 8) * self.columns + (self.x >> 8)

    def walk(self, walk: Walk) -> np.ndarray:
        return apply(self.x, self.y, self.cell, walk.movers, walk.x, walk.y, self.columns)

    def points(self) -> np.ndarray:
        return np.column_stack((self.x, self.y)).astype(np.float64)


class Ours(_Arrays):
    def __init__(self, scene: Scene) -> None:
        super().__init__(scene)
        self.index, self.floor = Index(RADIUS, scene.side), scene.floor

    def tick(self, walk: Walk) -> Outcome:
        crossed = self.walk(walk)
        near = self.index.near(self.x, self.y, self.floor)
        return crossed, *near.pairs(), near.groups()


class PlainTree(_Arrays):
    """scipy as one takes it from the manual, pairs as an array at least."""

    def __init__(self, scene: Scene) -> None:
        super().__init__(scene)
        self.tree = importlib.import_module("scipy.spatial").cKDTree
        self.matrix = importlib.import_module("scipy.sparse").coo_array
        graphs = importlib.import_module("scipy.sparse.csgraph")
        self.components = graphs.connected_components

    def tick(self, walk: Walk) -> Outcome:
        crossed = self.walk(walk)
        pairs = self.tree(self.points()).query_pairs(RADIUS, output_type="ndarray")
        one, other = pairs[:, 0], pairs[:, 1]
        shape = (self.count, self.count)
        graph = self.matrix((np.ones(len(one), np.bool_), (one, other)), shape=shape)
        return crossed, one, other, self.components(graph, directed=False)[1]


class TunedTree(_Arrays):
    """The same tree with the settings that are fastest here, and our components."""

    def __init__(self, scene: Scene) -> None:
        super().__init__(scene)
        tree = importlib.import_module("scipy.spatial").cKDTree
        points = self.points()

        def built(leaf: int, compact: bool) -> Callable[[np.ndarray], Any]:
            return lambda p: tree(p, leafsize=leaf, balanced_tree=False, compact_nodes=compact)

        def seconds(build: Callable[[np.ndarray], Any]) -> float:
            best = float("inf")
            for _ in range(3):
                begun = time.perf_counter()
                build(points).query_pairs(RADIUS, output_type="ndarray")
                best = min(best, time.perf_counter() - begun)
            return best

        self.build = min((built(n, c) for n in (8, 16, 32, 64) for c in (False, True)), key=seconds)

    def tick(self, walk: Walk) -> Outcome:
        crossed = self.walk(walk)
        pairs = self.build(self.points()).query_pairs(RADIUS, output_type="ndarray")
        one, other = pairs[:, 0], pairs[:, 1]
        return crossed, one, other, components(self.count, one, other)


class Packed(_Arrays):
    """shapely's STRtree."""

    def __init__(self, scene: Scene) -> None:
        super().__init__(scene)
        self.shapely = importlib.import_module("shapely")

    def tick(self, walk: Walk) -> Outcome:
        crossed = self.walk(walk)
        points = self.shapely.points(self.x, self.y)
        found = self.shapely.STRtree(points).query(points, predicate="dwithin", distance=RADIUS)
        one, other = found[:, found[0] < found[1]]
        return crossed, one, other, components(self.count, one, other)


class Rectangles(_Arrays):
    """rtree, filled as a stream and asked for all boxes at once."""

    def __init__(self, scene: Scene) -> None:
        super().__init__(scene)
        self.rtree = importlib.import_module("rtree.index").Index

    def tick(self, walk: Walk) -> Outcome:
        crossed = self.walk(walk)
        points = self.points()
        tree = self.rtree((np.arange(self.count), points, points))
        found, counts = tree.intersection_v(points - RADIUS, points + RADIUS)
        one, other = np.arange(self.count).repeat(counts.astype(np.int64)), found.astype(np.int64)
        apart = points[one] - points[other]
        close = (one < other) & ((apart * apart).sum(1) <= RADIUS * RADIUS)
        one, other = one[close], other[close]
        return crossed, one, other, components(self.count, one, other)


class Sets:
    """A grid of sets that movers are taken out of and put into; union-find over its pairs."""

    def __init__(self, scene: Scene) -> None:
        self.columns = scene.columns
        self.at = list(zip(scene.x.tolist(), scene.y.tolist(), strict=True))
        self.grid: dict[tuple[int, int], set[int]] = defaultdict(set)
        for i, (x, y) in enumerate(self.at):
            self.grid[x // RADIUS, y // RADIUS].add(i)

    def tick(self, walk: Walk) -> Outcome:
        crossed = []
        moves = zip(walk.movers.tolist(), walk.x.tolist(), walk.y.tolist(), strict=True)
        for i, x, y in moves:
            was_x, was_y = self.at[i]
            if (was_x >> 8, was_y >> 8) != (x >> 8, y >> 8):
                crossed.append(i)
            before, now = (was_x // RADIUS, was_y // RADIUS), (x // RADIUS, y // RADIUS)
            if before != now:
                self.grid[before].discard(i)
                self.grid[now].add(i)
            self.at[i] = x, y
        one, other = self._pairs()
        return np.array(crossed, np.int64), np.array(one), np.array(other), self._groups(one, other)

    def _pairs(self) -> tuple[list[int], list[int]]:
        one, other, at, limit = [], [], self.at, RADIUS * RADIUS
        for (column, row), inside in list(self.grid.items()):
            here = sorted(inside)
            around = ((column + 1, row), *((column + d, row + 1) for d in (-1, 0, 1)))
            there = [i for cell in around for i in self.grid.get(cell, ())]
            for k, a in enumerate(here):
                x, y = at[a]
                for b in here[k + 1 :] + there:
                    if (at[b][0] - x) ** 2 + (at[b][1] - y) ** 2 <= limit:
                        one.append(a)
                        other.append(b)
        return one, other

    def _groups(self, one: list[int], other: list[int]) -> np.ndarray:
        parent = list(range(len(self.at)))

        def root(i: int) -> int:
            while parent[i] != i:
                parent[i] = parent[parent[i]]
                i = parent[i]
            return i

        for a, b in zip(one, other, strict=True):
            parent[root(a)] = root(b)
        return np.array([root(i) for i in range(len(parent))])


class Reference:
    """index_reference.c, compiled when first wanted."""

    _library: Any = None

    def __init__(self, scene: Scene) -> None:
        if Reference._library is None:
            Reference._library = _compiled()
        count, side = scene.count, scene.side
        density = count / max(1, side / RADIUS + 2) ** 2
        room = int(count * min(count, 24 * density + 64))

        def numbers(size: int) -> np.ndarray:
            return np.zeros(size, np.int32)

        self.x, self.y = scene.x.copy(), scene.y.copy()
        cell = ((self.y >> 8) * scene.columns + (self.x >> 8)).astype(np.int32)
        self.crossed, self.label = numbers(count), numbers(count)
        self.crossings = np.zeros(1, np.int64)
        self.one, self.other = numbers(room), numbers(room)
        work = [numbers((side // RADIUS + 3) ** 2 + 2), *(numbers(count) for _ in range(4))]
        most = max(len(walk.movers) for walk in scene.walks)
        self.moved = [numbers(most) for _ in range(3)]
        self.kept = [cell, *work]
        address = self._address
        self.before = (count, address(self.x), address(self.y), address(cell))
        self.after = (
            *map(address, self.moved),
            scene.columns,
            side,
            RADIUS,
            *map(address, work),
            *map(address, (self.label, self.crossed, self.crossings, self.one, self.other)),
        )

    @staticmethod
    def _address(array: np.ndarray) -> ctypes.c_void_p:
        return ctypes.c_void_p(array.ctypes.data)

    def tick(self, walk: Walk) -> Outcome:
        count = len(walk.movers)
        for into, values in zip(self.moved, (walk.movers, walk.x, walk.y), strict=True):
            into[:count] = values
        pairs = Reference._library.tick(*self.before, count, *self.after)
        crossed = self.crossed[: self.crossings[0]]
        return crossed, self.one[:pairs], self.other[:pairs], self.label


def _compiled() -> Any:
    source = Path(__file__).with_name("index_reference.c")
    with tempfile.TemporaryDirectory() as folder:
        made = Path(folder) / "reference.so"
        command = ["cc", "-O3", "-shared", "-fPIC", "-o", str(made), str(source)]
        subprocess.run(command, check=True)
        library = ctypes.CDLL(str(made))
    library.tick.restype = ctypes.c_int64
    return library


CANDIDATES: dict[str, Callable[[Scene], Candidate]] = {
    "numpy": Ours,
    "C": Reference,
    "cKDTree": PlainTree,
    "cKDTree tuned": TunedTree,
    "STRtree": Packed,
    "rtree": Rectangles,
    "sets": Sets,
}
