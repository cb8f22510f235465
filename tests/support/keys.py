"""A person without a mouse and without the map: keys alone, and what a screen reader is told."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from typing import Any

from playwright.async_api import Browser

from tests.support.tree import Named, Node, Reader, Tree
from tests.support.visitor import Visitor

_MOST_TABS = 400
_PAGE = {"RootWebArea", "WebArea", "none", "generic", ""}
"""What the focus is on when it is lost: the page, or its body."""


class Keyboard:
    """One page, by its keys. Nothing here clicks, fills in a field or asks for an element."""

    def __init__(self, visitor: Visitor, reader: Reader) -> None:
        self.visitor = visitor
        self._reader = reader

    @classmethod
    async def open(cls, browser: Browser, url: str, **options: Any) -> Keyboard:
        """A page of a fresh profile at the office's entry."""
        visitor = await Visitor.open(browser, url, **options)
        return cls(visitor, await Reader.of(visitor.page))

    # --- keys ---------------------------------------------------------------------------------

    async def press(self, *keys: str) -> None:
        """Presses and releases keys, one after the other."""
        for key in keys:
            await self.visitor.page.keyboard.press(key)

    async def write(self, text: str) -> None:
        """Types where the focus is."""
        await self.visitor.page.keyboard.type(text)

    async def go(self, role: str, name: Named, key: str = "Tab") -> Node:
        """Goes from one control to the next, until the focus is on the one that is meant."""
        met = []
        for _ in range(_MOST_TABS):
            here = await self.focus()
            if here.role == role and here.is_called(name):
                return here
            met.append(str(here))
            await self.press(key)
        raise AssertionError(f"no {role} {name!r} by {key} among {list(dict.fromkeys(met))}")

    async def do(self, role: str, name: Named, key: str = "Enter") -> None:
        """Goes to a control and presses it."""
        await self.go(role, name)
        await self.press(key)

    # --- what is told -------------------------------------------------------------------------

    async def tree(self) -> Tree:
        """The accessibility tree as it is now."""
        return await self._reader.tree()

    async def focus(self) -> Node:
        """What has the focus."""
        return await self._reader.focused()

    async def focused(self, role: str, name: Named) -> None:
        """Waits until the focus has come to something."""
        await self._until(lambda n: n.role == role and n.is_called(name), f"{role} {name!r}")

    async def kept(self) -> Node:
        """The focus is not lost: what has it. The page may take a moment to hand it on."""
        return await self._until(lambda node: node.role not in _PAGE, "anything in the page")

    async def _until(self, holds: Callable[[Node], bool], wanted: str) -> Node:
        here = await self.focus()
        try:
            async with asyncio.timeout(5):
                while not holds(here := await self.focus()):
                    await asyncio.sleep(0.02)
        except TimeoutError:
            raise AssertionError(f"the focus is on {here}, not on {wanted}") from None
        return here

    async def reads(self, role: str, name: Named, seconds: float = 20) -> Tree:
        """Waits until something is in the tree; returns the tree that has it."""
        tree = await self.tree()
        try:
            async with asyncio.timeout(seconds):
                while not (tree := await self.tree()).all(role, name):
                    await asyncio.sleep(0.05)
        except TimeoutError:
            alike = [str(node) for node in tree.shown if node.role == role]
            raise AssertionError(f"no {role} {name!r} among {alike}") from None
        return tree

    async def hears(self, *texts: str, seconds: float = 15) -> None:
        """Waits until each of the texts was in a live region, whenever and however long."""
        open_, heard = set(texts), set[str]()
        try:
            async with asyncio.timeout(seconds):
                while open_:
                    now = (await self.tree()).spoken()
                    heard |= set(now)
                    open_ -= {text for text in open_ if any(text in line for line in now)}
                    await asyncio.sleep(0.05)
        except TimeoutError:
            raise AssertionError(f"{sorted(open_)} was not said; said was {heard}") from None
