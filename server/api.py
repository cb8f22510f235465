"""HTTP: the page and its files, entering, floors for painting, health, metrics, OpenAPI."""

from __future__ import annotations

from pathlib import Path

from aiohttp import web

from rooms.model import FloorId
from server.answers import (
    MOST_BODY,
    NOT_STORED,
    Rates,
    RefusalError,
    decoded,
    json,
    problem,
    safe,
)
from server.api_me import MeApi
from server.api_passes import PassApi
from server.auth import UnusableNameError, clean_name, new_token, token_hash
from server.clock import wall_ms
from server.floors import LoadedFloor
from server.hub import Hub
from server.maps import image_type
from server.metrics import Metrics
from server.openapi import document
from server.settings import Settings
from server.store.records import SessionRecord
from server.store.sqlite import SqliteStore
from server.wire.http import NAME_LENGTH, NewSession, OfficeInfo, SessionGranted
from server.wire.limits import Limit
from server.wire.messages import VERSION, FloorName

_ENTRIES = Limit(size=MOST_BODY, rate=20, burst=600)  # new sessions from one address
_FOREVER = "public, max-age=31536000, immutable"


class Api:
    """The handlers, with what they answer from."""

    def __init__(
        self,
        settings: Settings,
        floors: list[LoadedFloor],
        names: list[FloorName],
        hub: Hub,
        store: SqliteStore,
        metrics: Metrics,
        client: Path,
    ) -> None:
        self._settings = settings
        self._floors = {floor.id: floor for floor in floors}
        self._names = names
        self._hub = hub
        self._store = store
        self._metrics = metrics
        self._client = client
        self._entries = Rates()
        self._passes = PassApi(hub, store)
        self._me = MeApi(hub, store, settings)

    def application(self) -> web.Application:
        """The aiohttp application with all routes."""
        app = web.Application(middlewares=[safe], client_max_size=MOST_BODY)
        app.add_routes(
            [
                web.get("/", self.page),
                web.get("/api/office", self.office),
                web.post("/api/sessions", self.enter),
                *self._passes.routes(),
                *self._me.routes(),
                web.get("/api/floors/{floor}", self.floor),
                web.get("/api/floors/{floor}/images/{number:[0-9]{1,6}}", self.image),
                web.get("/healthz", self.health),
                web.get("/readyz", self.ready),
                web.get("/metrics", self.metrics),
                web.get("/openapi.json", self.openapi),
                web.get("/ws", self.upgrade_only),
                web.get("/{file:.+}", self.file),
            ]
        )
        return app

    # --- the page -----------------------------------------------------------------------------

    async def page(self, request: web.Request) -> web.StreamResponse:
        """The entry page of the client."""
        index = self._client / "index.html"
        if not index.is_file():
            text = "The web client has not been built: install with pip, see README.md.\n"
            return web.Response(status=503, text=text)
        return web.FileResponse(index, headers={"Cache-Control": "no-cache"})

    async def file(self, request: web.Request) -> web.StreamResponse:
        """A file of the built client; those with a hash in their name never change."""
        root = self._client.resolve()
        path = _file_below(root, request.match_info["file"])
        if path is None:
            return problem(404, "no such page")
        hashed = path.is_relative_to(root / "assets")
        return web.FileResponse(path, headers={"Cache-Control": _FOREVER if hashed else "no-cache"})

    # --- the office ---------------------------------------------------------------------------

    async def office(self, request: web.Request) -> web.Response:
        """What the entry page shows."""
        return json(
            OfficeInfo(
                title=self._settings.title,
                version=VERSION,
                name_length=NAME_LENGTH,
                people=self._hub.people,
                floors=self._names,
            )
        )

    async def enter(self, request: web.Request) -> web.Response:
        """Gives somebody a session. The token is in the answer and nowhere else."""
        self._entries.take(request, self._hub.now(), _ENTRIES)
        wanted = await decoded(request, NewSession, "an object with `name` and `avatar`")
        try:
            name = clean_name(wanted.name)
        except UnusableNameError as error:
            return problem(400, "this name can't be used", field="name", expected=str(error))
        token = new_token()
        record = await self._create(token_hash(token), name, wanted)
        granted = SessionGranted(token, record.person, record.name, record.avatar)
        return json(granted, status=201, headers=NOT_STORED)

    async def _create(self, token: bytes, name: str, wanted: NewSession) -> SessionRecord:
        """A member's session, or a guest's by the code of a pass (GUEST-1)."""
        if not wanted.guest_pass:
            return await self._store.create_session(token, name, wanted.avatar, wall_ms())
        code = token_hash(wanted.guest_pass)
        guest = await self._store.create_guest(token, code, name, wanted.avatar, wall_ms())
        if guest is None:
            raise RefusalError(
                400, "this pass has ended", field="guest_pass", expected="the code of a pass"
            )
        return guest

    async def floor(self, request: web.Request) -> web.Response:
        """A floor's FloorView."""
        floor = self._floors.get(FloorId(request.match_info["floor"]))
        if floor is None:
            return problem(404, "no such floor", "floor", ", ".join(self._floors))
        headers = {"Cache-Control": "no-cache", "ETag": floor.tag, "Vary": "Accept-Encoding"}
        if request.headers.get("If-None-Match") == floor.tag:
            return web.Response(status=304, headers=headers)
        if "gzip" not in request.headers.get("Accept-Encoding", ""):
            return web.Response(body=floor.view, content_type="application/json", headers=headers)
        headers["Content-Encoding"] = "gzip"
        return web.Response(body=floor.zipped, content_type="application/json", headers=headers)

    async def image(self, request: web.Request) -> web.StreamResponse:
        """A picture that a floor's map names; nothing else of that folder can be read."""
        floor = self._floors.get(FloorId(request.match_info["floor"]))
        images = floor.images if floor is not None else ()
        number = int(request.match_info["number"])
        path = images[number] if number < len(images) else None
        if path is None:
            return problem(404, "no such picture")
        with path.open("rb") as file:  # not by its name: a GIF called x.html is no page
            kind = image_type(file.read(16)) or "application/octet-stream"
        headers = {"Cache-Control": "public, max-age=3600", "Content-Type": kind}
        return web.FileResponse(path, headers=headers)

    # --- for operators ------------------------------------------------------------------------

    async def health(self, request: web.Request) -> web.Response:
        """The process answers."""
        return web.Response(text="ok\n")

    async def ready(self, request: web.Request) -> web.Response:
        """The store answers too, so people can be served."""
        await self._store.count_people()
        return web.Response(text="ready\n")

    async def metrics(self, request: web.Request) -> web.Response:
        """Numbers for Prometheus."""
        text = self._metrics.text()
        return web.Response(body=text, headers={"Content-Type": "text/plain; version=0.0.4"})

    async def openapi(self, request: web.Request) -> web.Response:
        """This API, described."""
        return web.Response(body=document(), content_type="application/json")

    async def upgrade_only(self, request: web.Request) -> web.Response:
        """`/ws` on a connection that has served HTTP before: ask for a fresh one."""
        response = problem(426, "open the WebSocket on a connection of its own")
        response.headers["Upgrade"] = "websocket"
        response.force_close()
        return response


def _file_below(root: Path, name: str) -> Path | None:
    """A file of a folder that is not hidden; None for whatever else a name may lead to."""
    try:
        path = (root / name).resolve()
        if not path.is_relative_to(root) or not path.is_file():
            return None
    except (OSError, ValueError):  # a name that no file can have
        return None
    return None if any(p.startswith(".") for p in path.relative_to(root).parts) else path
