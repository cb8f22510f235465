"""Processes that are measured: pinned to a core, watched through /proc, ended by their id."""

from __future__ import annotations

import contextlib
import os
import subprocess
import time
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

from tests.support.office import ROOT

SERVER_CPU, LOAD_CPU = 0, 1
_PRIORITY = -15
_TICKS = os.sysconf("SC_CLK_TCK")


class Cpu(NamedTuple):
    """Seconds of a core that a process has used."""

    user: float
    kernel: float

    @property
    def both(self) -> float:
        """In all."""
        return self.user + self.kernel

    def since(self, earlier: Cpu) -> Cpu:
        """What was used between two moments."""
        return Cpu(self.user - earlier.user, self.kernel - earlier.kernel)


def core_busy(cpu: int) -> float:
    """Seconds in which a core was not idle, or was not ours at all (a virtual one)."""
    for line in Path("/proc/stat").read_text().splitlines():
        name, *fields = line.split()
        if name == f"cpu{cpu}":
            times = [int(field) for field in fields[:8]]  # without guests: they are among the users
            return (sum(times) - times[3] - times[4]) / _TICKS
    return 0.0


class Measured:
    """A process on the servers' core."""

    def __init__(
        self, command: Sequence[str], log: Path, environment: Mapping[str, str] | None = None
    ) -> None:
        self.log = log
        kept = {k: v for k, v in os.environ.items() if not k.startswith("MADOGUCHI_")}
        with log.open("ab") as file:
            self._process = subprocess.Popen(
                command,
                stdout=file,
                stderr=file,
                cwd=ROOT,
                env={**kept, **(environment or {})},
                preexec_fn=lambda: keep_to(SERVER_CPU),
            )

    def wait_until(self, answers: Callable[[], bool], seconds: float = 60) -> None:
        """Waits until it is ready. Raises RuntimeError with what it printed if it never is."""
        deadline = time.monotonic() + seconds
        while not answers():
            if self._process.poll() is not None or time.monotonic() > deadline:
                raise RuntimeError(f"the server did not start:\n{self.text()}")
            time.sleep(0.05)

    @property
    def cpu(self) -> Cpu:
        """What it has used so far, all threads together."""
        fields = Path(f"/proc/{self._process.pid}/stat").read_text().rpartition(")")[2].split()
        return Cpu(int(fields[11]) / _TICKS, int(fields[12]) / _TICKS)

    @property
    def memory(self) -> int:
        """Its resident bytes."""
        status = Path(f"/proc/{self._process.pid}/status").read_text()
        line = next(line for line in status.splitlines() if line.startswith("VmRSS:"))
        return int(line.split()[1]) * 1024

    def text(self) -> str:
        """All that it printed."""
        return self.log.read_text(errors="replace")

    def stop(self) -> None:
        """Ends it."""
        if self._process.poll() is None:
            self._process.terminate()
            try:
                self._process.wait(timeout=20)
            except subprocess.TimeoutExpired:
                self._process.kill()
                self._process.wait()


def keep_to(cpu: int) -> None:
    """Keeps this process to one core, and before others' work there if the system lets it."""
    os.sched_setaffinity(0, {cpu % (os.cpu_count() or 1)})
    with contextlib.suppress(PermissionError):
        os.setpriority(os.PRIO_PROCESS, 0, _PRIORITY)
