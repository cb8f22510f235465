"""axe-core in a page: what its rules find wrong for people who can't see or use a mouse."""

from __future__ import annotations

from typing import Any

from playwright.async_api import Page

from tests.support.node import CLIENT, install_packages
from tests.support.visitor import Visitor

_RUN = """
async () => {
  const { violations } = await window.axe.run(document, { resultTypes: ["violations"] });
  return violations.map(({ id, impact, help, nodes }) => ({
    id, impact, help,
    where: nodes.map(({ target, failureSummary }) => `${target.join(" ")}: ${failureSummary}`),
  }));
}
"""
"""All rules that axe has on by default: WCAG 2.0 to 2.2, A and AA, and its best practices."""


def axe_source() -> str:
    """axe's program, from the client's packages."""
    install_packages()
    return (CLIENT / "node_modules" / "axe-core" / "axe.min.js").read_text(encoding="utf-8")


class Axe:
    """Looks at a page as it is, as often as it is told, and keeps what it finds."""

    def __init__(self, source: str) -> None:
        self._source = source
        self.looks: list[str] = []
        self.found: list[str] = []

    async def look(self, page: Page, screen: str) -> None:
        """Runs every rule on what is shown now."""
        if not await page.evaluate("'axe' in window"):
            await page.evaluate(self._source)  # the page's own scripts may not do this: CSP
        await _at_rest(page)
        violations: list[dict[str, Any]] = await page.evaluate(_RUN)
        self.looks.append(screen)
        for one in violations:
            where = "\n    ".join(one["where"])
            self.found.append(
                f"{screen}: {one['id']} ({one['impact']}), {one['help']}\n    {where}"
            )

    def finds_nothing(self) -> None:
        """That is what all this is for."""
        assert not self.found, f"{len(self.looks)} screens\n" + "\n".join(self.found)


async def _at_rest(page: Page) -> None:
    """What fades in has another contrast until it is there."""
    await page.evaluate(
        "() => Promise.allSettled(document.getAnimations()"
        ".filter((one) => one.effect?.getTiming().iterations !== Infinity)"
        ".map((one) => one.finished))"
    )


class Tour:
    """Goes through the screens of one page and looks at each. What is pressed is found by the
    page's own ids and classes: they are the same in both languages."""

    def __init__(self, visitor: Visitor, axe: Axe) -> None:
        self.visitor = visitor
        self.page = visitor.page
        self.axe = axe

    async def look(self, screen: str) -> None:
        """Looks at what is shown now."""
        await self.axe.look(self.page, screen)

    async def shows(self, selector: str, screen: str) -> None:
        """Waits for what comes, and looks at it."""
        await self.page.locator(selector).first.wait_for(state="attached")
        await self.look(screen)

    async def press(self, selector: str, nth: int = 0) -> None:
        """Presses a button, whatever lies over it: here it matters only what comes."""
        await self.page.locator(selector).nth(nth).dispatch_event("click")

    async def opens(self, selector: str, shown: str, screen: str, nth: int = 0) -> None:
        """Presses a button and looks at what comes."""
        await self.press(selector, nth)
        await self.shows(shown, screen)

    async def key(self, key: str, shown: str, screen: str) -> None:
        """Presses a key and looks at what comes."""
        await self.page.keyboard.press(key)
        await self.shows(shown, screen)

    async def menu(self, item: int, shown: str, screen: str) -> None:
        """Chooses an entry of the bar's menu and looks at what comes."""
        await self.press("#more-button")
        await self.page.locator(".more-menu").wait_for(state="attached")
        await self.opens(".more-menu > .menu-item", shown, screen, item)
