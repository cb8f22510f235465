"""The settings: the only reader of the command line, the environment and the config file.

The command line wins over `MADOGUCHI_…` variables, those over the file, the file over defaults.
"""

from __future__ import annotations

import argparse
import contextlib
import ipaddress
import tomllib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, fields
from pathlib import Path
from typing import Any, NamedTuple

import msgspec

from rooms.model import FloorId
from server.places import shipped_assets
from server.wire.http import Names

PREFIX = "MADOGUCHI_"


class SettingsError(Exception):
    """A setting that can't be used; the text says which, from where, and what was expected."""


@dataclass(frozen=True, slots=True)
class FloorSetting:
    """One `[[floors]]` entry of the config file."""

    id: FloorId
    map: Path
    name: Names


def _sample_floors() -> tuple[FloorSetting, ...]:
    floors = shipped_assets() / "floors"
    return (
        FloorSetting(FloorId("town"), floors / "town.tmj", Names(ja="まちの広場", en="Town")),
        FloorSetting(
            FloorId("rooftop"), floors / "rooftop.tmj", Names(ja="屋上庭園", en="Rooftop")
        ),
    )


class _Rule(NamedTuple):
    """What a value of a setting has to be, beyond its type."""

    expected: str
    holds: Callable[[Any], bool]


_ANY = _Rule("", lambda _: True)
_POSITIVE = _Rule("more than 0", lambda value: 0 < value < float("inf"))
_PAIR = _Rule("2 or more", lambda value: value >= 2)
_PORT = _Rule("0 to 65535", lambda value: 0 <= value <= 65535)
_HOST = _Rule("an address", bool)
_TURN = _Rule(
    "turn:host:port or turns:host:port",
    lambda value: all(url.startswith(("turn:", "turns:")) and url.count(":") > 1 for url in value),
)
_ADDRESS = _Rule("an IP address", lambda value: not value or _is_address(value))
_MEDIA = _Rule("none, janus or livekit", lambda value: value in ("none", "janus", "livekit"))
_PORTS = _Rule("two ports of 1024 to 65535 such as 20000-20999", lambda value: _are_ports(value))
_LEVELS = ("debug", "info", "warning", "error")
_LEVEL = _Rule("debug, info, warning or error", lambda value: value in _LEVELS)


def _is_address(value: str) -> bool:
    # It goes into another program's configuration: it may hold nothing but an address.
    with contextlib.suppress(ValueError):
        ipaddress.ip_address(value)
        return True
    return False


def _are_ports(value: str) -> bool:
    low, _, high = value.partition("-")
    return low.isdecimal() and high.isdecimal() and 1024 <= int(low) < int(high) <= 65535


def _option(default: Any, text: str, rule: _Rule = _ANY) -> Any:
    return field(default=default, metadata={"help": text, "rule": rule})


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """Everything that an operator may set. Times in seconds."""

    host: str = _option("127.0.0.1", "address to listen on; 0.0.0.0 lets other machines in", _HOST)
    port: int = _option(8080, "port to listen on; 0 takes a free one", _PORT)
    data: Path = _option(Path("data"), "folder for what is kept between runs")
    linger_seconds: float = _option(60.0, "how long a lost connection keeps its place", _POSITIVE)
    chat_keep_seconds: int = _option(3600, "how long chat in bubbles is kept", _POSITIVE)
    room_keep_seconds: int = _option(86400, "how long chat in rooms is kept", _POSITIVE)
    direct_keep_seconds: int = _option(2592000, "how long direct messages are kept", _POSITIVE)
    floor_keep_seconds: int = _option(604800, "how long chat to a floor is kept", _POSITIVE)
    note_keep_days: int = _option(14, "how long notes stay on the board", _POSITIVE)
    session_keep_days: int = _option(30, "how long an unused session stays valid", _POSITIVE)
    tick_hz: float = _option(20.0, "how often a second the floors move on", _POSITIVE)
    beat_seconds: float = _option(3.0, "how often a quiet line is told that all is well", _POSITIVE)
    away_seconds: float = _option(300.0, "without input, before somebody is away", _POSITIVE)
    ask_seconds: float = _option(60.0, "how long a knock or a request may be answered", _POSITIVE)
    let_in_seconds: float = _option(120.0, "how long a door is open to who was let in", _POSITIVE)
    max_people: int = _option(2000, "how many may be in the office at once", _POSITIVE)
    log_level: str = _option("info", "debug, info, warning or error", _LEVEL)
    origins: tuple[str, ...] = _option((), "further origins that may open the WebSocket")
    mesh_audio: int = _option(6, "how many may talk from browser to browser", _PAIR)
    mesh_video: int = _option(4, "the same while somebody shows a picture", _PAIR)
    media: str = _option("none", "media server for larger groups: janus, livekit", _MEDIA)
    media_ports: str = _option("20000-20999", "UDP ports of our Janus' media", _PORTS)
    media_address: str = _option("", "public address of it, if not the machine's own", _ADDRESS)
    livekit_url: str = _option("", "a LiveKit server, such as wss://livekit.example")
    livekit_key: str = _option("", "the key that it knows the office by")
    livekit_secret: str = _option("", "the secret of that key")
    turn: tuple[str, ...] = _option((), "relays for voice, such as turn:host:3478", _TURN)
    turn_secret: str = _option("", "what they check credentials with, static-auth-secret")
    turn_seconds: int = _option(3600, "how long credentials for them are good", _POSITIVE)
    title: Names = field(default_factory=lambda: Names(ja="窓口", en="Madoguchi"))
    floors: tuple[FloorSetting, ...] = field(default_factory=_sample_floors)


