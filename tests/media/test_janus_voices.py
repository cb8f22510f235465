"""A real Janus with real sound: each person sends a tone of their own, so that who hears whom is
heard. Sound goes over the machine's own address, for Janus leaves the loopback interface out."""

from __future__ import annotations

import asyncio
import os
import signal
from collections.abc import AsyncIterator

import pytest

from rooms.model import PersonId
from server.media.base import NotGrantedError, Shape
from server.media.janus.api import RefusedError
from server.media.janus.config import JanusOptions
from server.media.janus.engine import Janus
from server.media.janus.line import Over, Source
from tests.support.debian import needed
from tests.support.talk import ROOM, Talk
from tests.support.voices import Voice, until


@pytest.fixture
async def janus() -> AsyncIterator[Janus]:
    needed("janus", "janus")
    async with Janus(JanusOptions()) as running:
        yield running


@pytest.fixture
async def talk(janus: Janus, request: pytest.FixtureRequest) -> AsyncIterator[Talk]:
    shape: Shape = getattr(request, "param", "forward")
    await janus.ensure(ROOM, shape)
    there = Talk(janus, shape)
    yield there
    for voice in there.voices:
        await voice.leave()
    assert [problem for voice in there.voices for problem in voice.problems] == []


MIX = pytest.mark.parametrize("talk", ["mix"], indirect=True)


async def test_eight_in_a_group_hear_each_other_and_know_whom(talk: Talk) -> None:
    for number in range(1, 9):
        await talk.come(number)
    await until(talk.all_hear)

    def each_knows_whom() -> bool:
        return all(
            voice.ears[section].tones(talk.numbers) == {source.person}
            for voice in talk.voices
            for section, source in voice.sources.items()
        )

    await until(each_knows_whom)
    for voice in talk.voices:
        assert {source.person for source in voice.sources.values()} == talk.numbers - {voice.number}


async def test_a_picture_that_is_shown_later_is_seen_by_all_as_whose_it_is(talk: Talk) -> None:
    for number in (1, 2, 3):
        await talk.come(number)
    await until(talk.all_hear)
    await talk.voices[0].show()
    # aiortc takes two pictures of one description for one; one after the other it does not.
    await talk.come(4)
    await talk.voices[1].show()

    def all_see() -> bool:
        return all(
            {source.person for source in shown(voice).values()} == {1, 2} - {voice.number}
            and all(
                voice.eyes[section].sees == source.person
                for section, source in shown(voice).items()
            )
            for voice in talk.voices
        )

    def shown(voice: Voice) -> dict[str, Source]:
        return {mid: source for mid, source in voice.sources.items() if mid in voice.eyes}

    await until(all_see)
    await until(talk.all_hear)


@MIX
async def test_twenty_in_a_hall_hear_each_other(talk: Talk) -> None:
    for number in range(1, 21):
        await talk.come(number)
    await until(talk.all_hear, 30)


@pytest.mark.spec("VOICE-8", "VOICE-11")
@pytest.mark.parametrize("talk", ["forward", "mix"], indirect=True)
async def test_a_stage_hears_who_was_approved_and_nobody_else(talk: Talk) -> None:
    """2 wants to be heard and has a page that tries; the host has not approved it."""
    speaker, wisher, hearer = [
        await talk.come(number, role)
        for number, role in ((1, "speaker"), (2, "listener"), (3, "listener"))
    ]
    await until(lambda: hearer.hears({1, 2, 3}) == {1} == wisher.hears({1, 2, 3}))
    with pytest.raises(NotGrantedError):
        await wisher.try_to_speak()
    assert hearer.hears({1, 2, 3}) == {1}
    await talk.janus.grant(ROOM, PersonId(2), "speaker")
    await (wisher.speak_up() if talk.shape == "mix" else wisher.speak())
    await until(lambda: hearer.hears({1, 2}) == {1, 2} == speaker.hears({1, 2}) | {1})
    await talk.janus.grant(ROOM, PersonId(2), "listener")
    await until(lambda: hearer.hears({1, 2}) == {1})


@MIX
@pytest.mark.spec("VOICE-11")
async def test_janus_leaves_a_listener_out_of_the_mix_also_if_they_send(talk: Talk) -> None:
    """What their description says is one thing, what their page sends another."""

    async def mixed() -> set[str]:
        listed = await talk.janus._rooms[ROOM]._do("listparticipants")
        return {p["id"].split(".")[0] for p in listed["participants"] if not p["muted"]}

    await talk.come(1)
    await talk.come(2, "listener")
    assert await mixed() == {"1"}
    await talk.janus.grant(ROOM, PersonId(2), "speaker")
    assert await mixed() == {"1", "2"}
    await talk.janus.grant(ROOM, PersonId(1), "listener")
    assert await mixed() == {"2"}


