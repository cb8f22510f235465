"""A person at a real browser, by what they see: labels, buttons, and the floor."""

from __future__ import annotations

import asyncio
import re
from collections.abc import Callable
from typing import Any

import msgpack
from playwright.async_api import Browser, Locator, Page

from tests.support.seats import move

DESKTOP = {"width": 1280, "height": 800}
PHONE = {"width": 390, "height": 844}

State = dict[str, Any]

WORDS: dict[str, tuple[str, str]] = {
    "got it": ("Got it", "わかりました"),
    "people": ("^List of the ", "^このフロアの.*一覧$"),
    "people and rooms": ("People and rooms", "人と部屋"),
    "all": ("^(Back|People and rooms)$", "^(戻る|人と部屋の一覧)$"),
    "chat": ("^Chat", "^チャット"),
    "walk in": ("Walk in", "中へ歩く"),
    "requests": ("Requests", "お願いと返事"),
    "floors": ("^Change floors", "^フロア"),
    "close": ("Close", "閉じる"),
}
"""What leads to other things, in English and Japanese. All else a test names by itself."""

_KEEP_LINE = """
window.WebSocket = class extends window.WebSocket {
  constructor(...given) { super(...given); window.__line = this; }
};
"""
"""Lets a test send on the page's own line what the page never would."""

_STANDS = """
() => new Promise((resolve) => {
  let at = "", frames = 0;
  const look = () => {
    const { me, people } = window.madoguchi.state();
    const said = people.find((p) => p.id === me);
    const seen = window.madoguchi.scene.seen().find((p) => p.id === me);
    const now = `${Math.floor(seen.x)} ${Math.floor(seen.y)}`;
    frames = now === at && now === `${said.x} ${said.y}` ? frames + 1 : 0;
    at = now;
    if (frames === 5) resolve();
    else requestAnimationFrame(look);
  };
  look();
})
"""
"""Resolves when nothing of this person moved for some frames, and the server says the same."""


