"""One tick of the index (apply, crossings, pairs, groups) against other ways to do it.

All candidates walk the same ways, in turns, and have to agree before their times count.
"""

from __future__ import annotations

import platform
import random
import sys
import time
from collections.abc import Iterable
from pathlib import Path

import numpy as np

from tests.bench import chart, index_bubbles
from tests.bench.allocator import keep_memory
from tests.bench.index_peers import CANDIDATES, Candidate, Outcome
from tests.bench.index_scenes import Scene, scene
from tests.bench.report import Bar

_PICTURES = Path(__file__).parents[2] / "docs" / "performance"
_IN_A_ROW = 5
"""Ticks that one candidate does before it is the next one's turn."""

_AGREED = 2
"""Ticks of which the outcomes are compared."""

_SLOW = {"rtree": 10_000, "sets": 10_000, "STRtree": 100_000}
"""Who is asked with so many people at most."""

_BARS = {
    ("spread", 10_000): (8, 4.5, 2.7),
    ("crowd", 10_000): (5.5, 3, 4),
    ("spread", 1000): (5, 2.5, 5),
}
"""How many times faster than cKDTree and than the tuned one, and how many times slower than C."""

Times = dict[str, float]
"""Seconds for a tick, by candidate: medians."""


def run(*, quick: bool) -> dict[str, Bar]:
    """The bars of the index."""
    seed = random.randrange(1 << 32)
    kept = "kept" if keep_memory() else "not kept: the C library can't"
    _tell(f"{_machine()}; numpy {np.__version__}; freed memory {kept}; seed {seed}")
    bars: dict[str, Bar] = {}
    seconds = 0.4 if quick else 3.0
    for (name, count), targets in _BARS.items():
        times = compared(scene(name, count, 0.2, 40, seed), seconds)
        bars |= _ratios(f"{name}, {count:,}", times, targets)
    bars |= _growth(seed, seconds)
    bars |= _bubbles(seed, seconds)
    _survey(seed, quick=quick)
    return bars


def _ratios(name: str, times: Times, targets: tuple[float, float, float]) -> dict[str, Bar]:
    ours, found = times["numpy"], {}
    for peer, target in zip(("cKDTree", "cKDTree tuned"), targets, strict=False):
        if peer in times:
            ratio = times[peer] / ours
            found[f"{name}: times faster than {peer}, at least"] = Bar(
                ratio, target, ratio >= target
            )
    if "C" in times:
        ratio = ours / times["C"]
        found[f"{name}: times slower than C, at most"] = Bar(ratio, targets[2], ratio <= targets[2])
    return found


def _growth(seed: int, seconds: float) -> dict[str, Bar]:
    """How the time grows with people and floors, and with how close they stand."""
    scenes = [
        scene("spread", 10_000, 0.2, 20, seed),
        scene("spread", 100_000, 0.2, 20, seed),
        scene("spread", 10_000, 0.2, 20, seed, floors=500),
    ]
    one, many, floors = (float(np.median(times)) for times in _alone(scenes, 3 * seconds))
    (spot,) = _alone([scene("spot", 1000, 0.2, 20, seed)], seconds)
    stall = 1000 * max(spot)
    return {
        "100,000 people against 10,000: times as long, at most": Bar(
            many / one, 14, many / one <= 14
        ),
        "500 floors of 20 against one of 10,000: times as long, at most": Bar(
            floors / one, 2, floors / one <= 2
        ),
        "1,000 in one spot: slowest tick, ms, at most": Bar(stall, 10, stall <= 10),
    }


def _bubbles(seed: int, seconds: float) -> dict[str, Bar]:
    """What the rules cost on top of the index."""
    bars = {}
    for name in ("spread", "crowd"):
        (times,) = _alone([scene(name, 10_000, 0.2, 20, seed)], seconds)
        index = float(np.median(times))
        rules, slowest = index_bubbles.ticks(name, 10_000, 0.2, seconds, seed)
        _tell(
            f"bubbles, {name}, 10,000: {rules * 1e6:,.0f} µs a tick, {slowest * 1e6:,.0f} at most;"
            f" index {index * 1e6:,.0f} µs"
        )
        ratio = rules / index
        bars[f"{name}, 10,000: bubble rules against the index, at most"] = Bar(ratio, 1, ratio <= 1)
    return bars


