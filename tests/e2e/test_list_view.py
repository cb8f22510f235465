"""The office by keyboard alone, in the list in the place of the map: what the map can do is done
there, ends as it does there, is told to a screen reader, and loses no focus."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
from playwright.async_api import Browser

from server.client import OfficeClient
from tests.support.keys import Keyboard
from tests.support.small import INSIDE, small_office
from tests.support.visitor import Visitor

ROOM = "meeting"
NOTE = "tea is in the kitchen"


def _me(state: dict[str, Any]) -> dict[str, Any]:
    card: dict[str, Any] = next(p for p in state["people"] if p["id"] == state["me"])
    return card


async def _in_list(keys: Keyboard, name: str) -> None:
    """Enters from the page's own door, and changes to the list."""
    await keys.go("textbox", "Your name")
    await keys.write(name)
    await keys.press("Enter")
    await keys.focused("Canvas", "The floor. Arrow keys walk")
    await keys.press("F2")
    await keys.focused("heading", "The office as a list")
    canvas = keys.visitor.page.locator(".stage-canvas")
    assert not await canvas.is_visible()


async def _card_of(keys: Keyboard, name: str) -> None:
    """Opens somebody's card from the list."""
    await keys.do("button", f"More about {name}")
    await keys.focused("heading", name)


async def _later(bob: OfficeClient) -> None:
    """Bob answers what he is asked next: in 5 minutes."""
    state = await bob.wait_for(lambda s: any(ask.person != s.me for ask in s.asks.values()))
    await bob.answer(next(ask.id for ask in state.asks.values() if ask.person != state.me), "later")


async def _by_keys(browser: Browser, url: str, bob: OfficeClient) -> Visitor:
    keys = await Keyboard.open(browser, url)
    await _in_list(keys, "Akiko")

    await keys.do("button", "List of the 2 people on this floor")
    await keys.focused("searchbox", "Search by name or work")
    await keys.write("bob")
    await keys.hears("One person found here")
    await keys.do("button", re.compile("^Bob"))
    await keys.kept()
    await keys.do("button", "Do you have a moment?")
    await keys.hears("Asked Bob")
    await _later(bob)
    await keys.hears("Bob: in 5 minutes")
    await keys.kept()
    await keys.do("button", "Message")
    await keys.go("textbox", "Write to Bob…")
    await keys.write("lunch?")
    await keys.press("Enter")
    await keys.focused("textbox", "Write to Bob…")

    await keys.do("button", re.compile("^Akiko: Available"))
    await keys.focused("radio", "Automatic")
    await keys.press("ArrowDown", "ArrowDown")
    await keys.focused("radio", "Do not disturb")
    await keys.reads("button", "30 min")
    await keys.do("button", "30 min")
    await keys.reads("button", re.compile("^Akiko: Do not disturb until"))
    await keys.kept()
    await keys.press("Escape")
    await keys.focused("button", re.compile("^Akiko: Do not disturb until"))
    await keys.do("button", "Raise your hand", "Space")
    await keys.focused("button", "Lower your hand (no. 1)")

    await keys.do("button", "Open the board")
    for text in (NOTE, "and this comes down again"):
        await keys.go("textbox", "Leave a note")
        await keys.write(text)
        await keys.do("button", "Pin it up")
        await keys.hears("Your note hangs on the board")
        await keys.focused("textbox", "Leave a note")
    await keys.do("button", "Take down your note: and this comes down again")
    await keys.hears("The note was taken down")
    await keys.kept()
    await keys.press("Escape")
    await keys.focused("button", "Open the board")

    await keys.do("button", f"More about {ROOM}: who is in it, and its settings")
    await keys.reads("heading", ROOM)
    await keys.do("button", "Walk in")
    await keys.reads("button", "Lock")  # once the walk has come to its end
    await keys.kept()
    await keys.do("button", "Lock")
    await keys.focused("button", "Unlock")
    return keys.visitor


