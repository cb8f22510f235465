"""Two people at real browsers meet and talk, and an outsider records what they are sent."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

import pytest
from playwright.async_api import Browser

from tests.support.office import ROOT, OfficeProcess
from tests.support.outsider import Outsider
from tests.support.visitor import PHONE, Visitor

_WATCH = """
([name, tile]) => new Promise((resolve) => {
  const look = () => {
    const seen = window.madoguchi.scene.seen().find((p) => p.name === name);
    if (seen && seen.tileX === tile[0] && seen.tileY === tile[1]) resolve(Date.now());
    else requestAnimationFrame(look);
  };
  look();
})
"""
"""Resolves with the time of day when somebody is painted on a tile."""


def _card(state: dict[str, Any], person: int) -> dict[str, Any]:
    return next(p for p in state["people"] if p["id"] == person)


async def _me(visitor: Visitor) -> dict[str, Any]:
    state = await visitor.state()
    return _card(state, state["me"])


async def _arrival(walker: Visitor, watcher: Visitor, name: str, x: int, y: int) -> float:
    """Walks to a place and returns by how many seconds the watcher saw the arrival later."""
    tile = [x // 32, y // 32]
    assert await walker.walk_to(x, y)
    here = await walker.page.evaluate_handle(
        "(a) => { window.__here = (" + _WATCH + ")(a); }", [name, tile]
    )
    await here.dispose()
    there = await watcher.page.evaluate(_WATCH, [name, tile])
    return (there - await walker.page.evaluate("() => window.__here")) / 1000


@pytest.mark.spec("MOVE-1")
async def test_b_sees_a_arrive_at_the_same_tile(
    sample_office: OfficeProcess, browser: Browser, second_browser: Browser
) -> None:
    a = await Visitor.open(browser, sample_office.url)
    b = await Visitor.open(second_browser, sample_office.url)
    await a.enter("Akiko")
    await b.enter("Bob")
    start = await _me(a)
    delays = []
    for step in (1, 2, 3, 4):
        x = start["x"] // 32 * 32 + 16 + 64 * (step % 2)
        y = start["y"] // 32 * 32 + 16 - 32 * step
        delays.append(await _arrival(a, b, "Akiko", x, y))
        assert await b.tile_of("Akiko") == (x // 32, y // 32)
    print("seconds until B saw A arrive:", delays)
    # The quickest tells what the product adds; the others what this machine was busy with.
    assert min(delays) <= 0.3
    assert a.troubles == b.troubles == []


@pytest.mark.spec("CHAT-1", "BUB-2")
async def test_bubble_chat_reaches_the_neighbour_and_no_outsider(
    sample_office: OfficeProcess, browser: Browser, second_browser: Browser
) -> None:
    a = await Visitor.open(browser, sample_office.url)
    b = await Visitor.open(second_browser, sample_office.url, language="ja")
    await a.enter("Akiko")
    await b.enter("鈴木一郎")
    me = await _me(a)
    # Away from the arrivals, where the outsider stands.
    await a.walk_to(me["x"], me["y"] - 11 * 32)
    await b.walk_to(me["x"] + 32, me["y"] - 11 * 32)
    outsider = await Outsider.enter(sample_office.url)
    await a.until(lambda s: _card(s, s["me"])["bubble"] != 0)
    await b.until(lambda s: _card(s, s["me"])["bubble"] != 0)
    await a.say("only for the two of us <b>&amp;</b>")
    state = await b.until(lambda s: len(s["chat"]) == 1)
    assert state["chat"][0]["text"] == "only for the two of us <b>&amp;</b>"
    shown = b.page.get_by_text("only for the two of us <b>&amp;</b>", exact=True)
    await shown.wait_for()
    await b.choose_scope("このフロア")
    await b.say("これはみんなへ")
    await a.until(lambda s: len(s["chat"]) == 2)
    while not outsider.heard("これはみんなへ"):
        await a.page.wait_for_timeout(20)
    assert not outsider.heard("only for the two of us")
    assert len(outsider.events("said")) == 1
    await outsider.close()
    assert a.troubles == b.troubles == []


async def test_the_language_changes_live(sample_office: OfficeProcess, browser: Browser) -> None:
    visitor = await Visitor.open(browser, sample_office.url, language="ja")
    await visitor.page.get_by_role("button", name="English").click()
    await visitor.page.get_by_role("button", name="Enter").wait_for()
    await visitor.enter("Akiko")
    assert await visitor.page.locator("html").get_attribute("lang") == "en"
    assert visitor.troubles == []


async def test_a_phone_walks_by_a_tap_and_talks(
    sample_office: OfficeProcess, browser: Browser, second_browser: Browser
) -> None:
    phone = await Visitor.open(
        browser, sample_office.url, size=PHONE, has_touch=True, is_mobile=True
    )
    other = await Visitor.open(second_browser, sample_office.url)
    await phone.enter("Keitai")
    await other.enter("Other")
    before = await phone.tile_of("Keitai")
    await phone.page.touchscreen.tap(PHONE["width"] / 2, PHONE["height"] / 2 - 110)
    await phone.page.wait_for_function(
        "([x, y]) => window.madoguchi.scene.seen().some("
        "p => p.name === 'Keitai' && (p.tileX !== x || p.tileY !== y))",
        arg=before,
    )
    await phone.page.get_by_role("button", name="Chat").click()
    await phone.choose_scope("This floor")
    await phone.say("from the phone")
    await other.until(lambda s: [line["text"] for line in s["chat"]] == ["from the phone"])
    width = await phone.page.evaluate("document.documentElement.scrollWidth")
    assert width <= PHONE["width"]
    assert phone.troubles == []


async def test_a_second_tab_is_asked_first(sample_office: OfficeProcess, browser: Browser) -> None:
    first = await Visitor.open(browser, sample_office.url)
    await first.enter("Akiko")
    second = Visitor(await first.page.context.new_page())
    await second.page.goto(sample_office.url)
    go_on = second.page.get_by_role("button", name="Continue here")
    await go_on.click()
    await second.arrived()
    await first.page.get_by_role("button", name="Continue here").wait_for()
    state = await second.state()
    assert [p["name"] for p in state["people"]] == ["Akiko"]


FOREIGN = Path(os.environ.get("MADOGUCHI_FOREIGN_MAPS") or ROOT.parent / "shared" / "maps")


@pytest.mark.skipif(not FOREIGN.is_dir(), reason="the foreign maps are not beside this checkout")
@pytest.mark.parametrize(
    "path",
    [
        "kevinshen56714__SkyOffice/client/public/assets/map/map.json",
        "mstock__FOSSGIS-WorkAdventure-Maps/square.json",
    ],
)
async def test_a_foreign_map_is_walked(tmp_path: Path, browser: Browser, path: str) -> None:
    config = tmp_path / "office.toml"
    config.write_text(f'[[floors]]\nid = "foreign"\nmap = "{FOREIGN / path}"\n')
    with OfficeProcess(tmp_path, "--config", str(config)) as process:
        visitor = await Visitor.open(browser, process.url)
        await visitor.enter("Walker")
        before = await _me(visitor)
        steps = [(96, 0), (-96, 0), (0, 96), (0, -96)]
        goals = [(before["x"] + dx, before["y"] + dy) for dx, dy in steps]
        walked = [goal for goal in goals if await visitor.walk_to(*goal)]
        assert walked, "no way in any direction"
        await visitor.until(lambda s: abs(_card(s, s["me"])["x"] - before["x"]) >= 0)
        watcher = await Outsider.enter(process.url, "Watcher")
        await visitor.walk_to(*walked[0])
        await visitor.page.wait_for_function(
            "([x, y]) => window.madoguchi.scene.seen().some("
            "p => p.name === 'Walker' && Math.hypot(p.x - x, p.y - y) < 24)",
            arg=list(walked[0]),
        )
        await watcher.close()
        assert visitor.troubles == []
