"""200 scripted people wander for a minute on one floor, and a browser watches: its frame rate."""

from __future__ import annotations

import asyncio
import tempfile
from pathlib import Path

from playwright.async_api import async_playwright

from tests.bench.report import Bar
from tests.e2e.test_crowd import watched_crowd
from tests.support.browser import ARGUMENTS, chromium
from tests.support.office import OfficeProcess


async def _watch(people: int, seconds: float) -> tuple[float, float, int]:
    with tempfile.TemporaryDirectory() as folder, OfficeProcess(Path(folder)) as process:
        async with async_playwright() as playwright:
            browser = await playwright.chromium.launch(executable_path=chromium(), args=ARGUMENTS)
            visitor, frames, _ = await watched_crowd(process, browser, people, seconds)
            await browser.close()
        troubles = len(visitor.troubles) + process.text().count("ERROR")
        return frames["median"], frames["p95ms"], troubles


def run(*, quick: bool) -> dict[str, Bar]:
    """The figures by name."""
    median, p95, troubles = asyncio.run(_watch(200, 15 if quick else 60))
    return {
        "frames a second, median": Bar(median, 55, median >= 55),
        "frame time p95, ms": Bar(p95, 0, True),
        "errors in log and console": Bar(troubles, 0, troubles == 0),
    }
