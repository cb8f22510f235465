"""Settings: where they come from, which wins, and what is said of one that can't be used."""

from __future__ import annotations

import dataclasses
import os
import socket
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from server.settings import Settings, SettingsError, load_settings
from server.wire.http import Names
from tests.support.office import ROOT, free_port

SCALARS: dict[str, tuple[Any, Any, Any]] = {
    "host": ("10.0.0.1", "10.0.0.2", "10.0.0.3"),
    "port": (1001, 1002, 1003),
    "data": ("one", "two", "three"),
    "linger_seconds": (1.5, 2.5, 3.5),
    "chat_keep_seconds": (101, 102, 103),
    "room_keep_seconds": (201, 202, 203),
    "direct_keep_seconds": (301, 302, 303),
    "floor_keep_seconds": (401, 402, 403),
    "note_keep_days": (3, 4, 5),
    "session_keep_days": (11, 12, 13),
    "tick_hz": (5.0, 10.0, 15.0),
    "beat_seconds": (1.0, 2.0, 4.0),
    "away_seconds": (21.0, 22.0, 23.5),
    "ask_seconds": (31.0, 32.0, 33.5),
    "let_in_seconds": (41.0, 42.0, 43.5),
    "max_people": (7, 8, 9),
    "log_level": ("debug", "warning", "error"),
    "origins": (["https://a.example"], ["https://b.example"], ["https://c.example"]),
    "mesh_audio": (2, 3, 5),
    "mesh_video": (3, 5, 6),
    "media": ("janus", "livekit", "janus"),
    "media_ports": ("2000-2001", "3000-3001", "4000-4001"),
    "media_address": ("203.0.113.1", "203.0.113.2", "2001:db8::3"),
    "livekit_url": ("wss://a.example", "wss://b.example", "wss://c.example"),
    "livekit_key": ("key one", "key two", "key three"),
    "livekit_secret": ("one", "two", "three"),
    "turn": (["turn:a:1"], ["turn:b:2", "turns:b:3"], ["turn:c:4?transport=tcp"]),
    "turn_secret": ("one", "two", "three"),
    "turn_seconds": (51, 52, 53),
}
"""For each setting a value for the file, the environment and the command line."""


def toml(value: Any) -> str:
    """A value as TOML."""
    return repr(value) if isinstance(value, str | list) else str(value)


def text(value: Any) -> str:
    """A value as a variable or an option has it."""
    return ",".join(value) if isinstance(value, list) else str(value)


def config(folder: Path, content: str) -> list[str]:
    """The option that names a config file of this content."""
    path = folder / "office.toml"
    path.write_text(content, encoding="utf-8")
    return ["--config", str(path)]


def refusal(arguments: list[str] | None = None, environment: dict[str, str] | None = None) -> str:
    """The words with which settings are refused."""
    with pytest.raises(SettingsError) as refused:
        load_settings(arguments or [], environment or {})
    return str(refused.value)


@pytest.mark.spec("OPS-1")
def test_every_scalar_is_in_the_table() -> None:
    names = {f.name for f in dataclasses.fields(Settings)}
    assert set(SCALARS) == names - {"title", "floors"}


@pytest.mark.spec("OPS-1")
@pytest.mark.parametrize("name", SCALARS)
def test_the_line_wins_over_the_environment_and_that_over_the_file(
    tmp_path: Path, name: str
) -> None:
    in_file, in_environment, on_line = SCALARS[name]
    default = getattr(Settings(), name)

    def wanted(value: Any, folder: Path | None = None) -> Any:
        value = tuple(value) if isinstance(value, list) else type(default)(value)
        return folder / value if folder is not None and name == "data" else value

    assert getattr(load_settings([], {}), name) == default
    file = config(tmp_path, f"{name} = {toml(in_file)}")
    environment = {f"MADOGUCHI_{name.upper()}": text(in_environment)}
    line = [f"--{name.replace('_', '-')}", text(on_line)]
    assert getattr(load_settings(file, {}), name) == wanted(in_file, tmp_path)
    assert getattr(load_settings([], environment), name) == wanted(in_environment)
    assert getattr(load_settings(file, environment), name) == wanted(in_environment)
    assert getattr(load_settings([*file, *line], environment), name) == wanted(on_line)
    assert getattr(load_settings([*line, *file], {}), name) == wanted(on_line)


