"""The bodies of the HTTP API, beside the WebSocket's messages and for the same generators."""

from __future__ import annotations

from typing import Annotated

import msgspec
from msgspec import Meta

from rooms.drawing import Drawing
from server.wire.messages import FloorName

NAME_LENGTH = 20
"""The longest display name, in characters."""

AVATAR_PATTERN = r"^[a-z0-9-]{1,40}$(?!\n)"  # Python's `$` would let a line end follow


class Names(msgspec.Struct, frozen=True):
    """A text in both languages of the office."""

    ja: str
    en: str


class NewSession(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Body of POST /api/sessions: all that one has to say to enter."""

    name: Annotated[str, Meta(min_length=1, max_length=200)]
    avatar: Annotated[str, Meta(pattern=AVATAR_PATTERN)] = "auto"
    guest_pass: Annotated[str, Meta(max_length=100)] = ""  # the code of a guest's pass


class SessionGranted(msgspec.Struct, frozen=True):
    """Answer to POST /api/sessions. The token is shown once and stored by the client only."""

    token: str
    person: int
    name: str
    avatar: str


class NewPass(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Body of POST /api/passes, by a member: for how many hours, and for whom, as a reminder."""

    hours: Annotated[int, Meta(ge=1, le=168)] = 8
    note: Annotated[str, Meta(max_length=60)] = ""


class PassGranted(msgspec.Struct, frozen=True):
    """Answer to POST /api/passes. The code is shown once; the guest opens `path`."""

    id: int
    code: str
    path: str
    expires: int  # milliseconds since 1970, UTC


class PassView(msgspec.Struct, frozen=True):
    """A pass as its maker sees it in GET /api/passes."""

    id: int
    note: str
    expires: int  # milliseconds since 1970, UTC
    used: int  # sessions opened with it


class GuestPass(msgspec.Struct, frozen=True):
    """GET /api/guest/{code}: what the holder of a pass is shown before entering."""

    host: int
    host_name: str
    expires: int  # milliseconds since 1970, UTC


class Held(msgspec.Struct, frozen=True):
    """One kind of thing stored about a person: how much of it, why, and until when
    (ms since 1970, or 0 where it is not a matter of time)."""

    what: str  # "profile" | "sessions" | "place" | "chat" | "notes" | "passes" | "today" | "rooms"
    count: int
    until: int
    content: list[str]


class AboutMe(msgspec.Struct, frozen=True):
    """GET /api/me: all that is stored about the person whose token it is (LIST-4)."""

    person: int
    name: str
    held: list[Held]


class OfficeInfo(msgspec.Struct, frozen=True):
    """GET /api/office: what the entry page shows before anybody has a session."""

    title: Names
    version: int
    name_length: int
    people: int
    floors: list[FloorName]


class WalkGrid(msgspec.Struct, frozen=True):
    """The walk grid: `blocked` is base64 of its bits, row by row, most significant bit first."""

    cell_width: float  # px
    cell_height: float  # px
    columns: int
    rows: int
    blocked: str


class ZoneView(msgspec.Struct, frozen=True):
    """A zone as rectangles [x, y, width, height] in map pixels."""

    id: int
    kind: str
    name: Names
    locked: bool
    lobby: bool  # guests may be here
    capacity: int  # how many a meeting room holds, 0 for no limit
    target: str
    rects: list[tuple[float, float, float, float]]


class FloorView(msgspec.Struct, frozen=True):
    """GET /api/floors/{id}: all a client needs to paint a floor and to walk on it.

    `image_urls` runs beside `drawing.images`; null where the file is missing.
    """

    id: str
    name: Names
    drawing: Drawing
    image_urls: list[str | None]
    walk: WalkGrid
    zones: list[ZoneView]


class Problem(msgspec.Struct, frozen=True):
    """Body of every 4xx answer: what was wrong and what was expected."""

    error: str
    field: str = ""
    expected: str = ""
