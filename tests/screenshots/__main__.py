"""Takes the pictures of docs/screens again: `python -m tests.screenshots`, or those of one set,
`python -m tests.screenshots town` or `… first`.

A real office, real people by script, a real browser; desktop and phone, in both languages.
"""

from __future__ import annotations

import asyncio
import sys
import tempfile
from pathlib import Path

from playwright.async_api import async_playwright

from tests.screenshots.crowd import crowd
from tests.screenshots.first_minute import first_minute
from tests.screenshots.picture import SCREENS
from tests.screenshots.town import town
from tests.support.browser import ARGUMENTS, chromium
from tests.support.office import OfficeProcess

SETS = {"town": town, "first": first_minute}


async def _all(names: list[str]) -> None:
    SCREENS.mkdir(parents=True, exist_ok=True)
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(executable_path=chromium(), args=ARGUMENTS)
        for name in names:
            for language in ("ja", "en"):
                for phone in (False, True):
                    # A fresh office each: nobody has read, locked or left anything in it.
                    with (
                        tempfile.TemporaryDirectory() as home,
                        OfficeProcess(Path(home)) as office,
                    ):
                        async with crowd(office.url) as people:
                            await SETS[name](browser, office.url, people, language, phone)
        await browser.close()


if __name__ == "__main__":
    asyncio.run(_all(sys.argv[1:] or list(SETS)))
