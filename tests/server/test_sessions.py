"""Sessions: one avatar a person, lingering, resuming in place, leaving, restarts."""

from __future__ import annotations

import asyncio
import contextlib
import sqlite3
from collections.abc import Callable
from pathlib import Path

import pytest

from server.client import EndedError, OfficeClient, connection
from tests.support.neighbours import in_bubble, neighbours, plain_process
from tests.support.office import PLAIN, floor_setting, office
from tests.support.raw import Bytes, Event, arrived, command, hello, new_token, raw

Patch = pytest.MonkeyPatch


def changed(person: int, lingering: bool) -> Callable[[Event], bool]:
    """Whether an event tells that somebody lingers, or does so no more."""
    return lambda e: e["t"] == "changed" and (e["person"], e["lingering"]) == (person, lingering)


@pytest.mark.spec("SESS-7")
async def test_a_second_tab_is_refused_until_it_takes_over(url: str) -> None:
    token = await new_token(url)
    async with arrived(url, token=token) as first:
        async with raw(url) as second:
            await second.send("hello", **hello(token, tab="other"))
            assert await second.closed() == 4503
            assert second.events == []
        assert first.socket.close_code is None
        mark = len(first.events)
        async with arrived(url, token=token, tab="other", take_over=True) as second:
            assert await first.closed() == 4504
            assert [p["id"] for p in second.events[1]["people"]] == [second.me]
            assert "left" not in first.kinds()[mark:]
            # The first, told so, has no claim left on the person.
            async with raw(url) as again:
                await again.send("hello", **hello(token))
                assert await again.closed() == 4503


@pytest.mark.spec("SESS-7", "SESS-9")
async def test_a_tab_replaces_its_own_dead_line_and_nobody_sees_it(url: str) -> None:
    token = await new_token(url)
    async with arrived(url, "b") as b, Bytes(url) as dead:
        await dead.upgrade()
        await dead.frame(command("hello", **hello(token)))
        await dead.read_until(b"\xa9caught_up")
        mark = len(b.events)
        async with arrived(url, token=token) as again:
            assert again.events[0]["resumed"]
            await again.send("say", ref="x", scope="floor", text="back")
            await b.until("said", after=mark)
            assert not {"left", "entered"} & set(b.kinds()[mark:])
            assert not [e for e in b.events[mark:] if e["t"] == "changed" and e["lingering"]]


@pytest.mark.spec("SESS-7")
async def test_two_hellos_at_once_are_one_avatar(url: str) -> None:
    token = await new_token(url)
    async with contextlib.AsyncExitStack() as stack:
        tabs = [await stack.enter_async_context(raw(url)) for _ in range(6)]
        await asyncio.gather(
            *(tab.send("hello", **hello(token, tab=f"t{i}")) for i, tab in enumerate(tabs))
        )
        done, waiting = await asyncio.wait(
            [asyncio.create_task(tab.closed()) for tab in tabs], timeout=1
        )
        assert [task.result() for task in done] == [4503] * 5
        for task in waiting:
            task.cancel()


@pytest.mark.spec("SESS-1", "SESS-2")
async def test_who_drops_keeps_place_and_seat(url: str) -> None:
    async with neighbours(url) as (a, b, token, bubble):
        me, epoch = a.me, a.epoch
        await b.until("bubbled")
        mark = len(b.events)
        await a.cut()
        await b.until(changed(me, True), after=mark)
        async with arrived(url, "late") as late:
            card = late.card(me)
            assert (card["lingering"], card["bubble"]) == (True, bubble)
        async with arrived(url, token=token) as again:
            await b.until(changed(me, False), after=mark)
            assert again.events[0]["resumed"]
            assert again.card() == {**card, "lingering": False}
            assert again.epoch == epoch + 1
            # Chat reaches the seat at once, without settling again.
            await again.send("say", ref="back", scope="bubble", text="here again")
            await b.until("said", after=mark)
        assert not {"left", "entered", "bubbled"} & {
            e["t"] for e in b.events[mark:] if e.get("person") == me
        }


@pytest.mark.spec("SESS-2")
async def test_claims_from_before_the_drop_are_stale(url: str) -> None:
    token = await new_token(url)
    async with arrived(url, token=token) as a, arrived(url, "b") as b:
        card, old = a.card(), a.epoch
        await a.step_to(card["x"] + 5, card["y"])
        await a.cut()
        async with arrived(url, token=token) as again:
            mark = len(b.events)
            assert again.card()["x"] == card["x"] + 5
            await again.move(card["x"] + 40, card["y"], epoch=old)
            await again.move(card["x"] + 41, card["y"], epoch=again.epoch + 1)
            await again.send("say", ref="x", scope="floor", text="mark")
            await b.until("said", after=mark)
            assert "moved" not in b.kinds()[mark:]
            assert "placed" not in again.kinds()
            await again.step_to(card["x"] + 6, card["y"])


