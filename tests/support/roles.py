"""A small office with somebody of each role in it: owner, in the room, member and guest.

They are put in their places by the store, as after a restart; nobody has to walk there first.
"""

from __future__ import annotations

import contextlib
import json
from collections.abc import AsyncIterator
from dataclasses import dataclass
from pathlib import Path

from aiohttp import ClientSession

from rooms.model import NO_BUBBLE, FloorId, PersonId, Position, Px
from server.auth import new_token as fresh_token
from server.auth import token_hash
from server.clock import wall_ms
from server.store.records import PresenceRecord
from server.store.sqlite import SqliteStore
from tests.golden.make_plain import TILE, area, document
from tests.support.office import floor_setting, office
from tests.support.raw import Raw, arrived

ROOM = 2
"""The number of the room: its zone's."""

PLACES = {
    "owner": (24.5, 3.5),
    "in the room": (25.5, 3.5),
    "member": (18.5, 4.5),
    "neighbour": (17.5, 5.5),
    "guest": (17.5, 4.5),
}
"""Where each stands, in tiles. The neighbour is a member who does nothing by themselves."""


def lobby_map(path: Path) -> Path:
    """The plain floor, with a lobby at the door of its room."""
    drawn = document()
    layers = drawn["layers"]
    assert isinstance(layers, list)
    zones = next(layer for layer in layers if layer["type"] == "objectgroup")
    zones["objects"][0] = area(1, "arrival", (15, 3, 4, 4), start=True, lobby=True)
    path.write_text(json.dumps(drawn))
    return path


@dataclass(frozen=True, slots=True)
class Cast:
    """Everybody's connection and token by role, and the office's address."""

    url: str
    clients: dict[str, Raw]
    tokens: dict[str, str]
    code: str  # of the neighbour's pass, which the guest came with

    def __getitem__(self, role: str) -> Raw:
        return self.clients[role]


async def prepare(folder: Path) -> tuple[dict[str, str], str]:
    """Writes a data folder in which everybody is in place; returns their tokens and the pass."""
    tokens = {role: fresh_token() for role in PLACES}
    code, now = fresh_token(), wall_ms()
    store = SqliteStore(folder)
    await store.start()
    people: dict[str, PersonId] = {}
    for role, token in tokens.items():
        if role == "guest":
            await store.create_pass(
                token_hash(code), people["neighbour"], "", now, now + 3_600_000, 5
            )
            guest = await store.create_guest(token_hash(token), token_hash(code), role, "auto", now)
            assert guest is not None
            people[role] = guest.person
        else:
            people[role] = (await store.create_session(token_hash(token), role, "auto", now)).person
    store.save_presences([_presence(people[role], *at) for role, at in PLACES.items()], print)
    await store.stop()
    return tokens, code


def _presence(person: PersonId, col: float, row: float) -> PresenceRecord:
    at = Position(Px(int(col * TILE)), Px(int(row * TILE)))
    return PresenceRecord(person, FloorId("plain"), at, "s", "", 0, 0, NO_BUBBLE)


@contextlib.asynccontextmanager
async def cast(folder: Path, **settings: object) -> AsyncIterator[Cast]:
    """An office with all of them in it, connected."""
    data = folder / "data"
    tokens, code = await prepare(data)
    path = lobby_map(folder / "lobby.tmj")
    floors = (floor_setting("plain", path), floor_setting("second", path))
    async with (
        office(data, floors=floors, **settings) as (_, url),
        contextlib.AsyncExitStack() as stack,
    ):
        clients = {
            role: await stack.enter_async_context(arrived(url, token=token))
            for role, token in tokens.items()
        }
        yield Cast(url, clients, tokens, code)


async def http(cast: Cast, method: str, path: str, role: str, body: object = None) -> int:
    """The status of a request by somebody."""
    token = cast.tokens.get(role)
    headers = {"Authorization": f"Bearer {token}"} if token else {}
    async with (
        ClientSession() as session,
        session.request(method, cast.url + path, headers=headers, json=body) as answer,
    ):
        return answer.status
