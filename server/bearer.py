"""Whose request it is: the session whose token comes with it."""

from __future__ import annotations

from aiohttp import web

from server.answers import RefusalError
from server.auth import token_hash
from server.clock import wall_ms
from server.store.records import SessionRecord
from server.store.sqlite import SqliteStore

_SCHEME = "bearer "


async def bearer(request: web.Request, store: SqliteStore) -> SessionRecord:
    """The person of a request. Raises the refusal where there is none."""
    header = request.headers.get("Authorization", "")
    record = None
    if header.lower().startswith(_SCHEME):
        record = await store.session(token_hash(header[len(_SCHEME) :].strip()), wall_ms())
    if record is None or 0 < record.guest_until <= wall_ms():
        raise RefusalError(
            401, "no such session", "Authorization", "Bearer and the token of a session"
        )
    return record


async def member(request: web.Request, store: SqliteStore) -> SessionRecord:
    """The member whose request it is. Raises the refusal where there is none, and for guests."""
    record = await bearer(request, store)
    if record.guest:
        raise RefusalError(403, "not for guests")
    return record
