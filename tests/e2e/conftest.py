"""Real browsers. Where none can be had the tests are skipped, and with CI=true they fail."""

from __future__ import annotations

import os
from collections.abc import AsyncIterator

import pytest
from playwright.async_api import Browser, async_playwright

from tests.support.browser import ARGUMENTS, NoBrowserError, chromium
from tests.support.trio import Browsers


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if "e2e" in item.path.parts:
            item.add_marker("browser")


@pytest.fixture(scope="session")
def chromium_path() -> str:
    try:
        return chromium()
    except NoBrowserError as error:
        if os.environ.get("CI") == "true":
            pytest.fail(f"no browser: {error}")
        pytest.skip(f"no browser: {error}")


async def _launched(path: str) -> AsyncIterator[Browser]:
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(executable_path=path, args=ARGUMENTS)
        yield browser
        await browser.close()


@pytest.fixture
async def browser(chromium_path: str) -> AsyncIterator[Browser]:
    """A Chromium of its own for this test."""
    async for browser in _launched(chromium_path):
        yield browser


@pytest.fixture
async def second_browser(chromium_path: str) -> AsyncIterator[Browser]:
    """Another process, as another person's machine."""
    async for browser in _launched(chromium_path):
        yield browser


@pytest.fixture
async def third_browser(chromium_path: str) -> AsyncIterator[Browser]:
    """One more, for who is with neither of the others."""
    async for browser in _launched(chromium_path):
        yield browser


@pytest.fixture
def browsers(browser: Browser, second_browser: Browser, third_browser: Browser) -> Browsers:
    """Three machines."""
    return browser, second_browser, third_browser
