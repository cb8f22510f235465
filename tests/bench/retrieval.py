"""How well the concierge finds answers, and how often it says that it does not know.

`python -m tests.bench retrieval` asks our own held-out questions of the sample FAQ;
`--file FILE` asks those of any file of questions and answers. The format is in docs/concierge.md.
"""

from __future__ import annotations

import csv
import io
import json
from collections import defaultdict
from collections.abc import Iterable
from pathlib import Path
from typing import NamedTuple

from server import places
from server.concierge.concierge import Answer, Concierge, Meaning
from server.concierge.faq import Entry
from server.concierge.semantic import meaning
from server.concierge.starting import from_folder, outside, thesaurus
from tests.bench.report import Bar

_FAQ = places.shipped_assets() / "faq"
_HELD_OUT = Path(__file__).parent / "questions" / "held_out.tsv"
_NAMES = {"q": "question", "質問": "question", "a": "answer", "回答": "answer", "答え": "answer"}


class Asked(NamedTuple):
    """A question, and the id of the entry that answers it; "" if none does."""

    question: str
    entry: str


class Tally(NamedTuple):
    """What came of asking; shares, from 0 to 1, of the questions inside and outside."""

    inside: int
    top1: float
    top3: float
    answered: float
    right: float
    outside: int
    refused: float


def language(text: str) -> str:
    """Good enough for questions."""
    return "en" if text.isascii() or sum(map(str.isascii, text)) > 0.9 * len(text) else "ja"


def held_out() -> list[Asked]:
    """Our own questions, which the index has never seen."""
    lines = [
        line for line in _HELD_OUT.read_text("utf-8").splitlines() if line[:1] not in ("", "#")
    ]
    pairs = (line.split("\t") for line in lines)
    return [Asked(question, "" if entry == "-" else entry) for question, entry in pairs]


def read_pairs(path: Path) -> list[tuple[str, str]]:
    """Questions and answers of a JSON, JSON Lines, CSV or TSV file. Raises ValueError."""
    text = path.read_text("utf-8-sig")
    if path.suffix == ".json":
        rows = json.loads(text)
    elif path.suffix in (".jsonl", ".ndjson"):
        rows = [json.loads(line) for line in text.splitlines() if line.strip()]
    else:
        rows = list(
            csv.DictReader(io.StringIO(text), delimiter="\t" if path.suffix == ".tsv" else ",")
        )
    pairs = []
    for n, row in enumerate(rows, 1):
        if not isinstance(row, dict):
            raise ValueError(f"{path.name}: row {n}: not a row with names")
        known = {
            _NAMES.get(str(k).strip().lower(), str(k).strip().lower()): v for k, v in row.items()
        }
        if not str(known.get("question") or "").strip():
            raise ValueError(f"{path.name}: row {n}: no question")
        pairs.append((str(known["question"]).strip(), str(known.get("answer") or "").strip()))
    return pairs


def of_pairs(pairs: Iterable[tuple[str, str]]) -> tuple[list[Entry], list[Asked]]:
    """An FAQ and what to ask of it. An answer that has several questions is indexed with the first,
    and the others are asked; one that has a single question is indexed alone, and that is asked."""
    questions: defaultdict[str, list[str]] = defaultdict(list)
    asked = []
    for question, answer in pairs:
        if answer:
            questions[answer].append(question)
        else:
            asked.append(Asked(question, ""))
    entries = []
    for n, (answer, own) in enumerate(questions.items(), 1):
        asks = {language(own[0]): (own[0],)} if len(own) > 1 else {}
        entries.append(Entry(str(n), "", asks, {language(answer): answer}))
        asked += [Asked(question, str(n)) for question in (own[1:] or own)]
    return entries, asked


def tally(concierge: Concierge, asked: Iterable[Asked]) -> Tally:
    """Asks everything."""
    inside = outside_ = top1 = top3 = answered = right = refused = 0
    for question, entry in asked:
        ids = [found.entry.id for found in concierge.search(question)]
        answers = isinstance(concierge.ask(question), Answer)
        if entry:
            inside += 1
            top1 += ids[:1] == [entry]
            top3 += entry in ids
            answered += answers
            right += answers and ids[0] == entry
        else:
            outside_ += 1
            refused += not answers
    n, m = max(inside, 1), max(outside_, 1)
    return Tally(
        inside, top1 / n, top3 / n, answered / n, right / max(answered, 1), outside_, refused / m
    )


def _bars(name: str, found: Tally, refused_target: float) -> dict[str, Bar]:
    bars: dict[str, Bar] = {}
    if found.inside:
        bars[f"{name}: questions"] = Bar(found.inside, 0, True)
        bars[f"{name}: first is right, %"] = Bar(100 * found.top1, 0, True)
        bars[f"{name}: one of three is right, %"] = Bar(100 * found.top3, 0, True)
        bars[f"{name}: answered at the threshold, %"] = Bar(100 * found.answered, 0, True)
        bars[f"{name}: of the answered, right, %"] = Bar(100 * found.right, 0, True)
    if found.outside:
        share = 100 * found.refused
        bars[f"{name}: outside questions"] = Bar(found.outside, 0, True)
        bars[f"{name}: of those refused, %"] = Bar(share, refused_target, share >= refused_target)
    return bars


def _own(name: str, near: Meaning | None) -> dict[str, Bar]:
    concierge, bars = from_folder(_FAQ, near), {}
    for tongue in ("ja", "en"):
        mine = [asked for asked in held_out() if language(asked.question) == tongue]
        bars |= _bars(f"{name}, {tongue}", tally(concierge, mine), 90)
    return bars


def _of_file(name: str, path: Path, near: Meaning | None) -> dict[str, Bar]:
    entries, asked = of_pairs(read_pairs(path))
    strangers = [Asked(a.question, "") for a in held_out() if not a.entry]
    concierge = Concierge(entries, thesaurus(_FAQ), outside(_FAQ), near)
    if all(one.entry for one in asked):
        asked += strangers  # the file has none of its own
    return _bars(f"{name}, {path.name}", tally(concierge, asked), 90)


def run(*, quick: bool, file: Path | None = None) -> dict[str, Bar]:
    """The figures by name, without the extra and, where it is installed, with it."""
    near = None if quick else meaning()
    bars: dict[str, Bar] = {}
    for name, how in (("terms", None), ("terms and meaning", near)):
        if name == "terms" or how is not None:
            bars |= _of_file(name, file, how) if file is not None else _own(name, how)
    return bars