@pytest.mark.spec("SESS-2", "MOVE-7")
async def test_claims_from_the_floor_before_are_stale(tmp_path: Path) -> None:
    floors = (floor_setting("plain", PLAIN), floor_setting("second", PLAIN))
    async with office(tmp_path, floors=floors) as (_, url), arrived(url) as a:
        old, card = a.epoch, a.card()
        await a.send("go_floor", floor="second")
        await a.until(lambda e: e["t"] == "snapshot" and e["floor"] == "second")
        await a.move(card["x"] + 400, card["y"], epoch=old)
        await a.send("say", ref="x", scope="floor", text="mark")
        await a.until("said")
        await a.send("say", ref="y", scope="floor", text="a tick later")
        await a.until(lambda e: e.get("ref") == "y")
        assert "placed" not in a.kinds()


@pytest.mark.spec("SESS-3")
async def test_after_the_deadline_the_avatar_leaves_for_all(tmp_path: Path) -> None:
    async with office(tmp_path, linger_seconds=0.5) as (running, url), arrived(url, "b") as b:
        token = await new_token(url, "a")
        async with arrived(url, token=token) as a:
            me = a.me
            await a.cut()
        await b.until(changed(me, True))
        gone = await b.until("left")
        assert (gone["person"], gone["why"]) == (me, "timed_out")
        assert running.hub.people == 1
        async with arrived(url, token=token) as again:  # the session has not ended, the visit has
            assert again.me == me and not again.events[0]["resumed"]


@pytest.mark.spec("SESS-4")
async def test_who_leaves_is_gone_at_once(url: str) -> None:
    async with neighbours(url) as (a, b, token, _):
        me = a.me
        mark = len(b.events)
        await a.send("leave")
        assert await a.closed() == 4505
        gone = await b.until("left", after=mark)
        assert (gone["person"], gone["why"]) == (me, "left")
        await b.until(lambda e: e["t"] == "bubbled" and [b.me, 0] in e["people"], after=mark)
        assert "changed" not in b.kinds()[mark:]
        async with arrived(url, token=token, tab="another") as again:
            assert not again.events[0]["resumed"]


@pytest.mark.spec("SESS-4", "SESS-7")
async def test_who_left_may_come_back_before_the_old_line_is_closed(url: str) -> None:
    token = await new_token(url)
    async with Bytes(url) as line:
        await line.upgrade()
        await line.frame(command("hello", **hello(token)))
        await line.read_until(b"\xa9caught_up")
        await line.frame(command("leave"))  # and its close is never answered
        async with arrived(url, token=token, tab="another") as again:
            assert not again.events[0]["resumed"]
            line._socket.close()
            await again.send("say", ref="x", scope="floor", text="still here")
            await again.until("said")
            assert "changed" not in again.kinds()


@pytest.mark.spec("SESS-4")
async def test_who_changes_floors_is_gone_from_one_and_on_the_other(tmp_path: Path) -> None:
    floors = (floor_setting("plain", PLAIN), floor_setting("second", PLAIN))
    async with (
        office(tmp_path, floors=floors) as (_, url),
        await OfficeClient.enter(url, "up") as up,
        await OfficeClient.enter(url, "a") as a,
        await OfficeClient.enter(url, "b") as b,
    ):
        await up.go_floor("second")
        me = a.state.me
        await b.wait_for(lambda s: me in s.people)
        await a.set_status("dnd")
        await a.go_floor("second")
        await b.wait_for(lambda s: me not in s.people)
        await up.wait_for(lambda s: me in s.people)
        assert up.state.people[me].status == "dnd" and set(a.state.people) == {me, up.state.me}
        assert a.state.people[me] == up.state.people[me]


@pytest.mark.spec("SESS-5", "SESS-2")
@pytest.mark.parametrize("how", ["stop", "kill"])
async def test_a_restart_finds_everybody_in_place(tmp_path: Path, how: str) -> None:
    with plain_process(tmp_path) as process:
        url = process.url
        tokens = [await new_token(url, name) for name in ("a", "b", "up")]
        async with contextlib.AsyncExitStack() as stack:
            a, b, up = [
                await stack.enter_async_context(arrived(url, token=token)) for token in tokens
            ]
            await up.send("go_floor", floor="second")
            await up.until(lambda e: e["t"] == "snapshot" and e["floor"] == "second")
            bubble = await in_bubble(a, b)
            await a.send("status", status=None)
            await a.step_to(a.card()["x"] + 9, a.card()["y"] + 3)
            place = {**a.card(), "x": a.card()["x"] + 9, "y": a.card()["y"] + 3, "bubble": bubble}
            await asyncio.sleep(0.6)  # places are written four times a second
            (process.kill if how == "kill" else process.stop)()
            code = await a.closed()
            assert code == (1006 if how == "kill" else 4000)
        process.start()
        async with arrived(url, token=tokens[1]) as b:
            assert b.card(place["id"]) == {**place, "lingering": True}
            async with arrived(url, token=tokens[0]) as a:
                assert a.events[0]["resumed"]
                assert a.card() == place
                await a.send("say", ref="x", scope="bubble", text="we never parted")
                await b.until("said")
        async with arrived(url, token=tokens[2]) as up:
            assert up.events[0]["resumed"] and up.events[1]["floor"] == "second"