async def _by_map(browser: Browser, url: str, bob: OfficeClient) -> Visitor:
    visitor = await Visitor.open(browser, url)
    page = visitor.page

    async def press(role: Any, name: str | re.Pattern[str]) -> None:
        await page.get_by_role(role, name=name, exact=True).first.click()

    await visitor.enter("Akiko")
    await press("button", "Got it")
    await press("button", "List of the 2 people on this floor")
    await page.get_by_role("button", name=re.compile("^Bob")).click()
    await press("button", "Do you have a moment?")
    await _later(bob)
    await press("button", "Message")
    await visitor.say("lunch?")
    await page.get_by_role("button", name=re.compile("^Akiko: ")).click()
    await page.get_by_role("radio", name="Do not disturb").click()
    await press("button", "30 min")
    await page.keyboard.press("Escape")
    await press("button", "Raise your hand")
    await press("button", "Board")
    for text in (NOTE, "and this comes down again"):
        await page.get_by_role("textbox", name="Leave a note").fill(text)
        await press("button", "Pin it up")
        await page.get_by_text(text).wait_for()
    await press("button", "Take down your note: and this comes down again")
    await page.keyboard.press("Escape")
    await visitor.walk_to(*INSIDE)
    await visitor.until(lambda s: any(room["owner"] == s["me"] for room in s["rooms"]))
    for _ in range(2):  # Bob's card is put away with the list
        await press("button", "List of the 2 people on this floor")
    await press("button", re.compile(f"^{ROOM}"))
    await press("button", "Lock")
    return visitor


def _end_of(state: dict[str, Any]) -> dict[str, Any]:
    """What is true at the end, whoever it is and whatever o'clock it is."""
    me, names = _me(state), {p["id"]: p["name"] for p in state["people"]}
    locked = [room for room in state["rooms"] if room["locked"]]
    return {
        "status": (me["status"], me["until"] > 0),
        "hand": me["hand"] > 0,
        "rooms": [(room["room"], names[room["owner"]]) for room in locked],
        "notes": [(note["name"], note["text"]) for note in state["notes"]],
        "chat": [(line["scope"], names[line["to"]], line["text"]) for line in state["chat"]],
        "asks": state["asks"],
        "floor": state["floor"],
    }


@pytest.mark.spec("STAT-2", "HAND-1", "LIST-3", "ROOM-1", "CHAT-10", "ASK-5")
async def test_the_list_ends_as_the_map_does(tmp_path: Path, browser: Browser) -> None:
    ends = []
    for way in (_by_keys, _by_map):
        folder = tmp_path / way.__name__
        folder.mkdir()
        async with (
            small_office(folder) as url,
            await OfficeClient.enter(url, "Bob") as bob,
        ):
            visitor = await way(browser, url, bob)
            ends.append(_end_of(await visitor.until(_is_locked)))
            assert visitor.troubles == []
            await visitor.page.context.close()
    by_keys, by_map = ends
    assert by_keys == by_map
    assert by_keys["notes"] == [("Akiko", NOTE)]
    assert by_keys["chat"] == [("direct", "Bob", "lunch?")]


def _is_locked(state: dict[str, Any]) -> bool:
    return any(room["locked"] for room in state["rooms"])


@pytest.mark.spec("ASK-3", "ASK-5", "ASK-6", "ROOM-2", "ROOM-3", "CHAT-10")
async def test_two_meet_by_keyboard(
    tmp_path: Path, browser: Browser, second_browser: Browser
) -> None:
    async with small_office(tmp_path) as url:
        akiko = await Keyboard.open(browser, url)
        jiro = await Keyboard.open(second_browser, url)
        await _in_list(akiko, "Akiko")
        await _in_list(jiro, "Jiro")
        await akiko.hears("Jiro came.")
        await _lock(akiko)
        await _knock(jiro, akiko)
        await _ping(jiro, akiko)
        await _write(jiro, akiko)
        await _lead(jiro, akiko)
        await _change_floors(jiro, akiko)
        assert akiko.visitor.troubles == jiro.visitor.troubles == []


async def _lock(akiko: Keyboard) -> None:
    await akiko.do("button", f"More about {ROOM}: who is in it, and its settings")
    await akiko.do("button", "Walk in")
    await akiko.reads("button", "Lock")
    await akiko.kept()
    await akiko.do("button", "Lock")
    await akiko.focused("button", "Unlock")
    await akiko.press("Escape")
    await akiko.kept()


async def _knock(jiro: Keyboard, akiko: Keyboard) -> None:
    """Whoever knocks is let in, and walks in."""
    await jiro.reads("button", "Knock")
    await jiro.do("button", "Knock")
    await akiko.hears(f"Jiro knocks at {ROOM} (F6 leads there)")
    await jiro.kept()
    await akiko.press("F6")
    await akiko.focused("button", "Let in")
    await akiko.press("Enter")
    await jiro.hears("Akiko lets you in")
    await akiko.kept()
    await jiro.visitor.until(lambda s: _me(s)["bubble"] != 0)
    await jiro.reads("button", "Unlock")
    await jiro.kept()


