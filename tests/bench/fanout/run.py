"""The bench as a command: which scenarios, which candidates, and the bars and charts that come of
them."""

from __future__ import annotations

import platform
import sys
import time
from pathlib import Path

from tests.bench.fanout.build import NoCompilerError, compiler
from tests.bench.fanout.candidates import CANDIDATES
from tests.bench.fanout.charts import draw
from tests.bench.fanout.scenarios import SCENARIOS, Bench
from tests.bench.fanout.search import FULL, QUICK
from tests.bench.report import Bar


def say(text: str) -> None:
    """Progress, for people; the figures go elsewhere."""
    print(text, file=sys.stderr, flush=True)


def run(*, quick: bool, only: str = "", scenario: str = "") -> dict[str, Bar]:
    """The bars by name. `only` and `scenario` are names with commas between them."""
    try:
        compiler()
    except NoCompilerError as missing:
        sys.exit(str(missing))
    candidates = [CANDIDATES[name] for name in _chosen(only, CANDIDATES)]
    bench = Bench(candidates, QUICK if quick else FULL, say, named=bool(only))
    began = time.monotonic()
    say(machine())
    for name in _chosen(scenario, SCENARIOS):
        say(f"--- {name}: {SCENARIOS[name].__doc__} ({time.monotonic() - began:.0f} s)")
        SCENARIOS[name](bench)
    say(f"--- done in {time.monotonic() - began:.0f} s")
    if not only:
        draw(bench, machine())
    ratios_first = sorted(bench.bars.items(), key=lambda item: not item[0][:1].isdigit())
    return dict(ratios_first)


def _chosen(names: str, known: dict[str, object]) -> list[str]:
    chosen = names.split(",") if names else list(known)
    if strange := [name for name in chosen if name not in known]:
        sys.exit(f"{strange[0]} is none of {', '.join(known)}")
    return chosen


def machine() -> str:
    """The machine, by name."""
    models = [
        line.partition(":")[2].strip()
        for line in Path("/proc/cpuinfo").read_text().splitlines()
        if line.startswith("model name")
    ]
    system = f"{platform.system()} {platform.release()}, Python {platform.python_version()}"
    return f"{len(models)} cores of {models[0] if models else platform.machine()}, {system}"
