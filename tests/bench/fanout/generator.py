"""The load generator's process (c/load.c), as a context: orders in, measurements out."""

from __future__ import annotations

import json
import subprocess
from dataclasses import dataclass
from types import TracebackType
from typing import Any

from tests.bench.fanout.build import program
from tests.bench.fanout.candidates import Load, Running
from tests.bench.fanout.processes import LOAD_CPU, SERVER_CPU, Cpu, core_busy, keep_to

BUSY = 0.9
"""A generator that uses more of its core may be what is measured, and not the server."""

DISTURBED = 0.06
"""Of the servers' core: more than this in other hands, and a failure says nothing."""

LATE = 150.0
"""ms: the p99 that a server has to hold."""


@dataclass(frozen=True)
class Probe:
    """What was measured in some seconds of walking."""

    hz: float
    seconds: float
    clients: int
    frames: int
    bytes: int
    claims: int
    awaited: int
    delivered: int
    median_ms: float
    p99_ms: float
    slowest_ms: float
    put_back: int
    lost: int
    worst_frames: int  # of the client that is worse off than 99 % of all
    generator: float  # of its core
    closes: dict[str, int]
    cpu: Cpu
    foreign: float  # of the servers' core: taken by others

    @property
    def disturbed(self) -> bool:
        """Whether something else on this machine took the server's time."""
        return self.foreign > DISTURBED

    @property
    def share(self) -> float:
        """Of the claims that somebody near had to be told of, how many were told."""
        return self.delivered / self.awaited if self.awaited else 0.0

    @property
    def holds(self) -> bool:
        """Whether everybody was told of what happened around them, in time."""
        return not self.trouble

    @property
    def trouble(self) -> str:
        """What is wrong with it; "" for nothing."""
        if self.lost:
            return f"{self.lost} lines lost {self.closes}"
        if self.delivered == 0:
            return "nothing was delivered"
        if self.p99_ms > LATE:
            return f"p99 {self.p99_ms:.0f} ms"
        # A claim is overtaken by the next one when a tick waits for both, which a little of
        # jitter does already: a fifth may be missing.
        if self.share < 0.8:
            return f"only {100 * self.share:.0f} % of the claims told"
        return ""

    @property
    def bounded(self) -> bool:
        """Whether the generator may have been the limit."""
        return self.generator > BUSY

    @property
    def user_us(self) -> float:
        """Microseconds of the server's own time for a frame."""
        return 1e6 * self.cpu.user / max(self.frames, 1)

    @property
    def kernel_us(self) -> float:
        """Microseconds of the kernel's time for a frame."""
        return 1e6 * self.cpu.kernel / max(self.frames, 1)

    @property
    def frames_per_cpu_second(self) -> float:
        """Frames for each second of the server's core."""
        return self.frames / self.cpu.both if self.cpu.both else 0.0

    @property
    def bytes_per_second(self) -> float:
        """What one client gets."""
        return self.bytes / self.seconds / max(self.clients, 1)

    def __str__(self) -> str:
        return (
            f"{self.clients} clients at {self.hz:g} Hz: p99 {self.p99_ms:.0f} ms, median"
            f" {self.median_ms:.0f}; {self.frames / self.seconds:.0f} frames/s,"
            f" {self.user_us:.1f} + {self.kernel_us:.1f} µs each (user + kernel),"
            f" {100 * self.cpu.both / self.seconds:.0f} % of a core;"
            f" {self.bytes_per_second / 1000:.2f} kB/s a client; {100 * self.share:.0f} % told;"
            f" generator {100 * self.generator:.0f} %"
            + (" (the generator is the limit)" if self.bounded else "")
            + (f"; DISTURBED by others, {100 * self.foreign:.0f} %" if self.disturbed else "")
            + (f"; FAILS: {self.trouble}" if self.trouble else "")
        )


class Generator:
    """A started generator."""

    def __init__(self, running: Running, load: Load) -> None:
        self._running = running
        self._load = load
        self._process = subprocess.Popen(
            [
                str(program("load")),
                *("--port", str(running.port), "--people", str(running.people)),
                *("--dialect", running.dialect, "--version", str(running.version)),
                *("--hz", str(load.hz), "--movers", str(load.movers), "--area", str(load.area)),
                *("--chat", str(load.chat), "--floors", str(load.floors)),
                *("--slow", str(load.slow)),
            ],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
            preexec_fn=lambda: keep_to(LOAD_CPU),
        )

    def _order(self, order: str) -> None:
        assert self._process.stdin is not None
        self._process.stdin.write(order + "\n")
        self._process.stdin.flush()

    def _answer(self) -> dict[str, Any]:
        assert self._process.stdout is not None
        line = self._process.stdout.readline()
        if not line:
            raise RuntimeError(f"the generator ended\n{self._running.process.text()[-2000:]}")
        return json.loads(line)

    def clients(self, count: int) -> None:
        """Connects people, or takes leave of some, until so many are there."""
        self._order(f"clients {count}")
        answer = self._answer()
        if answer["clients"] != count:
            raise RuntimeError(
                f"{answer['clients']} of {count} came in\n{self._running.process.text()[-2000:]}"
            )

    def probe(self, seconds: float, order: str = "probe") -> Probe:
        """Lets people walk, and measures."""
        self._order(f"{order} {seconds}")
        self._answer()  # it begins
        before, busy = self._running.process.cpu, core_busy(SERVER_CPU)
        found = self._answer()
        used = self._running.process.cpu.since(before)
        foreign = (core_busy(SERVER_CPU) - busy - used.both) / found["seconds"]
        return Probe(hz=self._load.hz, cpu=used, foreign=foreign, **found)

    def idle(self, seconds: float) -> Probe:
        """As `probe`, with nobody walking."""
        return self.probe(seconds, "idle")

    def stall(self) -> None:
        """The slow ones stop reading."""
        self._order("stall")
        self._answer()

    def resume(self) -> None:
        """They read again."""
        self._order("resume")
        self._answer()

    def __enter__(self) -> Generator:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        with self._process as process:  # closes its pipes, and it ends with them
            if error is not None:
                process.kill()
