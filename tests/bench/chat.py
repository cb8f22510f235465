"""300 people in 30 bubbles write once a second for a minute: when is it heard, and is all kept?"""

from __future__ import annotations

import asyncio
import itertools
import random
import tempfile
from pathlib import Path

from tests.bench.report import Bar
from tests.server.test_talkers import field_office
from tests.support.talkers import Talk, Talkers

_GROUPS, _SIZE = 30, 10


async def _converse(seconds: float) -> Talk:
    seed = random.randrange(1 << 32)
    print("seed", seed)
    with tempfile.TemporaryDirectory() as folder, field_office(Path(folder), _GROUPS) as process:
        talkers = Talkers(process.url, _GROUPS, _SIZE)
        await talkers.gather()
        talk = await talkers.talk(seconds, 1.0, random.Random(seed))
        await asyncio.to_thread(process.kill)
        await asyncio.to_thread(process.start)
        for client in itertools.chain(*talkers.clients):
            await client.wait_for(lambda s, c=client: c.connections == 2 and s.caught_up, 120)
        await talkers.check(talk)
        talk.problems += [line for line in process.text().splitlines() if "ERROR" in line]
        await talkers.leave()
    return talk


def run(*, quick: bool) -> dict[str, Bar]:
    """The figures by name."""
    talk = asyncio.run(_converse(15 if quick else 60))
    for problem in talk.problems[:20]:
        print(problem)
    median, p99 = 1000 * talk.wait(0.5), 1000 * talk.wait(0.99)
    missing = sum(_SIZE * len(texts) for texts in talk.said.values()) - len(talk.waits)
    return {
        "from sending to hearing, median, ms": Bar(median, 0, True),
        "from sending to hearing, p99, ms": Bar(p99, 100, p99 < 100),
        "hearings too few or too many": Bar(missing, 0, missing == 0),
        "wrong scopes, gaps after kill -9, errors": Bar(len(talk.problems), 0, not talk.problems),
    }
