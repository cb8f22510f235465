"""A person at a real browser, by what they see: labels, buttons, and the floor."""

from __future__ import annotations

import asyncio
import re
from collections.abc import Callable
from typing import Any

from playwright.async_api import Browser, Page

DESKTOP = {"width": 1280, "height": 800}
PHONE = {"width": 390, "height": 844}


class Visitor:
    """One page of one browser. `troubles` holds everything that its console complained of."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.troubles: list[str] = []
        page.on("pageerror", lambda error: self.troubles.append(str(error)))
        page.on("console", lambda m: self.troubles.append(m.text) if m.type == "error" else None)

    @classmethod
    async def open(
        cls,
        browser: Browser,
        url: str,
        *,
        language: str = "en",
        size: dict[str, int] | None = None,
        **options: Any,
    ) -> Visitor:
        """A page of a fresh profile at the office's entry."""
        locale = {"en": "en-GB", "ja": "ja-JP"}[language]
        viewport: Any = size or DESKTOP
        context = await browser.new_context(viewport=viewport, locale=locale, **options)
        visitor = cls(await context.new_page())
        await visitor.page.goto(url)
        return visitor

    async def enter(self, name: str) -> None:
        """Types a name, presses the button, and waits for the floor."""
        await self.page.get_by_role("textbox").fill(name)
        await self.page.get_by_role("button", name=re.compile("^(Enter|入室する|入る)$")).click()
        await self.arrived()

    async def arrived(self) -> None:
        """Waits until the floor is painted with this person on it."""
        await self.page.wait_for_function(
            "() => window.madoguchi?.scene?.seen().some(p => p.id === window.madoguchi.state().me)"
        )

    async def state(self) -> dict[str, Any]:
        """What the page knows."""
        known: dict[str, Any] = await self.page.evaluate("window.madoguchi.state()")
        return known

    async def until(self, holds: Callable[[dict[str, Any]], bool], seconds: float = 30) -> Any:
        """Waits for something to hold of what the page knows."""
        async with asyncio.timeout(seconds):
            while not holds(state := await self.state()):
                await asyncio.sleep(0.05)
        return state

    async def tile_of(self, name: str) -> tuple[int, int] | None:
        """The tile on which somebody is painted now."""
        seen = await self.page.evaluate("window.madoguchi.scene.seen()")
        found = next((p for p in seen if p["name"] == name), None)
        return (found["tileX"], found["tileY"]) if found else None

    async def walk_to(self, x: int, y: int) -> bool:
        """Walks to a place in map pixels, as a click there does."""
        walks: bool = await self.page.evaluate(
            "([x, y]) => window.madoguchi.scene.walkTo(x, y)", [x, y]
        )
        return walks

    async def choose_scope(self, label: str) -> None:
        """Chooses whom the chat is for."""
        await self.page.get_by_role("tab", name=re.compile(label)).click()

    async def say(self, text: str) -> None:
        """Writes into the chat and presses Enter."""
        field = self.page.locator("#composer")
        await field.fill(text)
        await field.press("Enter")

    async def texts(self) -> list[str]:
        """The chat messages that the page holds, in order."""
        return [line["text"] for line in (await self.state())["chat"]]
