"""Three at real browsers, one on a phone: a moment is asked for, and somebody leads the way."""

from __future__ import annotations

import math
from typing import Any

import pytest

from tests.support.office import OfficeProcess
from tests.support.trio import AKIKO, KEITAI, Browsers, trio
from tests.support.visitor import card_in

NOTE = "about the invoice 7f3a"


@pytest.mark.spec("ASK-1", "ASK-5")
async def test_a_ping_is_answered_in_five_minutes(
    sample_office: OfficeProcess, browsers: Browsers
) -> None:
    async with trio(sample_office.url, browsers) as (a, b, c):
        panel = await c.look_up(AKIKO)
        await panel.get_by_label("A word with it, if you like").fill(NOTE)
        await c.press("Do you have a moment?", panel)
        asked = a.request(f"{KEITAI} asks: do you have a moment?")
        await asked.get_by_text(NOTE).wait_for()
        await a.press("In 5 minutes", asked)
        await c.shown(f"{AKIKO}: in 5 minutes").wait_for()
        for one in (a, c):
            await one.until(lambda s: s["asks"] == [])
            await one.until_told("ask_over")
            assert [over["why"] for over in one.events("ask_over")] == ["later"]
        # It was for the two of them alone.
        await a.choose_scope("This floor")
        await a.say("after the ping")
        await b.until_heard("after the ping")
        assert c.heard(NOTE) and a.heard(NOTE) and not b.heard(NOTE)
        assert b.events("asked") == b.events("ask_over") == []


def apart(state: dict[str, Any], name: str, other: str) -> float:
    """How far two people stand from each other, in tiles, as a page has it."""
    here, there = card_in(state, name), card_in(state, other)
    return math.hypot(here["x"] - there["x"], here["y"] - there["y"]) / 32


@pytest.mark.spec("ASK-3")
async def test_one_follows_who_leads_until_an_arrow_key(
    sample_office: OfficeProcess, browsers: Browsers
) -> None:
    async with trio(sample_office.url, browsers) as (a, b, c):
        await c.press("Lead me", await c.look_up(AKIKO))
        await c.put_away()
        await a.press("Lead", a.request(f"{KEITAI} asks you to lead the way"))
        await c.shown(f"Following {AKIKO}. An arrow key stops it.").wait_for()
        start = await a.stands()
        for tiles in (12, 18):
            await a.go(start["x"], start["y"] - 32 * tiles)
            await b.until(lambda s: apart(s, AKIKO, KEITAI) < 2)
        assert (await c.state())["following"] == start["id"]
        await c.page.keyboard.down("ArrowRight")
        await c.until(lambda s: s["following"] == 0)
        await c.page.keyboard.up("ArrowRight")
        stayed = await c.stands()
        await a.go(start["x"], start["y"])
        assert apart(await a.state(), AKIKO, KEITAI) > 8
        now = await c.stands()
        assert (now["x"], now["y"]) == (stayed["x"], stayed["y"])
