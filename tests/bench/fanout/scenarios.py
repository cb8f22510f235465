"""What is measured, scenario by scenario. Each gives the bars of one line of "done when"."""

from __future__ import annotations

import re
import tempfile
import urllib.request
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from server.wire.close import Close
from tests.bench.fanout.candidates import COLYSEUS, GRID, PRODUCT, REFERENCE, Candidate, Load
from tests.bench.fanout.floor import CROWD, SPARSE, Area
from tests.bench.fanout.generator import Generator, Probe
from tests.bench.fanout.search import QUICK, Effort, Held, Say, largest
from tests.bench.report import Bar


@dataclass
class Bench:
    """One run of the bench: what it may use, and what it has found."""

    candidates: Sequence[Candidate]
    effort: Effort
    say: Say
    named: bool = False  # the candidates were asked for by name
    bars: dict[str, Bar] = field(default_factory=dict)
    held: dict[tuple[str, float], dict[str, Held]] = field(default_factory=dict)

    def at_least(self, name: str, value: float, target: float) -> None:
        """A bar that is met from the target up."""
        self.bars[name] = Bar(round(value, 3), target, value >= target)

    def below(self, name: str, value: float, target: float) -> None:
        """A bar that is met below the target."""
        self.bars[name] = Bar(round(value, 3), target, value < target)

    def at_most(self, name: str, value: float, target: float) -> None:
        """A bar that is met up to the target."""
        self.bars[name] = Bar(round(value, 3), target, value <= target)

    def note(self, name: str, value: float) -> None:
        """A figure without a target."""
        self.bars[name] = Bar(round(value, 3), 0, True)

    @property
    def quick(self) -> bool:
        """Whether less is measured, sooner."""
        return self.effort is QUICK

    def needed(self, *wanted: Candidate) -> list[Candidate]:
        """All candidates; when it has to be quick, those alone that a target needs."""
        return [c for c in self.candidates if not self.quick or self.named or c in wanted]

    def measures(self, *wanted: Candidate) -> bool:
        """Whether all of these are among the candidates."""
        return all(candidate in self.candidates for candidate in wanted)


# --- the largest number of people -----------------------------------------------------------------


def sparse(bench: Bench) -> None:
    """Everybody spread over 4000 × 4000 px: how many, at 10 and at 20 Hz."""
    _compare(bench, "sparse", SPARSE, 10, bench.needed(PRODUCT, REFERENCE))
    _compare(bench, "sparse", SPARSE, 20, bench.needed(PRODUCT, REFERENCE, GRID, COLYSEUS))
    for hz, share in ((10, 0.85), (20, 0.75)):
        if bench.measures(PRODUCT, REFERENCE):
            _ratio(bench, "sparse", hz, REFERENCE, share)
    if bench.measures(PRODUCT, COLYSEUS):
        _ratio(bench, "sparse", 20, COLYSEUS, 2)
    if bench.measures(PRODUCT, GRID):
        ours, theirs = (bench.held["sparse", 20][c.name].probe for c in (PRODUCT, GRID))
        if ours and theirs:
            ratio = ours.frames_per_cpu_second / theirs.frames_per_cpu_second
            bench.at_least("2. frames per CPU-second, times those of ws", ratio, 1.0)


def crowd(bench: Bench) -> None:
    """Everybody in one screen at 20 Hz: how many."""
    _compare(bench, "crowd", CROWD, 20, bench.needed(PRODUCT, COLYSEUS))
    if bench.measures(PRODUCT, COLYSEUS):
        _ratio(bench, "crowd", 20, COLYSEUS, 2)


def _ratio(bench: Bench, scenario: str, hz: float, other: Candidate, target: float) -> None:
    found = bench.held[scenario, hz]
    ours, theirs = found[PRODUCT.name].people, found[other.name].people
    name = f"2. {scenario}, {hz:g} Hz: clients, times those of {other.name}"
    bench.at_least(name, ours / max(theirs, 1), target)


