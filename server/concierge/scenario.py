"""A scenario: questions with choices that lead to an answer, a window or a person (FAQ-5).

It is a TOML file that people edit; `check` says everything that is wrong with it at once.
"""

from __future__ import annotations

import tomllib
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Literal

from server.concierge.faq import LANGUAGES, FaqError

End = Literal["question", "faq", "window", "person"]
_ENDS: tuple[End, ...] = ("question", "faq", "window", "person")


@dataclass(frozen=True, slots=True)
class Choice:
    """One way to answer: what stands on it, and where it leads."""

    text: Mapping[str, str]
    kind: End
    to: str


@dataclass(frozen=True, slots=True)
class Question:
    """One question of the tree."""

    text: Mapping[str, str]
    choices: tuple[Choice, ...]


@dataclass(frozen=True, slots=True)
class Scenario:
    """The tree, by the names of its questions."""

    start: str
    questions: Mapping[str, Question]


def read(text: str, name: str, faq_ids: Collection[str], windows: Collection[str]) -> Scenario:
    """A scenario that is whole. Raises FaqError with every error on a line of its own."""
    try:
        data = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise FaqError(f"{name}: {error}") from None
    errors = [f"{name}: {error}" for error in check(data, faq_ids, windows)]
    if errors:
        raise FaqError("\n".join(errors))
    questions = {
        key: Question(table["ask"], tuple(map(_choice, table["choice"])))
        for key, table in data["question"].items()
    }
    return Scenario(data["start"], questions)


def _choice(table: dict[str, Any]) -> Choice:
    kind = next(end for end in _ENDS if end in table)
    return Choice({lang: table[lang] for lang in LANGUAGES}, kind, str(table[kind]))


def check(data: Mapping[str, Any], faq_ids: Collection[str], windows: Collection[str]) -> list[str]:
    """All that is wrong with a scenario, each with where it is; nothing if it is whole."""
    questions = data.get("question")
    if not isinstance(questions, dict) or not questions:
        return ["question: there is no question; one begins with [question.NAME]"]
    errors = [
        f"{key}: unknown; only start and question" for key in set(data) - {"start", "question"}
    ]
    if data.get("start") not in questions:
        errors.append(f"start: {data.get('start')!r} is no question")
    known = {"question": questions, "faq": faq_ids, "window": windows}
    for key, table in questions.items():
        errors += _check_question(f"question.{key}", table, known)
    return errors or [*_check_ways(data["start"], questions)]


def _check_question(where: str, table: Any, known: Mapping[str, Collection[str]]) -> Iterator[str]:
    if not isinstance(table, dict):
        yield f"{where}: a table with ask and choice"
        return
    yield from _check_texts(f"{where}.ask", table.get("ask"))
    choices = table.get("choice")
    if not isinstance(choices, list) or not choices:
        yield f"{where}: no choice; one begins with [[{where}.choice]]"
        return
    for n, choice in enumerate(choices, 1):
        yield from _check_choice(f"{where}, choice {n}", choice, known)


def _check_choice(where: str, choice: Any, known: Mapping[str, Collection[str]]) -> Iterator[str]:
    yield from _check_texts(where, choice)
    ends = [end for end in _ENDS if isinstance(choice, dict) and end in choice]
    if len(ends) != 1:
        yield f"{where}: leads to exactly one of {', '.join(_ENDS)}, not to {len(ends)}"
    elif ends[0] == "person":
        if choice["person"] is not True:
            yield f"{where}: person = true"
    elif choice[ends[0]] not in known[ends[0]]:
        yield f"{where}: there is no {ends[0]} {choice[ends[0]]!r}"


def _check_texts(where: str, texts: Any) -> Iterator[str]:
    for language in LANGUAGES:
        text = texts.get(language) if isinstance(texts, dict) else None
        if not isinstance(text, str) or not text.strip():
            yield f"{where}.{language}: a text that is not empty"


def _check_ways(start: str, questions: Mapping[str, Any]) -> Iterator[str]:
    """Each question can be come to, and leads somewhere in the end."""
    leads = {
        key: [choice["question"] for choice in table["choice"] if "question" in choice]
        for key, table in questions.items()
    }
    reached, edge = {start}, [start]
    while edge:
        fresh = [to for to in leads[edge.pop()] if to not in reached]
        reached.update(fresh)
        edge += fresh
    ends = {key for key, table in questions.items() if len(leads[key]) < len(table["choice"])}
    while more := {key for key in questions if key not in ends and ends & set(leads[key])}:
        ends |= more
    for key in questions:
        if key not in reached:
            yield f"question.{key}: no choice leads here from the start"
        elif key not in ends:
            yield f"question.{key}: goes round in a circle, and never to an answer"
