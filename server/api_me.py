"""What is stored about a person, over HTTP: shown to them, and deleted on their wish (LIST-4)."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, datetime

from aiohttp import web

from server.answers import MOST_BODY, NOT_STORED, Rates, json
from server.bearer import bearer
from server.clock import wall_ms
from server.hub import Hub
from server.settings import Settings
from server.store.records import AboutRecord, RoomRecord
from server.store.sqlite import SqliteStore
from server.today import next_midnight
from server.wire.http import AboutMe, Held
from server.wire.limits import Limit
from server.wire.messages import Said

_DAY_MS = 24 * 60 * 60 * 1000
_MOST_LINES = 500  # of one kind
_REQUESTS = Limit(size=MOST_BODY, rate=2, burst=30)  # from one address


class MeApi:
    """The handlers about oneself."""

    def __init__(self, hub: Hub, store: SqliteStore, settings: Settings) -> None:
        self._hub = hub
        self._store = store
        self._settings = settings
        self._rates = Rates()

    def routes(self) -> list[web.RouteDef]:
        """What to add to the application."""
        return [web.get("/api/me", self.show), web.delete("/api/me", self.forget)]

    async def show(self, request: web.Request) -> web.Response:
        """All that is stored about the person whose token it is."""
        self._rates.take(request, self._hub.now(), _REQUESTS)
        me = await bearer(request, self._store)
        about = await self._store.about(me.person, _MOST_LINES)
        held = held_about(about, self._settings) if about is not None else []
        return json(AboutMe(me.person, me.name, held), headers=NOT_STORED)

    async def forget(self, request: web.Request) -> web.Response:
        """Deletes all that is stored about them. It is done when this is answered."""
        self._rates.take(request, self._hub.now(), _REQUESTS)
        me = await bearer(request, self._store)
        self._hub.forget(me.person)
        guests = await self._store.forget_person(me.person, wall_ms())
        # And themselves, should they have come in again while the store was at it.
        self._hub.end_guests([me.person, *guests])
        return web.Response(status=204)


def held_about(about: AboutRecord, settings: Settings) -> list[Held]:
    """What is held, kind by kind, each with its end. Kinds of which there is nothing are left out.

    The end is that of what will be kept for the longest time.
    """
    unused = settings.session_keep_days * _DAY_MS
    session_end = max(about.used, default=0) + unused if about.presence is None else 0
    notes_keep = settings.note_keep_days * _DAY_MS
    kinds = [
        Held("profile", 1, session_end, _profile(about)),
        Held(
            "sessions",
            len(about.used),
            session_end,
            [f"last used {_time(used)}" for used in about.used],
        ),
        Held("place", int(about.presence is not None), 0, _place(about)),
        _chat(about, settings),
        Held(
            "notes",
            len(about.notes),
            max((note.at + notes_keep for _, note in about.notes), default=0),
            [f"{_time(note.at)} {floor}: {note.text}" for floor, note in about.notes],
        ),
        Held(
            "passes",
            len(about.passes),
            max((p.expires for p in about.passes), default=0),
            [f"until {_time(p.expires)}, used {p.used}: {p.note}" for p in about.passes],
        ),
        Held(
            "today",
            int(about.left_at != 0),
            next_midnight(about.left_at) if about.left_at else 0,
            [f"left {_time(about.left_at)}"] if about.left_at else [],
        ),
        Held("rooms", len(about.rooms), 0, list(_rooms(about.rooms, about.session.person))),
    ]
    return [kind for kind in kinds if kind.count]


def _profile(about: AboutRecord) -> list[str]:
    me = about.session
    lines = [f"name: {me.name}", f"avatar: {me.avatar}"]
    lines += [f"about: {me.about}"] if me.about else []
    lines += [f"time zone: {me.tz}"] if me.tz else []
    lines += [f"guest until {_time(me.guest_until)}"] if me.guest else []
    return [*lines, f"in the list of today: {'yes' if me.listed else 'no'}"]


def _place(about: AboutRecord) -> list[str]:
    if (place := about.presence) is None:
        return []
    wish = f", wishes {place.wish}" if place.wish else ""
    return [f"{place.floor} ({place.at.x}, {place.at.y}){wish}"]


def _chat(about: AboutRecord, settings: Settings) -> Held:
    keep = {
        "bubble": settings.chat_keep_seconds,
        "room": settings.room_keep_seconds,
        "direct": settings.direct_keep_seconds,
        "floor": settings.floor_keep_seconds,
    }
    # The newest of a scope may be older than all lines shown; then this is a little too late.
    until = max((said.at + keep[said.scope] * 1000 for said in about.said), default=0)
    return Held("chat", sum(about.said_by_scope.values()), until, [_line(s) for s in about.said])


def _line(said: Said) -> str:
    to = f" to {said.to}" if said.to else ""
    text = "(deleted)" if said.deleted else said.text
    return f"{_time(said.at)} {said.scope}{to}: {text}"


def _rooms(rooms: Iterable[RoomRecord], person: int) -> Iterable[str]:
    for room in rooms:
        part = "owner" if room.state.owner == person else "may enter"
        yield f"{room.floor}, room {room.state.room}: {part}"


def _time(ms: int) -> str:
    return datetime.fromtimestamp(ms / 1000, UTC).strftime("%Y-%m-%d %H:%M UTC")
