"""What a screen reader is told of the office, by Chromium's accessibility tree, in both languages;
and that nothing moves for who wants no motion."""

from __future__ import annotations

import re
from itertools import pairwise
from pathlib import Path

import pytest
from playwright.async_api import Browser

from server.client import OfficeClient
from tests.support.keys import Keyboard
from tests.support.roles import ROOM
from tests.support.small import INSIDE, small_office
from tests.support.tree import Tree
from tests.support.visitor import Visitor

WORDS: dict[str, dict[str, str]] = {
    "en": {
        "title": "Madoguchi",
        "bar": "Office controls",
        "chat": "Chat",
        "list": "The office as a list",
        "you": "You",
        "requests": "Requests",
        "status": "Akiko: Available. Change your status",
        "people": "1 other person on this floor",
        "doing": "Do not disturb",
        "hand": "Hand no. 1",
        "came": "Bob came.",
        "left": "Bob left.",
        "said": "Message from Bob: hello",
        "told": "Bob in This floor: to you all",
        "ping": "Bob asks: do you have a moment?: now? (F6 leads there)",
        "invite": "Bob invites you into meeting (F6 leads there)",
        "yes": "Yes, come over",
    },
    "ja": {
        "title": "窓口",
        "bar": "オフィスの操作",
        "chat": "チャット",
        "list": "リストで見るオフィス",
        "you": "あなた",
        "requests": "お願いと返事",
        "status": "Akiko、話せます。状態を変える",
        "people": "このフロアのほかの1人",
        "doing": "取り込み中",
        "hand": "挙手1番",
        "came": "Bobが来ました。",
        "left": "Bobが退室しました。",
        "said": "Bobからのメッセージ：hello",
        "told": "このフロアでBob：to you all",
        "ping": "Bobから肩ポン：いま話せますか？",
        "invite": "Bobがmeetingに招いています",
        "yes": "どうぞ、話せます",
    },
}

PARTS = {
    "en": [
        "Where you are",
        "1 other person on this floor",
        "Rooms (1)",
        "Other places on this floor",
        "Other floors",
        "Board",
    ],
    "ja": [
        "いまいる場所",
        "このフロアのほかの1人",
        "部屋（1）",
        "このフロアのほかの場所",
        "ほかのフロア",
        "掲示板",
    ],
}
"""The list's headings of the third level, in their order."""

OF_BOB = {
    "en": ["Go to Bob", "Message to Bob", "More about Bob"],
    "ja": ["Bobへ行く", "Bobにメッセージ", "くわしく：Bob"],
}

INTERACTIVE = {
    "button",
    "checkbox",
    "combobox",
    "link",
    "option",
    "radio",
    "searchbox",
    "switch",
    "tab",
    "textbox",
}


async def _in_list(browser: Browser, url: str, language: str) -> Keyboard:
    keys = await Keyboard.open(browser, url, language=language)
    await keys.visitor.enter("Akiko")
    await keys.kept()
    await keys.press("F2")
    await keys.focused("heading", WORDS[language]["list"])
    return keys


@pytest.mark.parametrize("language", ["ja", "en"])
@pytest.mark.spec("STAT-3", "HAND-1", "ASK-1")
async def test_the_tree_tells_all(tmp_path: Path, browser: Browser, language: str) -> None:
    words = WORDS[language]
    async with small_office(tmp_path) as url:
        keys = await _in_list(browser, url, language)
        async with await OfficeClient.enter(url, "Bob") as bob:
            await keys.hears(words["came"])
            await bob.set_status("dnd", 30)
            await bob.raise_hand()
            tree = await keys.reads("StaticText", re.compile(f"^{words['doing']}"))
            _landmarks(tree, words)
            _headings(tree, words, PARTS[language])
            _person(await keys.reads("StaticText", words["hand"]), words, OF_BOB[language])
            _all_named(tree)
            await _news(keys, bob, words)
            await bob.leave()
            await keys.hears(words["left"])
        assert (await keys.kept()).name == words["list"]  # no news took the focus
        assert keys.visitor.troubles == []


def _landmarks(tree: Tree, words: dict[str, str]) -> None:
    assert tree.one("RootWebArea").name == words["title"]
    main, banner = tree.one("main"), tree.one("banner")
    assert tree.one("navigation", words["bar"]) in tree.within(banner)
    assert tree.one("region", words["you"]) in tree.within(main)
    tree.one("complementary", words["chat"])
    assert tree.all("Canvas") == []  # what is not shown is not told


