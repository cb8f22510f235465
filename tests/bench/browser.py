"""Frame times in headless Chromium with 200, 500 and 1,000 avatars in view, a quarter of them
walking: the office, the crowd and the browser are on this machine together."""

from __future__ import annotations

import asyncio
import sys
import tempfile
from pathlib import Path
from typing import Any

from playwright.async_api import Browser, async_playwright

from tests.bench.report import Bar
from tests.support.browser import ARGUMENTS, chromium
from tests.support.office import ROOT, OfficeProcess
from tests.support.talkers import TILE, field_map
from tests.support.visitor import Visitor

_CROWDS = (200, 500, 1000)
_VIEW = (32, 15)  # tiles that the crowd stays in: they are in view all the time
_SPREADING = 12  # seconds until everybody has come from the arrival point


async def _watch(browser: Browser, people: int, seconds: float) -> dict[str, Any]:
    with tempfile.TemporaryDirectory() as folder, _field(Path(folder)) as process:
        visitor = await Visitor.open(browser, process.url)
        await visitor.enter("Watcher")
        me = await visitor.stands()
        box = [
            str(round(at + half * TILE * side))
            for side in (-0.5, 0.5)
            for at, half in zip((me["x"], me["y"]), _VIEW, strict=True)
        ]
        span = _SPREADING + seconds + 5
        command = ["-m", "tests.support.strollers", process.url, str(people), str(span), *box]
        crowd = await asyncio.create_subprocess_exec(sys.executable, *command, cwd=ROOT)
        await visitor.until(lambda s: len(s["people"]) == people + 1, seconds=120)
        await asyncio.sleep(_SPREADING + seconds)  # the crowd walks: its end is what is measured
        frames: dict[str, Any] = await visitor.page.evaluate("window.madoguchi.scene.fps()")
        frames["seen"] = await visitor.page.evaluate("window.madoguchi.scene.seen().length")
        await crowd.wait()
        frames["troubles"] = len(visitor.troubles) + process.text().count("ERROR")
        await visitor.page.context.close()
    return frames


def _field(folder: Path) -> OfficeProcess:
    field_map(folder / "field.tmj", 16)
    config = folder / "config.toml"
    config.write_text('floors = [{ id = "field", map = "field.tmj" }]\n')
    return OfficeProcess(folder, "--config", str(config))


async def _all(seconds: float) -> dict[int, dict[str, Any]]:
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(executable_path=chromium(), args=ARGUMENTS)
        found = {people: await _watch(browser, people, seconds) for people in _CROWDS}
        await browser.close()
    return found


def run(*, quick: bool) -> dict[str, Bar]:
    """The figures by name."""
    found = asyncio.run(_all(6 if quick else 20))
    bars: dict[str, Bar] = {}
    for people, frames in found.items():
        print(people, frames)
        held = people == 500
        median, p95 = frames["median"], frames["p95ms"]
        bars[f"{people} avatars: frames a second, median"] = Bar(
            median, 59 if held else 0, median >= 59 or not held
        )
        bars[f"{people} avatars: frame time p95, ms"] = Bar(
            p95, 20 if held else 0, p95 < 20 or not held
        )
        bars[f"{people} avatars: painting, ms"] = Bar(frames["workMs"], 0, True)
        bars[f"{people} avatars: seen at the end"] = Bar(
            frames["seen"], people, frames["seen"] > people
        )
        bars[f"{people} avatars: errors"] = Bar(frames["troubles"], 0, frames["troubles"] == 0)
    return bars
