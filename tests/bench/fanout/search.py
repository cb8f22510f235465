"""The largest number of people that a server holds: short probes to get near, a long one to be
sure."""

from __future__ import annotations

import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path

from tests.bench.fanout.candidates import Candidate, Load
from tests.bench.fanout.generator import Generator, Probe

_PATIENCE = 6
"""How often a failed probe is tried while something else takes the server's time."""

_BESIDE = 1.5
"""Of those who are in the office while it is searched, without a line: at most half as many again."""

_RESTARTS = 5

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
QUICK = Effort(probe=1.5, sure=5, step=1.2, rounds=1)

Say = Callable[[str], None]


@dataclass(frozen=True)
class Held:
    """The most that was held, with the long probe that shows it; none if nothing was."""

    people: int
    probe: Probe | None


def largest(candidate: Candidate, load: Load, effort: Effort, say: Say, guess: int = 0) -> Held:
    """How many people of a load, at most, a candidate holds. (`load.people` is not used.)"""
    start = min(guess or candidate.guess, MOST)
    cap = int(_BESIDE * start) if candidate.resident else MOST
    for _ in range(_RESTARTS):
        people = min(cap, MOST)
        held, all_held = _within(candidate, replace(load, people=people), start, effort, say)
        if all_held and people < MOST:
            start, cap = people, 2 * people
        elif candidate.resident and 0 < held.people < people / _BESIDE:
            start, cap = held.people, int(_BESIDE * held.people)  # the others were in the way
        else:
            break
    return held


def _within(
    candidate: Candidate, load: Load, start: int, effort: Effort, say: Say
) -> tuple[Held, bool]:
    """The most up to `load.people`; whether all of those were held."""
    with (
        tempfile.TemporaryDirectory() as folder,
        candidate.running(load, Path(folder)) as running,
        Generator(running, load) as generator,
    ):

        def hold(people: int, seconds: float) -> Probe:
            generator.clients(people)
            probe = generator.probe(seconds)
            tries = 1
            # One bad moment of the machine is not the server's limit, nor is other people's work.
            while not probe.holds and tries < (_PATIENCE if probe.disturbed else 2):
                say(f"{candidate.name}: {probe}")
                time.sleep(2 if probe.disturbed else 0)
                probe = generator.probe(seconds)
                tries += 1
            say(f"{candidate.name}: {probe}")
            return probe

        low, high, at = 0, 0, min(start, load.people)
        while not high or high > low * effort.step:
            probe = hold(at, effort.probe)
            if probe.holds:
                low = at
                if at == load.people:
                    return Held(low, None), True
            else:
                high = at
                if high < 20:
                    return Held(0, None), False
            at = min(_next(low, high, probe, effort), load.people)
        at = low
        while at >= 10:
            probe = hold(at, effort.sure)
            if probe.holds:
                return Held(at, probe), False
            at = int(at / effort.step)
        return Held(0, None), False


def _next(low: int, high: int, probe: Probe, effort: Effort) -> int:
    """Whom to try after a probe: the work grows about as the people do, up to a full core."""
    busy = probe.cpu.both / probe.seconds
    if not low:
        return high // 2
    if probe.holds:
        guess = low * min(max(0.95 / max(busy, 0.01), effort.step), 4)
        return int(min(guess, (low * high) ** 0.5) if high else guess)
    return int((low * high) ** 0.5)
