"""What is stored about a person: shown to them, deleted on their wish, and listed if they like."""

from __future__ import annotations

import asyncio
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest

from server import app, clock
from server.today import midnight, next_midnight
from server.wire.close import Close
from tests.server.test_passes import call, guest, made
from tests.support.office import office
from tests.support.raw import Raw, arrived, hello, new_token, raw
from tests.support.stored import left_over

Patch = pytest.MonkeyPatch

SECRET = "ひみつ-c0de"


async def held(url: str, token: str) -> dict[str, Any]:
    """What is held about somebody, by kind."""
    status, me = await call(url, "GET", "/api/me", token)
    assert status == 200
    return {kind["what"]: kind for kind in me["held"]}


async def tell(speaker: Raw, ref: str, text: str, scope: str, to: int = 0) -> int:
    """Says something and waits until it is stored; returns its id."""
    await speaker.send("say", ref=ref, scope=scope, text=text, to=to)
    said = await speaker.until(lambda e: e["t"] == "said" and e["ref"] == ref)
    return int(said["id"])


async def introduced(client: Raw, name: str, about: str, *, listed: bool = False) -> None:
    """Tells of oneself, and waits until others would know."""
    await client.send("profile", name=name, about=about, tz="Asia/Tokyo", listed=listed)
    await client.until(lambda e: e["t"] == "profiled" and e["about"] == about)


@pytest.mark.spec("LIST-4")
async def test_one_is_shown_all_that_is_stored_and_until_when(tmp_path: Path) -> None:
    async with office(tmp_path) as (_, url):
        token = await new_token(url, "山田")
        async with arrived(url, token=token) as a, arrived(url, "b") as b:
            await introduced(a, "山田花子", "経理です")
            await tell(a, "r1", "to all", "floor")
            await tell(a, "r2", "to b", "direct", b.me)
            await tell(b, "r3", "theirs", "floor")
            await a.send("pin", ref="n1", text="a note")
            await a.until(lambda e: e["t"] == "board" and e["notes"] != [])
            granted = await made(url, token, note="for ACME")
            async with asyncio.timeout(10):  # the place is written a few times a second
                while "place" not in (about := await held(url, token)):
                    await asyncio.sleep(0.05)
        assert set(about) == {"profile", "sessions", "place", "chat", "notes", "passes"}
        shown = "\n".join(line for kind in about.values() for line in kind["content"])
        for text in ("山田花子", "経理です", "Asia/Tokyo", "to all", "to b", "a note", "for ACME"):
            assert text in shown
        assert "theirs" not in shown and token not in shown and granted["code"] not in shown
        assert about["chat"]["count"] == 2 and len(about["chat"]["content"]) == 2
        assert "to b" in about["chat"]["content"][0], "the newest first"
        day, now = 24 * 60 * 60 * 1000, clock.wall_ms()
        assert abs(about["chat"]["until"] - now - 30 * day) < 60_000
        assert abs(about["notes"]["until"] - now - 14 * day) < 60_000
        assert about["passes"]["until"] == granted["expires"]
        assert about["place"]["until"] == about["profile"]["until"] == 0, "while one is here"


@pytest.mark.spec("LIST-4")
async def test_one_deletes_all_that_is_stored(tmp_path: Path) -> None:
    async with office(tmp_path) as (_, url):
        token = await new_token(url, f"山田{SECRET}")
        reader_token = await new_token(url, "b")
        async with arrived(url, token=reader_token) as b, arrived(url, token=token) as a:
            await introduced(a, f"山田{SECRET}", f"経理{SECRET}", listed=True)
            message = await tell(a, "r1", f"all {SECRET}", "floor")
            direct = await tell(a, "r2", f"b {SECRET}", "direct", b.me)
            theirs = await tell(b, "r3", "theirs", "direct", a.me)
            await a.send("pin", ref="n1", text=f"note {SECRET}")
            await b.until(lambda e: e["t"] == "board" and e["notes"] != [])
            granted = await made(url, token, note=SECRET)
            _, session = await guest(url, granted["code"])
            async with arrived(url, token=session["token"]) as visitor:
                mark = len(b.events)
                assert await call(url, "DELETE", "/api/me", token) == (204, None)
                assert await a.closed() == Close.LEFT.code
                assert await visitor.closed() == Close.PASS_ENDED.code
            await b.until(lambda e: e["t"] == "board" and e["notes"] == [], after=mark)
            await b.until(lambda e: e["t"] == "left" and e["person"] == a.me, after=mark)
            for number in (message, direct):
                changed = await b.until(
                    lambda e, n=number: e["t"] == "said" and e["id"] == n and e["deleted"],
                    after=mark,
                )
                assert (changed["text"], changed["name"]) == ("", "")
            mark = len(b.events)
            await b.send("history", scope="direct", to=a.me)
            page = await b.until("history", after=mark)
            assert [m["text"] for m in page["messages"]] == ["", "theirs"]
            assert page["messages"][1]["id"] == theirs
            mark = len(b.events)
            await b.send("say", ref="r9", scope="direct", text="still there?", to=a.me)
            refused = await b.until("refused", after=mark)
            assert refused["why"] == "unknown_person"
        assert (await call(url, "GET", "/api/me", token))[0] == 401
        assert (await call(url, "DELETE", "/api/me", token))[0] == 401
        assert (await call(url, "GET", f"/api/guest/{granted['code']}"))[0] == 404
        async with raw(url) as again:
            await again.send("hello", **hello(token))
            assert await again.closed() == Close.UNKNOWN_TOKEN.code
        async with arrived(url, "c") as late:
            today = await late.until("today")
            assert today["people"] == []
        async with asyncio.timeout(10):
            while left_over(tmp_path, SECRET):
                await asyncio.sleep(0.05)


