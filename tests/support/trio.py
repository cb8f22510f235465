"""Three people at three browsers: two at desks, one of them in Japanese, and one on a phone."""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import AsyncIterator
from typing import NamedTuple

from playwright.async_api import Browser

from tests.support.visitor import PHONE, Visitor

Browsers = tuple[Browser, Browser, Browser]

AKIKO = "Akiko"
JIRO = "鈴木次郎"
KEITAI = "Keitai"


class Trio(NamedTuple):
    """Akiko, Jiro and Keitai, who has the phone."""

    a: Visitor
    b: Visitor
    c: Visitor


async def on_phone(browser: Browser, url: str) -> Visitor:
    """A recorded page on a phone, at the office's entry."""
    return await Visitor.open(
        browser, url, size=PHONE, recorded=True, has_touch=True, is_mobile=True
    )


@contextlib.asynccontextmanager
async def trio(url: str, browsers: Browsers, *, killed: bool = False) -> AsyncIterator[Trio]:
    """All three on the floor of arrival, having read the first word on how to walk. No page may
    have complained of anything in the end, unless the server is to be `killed`."""
    three = Trio(
        *await asyncio.gather(
            Visitor.open(browsers[0], url, recorded=True),
            Visitor.open(browsers[1], url, recorded=True, language="ja"),
            on_phone(browsers[2], url),
        )
    )
    names = (AKIKO, JIRO, KEITAI)
    await asyncio.gather(*(come_in(one, name) for one, name in zip(three, names, strict=True)))
    for one in three:
        await one.until(lambda s: len(s["people"]) == len(three) and s["caughtUp"])
    yield three
    assert killed or [one.troubles for one in three] == [[], [], []]


async def come_in(visitor: Visitor, name: str) -> None:
    """Enters and puts the first word on how to walk away."""
    await visitor.enter(name)
    await visitor.press(visitor.word("got it"))
