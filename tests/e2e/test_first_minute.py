"""The first minute of a newcomer on a phone: whom to ask, the first words, and a shut door."""

from __future__ import annotations

import pytest
from playwright.async_api import Browser, Locator

from server.client import OfficeClient
from tests.screenshots.crowd import pixel, walk
from tests.support.office import OfficeProcess
from tests.support.visitor import Visitor, card_in

ROOM = "Meeting room Sakura"
INSIDE = (37.0, 8.0)
TABLE = (52.5, 24.4)
ON_PHONE = {"size": {"width": 390, "height": 844}, "has_touch": True, "is_mobile": True}

_ON_TOP = """
(one) => {
  const box = one.getBoundingClientRect();
  const seen = document.elementFromPoint(box.x + box.width / 2, box.y + box.height / 2);
  return one.contains(seen);
}
"""


async def _is_on_top(one: Locator) -> bool:
    """Whether a finger on its middle meets it, and nothing that lies over it."""
    met: bool = await one.evaluate(_ON_TOP)
    return met


@pytest.mark.spec("ROOM-2", "ASK-6", "CHAT-1")
async def test_a_newcomer_finds_whom_to_ask_and_is_let_in(
    sample_office: OfficeProcess, browser: Browser
) -> None:
    async with (
        await OfficeClient.enter(sample_office.url, "Tanaka") as tanaka,
        await OfficeClient.enter(sample_office.url, "Mori") as mori,
    ):
        await walk(tanaka, TABLE)
        await tanaka.set_profile("Tanaka", "expenses")
        await walk(mori, INSIDE)
        await mori.wait_for(lambda s: any(room.owner == s.me for room in s.rooms.values()))
        room = next(one.room for one in mori.state.rooms.values() if one.owner == mori.state.me)
        await mori.lock(room)
        new = await Visitor.open(browser, sample_office.url, **ON_PHONE)  # type: ignore[arg-type]
        await new.enter("Hanako")
        await _first_words(new, tanaka)
        await _door(new, mori)
        assert new.troubles == []


async def _first_words(new: Visitor, tanaka: OfficeClient) -> None:
    """The first word on the floor leads to the people; what one of them says can be answered."""
    await new.press("See who is here, and whom to ask")
    panel = await new.people()
    await panel.get_by_role("searchbox").fill("expenses")
    await new.press(panel.get_by_role("button", name="Tanaka").first)
    await new.press("Walk to", panel)
    await new.until(lambda s: card_in(s)["bubble"] == card_in(s, "Tanaka")["bubble"] != 0)
    await tanaka.say("what can I do for you?")
    await new.shown("what can I do for you?").wait_for()
    await new.press("Reply")
    await new.say("my train fare")
    await tanaka.wait_for(lambda s: any(line.text == "my train fare" for line in s.chat))
    await new.press("Close", new.page.get_by_role("complementary", name="Chat"))


async def _door(new: Visitor, mori: OfficeClient) -> None:
    """A tap into the shut room leads before its door, where one knocks; nothing is covered."""
    into = pixel(INSIDE)
    assert await new.walk_to(into.x, into.y)
    await new.press(f"Knock at {ROOM}")
    zone = await new.zone(ROOM)
    _, top, _, height = zone["rects"][0]
    assert (await new.stands())["y"] > top + height
    asked = await mori.wait_for(lambda s: bool(s.asks))
    await new.press("Menu")
    await new.press("Settings")
    sheet = new.page.get_by_role("complementary", name="Settings")
    assert await _is_on_top(new.button("Close", sheet))
    await new.press("Close", sheet)
    await new.press("Menu")
    await new.press(new.page.get_by_role("button", name="List view").last)
    assert await _is_on_top(new.page.get_by_role("heading", name="The office as a list"))
    await mori.answer(next(iter(asked.asks)), "accept")
    await new.inside(ROOM)
