"""The largest number of people that a server holds: short probes to get near, a long one to be
sure."""

from __future__ import annotations

import contextlib
import tempfile
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from tests.bench.fanout.candidates import Candidate, Load
from tests.bench.fanout.generator import Generator, Probe

_FEWEST = 20
"""Who does not hold so many holds nobody."""

_PATIENCE = 6
"""How often a failed probe is tried while something else takes the server's time."""

MOST = 14_000
"""More than the generator's list of people, and than a process may open files, is not tried."""


@dataclass(frozen=True)
class Effort:
    """How long and how finely is searched."""

    probe: float  # seconds
    sure: float
    step: float  # the ratio of the last two numbers that are told apart
    rounds: int  # alternating runs, of which the median counts


FULL = Effort(probe=4, sure=20, step=1.04, rounds=3)
QUICK = Effort(probe=1.5, sure=4, step=1.25, rounds=1)

Say = Callable[[str], None]


@dataclass(frozen=True)
class Held:
    """The most that was held, with the long probe that shows it; none if nothing was."""

    people: int
    probe: Probe | None


Hold = Callable[[int, float], Probe]
"""Probes so many people for so many seconds."""


def largest(candidate: Candidate, load: Load, effort: Effort, say: Say, guess: int = 0) -> Held:
    """How many people of a load, at most, a candidate holds. (`load.people` is not used.)"""
    with _probing(candidate, load, say) as hold:
        at = _by_short_probes(hold, min(guess or candidate.guess, MOST), effort)
        while at >= _FEWEST:
            probe = hold(at, effort.sure)
            if probe.holds:
                return Held(at, probe)
            at = int(at / effort.step)
    return Held(0, None)


def _by_short_probes(hold: Hold, at: int, effort: Effort) -> int:
    low, high = 0, 0
    while (not high or high > low * effort.step) and low < MOST:
        probe = hold(at, effort.probe)
        if probe.holds:
            low = at
        else:
            high = at
            if high < _FEWEST:
                return 0
        at = min(_next(low, high, probe, effort), MOST)
    return low


@contextlib.contextmanager
def _probing(candidate: Candidate, load: Load, say: Say) -> Iterator[Hold]:
    """One server for all probes, or a fresh one for each where people are there without a line."""
    with contextlib.ExitStack() as for_all:
        generator = None if candidate.resident else _started(candidate, load, MOST, for_all)

        def hold(people: int, seconds: float) -> Probe:
            with contextlib.ExitStack() as for_this:
                asked = generator or _started(candidate, load, people, for_this)
                asked.clients(people)
                return _patiently(candidate, asked, seconds, say)

        yield hold


def _started(
    candidate: Candidate, load: Load, people: int, stack: contextlib.ExitStack
) -> Generator:
    folder = Path(stack.enter_context(tempfile.TemporaryDirectory()))
    load = replace(load, people=people)
    running = stack.enter_context(candidate.running(load, folder))
    return stack.enter_context(Generator(running, load))


def _patiently(candidate: Candidate, generator: Generator, seconds: float, say: Say) -> Probe:
    """Probes again where it failed: one bad moment of the machine is not the server's limit, and
    other people's work is not at all."""
    for tries in range(1, _PATIENCE + 1):
        probe = generator.probe(seconds)
        say(f"{candidate.name}: {probe}")
        if probe.holds or (tries == 2 and not probe.disturbed):
            break
        time.sleep(2 if probe.disturbed else 0)
    return probe


def _next(low: int, high: int, probe: Probe, effort: Effort) -> int:
    """Whom to try after a probe: the work grows about as the people do, up to a full core."""
    busy = probe.cpu.both / probe.seconds
    if not low:
        return high // 2
    if probe.holds:
        guess = low * min(max(0.95 / max(busy, 0.01), effort.step), 4)
        return int(min(guess, (low * high) ** 0.5) if high else guess)
    return int((low * high) ** 0.5)
