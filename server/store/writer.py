"""One thread that owns the SQLite connection, and commits all waiting work at once.

Jobs run in the order in which they were given, each inside a savepoint, many to a transaction.
A job's answer is delivered on the event loop after the commit, in that same order: so what is
answered is durable, and "after my write" has a meaning.
"""

from __future__ import annotations

import asyncio
import logging
import queue
import sqlite3
import threading
from collections.abc import Callable
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path
from typing import Any

log = logging.getLogger(__name__)

_MOST_AT_ONCE = 1000  # jobs in one transaction


class StoreError(Exception):
    """The store could not do what was asked; the text says what and why."""


@dataclass(frozen=True, slots=True)
class _Job:
    work: Callable[[sqlite3.Connection], Any]
    done: Callable[[Any], None]
    failed: Callable[[Exception], None]
    alone: bool = False  # outside any transaction


class Writer:
    """Runs jobs on a database file in a thread of its own."""

    def __init__(self, path: Path, prepare: Callable[[sqlite3.Connection], None]) -> None:
        self._path = path
        self._prepare = prepare
        self._jobs: queue.SimpleQueue[_Job | None] = queue.SimpleQueue()
        self._loop = asyncio.get_running_loop()
        self._thread = threading.Thread(target=self._run, name="store", daemon=True)
        self._opened: asyncio.Future[None] = self._loop.create_future()

    async def start(self) -> None:
        """Opens the database. Raises StoreError if that fails."""
        self._thread.start()
        await self._opened

    def submit(
        self,
        work: Callable[[sqlite3.Connection], Any],
        done: Callable[[Any], None],
        failed: Callable[[Exception], None],
        *,
        alone: bool = False,
    ) -> None:
        """Queues a job; one of the callbacks is called on the loop after the commit."""
        self._jobs.put(_Job(work, done, failed, alone))

    async def stop(self) -> None:
        """Finishes what is queued and closes the database."""
        self._jobs.put(None)
        await asyncio.to_thread(self._thread.join)

    def _run(self) -> None:
        try:
            connection = sqlite3.connect(self._path, isolation_level=None)
            self._prepare(connection)
        except Exception as error:
            self._post(self._opened.set_exception, StoreError(f"{self._path}: {error}"))
            return
        self._post(self._opened.set_result, None)
        try:
            while jobs := self._waiting():
                waiting = (job for job in jobs if job is not None)
                for alone, group in groupby(waiting, key=lambda job: job.alone):
                    (self._run_alone if alone else self._commit)(connection, list(group))
                if jobs[-1] is None:
                    break
        finally:
            connection.close()

    def _waiting(self) -> list[_Job | None]:
        """At least one job, and all that have come meanwhile; a None comes last."""
        jobs = [self._jobs.get()]
        while jobs[-1] is not None and len(jobs) < _MOST_AT_ONCE and not self._jobs.empty():
            jobs.append(self._jobs.get())
        return jobs

    def _commit(self, connection: sqlite3.Connection, jobs: list[_Job]) -> None:
        answers: list[tuple[Callable[[Any], None], Any]]
        try:
            connection.execute("BEGIN IMMEDIATE")
            answers = [self._attempt(connection, job) for job in jobs]
            connection.execute("COMMIT")
        except sqlite3.Error as error:
            log.exception("the store could not commit")
            if connection.in_transaction:
                connection.execute("ROLLBACK")
            answers = [(job.failed, error) for job in jobs]
        self._post(_deliver, answers)

    def _run_alone(self, connection: sqlite3.Connection, jobs: list[_Job]) -> None:
        for job in jobs:
            try:
                self._post(_deliver, [(job.done, job.work(connection))])
            except Exception as error:
                self._post(_deliver, [(job.failed, error)])

    def _attempt(
        self, connection: sqlite3.Connection, job: _Job
    ) -> tuple[Callable[[Any], None], Any]:
        """One job by itself: if it fails, the others of its transaction do not."""
        connection.execute("SAVEPOINT job")
        try:
            answer = job.work(connection)
        except Exception as error:
            connection.execute("ROLLBACK TO job")
            return job.failed, error
        finally:
            connection.execute("RELEASE job")
        return job.done, answer

    def _post(self, callback: Callable[..., Any], *arguments: Any) -> None:
        try:
            self._loop.call_soon_threadsafe(callback, *arguments)
        except RuntimeError:  # the loop is gone: nobody waits for the answer any more
            log.debug("an answer of the store came after the loop had closed")


def _deliver(answers: list[tuple[Callable[[Any], None], Any]]) -> None:
    for callback, answer in answers:
        try:
            callback(answer)
        except Exception:
            log.exception("an answer of the store could not be used")
