"""Real offices for tests: in this process, or as a process of its own that can be killed."""

from __future__ import annotations

import contextlib
import os
import random
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import AsyncIterator
from dataclasses import replace
from pathlib import Path

from rooms.model import FloorId
from server.app import Office, running
from server.settings import FloorSetting, Settings
from server.wire.http import Names

ROOT = Path(__file__).resolve().parents[2]
PLAIN = ROOT / "tests" / "golden" / "plain.tmj"
"""A small map of our own: an open floor with walls round it, a meeting room, and a quiet corner."""


def floor_setting(name: str, path: Path) -> FloorSetting:
    """A configured floor."""
    return FloorSetting(FloorId(name), path, Names(ja=name, en=name))


@contextlib.asynccontextmanager
async def office(data: Path, **settings: object) -> AsyncIterator[tuple[Office, str]]:
    """An office in this process and its address, such as "http://127.0.0.1:4711"."""
    defaults = Settings(port=0, data=data, floors=(floor_setting("plain", PLAIN),))
    async with running(replace(defaults, **settings)) as open_office:
        yield open_office, f"http://127.0.0.1:{open_office.port}"


def free_port() -> int:
    """A port that nobody uses now, below those that the system gives to outgoing lines: it stays
    free while an office that is to have it again is being started."""
    while True:
        port = random.randrange(12_000, 32_000)
        with socket.socket() as probe, contextlib.suppress(OSError):
            probe.bind(("127.0.0.1", port))
            return port


class OfficeProcess:
    """`python -m server` as its users run it; the port stays the same over restarts."""

    def __init__(self, folder: Path, *arguments: str) -> None:
        self.port = free_port()
        self.url = f"http://127.0.0.1:{self.port}"
        self.data = folder / "data"
        self.log = folder / "office.log"
        self._arguments = arguments
        self._process: subprocess.Popen[bytes] | None = None

    def start(self) -> float:
        """Starts it and waits until it answers; returns the seconds that took."""
        command = [sys.executable, "-m", "server", "--port", str(self.port)]
        command += ["--data", str(self.data), *self._arguments]
        environment = {k: v for k, v in os.environ.items() if not k.startswith("MADOGUCHI_")}
        started = time.monotonic()
        with self.log.open("ab") as log:
            self._process = subprocess.Popen(
                command, stdout=log, stderr=log, cwd=ROOT, env=environment
            )
        while not self._answers():
            if self._process.poll() is not None or time.monotonic() - started > 60:
                raise RuntimeError(f"the office did not start:\n{self.text()}")
            time.sleep(0.02)
        return time.monotonic() - started

    def _answers(self) -> bool:
        try:
            with urllib.request.urlopen(f"{self.url}/readyz", timeout=5):
                return True
        except OSError:
            return False

    @property
    def pid(self) -> int:
        """The process id of the running office."""
        assert self._process is not None
        return self._process.pid

    def kill(self) -> None:
        """`kill -9`: no last words, no last writes."""
        self._end(signal.SIGKILL)

    def stop(self) -> None:
        """Asks it to stop, as an operator does."""
        self._end(signal.SIGTERM)

    def _end(self, number: signal.Signals) -> None:
        if self._process is not None:
            self._process.send_signal(number)
            self._process.wait(timeout=30)
            self._process = None

    def text(self) -> str:
        """Everything that it has printed."""
        return self.log.read_text(errors="replace") if self.log.exists() else ""

    def __enter__(self) -> OfficeProcess:
        self.start()
        return self

    def __exit__(self, *_: object) -> None:
        self.stop()
