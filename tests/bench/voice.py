"""Voices through a real Janus on this machine: how soon all hear all, what it costs, and how soon
they hear again after it was killed. People, browsers and Janus share the machine's cores."""

from __future__ import annotations

import asyncio
import contextlib
import os
import signal
import statistics
import time
from collections.abc import AsyncIterator
from pathlib import Path

from server.media.base import Shape
from server.media.janus.config import JanusOptions
from server.media.janus.engine import Janus
from tests.bench.report import Bar
from tests.support.debian import program
from tests.support.talk import ROOM, Talk
from tests.support.voices import until

_GROUP, _HALL, _AUDIENCE = 8, 20, 39
_LISTEN = 5.0  # seconds over which the processor's time is taken


@contextlib.asynccontextmanager
async def _talk(shape: Shape) -> AsyncIterator[Talk]:
    async with Janus(JanusOptions()) as janus:
        await janus.ensure(ROOM, shape)
        talk = Talk(janus, shape)
        try:
            yield talk
        finally:
            for voice in talk.voices:
                await voice.leave()


def _spent(pid: int | None) -> float:
    """Seconds of a processor that a process has used."""
    fields = Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


async def _cost(talk: Talk) -> float:
    """How much of one core Janus uses, in percent."""
    before = _spent(talk.janus.pid)
    await asyncio.sleep(_LISTEN)
    return 100 * (_spent(talk.janus.pid) - before) / _LISTEN


async def _everybody(shape: Shape, people: int) -> tuple[float, float]:
    """Seconds until the last of so many hears all and is heard by all; and Janus' share."""
    async with _talk(shape) as talk:
        for number in range(1, people):
            await talk.come(number)
        await until(talk.all_hear, 60)
        began = time.monotonic()
        await talk.come(people)
        await until(talk.all_hear, 60)
        return time.monotonic() - began, await _cost(talk)


async def _stage() -> tuple[float, float]:
    """Seconds from a speaker's coming until a full hall hears them; and Janus' share."""
    async with _talk("forward") as talk:
        for number in range(2, 2 + _AUDIENCE):
            await talk.come(number, "listener")
        began = time.monotonic()
        await talk.come(1)
        await until(lambda: all(v.hears({1}) == {1} for v in talk.voices[:-1]), 60)
        return time.monotonic() - began, await _cost(talk)


async def _killed(times: int) -> list[float]:
    """Seconds from `kill -9` until all of a group of eight hear all others again."""
    waits = []
    for _ in range(times):  # each with a new Janus: the waits between restarts grow
        async with _talk("forward") as talk:
            for number in range(1, 1 + _GROUP):
                await talk.come(number)
            await until(talk.all_hear, 60)
            pages = [asyncio.create_task(talk.follow(voice)) for voice in talk.voices]
            assert talk.janus.pid is not None
            began = time.monotonic()
            os.kill(talk.janus.pid, signal.SIGKILL)
            await asyncio.gather(*pages)
            await until(talk.all_hear, 60)
            waits.append(time.monotonic() - began)
    return waits


async def _measure(quick: bool) -> dict[str, Bar]:
    group, group_cost = await _everybody("forward", _GROUP)
    hall, hall_cost = await _everybody("mix", _HALL)
    stage, stage_cost = await _stage()
    waits = await _killed(2 if quick else 5)
    return {
        f"the last of {_GROUP} in a group comes, until all hear all, s": Bar(group, 0, True),
        f"Janus for {_GROUP} in a group, % of a core": Bar(group_cost, 0, True),
        f"the last of {_HALL} in a hall comes, until all hear all, s": Bar(hall, 0, True),
        f"Janus for {_HALL} mixed voices, % of a core": Bar(hall_cost, 0, True),
        f"a speaker comes, until {_AUDIENCE} hear them, s": Bar(stage, 0, True),
        f"Janus for one speaker and {_AUDIENCE}, % of a core": Bar(stage_cost, 0, True),
        "kill -9 until all hear again, median, s": Bar(statistics.median(waits), 0, True),
        "kill -9 until all hear again, worst, s": Bar(max(waits), 5, max(waits) < 5),
    }


def run(*, quick: bool) -> dict[str, Bar]:
    """The figures by name."""
    program("janus", "janus")
    return asyncio.run(_measure(quick))
