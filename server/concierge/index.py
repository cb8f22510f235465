"""The index: which entries a question is about, best first, by BM25 over terms (FAQ-2, FAQ-3)."""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from server.concierge.faq import Entry
from server.concierge.terms import NO_WORDS, Thesaurus, terms

_K1, _B = 1.2, 0.5
_ASKED, _SAID = 2.0, 1.0
"""What a term counts in how an entry is asked, and in what it says."""
_AT_MOST = 2.0
"""What a term of a question counts at most, however often it is said."""
_GROUP = 1.5
"""What a word of the thesaurus counts beside a term of the text."""

Floats = NDArray[np.float64]


class Hits(NamedTuple):
    """What a question found: a score for each entry, how many groups of the thesaurus each shares
    with it, and how much of the question any entry knows, from 0 to 1."""

    scores: Floats
    groups: Floats
    known: float


class Index:
    """The terms of all entries."""

    def __init__(self, entries: Sequence[Entry], words: Thesaurus = NO_WORDS) -> None:
        self._words = words
        self._size = len(entries)
        self._postings: defaultdict[str, dict[int, float]] = defaultdict(dict)
        lengths = np.zeros(len(entries))
        for n, entry in enumerate(entries):
            counts = self._counted(entry)
            lengths[n] = sum(counts.values())
            for term, count in counts.items():
                self._postings[term][n] = count
        self._norm = _K1 * (1 - _B + _B * lengths / max(1.0, float(lengths.mean())))

    def _counted(self, entry: Entry) -> Counter[str]:
        counts: Counter[str] = Counter()
        asked = [text for texts in entry.asks.values() for text in texts]
        for texts, weight in ((asked, _ASKED), (entry.says.values(), _SAID)):
            for text in texts:
                for term, count in self._of(text).items():
                    counts[term] += weight * count  # type: ignore[assignment]
        return counts

    def _of(self, text: str) -> dict[str, float]:
        found: defaultdict[str, float] = defaultdict(float)
        for term, weight in terms(text):
            found[term] += weight
        for group in self._words.terms(text):
            found[group] += _GROUP
        return found

    def search(self, question: str) -> Hits:
        """The score of each entry. One that knows every word well has about the same score in a
        small FAQ and in a large one."""
        scores, groups = np.zeros(self._size), np.zeros(self._size)
        known = whole = 0.0
        scale = math.log(101) / math.log(1 + self._size)
        for term, weight in self._of(question).items():
            postings = self._postings.get(term, {})
            weight = min(weight, _AT_MOST)
            whole += weight
            known += weight * bool(postings)
            rare = math.log(1 + (self._size - len(postings) + 0.5) / (len(postings) + 0.5)) * scale
            for n, count in postings.items():
                scores[n] += weight * rare * count * (_K1 + 1) / (count + float(self._norm[n]))
                groups[n] += term.startswith("#")
        return Hits(scores, groups, known / whole if whole else 0.0)
