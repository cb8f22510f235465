"""An office with wide open floors, and people who stand where a test wants them."""

from __future__ import annotations

import contextlib
from collections.abc import AsyncIterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from rooms.model import BubbleId, FloorId, position
from server.app import Office
from server.auth import new_token, token_hash
from server.clock import wall_ms
from server.store.records import PresenceRecord
from server.store.sqlite import SqliteStore
from tests.bench.fanout.floor import write_map
from tests.support.office import floor_setting, office
from tests.support.raw import Raw, arrived

FIRST, SECOND = FloorId("first"), FloorId("second")

Spot = tuple[FloorId, int, int]


@dataclass(frozen=True)
class Wide:
    """The office, its address, and a client for each of the spots in order."""

    office: Office
    url: str
    clients: list[Raw]


@contextlib.asynccontextmanager
async def wide(folder: Path, spots: Sequence[Spot], **settings: object) -> AsyncIterator[Wide]:
    """People at these spots of two floors of 4000 × 4000 px, all connected."""
    tokens = await _stand(folder / "data", spots)
    write_map(folder / "wide.tmj")
    floors = tuple(floor_setting(floor, folder / "wide.tmj") for floor in (FIRST, SECOND))
    async with contextlib.AsyncExitStack() as stack:
        running, url = await stack.enter_async_context(
            office(folder / "data", floors=floors, **settings)
        )
        clients = [
            await stack.enter_async_context(arrived(url, token=token, tab=f"t{number}"))
            for number, token in enumerate(tokens)
        ]
        yield Wide(running, url, clients)


async def _stand(data: Path, spots: Sequence[Spot]) -> list[str]:
    """People as the store would have kept them over a restart."""
    store = SqliteStore(data)
    await store.start()
    tokens = [new_token() for _ in spots]
    records = []
    for number, (token, (floor, x, y)) in enumerate(zip(tokens, spots, strict=True)):
        session = await store.create_session(token_hash(token), f"p{number}", "", wall_ms())
        at = position(x, y)
        records.append(PresenceRecord(session.person, floor, at, "s", "", 0, 0, BubbleId(0)))
    store.save_presences(records, _raise)
    await store.stop()
    return tokens


def _raise(error: Exception) -> None:
    raise error
