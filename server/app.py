"""The wiring: one screen that shows which parts make a running office, and in what order."""

from __future__ import annotations

import asyncio
import contextlib
import logging
import socket
from collections.abc import AsyncIterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from aiohttp import web

from rooms import office as rooms
from rooms.floor import Floor
from server.api import Api
from server.circles import phases
from server.clock import wall_ms
from server.floors import LoadedFloor, load_floors, resolve_exits
from server.front import Front
from server.hub import Hub
from server.media.chosen import media_server
from server.media.janus.engine import Janus
from server.metrics import Metrics
from server.places import built_client
from server.session import Session
from server.settings import Settings, SettingsError
from server.store.sqlite import SqliteStore
from server.today import midnight
from server.websocket import WebSocket
from server.wire.messages import FloorName

if TYPE_CHECKING:
    from server.media.livekit import LiveKit

log = logging.getLogger(__name__)

_DAY = 24 * 60 * 60  # seconds
_FORGET_EVERY = 60.0  # seconds between two deletions of what is too old
_IDLE_SECONDS = 30.0  # how long an HTTP connection may wait for its next request
_SHUTDOWN_SECONDS = 1.0  # how long requests may still take when the office closes
_BACKLOG = 1024  # connections that wait to be taken
_UNSENT_BYTES = 16 * 1024  # what the kernel may hold for a client that does not read


@dataclass(frozen=True, slots=True)
class Office:
    """A running office."""

    address: str
    port: int
    hub: Hub
    media: Janus | LiveKit | None


@contextlib.asynccontextmanager
async def running(settings: Settings) -> AsyncIterator[Office]:
    """Runs an office until the block ends. Raises SettingsError, StoreError or OSError."""
    loaded = load_floors(settings.floors)
    if not loaded:
        raise SettingsError("no floor could be loaded; the log says why for each")
    names = [FloorName(id=f.id, ja=f.names.ja, en=f.names.en) for f in loaded]
    metrics = Metrics()
    async with _store(settings) as store, media_server(settings) as media:
        loop = asyncio.get_running_loop()
        hub = Hub(_office(loaded, settings), names, store, settings, metrics, loop.time)
        await _forget(store, settings)
        await hub.open()
        api = Api(settings, loaded, names, hub, store, metrics, built_client())
        runner = web.AppRunner(
            api.application(),
            access_log=None,
            handle_signals=False,
            keepalive_timeout=_IDLE_SECONDS,
            shutdown_timeout=_SHUTDOWN_SECONDS,
        )
        await runner.setup()
        server = await loop.create_server(
            lambda: Front(lambda: WebSocket(lambda: Session(hub), settings.origins), _http(runner)),
            sock=_listening(settings),
            backlog=_BACKLOG,
        )
        chores = [
            asyncio.create_task(_tick(hub, settings.tick_hz * phases(settings.tick_hz))),
            asyncio.create_task(_forget_regularly(hub, store, settings)),
        ]
        try:
            host, port = server.sockets[0].getsockname()[:2]
            yield Office(host, port, hub, media)
        finally:
            server.close()
            for chore in chores:
                chore.cancel()
            await asyncio.gather(*chores, return_exceptions=True)
            hub.stop()
            await runner.cleanup()


def _office(loaded: list[LoadedFloor], settings: Settings) -> rooms.Office:
    rules = rooms.AskRules(settings.ask_seconds, settings.let_in_seconds)
    floors = {floor.id: Floor(floor.plan) for floor in loaded}
    return rooms.Office(floors, resolve_exits(loaded), rules)


@contextlib.asynccontextmanager
async def _store(settings: Settings) -> AsyncIterator[SqliteStore]:
    store = SqliteStore(settings.data)
    await store.start()
    try:
        yield store
    finally:
        await store.stop()


def _http(runner: web.AppRunner) -> web.Server:
    assert runner.server is not None, "the runner has been set up"
    return runner.server


def _listening(settings: Settings) -> socket.socket:
    """A listening socket whose connections stop early to swallow what a client does not read."""
    family = socket.AF_INET6 if ":" in settings.host else socket.AF_INET
    listening = socket.socket(family, socket.SOCK_STREAM)
    listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    if hasattr(socket, "TCP_NOTSENT_LOWAT"):
        listening.setsockopt(socket.IPPROTO_TCP, socket.TCP_NOTSENT_LOWAT, _UNSENT_BYTES)
    try:
        listening.bind((settings.host, settings.port))
    except OSError:
        listening.close()
        raise
    listening.listen(_BACKLOG)
    return listening


async def _tick(hub: Hub, hz: float) -> None:
    """Ticks at a steady pace; a late tick does not make the next ones hurry."""
    loop = asyncio.get_running_loop()
    period = 1 / hz
    due = loop.time()
    while True:
        due = max(due + period, loop.time())
        await asyncio.sleep(due - loop.time())
        try:
            hub.tick()
        except Exception:
            log.exception("a tick failed")


async def _forget_regularly(hub: Hub, store: SqliteStore, settings: Settings) -> None:
    while True:
        await asyncio.sleep(_FORGET_EVERY)
        try:
            hub.expire(await _forget(store, settings))
        except Exception:
            log.exception("what is too old could not be deleted")


async def _forget(store: SqliteStore, settings: Settings) -> int:
    """Deletes what has had its time: chat, sessions, passes, notes, the list of today (CHAT-7,
    SESS-8, GUEST-1, LIST-2, LIST-3). Returns how old a note may be, in ms since 1970."""
    now = wall_ms()

    def back(seconds: int) -> int:
        return max(0, now - seconds * 1000)  # long ones reach back beyond 1970

    await store.forget_chat(
        {
            "bubble": back(settings.chat_keep_seconds),
            "room": back(settings.room_keep_seconds),
            "direct": back(settings.direct_keep_seconds),
            "floor": back(settings.floor_keep_seconds),
        }
    )
    notes_before = back(settings.note_keep_days * _DAY)
    await store.forget_notes(notes_before)
    await store.forget_today(midnight(now))
    await store.forget_passes(now)
    await store.forget_sessions(back(settings.session_keep_days * _DAY))
    return notes_before
