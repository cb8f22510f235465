"""What is LiveKit's own: its tokens, and looking after what they can't take back. The server is a
fake, but for the last test, which asks the one at $LIVEKIT_URL where that is set."""

from __future__ import annotations

import os
from collections.abc import AsyncIterator

import aiohttp
import jwt
import pytest

from rooms.model import PersonId
from server.media.base import MediaError, Role, RoomName
from server.media.livekit import LiveKit, LiveKitOptions
from tests.support.livekit_fake import KEY, SECRET, FakeLiveKit
from tests.support.voices import until

ROOM = RoomName("town.room.4.forward")
ANN, BEN = PersonId(7), PersonId(12)


@pytest.fixture
async def fake() -> AsyncIterator[FakeLiveKit]:
    async with FakeLiveKit() as running:
        yield running


@pytest.fixture
async def livekit(fake: FakeLiveKit) -> AsyncIterator[LiveKit]:
    async with LiveKit(LiveKitOptions(fake.url, KEY, SECRET)) as connected:
        await connected.ensure(ROOM, "forward")
        yield connected


@pytest.mark.spec("VOICE-11")
async def test_a_token_says_who_where_for_how_long_and_what(
    fake: FakeLiveKit, livekit: LiveKit
) -> None:
    (room,) = fake.rooms
    roles: tuple[tuple[Role, bool], ...] = (("speaker", True), ("listener", False))
    for role, sends in roles:
        grant = await livekit.grant(ROOM, ANN, role)
        assert grant.url == fake.url
        claims = jwt.decode(grant.token, SECRET, algorithms=["HS256"])
        assert (claims["iss"], claims["sub"]) == (KEY, "7")
        assert claims["exp"] - claims["nbf"] == 30
        assert claims["video"] == {
            "roomJoin": True,
            "room": room,
            "canPublish": sends,
            "canSubscribe": True,
            "canPublishData": False,
        }


@pytest.mark.spec("VOICE-11")
async def test_whom_an_old_token_brings_back_is_put_out_without_being_asked(
    fake: FakeLiveKit, livekit: LiveKit
) -> None:
    grant = await livekit.grant(ROOM, ANN, "speaker")
    await livekit.remove(ROOM, ANN)
    place = fake.enter(grant.token)
    assert fake.send(place), "LiveKit itself lets them in"
    await until(lambda: place not in fake.sending and place[1] not in fake.rooms[place[0]])


@pytest.mark.spec("VOICE-11")
async def test_who_comes_with_an_old_role_gets_the_present_one(
    fake: FakeLiveKit, livekit: LiveKit
) -> None:
    old = await livekit.grant(ROOM, BEN, "speaker")
    await livekit.grant(ROOM, BEN, "listener")
    place = fake.enter(old.token)
    assert fake.send(place)
    await until(lambda: place not in fake.sending)
    assert place[1] in fake.rooms[place[0]], "and stays, as a listener"


async def test_two_rooms_of_one_name_are_two(fake: FakeLiveKit, livekit: LiveKit) -> None:
    """Also over a restart of the office: an old token opens nothing that is new."""
    async with LiveKit(LiveKitOptions(fake.url, KEY, SECRET)) as restarted:
        await restarted.ensure(ROOM, "forward")
    assert len(fake.rooms) == 2


async def test_a_wrong_key_is_said_so(fake: FakeLiveKit) -> None:
    async with LiveKit(LiveKitOptions(fake.url, KEY, SECRET + "x")) as stranger:
        with pytest.raises(MediaError, match="unauthenticated"):
            await stranger.ensure(ROOM, "forward")
        assert not await stranger.health()


@pytest.mark.spec("VOICE-11")
@pytest.mark.skipif("LIVEKIT_URL" not in os.environ, reason="no LiveKit server: set $LIVEKIT_URL")
async def test_a_real_livekit_understands_us() -> None:
    options = LiveKitOptions(
        os.environ["LIVEKIT_URL"], os.environ["LIVEKIT_API_KEY"], os.environ["LIVEKIT_API_SECRET"]
    )
    validate = "http" + options.url.removeprefix("ws").removeprefix("http") + "/rtc/validate"
    async with LiveKit(options) as livekit, aiohttp.ClientSession() as browser:
        assert await livekit.health()
        await livekit.ensure(ROOM, "forward")
        grant = await livekit.grant(ROOM, ANN, "speaker")
        for token, status in ((grant.token, 200), (grant.token[:-4] + "AAAA", 401)):
            async with browser.get(validate, params={"access_token": token}) as answer:
                assert answer.status == status
        await livekit.grant(ROOM, ANN, "listener")
        await livekit.look()
        await livekit.remove(ROOM, ANN)
        await livekit.close(ROOM)
        await livekit.close(ROOM)
