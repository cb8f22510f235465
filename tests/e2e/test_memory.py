"""Three at real browsers, one on a phone: what was said is there after a kill, and gone in time."""

from __future__ import annotations

import asyncio
import contextlib
from pathlib import Path
from typing import Any

import pytest
from playwright.async_api import TimeoutError as PlaywrightTimeoutError

from server import app, clock
from server.store.sqlite import SqliteStore
from tests.support.office import OfficeProcess, office
from tests.support.stored import keep, left_over, opened, said
from tests.support.trio import AKIKO, JIRO, KEITAI, Browsers, trio
from tests.support.visitor import Visitor, card_in

ROOM = "Meeting room Sakura"
EARLIER = 90  # messages of each conversation from before, more than a fresh page is given
DAY = 24 * 60 * 60


async def tell(speaker: Visitor, text: str) -> None:
    """Says something where the chat is open, and waits until it is stored."""
    await speaker.say(text)
    await speaker.until(lambda s: text in [line["text"] for line in s["chat"]])


async def whole(visitor: Visitor, beginning: str, earlier: str) -> list[str]:
    """Looks back to where the open conversation begins; all its texts as they stand there."""
    start, button = visitor.shown(beginning), visitor.button(earlier)
    async with asyncio.timeout(30):
        while not await start.is_visible():
            # It goes by itself, too: scrolling up looks further back as well.
            with contextlib.suppress(PlaywrightTimeoutError):
                await button.dispatch_event("click", timeout=500)
    return await visitor.page.get_by_role("log").locator(".line-text").all_inner_texts()


@pytest.mark.spec("CHAT-8", "CHAT-11", "CHAT-15")
async def test_history_is_there_after_a_kill_back_to_where_it_begins(
    tmp_path: Path, browsers: Browsers
) -> None:
    with OfficeProcess(tmp_path) as process:
        async with trio(process.url, browsers, killed=True) as (a, b, c):
            room = (await a.zone(ROOM))["id"]
            ids = {name: card_in(await a.state(), name)["id"] for name in (AKIKO, JIRO)}
            process.kill()
            async with opened(process.data) as store:
                await fill(store, ids, room)
            process.start()
            await open_again(a, b, c)
            said_last = [f"{scope} last" for scope in ("room", "direct", "floor")]
            for one, text in zip((a, b, c), said_last, strict=True):
                await tell(one, text)
            process.kill()
            process.start()
            await open_again(a, b, c)
            english = "This is where the conversation begins", "Earlier messages"
            japanese = "ここが会話の始まりです", "以前のメッセージ"
            assert await whole(a, *english) == [*long_talk("room"), "room last"]
            assert await whole(b, *japanese) == [*long_talk("direct"), "direct last"]
            assert await whole(c, *english) == [*long_talk("floor"), "floor last"]


async def open_again(a: Visitor, b: Visitor, c: Visitor) -> None:
    """Fresh pages with a room's conversation, a direct one and the floor's before them."""
    await asyncio.gather(*(one.reload() for one in (a, b, c)))
    await a.go_into(ROOM, ROOM)
    await a.choose_scope(ROOM)
    await b.press("メッセージ", await b.look_up(AKIKO))
    await c.open_chat()
    await c.choose_scope("This floor")


def long_talk(scope: str) -> list[str]:
    """What was said in a conversation before."""
    return [f"{scope} {n}" for n in range(EARLIER)]


async def fill(store: SqliteStore, ids: dict[str, int], room: int) -> None:
    """A long talk in three conversations at the same time, of half an hour ago."""
    number, at = await store.last_message(), clock.wall_ms() - 1_800_000
    for n in range(EARLIER):
        for scope, to in (("room", room), ("direct", ids[AKIKO]), ("floor", 0)):
            number += 1
            message = said(
                number, ids[JIRO], name=JIRO, scope=scope, to=to, floor="town",
                text=f"{scope} {n}", at=at + number,
            )  # fmt: skip
            await keep(store, message, ids[JIRO], ids[AKIKO])


@pytest.mark.spec("CHAT-7")
async def test_what_is_kept_too_long_is_gone_from_the_pages_and_the_files(
    tmp_path: Path, browsers: Browsers, monkeypatch: pytest.MonkeyPatch
) -> None:
    """By a moved clock, each scope in its own time, by the office's own deletions."""
    monkeypatch.setattr(app, "_FORGET_EVERY", 0.05)
    real = clock.source
    data = tmp_path / "data"
    async with office(data, session_keep_days=90) as (_, url), trio(url, browsers) as (a, _, c):
        there = await a.stands()
        await c.go(there["x"] + 32, there["y"])
        for one in (a, c):
            await one.until(lambda s: bubble_of(s, AKIKO) == bubble_of(s, KEITAI) != 0)
        await a.choose_scope("Nearby")
        await a.shown("Kept for 1 hour, then deleted").wait_for()
        await tell(a, "nearby-4d21")
        await a.choose_scope("This floor")
        await tell(a, "floor-4d21")
        await a.press("Message", await a.look_up(KEITAI))
        await a.shown("Kept for 30 days, then deleted").wait_for()
        await tell(a, "direct-4d21")
        zone = await a.zone("meeting")
        await asyncio.gather(walk_into(a, zone), walk_into(c, zone))
        await a.choose_scope(zone["name"]["en"])
        await tell(a, "room-4d21")
        left = [f"{scope}-4d21" for scope in ("nearby", "floor", "direct", "room")]
        await c.until(lambda s: sorted(line["text"] for line in s["chat"]) == sorted(left))
        for scope, seconds in (
            ("nearby", 3600),
            ("room", DAY),
            ("floor", 7 * DAY),
            ("direct", 30 * DAY),
        ):
            past = (seconds + 60) * 10**9
            monkeypatch.setattr(clock, "source", lambda past=past: real() + past)
            left.remove(f"{scope}-4d21")
            async with asyncio.timeout(10):
                while left_over(data, f"{scope}-4d21"):
                    await asyncio.sleep(0.05)
            assert sorted(left_over(data, *left)) == sorted(left)
            await asyncio.gather(a.reload(), c.reload())
            for one in (a, c):
                assert sorted(await one.texts()) == sorted(left)


def bubble_of(state: dict[str, Any], name: str) -> int:
    """The bubble in which somebody is, 0 for none."""
    found: int = card_in(state, name)["bubble"]
    return found


async def walk_into(visitor: Visitor, zone: dict[str, Any]) -> None:
    """Walks to the middle of a zone."""
    x, y, width, height = zone["rects"][0]
    await visitor.go(int(x + width / 2), int(y + height / 2))
    await visitor.inside(zone["name"]["en"])
