"""The small types that commands and events share, and the limits that are part of their meaning."""

from __future__ import annotations

from typing import Annotated, Literal

from msgspec import Meta

VERSION = 3
"""Grows when a message changes in a way that an older client can't follow."""

Facing = Literal["n", "e", "s", "w"]
Scope = Literal["bubble", "room", "direct", "floor"]
Status = Literal["available", "dnd", "meeting", "serving", "away"]
Wish = Literal["available", "dnd", "away"]
AskKind = Literal["knock", "invite", "ping", "lead", "come", "visit"]
Answer = Literal["accept", "later", "decline", "redirect"]
AskEnd = Literal["accepted", "later", "declined", "redirected", "expired", "cancelled", "gone"]
Emoji = Literal["👍", "👏", "❤️", "😂", "😮", "🎉", "🙏", "👋"]

Refusal = Literal[
    "nobody_near",
    "not_in_room",
    "unknown_person",
    "too_fast",
    "unknown_floor",
    "already_here",
    "empty",
    "not_stored",
    "not_allowed",
    "not_inside",
    "not_owner",
    "unknown_room",
    "not_shut",
    "inside",
    "nobody_in",
    "full",
    "asked_already",
    "too_many",
    "gone",
    "bad_name",
]

PlaceReason = Literal["wall", "speed", "locked", "full", "guest", "edge"]

Pixel = Annotated[int, Meta(ge=-(2**31), le=2**31 - 1)]
Id = Annotated[int, Meta(ge=0, le=2**53 - 1)]
Ref = Annotated[str, Meta(min_length=1, max_length=40, pattern=r"^[A-Za-z0-9_-]+$(?!\n)")]
ChatText = Annotated[str, Meta(min_length=1, max_length=2000)]
NoteText = Annotated[str, Meta(min_length=1, max_length=500)]
Minutes = Annotated[int, Meta(ge=0, le=24 * 60)]
Capacity = Annotated[int, Meta(ge=0, le=1000)]
OnlyFor = Annotated[list[Id], Meta(max_length=50)]