_OPTIONS = tuple(f for f in fields(Settings) if "help" in f.metadata)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="madoguchi", description="A virtual office with service windows, in a browser."
    )
    parser.add_argument("--config", type=Path, metavar="FILE", help="settings in TOML")
    for f in _OPTIONS:
        parser.add_argument(
            f"--{f.name.replace('_', '-')}",
            metavar="DIR" if f.name == "data" else f.name.rsplit("_", 1)[-1].upper(),
            help=f"{f.metadata['help']} (default: {_shown(f.default)})",
        )
    return parser


def _shown(value: Any) -> str:
    return "none" if value in ((), "") else str(value)


def load_settings(arguments: Sequence[str], environment: Mapping[str, str]) -> Settings:
    """The settings in force. Raises SettingsError; argparse exits on an unknown option."""
    given = vars(_parser().parse_args(arguments))
    config = given["config"] or environment.get(f"{PREFIX}CONFIG")
    values = _from_file(Path(config)) if config else {}
    for f in _OPTIONS:
        variable = PREFIX + f.name.upper()
        if variable in environment:
            values[f.name] = _converted(f.name, environment[variable], variable)
        if given[f.name] is not None:
            option = "--" + f.name.replace("_", "-")
            values[f.name] = _converted(f.name, given[f.name], option)
    return Settings(**values)


def _converted(name: str, value: Any, source: str) -> Any:
    """A value of a setting in its own type, from a text or from TOML."""
    option = next(f for f in _OPTIONS if f.name == name)
    rule: _Rule = option.metadata["rule"]
    try:
        converted = _typed(option.default, value)
    except (TypeError, ValueError):
        wanted = {int: "a whole number", float: "a number", Path: "a folder", tuple: "a list"}
        kinds = (text for kind, text in wanted.items() if isinstance(option.default, kind))
        expected = next(kinds, "a text")
        raise SettingsError(f"{source}: expected {expected}, got {value!r}") from None
    if not rule.holds(converted):
        raise SettingsError(f"{source}: expected {rule.expected}, got {value!r}")
    return converted


def _typed(default: Any, value: Any) -> Any:
    """A value in the type of a default. Raises TypeError or ValueError; nothing is rounded."""
    if isinstance(default, tuple):
        parts = value.split(",") if isinstance(value, str) else value
        if not isinstance(parts, list) or not all(isinstance(part, str) for part in parts):
            raise TypeError
        return tuple(part.strip() for part in parts if part.strip())
    whole_for_any = isinstance(default, float) and type(value) is int
    if isinstance(value, str) or type(value) is type(default) or whole_for_any:
        return type(default)(value)
    raise TypeError


def _from_file(path: Path) -> dict[str, Any]:
    try:
        with path.open("rb") as file:
            document = tomllib.load(file)
    except (OSError, tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise SettingsError(f"{path}: {error}") from None
    values: dict[str, Any] = {}
    for key, value in document.items():
        source = f"{path}: {key}"
        if key == "floors":
            values[key] = _floors(value, path)
        elif key == "title":
            values[key] = _names(value, source)
        elif any(f.name == key for f in _OPTIONS):
            values[key] = _converted(key, value, source)
        else:
            known = ", ".join([*(f.name for f in _OPTIONS), "title", "floors"])
            raise SettingsError(f"{source}: no such setting; expected one of {known}")
    if "data" in values:
        values["data"] = path.parent / values["data"]
    return values


def _names(value: Any, source: str) -> Names:
    """A text for both languages: one string, or a table with `ja` and `en`."""
    if isinstance(value, str):
        return Names(ja=value, en=value)
    try:
        return msgspec.convert(value, Names)
    except msgspec.ValidationError as error:
        raise SettingsError(
            f"{source}: expected a text, or a table of `ja` and `en`: {error}"
        ) from None


def _floors(value: Any, path: Path) -> tuple[FloorSetting, ...]:
    if not isinstance(value, list) or not value:
        raise SettingsError(f"{path}: floors: expected [[floors]] tables, at least one")
    floors: list[FloorSetting] = []
    for number, entry in enumerate(value, 1):
        source = f"{path}: floors[{number}]"
        if not isinstance(entry, dict) or not isinstance(entry.get("id"), str):
            raise SettingsError(f"{source}: expected a table with `id` and `map`")
        if strange := sorted(set(entry) - {"id", "map", "name"}):
            raise SettingsError(f"{source}: {strange[0]}: no such setting; expected id, map, name")
        if not isinstance(entry.get("map"), str):
            raise SettingsError(f"{source}: map: expected the path of a Tiled map")
        if any(floor.id == entry["id"] for floor in floors):
            raise SettingsError(f"{source}: id: {entry['id']!r} is there twice")
        if not entry["id"].replace("-", "").replace("_", "").isalnum() or len(entry["id"]) > 64:
            raise SettingsError(f"{source}: id: expected letters, digits, - and _, 64 at most")
        name = _names(entry.get("name", entry["id"]), f"{source}: name")
        floors.append(FloorSetting(FloorId(entry["id"]), path.parent / entry["map"], name))
    return tuple(floors)
