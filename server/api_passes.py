"""Guests' passes over HTTP: members make them, list them and take them back (GUEST-1)."""

from __future__ import annotations

from aiohttp import web

from server.answers import MOST_BODY, NOT_STORED, Rates, RefusalError, decoded, json
from server.auth import new_code, token_hash
from server.bearer import member
from server.clock import wall_ms
from server.hub import Hub
from server.store.sqlite import SqliteStore
from server.wire.http import GuestPass, NewPass, PassGranted, PassView
from server.wire.limits import Limit

_HOUR_MS = 60 * 60 * 1000
_MOST = 50  # passes of one member at a time
_REQUESTS = Limit(size=MOST_BODY, rate=20, burst=600)  # from one address


class PassApi:
    """The handlers about passes."""

    def __init__(self, hub: Hub, store: SqliteStore) -> None:
        self._hub = hub
        self._store = store
        self._rates = Rates()

    def routes(self) -> list[web.RouteDef]:
        """What to add to the application."""
        return [
            web.post("/api/passes", self.create),
            web.get("/api/passes", self.list),
            web.delete("/api/passes/{number:[0-9]{1,15}}", self.revoke),
            web.get("/api/guest/{code}", self.show),
        ]

    async def create(self, request: web.Request) -> web.Response:
        """Makes a pass. The code is in the answer and nowhere else."""
        self._rates.take(request, self._hub.now(), _REQUESTS)
        host = await member(request, self._store)
        wanted = await decoded(request, NewPass, "an object with `hours` and `note`")
        code, now = new_code(), wall_ms()
        made = await self._store.create_pass(
            token_hash(code),
            host.person,
            " ".join(wanted.note.split()),
            now,
            now + wanted.hours * _HOUR_MS,
            _MOST,
        )
        if made is None:
            raise RefusalError(409, "too many passes", expected=f"at most {_MOST} at a time")
        granted = PassGranted(made.id, code, f"/#guest={code}", made.expires)
        return json(granted, status=201, headers=NOT_STORED)

    async def list(self, request: web.Request) -> web.Response:
        """The passes of a member that go on."""
        self._rates.take(request, self._hub.now(), _REQUESTS)
        host = await member(request, self._store)
        passes = await self._store.passes(host.person, wall_ms())
        views = [PassView(p.id, p.note, p.expires, p.used) for p in passes]
        return json(views, headers=NOT_STORED)

    async def revoke(self, request: web.Request) -> web.Response:
        """Ends a pass, and the sessions that were opened with it."""
        self._rates.take(request, self._hub.now(), _REQUESTS)
        host = await member(request, self._store)
        number = int(request.match_info["number"])
        guests = await self._store.end_pass(host.person, number, wall_ms())
        if guests is None:
            raise RefusalError(404, "no such pass")
        self._hub.end_guests(guests)
        return web.Response(status=204)

    async def show(self, request: web.Request) -> web.Response:
        """What the holder of a pass is shown before entering."""
        self._rates.take(request, self._hub.now(), _REQUESTS)
        found = await self._store.find_pass(token_hash(request.match_info["code"]), wall_ms())
        if found is None:
            raise RefusalError(404, "this pass has ended")
        return json(GuestPass(found.host, found.host_name, found.expires), headers=NOT_STORED)
