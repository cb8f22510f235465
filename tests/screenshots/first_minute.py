"""The first minute of a newcomer, for docs/first-minute.md: from the entry page to the first words,
and on to a locked room, the list and a guest."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from playwright.async_api import Browser

from server.client import OfficeClient
from tests.screenshots.crowd import Crowd, pixel, walk
from tests.screenshots.picture import take
from tests.support.visitor import DESKTOP, PHONE, Visitor, card_in

TANAKA = "経理の田中"
HOST = "高橋"  # is in the room that is locked
INSIDE = (37.0, 8.0)
BESIDE = (57.0, 43.5)  # a few steps from where one arrives
NAME = {"ja": "窓口 花子", "en": "Hanako"}
GUEST = {"ja": "山田（来客）", "en": "Sam Rivers"}
WANTED = {"ja": "経費", "en": "expenses"}
HEARD = {"ja": "こんにちは。ご用件をどうぞ😊", "en": "Hello! What can I do for you? 😊"}
SAID = {
    "ja": "はじめまして。交通費の精算を聞きたくて。",
    "en": "Hi, I'm new. How do I claim my train fare?",
}
PRESS = {
    "ja": {
        "beside": "そばへ歩く",
        "chat": "チャット",
        "knock": "ノック",
        "menu": "メニュー",
        "list": "リスト表示",
        "map": "マップ表示",
        "invite": "ゲストを招く",
        "make": "リンクを作る",
        "link": "ゲスト用のリンク",
        "visit": f"{NAME['ja']}を呼び出す",
    },
    "en": {
        "beside": "Walk to",
        "chat": "Chat",
        "knock": "Knock",
        "menu": "Menu",
        "list": "List view",
        "map": "Map view",
        "invite": "Invite a guest",
        "make": "Make a link",
        "link": "The guest's link",
        "visit": f"Ask for {NAME['en']}",
    },
}
# Which pictures are kept: of each step one or two, so that both languages and sizes are seen.
KEPT: dict[str, tuple[str, ...]] = {
    "entry": ("desktop-ja", "phone-en"),
    "arrival": ("desktop-en", "phone-ja"),
    "walking": ("desktop-ja",),
    "whom": ("desktop-ja", "phone-en"),
    "card": ("desktop-en",),
    "heard": ("desktop-en", "phone-ja"),
    "answered": ("desktop-ja", "phone-en"),
    "door": ("desktop-en", "phone-ja"),
    "knocked": ("phone-en",),
    "inside": ("desktop-ja",),
    "list": ("desktop-en", "phone-ja"),
    "pass": ("desktop-ja",),
    "guest": ("phone-en",),
    "lobby": ("phone-ja", "desktop-en"),
    "visited": ("desktop-en",),
}
_TOUCH: dict[str, Any] = {"has_touch": True, "is_mobile": True, "device_scale_factor": 2}


@dataclass(frozen=True)
class Walk:
    """One newcomer with one device."""

    visitor: Visitor
    language: str
    phone: bool

    def word(self, key: str) -> str:
        return PRESS[self.language][key]

    async def picture(self, step: str, wait: int = 600) -> None:
        """Takes one once the page has come to rest, if it is to be kept."""
        kind = f"{'phone' if self.phone else 'desktop'}-{self.language}"
        if kind not in KEPT[step]:
            return
        await self.visitor.page.wait_for_timeout(wait)
        await take(self.visitor.page, f"first-{step}-{kind}")


async def first_minute(
    browser: Browser,
    url: str,
    people: Crowd,
    language: str,
    phone: bool,
) -> None:
    """All steps in one language on one device."""
    visitor = await _open(browser, url, language, phone)
    tour = Walk(visitor, language, phone)
    await _come_in(tour)
    await _ask(tour, people[TANAKA])
    await _knock(tour, people[HOST])
    await _guest(tour, browser, url)
    await visitor.page.context.close()


async def _open(browser: Browser, url: str, language: str, phone: bool) -> Visitor:
    more = _TOUCH if phone else {}
    size = PHONE if phone else DESKTOP
    return await Visitor.open(browser, url, language=language, size=size, **more)


async def _come_in(tour: Walk) -> None:
    """Entry page, first view, first steps."""
    visitor = tour.visitor
    await visitor.page.wait_for_load_state("networkidle")
    await visitor.page.get_by_role("textbox").fill(NAME[tour.language])
    await tour.picture("entry")
    await visitor.enter(NAME[tour.language])
    await tour.picture("arrival", 1500)  # the overview is painted in idle moments
    await visitor.press(visitor.word("got it"))
    at = pixel(BESIDE)
    assert await visitor.walk_to(at.x, at.y)
    await tour.picture("walking", 500)
    await visitor.stands()


async def _ask(tour: Walk, tanaka: OfficeClient) -> None:
    """Whom to ask, the way there, and the first words."""
    visitor, language = tour.visitor, tour.language
    panel = await visitor.people()
    await panel.get_by_role("searchbox").fill(WANTED[language])
    await tour.picture("whom")
    await visitor.press(panel.get_by_role("button", name=TANAKA).first)
    await tour.picture("card")
    await visitor.press(tour.word("beside"), panel)
    await visitor.until(lambda s: card_in(s)["bubble"] == card_in(s, TANAKA)["bubble"] != 0)
    await visitor.stands()
    await visitor.put_away()
    await tanaka.say(HEARD[language])
    await visitor.until(lambda s: any(line["text"] == HEARD[language] for line in s["chat"]))
    await tour.picture("heard", 1200)
    await visitor.open_chat()
    await visitor.say(SAID[language])
    await visitor.until(lambda s: s["chat"][-1]["text"] == SAID[language])
    await tour.picture("answered")


async def _knock(tour: Walk, host: OfficeClient) -> None:
    """A room that is locked, its door, and what is inside; the same as a list."""
    visitor = tour.visitor
    await walk(host, INSIDE)
    await host.wait_for(lambda s: any(room.owner == s.me for room in s.rooms.values()))
    room = next(room.room for room in host.state.rooms.values() if room.owner == host.state.me)
    await host.lock(room)
    await visitor.until(lambda s: any(one["locked"] for one in s["rooms"]))
    if tour.phone:
        chat = visitor.page.get_by_role("complementary", name=tour.word("chat"))
        await visitor.press(visitor.word("close"), chat)
    into = pixel(INSIDE)
    assert await visitor.walk_to(into.x, into.y)
    await visitor.page.get_by_role("button", name=tour.word("knock")).first.wait_for()
    await tour.picture("door")
    await visitor.page.get_by_role("button", name=tour.word("knock")).first.click()
    asked = await host.wait_for(lambda s: bool(s.asks))
    await tour.picture("knocked")
    await host.answer(next(iter(asked.asks)), "accept")
    await visitor.inside("Meeting room Sakura")
    await visitor.put_away()
    await tour.picture("inside", 1500)
    await host.lock(room, False)
    await visitor.press(tour.word("menu"))
    await visitor.press(visitor.page.get_by_role("button", name=tour.word("list")).last)
    await tour.picture("list")
    await visitor.press(tour.word("menu"))
    await visitor.press(visitor.page.get_by_role("button", name=tour.word("map")).last)


async def _guest(tour: Walk, browser: Browser, url: str) -> None:
    """A link for a guest, and how the guest comes in by it."""
    visitor, language = tour.visitor, tour.language
    await visitor.press(tour.word("menu"))
    await visitor.press(tour.word("invite"))
    await visitor.press(tour.word("make"))
    link = await visitor.page.get_by_label(tour.word("link")).input_value()
    await tour.picture("pass")
    guest = await _open(browser, link, language, tour.phone)
    as_guest = Walk(guest, language, tour.phone)
    await guest.page.wait_for_load_state("networkidle")
    await as_guest.picture("guest")
    await guest.enter(GUEST[language])
    await guest.press(guest.word("got it"))
    await as_guest.picture("lobby")
    await guest.press(tour.word("visit"))
    await tour.picture("visited")
    await guest.page.context.close()
