"""What a client knows, and how each event changes it: a pure function, as in the web client."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace

import msgspec

from server.wire import messages
from server.wire.cells import Standing, unpack
from server.wire.types import Facing

Cards = dict[int, messages.PersonCard]


@dataclass(frozen=True, slots=True)
class OfficeState:
    """All that a client has been told. `people` are those on its floor, by id."""

    me: int = 0
    epoch: int = 0
    floor: str = ""
    columns: int = 1  # cells of `moved` in a row of the floor
    people: Cards = field(default_factory=dict)
    seats: Mapping[int, int] = field(default_factory=dict)  # who has which seat of the floor
    rooms: Mapping[int, messages.RoomState] = field(default_factory=dict)
    let_ins: Mapping[int, messages.LetIn] = field(default_factory=dict)  # by room
    asks: Mapping[int, messages.Asked] = field(default_factory=dict)  # the open ones
    over: tuple[messages.AskOver, ...] = ()  # all that came to an end, in order
    elsewhere: Mapping[int, messages.Listed] = field(default_factory=dict)
    today: tuple[messages.Absent, ...] = ()
    notes: tuple[messages.Note, ...] = ()
    chat: tuple[messages.Said, ...] = ()  # by id, each once, as it stands now
    last: int = 0  # the newest `seq` of chat
    caught_up: bool = False
    welcome: messages.Welcome | None = None

    @property
    def card(self) -> messages.PersonCard:
        """One's own card. Raises KeyError before the first snapshot."""
        return self.people[self.me]


def apply(state: OfficeState, event: messages.AnyEvent) -> OfficeState:
    """The state after an event. The old one is left as it was."""
    match event:
        case messages.Welcome(you=you):
            return replace(state, me=you, welcome=event, caught_up=False)
        case messages.Snapshot(floor=floor, epoch=epoch):
            return replace(
                state,
                floor=floor,
                epoch=epoch,
                columns=event.columns,
                people={p.id: p for p in event.people},
                seats={p.seat: p.id for p in event.people},
                rooms={r.room: r for r in event.rooms},
                let_ins={},
                asks={},
            )
        case messages.Placed(x=x, y=y, epoch=epoch):
            placed = _with(dict(state.people), state.me, x=x, y=y)
            return replace(state, epoch=epoch, people=placed)
        case messages.Said(seq=seq):
            last = max(state.last, seq)
            return replace(state, chat=_in_order(state.chat, event), last=last)
        case messages.CaughtUp(last=last):
            return replace(state, caught_up=True, last=max(state.last, last))
        case messages.RoomChanged(room=room):
            return replace(state, rooms={**state.rooms, room.room: room})
        case messages.LetIn(room=number):
            return replace(state, let_ins={**state.let_ins, number: event})
        case messages.Asked(id=ask):
            return replace(state, asks={**state.asks, ask: event})
        case messages.AskOver(id=ask):
            open_asks = {number: a for number, a in state.asks.items() if number != ask}
            return replace(state, asks=open_asks, over=(*state.over, event))
        case messages.Elsewhere():
            return replace(state, elsewhere=_elsewhere(state.elsewhere, event))
        case messages.Today(people=people):
            return replace(state, today=tuple(people))
        case messages.Board(notes=notes):
            return replace(state, notes=tuple(notes))
        case messages.Entered(person=person):
            seats = {**state.seats, person.seat: person.id}
            return replace(state, people={**state.people, person.id: person}, seats=seats)
        case messages.Left(person=gone):
            return _without(state, gone)
        case messages.Moved(cells=cells):
            return replace(state, people=_moved(state, unpack(cells, state.columns)))
        case messages.Changed() | messages.Profiled() | messages.Bubbled():
            return replace(state, people=_people(dict(state.people), event))
        case _:  # what passes by: refusals, reactions, pages, who writes
            return state


def move(state: OfficeState, who: int, x: int, y: int, facing: Facing) -> OfficeState:
    """Somebody is elsewhere on the floor."""
    people = _with(dict(state.people), who, x=x, y=y, facing=facing)
    return replace(state, people=people)


def _without(state: OfficeState, gone: int) -> OfficeState:
    people = {who: card for who, card in state.people.items() if who != gone}
    seats = {seat: who for seat, who in state.seats.items() if who != gone}
    return replace(state, people=people, seats=seats)


def _moved(state: OfficeState, standing: Iterable[Standing]) -> Cards:
    """Who has a seat that nobody is known to have went in the meantime."""
    people = dict(state.people)
    for seat, x, y, facing in standing:
        if seat in state.seats:
            _with(people, state.seats[seat], x=x, y=y, facing=facing)
    return people


def _people(people: Cards, event: messages.Changed | messages.Profiled | messages.Bubbled) -> Cards:
    """The people after an event about them; one about somebody unknown changes nothing."""
    match event:
        case messages.Changed(person=who, status=status, until=until, hand=hand):
            line = {"wished": event.wished, "lingering": event.lingering}
            people = _with(people, who, status=status, until=until, hand=hand, **line)
        case messages.Profiled(person=who, name=name, about=about, tz=tz):
            people = _with(people, who, name=name, about=about, tz=tz)
        case messages.Bubbled(people=bubbled):
            for who, bubble in bubbled:
                people = _with(people, who, bubble=bubble)
    return people


def _with(people: Cards, who: int, **changes: object) -> Cards:
    """The people with one card changed. Callers own the dict that they pass."""
    card = people.get(who)
    if card is not None:
        people[who] = msgspec.structs.replace(card, **changes)
    return people


def _elsewhere(
    known: Mapping[int, messages.Listed], news: messages.Elsewhere
) -> Mapping[int, messages.Listed]:
    others = {} if news.whole else dict(known)
    others.update({person.id: person for person in news.people})
    for gone in news.gone:
        others.pop(gone, None)
    return others


def _in_order(chat: tuple[messages.Said, ...], said: messages.Said) -> tuple[messages.Said, ...]:
    """The messages by id; of one that was edited the newest is kept."""
    if not chat or said.id > chat[-1].id:
        return (*chat, said)
    known = next((one for one in chat if one.id == said.id), None)
    if known is not None and known.seq >= said.seq:
        return chat
    others = (one for one in chat if one.id != said.id)
    return tuple(sorted((*others, said), key=lambda message: message.id))
