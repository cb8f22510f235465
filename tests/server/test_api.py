"""The HTTP API: every route, every refusal, and nothing that was not meant to be given out."""

from __future__ import annotations

import contextlib
import functools
import json
import re
import shutil
import unicodedata
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import msgspec
import pytest
from aiohttp import ClientResponse, ClientSession
from PIL import Image
from prometheus_client.parser import text_string_to_metric_families

from server import api
from server.wire.http import FloorView, NewSession, OfficeInfo, Problem, SessionGranted
from tests.support.office import PLAIN, floor_setting, office
from tests.support.raw import Bytes, arrived

PAGE = b"<!doctype html><title>page</title>"


@pytest.fixture
async def site(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[str]:
    """An office with a built client, and a floor that has a picture and things around it."""
    client, maps = tmp_path / "client", tmp_path / "maps"
    (client / "assets").mkdir(parents=True)
    (client / "index.html").write_bytes(PAGE)
    (client / "icon.svg").write_text("<svg/>")
    (client / ".secret").write_text("hidden")
    (client / "assets" / "main-3f2a.js").write_text("1")
    (tmp_path / "outside.txt").write_text("UNSEEN")
    (client / "link.txt").symlink_to(tmp_path / "outside.txt")
    maps.mkdir()
    shutil.copy(PLAIN, maps / "plain.tmj")
    Image.new("RGB", (64, 32)).save(maps / "plain.png")
    (maps / "notes.txt").write_text("not for everyone")
    monkeypatch.setattr("server.app.built_client", lambda: client)
    floors = (floor_setting("plain", maps / "plain.tmj"), floor_setting("bare", PLAIN))
    async with office(tmp_path / "data", floors=floors) as (_, url):
        yield url


@contextlib.asynccontextmanager
async def asked(url: str, path: str, method: str = "GET", **more: Any) -> AsyncIterator[Any]:
    """An answer, its body read."""
    async with (
        ClientSession() as http,
        http.request(method, f"{url}{path}", allow_redirects=False, **more) as answer,
    ):
        await answer.read()
        assert_safe(answer)
        yield answer


def assert_safe(answer: ClientResponse) -> None:
    """The headers that every answer has."""
    policy = dict(
        part.strip().split(" ", 1) for part in answer.headers["Content-Security-Policy"].split(";")
    )
    assert policy["default-src"] == "'self'"
    assert policy["object-src"] == policy["base-uri"] == policy["frame-ancestors"] == "'none'"
    assert not re.search(r"unsafe|\*|https?:|wss?:", answer.headers["Content-Security-Policy"])
    assert "script-src" not in policy and "connect-src" not in policy  # the default serves
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert answer.headers["Referrer-Policy"] == "no-referrer"
    assert answer.headers["Cross-Origin-Opener-Policy"] == "same-origin"
    assert "Access-Control-Allow-Origin" not in answer.headers


async def problem(answer: ClientResponse, status: int) -> Problem:
    """The Problem of a refusal."""
    assert answer.status == status, await answer.text()
    assert answer.content_type == "application/json"
    told = msgspec.json.decode(await answer.read(), type=Problem)
    assert told.error
    return told


async def enter(url: str, **body: Any) -> Any:
    """A try to enter: the granted session, or the problem."""
    async with asked(url, "/api/sessions", "POST", json=body) as answer:
        if answer.status == 201:
            assert answer.headers["Cache-Control"] == "no-store"
            return msgspec.json.decode(await answer.read(), type=SessionGranted)
        return await problem(answer, 400)


# --- the page and its files -----------------------------------------------------------------------


@pytest.mark.spec("WIRE-11")
async def test_the_page_and_its_files(site: str) -> None:
    async with asked(site, "/") as answer:
        assert await answer.read() == PAGE
        assert answer.content_type == "text/html"
        assert answer.headers["Cache-Control"] == "no-cache"
    async with asked(site, "/icon.svg") as answer:
        assert (answer.status, answer.headers["Cache-Control"]) == (200, "no-cache")
    async with asked(site, "/assets/main-3f2a.js") as answer:
        assert "immutable" in answer.headers["Cache-Control"]
        assert "javascript" in answer.content_type


@pytest.mark.spec("WIRE-11")
async def test_without_a_client_the_page_says_what_to_do(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("server.app.built_client", lambda: tmp_path / "none")
    async with office(tmp_path / "data") as (_, url), asked(url, "/") as answer:
        assert answer.status == 503
        assert "README" in await answer.text()


PATHS = [
    "/nothing",
    "/.secret",
    "/assets/",
    "/assets",
    "/link.txt",
    "/../outside.txt",
    "/..%2foutside.txt",
    "/%2e%2e/outside.txt",
    "/assets/..%2f..%2foutside.txt",
    "/assets/%2e%2e%2f%2e%2e%2foutside.txt",
    "//etc/passwd",
    "/%2fetc%2fpasswd",
    "/..%5coutside.txt",
    "/%00",
    "/icon.svg%00.js",
    "/" + "x" * 300,
    "/" + "x/" * 2000,
    "/%ff%fe",
    "/%ed%a0%80",
    "/api/floors/nowhere",
    "/api/floors/..%2f..%2foutside.txt",
    "/api/floors/plain/images/1",
    "/api/floors/plain/images/999999",
    "/api/floors/plain/images/-1",
    "/api/floors/plain/images/0.png",
    "/api/floors/plain/images/notes.txt",
    "/api/floors/plain/images/..%2fnotes.txt",
    "/api/floors/bare/images/0",
    "/api/floors/nowhere/images/0",
    "/api/nothing",
]


@pytest.mark.spec("WIRE-11")
@pytest.mark.parametrize("path", PATHS, ids=lambda path: path[:40])
async def test_nothing_else_is_there(
    site: str, path: str, caplog: pytest.LogCaptureFixture
) -> None:
    async with Bytes(site) as line:  # as it is: a client library would tidy the path
        request = f"GET {path} HTTP/1.1\r\nHost: office\r\nConnection: close\r\n\r\n"
        await line.send(request.encode())
        answer = await line.read_to_end()
    head, _, body = answer.partition(b"\r\n\r\n")
    assert head.startswith(b"HTTP/1.1 404 "), head
    assert b"Content-Security-Policy" in head
    assert msgspec.json.decode(body, type=Problem).error
    assert b"UNSEEN" not in body and b"root:" not in body
    assert not [r for r in caplog.records if r.levelname == "ERROR"]


# --- the office -----------------------------------------------------------------------------------


@pytest.mark.spec("WIRE-11")
async def test_what_the_entry_page_shows(site: str) -> None:
    async with arrived(site), asked(site, "/api/office") as answer:
        info = msgspec.json.decode(await answer.read(), type=OfficeInfo)
    assert (info.people, info.version, info.name_length) == (1, 3, 20)
    assert [floor.id for floor in info.floors] == ["plain", "bare"]


@pytest.mark.spec("WIRE-11")
async def test_a_floor_and_its_pictures(site: str) -> None:
    async with asked(site, "/api/floors/plain") as answer:
        view = await answer.json()
        assert answer.headers["Content-Encoding"] in ("gzip", "deflate")
    assert set(view) == {field.name for field in msgspec.structs.fields(FloorView)}
    assert (view["id"], view["image_urls"]) == ("plain", ["/api/floors/plain/images/0"])
    async with asked(site, view["image_urls"][0]) as answer:
        assert (answer.status, answer.content_type) == (200, "image/png")
        assert (await answer.read()).startswith(b"\x89PNG")
    async with asked(site, "/api/floors/bare") as answer:
        assert (await answer.json())["image_urls"] == [None]


@pytest.mark.spec("WIRE-11")
async def test_a_picture_is_a_picture_whatever_its_name_says(tmp_path: Path) -> None:
    """A file that begins like a GIF and goes on as a page is not given out as a page."""
    document = json.loads(PLAIN.read_text())
    document["tilesets"][0]["image"] = "art.html"
    (tmp_path / "map.tmj").write_text(json.dumps(document))
    (tmp_path / "art.html").write_bytes(b"GIF89a/*<script>alert(1)</script>")
    floors = (floor_setting("plain", tmp_path / "map.tmj"),)
    async with (
        office(tmp_path / "data", floors=floors) as (_, url),
        asked(url, "/api/floors/plain/images/0") as answer,
    ):
        assert (answer.status, answer.content_type) == (200, "image/gif")


# --- entering -------------------------------------------------------------------------------------


@pytest.mark.spec("WIRE-10", "SESS-11")
async def test_entering(site: str) -> None:
    first, second = await enter(site, name="山田 太郎"), await enter(site, name="山田 太郎")
    assert (first.name, first.avatar) == ("山田 太郎", "auto")
    assert second.person > first.person and second.token != first.token
    assert len(first.token) >= 43
    assert (await enter(site, name="x", avatar="cat-3")).avatar == "cat-3"


KA = "か\u3099"  # か and a combining mark: が in normal form

GOOD_NAMES = {
    "a": "a",
    "あ" * 20: "あ" * 20,
    KA * 20: unicodedata.normalize("NFC", KA) * 20,
    "  山田\u3000 太郎\n": "山田 太郎",
    "𠮷野家": "𠮷野家",
    "👨\u200d👩\u200d👧": "👨\u200d👩\u200d👧",
    "👩🏽\u200d💻❤\ufe0f\u200d🔥🏳\ufe0f\u200d🌈": "👩🏽\u200d💻❤\ufe0f\u200d🔥🏳\ufe0f\u200d🌈",
    "ශ්\u200dරී": "ශ්\u200dරී",
    "<b>x</b>": "<b>x</b>",
    "שלום": "שלום",
    "葛\U000e0100城": "葛\U000e0100城",
    "🙂\u200d↔\ufe0f": "🙂\u200d↔\ufe0f",
    "O'Brien-Łukasz 3": "O'Brien-Łukasz 3",
}


@pytest.mark.spec("SESS-11")
@pytest.mark.parametrize("name", GOOD_NAMES)
async def test_names_that_are_names(site: str, name: str) -> None:
    assert (await enter(site, name=name)).name == GOOD_NAMES[name]


BAD_NAMES = [
    "",
    " \u3000\n",
    "x" * 21,
    "あ" * 21,
    "x" * 201,
    "a\0b",
    "a\x1bb",
    "a\u202eb",
    "\u2066a\u2069",
    "a\u200bb",
    "a\ufeffb",
    "a\u00adb",
    "a\ue000b",
    "a\U000e0041b",
    "\u200d",
    "ab\u200d",
    "a\u200db",
    "\u200d\u200d",
    "a\u2060",
    "\u3164",
    "\u115f\u1160",
    "\uffa0a",
    "\u2800",
    "\u0301",
    "\ufe0f",
    "a\u034fb",
    "a\U000e0101",
    "a\ufe0f",
]


@pytest.mark.spec("SESS-11")
@pytest.mark.parametrize("name", BAD_NAMES, ids=ascii)
async def test_names_that_are_none(site: str, name: str) -> None:
    told = await enter(site, name=name)
    assert isinstance(told, Problem), f"accepted as {told.name!r}"
    assert "name" in (told.field or told.error)
    assert told.expected


@pytest.mark.spec("WIRE-11")
@pytest.mark.parametrize(
    ("body", "named"),
    [
        (b"", ""),
        (b"{", ""),
        (b"\xff\xfe", ""),
        (b"[]", ""),
        (b"[" * 4000, ""),
        (b'{"name": "\\ud800"}', ""),
        (b"{}", "name"),
        (b'{"name": 5}', "name"),
        (b'{"name": null}', "name"),
        (b'{"name": "x", "avatar": "../x"}', "avatar"),
        (b'{"name": "x", "avatar": "auto\\n"}', "avatar"),
        (b'{"name": "x", "avatar": ""}', "avatar"),
        (b'{"name": "x", "admin": true}', "admin"),
    ],
)
async def test_bodies_that_are_none(site: str, body: bytes, named: str) -> None:
    async with asked(site, "/api/sessions", "POST", data=body) as answer:
        told = await problem(answer, 400)
        assert named in told.field + told.error
        assert told.expected


@pytest.mark.spec("WIRE-11")
async def test_a_huge_body_is_not_read(site: str) -> None:
    async with asked(site, "/api/sessions", "POST", data=b'"' + b"x" * 5000) as answer:
        await problem(answer, 413)


@pytest.mark.spec("WIRE-11")
async def test_entries_from_one_address_are_limited(
    site: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(api, "_ENTRIES", api.Limit(size=4096, rate=0.001, burst=3))
    for _ in range(3):
        assert isinstance(await enter(site, name="x"), SessionGranted)
    async with asked(site, "/api/sessions", "POST", json={"name": "x"}) as answer:
        await problem(answer, 429)


@pytest.mark.spec("WIRE-11")
@pytest.mark.parametrize(
    ("method", "path", "allowed"),
    [
        ("GET", "/api/sessions", "POST"),
        ("POST", "/api/office", "GET"),
        ("DELETE", "/", "GET"),
        ("PUT", "/metrics", "GET"),
        ("POST", "/ws", "GET"),
        ("PATCH", "/anything", "GET"),
    ],
)
async def test_other_methods(site: str, method: str, path: str, allowed: str) -> None:
    if path == "/ws":  # the socket's own answer: it is no HTTP resource
        async with Bytes(site) as line:
            await line.send(b"POST /ws HTTP/1.1\r\nHost: office\r\n\r\n")
            assert b" 101 " not in await line.read_to_end()
        return
    async with asked(site, path, method) as answer:
        if answer.status == 404 and method == "GET":
            return  # GET /api/sessions is a file that is not there
        await problem(answer, 405)
        assert allowed in answer.headers["Allow"]


@pytest.mark.spec("WIRE-11")
@pytest.mark.parametrize("path", ["/", "/api/office", "/api/floors/plain", "/healthz", "/metrics"])
async def test_head_is_get_without_a_body(site: str, path: str) -> None:
    async with asked(site, path, "HEAD") as answer:
        assert answer.status == 200
        assert await answer.read() == b""


@pytest.mark.spec("WIRE-11")
async def test_a_failure_of_ours_says_nothing_of_how(
    site: str, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    async def broken(_: object) -> int:
        raise RuntimeError("a secret of ours")

    monkeypatch.setattr("server.store.sqlite.SqliteStore.count_people", broken)
    async with asked(site, "/readyz") as answer:
        told = await problem(answer, 500)
    assert "secret" not in told.error
    assert "a secret of ours" in caplog.text


# --- for operators --------------------------------------------------------------------------------


@pytest.mark.spec("WIRE-12")
async def test_health_and_readiness(site: str) -> None:
    for path in ("/healthz", "/readyz"):
        async with asked(site, path) as answer:
            assert answer.status == 200


@pytest.mark.spec("WIRE-12")
async def test_metrics_are_prometheus_and_about_nobody(site: str) -> None:
    async with arrived(site, "Somebody") as client:
        await client.send("say", ref="x", scope="floor", text="hello there")
        await client.until("said")
        async with asked(site, "/metrics") as answer:
            text = await answer.text()
            assert answer.headers["Content-Type"].startswith("text/plain; version=0.0.4")
    families = {family.name: family for family in text_string_to_metric_families(text)}
    value = {s.name: s.value for family in families.values() for s in family.samples}
    assert value["madoguchi_people"] == value["madoguchi_connections"] == 1
    assert value["madoguchi_chat_messages_total"] == 1
    assert value["madoguchi_frames_sent_total"] >= 2
    assert value["madoguchi_tick_seconds_count"] > 0
    assert all(family.documentation for family in families.values())
    assert "Somebody" not in text and "hello there" not in text


@pytest.mark.spec("WIRE-12")
async def test_openapi_describes_what_is_enforced(site: str) -> None:
    async with asked(site, "/openapi.json") as answer:
        document = await answer.json()
    assert document["openapi"].startswith("3.1")
    for reference in re.findall(r'"\$ref": "([^"]+)"', json.dumps(document)):
        node = functools.reduce(lambda at, key: at[key], reference[2:].split("/"), document)
        assert node["type"] == "object"
    for path, methods in document["paths"].items():
        named = set(re.findall(r"{(\w+)}", path))
        for method, operation in methods.items():
            assert operation["summary"] and operation["responses"]
            assert {p["name"] for p in operation.get("parameters", [])} == named
            assert all(p["required"] for p in operation.get("parameters", []))
            if method == "get":
                filled = path.replace("{floor}", "plain").replace("{number}", "0")
                async with asked(site, filled) as answer:
                    assert str(answer.status) in operation["responses"]
                    content = operation["responses"]["200"]["content"]
                    assert answer.content_type in content
    served = {"/api/office", "/api/sessions", "/healthz", "/readyz", "/metrics"}
    assert served <= set(document["paths"])

    schema = document["components"]["schemas"]["NewSession"]
    assert schema["additionalProperties"] is False
    assert schema["required"] == ["name"]
    longest = schema["properties"]["name"]["maxLength"]
    avatar = schema["properties"]["avatar"]["pattern"]
    for body in (
        {"name": "x"},
        {"name": ""},
        {"name": "x" * longest},
        {"name": "x" * (longest + 1)},
        {"name": "x", "avatar": "cat"},
        {"name": "x", "avatar": "CAT"},
        {"name": "x", "avatar": "cat\n"},
        {"name": "x", "avatar": "c" * 41},
    ):
        allowed = 1 <= len(body["name"]) <= longest and re.search(avatar, body.get("avatar", "a"))
        try:
            msgspec.convert(body, NewSession)
        except msgspec.ValidationError:
            assert not allowed, body
        else:
            assert allowed, body
