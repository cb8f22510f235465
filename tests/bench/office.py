"""2,000 people with everything on: walking, bubbles, chat, knocks at doors; on one floor, and on
ten."""

from __future__ import annotations

import asyncio
import contextlib
import re
import sys
import tempfile
import threading
import urllib.request
from collections.abc import Iterator
from pathlib import Path

from tests.bench.fanout.candidates import PRODUCT, Load, Running
from tests.bench.fanout.floor import BELOW_ROOM
from tests.bench.fanout.generator import Generator, Probe
from tests.bench.report import Bar
from tests.support.raw import Raw, arrived

_PEOPLE, _CREW = 2000, 4  # of the crew of a floor the first is in the room
_HZ, _CHAT = 20, 0.1
_KNOCK_SECONDS = 4.0
_LATE = 0.05  # seconds: a tick that takes longer delays the next one


def run(*, quick: bool) -> dict[str, Bar]:
    """The figures by name."""
    bars: dict[str, Bar] = {}
    for floors in (10, 1):
        probe, ticks, knocks, errors = _measure(floors, 10 if quick else 60)
        print(f"{floors} floors: {probe}", file=sys.stderr)
        name = f"{_PEOPLE} people on {floors} floor{'s' if floors > 1 else ''}"
        bars |= {
            f"{name}: p99 of delivery, ms": Bar(probe.p99_ms, 150, 0 < probe.p99_ms <= 150),
            f"{name}: share of claims told": Bar(round(probe.share, 3), 0.8, probe.share >= 0.8),
            f"{name}: tick, mean ms": Bar(round(1000 * ticks.mean, 2), 0, True),
            f"{name}: ticks of more than 50 ms, %": Bar(round(100 * ticks.late, 2), 0, True),
            f"{name}: % of a core": Bar(round(100 * probe.cpu.both / probe.seconds, 1), 0, True),
            f"{name}: kB/s a client": Bar(round(probe.bytes_per_second / 1000, 2), 0, True),
            f"{name}: chat messages a second": Bar(round(ticks.said / probe.seconds, 1), 0, True),
            f"{name}: knocks answered": Bar(knocks, 0, knocks > 0),
            f"{name}: lines lost": Bar(probe.lost, 0, probe.lost == 0),
            f"{name}: errors in the log": Bar(errors, 0, errors == 0),
        }
    return bars


def _measure(floors: int, seconds: float) -> tuple[Probe, Ticks, int, int]:
    load = Load(_PEOPLE, BELOW_ROOM, _HZ, floors=floors, chat=_CHAT, knockers=_CREW)
    with (
        tempfile.TemporaryDirectory() as folder,
        PRODUCT.running(load, Path(folder)) as running,
        Generator(running, load) as generator,
    ):
        generator.clients(_PEOPLE)
        with _knocking(running, floors) as crew:
            generator.probe(3)
            before = Ticks.of(running)
            probe = generator.probe(seconds)
            ticks = Ticks.of(running).since(before)
        errors = len(re.findall(r" ERROR |Traceback", running.process.text()))
    return probe, ticks, crew.answered, errors + len(crew.troubles)


class Ticks:
    """How long ticks took, and how much was said in them, from the office's own metrics."""

    def __init__(self, count: float, total: float, in_time: float, said: float) -> None:
        self._count, self._total, self._in_time, self.said = count, total, in_time, said

    @classmethod
    def of(cls, running: Running) -> Ticks:
        """All since the office began."""
        with urllib.request.urlopen(f"http://127.0.0.1:{running.port}/metrics", timeout=30) as page:
            text = page.read().decode()

        def figure(name: str) -> float:
            return float(
                re.findall(rf"^madoguchi_tick_seconds{re.escape(name)} (.*)$", text, re.M)[0]
            )

        said = re.findall(r"^madoguchi_chat_messages_total\S* (.*)$", text, re.M)
        late = figure(f'_bucket{{le="{_LATE}"}}')
        return cls(figure("_count"), figure("_sum"), late, sum(map(float, said)))

    def since(self, earlier: Ticks) -> Ticks:
        """Those between two moments."""
        return Ticks(
            self._count - earlier._count,
            self._total - earlier._total,
            self._in_time - earlier._in_time,
            self.said - earlier.said,
        )

    @property
    def mean(self) -> float:
        """Seconds."""
        return self._total / max(self._count, 1)

    @property
    def late(self) -> float:
        """The share of those that took longer than a tick may."""
        return 1 - self._in_time / max(self._count, 1)


# --- knocks ---------------------------------------------------------------------------------------


class Crew:
    """On each floor one who sits in the locked room and answers, and others who knock."""

    def __init__(self, running: Running, floors: int) -> None:
        self._url = f"http://127.0.0.1:{running.port}"
        lines = running.people.read_text().splitlines()[_PEOPLE:]
        self._tokens = [line.split()[3] for line in lines]
        self._floors = floors
        self.over = threading.Event()
        self.answered = 0
        self.troubles: list[str] = []

    def work(self) -> None:
        """Until it is over."""
        try:
            asyncio.run(self._work())
        except Exception as error:  # tells of it: this is a thread
            self.troubles.append(repr(error))

    async def _work(self) -> None:
        async with contextlib.AsyncExitStack() as stack:
            crew = [
                await stack.enter_async_context(arrived(self._url, token=token))
                for token in self._tokens
            ]
            by_floor = [crew[number :: self._floors] for number in range(self._floors)]
            async with asyncio.TaskGroup() as tasks:
                for inside, *outside in by_floor:
                    await inside.send("lock", room=1, locked=True)
                    tasks.create_task(self._answer(inside))
                    for number, knocker in enumerate(outside):
                        tasks.create_task(self._knock(knocker, number))

    async def _answer(self, inside: Raw) -> None:
        seen = 0
        while not self.over.is_set():
            events, seen = inside.events[seen:], len(inside.events)
            for event in events:
                if event["t"] == "asked" and event["kind"] == "knock":
                    await inside.send("answer", ask=event["id"], answer="decline")
                    self.answered += 1
            await asyncio.sleep(0.1)

    async def _knock(self, knocker: Raw, number: int) -> None:
        knocks = 0
        await asyncio.sleep(number)
        while not self.over.is_set():
            knocks += 1
            await knocker.send("ask", ref=f"k{knocks}", kind="knock", room=1)
            await asyncio.sleep(_KNOCK_SECONDS)


@contextlib.contextmanager
def _knocking(running: Running, floors: int) -> Iterator[Crew]:
    """A crew that knocks for as long as the block lasts."""
    crew = Crew(running, floors)
    thread = threading.Thread(target=crew.work)
    thread.start()
    try:
        yield crew
    finally:
        crew.over.set()
        thread.join(timeout=60)