class Visitor:
    """One page of one browser. `troubles` holds everything that its console complained of,
    `frames` the bytes that its line was sent, if it is `recorded`."""

    def __init__(self, page: Page, language: str = "en", touch: bool = False) -> None:
        self.page = page
        self.troubles: list[str] = []
        self.frames: list[bytes] = []
        self._words = 0 if language == "en" else 1
        self._touch = touch
        self._zones: dict[str, State] = {}
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
        recorded: bool = False,
        **options: Any,
    ) -> Visitor:
        """A page of a fresh profile at the office's entry."""
        locale = {"en": "en-GB", "ja": "ja-JP"}[language]
        viewport: Any = size or DESKTOP
        context = await browser.new_context(viewport=viewport, locale=locale, **options)
        await context.add_init_script(_KEEP_LINE)
        visitor = cls(await context.new_page(), language, options.get("has_touch", False))
        if recorded:
            visitor.page.on("websocket", lambda line: line.on("framereceived", visitor._record))
        await visitor.page.goto(url)
        return visitor

    def _record(self, frame: bytes | str) -> None:
        self.frames.append(frame.encode() if isinstance(frame, str) else frame)

    # --- coming in ------------------------------------------------------------------------------

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

    async def reload(self) -> None:
        """A fresh page of the same person, which has caught up."""
        await self.page.reload()
        await self.arrived()
        await self.until(lambda s: s["caughtUp"])

    # --- what the page knows --------------------------------------------------------------------

    async def state(self) -> State:
        """What the page knows."""
        known: State = await self.page.evaluate("window.madoguchi.state()")
        return known

    async def until(self, holds: Callable[[State], bool], seconds: float = 30) -> Any:
        """Waits for something to hold of what the page knows."""
        async with asyncio.timeout(seconds):
            while not holds(state := await self.state()):
                await asyncio.sleep(0.05)
        return state

    async def card(self, name: str = "") -> State:
        """Somebody's card as the page has it; one's own without a name."""
        return card_in(await self.state(), name)

    async def tile_of(self, name: str) -> tuple[int, int] | None:
        """The tile on which somebody is painted now."""
        seen = await self.page.evaluate("window.madoguchi.scene.seen()")
        found = next((p for p in seen if p["name"] == name), None)
        return (found["tileX"], found["tileY"]) if found else None

    async def zone(self, name: str) -> State:
        """A zone of the floor by its English name."""
        floor = (await self.state())["floor"]
        key = f"{floor}: {name}"
        if key not in self._zones:
            script = "async (id) => (await (await fetch(`/api/floors/${id}`)).json()).zones"
            for zone in await self.page.evaluate(script, floor):
                self._zones[f"{floor}: {zone['name']['en']}"] = zone
        return self._zones[key]

    async def texts(self) -> list[str]:
        """The chat messages that the page holds, in order."""
        return [line["text"] for line in (await self.state())["chat"]]

    def heard(self, text: str) -> bool:
        """Whether the bytes of a text are in any frame that came."""
        return any(text.encode() in frame for frame in self.frames)

    def events(self, kind: str) -> list[State]:
        """All events of a kind that came, by a decoder that is not ours."""
        every = [event for frame in self.frames for event in msgpack.unpackb(frame)]
        return [event for event in every if event["t"] == kind]

    async def until_heard(self, text: str) -> None:
        """Waits until a text is among the frames: all that came before it is there then, too."""
        await self._until(lambda: self.heard(text))

    async def until_told(self, kind: str) -> None:
        """Waits until an event of a kind is among the frames."""
        await self._until(lambda: self.events(kind) != [])

    async def _until(self, holds: Callable[[], bool]) -> None:
        async with asyncio.timeout(30):
            while not holds():
                await asyncio.sleep(0.02)

    # --- what it shows --------------------------------------------------------------------------

    def word(self, name: str) -> str:
        """One of WORDS in this person's language."""
        return WORDS[name][self._words]

    def button(self, name: str | re.Pattern[str], within: Locator | None = None) -> Locator:
        """A button by its whole name, or by a pattern."""
        return (within or self.page).get_by_role("button", name=name, exact=True)

    def shown(self, text: str) -> Locator:
        """A text that stands somewhere to be seen; what is only spoken doesn't count."""
        return self.page.get_by_text(text, exact=True).and_(
            self.page.locator(":not(.hidden-text):not(.hidden-text *)")
        )

    def request(self, title: str) -> Locator:
        """The card of something asked, of this person or by them."""
        requests = self.page.get_by_role("region", name=self.word("requests"))
        return requests.get_by_role("article", name=title, exact=True)

    async def press(self, what: str | Locator, within: Locator | None = None) -> None:
        """Presses a button: with a finger where this person has a phone."""
        target = self.button(what, within) if isinstance(what, str) else what
        await (target.tap() if self._touch else target.click())

    # --- people and rooms -----------------------------------------------------------------------

    async def people(self) -> Locator:
        """The panel of people and rooms with its list, opened if it is not."""
        panel = self.page.get_by_role("complementary", name=self.word("people and rooms"))
        if not await panel.is_visible():
            await self.press(self.button(re.compile(self.word("people"))))
        back = self.button(re.compile(self.word("all")), panel)
        await panel.get_by_role("searchbox").or_(back).wait_for()
        while await back.is_visible():
            await self.press(back)
        return panel

    async def look_up(self, name: str) -> Locator:
        """Somebody's card, or a room's."""
        panel = await self.people()
        await self.press(panel.get_by_role("button", name=re.compile(re.escape(name))).first)
        await panel.get_by_role("heading", name=name, exact=True, level=3).wait_for()
        return panel

    async def put_away(self) -> None:
        """Closes the panel of people and rooms."""
        panel = self.page.get_by_role("complementary", name=self.word("people and rooms"))
        if await panel.is_visible():
            await self.press(self.word("close"), panel)

    async def go_into(self, room: str, zone: str) -> None:
        """Walks into a room by its card, if it is not the one that one is in; `zone` is its English
        name."""
        if not stands_in(await self.zone(zone), await self.card()):
            await self.press(self.word("walk in"), await self.look_up(room))
            await self.inside(zone)

    async def inside(self, zone: str, name: str = "") -> State:
        """Waits until somebody stands in a zone; oneself without a name."""
        found = await self.zone(zone)
        state: State = await self.until(lambda s: stands_in(found, card_in(s, name)))
        return state

    async def go_floor(self, label: str) -> None:
        """Changes floors by the menu."""
        before = (await self.state())["floor"]
        await self.press(self.button(re.compile(self.word("floors"))))
        await self.press(self.page.get_by_role("button", name=label).last)
        await self.until(lambda s: s["floor"] != before)
        await self.arrived()

    async def walk_to(self, x: int, y: int) -> bool:
        """Walks to a place in map pixels, as a click there does."""
        walks: bool = await self.page.evaluate(
            "([x, y]) => window.madoguchi.scene.walkTo(x, y)", [x, y]
        )
        return walks

    async def stands(self) -> State:
        """Waits until this person stands still, here and at the server; the card then."""
        await self.page.evaluate(_STANDS)
        return await self.card()

    async def go(self, x: int, y: int) -> State:
        """Walks to a place, or as near to it as one can stand; the card when one is there."""
        before = await self.stands()
        assert await self.walk_to(x, y), f"no way to {x}, {y}"
        already = (before["x"], before["y"]) == (x, y)
        await self.until(lambda s: already or _place(s) != (before["x"], before["y"]))
        return await self.stands()

    async def claim(self, x: int, y: int) -> State:
        """Claims a place as a page would that heeds no doors; waits until it is put back."""
        before = await self.state()
        frame = list(move(x, y, "n", before["epoch"]))
        await self.page.evaluate("(frame) => window.__line.send(new Uint8Array(frame))", frame)
        after: State = await self.until(lambda s: s["epoch"] > before["epoch"])
        return after

    # --- talking --------------------------------------------------------------------------------

    async def open_chat(self) -> None:
        """Opens the chat where it is not, as on a phone."""
        if not await self.page.get_by_role("tablist").is_visible():
            await self.press(self.button(re.compile(self.word("chat"))))

    async def choose_scope(self, label: str) -> None:
        """Chooses whom the chat is for."""
        await self.page.get_by_role("tab", name=re.compile(label)).click()

    async def say(self, text: str) -> None:
        """Writes into the chat and presses Enter."""
        field = self.page.locator("#composer")
        await field.fill(text)
        await field.press("Enter")


def card_in(state: State, name: str = "") -> State:
    """Somebody's card in what a page knows; its own person's without a name."""
    people = state["people"]
    found: State = next(
        p for p in people if (p["name"] == name if name else p["id"] == state["me"])
    )
    return found


def _place(state: State) -> tuple[int, int]:
    card = card_in(state)
    return card["x"], card["y"]


def stands_in(zone: State, card: State) -> bool:
    """Whether somebody's feet are in a zone."""
    return any(
        x <= card["x"] < x + width and y <= card["y"] < y + height
        for x, y, width, height in zone["rects"]
    )
