"""A talk through a real Janus: a room, and people with voices who come into it."""

from __future__ import annotations

from rooms.model import PersonId
from server.media.base import Role, RoomName, Shape
from server.media.janus.engine import Janus
from server.media.janus.line import Over
from tests.support.voices import Voice

ROOM = RoomName("town.room.4.forward")


class Talk:
    """A room and those who came in."""

    def __init__(self, janus: Janus, shape: Shape) -> None:
        self.janus = janus
        self.shape = shape
        self.voices: list[Voice] = []

    async def come(self, number: int, role: Role = "speaker") -> Voice:
        """Somebody comes, as their page does when the office tells it to."""
        voice = Voice(number)
        self.voices.append(voice)
        await self.connect(voice, role)
        return voice

    async def follow(self, voice: Voice) -> None:
        """What a page does when it is told that its line is lost."""
        assert await voice.over.get() == Over("lost")
        await voice.leave()
        await self.connect(voice)

    async def connect(self, voice: Voice, role: Role = "speaker") -> None:
        grant = await self.janus.grant(ROOM, PersonId(voice.number), role)
        voice.come(await self.janus.open(grant.token, voice.tell))
        if self.shape == "mix":
            await (voice.speak(hears=True) if role == "speaker" else voice.listen())
        elif role == "speaker":
            await voice.speak()

    @property
    def numbers(self) -> set[int]:
        return {voice.number for voice in self.voices}

    def all_hear(self) -> bool:
        """Whether each hears all others."""
        return all(v.hears(self.numbers) == self.numbers - {v.number} for v in self.voices)

    def told(self) -> dict[int, set[int]]:
        """Who hears whom, to be printed by a failing test."""
        return {voice.number: voice.hears(self.numbers) for voice in self.voices}
