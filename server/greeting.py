"""What a client is told at once, so that it knows all that it may: on arrival, on another floor,
and after it was skipped."""

from __future__ import annotations

from rooms import events
from rooms.floor import Floor
from rooms.model import FloorId
from rooms.office import Office
from server.board import Board
from server.clock import wall_ms
from server.fanout import Fanout
from server.session import Present, Session
from server.settings import Settings
from server.today import Today
from server.wire import messages, translate

_DAY = 24 * 60 * 60  # seconds


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
    ) -> None:
        self._office = office
        self._names = names
        self._board = board
        self._today = today
        self._settings = settings
        self._times = times
        self._cards: dict[FloorId, list[messages.PersonCard]] = {}

    def forget(self) -> None:
        """Another tick: the cards of the last one are old."""
        self._cards.clear()

    def give(self, session: Session, here: Present, fanout: Fanout, now: float) -> None:
        """Sends the whole floor, and what goes on for this person beside it."""
        told: list[messages.Event] = [] if here.welcomed else [self._welcome(here)]
        told.append(self._snapshot(here))
        if not here.guest_until:
            others = self._office.elsewhere(here.floor)
            told.append(translate.elsewhere(others, whole=True))
            told.append(self._today.message())
            told.append(self._board.message(here.floor))
        going_on: list[events.LetIn | events.Asked] = [
            *self._floor(here).let_ins(here.person),
            *self._office.asks_of(here.person),
        ]
        told += [translate.private(event, self._times) for event in going_on]
        here.welcomed = here.synced = True
        fanout.send_events(session, here, told, now)

    def _floor(self, here: Present) -> Floor:
        return self._office.floors[here.floor]

    def _snapshot(self, here: Present) -> messages.Snapshot:
        floor = self._floor(here)
        if here.floor not in self._cards:
            self._cards[here.floor] = [
                translate.person_card(card, self._times) for card in floor.snapshot()
            ]
        return messages.Snapshot(
            floor=here.floor,
            epoch=floor.epoch(here.person),
            columns=int(self._office.crowd.columns[floor.number]),
            people=self._cards[here.floor],
            rooms=[translate.room(state) for state in floor.rooms()],
        )

    def _welcome(self, here: Present) -> messages.Welcome:
        rules, settings = self._floor(here).rules, self._settings
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
