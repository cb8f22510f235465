"""Staying connected, at real browsers: a cut line, and a server that is killed again and again."""

from __future__ import annotations

import asyncio
import random
from pathlib import Path
from typing import Any

import pytest
from playwright.async_api import Browser

from server.client import OfficeClient
from tests.support.line import Line
from tests.support.office import OfficeProcess
from tests.support.outsider import Outsider
from tests.support.visitor import Visitor

BY_ITSELF = 5
"""The first rounds wait until the page reconnects; its waits grow with each loss in a row."""


def _card(state: dict[str, Any]) -> dict[str, Any]:
    card: dict[str, Any] = next(p for p in state["people"] if p["id"] == state["me"])
    return card


async def _meet(a: Visitor, b: Visitor) -> None:
    """B walks up to A, until both are in one bubble, and all is saved that a kill could lose."""
    there = _card(await a.state())
    assert await b.walk_to(there["x"] + 32, there["y"])
    for visitor in (a, b):
        await visitor.until(lambda s: _card(s)["bubble"] != 0)
    await asyncio.sleep(0.5)  # places are saved four times a second


async def _reconnect_now(visitor: Visitor) -> None:
    """Presses the banner's button while it is there, as somebody in a hurry does."""
    script = "document.querySelector('.banner-now')?.click()"
    while (await visitor.state())["link"]["kind"] != "open":
        await visitor.page.evaluate(script)
        await asyncio.sleep(0.1)


@pytest.mark.spec("SESS-1", "CHAT-5")
async def test_a_line_cut_for_20_seconds(
    sample_office: OfficeProcess, browser: Browser, second_browser: Browser
) -> None:
    async with Line(sample_office.port) as line:
        a = await Visitor.open(browser, line.url)
        b = await Visitor.open(second_browser, sample_office.url)
        await a.enter("Akiko")
        await b.enter("Bob")
        await _meet(a, b)
        before = _card(await a.state())
        line.cut()
        await b.say("are you there?")
        await a.page.get_by_text("Connection lost").wait_for(timeout=15_000)
        await b.until(lambda s: any(p["lingering"] for p in s["people"]))
        await a.say("written while the line was cut")
        await b.say("still there?")
        await asyncio.sleep(20)  # the length of the cut is what is tested
        line.mend()
        await a.until(lambda s: s["link"]["kind"] == "open" and len(s["chat"]) == 3)
        assert await a.texts() == [
            "are you there?",
            "still there?",
            "written while the line was cut",
        ]
        after = _card(await a.state())
        assert (after["x"], after["y"], after["id"]) == (before["x"], before["y"], before["id"])
        assert after["bubble"] == before["bubble"]
        await b.until(lambda s: len(s["chat"]) == 3)
        assert await b.texts() == await a.texts()
        assert not any(p["lingering"] for p in (await b.state())["people"])


@pytest.mark.spec("SESS-1", "CHAT-5")
async def test_a_server_killed_twenty_times_while_people_write(
    tmp_path: Path, browser: Browser, second_browser: Browser
) -> None:
    seed = random.randrange(1 << 32)
    print("seed", seed)
    dice = random.Random(seed)
    process = OfficeProcess(tmp_path)
    process.start()
    try:
        a = await Visitor.open(browser, process.url)
        b = await Visitor.open(second_browser, process.url)
        await a.enter("Akiko")
        await b.enter("Bob")
        third = await OfficeClient.enter(process.url, "Third")
        await third.connect()
        await _meet(a, b)
        places = [(_card(await v.state())["x"], _card(await v.state())["y"]) for v in (a, b)]
        for visitor in (a, b):
            await visitor.choose_scope("This floor")
        sent: list[str] = []
        for round_ in range(20):
            for person, visitor in (("a", a), ("b", b)):
                sent.append(f"{person}{round_}")
                await visitor.say(sent[-1])
            sent.append(f"c{round_}")
            await third.say(sent[-1], scope="floor")
            await asyncio.sleep(dice.uniform(0, 0.1))  # the kill falls anywhere in the sending
            process.kill()
            process.start()
            for visitor in (a, b):
                if round_ > BY_ITSELF:
                    await _reconnect_now(visitor)
                await visitor.until(lambda s: s["link"]["kind"] == "open" and s["caughtUp"])
        for visitor in (a, b):
            await visitor.until(lambda s: len(s["chat"]) >= len(sent) and not s["outbox"])
        await third.wait_for(lambda s: len(s.chat) >= len(sent))
        heard = [await a.texts(), await b.texts(), [said.text for said in third.state.chat]]
        assert heard[0] == heard[1] == heard[2]
        assert sorted(heard[0]) == sorted(sent)
        for person in "abc":  # each one's own messages come in the order of writing
            mine = [text for text in heard[0] if text.startswith(person)]
            assert mine == [text for text in sent if text.startswith(person)]
        for visitor, place in zip((a, b), places, strict=True):
            card = _card(await visitor.state())
            assert (card["x"], card["y"]) == place
        await third.close()
    finally:
        process.stop()


@pytest.mark.spec("SESS-4")
async def test_the_avatar_leaves_for_all_after_the_deadline(
    tmp_path: Path, browser: Browser
) -> None:
    with OfficeProcess(tmp_path, "--linger-seconds", "2") as process:
        visitor = await Visitor.open(browser, process.url)
        await visitor.enter("Akiko")
        watcher = await Outsider.enter(process.url)
        await visitor.page.context.close()
        while not watcher.events("left"):
            await asyncio.sleep(0.05)
        assert [event["why"] for event in watcher.events("left")] == ["timed_out"]
        assert [event["lingering"] for event in watcher.events("changed")] == [True]
        await watcher.close()
