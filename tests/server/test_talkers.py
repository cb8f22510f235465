"""Many people talking in many bubbles: everything reaches its scope, and survives the server."""

from __future__ import annotations

import asyncio
import itertools
import random
from pathlib import Path

import pytest

from tests.support.office import OfficeProcess
from tests.support.talkers import Talkers, field_map


def field_office(folder: Path, groups: int) -> OfficeProcess:
    """An office process on a field for so many bubbles."""
    field_map(folder / "field.tmj", groups)
    config = folder / "config.toml"
    config.write_text('floors = [{ id = "field", map = "field.tmj" }]\n')
    return OfficeProcess(folder, "--config", str(config))


@pytest.mark.spec("CHAT-1", "CHAT-8", "CHAT-11")
async def test_each_message_reaches_its_bubble_and_survives_a_kill(tmp_path: Path) -> None:
    seed = random.randrange(1 << 32)
    print("seed", seed)
    with field_office(tmp_path, groups=6) as process:
        talkers = Talkers(process.url, groups=6, size=8)
        await talkers.gather()
        talk = await talkers.talk(seconds=6, every=1.0, dice=random.Random(seed))
        await asyncio.to_thread(process.kill)
        await asyncio.to_thread(process.start)
        for client in itertools.chain(*talkers.clients):
            await client.wait_for(lambda s, c=client: c.connections == 2 and s.caught_up)
        await talkers.check(talk)
        assert talk.problems == []
        assert len(talk.waits) == sum(8 * len(texts) for texts in talk.said.values())
        await talkers.leave()
