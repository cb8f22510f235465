"""FAQ entries that windows own, read from TOML files, with errors that say where (FAQ-1)."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from server import places

LANGUAGES = ("ja", "en")


class FaqError(Exception):
    """A file of the concierge can't be used; the text says which, where and why."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One thing that is known: how it is asked (by language) and what is said."""

    id: str
    window: str
    asks: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    says: Mapping[str, str] = field(default_factory=dict)

    def say(self, language: str) -> str:
        """The answer in a language, else in the one there is."""
        return self.says.get(language) or next(iter(self.says.values()))


def starter() -> list[Entry]:
    """The sample that comes with the program."""
    return read_folder(places.shipped_assets() / "faq")


def read_folder(folder: Path) -> list[Entry]:
    """All entries of a folder's TOML files that name a window, by file name. Raises FaqError."""
    entries: list[Entry] = []
    for path in sorted(folder.glob("*.toml")):
        entries += read_text(path.read_text("utf-8"), path.name)
    _check_ids(entries)
    return entries


def read_text(text: str, name: str) -> list[Entry]:
    """The entries of one file. Raises FaqError."""
    try:
        data = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise FaqError(f"{name}: {error}") from None
    if "window" not in data and "entry" not in data:
        return []  # the thesaurus, a scenario
    window = _text(data.get("window"), f"{name}: window")
    unknown = set(data) - {"window", "entry"}
    if unknown:
        raise FaqError(f"{name}: {sorted(unknown)[0]}: only window and entry belong here")
    tables = data.get("entry", [])
    if not isinstance(tables, list) or not all(isinstance(table, dict) for table in tables):
        raise FaqError(f"{name}: entries begin with [[entry]]")
    return [_entry(table, window, f"{name}: entry {n}") for n, table in enumerate(tables, 1)]


def _entry(table: dict[str, Any], window: str, where: str) -> Entry:
    own = _text(table.get("id"), f"{where}: id")
    where = f"{where} ({own})"
    unknown = set(table) - {"id", "ask", "say"}
    if unknown:
        raise FaqError(f"{where}: {sorted(unknown)[0]}: an entry has id, ask and say")
    says = {
        language: _text(text, f"{where}: say.{language}")
        for language, text in _by_language(table, "say", where).items()
    }
    asks: dict[str, tuple[str, ...]] = {}
    for language, texts in _by_language(table, "ask", where).items():
        if not isinstance(texts, list) or not texts:
            raise FaqError(f"{where}: ask.{language}: a list of at least one question")
        asks[language] = tuple(_text(text, f"{where}: ask.{language}") for text in texts)
    if not says:
        raise FaqError(f"{where}: say: an answer in at least one of {', '.join(LANGUAGES)}")
    return Entry(own, window, asks, says)


def _by_language(table: dict[str, Any], key: str, where: str) -> dict[str, Any]:
    found = table.get(key, {})
    if not isinstance(found, dict):
        raise FaqError(f"{where}: {key}: by language, as {key}.ja = …")
    for language in found:
        if language not in LANGUAGES:
            raise FaqError(f"{where}: {key}.{language}: one of {', '.join(LANGUAGES)}")
    return found


def _text(value: object, where: str) -> str:
    if not isinstance(value, str) or not value.strip():
        raise FaqError(f"{where}: a text that is not empty")
    return value.strip()


def _check_ids(entries: Iterable[Entry]) -> None:
    seen: set[str] = set()
    for entry in entries:
        if entry.id in seen:
            raise FaqError(f"{entry.window}: the id {entry.id} stands twice")
        seen.add(entry.id)