@pytest.mark.spec("VOICE-7", "VOICE-11")
@pytest.mark.parametrize("talk", ["forward", "mix"], indirect=True)
async def test_who_is_removed_is_silent_and_deaf_at_once_and_stays_out(talk: Talk) -> None:
    one, two, three = [await talk.come(number) for number in (1, 2, 3)]
    await until(talk.all_hear)
    assert three.line is not None
    old = three.line.token
    await talk.janus.remove(ROOM, PersonId(3))
    assert three.over.get_nowait() == Over("removed")
    await until(lambda: one.hears({1, 2, 3}) == {2} and two.hears({1, 2, 3}) == {1}, 5)
    await until(lambda: three.hears({1, 2, 3}) == set(), 5)
    with pytest.raises(NotGrantedError):
        await talk.janus.open(old, three.tell)
    for late in (three.line.offer("v=0"), three.line.answer("v=0")):
        with pytest.raises(NotGrantedError):
            await late
    talk.voices.remove(three)
    await three.leave()
    await talk.come(3)
    await until(talk.all_hear)


@pytest.mark.spec("VOICE-11")
@pytest.mark.parametrize("talk", ["forward", "mix"], indirect=True)
async def test_janus_itself_takes_nobody_in_without_a_token_that_counts(talk: Talk) -> None:
    """Even with our own way to Janus: used tokens, a listener's, made up ones, and no pin."""
    await talk.come(1)
    room = talk.janus._rooms[ROOM]
    used = talk.voices[0].line
    assert used is not None
    listener = await talk.janus.grant(ROOM, PersonId(2), "listener")
    join = {"request": "join", "room": ROOM, "id": "x", "pin": room.pin}
    tokens = [used.token, "made up", ""]
    if talk.shape == "forward":
        join["ptype"] = "publisher"
        tokens.append(listener.token)
    handle = await room.attach()
    for token in tokens:
        with pytest.raises(RefusedError, match=r"nauthorized|token"):
            await handle.ask({**join, "token": token})
    fresh = await talk.janus.grant(ROOM, PersonId(3), "speaker")
    with pytest.raises(RefusedError, match=r"nauthorized|pin"):
        await handle.ask({**join, "token": fresh.token, "pin": "made up"})
    hear = {"request": "join", "ptype": "subscriber", "room": ROOM, "streams": [{"feed": "1"}]}
    if talk.shape == "forward":
        with pytest.raises(RefusedError, match=r"nauthorized|pin"):
            await handle.ask({**hear, "pin": "made up"})


@pytest.mark.spec("VOICE-11")
@pytest.mark.parametrize("shape", ["forward", "mix"])
async def test_earlier_used_and_late_grants_open_nothing(shape: Shape) -> None:
    needed("janus", "janus")
    async with Janus(JanusOptions(), grant_seconds=0.5) as janus:
        await janus.ensure(ROOM, shape)
        tokens = [(await janus.grant(ROOM, PersonId(1), "speaker")).token for _ in range(2)]
        with pytest.raises(NotGrantedError):
            await janus.open(tokens[0], print)
        await janus.open(tokens[1], print)
        tokens.append((await janus.grant(ROOM, PersonId(2), "speaker")).token)
        room = janus._rooms[ROOM]
        await until(lambda: PersonId(2) not in room.seats)
        for token in tokens:
            with pytest.raises(NotGrantedError):
                await janus.open(token, print)
        handle = await room.attach()
        join = {"request": "join", "ptype": "publisher", "room": ROOM, "pin": room.pin}
        for token in (tokens[0], tokens[2]):
            with pytest.raises(RefusedError, match=r"nauthorized|token"):
                await handle.ask({**join, "token": token})


@pytest.mark.spec("VOICE-7")
async def test_people_come_and_go_and_the_others_do_not_notice(talk: Talk) -> None:
    one, two = await talk.come(1), await talk.come(2)
    await until(talk.all_hear)
    ear = next(iter(one.ears.values()))
    ear.gaps = 0
    for _ in range(3):
        for number in (3, 4):
            await talk.come(number)
        await until(talk.all_hear)
        for number in (3, 4):
            await talk.janus.remove(ROOM, PersonId(number))
            await talk.voices.pop().leave()
        await until(lambda: one.hears({1, 2, 3, 4}) == {2} and two.hears({1, 2, 3, 4}) == {1})
    assert ear.gaps == 0, "2 was heard without a break"


@pytest.mark.spec("VOICE-12")
@pytest.mark.parametrize("talk", ["forward", "mix"], indirect=True)
async def test_all_hear_again_within_five_seconds_of_a_killed_janus(talk: Talk) -> None:
    for number in (1, 2, 3):
        await talk.come(number)
    await until(talk.all_hear)
    pages = [asyncio.create_task(talk.follow(voice)) for voice in talk.voices]
    before = talk.janus.pid
    assert before is not None
    os.kill(before, signal.SIGKILL)
    async with asyncio.timeout(5):
        await asyncio.gather(*pages)
        await until(talk.all_hear)
    assert talk.janus.pid != before
