"""Guests' passes: made by members, used by those who have the code, ended by time or by their
maker."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from aiohttp import ClientSession

from server import clock
from server.store.sqlite import FILE
from server.wire.close import Close
from server.wire.limits import Limit
from tests.support.office import office
from tests.support.raw import arrived, hello, new_token, raw
from tests.support.stored import left_over, opened, presence, unexpected

Patch = pytest.MonkeyPatch

HOUR = 60 * 60 * 1000


async def call(
    url: str, method: str, path: str, token: str = "", body: object = None
) -> tuple[int, Any]:
    """Status and body of an answer."""
    headers = {"Authorization": f"Bearer {token}"} if token else {}
    async with (
        ClientSession() as http,
        http.request(method, url + path, headers=headers, json=body) as answer,
    ):
        assert answer.status == 204 or answer.status >= 400 or "no-store" in str(answer.headers)
        assert (answer.status == 401) == ("WWW-Authenticate" in answer.headers)
        return answer.status, (await answer.json() if answer.status != 204 else None)


async def made(url: str, token: str, **body: object) -> Any:
    """A fresh pass."""
    status, granted = await call(url, "POST", "/api/passes", token, body)
    assert status == 201, granted
    return granted


async def guest(url: str, code: str) -> tuple[int, Any]:
    """A try to enter with a code."""
    return await call(url, "POST", "/api/sessions", body={"name": "客", "guest_pass": code})


@pytest.mark.spec("GUEST-1")
async def test_a_pass_opens_sessions_of_guests_until_it_is_taken_back(tmp_path: Path) -> None:
    async with office(tmp_path) as (_, url), arrived(url, token=await new_token(url)) as other:
        token = await new_token(url, "山田")
        before = clock.wall_ms()
        granted = await made(url, token, hours=2, note="  from \n ACME ")
        assert 2 * HOUR <= granted["expires"] - before < 2 * HOUR + 60_000
        assert granted["path"].endswith(granted["code"]) and len(granted["code"]) >= 22
        status, shown = await call(url, "GET", f"/api/guest/{granted['code']}")
        assert (status, shown["host_name"], shown["expires"]) == (200, "山田", granted["expires"])
        status, session = await guest(url, granted["code"])
        assert status == 201
        status, listed = await call(url, "GET", "/api/passes", token)
        one = {"id": granted["id"], "note": "from ACME", "expires": granted["expires"], "used": 1}
        assert listed == [one]
        assert left_over(tmp_path, granted["code"], session["token"]) == []
        async with arrived(url, token=session["token"]) as visitor:
            welcome = await visitor.until("welcome")
            assert welcome["guest_until"] == granted["expires"]
            assert visitor.card()["guest"]
            await other.until(lambda e: e["t"] == "entered" and e["person"]["guest"])
            path = f"/api/passes/{granted['id']}"
            stranger = await new_token(url, "x")
            assert (await call(url, "DELETE", path, stranger))[0] == 404
            assert await call(url, "DELETE", path, token) == (204, None)
            assert await visitor.closed() == Close.PASS_ENDED.code
            left = await other.until(lambda e: e["t"] == "left" and e["person"] == visitor.me)
            assert left["why"] == "pass_ended"
        assert (await call(url, "DELETE", path, token))[0] == 404
        assert await call(url, "GET", "/api/passes", token) == (200, [])
        assert (await call(url, "GET", f"/api/guest/{granted['code']}"))[0] == 404
        status, problem = await guest(url, granted["code"])
        assert (status, problem["field"]) == (400, "guest_pass")
        async with raw(url) as again:
            await again.send("hello", **hello(session["token"]))
            assert await again.closed() in (Close.PASS_ENDED.code, Close.UNKNOWN_TOKEN.code)


@pytest.mark.spec("GUEST-1")
async def test_a_pass_ends_by_the_clock(tmp_path: Path, monkeypatch: Patch) -> None:
    async with office(tmp_path) as (_, url):
        token = await new_token(url)
        granted = await made(url, token, hours=1)
        _, session = await guest(url, granted["code"])
        real = clock.source
        async with arrived(url, token=session["token"]) as visitor:
            monkeypatch.setattr(clock, "source", lambda: real() + 3590 * 10**9)
            assert (await guest(url, granted["code"]))[0] == 201
            assert (await call(url, "GET", "/api/me", session["token"]))[0] == 200
            monkeypatch.setattr(clock, "source", lambda: real() + 3601 * 10**9)
            assert await visitor.closed() == Close.PASS_ENDED.code
        assert (await guest(url, granted["code"]))[0] == 400
        assert (await call(url, "GET", "/api/me", session["token"]))[0] == 401
        assert await call(url, "GET", "/api/passes", token) == (200, [])


@pytest.mark.spec("GUEST-1", "GUEST-4")
async def test_passes_are_for_members_with_a_token(url: str) -> None:
    token = await new_token(url)
    granted = await made(url, token)
    _, session = await guest(url, granted["code"])
    for method, path in (
        ("POST", "/api/passes"),
        ("GET", "/api/passes"),
        ("DELETE", f"/api/passes/{granted['id']}"),
    ):
        body = {} if method == "POST" else None
        assert (await call(url, method, path, session["token"], body))[0] == 403
        for wrong in ("", "x" * 43, token[:-1], "\u00e9"):
            assert (await call(url, method, path, wrong, body))[0] == 401
    for body in ({"hours": 0}, {"hours": 169}, {"note": "x" * 61}, {"hours": "1"}, [], {"id": 1}):
        assert (await call(url, "POST", "/api/passes", token, body))[0] == 400
    for code in ("nothing", granted["code"][:-1], "%00", "a%2Fb"):
        assert (await call(url, "GET", f"/api/guest/{code}"))[0] == 404
    assert (await guest(url, "nothing"))[0] == 400


@pytest.mark.spec("GUEST-1")
async def test_a_member_has_only_so_many_passes(url: str, monkeypatch: Patch) -> None:
    monkeypatch.setattr("server.api_passes._MOST", 2)
    token = await new_token(url)
    passes = [await made(url, token) for _ in range(2)]
    assert (await call(url, "POST", "/api/passes", token, {}))[0] == 409
    await call(url, "DELETE", f"/api/passes/{passes[0]['id']}", token)
    await made(url, token)


@pytest.mark.spec("WIRE-11")
async def test_requests_from_one_address_are_limited(url: str, monkeypatch: Patch) -> None:
    for module in ("server.api_passes", "server.api_me"):
        monkeypatch.setattr(f"{module}._REQUESTS", Limit(size=4096, rate=0.001, burst=2))
    token = await new_token(url)
    for path in ("/api/passes", "/api/me"):
        codes = [(await call(url, "GET", path, token))[0] for _ in range(3)]
        assert codes == [200, 200, 429]


@pytest.mark.spec("GUEST-1")
async def test_ended_passes_and_their_guests_leave_the_store(tmp_path: Path) -> None:
    async with opened(tmp_path) as store:
        host = await store.create_session(b"h", "host", "auto", 1)
        assert await store.create_pass(b"one", host.person, "", 1, 1000, 9) is not None
        assert await store.create_pass(b"two", host.person, "", 1, 5000, 9) is not None
        gone = await store.create_guest(b"g", b"one", "gone", "auto", 2)
        here = await store.create_guest(b"i", b"one", "here", "auto", 2)
        stays = await store.create_guest(b"k", b"two", "stays", "auto", 2)
        assert gone is not None and here is not None and stays is not None
        assert (gone.guest_until, gone.host) == (1000, host.person)
        assert await store.create_guest(b"l", b"one", "late", "auto", 1000) is None
        store.save_presences([presence(here.person)], unexpected)
        assert await store.forget_passes(999) == 0
        assert await store.forget_passes(1000) > 0
        assert await store.find_pass(b"one", 0) is None
        assert await store.session(b"g", 500) is None and await store.session(b"i", 500) is None
        assert await store.session(b"k", 500) == stays
        # Who is in the office still is known, and is a guest.
        assert [r.session.guest for r in await store.presences()] == [True]
        store.forget_presence(here.person)
        await store.forget_passes(1000)
        assert await store.count_people() == 2
    assert b"gone" not in (tmp_path / FILE).read_bytes()
