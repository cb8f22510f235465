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


class SessionGranted(msgspec.Struct, frozen=True):
    """Answer to POST /api/sessions. The token is shown once and stored by the client only."""

    token: str
    person: int
    name: str
    avatar: str


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
