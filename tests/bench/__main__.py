"""Benchmarks: `python -m tests.bench NAME [--quick] [--json]`. They never gate the tests."""

from __future__ import annotations

import argparse
import importlib
import json
import platform
from pathlib import Path

from tests.bench.report import Bar

NAMES = ("browser", "chat", "fanout", "index", "office", "retrieval", "voice", "wander", "windows")


def main() -> None:
    """Runs one benchmark and prints its figures."""
    parser = argparse.ArgumentParser(prog="python -m tests.bench", description=__doc__)
    parser.add_argument("name", choices=NAMES)
    parser.add_argument("--quick", action="store_true", help="shorter, less steady")
    parser.add_argument("--json", action="store_true", help="print one object with `bars`")
    parser.add_argument("--only", help="of fanout: these candidates, as product,c,ws")
    parser.add_argument("--scenario", help="of fanout: these scenarios, as sparse,crowd,slow")
    parser.add_argument("--file", type=Path, help="of retrieval: questions and answers to try")
    arguments = parser.parse_args()
    bench = importlib.import_module(f"tests.bench.{arguments.name}")
    options = ("only", "scenario", "file")
    chosen = {o: v for o in options if (v := getattr(arguments, o)) is not None}
    bars: dict[str, Bar] = bench.run(quick=arguments.quick, **chosen)
    if arguments.json:
        machine = f"{platform.machine()} {platform.system()} Python {platform.python_version()}"
        print(json.dumps({"machine": machine, "bars": {k: b._asdict() for k, b in bars.items()}}))
        return
    for name, bar in bars.items():
        held = bar.target or not bar.ok
        target = f" (target {bar.target:g}: {'met' if bar.ok else 'missed'})" if held else ""
        print(f"{name}: {bar.value:.2f}{target}")


if __name__ == "__main__":
    main()
