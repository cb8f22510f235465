"""Programs that tests need and Debian has: the system's, or for root installed by apt-get."""

from __future__ import annotations

import contextlib
import fcntl
import functools
import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest


class NoProgramError(Exception):
    """A program could not be had; the text says what was tried."""


@functools.cache
def program(name: str, package: str) -> str:
    """The path of a program. Raises NoProgramError, each time it is asked."""
    if found := shutil.which(name):
        return found
    failure = install(package)
    if found := shutil.which(name):
        return found
    raise NoProgramError(f"no {name} on the path; {failure or f'{package} has none'}")


def install(*packages: str) -> str:
    """Installs packages; what went wrong, or nothing."""
    if not _can_install():
        return "Debian's package needs apt-get and root"
    wanted = " ".join(packages)
    script = f"apt-get update -q && apt-get install -qy --no-install-recommends {wanted}"
    environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    with _one_at_a_time():
        try:
            done = subprocess.run(
                ["sh", "-c", script], capture_output=True, text=True, timeout=600, env=environment
            )
        except subprocess.TimeoutExpired:
            return "apt-get came to no end within 10 minutes"
    last = (done.stdout + done.stderr).strip().splitlines()[-1:]
    return "" if done.returncode == 0 else f"apt-get failed: {' '.join(last)}"


def needed(name: str, package: str) -> str:
    """The path of a program that a test can't do without: without it the test is skipped, with
    the reason in the summary. With CI=true it fails where the program could have been installed."""
    try:
        return program(name, package)
    except NoProgramError as error:
        if os.environ.get("CI") == "true" and _can_install():
            pytest.fail(str(error))
        pytest.skip(str(error))


def _can_install() -> bool:
    return shutil.which("apt-get") is not None and os.geteuid() == 0


@contextlib.contextmanager
def _one_at_a_time() -> Iterator[None]:
    """apt-get refuses to run beside itself, and two test processes may both want something."""
    lock = Path(tempfile.gettempdir()) / "madoguchi-tests-apt.lock"
    with lock.open("w") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        yield
