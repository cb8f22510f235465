"""Credentials for relays, checked by a real one."""

from __future__ import annotations

import asyncio
import time
from collections.abc import AsyncIterator, Iterator
from pathlib import Path

import pytest
from aioice.stun import TransactionFailed
from aioice.turn import TurnTransport, create_turn_endpoint

from server.media.turn import IceServer, credentials, ice_servers
from tests.support.coturn import coturn
from tests.support.debian import needed

SECRET = "a secret of two servers"


@pytest.fixture(scope="module")
def relay(tmp_path_factory: pytest.TempPathFactory) -> Iterator[int]:
    folder: Path = tmp_path_factory.mktemp("coturn")
    with coturn(needed("turnserver", "coturn"), folder, SECRET) as port:
        yield port


class Inbox(asyncio.DatagramProtocol):
    """Keeps what comes, with where it came from."""

    def __init__(self) -> None:
        self.came: asyncio.Queue[tuple[bytes, tuple[str, int]]] = asyncio.Queue()

    def datagram_received(self, data: bytes, addr: tuple[str, int]) -> None:
        self.came.put_nowait((data, addr))


async def allocated(port: int, username: str, credential: str) -> tuple[TurnTransport, Inbox]:
    return await create_turn_endpoint(
        Inbox, server_addr=("127.0.0.1", port), username=username, password=credential
    )


@pytest.fixture
async def friend() -> AsyncIterator[tuple[asyncio.DatagramTransport, Inbox]]:
    """Somebody without a relay."""
    loop = asyncio.get_running_loop()
    transport, inbox = await loop.create_datagram_endpoint(Inbox, local_addr=("127.0.0.1", 0))
    yield transport, inbox
    transport.close()


@pytest.mark.spec("VOICE-10")
async def test_fresh_credentials_open_a_relay_that_works_both_ways(
    relay: int, friend: tuple[asyncio.DatagramTransport, Inbox]
) -> None:
    url = f"turn:127.0.0.1:{relay}"
    _, server = ice_servers([url], SECRET, "7", int(time.time()), 60)
    away, inbox = await allocated(relay, server.username, server.credential)
    try:
        transport, friends = friend
        away.sendto(b"hello", transport.get_extra_info("sockname"))
        hello, address = await asyncio.wait_for(friends.came.get(), 10)
        assert hello == b"hello" and address == away.get_extra_info("sockname")
        transport.sendto(b"and back", address)
        assert (await asyncio.wait_for(inbox.came.get(), 10))[0] == b"and back"
    finally:
        away.close()


@pytest.mark.spec("VOICE-10")
async def test_expired_changed_and_foreign_credentials_open_none(relay: int) -> None:
    now = int(time.time())
    username, credential = credentials(SECRET, "7", now - 1)
    longer = credentials(SECRET, "7", now + 60)[0]
    foreign = credentials("another secret", "7", now + 60)
    for refused in ((username, credential), (longer, credential), foreign):
        with pytest.raises(TransactionFailed, match="401"):
            await allocated(relay, *refused)


def test_one_line_gives_relay_and_finder_and_none_gives_nothing() -> None:
    assert ice_servers([], "", "7", 1000, 60) == ()
    urls = ["turn:relay.example:3478", "turn:relay.example:3478?transport=tcp", "turns:r.example"]
    finder, relay = ice_servers(urls, SECRET, "7", 1000, 60)
    assert finder == IceServer(("stun:relay.example:3478",))
    assert relay == IceServer(tuple(urls), *credentials(SECRET, "7", 1060))
    assert relay.username == "1060:7"
    (only,) = ice_servers(["turns:r.example"], SECRET, "7", 1000, 60)
    assert only.urls == ("turns:r.example",)
