"""What a text is about, as terms to look up: Japanese and English, without a dictionary (FAQ-2).

English: words without the commonest ones, their endings cut off. Japanese: pairs of characters,
because a pair is most often a word or half of one; single kanji, which count less; and words in
katakana whole. Polite and asking phrases say nothing of the matter and are taken out before.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping
from itertools import pairwise

_PHRASES = sorted(
    [
        "教えてください",
        "おしえてください",
        "知りたいです",
        "知りたい",
        "お願いします",
        "おねがいします",
        "ください下さい",
        "ください",
        "下さい",
        "でしょうか",
        "ましょうか",
        "ませんか",
        "ありますか",
        "ありません",
        "いただけますか",
        "もらえますか",
        "できますか",
        "ですか",
        "ますか",
        "ましたか",
        "でしたか",
        "なのですが",
        "のですが",
        "んですが",
        "んですけど",
        "ですけど",
        "たいのですが",
        "したいです",
        "したい",
        "たいです",
        "どうすればいい",
        "どうすれば",
        "どうしたらいい",
        "どうしたら",
        "どうしますか",
        "どうやって",
        "どのように",
        "どこですか",
        "どこで",
        "どこに",
        "いつですか",
        "いつまで",
        "なんですか",
        "何ですか",
        "について",
        "ついて",
        "とは",
        "したら",
        "ました",
        "ません",
        "している",
        "してい",
        "した",
        "です",
        "ます",
        "から",
        "まで",
        "ので",
        "のに",
        "とき",
        "ため",
        "こと",
        "もの",
        "という",
        "いいですか",
        "よいですか",
        "いい",
        "よい",
        "ほしい",
        "欲しい",
        "どう",
        "どの",
        "どこ",
        "いつ",
        "だれ",
        "なに",
        "その",
        "この",
        "あの",
        "それ",
        "これ",
        "される",
        "された",
        "して",
        "する",
        "ある",
        "いる",
        "なる",
        "なった",
    ],
    key=len,
    reverse=True,
)
_PHRASE = re.compile("|".join(map(re.escape, _PHRASES)))
_STOP = frozenset(
    [
        "a",
        "an",
        "the",
        "i",
        "me",
        "my",
        "mine",
        "we",
        "us",
        "our",
        "you",
        "your",
        "he",
        "she",
        "it",
        "its",
        "they",
        "them",
        "their",
        "this",
        "that",
        "these",
        "those",
        "is",
        "am",
        "are",
        "was",
        "were",
        "be",
        "been",
        "being",
        "do",
        "does",
        "did",
        "doing",
        "done",
        "have",
        "has",
        "had",
        "having",
        "can",
        "could",
        "may",
        "might",
        "must",
        "shall",
        "should",
        "will",
        "would",
        "to",
        "of",
        "in",
        "on",
        "at",
        "by",
        "for",
        "from",
        "with",
        "about",
        "into",
        "as",
        "and",
        "or",
        "but",
        "if",
        "then",
        "so",
        "than",
        "too",
        "very",
        "not",
        "no",
        "nor",
        "only",
        "own",
        "same",
        "there",
        "here",
        "when",
        "where",
        "why",
        "how",
        "what",
        "which",
        "who",
        "whom",
        "whose",
        "all",
        "any",
        "both",
        "each",
        "few",
        "more",
        "most",
        "other",
        "some",
        "such",
        "up",
        "down",
        "out",
        "off",
        "over",
        "under",
        "again",
        "please",
        "want",
        "like",
        "need",
        "know",
        "get",
        "got",
        "tell",
        "let",
        "just",
        "now",
        "ll",
        "ve",
        "re",
        "don",
        "didn",
        "doesn",
        "isn",
    ]
)
_RUN = re.compile(r"[a-z0-9]+|[\u3041-\u309f\u30a0-\u30ff\u3400-\u9fff々ー]+")
_KATAKANA = re.compile(r"[\u30a1-\u30ffー]{2,}")
_KANJI = re.compile(r"[\u3400-\u9fff々]")
_PARTICLES = frozenset("をはがのにへともやでかねよ")
_ENDINGS = (
    "ations",
    "ation",
    "ments",
    "ment",
    "ings",
    "ing",
    "ies",
    "ied",
    "ers",
    "er",
    "ed",
    "es",
    "s",
    "e",
)

KANJI_WEIGHT = 0.5
"""What a single kanji counts beside a pair."""


def normal(text: str) -> str:
    """The text as all texts are compared: in compatible form, in small letters."""
    return unicodedata.normalize("NFKC", text).lower().replace("’", "'")


def terms(text: str) -> Iterator[tuple[str, float]]:
    """The terms of a text, each as often as it stands there, with what it counts."""
    for run in _RUN.findall(_PHRASE.sub(" ", normal(text))):
        if run[0].isascii():
            if run not in _STOP:
                yield _stem(run), 1.0
        else:
            yield from _japanese(run)


def _stem(word: str) -> str:
    for ending in _ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= 3:
            return word[: -len(ending)].rstrip("i") or word
    return word.rstrip("y") if len(word) > 4 else word


def _japanese(run: str) -> Iterator[tuple[str, float]]:
    for word in _KATAKANA.findall(run):
        yield "=" + word.rstrip("ー"), 1.0
    for kanji in _KANJI.findall(run):
        yield kanji, KANJI_WEIGHT
    for first, second in pairwise(run):
        # Two kana of which one is a particle tell nothing.
        kana = "\u3041" <= first <= "\u309f" and "\u3041" <= second <= "\u309f"
        if not (kana and (first in _PARTICLES or second in _PARTICLES)):
            yield first + second, 0.6 if kana else 1.0


class Thesaurus:
    """Groups of words that mean nearly the same, in any language: each is a term as well."""

    def __init__(self, groups: Mapping[str, tuple[str, ...]]) -> None:
        self._japanese: list[tuple[str, str]] = []
        self._english: list[tuple[re.Pattern[str], str]] = []
        for name, words in groups.items():
            for word in map(normal, words):
                if word.isascii():
                    pattern = re.compile(rf"\b{re.escape(word)}(?:s|es|ed|d|ing)?\b")
                    self._english.append((pattern, "#" + name))
                else:
                    self._japanese.append((word, "#" + name))

    def terms(self, text: str) -> set[str]:
        """The groups of which any word stands in a text."""
        plain = normal(text)
        found = {name for word, name in self._japanese if word in plain}
        return found | {name for pattern, name in self._english if pattern.search(plain)}


NO_WORDS = Thesaurus({})