@pytest.mark.spec("OPS-1")
def test_the_config_file_is_named_by_line_or_environment(tmp_path: Path) -> None:
    _, path = config(tmp_path, "port = 1234")
    assert load_settings([], {"MADOGUCHI_CONFIG": path}).port == 1234
    other = tmp_path / "other.toml"
    other.write_text("port = 4321")
    assert load_settings(["--config", str(other)], {"MADOGUCHI_CONFIG": path}).port == 4321


@pytest.mark.spec("OPS-1")
def test_origins_are_a_list(tmp_path: Path) -> None:
    two = ("https://a.example", "https://b.example")
    assert (
        load_settings(["--origins", " https://a.example , https://b.example,"], {}).origins == two
    )
    assert load_settings(config(tmp_path, f"origins = {list(two)!r}"), {}).origins == two
    assert load_settings([], {"MADOGUCHI_ORIGINS": ""}).origins == ()


@pytest.mark.spec("OPS-1")
def test_title_and_floors_from_the_file(tmp_path: Path) -> None:
    settings = load_settings(
        config(
            tmp_path,
            """
            title = { ja = "会社", en = "Company" }
            [[floors]]
            id = "one"
            map = "maps/one.tmj"
            name = "First"
            [[floors]]
            id = "二階"
            map = "/abs/two.tmj"
            """,
        ),
        {},
    )
    assert settings.title == Names(ja="会社", en="Company")
    one, two = settings.floors
    assert (one.id, one.map, one.name) == (
        "one",
        tmp_path / "maps/one.tmj",
        Names(ja="First", en="First"),
    )
    assert (two.id, two.map, two.name.ja) == ("二階", Path("/abs/two.tmj"), "二階")


UNUSABLE = [
    ("port", "http", "a whole number"),
    ("port", "80.5", "a whole number"),
    ("port", "-1", "0 to 65535"),
    ("port", "65536", "0 to 65535"),
    ("linger_seconds", "soon", "a number"),
    ("linger_seconds", "0", "more than 0"),
    ("linger_seconds", "nan", "more than 0"),
    ("linger_seconds", "inf", "more than 0"),
    ("chat_keep_seconds", "-5", "more than 0"),
    ("session_keep_days", "0", "more than 0"),
    ("session_keep_days", "-1", "more than 0"),
    ("tick_hz", "0", "more than 0"),
    ("beat_seconds", "-1", "more than 0"),
    ("max_people", "0", "more than 0"),
    ("log_level", "loud", "debug, info, warning or error"),
    ("host", "", "an address"),
    ("mesh_audio", "1", "2 or more"),
    ("mesh_video", "0", "2 or more"),
    ("turn_seconds", "0", "more than 0"),
    ("media", "zoom", "none, janus or livekit"),
    ("media_ports", "20000-", "two ports"),
    ("media_ports", "20001-20000", "two ports"),
    ("media_ports", "80-90", "two ports"),
    ("media_ports", '20000-20999";', "two ports"),
    ("media_address", "office.example", "an IP address"),
]


@pytest.mark.spec("OPS-2")
@pytest.mark.parametrize(("name", "value", "expected"), UNUSABLE)
def test_what_cannot_be_used_is_named_with_its_source(
    tmp_path: Path, name: str, value: str, expected: str
) -> None:
    variable, option = f"MADOGUCHI_{name.upper()}", f"--{name.replace('_', '-')}"
    number = value.lstrip("-").replace(".", "").isdigit() or value in ("nan", "inf")
    file = config(tmp_path, f"{name} = {value if number else toml(value)}")
    for source, told in (
        (variable, refusal([], {variable: value})),
        (option, refusal([f"{option}={value}"])),
        (f"{file[1]}: {name}", refusal(file)),
    ):
        assert told.startswith(f"{source}: "), told
        assert expected in told and "expected" in told
        assert value in told


