"""How each part of the store asks the writer, and what it does with failures."""

from __future__ import annotations

import asyncio
import logging
import sqlite3
from collections.abc import Callable
from functools import partial
from typing import Any, TypeVar

from server.store.schema import empty_log
from server.store.writer import Writer

log = logging.getLogger(__name__)

T = TypeVar("T")

Failed = Callable[[Exception], None]

_EMPTY_AFTER = 1.0  # seconds after a deletion, so that many share the work


class Part:
    """A part of the store. All parts share one writer, so their answers keep one order."""

    _writer: Writer
    _emptying: asyncio.TimerHandle | None = None

    async def _ask(self, work: Callable[[sqlite3.Connection], T], *, alone: bool = False) -> T:
        answer: asyncio.Future[T] = asyncio.get_running_loop().create_future()

        def settle(give: Callable[[Any], None], value: Any) -> None:
            if not answer.done():
                give(value)

        self._writer.submit(
            work,
            partial(settle, answer.set_result),
            partial(settle, answer.set_exception),
            alone=alone,
        )
        return await answer

    def _tell(self, work: Callable[[sqlite3.Connection], T], done: Callable[[T], None]) -> None:
        self._writer.submit(work, done, log_failure)

    async def _forget(self, work: Callable[[sqlite3.Connection], int]) -> int:
        """Deletes, and then empties the log beside the file: it would still hold what was there."""
        forgotten = await self._ask(work)
        if forgotten:
            await self._ask(empty_log, alone=True)
        return forgotten

    def _empty_log_soon(self) -> None:
        """As `_forget` does it, for deletions that nobody waits for."""
        if self._emptying is None:
            loop = asyncio.get_running_loop()
            self._emptying = loop.call_later(_EMPTY_AFTER, self._empty_log)

    def _empty_log(self) -> None:
        self._emptying = None
        self._writer.submit(empty_log, nothing, log_failure, alone=True)


def nothing(_: object) -> None:
    """For answers that nobody needs."""


def log_failure(error: Exception) -> None:
    """For failures that nobody can do more about."""
    log.error("the store failed: %s", error, exc_info=error)