def _headings(tree: Tree, words: dict[str, str], parts: list[str]) -> None:
    """One at the top, no level left out, and each part of the list under its own."""
    headings = tree.all("heading")
    levels = [int(node.states["level"]) for node in headings]
    assert headings[0].name == words["title"]
    assert [node.name for node in headings if node.states["level"] == 1] == [words["title"]]
    assert all(b <= a + 1 for a, b in pairwise(levels)), levels
    inside = tree.within(tree.one("main"))
    assert [n.name for n in inside if n.role == "heading" and n.states["level"] == 3] == parts
    for part in parts:
        tree.one("region", part)


def _person(tree: Tree, words: dict[str, str], buttons: list[str]) -> None:
    """Who it is, how they are to be met, and what one may do, all in one row."""
    name = next(n for n in tree.all("heading") if n.name.startswith("Bob"))
    row = next(outer for outer in tree.above(name) if outer.role == "listitem")
    within = tree.within(row)
    assert [node.name for node in within if node.role == "button"] == buttons
    assert tree.text_of(row).startswith("Bob")
    assert words["hand"] in tree.text_of(row)
    assert words["doing"] in tree.text_of(row)
    tree.one("button", words["status"])


def _all_named(tree: Tree) -> None:
    """Nothing that one can use is without a name, and nothing is a mere picture."""
    unnamed = [str(n) for n in tree.shown if n.role in INTERACTIVE and not n.name.strip()]
    assert unnamed == []
    assert [str(n) for n in tree.all("image") if not n.name] == []


async def _news(keys: Keyboard, bob: OfficeClient, words: dict[str, str]) -> None:
    """Messages and calls are spoken, and wait where they are found."""
    me = (await keys.visitor.state())["me"]
    await bob.say("hello", scope="direct", to=me)
    await keys.hears(words["said"])
    await bob.say("to you all", scope="floor")
    await keys.hears(words["told"])
    await bob.ask("ping", person=me, note="now?")
    await keys.hears(words["ping"])
    tree = await keys.tree()
    requests = tree.one("region", words["requests"])
    assert tree.one("button", words["yes"]) in tree.within(requests)
    await bob.cancel(next(iter(bob.state.asks)))
    await bob.walk_to(*INSIDE)
    await bob.wait_for(lambda s: any(room.owner == s.me for room in s.rooms.values()))
    await bob.ask("invite", person=me, room=ROOM)
    await keys.hears(words["invite"])


@pytest.mark.spec("HAND-2")
async def test_nothing_moves_for_who_wants_no_motion(tmp_path: Path, browser: Browser) -> None:
    async with small_office(tmp_path) as url:
        visitor = await Visitor.open(browser, url, reduced_motion="reduce")
        await visitor.page.evaluate(_WATCH_MOTION)
        await visitor.enter("Akiko")
        async with await OfficeClient.enter(url, "Bob") as bob:
            me = (await visitor.state())["me"]
            await visitor.until(lambda s: len(s["people"]) == 2)
            await bob.ask("ping", person=me)
            for button in ("#people-button", "#chat-button", "#more-button", "#self-button"):
                await visitor.page.locator(button).dispatch_event("click")
            await visitor.page.locator(".ask").wait_for()
            await bob.react("🎉")
            await visitor.page.wait_for_function("() => window.signs.length >= 20")
            places = await visitor.page.evaluate("[...new Set(window.signs)]")
            assert len(places) == 1, places
            assert await visitor.page.evaluate("window.moved") == []
            assert visitor.troubles == []


_WATCH_MOTION = """
() => {
  window.moved = [];
  window.signs = [];
  const look = (event) => {
    for (const one of document.getAnimations()) {
      const { duration, delay } = one.effect.getComputedTiming();
      if (duration + delay > 10) window.moved.push(`${event.type} ${duration}`);
    }
  };
  for (const kind of ["animationstart", "transitionrun"]) document.addEventListener(kind, look);
  const { fillText, drawImage } = CanvasRenderingContext2D.prototype;
  const pictures = new Set();
  CanvasRenderingContext2D.prototype.fillText = function (text, ...where) {
    if (text === "🎉") pictures.add(this.canvas);
    fillText.call(this, text, ...where);
  };
  CanvasRenderingContext2D.prototype.drawImage = function (picture, ...where) {
    if (pictures.has(picture)) window.signs.push(`${where} ${this.globalAlpha}`);
    drawImage.call(this, picture, ...where);
  };
}
"""
"""Keeps every animation or transition that takes longer than a blink, and where on the canvas each
painting of a sign was."""
