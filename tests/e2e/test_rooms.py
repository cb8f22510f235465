"""Three at real browsers, one on a phone: a room is locked, and somebody knocks."""

from __future__ import annotations

import asyncio
import re
from pathlib import Path
from typing import Any

import pytest
from playwright.async_api import expect

from tests.support.office import OfficeProcess
from tests.support.trio import AKIKO, JIRO, KEITAI, Browsers, trio
from tests.support.visitor import Visitor, card_in, stands_in

ROOM = "Meeting room Sakura"
HEYA = "会議室 桜"
KNOCKED = f"You knocked at {ROOM}"
STEP = 96  # three tiles: from before a door into the room


def door(state: dict[str, Any], room: int) -> dict[str, Any]:
    """A room's door in what a page knows."""
    return next(r for r in state["rooms"] if r["room"] == room)


async def seconds_left(visitor: Visitor, title: str) -> int:
    """What the timer on the card of something asked says."""
    text = await visitor.request(title).get_by_text(re.compile(" s left$")).inner_text()
    return int(text.split()[0])


@pytest.mark.spec(
    "ROOM-1", "ROOM-2", "ROOM-3", "ROOM-7", "MOVE-6", "ASK-1", "ASK-3", "ASK-4", "ASK-6", "CHAT-9"
)
async def test_a_locked_room_is_knocked_at(
    sample_office: OfficeProcess, browsers: Browsers
) -> None:
    async with trio(sample_office.url, browsers) as (a, b, c):
        zone = await a.zone(ROOM)
        before_door = 39 * 32, 16 * 32
        await asyncio.gather(a.go_into(ROOM, ROOM), b.go_into(HEYA, ROOM), c.go(*before_door))
        await a.inside(ROOM, JIRO)
        await a.press("Lock", await a.look_up(ROOM))
        for one in (a, b, c):
            await one.until(lambda s: door(s, zone["id"])["locked"])

        # Against the door, and beyond it where the page would not go by itself.
        await c.press("Walk to", await c.look_up(AKIKO))
        await c.shown("The room is shut: you stand at its door").wait_for()
        before = await c.stands()
        assert not stands_in(zone, before)
        assert stands_in(zone, {"x": before["x"], "y": before["y"] - STEP})
        after = await c.claim(before["x"], before["y"] - STEP)
        assert (card_in(after)["x"], card_in(after)["y"]) == (before["x"], before["y"])
        await c.shown("This room is closed").wait_for()
        await (await c.look_up(ROOM)).get_by_text(re.compile("^Locked")).wait_for()

        # Nobody answers but silently: there is nothing to be seen of it outside.
        await c.press("Knock")
        asked = a.request(f"{KEITAI} knocks at {ROOM}")
        fragt = b.request(f"{KEITAI}が{HEYA}をノックしています")
        await asyncio.gather(asked.wait_for(), fragt.wait_for())
        ask = (await a.state())["asks"][0]
        assert 45 < await seconds_left(a, f"{KEITAI} knocks at {ROOM}") <= 60
        await b.press("今はちょっと", fragt)
        await expect(asked).to_have_count(0)
        await expect(fragt).to_have_count(0)
        await a.choose_scope("This floor")
        await a.say("after it was declined")
        await c.until_heard("after it was declined")
        left = await seconds_left(c, KNOCKED)
        while await seconds_left(c, KNOCKED) >= left:
            await asyncio.sleep(0.05)
        assert [one["id"] for one in (await c.state())["asks"]] == [ask["id"]]
        assert c.events("ask_over") == []
        assert not stands_in(zone, await c.card())

        # Accepted, one is walked in, and hears what is said there.
        await c.put_away()
        await c.press("Cancel", c.request(KNOCKED))
        await c.press("Knock", await c.look_up(ROOM))
        await c.put_away()
        await a.press("Let in", asked)
        await c.shown(f"{AKIKO} lets you in").wait_for()
        await c.inside(ROOM)
        await b.inside(ROOM, KEITAI)
        assert door(await c.state(), zone["id"])["locked"]
        await a.choose_scope(ROOM)
        await a.say("only for the room")
        await c.open_chat()
        await c.choose_scope(ROOM)
        await c.shown("only for the room").wait_for()
        await a.press("Unlock", await a.look_up(ROOM))
        for one in (a, b, c):
            await one.until(lambda s: not door(s, zone["id"])["locked"])


@pytest.mark.spec("ASK-2", "ASK-1")
async def test_a_knock_that_nobody_answers_runs_out_for_all(
    tmp_path: Path, browsers: Browsers
) -> None:
    room, heya = "Tea house", "茶室"
    with OfficeProcess(tmp_path, "--ask-seconds", "5") as process:
        async with trio(process.url, browsers) as (a, b, c):
            await asyncio.gather(
                a.go_floor("Rooftop"), b.go_floor("屋上庭園"), c.go_floor("Rooftop")
            )
            zone = await a.zone(room)
            await asyncio.gather(a.go_into(room, room), b.go_into(heya, room))
            await a.press("Lock", await a.look_up(room))
            await c.until(lambda s: door(s, zone["id"])["locked"])
            # Looked for before it is there: it stands for five seconds only.
            titles = (f"{KEITAI} knocks at {room}", f"{KEITAI}が{heya}をノックしています")
            asked = [one.request(title) for one, title in zip((a, b), titles, strict=True)]
            outcome = c.shown(f"No answer from {room}")
            seen = asyncio.gather(*(one.wait_for() for one in (*asked, outcome)))
            await c.press("Knock", await c.look_up(room))
            await seen
            for card in asked:
                await expect(card).to_have_count(0)
            for one in (a, b, c):
                await one.until_told("ask_over")
                assert [over["why"] for over in one.events("ask_over")] == ["expired"]
                assert (await one.state())["asks"] == []
            # It is over: one may knock again.
            await c.press("Knock", await c.look_up(room))
            await c.until(lambda s: [ask["kind"] for ask in s["asks"]] == ["knock"])
