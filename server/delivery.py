"""The end of a tick: hands out what happened and who walked, and heals who was skipped."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from rooms import events
from rooms.model import FloorId
from rooms.office import Office
from server.chat import Chat
from server.circles import Circles, Key
from server.fanout import Fanout
from server.greeting import Greeting
from server.outbox import Outbox
from server.session import Circle, Present, Session
from server.views import Home, Packing
from server.walkers import Sight, Walkers
from server.wire.codec import encode
from server.wire.messages import Moved

_MOST_GREETED = 16 << 20
"""Bytes of snapshots in a tick. Where thousands arrive at once on a floor of thousands the last of
them wait some ticks, or all that waits to be read would be held in memory together."""

News = Mapping[tuple[FloorId, bool], Sequence[bytes]]
Circled = Sequence[tuple[Key, Circle]]


class Delivery:
    """Gives every client what it may know of a tick."""

    def __init__(
        self,
        office: Office,
        circles: Circles,
        outbox: Outbox,
        fanout: Fanout,
        greeting: Greeting,
        chat: Chat,
    ) -> None:
        self._crowd = office.crowd
        self._circles = circles
        self._outbox = outbox
        self._fanout = fanout
        self._greeting = greeting
        self._chat = chat
        self._numbers = {floor: number for number, floor in enumerate(office.floors)}
        self._walkers = Walkers(office.crowd, circles.phases)
        self._by_slot: dict[int, Present] = {}
        self._phase = 0
        self._everybody: Packing | None = None
        self._greeted = 0  # bytes, in this tick

    def place(self, here: Present, slot: int) -> None:
        """Somebody connected, or came to another floor."""
        here.slot = slot
        self._by_slot[slot] = here

    def note(self, walked: events.Walked) -> None:
        """Takes notice of who walked. Who crossed into another cell sees another part of the
        floor."""
        self._walkers.note(walked)
        for slot in walked.slots[walked.crossed].tolist():
            if slot in self._by_slot:
                self._by_slot[slot].stand_alone()

    def flush(self, now: float) -> None:
        """One write to each client of the next phase, or none."""
        phase = self._phase
        self._phase = (phase + 1) % self._circles.phases
        self._greeting.forget()
        self._everybody = None
        self._greeted = 0
        news = self._outbox.take(phase)
        sight = self._walkers.take(phase, now)
        alone = list(self._circles.alone[phase].items())
        circles = list(self._circles.of(phase)) if news or sight is not None else []
        homes = [(self._numbers[key.floor], key.home) for key, _ in circles]
        homes += [self._home(here) for here, _ in alone]
        seen = _seen(sight, homes)
        self._tell_circles(circles, news, seen[: len(circles)], now)
        for (here, session), cells in zip(alone, seen[len(circles) :], strict=True):
            self._serve(here, session, news, cells, now)

    def _home(self, here: Present) -> Home:
        return self._numbers[here.floor], int(self._crowd.cell[here.slot])

    def _tell_circles(
        self, circles: Circled, news: News, seen: Sequence[bytes], now: float
    ) -> None:
        for (key, circle), cells in zip(circles, seen, strict=True):
            pieces = _with_cells(news.get((key.floor, key.guest), ()), cells)
            if pieces:
                self._fanout.spread(circle, pieces, now)

    # --- one by one ---------------------------------------------------------------------------

    def _serve(self, here: Present, session: Session, news: News, cells: bytes, now: float) -> None:
        if here.synced or session.paused:  # else mail waits until after the snapshot
            pieces = self._for_one(here, news, cells) if here.synced else ()
            self._fanout.deliver(session, here, pieces, now)
        if session.paused:
            return
        if not here.synced:
            if self._greeted > _MOST_GREETED:
                return
            self._greeted += self._greeting.give(session, here, self._fanout, now)
            here.home = int(self._crowd.cell[here.slot])
            if not here.chat_live:
                self._chat.catch_up(session, here)
        elif here.chat_behind:
            self._chat.catch_up(session, here)
        if not (session.paused or here.mail or here.chat_behind or session.closed_with):
            self._circles.join(here)

    def _for_one(self, here: Present, news: News, cells: bytes) -> Sequence[bytes]:
        """What the circle round somebody is told, and who stands where they did not see before."""
        home, before = self._home(here), here.home
        here.home = home[1]
        if here.home != before:
            self._everybody = self._everybody or self._walkers.all()
            cells += self._everybody.news(home, before)
        return _with_cells(news.get((here.floor, here.guest_until != 0), ()), cells)


def _seen(sight: Sight | None, homes: Sequence[Home]) -> Sequence[bytes]:
    """What those of some homes are told of who walked."""
    if sight is None or not homes:
        return [b""] * len(homes)
    if not sight.whole:
        return sight.packing.views(homes)
    floors = {number: sight.packing.floor(number) for number, _ in homes}
    return [floors[number] for number, _ in homes]


def _with_cells(pieces: Sequence[bytes], cells: bytes) -> Sequence[bytes]:
    return [*pieces, encode(Moved(cells=cells))] if cells else pieces
