"""A guest on a phone comes by a member's link, is passed on, and is led into a room."""

from __future__ import annotations

import asyncio
import re

import pytest
from playwright.async_api import expect

from tests.support.office import OfficeProcess
from tests.support.trio import AKIKO, JIRO, Browsers, come_in, on_phone
from tests.support.visitor import DESKTOP, Visitor, card_in, stands_in

GUEST = "山田（来客）"
ROOM = "Meeting room Sakura"
OUT = 69 * 32, 39 * 32  # a place beyond the lobby, where no wall is between


async def new_pass(host: Visitor, note: str) -> str:
    """Makes a pass and returns its link."""
    await host.press("Menu")
    await host.press("Invite a guest")
    await host.page.get_by_label("For whom").fill(note)
    await host.press("Make a link")
    return await host.page.get_by_label("The guest's link").input_value()


@pytest.mark.spec("GUEST-1", "GUEST-2", "GUEST-3", "GUEST-4", "GUEST-5", "ASK-6", "ASK-7", "CHAT-2")
async def test_a_guest_is_passed_on_and_led_in_until_the_pass_ends(
    sample_office: OfficeProcess, browsers: Browsers
) -> None:
    a, b = await asyncio.gather(
        Visitor.open(browsers[0], sample_office.url),
        Visitor.open(browsers[1], sample_office.url, language="ja"),
    )
    await asyncio.gather(come_in(a, AKIKO), come_in(b, JIRO))
    link = await new_pass(a, "Yamada")
    c = await on_phone(browsers[2], link)
    await c.page.get_by_text(re.compile(f"^You are a guest of {AKIKO} until ")).wait_for()
    await come_in(c, GUEST)
    assert card_in(await b.until(lambda s: len(s["people"]) == 3), GUEST)["guest"]

    # The lobby and nothing else, also for a page that heeds no bounds.
    lobby = await c.zone("Lobby")
    edge = await c.go(*OUT)
    assert stands_in(lobby, edge) and not stands_in(lobby, {"x": OUT[0], "y": OUT[1]})
    after = card_in(await c.claim(*OUT))
    assert (after["x"], after["y"]) == (edge["x"], edge["y"])
    await c.shown("Guests stay in the lobby, until somebody leads them on").wait_for()

    # Whom they came for passes them on; that one has a room for them.
    await c.press(f"Ask for {AKIKO}")
    asked = a.request(f"{GUEST} (guest) is here for you")
    await a.press("Pass on…", asked)
    await asked.get_by_label("Choose a person").select_option(JIRO)
    await a.press("Pass on", asked)
    await c.shown(f"You were passed on to {JIRO}, who has been asked now.").wait_for()
    await expect(asked).to_have_count(0)
    fragt = b.request(f"{GUEST}（ゲスト）が訪ねてきました")
    await b.press("部屋に通す…", fragt)
    await fragt.get_by_label("部屋を選ぶ").select_option("会議室 桜")
    await b.press("通す", fragt)
    await asyncio.gather(c.inside(ROOM), b.inside(ROOM, GUEST))

    # What is said to the floor is for members; what is said to the guest is heard.
    await a.choose_scope("This floor")
    await a.say("for the floor 5b1c")
    await b.until(lambda s: "for the floor 5b1c" in [line["text"] for line in s["chat"]])
    await a.press("Message", await a.look_up(GUEST))
    await a.say("for the guest 5b1c")
    await c.until(lambda s: [line["text"] for line in s["chat"]] == ["for the guest 5b1c"])
    await c.until_heard("for the guest 5b1c")
    assert not c.heard("for the floor 5b1c")
    await c.open_chat()
    tabs = await c.page.get_by_role("tab").all_inner_texts()
    assert "This floor" not in " ".join(tabs)

    # The pass is taken back: out of the office, and the link is worth nothing.
    await a.press("Revoke the pass: Yamada")
    await c.page.get_by_text("Your visit has come to its end").wait_for()
    await b.until(lambda s: len(s["people"]) == 2)
    late = await Visitor.open(browsers[2], link, size=DESKTOP)
    await late.page.get_by_text("This pass has ended").wait_for()
    assert await late.page.get_by_role("textbox").count() == 0
    assert a.troubles == b.troubles == c.troubles == []
