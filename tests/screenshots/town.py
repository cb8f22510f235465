"""The town with people in it, for the README: entry, first view, talking, the whole floor."""

from __future__ import annotations

import re
from typing import Any

from playwright.async_api import Browser

from tests.screenshots.crowd import Crowd, pixel
from tests.screenshots.picture import take
from tests.support.visitor import DESKTOP, PHONE, Visitor

PLACE = pixel((45.2, 32.2))
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


async def town(browser: Browser, url: str, people: Crowd, language: str, phone: bool) -> None:
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
    await take(visitor.page, f"entry-{kind}")
    await visitor.enter(NAME[language])
    await visitor.page.wait_for_timeout(1500)  # the overview is painted in idle moments
    await take(visitor.page, f"arrival-{kind}")
    await visitor.press(visitor.word("got it"))
    assert await visitor.walk_to(PLACE.x, PLACE.y)
    await visitor.until(_settled)
    for name, text in TALK[language]:
        await people[name].say(text)
        while text not in await visitor.texts():
            await visitor.page.wait_for_timeout(50)
    if phone:
        await take(visitor.page, f"office-{kind}")
        await visitor.page.get_by_role("button", name=_CHAT[language]).first.click()
    await visitor.say(MINE[language])
    await visitor.until(lambda s: s["chat"][-1]["text"] == MINE[language])
    await visitor.page.mouse.move(10, 300)
    await visitor.page.wait_for_timeout(1200)  # the camera comes to rest
    await take(visitor.page, f"{'chat' if phone else 'office'}-{kind}")
    if not phone:
        await visitor.page.get_by_role("button", name=_ZOOM_OUT[language]).click()
        await visitor.page.wait_for_timeout(1500)
        await take(visitor.page, f"town-{kind}")
        await visitor.page.get_by_role("button", name=_PEOPLE[language]).first.click()
        await visitor.page.wait_for_timeout(300)
        await take(visitor.page, f"people-{kind}")
    await visitor.page.context.close()


_ZOOM_OUT = {"ja": "縮小", "en": "Zoom out"}
_CHAT = {"ja": "チャット", "en": "Chat"}
_PEOPLE = {"ja": re.compile("人の一覧"), "en": re.compile("List of")}


def _settled(state: dict[str, Any]) -> bool:
    """Whether the visitor has arrived at their place and is in its bubble."""
    me = next(p for p in state["people"] if p["id"] == state["me"])
    at = PLACE
    near: bool = abs(me["x"] - at.x) < 8 and abs(me["y"] - at.y) < 8
    return near and me["bubble"] != 0