@pytest.mark.spec("LIST-4")
async def test_a_guest_is_shown_and_deletes_their_own(url: str) -> None:
    granted = await made(url, await new_token(url))
    _, session = await guest(url, granted["code"])
    about = await held(url, session["token"])
    assert any("guest until" in line for line in about["profile"]["content"])
    assert (await call(url, "DELETE", "/api/me", session["token"]))[0] == 204
    assert (await call(url, "GET", "/api/me", session["token"]))[0] == 401


@pytest.mark.spec("LIST-2")
async def test_who_was_here_today_is_told_of_those_who_wish_it(
    tmp_path: Path, monkeypatch: Patch
) -> None:
    noon = midnight(clock.wall_ms()) * 10**6 + 12 * 60 * 60 * 10**9
    monkeypatch.setattr(clock, "source", lambda: noon)
    async with office(tmp_path) as (_, url), arrived(url, "watcher") as watcher:
        token = await new_token(url, "listed")
        granted = await made(url, token)
        _, session = await guest(url, granted["code"])
        async with arrived(url, token=session["token"]) as visitor:
            async with arrived(url, token=token) as a, arrived(url, "unlisted") as b:
                await introduced(a, f"listed {SECRET}", "does this", listed=True)
                mark = len(watcher.events)
                await b.send("leave")
                await b.closed()
                await a.send("leave")
                await a.closed()
                told = await watcher.until("today", after=mark)
                one = told["people"][0]
                assert [p["id"] for p in told["people"]] == [a.me]
                assert (one["about"], one["at"]) == ("does this", noon // 10**6)
            assert "today" not in visitor.kinds(), "members only"
        about = await held(url, token)
        assert about["today"]["until"] == next_midnight(noon // 10**6)
        mark = len(watcher.events)
        async with arrived(url, token=token) as again:  # back: not absent
            assert (await watcher.until("today", after=mark))["people"] == []
            assert (await again.until("welcome"))["listed"] is True
            assert "today" not in await held(url, token)
            mark = len(watcher.events)
            await again.send("leave")
            await again.closed()
        assert len((await watcher.until("today", after=mark))["people"]) == 1


@pytest.mark.spec("LIST-2")
async def test_the_list_of_today_is_deleted_when_the_day_ends(
    tmp_path: Path, monkeypatch: Patch
) -> None:
    noon = midnight(clock.wall_ms()) * 10**6 + 12 * 60 * 60 * 10**9
    monkeypatch.setattr(clock, "source", lambda: noon)
    async with office(tmp_path) as (_, url), arrived(url, "a") as a:
        await introduced(a, "a", "does this", listed=True)
        await a.send("leave")
        await a.closed()
    monkeypatch.setattr(app, "_FORGET_EVERY", 0.02)
    async with office(tmp_path) as (_, url), arrived(url, "watcher") as watcher:
        assert [p["name"] for p in (await watcher.until("today"))["people"]] == ["a"]
        mark = len(watcher.events)
        end = next_midnight(noon // 10**6) * 10**6
        monkeypatch.setattr(clock, "source", lambda: end)
        assert (await watcher.until("today", after=mark))["people"] == []


def test_days_begin_at_midnight_where_the_server_is() -> None:
    for month in range(1, 13):
        for day in (1, 28):
            for hour in (0, 1, 12, 23):
                at = datetime(2026, month, day, hour, 30)
                begin = datetime.fromtimestamp(midnight(round(at.timestamp() * 1000)) / 1000)
                assert (begin.date(), begin.hour, begin.minute) == (at.date(), 0, 0)
                end = next_midnight(round(at.timestamp() * 1000)) / 1000
                assert (datetime.fromtimestamp(end).date() - at.date()).days == 1