def _compare(
    bench: Bench, scenario: str, area: Area, hz: float, candidates: Sequence[Candidate]
) -> None:
    """Alternating runs; of each candidate the run with the median number of people counts."""
    runs: dict[str, list[Held]] = {candidate.name: [] for candidate in candidates}
    for _ in range(bench.effort.rounds):
        for candidate in candidates:
            before = runs[candidate.name]
            guess = int(0.8 * before[-1].people) if before else 0
            found = largest(candidate, Load(0, area, hz), bench.effort, bench.say, guess)
            before.append(found)
            bench.say(f"{scenario}, {hz:g} Hz, {candidate.name}: holds {found.people}")
    for name, found_runs in runs.items():
        by_people = sorted(found_runs, key=lambda held: held.people)
        median = by_people[(len(by_people) - 1) // 2]
        bench.held.setdefault((scenario, hz), {})[name] = median
        bench.note(f"{scenario}, {hz:g} Hz: clients of {name}", median.people)
        if probe := median.probe:
            start = f"{scenario}, {hz:g} Hz: {name},"
            bench.note(f"{start} µs a frame, user", probe.user_us)
            bench.note(f"{start} µs a frame, kernel", probe.kernel_us)
            bench.note(f"{start} frames per CPU-second", probe.frames_per_cpu_second)
            bench.note(f"{start} kB/s a client", probe.bytes_per_second / 1000)


# --- fixed loads ----------------------------------------------------------------------------------


def _probe(candidate: Candidate, load: Load, seconds: float, bench: Bench) -> Probe:
    with (
        tempfile.TemporaryDirectory() as folder,
        candidate.running(load, Path(folder)) as running,
        Generator(running, load) as generator,
    ):
        generator.clients(load.people)
        generator.probe(1)
        probe = generator.probe(seconds)
    bench.say(f"{candidate.name}: {probe}")
    return probe


def small(bench: Bench) -> None:
    """800 people on a wide floor at 10 Hz: what each is sent."""
    for candidate in bench.candidates:
        if bench.quick and candidate is not PRODUCT:
            continue
        probe = _probe(candidate, Load(800, SPARSE, 10), 3 if bench.quick else 20, bench)
        kilobytes = probe.bytes_per_second / 1000
        if candidate is PRODUCT:
            bench.at_most("2. 800 sparse at 10 Hz: kB/s a client", kilobytes, 2)
        else:
            bench.note(f"800 sparse at 10 Hz: {candidate.name}, kB/s a client", kilobytes)
        bench.note(f"800 sparse at 10 Hz: {candidate.name}, p99 ms", probe.p99_ms)


def screen(bench: Bench) -> None:
    """2,000 people in one screen at 10 Hz."""
    probe = _probe(PRODUCT, Load(2000, CROWD, 10), 5 if bench.quick else 20, bench)
    bench.at_most("3. 2,000 in one screen: clients dropped", probe.lost, 0)
    bench.at_most("3. 2,000 in one screen: p99, ms", probe.p99_ms or 1e6, 200)
    bench.at_most("3. 2,000 in one screen: kB/s a client", probe.bytes_per_second / 1000, 60)
    bench.at_least("3. 2,000 in one screen: share of claims told", probe.share, 0.8)


def slow(bench: Bench) -> None:
    """50 of 1,000 in one screen stop reading for 30 s (12 when quick), and read again."""
    people, slow_ones = 1000, 50
    load = Load(people, CROWD, 20, slow=slow_ones)
    with (
        tempfile.TemporaryDirectory() as folder,
        PRODUCT.running(load, Path(folder)) as running,
        Generator(running, load) as generator,
    ):
        generator.clients(people)
        generator.probe(3)
        before = generator.probe(5 if bench.quick else 15)
        memory = running.process.memory
        generator.stall()
        during = generator.probe(12 if bench.quick else 30)
        grown = running.process.memory - memory
        generator.resume()
        after = generator.probe(5)
        cut = _closed_for_now(running.port)
    lost = people - after.clients
    for probe in (before, during, after):
        bench.say(f"slow: {probe}")
    bench.say(f"slow: {cut} cut off with the retry code, {lost} lines ended")
    change = 100 * abs(during.p99_ms - before.p99_ms) / max(before.p99_ms, 0.1)
    bench.below("4. others' p99 changes by %", change, 10)
    bench.below("4. memory grows by MB", grown / 1e6, 20)
    bench.at_most("4. neither healed nor cut off with the retry code", max(0, lost - cut), 0)
    bench.note("4. cut off with the retry code, of 50", cut)


def _closed_for_now(port: int) -> int:
    """How many lines the office has ended with a code that lets the client come again."""
    with urllib.request.urlopen(f"http://127.0.0.1:{port}/metrics", timeout=10) as answer:
        text = answer.read().decode()
    closed = re.findall(r'^madoguchi_closes_total{why="(.*)"} (.*)$', text, re.MULTILINE)
    return sum(int(float(count)) for why, count in closed if not Close[why].final)


def lies(bench: Bench) -> None:
    """Fuzzed claims."""
    from tests.bench.fanout.hostile import dishonest_places  # reads a map: not for other scenarios

    dishonest, sent = dishonest_places(5 if bench.quick else 30)
    bench.say(f"hostile: {sent} claims")
    bench.note("5. hostile claims sent", sent)
    bench.at_most("5. liars seen where they could not be", dishonest, 0)


def idle(bench: Bench) -> None:
    """1,000 people come, and stand."""
    people = 1000
    load = replace(Load(people, SPARSE, 20), placed=False)
    with (
        tempfile.TemporaryDirectory() as folder,
        PRODUCT.running(load, Path(folder)) as running,
        Generator(running, load) as generator,
    ):
        empty = running.process.memory
        generator.clients(people)
        generator.idle(3)
        probe = generator.idle(8 if bench.quick else 30)
        each = (running.process.memory - empty) / people
    bench.say(f"idle: {probe.cpu} in {probe.seconds:.0f} s, {each:.0f} bytes each")
    bench.below("6. idle: % of a core", 100 * probe.cpu.both / probe.seconds, 1)
    bench.at_most("6. idle: kB of memory each", each / 1024, 8)
    bench.at_most("6. idle: lines lost", probe.lost, 0)


SCENARIOS = {
    "sparse": sparse,
    "crowd": crowd,
    "small": small,
    "screen": screen,
    "slow": slow,
    "hostile": lies,
    "idle": idle,
}
