"""Three at real browsers, one on a phone, and an outsider: what is said reaches its scope and
nobody else, byte by byte."""

from __future__ import annotations

import asyncio
import re
from collections.abc import Callable
from typing import Any

import pytest
from playwright.async_api import expect

from tests.support.office import OfficeProcess
from tests.support.outsider import Outsider
from tests.support.trio import AKIKO, JIRO, Browsers, trio
from tests.support.visitor import Visitor, card_in

ROOM = "Meeting room Sakura"
HEYA = "会議室 桜"
NORTH = 11 * 32  # so far from where one arrives nobody is in a bubble with who arrives


async def said_by(speaker: Visitor, text: str, hearers: list[Visitor]) -> None:
    """Says something where the speaker's chat is open; waits until all who should know it do."""
    await speaker.say(text)
    for one in (speaker, *hearers):
        await one.until(lambda s: text in [line["text"] for line in s["chat"]])


@pytest.mark.spec("CHAT-1", "CHAT-2", "CHAT-9", "CHAT-10", "CHAT-12", "CHAT-14", "BUB-7")
async def test_each_scope_reaches_its_own_and_no_outsider(
    sample_office: OfficeProcess, browsers: Browsers
) -> None:
    async with trio(sample_office.url, browsers) as (a, b, c):
        outsider = await Outsider.enter(sample_office.url)
        heard: dict[str, Callable[[str], bool]] = {
            "a": a.heard, "b": b.heard, "c": c.heard, "outsider": outsider.heard
        }  # fmt: skip
        start = await a.stands()
        await asyncio.gather(
            a.go(start["x"], start["y"] - NORTH), b.go(start["x"] + 32, start["y"] - NORTH)
        )
        for one in (a, b):
            await one.until(lambda s: together(s) == {AKIKO, JIRO})
        await said_by(a, "nearby-1", [b])
        await asyncio.gather(a.go_into(ROOM, ROOM), b.go_into(HEYA, ROOM))
        await a.inside(ROOM, JIRO)
        for one, tab in ((a, ROOM), (b, HEYA)):
            await one.choose_scope(tab)
        await said_by(b, "room-1", [a])

        # That one writes is shown in the room; then it is changed, and taken back.
        await b.page.locator("#composer").press_sequentially("かいて")
        await a.shown(f"{JIRO} is writing…").wait_for()
        await said_by(b, "room-2", [a])
        await change(b, "room-2", "room-2-better")
        await a.shown("room-2-better").wait_for()
        await a.shown("edited").wait_for()
        await take_back(b, "room-2-better")
        await expect(a.shown("room-2-better")).to_have_count(0)
        await a.shown("This message was deleted").wait_for()

        await a.press("Message", await a.look_up("Keitai"))
        await said_by(a, "direct-1", [c])
        await c.open_chat()
        await c.choose_scope("This floor")
        await said_by(c, "floor-1", [a, b])
        for one in (a, b, c):
            await one.until_heard("floor-1")
        while not (outsider.heard("floor-1") and outsider.events("typing")):
            await asyncio.sleep(0.02)

        reached = {
            text: {name for name, hears in heard.items() if hears(text)}
            for text in ("nearby-1", "room-1", "room-2", "room-2-better", "direct-1", "floor-1")
        }
        inside = {"a", "b"}
        assert reached == {
            "nearby-1": inside,
            "room-1": inside,
            "room-2": inside,
            "room-2-better": inside,
            "direct-1": {"a", "c"},
            "floor-1": {"a", "b", "c", "outsider"},
        }
        written = [{e["scope"] for e in one.events("typing")} for one in (a, b, c, outsider)]
        assert written == [{"room", "floor"}, {"bubble", "floor"}, {"direct"}, {"floor"}]
        assert len(outsider.events("said")) == 1
        await outsider.close()


def together(state: dict[str, Any]) -> set[str]:
    """Who is in one bubble with a page's own person, that person too."""
    mine = card_in(state)["bubble"]
    return {p["name"] for p in state["people"] if p["bubble"] == mine and mine}


async def change(visitor: Visitor, text: str, better: str) -> None:
    """Edits one's own message where it stands."""
    await _act_on(visitor, text, "編集")
    await visitor.page.get_by_label("メッセージを編集する").fill(better)
    await visitor.press("保存")
    await visitor.shown(better).wait_for()


async def take_back(visitor: Visitor, text: str) -> None:
    """Deletes one's own message, asked once."""
    await _act_on(visitor, text, "削除")
    await visitor.press("削除", visitor.page.get_by_role("group", name=re.compile("削除しますか")))
    await expect(visitor.shown(text)).to_have_count(0)


async def _act_on(visitor: Visitor, text: str, what: str) -> None:
    line = visitor.page.get_by_role("log").get_by_role("listitem").filter(has_text=text)
    await line.hover()
    await visitor.press("自分のメッセージを編集・削除する", line)
    await visitor.press(what, line)