async def _ping(jiro: Keyboard, akiko: Keyboard) -> None:
    """Who is asked for a moment answers: in 5 minutes."""
    await _card_of(jiro, "Akiko")
    await jiro.go("textbox", "A word with it, if you like")
    await jiro.write("the invoices")
    await jiro.do("button", "Do you have a moment?")
    await akiko.hears("Jiro asks: do you have a moment?: the invoices (F6 leads there)")
    await akiko.press("F6")
    await akiko.go("button", "In 5 minutes")
    await akiko.press("Enter")
    await jiro.hears("Akiko: in 5 minutes")
    await akiko.kept()
    await jiro.kept()


async def _write(jiro: Keyboard, akiko: Keyboard) -> None:
    await jiro.do("button", "Message")
    await jiro.go("textbox", "Write to Akiko…")
    await jiro.write("are you there?")
    await jiro.press("Enter")
    await akiko.hears("Message from Jiro: are you there?")
    await jiro.focused("textbox", "Write to Akiko…")


async def _lead(jiro: Keyboard, akiko: Keyboard) -> None:
    """Who is led follows, until an arrow key."""
    await jiro.do("button", "Lead me")
    await akiko.hears("Jiro asks you to lead the way (F6 leads there)")
    await akiko.press("F6")
    await akiko.focused("button", "Lead")
    await akiko.press("Enter")
    await jiro.hears("Akiko leads: you follow", "Following Akiko. An arrow key stops it.")
    await akiko.kept()
    await akiko.do("button", "Go to arrival")
    await akiko.hears("On the way to arrival")
    await akiko.kept()
    start = _me(await jiro.visitor.state())
    await jiro.visitor.until(lambda s: _me(s)["x"] < start["x"] - 64)
    await jiro.go("button", "Go to quiet")
    await jiro.press("ArrowDown")
    await jiro.visitor.until(lambda s: s["following"] == 0)
    await jiro.kept()
    await akiko.visitor.until(lambda s: _me(s)["x"] < 19 * 32)
    await akiko.focused("heading", "The office as a list")  # "Go" is gone, having arrived


async def _change_floors(jiro: Keyboard, akiko: Keyboard) -> None:
    await jiro.do("button", "Go to second")
    await jiro.visitor.until(lambda s: s["floor"] == "second" and s["caughtUp"])
    await jiro.focused("heading", "The office as a list")
    await akiko.hears("Jiro left.")
    await jiro.do("button", "Leave")
    await jiro.focused("heading", "Madoguchi")
    await jiro.reads("StaticText", "You have left. See you again!")


@pytest.mark.spec("GUEST-1", "ASK-1", "ASK-3")
async def test_a_guest_says_by_keyboard_whom_they_came_for(
    tmp_path: Path, browser: Browser, second_browser: Browser
) -> None:
    async with small_office(tmp_path) as url:
        host = await Keyboard.open(browser, url)
        await _in_list(host, "Akiko")
        await host.do("button", "Menu")
        await host.focused("button", "Map view")
        await host.go("button", "Invite a guest", "ArrowDown")
        await host.press("Enter")
        await host.do("button", "Make a link")
        await host.focused("textbox", "The guest's link")
        link = (await host.tree()).one("textbox", "The guest's link").value
        await host.press("Escape")
        await host.focused("button", "Menu")

        guest = await Keyboard.open(second_browser, link)
        await guest.reads("StaticText", re.compile("^You are a guest of Akiko"))
        await _in_list(guest, "Visitor")
        await guest.go("radio", re.compile("^Akiko"))
        await guest.press("Space")
        await guest.do("button", "Ask for Akiko")
        await guest.hears("Akiko has been asked. Please wait in the lobby.")
        await guest.kept()
        await host.hears("Visitor (guest) is here for you (F6 leads there)")
        await host.press("F6")
        await host.focused("button", "I come to the lobby")
        await host.press("Enter")
        await guest.hears("Akiko has time for you.")
        await guest.kept()
        await host.kept()
        assert guest.visitor.troubles == host.visitor.troubles == []
