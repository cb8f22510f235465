"""The bench as a command: which scenarios, which candidates, and the bars that come of them."""

from __future__ import annotations

import sys

from tests.bench.fanout.candidates import CANDIDATES, Load
from tests.bench.fanout.floor import SPARSE
from tests.bench.fanout.search import FULL, QUICK, largest
from tests.bench.report import Bar


def say(text: str) -> None:
    """Progress, for people; the figures go elsewhere."""
    print(text, file=sys.stderr, flush=True)


def run(*, quick: bool, only: str = "", scenario: str = "") -> dict[str, Bar]:
    """The bars by name."""
    effort = QUICK if quick else FULL
    names = only.split(",") if only else list(CANDIDATES)
    bars: dict[str, Bar] = {}
    for hz in (10, 20):
        for name in names:
            found = largest(CANDIDATES[name], Load(0, SPARSE, hz), effort, say)
            say(f"{name} {hz} Hz: {found.people} {found.probe}")
            bars[f"sparse {hz} Hz: {name}"] = Bar(found.people, 0, True)
    return bars
