"""The concierge as the program starts it: entries, words and outside questions of a folder."""

from __future__ import annotations

import tomllib
from pathlib import Path

from server.concierge.concierge import Concierge, Meaning
from server.concierge.faq import FaqError, read_folder
from server.concierge.terms import Thesaurus


def from_folder(folder: Path, meaning: Meaning | None = None) -> Concierge:
    """Raises FaqError, whose text says which file is wrong and where."""
    entries = read_folder(folder)
    if not entries:
        raise FaqError(f"{folder}: no file with entries")
    return Concierge(entries, thesaurus(folder), outside(folder), meaning)


def thesaurus(folder: Path) -> Thesaurus:
    """The groups of words.toml; none without that file."""
    path = folder / "words.toml"
    if not path.exists():
        return Thesaurus({})
    try:
        groups = tomllib.loads(path.read_text("utf-8"))["groups"]
        return Thesaurus({name: tuple(map(str, words)) for name, words in groups.items()})
    except (tomllib.TOMLDecodeError, KeyError, AttributeError, TypeError) as error:
        raise FaqError(f'{path.name}: groups of words, as name = ["…"]: {error}') from None


def outside(folder: Path) -> list[str]:
    """The lines of outside.txt that are questions."""
    path = folder / "outside.txt"
    lines = path.read_text("utf-8").splitlines() if path.exists() else []
    return [line for line in lines if line.strip() and not line.startswith("#")]