@pytest.mark.spec("SESS-5", "SESS-4")
async def test_who_left_stays_away_over_a_restart(tmp_path: Path) -> None:
    async with office(tmp_path) as (_, url), arrived(url, "a") as a, arrived(url, "b"):
        await a.send("leave")
        await a.closed()
    async with office(tmp_path) as (running, url):
        assert running.hub.people == 1


@pytest.mark.spec("SESS-5", "SESS-3")
async def test_who_does_not_come_back_after_a_restart_times_out(tmp_path: Path) -> None:
    async with office(tmp_path) as (_, url), arrived(url, "a") as a:
        me = a.me
    async with office(tmp_path, linger_seconds=1) as (_, url), arrived(url, "b") as b:
        assert b.card(me)["lingering"]
        await b.until(lambda e: e["t"] == "left" and e["person"] == me)
    async with office(tmp_path) as (running, _):
        assert running.hub.people == 1  # b; a is not kept any more


@pytest.mark.spec("SESS-5")
async def test_a_floor_that_is_configured_no_more_sends_people_to_the_first(tmp_path: Path) -> None:
    both = (floor_setting("plain", PLAIN), floor_setting("second", PLAIN))
    async with office(tmp_path, floors=both) as (_, url):
        token = await new_token(url)
        async with arrived(url, token=token) as a:
            await a.send("go_floor", floor="second")
            await a.until(lambda e: e["t"] == "snapshot" and e["floor"] == "second")
    async with office(tmp_path) as (running, url):
        assert running.hub.people == 0
        async with arrived(url, token=token) as a:
            assert a.events[1]["floor"] == "plain"


@pytest.mark.spec("SESS-10")
async def test_a_full_office_turns_away_only_newcomers(tmp_path: Path) -> None:
    async with office(tmp_path, max_people=2) as (_, url):
        token = await new_token(url, "a")
        async with arrived(url, token=token) as a, arrived(url, "b") as b:
            async with raw(url) as third:
                await third.send("hello", **hello(await new_token(url)))
                assert await third.closed() == 4004
            await a.cut()
            async with arrived(url, token=token) as again:
                assert again.events[0]["resumed"]
            await b.send("leave")
            await b.closed()
            async with arrived(url, "c"):
                pass


@pytest.mark.spec("SESS-8")
async def test_an_unused_session_ends_and_a_used_one_does_not(
    tmp_path: Path, monkeypatch: Patch
) -> None:
    now = [1_800_000_000_000]
    monkeypatch.setattr("server.clock.source", lambda: now[0] * 1_000_000)
    day = 24 * 3600 * 1000
    async with office(tmp_path) as (_, url):
        tokens = [await new_token(url, name) for name in ("unused", "used", "present")]
        async with arrived(url, token=tokens[2]):
            with contextlib.closing(sqlite3.connect(tmp_path / "madoguchi.db")) as db:
                while not db.execute("SELECT * FROM presence").fetchall():
                    await asyncio.sleep(0.02)
            now[0] += 20 * day
            async with arrived(url, token=tokens[1]) as used:
                await used.send("leave")
                await used.closed()
            now[0] += 15 * day
            async with office(tmp_path) as (_, other):  # a start deletes what is too old
                for token, code in ((tokens[0], 4502), (tokens[1], None), (tokens[2], None)):
                    async with raw(other) as client:
                        await client.send("hello", **hello(token))
                        if code:
                            assert await client.closed() == code
                        else:
                            await client.until("welcome")


@pytest.mark.spec("SESS-2")
async def test_the_python_client_resumes_and_ends_as_the_codes_say(url: str) -> None:
    async with await OfficeClient.enter(url, "bot") as bot:
        assert bot._socket is not None
        bot._socket.transport.abort()
        await bot.wait_for(lambda _: bot.connections == 2)
        assert bot.state.welcome is not None and bot.state.welcome.resumed
        other = OfficeClient(url, bot.token)
        with pytest.raises(EndedError) as ended:
            await other.connect()
        assert ended.value.code == 4503
        await other.connect(take_over=True)
        with pytest.raises(EndedError) as ended:
            await bot.wait_for(lambda _: False)
        assert ended.value.code == 4504
        await other.leave()


@pytest.mark.spec("SESS-2", "WIRE-6")
async def test_the_python_client_says_nothing_before_it_is_welcome(
    url: str, monkeypatch: Patch
) -> None:
    """A bot that walks on and talks while its line comes back is not shown out for it."""
    monkeypatch.setattr(connection, "_FIRST_WAIT", 0.02)
    async with await OfficeClient.enter(url, "bot") as bot:
        card, busy = bot.state.card, True

        async def restless() -> None:
            while busy:
                await bot.claim(card.x, card.y)
                await asyncio.sleep(0)

        walking = asyncio.create_task(restless())
        for round_number in range(2, 7):
            await bot.wait_for(lambda _: bot._socket is not None)
            assert bot._socket is not None
            bot._socket.transport.abort()
            await bot.wait_for(lambda _, n=round_number: bot.connections == n)
        busy = False
        await walking
