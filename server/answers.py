"""What the HTTP handlers share: reading bodies, answering in JSON, refusing, rates by address."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable, Callable
from typing import TypeVar

import msgspec
from aiohttp import ClientConnectionError, ClientPayloadError, web
from aiohttp.http_exceptions import BadHttpMessage

from server.wire.http import Problem
from server.wire.limits import Bucket, Limit

log = logging.getLogger(__name__)

T = TypeVar("T")

Respond = Callable[[web.Request], Awaitable[web.StreamResponse]]

CONTENT_SECURITY_POLICY = "; ".join(
    (
        "default-src 'self'",
        "img-src 'self' data: blob:",
        "media-src 'self' blob:",
        "object-src 'none'",
        "base-uri 'none'",
        "form-action 'self'",
        "frame-ancestors 'none'",
    )
)

_SAFE_HEADERS = {
    "Content-Security-Policy": CONTENT_SECURITY_POLICY,
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Opener-Policy": "same-origin",
}
NOT_STORED = {"Cache-Control": "no-store"}
"""For answers with a secret or with what is personal in them."""

MOST_BODY = 4096  # bytes of a request
_BODY_SECONDS = 10.0  # how long a body may take to come
_MOST_ADDRESSES = 1000  # remembered before those at rest are forgotten


class Rates:
    """How often each address may do something."""

    def __init__(self) -> None:
        self._buckets: dict[str, Bucket] = {}

    def take(self, request: web.Request, now: float, limit: Limit) -> None:
        """Counts a request. Raises the refusal of one too many. Addresses at rest are forgotten."""
        if len(self._buckets) >= _MOST_ADDRESSES:
            self._buckets = {a: b for a, b in self._buckets.items() if not b.rested(now)}
        bucket = self._buckets.setdefault(request.remote or "", Bucket(limit))
        if not bucket.take(now):
            raise RefusalError(429, "too many requests from this address; try again in a while")


class RefusalError(Exception):
    """Ends a request with a Problem."""

    def __init__(self, status: int, error: str, field: str = "", expected: str = "") -> None:
        super().__init__(error)
        self.status = status
        self.problem = Problem(error=error, field=field, expected=expected)


async def decoded(request: web.Request, kind: type[T], expected: str) -> T:
    """A request's body as a value. Raises the refusal of one that can't be read."""
    try:
        return msgspec.json.decode(await _body(request), type=kind)
    except (msgspec.MsgspecError, RecursionError, UnicodeDecodeError) as error:
        raise RefusalError(400, str(error), expected=expected) from None


async def _body(request: web.Request) -> bytes:
    """A request's body. Raises the HTTP refusal for one that does not come or can't be unpacked."""
    try:
        async with asyncio.timeout(_BODY_SECONDS):
            return await request.read()
    except TimeoutError:
        raise web.HTTPRequestTimeout from None
    except (web.RequestPayloadError, ClientPayloadError, BadHttpMessage):
        raise web.HTTPBadRequest from None


def json(value: object, status: int = 200, headers: dict[str, str] | None = None) -> web.Response:
    """An answer in JSON."""
    return web.Response(
        body=msgspec.json.encode(value),
        status=status,
        headers=headers,
        content_type="application/json",
    )


def problem(status: int, error: str, field: str = "", expected: str = "") -> web.Response:
    """A refusal."""
    return json(Problem(error=error, field=field, expected=expected), status)


@web.middleware
async def safe(request: web.Request, handler: Respond) -> web.StreamResponse:
    """Puts the safety headers on every answer, and a Problem body on every refusal."""
    try:
        response = await handler(request)
    except RefusalError as error:
        response = json(error.problem, error.status)
        if error.status == 401:
            response.headers["WWW-Authenticate"] = "Bearer"
    except web.HTTPException as error:
        response = problem(error.status, error.reason)
        if "Allow" in error.headers:
            response.headers["Allow"] = error.headers["Allow"]
    except (ConnectionError, ClientConnectionError):  # the client is gone: nobody reads this
        response = problem(400, "the connection was lost")
    except Exception:
        # The route and not the address: that may hold the code of a pass.
        route = request.match_info.route.resource
        log.exception("%s %r failed", request.method, route.canonical if route else "")
        response = problem(500, "the server failed; its log says why")
    response.headers.update(_SAFE_HEADERS)
    return response