def _survey(seed: int, *, quick: bool) -> None:
    """All candidates at all sizes; into a chart."""
    for name in ("spread", "crowd", "spot"):
        series: chart.Series = {}
        for count in (200, 1000) if name == "spot" else (200, 1000, 10_000, 100_000):
            for movers in (0.2,) if quick else (0.05, 0.2, 1.0):
                here = scene(name, count, movers, 10, seed)
                times = compared(here, 0.15 if quick else 1.0)
                _tell(_row(f"{name}, {count:,}, {movers:.0%} walk", times))
                if movers == 0.2:
                    for candidate, each in times.items():
                        series.setdefault(candidate, []).append((count, 1e6 * each))
        title = f"One tick of the index, 20 % walk: {name}"
        chart.draw(_PICTURES / f"index-{name}.svg", title, "people", "µs", series)


def _row(name: str, times: Times) -> str:
    ours = times["numpy"]
    others = [f"{peer} {each / ours:.2f}" for peer, each in times.items() if peer != "numpy"]
    return f"{name}: numpy {ours * 1e6:,.0f} µs; times that: {', '.join(others)}"


def compared(here: Scene, seconds: float) -> Times:
    """The candidates in turns, each for about so many seconds; those that aren't installed not."""
    running: dict[str, Candidate] = {}
    for name, candidate in CANDIDATES.items():
        if here.count > _SLOW.get(name, here.count):
            continue
        try:
            running[name] = candidate(here)
        except (ImportError, OSError) as missing:
            _tell(f"{name} is left out: {missing}")
    for walk in here.walks[:_AGREED]:
        outcomes = {name: _settled(c.tick(walk)) for name, c in running.items()}
        for name, outcome in outcomes.items():
            for mine, ours in zip(outcome, outcomes["numpy"], strict=True):
                assert np.array_equal(mine, ours), f"{name} differs in {here.name} {here.count}"
    spent: dict[str, list[float]] = {name: [] for name in running}
    turn = 0
    while any(sum(times) < seconds for times in spent.values()):
        for name, candidate in running.items():
            if sum(spent[name]) >= seconds:
                continue
            for step in range(turn, turn + _IN_A_ROW):
                walk = here.walks[step % len(here.walks)]
                begun = time.perf_counter()
                candidate.tick(walk)
                spent[name].append(time.perf_counter() - begun)
        turn += _IN_A_ROW
    return {name: float(np.median(times)) for name, times in spent.items()}


def _alone(scenes: Iterable[Scene], seconds: float) -> list[list[float]]:
    """Our times for some scenes, in turns."""
    running = [(here, CANDIDATES["numpy"](here)) for here in scenes]
    times: list[list[float]] = [[] for _ in running]
    for here, candidate in running:
        candidate.tick(here.walks[0])
    while sum(map(sum, times)) < seconds:
        for (here, candidate), spent in zip(running, times, strict=True):
            for walk in here.walks[:_IN_A_ROW]:
                begun = time.perf_counter()
                candidate.tick(walk)
                spent.append(time.perf_counter() - begun)
    return times


def _settled(outcome: Outcome) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """What is the same for all who are right: crossings, pairs, the lowest of each one's group."""
    crossed, one, other, labels = (np.asarray(part).astype(np.int64) for part in outcome)
    low, high = np.minimum(one, other), np.maximum(one, other)
    _, first, group = np.unique(labels, return_index=True, return_inverse=True)
    return np.sort(crossed), np.sort((low << 32) | high), first[group]


def _tell(line: str) -> None:
    """Not on the standard output, which is for the bars."""
    print(line, file=sys.stderr, flush=True)


def _machine() -> str:
    names = Path("/proc/cpuinfo")
    lines = names.read_text("utf-8").splitlines() if names.exists() else []
    models = [line.split(":")[1].strip() for line in lines if line.startswith("model name")]
    return f"{models[0] if models else platform.machine()}, {len(models)} cores"
