"""What a client is told at once, so that it knows all that it may: on arrival, on another floor,
and after it was skipped."""

from __future__ import annotations

from typing import NamedTuple

import msgspec

from rooms import events
from rooms.model import FloorId
from rooms.office import Office
from server.board import Board
from server.cards import Cards
from server.clock import wall_ms
from server.fanout import Fanout, frame
from server.session import Present, Session
from server.settings import Settings
from server.today import Today
from server.wire import messages, translate
from server.wire.codec import encode, encode_part

_DAY = 24 * 60 * 60  # seconds


class _Made(NamedTuple):
    """What is the same for all who arrive on a floor, encoded."""

    columns: int
    people: msgspec.Raw
    rooms: msgspec.Raw
    for_members: list[bytes]


class _Snapshot(messages.Event, frozen=True, tag="snapshot"):
    """`messages.Snapshot` of parts that are encoded already."""

    floor: str
    epoch: int
    columns: int
    people: msgspec.Raw
    rooms: msgspec.Raw


class Greeting:
    """Makes the first frame of a client, and the one that heals it."""

    def __init__(
        self,
        office: Office,
        names: list[messages.FloorName],
        board: Board,
        today: Today,
        settings: Settings,
        times: translate.Times,
        cards: Cards,
    ) -> None:
        self._office = office
        self._names = names
        self._board = board
        self._today = today
        self._settings = settings
        self._times = times
        self._cards = cards
        self._floors: dict[FloorId, _Made] = {}

    def forget(self) -> None:
        """Another tick: what was made for the last one's arrivals is old."""
        self._floors.clear()

    def give(self, session: Session, here: Present, fanout: Fanout, now: float) -> int:
        """Sends the whole floor, and what goes on for this person beside it; returns the size."""
        floor = self._office.floors[here.floor]
        made = self._floors.get(here.floor) or self._make(here.floor)
        pieces = [] if here.welcomed else [encode(self._welcome(here))]
        epoch = floor.epoch(here.person)
        pieces.append(encode(_Snapshot(here.floor, epoch, made.columns, made.people, made.rooms)))
        if not here.guest_until:
            pieces += made.for_members
        going_on: list[events.LetIn | events.Asked] = [
            *floor.let_ins(here.person),
            *self._office.asks_of(here.person),
        ]
        pieces += [encode(translate.private(event, self._times)) for event in going_on]
        here.welcomed = here.synced = True
        finished = frame(pieces)
        fanout.send(session, here, finished, now)
        return len(finished)

    def _make(self, floor_id: FloorId) -> _Made:
        """What all get who arrive on a floor in one tick."""
        floor = self._office.floors[floor_id]
        others = self._office.elsewhere(floor_id)
        self._floors[floor_id] = made = _Made(
            columns=int(self._office.crowd.columns[floor.number]),
            people=self._cards.of(floor_id),
            rooms=msgspec.Raw(encode_part([translate.room(state) for state in floor.rooms()])),
            for_members=[
                encode(translate.elsewhere(others, whole=True)),
                encode(self._today.message()),
                encode(self._board.message(floor_id)),
            ],
        )
        return made

    def _welcome(self, here: Present) -> messages.Welcome:
        rules, settings = self._office.floors[here.floor].rules, self._settings
        return messages.Welcome(
            version=messages.VERSION,
            you=here.person,
            resumed=here.resumed,
            guest_until=here.guest_until,
            listed=here.listed,
            speed=rules.walk.speed,
            tick_hz=settings.tick_hz,
            beat_seconds=settings.beat_seconds,
            join_radius=rules.bubbles.join_radius,
            away_seconds=settings.away_seconds,
            keep=messages.Keep(
                bubble=settings.chat_keep_seconds,
                room=settings.room_keep_seconds,
                direct=settings.direct_keep_seconds,
                floor=settings.floor_keep_seconds,
                note=settings.note_keep_days * _DAY,
            ),
            floors=self._names,
            now=wall_ms(),
        )
