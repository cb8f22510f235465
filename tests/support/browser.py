"""A real Chromium: `$CHROME`, the system's, Playwright's, or Debian's package, in that order."""

from __future__ import annotations

import functools
import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

from tests.support.debian import install

_NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome")

ARGUMENTS = [
    "--no-sandbox",  # the tests may run as root
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    # A window behind another one is a real user too: it must not be slowed down by the browser.
    "--disable-background-timer-throttling",
    "--disable-backgrounding-occluded-windows",
    "--disable-renderer-backgrounding",
]


class NoBrowserError(Exception):
    """No Chromium could be had; the text says what was tried."""


@functools.cache
def chromium() -> str:
    """The path of a Chromium. Raises NoBrowserError, each time it is asked."""
    tried = []
    for way in (_named, _system, _playwright, _debian):
        found, what = way()
        if found:
            return found
        tried.append(what)
    raise NoBrowserError("; ".join(tried))


def _named() -> tuple[str | None, str]:
    named = os.environ.get("CHROME")
    if not named:
        return None, "$CHROME is not set"
    return shutil.which(named), f"$CHROME ({named}) is no program"


def _system() -> tuple[str | None, str]:
    found = next((path for name in _NAMES if (path := shutil.which(name))), None)
    return found, "no Chromium on the path"


def _playwright() -> tuple[str | None, str]:
    command = [sys.executable, "-m", "playwright", "install", "chromium"]
    return _after(command, _playwrights_own, "Playwright could not install one")


def _playwrights_own() -> str | None:
    script = (
        "from playwright.sync_api import sync_playwright as s\n"
        "with s() as p: print(p.chromium.executable_path)"
    )
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True)
    path = done.stdout.strip()
    return path if path and Path(path).exists() else None


def _debian() -> tuple[str | None, str]:
    failure = install("chromium", "fonts-noto-cjk")
    return shutil.which("chromium"), failure


def _after(
    command: list[str], look: Callable[[], str | None], failure: str
) -> tuple[str | None, str]:
    """What can be found after a command, if not before it."""
    if found := look():
        return found, ""
    environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    try:
        done = subprocess.run(command, capture_output=True, text=True, timeout=600, env=environment)
    except subprocess.TimeoutExpired:
        return None, f"{failure}: no end after 10 minutes"
    last = (done.stdout + done.stderr).strip().splitlines()[-1:]
    return look(), f"{failure}: {' '.join(last)}"
