"""A question in, an answer with its source out, or "I don't know, shall I call a person" (FAQ-3).

How sure it has to be is measured at the start: questions that no office's FAQ answers are asked
(assets/faq/outside.txt), and the threshold is where all but a few of them are turned away.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import NamedTuple, Protocol

import numpy as np
from numpy.typing import NDArray

from server.concierge.faq import Entry
from server.concierge.index import Index
from server.concierge.terms import NO_WORDS, Thesaurus

TURNED_AWAY = 0.94
"""How many of the outside questions are turned away at the shipped threshold."""
_WITHOUT = 7.0
"""The threshold where there is nothing to measure it by."""
_SCORE, _APART, _GROUPS, _KNOWN, _NEAR = 0.6, 2.1, 1.9, 4.4, 0.9
"""What speaks for an answer, in logits: the logarithm of its score, how far ahead of the next it
is, words of the thesaurus, how much of the question is known, nearness in meaning. They were fitted
(logistic regression) to the sample's questions, each left out of the index in turn, against the
outside questions."""
_OF_MEANING = 4.0
"""What nearness in meaning counts for the order beside shared terms, where it can be measured."""

Floats = NDArray[np.float64]


class Meaning(Protocol):
    """What can say how near in meaning a question is to each of some texts."""

    def learn(self, texts: Sequence[str]) -> Floats:
        """A row of numbers for each text."""

    def ask(self, question: str) -> Floats:
        """A row of numbers for a question, to be multiplied with the texts'."""


class Found(NamedTuple):
    """An entry that may be meant, and how sure that is: from 0 to 1, 0.5 at the threshold."""

    entry: Entry
    confidence: float


@dataclass(frozen=True, slots=True)
class Answer:
    """What is said, from which entry, and what else may be meant."""

    text: str
    source: Found
    others: tuple[Found, ...]


@dataclass(frozen=True, slots=True)
class DontKnow:
    """ "I don't know, shall I call a person?" `nearest` are what may be offered with it."""

    nearest: tuple[Found, ...]


class Concierge:
    """Knows the entries, and how sure it has to be."""

    def __init__(
        self,
        entries: Sequence[Entry],
        words: Thesaurus = NO_WORDS,
        outside: Iterable[str] = (),
        meaning: Meaning | None = None,
    ) -> None:
        if not entries:
            raise ValueError("a concierge without entries knows nothing")
        self.entries = list(entries)
        self._index = Index(self.entries, words)
        self._meaning = meaning
        self._owner, self._rows = self._learn()
        sure = sorted(self._sureness(question)[1] for question in outside)
        self.threshold = float(np.quantile(sure, TURNED_AWAY)) if sure else _WITHOUT

    def ask(self, question: str, language: str = "ja") -> Answer | DontKnow:
        """The best entry's answer in a language, or none."""
        found = self.search(question)
        if not found or found[0].confidence <= 0.5:
            return DontKnow(tuple(found))
        return Answer(found[0].entry.say(language), found[0], tuple(found[1:]))

    def search(self, question: str, count: int = 3) -> list[Found]:
        """The best entries, best first; none that share nothing with the question."""
        scores, logit = self._sureness(question)
        order = [n for n in np.argsort(-scores, kind="stable")[:count] if scores[n] > 0]
        sure = self._confidence(logit)
        return [Found(self.entries[n], sure * float(scores[n] / scores[order[0]])) for n in order]

    def _confidence(self, logit: float) -> float:
        return float(1 / (1 + np.exp(min(50.0, self.threshold - logit))))

    def _sureness(self, question: str) -> tuple[Floats, float]:
        """A score for each entry, and how much speaks for the best one."""
        hits = self._index.search(question)
        scores, logit = hits.scores, _KNOWN * hits.known
        if self._meaning is not None and question.strip():
            near = self._near(self._meaning.ask(question))
            unusual = (near - near.mean()) / max(float(near.std()), 1e-6)
            scores = scores + _OF_MEANING * np.maximum(unusual, 0)
            logit += _NEAR * float(unusual.max())
        best = int(scores.argmax())
        first = float(scores[best])
        if first <= 0:
            return scores, 0.0
        second = float(np.partition(scores, -2)[-2]) if len(scores) > 1 else 0.0
        logit += _SCORE * float(np.log1p(first)) + _APART * (first - second) / first
        return scores, logit + _GROUPS * float(hits.groups[best])

    # --- nearness in meaning ------------------------------------------------------------------

    def _learn(self) -> tuple[NDArray[np.int64], Floats]:
        """Each text of each entry as a row, and whose it is."""
        if self._meaning is None:
            return np.zeros(0, np.int64), np.zeros((0, 0))
        texts, owner = [], []
        for n, entry in enumerate(self.entries):
            own = [text for asks in entry.asks.values() for text in asks]
            own += entry.says.values()
            texts += own
            owner += [n] * len(own)
        return np.array(owner, np.int64), self._meaning.learn(texts)

    def _near(self, asked: Floats) -> Floats:
        near = np.full(len(self.entries), -1.0)
        np.maximum.at(near, self._owner, self._rows @ asked)
        return near
