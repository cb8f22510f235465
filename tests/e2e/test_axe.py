"""axe finds nothing on any screen, in either language, on a desk and on a phone."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any, NamedTuple

import pytest
from playwright.async_api import Browser

from server.client import OfficeClient
from tests.support.axe import Axe, Tour, axe_source
from tests.support.line import Line
from tests.support.passes import make_pass, revoke_pass
from tests.support.roles import ROOM
from tests.support.small import DOOR, INSIDE, small_office
from tests.support.visitor import DESKTOP, PHONE, Visitor

LONG = "長い名前の田中さんのとなりのひと"
# Without motion, so that nothing is looked at while it fades in.
_AT_DESK: dict[str, Any] = {"size": DESKTOP, "reduced_motion": "reduce"}
_ON_PHONE: dict[str, Any] = {**_AT_DESK, "size": PHONE, "has_touch": True, "is_mobile": True}
_KEEP_LINE = """
window.WebSocket = class extends window.WebSocket {
  constructor(...given) { super(...given); window.lastLine = this; }
};
"""
"""So that a test can send what the page never would, and the office ends the connection."""


@pytest.fixture(scope="module")
def source() -> str:
    return axe_source()


class Place(NamedTuple):
    """An office, and a line to it that can be cut."""

    url: str
    line: Line

    async def bot(self, name: str, **more: Any) -> OfficeClient:
        """Somebody by program, past the line."""
        bot = await OfficeClient.enter(self.url, name, **more)
        await bot.connect()
        return bot


@pytest.fixture
async def place(tmp_path: Path) -> AsyncIterator[Place]:
    """A small office of two floors, with a room and a lobby."""
    async with (
        small_office(tmp_path, beat_seconds=1.0) as url,
        Line(int(url.rpartition(":")[2])) as line,
    ):
        yield Place(url, line)


LANGUAGES = pytest.mark.parametrize("language", ["ja", "en"])
DEVICES = pytest.mark.parametrize("device", [_AT_DESK, _ON_PHONE], ids=["desk", "phone"])


@LANGUAGES
@DEVICES
async def test_axe_finds_nothing_for_members(
    place: Place, browser: Browser, source: str, language: str, device: dict[str, Any]
) -> None:
    axe = Axe(source)
    visitor = await Visitor.open(browser, place.line.url, language=language, **device)
    tour = Tour(visitor, axe)
    await _entry(tour)
    await _alone(tour)
    bob, mei = await place.bot("Bob"), await place.bot(LONG)
    await _news(tour, bob, mei)
    await _people(tour, bob)
    await _chat(tour)
    await _sheets(tour)
    await _oneself(tour)
    code = (await make_pass(bob)).code
    await _asks(tour, bob, mei, await place.bot("客", guest_pass=code))
    await _walks(tour, bob)
    await _room(tour, bob)
    await _ends(tour, place.line)
    axe.finds_nothing()


@LANGUAGES
@DEVICES
async def test_axe_finds_nothing_for_guests(
    place: Place, browser: Browser, source: str, language: str, device: dict[str, Any]
) -> None:
    axe = Axe(source)
    host = await place.bot("Bob")
    given = await make_pass(host)
    link = f"{place.url}/#guest="
    tour = Tour(await Visitor.open(browser, f"{link}wrong", language=language, **device), axe)
    await tour.shows(".entry-over", "entry with a pass that is over")
    await tour.page.goto(link + given.code)
    await tour.page.reload()
    await tour.shows(".entry-guest", "entry of a guest")
    await tour.page.locator("#entry-name").fill("客")
    await tour.press(".entry-go")
    await tour.visitor.arrived()
    await tour.opens(".first-steps .button", ".lobby", "lobby")
    await tour.key("F2", ".list-view .lobby", "list of a guest")
    await tour.opens("#more-button", ".more-menu", "menu of a guest")
    await tour.press(".lobby input[type=radio]")
    await tour.press(".lobby [type=submit]")
    asked = await host.wait_for(lambda s: bool(s.asks))
    await tour.shows(".ask.own", "lobby, waiting")
    await host.answer(next(iter(asked.asks)), "accept")
    await tour.shows(".lobby [role=status] p", "lobby, accepted")
    await tour.opens("#people-button", ".people-list", "people for a guest")
    await tour.opens(f"#person-row-{host.state.me}", ".acts", "card for a guest")
    await revoke_pass(host, given)
    await tour.shows(".entry-over", "visit that has ended")
    axe.finds_nothing()


async def _entry(tour: Tour) -> None:
    await tour.page.add_init_script(_KEEP_LINE)
    await tour.page.reload()
    await tour.shows(".entry-present", "entry")
    await tour.opens(".entry-go", ".entry-problem", "entry, without a name")
    await tour.page.locator("#entry-name").fill("Akiko")
    await tour.press(".entry-go")
    await tour.visitor.arrived()
    await tour.look("first steps")


async def _alone(tour: Tour) -> None:
    await tour.opens(".first-steps .button", ".alone-card", "alone")
    await tour.key("F2", ".list-view", "list, alone")
    await tour.key("F2", ".map-box", "map")


async def _news(tour: Tour, bob: OfficeClient, mei: OfficeClient) -> None:
    """The others make something that is to be seen."""
    me = (await tour.visitor.state())["me"]
    await bob.raise_hand()
    await bob.pin("tea is in the kitchen")
    await bob.set_profile("Bob", "accounting, invoices", "Europe/Paris", listed=True)
    await bob.set_status("dnd", 30)
    await bob.say("hello, all: https://example.org/", scope="floor")
    await mei.say("hello, Akiko", scope="direct", to=me)
    await mei.go_floor("second")
    await tour.visitor.until(lambda s: len(s["chat"]) == 2 and s["notes"] and s["elsewhere"])
    await tour.look("map, with news")
    await tour.key("F2", ".list-view", "list, with news")
    await tour.page.keyboard.press("F2")


async def _people(tour: Tour, bob: OfficeClient) -> None:
    me = (await tour.visitor.state())["me"]
    await tour.opens("#people-button", ".people-list", "people")
    await tour.page.locator(".people-search input").fill("zzz")
    await tour.shows(".people-none", "people, nobody found")
    await tour.page.locator(".people-search input").fill("")
    await tour.opens(f"#person-row-{bob.state.me}", ".asks-of", "card of somebody")
    await tour.press(".card-view .back")
    await tour.opens(f"#person-row-{me}", ".card-view .wide", "card of oneself")
    await tour.opens(".card-view .wide", ".panel form", "profile")
    await tour.press("#people-button")
    await tour.press("#people-button")
    await tour.opens(".person.room", ".room-acts", "card of a room")
    await tour.press("#people-button")


async def _chat(tour: Tour) -> None:
    if not await tour.page.locator(".panel.chat").count():
        await tour.press("#chat-button")
    tabs = tour.page.locator("[role=tab]")
    await tabs.first.wait_for()
    for nth in range(await tabs.count()):
        await tour.opens("[role=tab]", ".chat-body", f"chat, tab {nth}", nth)
    await tour.opens(".talk", "#composer", "chat with somebody")
    await tour.visitor.say("see you at noon")
    await tour.opens(".line-more", ".line-acts", "chat, one's own message")
    await tour.opens(".line-acts button", ".line-edit", "chat, editing", 0)
    await tour.page.keyboard.press("Escape")
    await tour.press(".line-more")
    await tour.opens(".line-acts button", ".line-delete", "chat, deleting", 1)
    await tour.page.keyboard.press("Escape")
    await tour.press("[role=tab]", 1)
    await tour.page.locator("#composer").press_sequentially("@B")
    await tour.shows("[role=listbox]", "chat, mentioning")
    await tour.page.locator("#composer").fill("")
    await tour.opens("#chat-search-button", ".search-row", "chat, search")
    await tour.page.locator(".search-row input").fill("hello")
    await tour.opens(".search-row button", ".found", "chat, found")
    await tour.press("#chat-button")


async def _sheets(tour: Tour) -> None:
    await tour.opens("#more-button", ".more-menu", "menu")
    await tour.opens(".more-menu > .menu-item", "#note-text", "board", 1)
    await tour.page.locator("#note-text").fill("gone for lunch")
    await tour.opens(".note-form .button", ".note[data-mine=true]", "board, one's own note")
    await tour.menu(2, ".pass-form", "passes")
    await tour.opens(".pass-form .button", "#pass-link", "pass, made")
    await tour.menu(3, ".sheet-part", "settings")
    await tour.opens(".sheet .sheet-part:last-child .button", ".findings", "self-test")
    await tour.press("#stored-button")
    await tour.shows(".stored li", "what is stored")
    await tour.opens(".stored-delete", ".stored-sure", "really delete everything")
    await tour.page.keyboard.press("Escape")


async def _oneself(tour: Tour) -> None:
    await tour.opens("#self-button", ".status-choices", "status")
    await tour.page.locator(".status-choices input").nth(2).dispatch_event("click")
    await tour.shows(".spans", "status, chosen")
    await tour.press("#self-button")
    await tour.opens(".signs > button", ".signs-list", "signs")
    await tour.press(".signs > button")
    await tour.opens(".hand-button", ".hand-rank", "hand raised")


async def _asks(tour: Tour, bob: OfficeClient, mei: OfficeClient, guest: OfficeClient) -> None:
    """Whatever can be asked of somebody outside a room."""
    me = (await tour.visitor.state())["me"]
    await mei.go_floor("plain")
    await mei.wait_for(lambda s: s.floor == "plain" and s.caught_up)
    await mei.walk_to(*INSIDE)
    await mei.ask("invite", person=me)
    await mei.lock(ROOM)
    await bob.ask("ping", person=me, note="a word about the invoices")
    await bob.ask("lead", person=me)
    await bob.ask("come", person=me)
    await guest.ask("visit", person=me)
    await tour.visitor.until(lambda s: len(s["asks"]) == 5)
    await tour.look("asked for everything")
    await tour.opens(".ask-acts [aria-expanded]", ".ask-choice", "visit, into which room", 0)
    await tour.opens(".ask-acts [aria-expanded]", ".ask-choice", "visit, on to whom", 1)
    await tour.key("F2", ".list-view", "list, asked, with a shut room")
    await tour.opens(".list-acts .room-acts .button", ".room-waiting", "list, knocking")
    await tour.press(".room-waiting .button")
    await tour.page.keyboard.press("F2")
    for bot in (bob, mei, guest):
        for ask in [one for one in bot.state.asks.values() if one.person == bot.state.me]:
            await bot.cancel(ask.id)
    await tour.visitor.until(lambda s: not s["asks"])
    await guest.leave()
    await mei.lock(ROOM, False)
    await mei.leave()


async def _walks(tour: Tour, bob: OfficeClient) -> None:
    """What one asks for oneself, the answer, and being led."""
    row = f"#person-row-{bob.state.me}"

    async def card() -> None:
        if not await tour.page.locator(row).count():
            await tour.press("#people-button")
        await tour.page.locator(row).wait_for(state="attached")
        await tour.press(row)

    await card()
    await tour.opens(".asks-of .act", ".ask.own", "waiting for an answer", 0)
    asked = await bob.wait_for(lambda s: any(one.kind == "ping" for one in s.asks.values()))
    await bob.answer(next(one.id for one in asked.asks.values() if one.kind == "ping"), "decline")
    await tour.shows(".ask.own[data-why=declined]", "not now")
    await tour.opens(".card-view > .acts .act", ".walk-bar", "way to somebody", 1)
    await tour.press(".walk-bar .button")
    if not await tour.page.locator(".card-view").count():
        await card()
    await tour.opens(".card-view > .acts .act", ".walk-bar", "following", 2)
    await tour.press(".walk-bar .button")
    if await tour.page.locator(".panel.people").count():
        await tour.press("#people-button")


async def _room(tour: Tour, bob: OfficeClient) -> None:
    """Inside a room, as its owner, with somebody at the door."""
    await tour.visitor.walk_to(*INSIDE)
    await tour.visitor.until(lambda s: any(room["owner"] == s["me"] for room in s["rooms"]))
    await tour.shows(".room-here", "map, in a room")
    await tour.press("#people-button")
    await tour.opens(".person.room", ".room-acts", "card of one's own room")
    await tour.press(".room-acts .button")
    await tour.visitor.until(lambda s: any(room["locked"] for room in s["rooms"]))
    await bob.walk_to(*DOOR)
    await bob.ask("knock", room=ROOM)
    await tour.shows(".ask .ask-acts", "somebody knocks")
    await tour.press("#people-button")
    await tour.key("F2", ".list-view", "list, in a locked room")
    await tour.page.keyboard.press("F2")
    await bob.leave()


async def _ends(tour: Tour, line: Line) -> None:
    """The line that breaks, other tabs, and the ways out."""
    line.cut()
    await tour.shows(".banner[data-kind=lost]", "connection lost")
    line.mend()
    await tour.shows(".banner[data-kind=back]", "connected again")
    second = Tour(Visitor(await tour.page.context.new_page()), tour.axe)
    await second.page.add_init_script(_KEEP_LINE)
    await second.page.goto(line.url)
    await second.shows(".notice", "here in another tab")
    await second.press(".notice .button")
    await tour.shows(".notice", "moved to another tab")
    await second.visitor.arrived()
    await second.page.evaluate("window.lastLine.send('nothing that the office could read')")
    await second.shows(".notice", "ended")
    await second.press(".notice .button")
    await second.visitor.arrived()
    await second.menu(4, ".entry-note", "left")