@pytest.mark.spec("OPS-2")
@pytest.mark.parametrize(
    ("content", "named"),
    [
        ("ports = 1", "ports: no such setting"),
        ("[server]\nport = 1", "server: no such setting"),
        ("port = true", "port: expected a whole number"),
        ("port = [1]", "port: expected a whole number"),
        ("max_people = 2.0", "max_people: expected a whole number"),
        ("host = 5", "host: expected"),
        ("data = 5", "data: expected a folder"),
        ("origins = 5", "origins: expected"),
        ("origins = [1]", "origins: expected"),
        ("turn = ['stun:host:3478']", "turn: expected turn:host:port"),
        ("turn = ['turn:']", "turn: expected turn:host:port"),
        ("title = 5", "title: expected a text"),
        ("title = { ja = 'x' }", "title: expected a text, or a table"),
        ("floors = []", "floors: expected"),
        ("floors = 'x'", "floors: expected"),
        ("floors = [1]", "floors[1]: expected"),
        ("floors = [{ id = 'a' }]", "floors[1]: map"),
        ("floors = [{ map = 'a.tmj' }]", "floors[1]: expected a table with `id`"),
        ("floors = [{ id = 'a', map = 'a' }, { id = 'a', map = 'b' }]", "floors[2]: id: 'a'"),
        ("floors = [{ id = '../a', map = 'a' }]", "floors[1]: id: expected letters"),
        ("floors = [{ id = 'a', map = 'a', nmae = 'A' }]", "floors[1]: nmae: no such"),
        ("port = ", "Invalid value"),
    ],
)
def test_what_is_wrong_in_the_file(tmp_path: Path, content: str, named: str) -> None:
    file = config(tmp_path, content)
    told = refusal(file)
    assert told.startswith(f"{file[1]}: ") and named in told


@pytest.mark.spec("OPS-2")
def test_a_config_file_that_cannot_be_read(tmp_path: Path) -> None:
    assert str(tmp_path / "none.toml") in refusal(["--config", str(tmp_path / "none.toml")])
    assert str(tmp_path) in refusal(["--config", str(tmp_path)])
    (tmp_path / "bytes.toml").write_bytes(b"\xff\xfe")
    assert "bytes.toml" in refusal(["--config", str(tmp_path / "bytes.toml")])


def run(*arguments: str) -> subprocess.CompletedProcess[str]:
    """`python -m server`, to its end."""
    environment = {k: v for k, v in os.environ.items() if not k.startswith("MADOGUCHI_")}
    return subprocess.run(
        [sys.executable, "-m", "server", *arguments],
        cwd=ROOT,
        env=environment,
        capture_output=True,
        text=True,
        timeout=60,
    )


@pytest.mark.spec("OPS-2", "OPS-4")
def test_the_program_ends_with_words_and_not_with_a_trace(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("no folder")
    (tmp_path / "bad.tmj").write_text("{}")
    data = ["--data", str(tmp_path / "data"), "--port", str(free_port())]
    bad_floor = config(tmp_path, "floors = [{ id = 'a', map = 'bad.tmj' }]")
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = str(taken.getsockname()[1])
        for arguments, told in (
            (["--port", "http"], "--port: expected a whole number, got 'http'"),
            (["--data", str(tmp_path / "file")], "can't be used as the data folder"),
            ([*data[:2], "--port", port], f"can't listen on 127.0.0.1:{port}"),
            ([*data, "--host", "no.such.host.invalid"], "can't listen on no.such.host.invalid"),
            ([*data, *bad_floor], "no floor could be loaded"),
        ):
            ended = run(*arguments)
            assert ended.returncode != 0
            assert told in ended.stderr, ended.stderr
            assert "Traceback" not in ended.stderr, ended.stderr


@pytest.mark.spec("OPS-2")
def test_help_names_every_setting() -> None:
    shown = run("--help").stdout
    for name in SCALARS:
        assert f"--{name.replace('_', '-')}" in shown
