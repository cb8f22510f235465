"""People who stand together, and the floors that they stand on."""

from __future__ import annotations

import contextlib
from collections.abc import AsyncIterator
from pathlib import Path

from tests.support.office import PLAIN, OfficeProcess
from tests.support.raw import Event, Raw, arrived, new_token

CONFIG = f'floors = [{{ id = "plain", map = "{PLAIN}" }}, {{ id = "second", map = "{PLAIN}" }}]\n'


def plain_process(folder: Path, *arguments: str) -> OfficeProcess:
    """An office process on two plain floors."""
    config = folder / "config.toml"
    config.write_text(CONFIG)
    return OfficeProcess(folder, "--config", str(config), *arguments)


@contextlib.asynccontextmanager
async def neighbours(url: str) -> AsyncIterator[tuple[Raw, Raw, str, int]]:
    """Two in one bubble: both, the first one's token, and the bubble."""
    token = await new_token(url, "a")
    async with arrived(url, token=token) as a, arrived(url, "b") as b:
        yield a, b, token, (await in_bubble(a, b))


async def in_bubble(a: Raw, b: Raw) -> int:
    """Waits until both are told of the bubble in which both are; arrivals stand close enough."""

    def joined(event: Event) -> bool:
        return event["t"] == "bubbled" and {p for p, bubble in event["people"] if bubble} >= {
            a.me,
            b.me,
        }

    event = await b.until(joined)
    return int(event["people"][0][1])
