"""Writes client_web/src/wire.gen.ts and docs/protocol.md from the message definitions.

Run `python -m server.wire.generate` after a change; a test fails while they differ.
"""

from __future__ import annotations

import dataclasses
import inspect
import types
from collections.abc import Iterable
from pathlib import Path
from typing import Annotated, Any, Literal, NamedTuple, Union, get_args, get_origin, get_type_hints

import msgspec

from rooms import drawing
from server.wire import http, limits, messages, walking
from server.wire.close import Close

ROOT = Path(__file__).resolve().parents[2]
TYPESCRIPT = ROOT / "client_web" / "src" / "wire.gen.ts"
PROTOCOL = ROOT / "docs" / "protocol.md"

COMMANDS: tuple[type, ...] = get_args(messages.AnyCommand)
EVENTS: tuple[type, ...] = get_args(messages.AnyEvent)
PARTS: tuple[type, ...] = (
    messages.PersonCard,
    messages.RoomState,
    messages.FloorName,
    messages.Listed,
    messages.Absent,
    messages.Note,
    messages.Keep,
)
DRAWING: tuple[type, ...] = (
    drawing.Sprite,
    drawing.Frame,
    drawing.TileLayer,
    drawing.FreeSprite,
    drawing.Label,
    drawing.ObjectLayer,
    drawing.ImageLayer,
    drawing.Image,
    drawing.Drawing,
)
HTTP: tuple[type, ...] = (
    http.Names,
    http.NewSession,
    http.SessionGranted,
    http.NewPass,
    http.PassGranted,
    http.PassView,
    http.GuestPass,
    http.Held,
    http.AboutMe,
    http.OfficeInfo,
    http.WalkGrid,
    http.ZoneView,
    http.FloorView,
    http.Problem,
)
_NAMED = (
    "Facing",
    "Scope",
    "Status",
    "Wish",
    "AskKind",
    "Answer",
    "AskEnd",
    "Emoji",
    "PlaceReason",
    "Refusal",
)
ALIASES: dict[tuple[str, ...], str] = {
    tuple(sorted(get_args(getattr(messages, name)))): name for name in _NAMED
}

_STATEMENT_WIDTH = 100


class Field(NamedTuple):
    """A field of a struct or a dataclass, as both generators see it."""

    name: str
    type: Any
    required: bool
    default: Any


def _fields(cls: type) -> list[Field]:
    hints = get_type_hints(cls, include_extras=True)
    if issubclass(cls, msgspec.Struct):
        return [
            Field(f.encode_name, hints[f.name], f.required, f.default)
            for f in msgspec.structs.fields(cls)
        ]
    if not dataclasses.is_dataclass(cls):
        raise TypeError(f"{cls.__name__} is neither a struct nor a dataclass")
    return [Field(f.name, hints[f.name], True, None) for f in dataclasses.fields(cls)]


def _union(parts: Iterable[str]) -> str:
    return " | ".join(parts)


def _literal(values: tuple[Any, ...]) -> str:
    alias = ALIASES.get(tuple(sorted(str(v) for v in values)))
    return alias or _union(f'"{v}"' for v in values)


def _element(text: str) -> str:
    return f"({text})" if " " in text else text


def typescript_type(hint: Any) -> str:
    """The TypeScript name of a field's type. Raises TypeError for one never needed before."""
    plain = {int: "number", float: "number", str: "string", bool: "boolean", type(None): "null"}
    if hint is bytes:
        return "Uint8Array"
    if hint in plain:
        return plain[hint]
    origin, args = get_origin(hint), get_args(hint)
    if origin is Annotated:
        return typescript_type(args[0])
    if origin is Literal:
        return _literal(args)
    if origin is list or (origin is tuple and args[-1] is Ellipsis):
        return f"readonly {_element(typescript_type(args[0]))}[]"
    if origin is tuple:
        return f"readonly [{', '.join(typescript_type(a) for a in args)}]"
    if origin is dict:
        return f"Readonly<Record<string, {typescript_type(args[1])}>>"
    if origin in (types.UnionType, Union):
        return _union(typescript_type(a) for a in args)
    if isinstance(hint, type):
        return hint.__name__
    raise TypeError(f"no TypeScript for {hint}")


def _summary(cls: type) -> str:
    return " ".join((inspect.getdoc(cls) or "").split())


def _tag(cls: type) -> str:
    config = getattr(cls, "__struct_config__", None)
    return str(config.tag) if config is not None and config.tag else ""


def _wrapped(text: str, lead: str) -> list[str]:
    lines, line = [], lead
    for word in text.split():
        if len(line) + 1 + len(word) > _STATEMENT_WIDTH and line != lead:
            lines.append(line)
            line = lead
        line += f" {word}"
    return [*lines, line]


