"""What the office asks of a media server, whichever it is: one narrow interface.

To wire it up: `ensure` a room when a plan's mode becomes "forward" or "mix", `grant` for each
person of the plan when they connect or their role changes, `remove` for each line that has ended,
`close` when the plan has none any more. Every call may raise MediaError; then nothing is promised,
and who was to be connected is told that there is no voice now.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, NewType, Protocol

from rooms.media import GroupId, Mode
from rooms.model import PersonId

RoomName = NewType("RoomName", str)
"""A room of the media server's: one group's, in one mode."""

Shape = Literal["forward", "mix"]
"""Every stream passed on by itself, or all voices mixed into one."""

Role = Literal["speaker", "listener"]
"""Whether somebody's streams are passed on. Listeners send nothing, whatever their page tries."""

ANSWER_SECONDS = 5.0
"""How long a media server may take to answer."""

GRANT_SECONDS = 30.0
"""How long a grant waits for being used. Who comes later asks for another one."""


class MediaError(Exception):
    """A media server can't be reached, or does not do what it was asked."""


class NotGrantedError(MediaError):
    """Somebody wants what was not granted, or not any more."""


@dataclass(frozen=True, slots=True)
class Grant:
    """What opens a room to one person, for `GRANT_SECONDS`. Where `url` is empty, the way into it
    goes through this server."""

    room: RoomName
    token: str
    url: str = ""


class MediaServer(Protocol):
    """A media server. Rooms are private: who has no grant gets nothing of one."""

    async def ensure(self, room: RoomName, shape: Shape) -> None:
        """Sees to it that there is a room. One that is there stays as it is."""

    async def grant(self, room: RoomName, person: PersonId, role: Role) -> Grant:
        """Gives somebody a role in a room: who is in it has it at once, and the grant is for coming
        in, once (VOICE-11). Their earlier grants are worth nothing. Raises NotGrantedError for a
        room that is not there."""

    async def remove(self, room: RoomName, person: PersonId) -> None:
        """Puts somebody out of a room, at once, with their grants. Absent people are no error."""

    async def close(self, room: RoomName) -> None:
        """Ends a room for all. One that is not there is no error."""

    async def health(self) -> bool:
        """Whether it answers now."""


def room_name(group: GroupId, mode: Mode) -> RoomName:
    """The room of a group in a mode. Floors are named by letters, digits, - and _ alone."""
    return RoomName(f"{group.floor}.{group.kind}.{group.number}.{mode}")
