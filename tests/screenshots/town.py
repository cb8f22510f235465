"""Takes the pictures of docs/screens again: `python -m tests.screenshots`.

A real office, real people by script, a real browser; desktop and phone, in both languages.
"""

from __future__ import annotations

import asyncio
import contextlib
import re
import tempfile
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

from playwright.async_api import Browser, async_playwright

from rooms.model import Position, position
from server.client import OfficeClient
from tests.support.browser import ARGUMENTS, chromium
from tests.support.office import ROOT, OfficeProcess
from tests.support.visitor import DESKTOP, PHONE, Visitor

SCREENS = ROOT / "docs" / "screens"
TILE = 32

# Who stands where, in tiles of the sample town.
CROWD = {
    "鈴木一郎": (44.6, 30.2),
    "Maria García": (46.9, 31.0),
    "佐藤総務部長": (43.2, 31.6),
    "経理の田中": (52.5, 24.4),
    "相談に来た林": (51.4, 27.3),
    "人事の山本": (45.5, 24.4),
    "Tom": (37.5, 29.6),
    "情シスの伊藤": (66.5, 24.4),
    "高橋": (61.5, 36.2),
    "Yuki": (62.8, 36.2),
    "総務の中村": (38.5, 24.4),
    "渡辺": (40.2, 36.2),
}
ME = (45.2, 32.2)
TALK = {
    "ja": [
        ("鈴木一郎", "経理の窓口、いま空いているみたいですよ。"),
        ("Maria García", "ありがとうございます。年末調整のことを聞きたくて。"),
        ("佐藤総務部長", "書類は総務にもあります。あとで寄ってください😊"),
    ],
    "en": [
        ("鈴木一郎", "The accounting window seems to be free right now."),
        ("Maria García", "Thank you! I have a question about the year-end adjustment."),
        ("佐藤総務部長", "We keep the forms at General Affairs too. Drop by later 😊"),
    ],
}
MINE = {"ja": "助かります。では一緒に行きましょう。", "en": "That helps. Let's go there together."}
NAME = {"ja": "窓口 花子", "en": "Hanako"}


@contextlib.asynccontextmanager
async def _people(url: str) -> AsyncIterator[dict[str, OfficeClient]]:
    """The crowd, each at their place."""
    entered = await asyncio.gather(*(OfficeClient.enter(url, name) for name in CROWD))
    people = dict(zip(CROWD, entered, strict=True))
    await asyncio.gather(*(person.connect() for person in people.values()))
    await asyncio.gather(*(_walk(people[name], place) for name, place in CROWD.items()))
    try:
        yield people
    finally:
        await asyncio.gather(*(person.leave() for person in people.values()))


async def _walk(person: OfficeClient, place: tuple[float, float]) -> None:
    at = (await person.walk()).grid.nearest_open(_pixel(place))
    assert at is not None
    if not await person.walk_to(at.x, at.y):
        raise RuntimeError(f"no way to {place}")


def _pixel(place: tuple[float, float]) -> Position:
    return position(place[0] * TILE, place[1] * TILE)


async def _take(visitor: Visitor, name: str) -> None:
    await visitor.page.screenshot(path=SCREENS / f"{name}.png")
    print(f"docs/screens/{name}.png")


async def _office(
    browser: Browser, url: str, people: dict[str, OfficeClient], language: str, phone: bool
) -> None:
    """Entry page, office, chat and list for one language and size."""
    kind = f"{'phone' if phone else 'desktop'}-{language}"
    options: dict[str, Any] = {"has_touch": True, "is_mobile": True, "device_scale_factor": 2}
    visitor = await Visitor.open(
        browser,
        url,
        language=language,
        size=PHONE if phone else DESKTOP,
        **(options if phone else {}),
    )
    await visitor.page.get_by_role("textbox").fill(NAME[language])
    await visitor.page.wait_for_load_state("networkidle")
    await _take(visitor, f"entry-{kind}")
    await visitor.enter(NAME[language])
    await visitor.page.wait_for_timeout(1500)  # the overview is painted in idle moments
    await _take(visitor, f"arrival-{kind}")
    await visitor.page.locator(".first-steps button").first.click()
    assert await visitor.walk_to(round(ME[0] * TILE), round(ME[1] * TILE))
    await visitor.until(_settled)
    for name, text in TALK[language]:
        await people[name].say(text)
        await visitor.until(lambda s, text=text: any(c["text"] == text for c in s["chat"]))
    if phone:
        await _take(visitor, f"office-{kind}")
        await visitor.page.get_by_role("button", name=_CHAT[language]).first.click()
    await visitor.say(MINE[language])
    await visitor.until(lambda s: s["chat"][-1]["text"] == MINE[language])
    await visitor.page.mouse.move(10, 300)
    await visitor.page.wait_for_timeout(1200)  # the camera comes to rest
    await _take(visitor, f"{'chat' if phone else 'office'}-{kind}")
    if not phone:
        await visitor.page.get_by_role("button", name=_ZOOM_OUT[language]).click()
        await visitor.page.wait_for_timeout(1500)
        await _take(visitor, f"town-{kind}")
        await visitor.page.get_by_role("button", name=_PEOPLE[language]).first.click()
        await visitor.page.wait_for_timeout(300)
        await _take(visitor, f"people-{kind}")
    await visitor.page.context.close()


_ZOOM_OUT = {"ja": "縮小", "en": "Zoom out"}
_CHAT = {"ja": "チャット", "en": "Chat"}
_PEOPLE = {"ja": re.compile("人の一覧"), "en": re.compile("List of")}


def _settled(state: dict[str, Any]) -> bool:
    """Whether the visitor has arrived at their place and is in its bubble."""
    me = next(p for p in state["people"] if p["id"] == state["me"])
    at = _pixel(ME)
    return abs(me["x"] - at.x) < 8 and abs(me["y"] - at.y) < 8 and me["bubble"] != 0


async def _all() -> None:
    SCREENS.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        for language in ("ja", "en"):
            for phone in (False, True):
                home = Path(folder) / f"{language}-{phone}"
                home.mkdir()
                with OfficeProcess(home) as process:
                    async with _people(process.url) as people, async_playwright() as playwright:
                        browser = await playwright.chromium.launch(
                            executable_path=chromium(), args=ARGUMENTS
                        )
                        await _office(browser, process.url, people, language, phone)
                        await browser.close()


if __name__ == "__main__":
    asyncio.run(_all())
