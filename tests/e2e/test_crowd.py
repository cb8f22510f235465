"""Two hundred scripted people walk about on one floor while somebody watches at a browser."""

from __future__ import annotations

import asyncio
import sys
from typing import Any

from playwright.async_api import Browser

from tests.support.office import ROOT, OfficeProcess
from tests.support.visitor import Visitor

PEOPLE = 200
SECONDS = 15  # a minute, with the frame rate as the result: python -m tests.bench wander


async def watched_crowd(
    process: OfficeProcess, browser: Browser, people: int, seconds: float
) -> tuple[Visitor, dict[str, Any], str]:
    """Lets a crowd wander before a browser. Returns the watcher, its frame times and what the
    crowd's process printed."""
    visitor = await Visitor.open(browser, process.url)
    await visitor.enter("Watcher")
    command = ["-m", "tests.support.wanderers", process.url, str(people), str(seconds)]
    crowd = await asyncio.create_subprocess_exec(
        sys.executable, *command, cwd=ROOT, stdout=asyncio.subprocess.PIPE
    )
    try:
        await visitor.until(lambda s: len(s["people"]) == people + 1, seconds=120)
        await asyncio.sleep(seconds * 0.8)  # the crowd walks: this is the time that is watched
        frames: dict[str, Any] = await visitor.page.evaluate("window.madoguchi.scene.fps()")
        printed, _ = await crowd.communicate()
    finally:
        if crowd.returncode is None:
            crowd.kill()
    return visitor, frames, printed.decode()


async def test_two_hundred_people_wander(sample_office: OfficeProcess, browser: Browser) -> None:
    visitor, frames, printed = await watched_crowd(sample_office, browser, PEOPLE, SECONDS)
    print("frames a second:", frames)
    assert "all out, 0 reconnected" in printed
    await visitor.until(lambda s: len(s["people"]) == 1)
    assert len((await visitor.state())["chat"]) > 0
    assert visitor.troubles == []
    assert "ERROR" not in sample_office.text()
    assert "WARNING" not in sample_office.text()
