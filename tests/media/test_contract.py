"""What every media server does for the office: one suite, run on each of them."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator

import pytest

from rooms.media import GroupId
from rooms.model import FloorId, PersonId
from server.media import janus
from server.media.base import NotGrantedError, RoomName, room_name
from tests.support.debian import needed
from tests.support.media_worlds import WORLDS, TurnedAwayError, World

HALL = room_name(GroupId(FloorId("town"), "stage", 3), "forward")
CAFE = RoomName("town.bubble.21.forward")
ANN, BEN = PersonId(7), PersonId(12)


@pytest.fixture(params=sorted(WORLDS))
def engine(request: pytest.FixtureRequest) -> str:
    name: str = request.param
    if name == "janus":
        needed("janus", "janus")
    return name


@pytest.fixture
async def world(engine: str) -> AsyncIterator[World]:
    async with WORLDS[engine]() as made:
        await made.server.ensure(HALL, "forward")
        yield made


@pytest.mark.spec("VOICE-11")
async def test_a_speaker_is_passed_on_and_a_listener_whatever_they_try_is_not(world: World) -> None:
    ann = await world.come(await world.server.grant(HALL, ANN, "speaker"))
    ben = await world.come(await world.server.grant(HALL, BEN, "listener"))
    assert await ann.send() and await ann.passed_on()
    assert not await ben.send() and not await ben.passed_on()


@pytest.mark.spec("VOICE-11")
async def test_another_role_is_had_at_once(world: World) -> None:
    ben = await world.come(await world.server.grant(HALL, BEN, "listener"))
    assert not await ben.send()
    for _ in range(2):
        await world.server.grant(HALL, BEN, "speaker")
        assert await ben.send() and await ben.passed_on()
        await world.server.grant(HALL, BEN, "listener")
        assert not await ben.passed_on()
        assert not await ben.send()


@pytest.mark.spec("VOICE-11")
async def test_an_old_grant_brings_no_old_role_back(world: World) -> None:
    old = await world.server.grant(HALL, BEN, "speaker")
    await world.server.grant(HALL, BEN, "listener")
    try:
        ben = await world.come(old)
    except TurnedAwayError:
        return
    assert not await ben.send()


@pytest.mark.spec("VOICE-11")
async def test_who_was_removed_is_out_and_does_not_come_back(world: World) -> None:
    grant = await world.server.grant(HALL, ANN, "speaker")
    ann = await world.come(grant)
    ben = await world.come(await world.server.grant(HALL, BEN, "speaker"))
    unused = await world.server.grant(HALL, PersonId(9), "speaker")
    assert await ann.send() and await ben.send()
    await world.server.remove(HALL, ANN)
    await world.server.remove(HALL, PersonId(9))
    assert not await ann.passed_on()
    assert await ben.passed_on(), "and nobody else is"
    for old in (grant, unused):
        with pytest.raises(TurnedAwayError):
            await world.come(old)
    await world.settle()
    assert not await ann.passed_on()


@pytest.mark.spec("VOICE-11")
async def test_a_grant_opens_one_room_and_for_its_person_alone(world: World) -> None:
    await world.server.ensure(CAFE, "forward")
    ann = await world.come(await world.server.grant(HALL, ANN, "speaker"))
    assert await ann.send()
    await world.server.remove(CAFE, ANN)
    assert await ann.passed_on(), "another room is another one"
    grant = await world.server.grant(CAFE, BEN, "speaker")
    await world.server.remove(HALL, BEN)
    ben = await world.come(grant)
    assert await ben.send()
    with pytest.raises(TurnedAwayError):
        await world.come(type(grant)(HALL, "made up", grant.url))


@pytest.mark.spec("VOICE-11")
async def test_a_grant_ends(engine: str) -> None:
    async with WORLDS[engine](1.0) as world:
        await world.server.ensure(HALL, "forward")
        early, late = [await world.server.grant(HALL, who, "speaker") for who in (ANN, BEN)]
        ann = await world.come(early)
        assert await ann.send()
        await asyncio.sleep(2.1)  # LiveKit counts whole seconds
        with pytest.raises(TurnedAwayError):
            await world.come(late)
        assert await ann.passed_on(), "who came in time stays"


async def test_a_room_that_is_there_stays_as_it_is(world: World) -> None:
    ann = await world.come(await world.server.grant(HALL, ANN, "speaker"))
    assert await ann.send()
    await asyncio.gather(*(world.server.ensure(HALL, "forward") for _ in range(3)))
    assert await ann.passed_on()


@pytest.mark.spec("VOICE-11")
async def test_a_closed_room_is_closed_for_all(world: World) -> None:
    used = await world.server.grant(HALL, ANN, "speaker")
    unused = await world.server.grant(HALL, BEN, "speaker")
    ann = await world.come(used)
    assert await ann.send()
    await world.server.close(HALL)
    assert not await ann.passed_on()
    await world.server.ensure(HALL, "forward")
    ben = await world.come(await world.server.grant(HALL, BEN, "listener"))
    for old in (used, unused):
        with pytest.raises(TurnedAwayError):
            await world.come(old)
    await world.settle()
    assert not await ann.passed_on()
    assert not await ben.passed_on()


async def test_what_is_not_there_is_no_error_to_end_and_one_to_enter(world: World) -> None:
    await world.server.remove(HALL, ANN)
    await world.server.remove(CAFE, ANN)
    await world.server.close(CAFE)
    with pytest.raises(NotGrantedError):
        await world.server.grant(CAFE, ANN, "speaker")


async def test_health_is_whether_it_answers(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    assert await world.server.health()
    monkeypatch.setattr(janus.api, "ANSWER_SECONDS", 0.5)
    await world.die()
    assert not await world.server.health()