def interface(cls: type, *, sent_by_client: bool = False) -> str:
    """One exported interface; what a client may leave out is optional there."""
    lines = ["/**", *_wrapped(_summary(cls), " *"), " */", f"export interface {cls.__name__} {{"]
    if tag := _tag(cls):
        lines.append(f'  readonly t: "{tag}";')
    for f in _fields(cls):
        optional = "?" if sent_by_client and not f.required else ""
        lines.append(f"  readonly {f.name}{optional}: {typescript_type(f.type)};")
    return "\n".join([*lines, "}"])


def _alias(name: str, members: Iterable[str]) -> str:
    names = list(members)
    flat = f"export type {name} = {_union(names)};"
    if len(flat) <= _STATEMENT_WIDTH:
        return flat
    return f"export type {name} =\n" + "\n".join(f"  | {n}" for n in names) + ";"


def typescript() -> str:
    """The whole text of wire.gen.ts."""
    sections = [
        "// Generated from server/wire by `python -m server.wire.generate`. Do not edit.",
        f"export const VERSION = {messages.VERSION};",
        f"export const NAME_LENGTH = {http.NAME_LENGTH};",
        *(_alias(name, (f'"{v}"' for v in values)) for values, name in ALIASES.items()),
        *(interface(c) for c in PARTS),
        *(interface(c, sent_by_client=True) for c in COMMANDS),
        *(interface(c) for c in EVENTS),
        _alias("AnyCommand", (c.__name__ for c in COMMANDS)),
        _alias("AnyEvent", (c.__name__ for c in EVENTS)),
        *(interface(c) for c in DRAWING),
        *(interface(c, sent_by_client=c is http.NewSession) for c in HTTP),
        walking.TYPESCRIPT,
        "/** Close codes: below 4500 try again, from 4500 the person has to act. */",
    ]
    close = "\n".join(f"  {c.name}: {c.code}," for c in Close)
    return "\n\n".join(sections) + f"\nexport const CLOSE = {{\n{close}\n}} as const;\n"


def _constraint(hint: Any) -> str:
    wanted = {
        "ge": "at least",
        "le": "at most",
        "min_length": "length at least",
        "max_length": "length at most",
        "pattern": "matches",
    }
    metas = [a for a in get_args(hint)[1:] if isinstance(a, msgspec.Meta)]
    found = ((word, getattr(meta, name)) for meta in metas for name, word in wanted.items())
    return ", ".join(f"{word} `{value}`" for word, value in found if value is not None)


def _section(cls: type) -> str:
    lines = [f"### `{_tag(cls) or cls.__name__}`", "", _summary(cls), ""]
    if fields := _fields(cls):
        lines += ["| field | type | constraint | default |", "| --- | --- | --- | --- |"]
    for f in fields:
        kind = typescript_type(f.type).replace("|", "\\|")
        default = "" if f.required else f"`{_json(f.default)}`"
        lines.append(f"| `{f.name}` | `{kind}` | {_constraint(f.type)} | {default} |")
    return "\n".join(lines).rstrip()


def _json(value: Any) -> str:
    return msgspec.json.encode(value).decode()


def _limit_rows() -> list[str]:
    rows = ["| command | bytes at most | a second | burst |", "| --- | --- | --- | --- |"]
    for kind, limit in limits.LIMITS.items():
        rows.append(f"| `{kind}` | {limit.size} | {limit.rate:g} | {limit.burst:g} |")
    return rows


def protocol() -> str:
    """The whole text of docs/protocol.md."""
    close = ["| code | name | after it | meaning |", "| --- | --- | --- | --- |"]
    for c in Close:
        after = "final" if c.final else "retry"
        close.append(f"| {c.code} | `{c.name}` | {after} | {c.meaning} |")
    parts = [
        "<!-- Generated by `python -m server.wire.generate`. Do not edit. -->",
        f"# Protocol, version {messages.VERSION}",
        inspect.getdoc(messages) or "",
        "## Limits",
        "\n".join(_limit_rows()),
        inspect.getdoc(limits) or "",
        "## Close codes",
        "\n".join(close),
        "## Client to server",
        *(_section(c) for c in COMMANDS),
        "## Server to client",
        *(_section(c) for c in EVENTS),
        "## Parts of messages",
        *(_section(c) for c in PARTS),
        "## Bodies of the HTTP API",
        *(_section(c) for c in HTTP),
    ]
    return "\n\n".join(parts) + "\n"


def main() -> None:
    """Writes both files."""
    TYPESCRIPT.write_text(typescript(), encoding="utf-8")
    PROTOCOL.write_text(protocol(), encoding="utf-8")


if __name__ == "__main__":
    main()
