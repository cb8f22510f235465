"""Three at real browsers, one on a phone: how one is to be met, and whose turn it is."""

from __future__ import annotations

import asyncio
import re
from pathlib import Path
from typing import Any

import pytest

from tests.support.office import OfficeProcess
from tests.support.trio import AKIKO, JIRO, KEITAI, Browsers, Trio, trio
from tests.support.visitor import Visitor, card_in

QUIET = "Focus corner"
ROOM = "Meeting room Sakura"


async def all_see(three: Trio, name: str, status: str, timed: bool = False) -> None:
    """Waits until all three pages know somebody's status, with an end or without one."""

    def holds(state: dict[str, Any]) -> bool:
        card = card_in(state, name)
        return card["status"] == status and (card["until"] > 0) == timed

    for one in three:
        await one.until(holds)


async def walk_into(visitor: Visitor, zone: str) -> None:
    """Walks to the first place in a zone to which there is a way."""
    for x, y, width, height in (await visitor.zone(zone))["rects"]:
        for part in (0.5, 0.25, 0.75):
            if await visitor.walk_to(int(x + width * part), int(y + height * part)):
                await visitor.inside(zone)
                return
    raise AssertionError(f"no way into {zone}")


@pytest.mark.spec("STAT-1", "STAT-2", "STAT-3")
async def test_the_place_makes_the_status_and_a_wish_overrides_it(
    sample_office: OfficeProcess, browsers: Browsers
) -> None:
    async with trio(sample_office.url, browsers) as three:
        a, b, c = three
        start = await a.stands()
        await all_see(three, AKIKO, "available")
        await asyncio.gather(walk_into(a, QUIET), walk_into(b, ROOM))
        await all_see(three, AKIKO, "dnd")
        await all_see(three, JIRO, "meeting")
        await a.button(f"{AKIKO}: Do not disturb. Change your status").wait_for()
        await b.button(f"{JIRO}、会議中。状態を変える").wait_for()
        card = await c.look_up(AKIKO)
        await card.get_by_text("Do not disturb", exact=True).wait_for()

        # A wish with an end wins over the room, is shown with its end, and can be taken back.
        await b.press(f"{JIRO}、会議中。状態を変える")
        choices = b.page.get_by_role("dialog")
        await choices.get_by_role("radio", name="話せます").click()
        await b.press("30分", choices)
        await all_see(three, JIRO, "available", timed=True)
        card = await c.look_up(JIRO)
        await card.get_by_text(re.compile(r"^Available until \d\d:\d\d")).wait_for()
        minutes = (card_in(await c.state(), JIRO)["until"] - await now(c)) / 60_000
        assert 28 < minutes < 30.1  # the page knows the server's clock to some milliseconds
        await choices.get_by_role("radio", name="自動").click()
        await all_see(three, JIRO, "meeting")

        # Leaving gives it back, without a click for it.
        assert await a.walk_to(start["x"], start["y"])
        await all_see(three, AKIKO, "available")


async def now(visitor: Visitor) -> int:
    """The server's time as a page reckons it."""
    there: int = await visitor.page.evaluate("Date.now() + window.madoguchi.state().skew")
    return there


@pytest.mark.spec("STAT-1", "STAT-3")
async def test_one_is_away_without_input_and_back_with_it(
    tmp_path: Path, browsers: Browsers
) -> None:
    with OfficeProcess(tmp_path, "--away-seconds", "2") as process:
        async with trio(process.url, browsers) as (a, b, c):
            for one in (a, b, c):
                await one.until(lambda s: card_in(s, KEITAI)["status"] == "away")
            await c.button(f"{KEITAI}: Away. Change your status").wait_for()
            # A finger is there again; for as long as it is, one is not away.
            back = asyncio.gather(
                *(
                    one.until(lambda s: card_in(s, KEITAI)["status"] == "available")
                    for one in (a, b)
                )
            )
            while not back.done():
                await c.page.touchscreen.tap(195, 300)
                await asyncio.sleep(0.2)
            await back
            await a.until(lambda s: card_in(s, KEITAI)["status"] == "away")


@pytest.mark.spec("HAND-1")
async def test_raised_hands_have_one_order_for_all(
    sample_office: OfficeProcess, browsers: Browsers
) -> None:
    async with trio(sample_office.url, browsers) as three:
        a, b, c = three
        raised = ("Lower your hand (no. {})", "手を下ろす（{}番）", "Lower your hand (no. {})")
        for one, name in ((b, JIRO), (c, KEITAI), (a, AKIKO)):
            await one.press("手を挙げる" if one is b else "Raise your hand")
            for other in three:
                await other.until(lambda s, name=name: card_in(s, name)["hand"] > 0)
        for one, word, rank in zip(three, raised, (3, 1, 2), strict=True):
            await one.button(word.format(rank)).wait_for()
            assert await order(one) == [JIRO, KEITAI, AKIKO]
        await b.press(raised[1].format(1))
        for one, rank in ((a, 2), (c, 1)):
            await one.button(f"Lower your hand (no. {rank})").wait_for()
        await b.button("手を挙げる").wait_for()
        for one in three:
            await one.until(lambda s: card_in(s, JIRO)["hand"] == 0)
            assert await order(one) == [KEITAI, AKIKO]


async def order(visitor: Visitor) -> list[str]:
    """The names in the list of raised hands, from above."""
    panel = await visitor.people()
    title = re.compile("^(Raised hands|手を挙げた順)")
    group = panel.locator("section", has=visitor.page.get_by_role("heading", name=title))
    names = await group.get_by_role("button").locator(".person-name > .one-line").all_inner_texts()
    await visitor.put_away()
    return names
