"""From what became true on a floor to what is sent of it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import groupby
from typing import assert_never

from rooms import events
from rooms.model import FloorId
from server.wire import messages


def person_card(card: events.Card) -> messages.PersonCard:
    """A card as it travels."""
    return messages.PersonCard(
        id=card.person,
        name=card.name,
        avatar=card.avatar,
        x=card.at.x,
        y=card.at.y,
        facing=card.facing,
        dnd=card.dnd,
        lingering=card.lingering,
        bubble=card.bubble,
    )


def public(happened: Iterable[events.Event]) -> list[messages.Event]:
    """Events for everyone on a floor, in order; runs of moves and of bubble changes become one."""
    sent: list[messages.Event] = []
    for kind, run in groupby(happened, key=type):
        if kind is events.Moved:
            sent.append(_moved([e for e in run if isinstance(e, events.Moved)]))
        elif kind is events.Bubbled:
            changes = [(e.person, e.bubble) for e in run if isinstance(e, events.Bubbled)]
            sent.append(messages.Bubbled(people=list(changes)))
        else:
            sent += [_single(e) for e in run]
    return sent


def _moved(run: Sequence[events.Moved]) -> messages.Moved:
    return messages.Moved(people=[(e.person, e.at.x, e.at.y, e.facing) for e in run])


def _single(event: events.Event) -> messages.Event:
    match event:
        case events.Entered(card=card):
            return messages.Entered(person=person_card(card))
        case events.Left(person=person, why=why):
            return messages.Left(person=person, why=why)
        case events.Changed(person=person, dnd=dnd, lingering=lingering):
            return messages.Changed(person=person, dnd=dnd, lingering=lingering)
    raise TypeError(f"{event} is not for everyone")


def private(event: events.Placed | events.Refused) -> messages.Event:
    """Events for one person."""
    match event:
        case events.Placed(at=at, epoch=epoch, why=why):
            return messages.Placed(x=at.x, y=at.y, epoch=epoch, why=why)
        case events.Refused(command=command, ref=ref, why=refusal):
            return messages.Refused(command=command, ref=ref, why=refusal)
        case _:
            assert_never(event)


def said(event: events.Said, floor: FloorId, at: int) -> messages.Said:
    """A chat message as it is stored and sent; `at` in milliseconds since 1970."""
    return messages.Said(
        id=event.message,
        ref=event.ref,
        person=event.person,
        name=event.name,
        scope="floor" if event.to_floor else "bubble",
        floor=floor,
        text=event.text,
        at=at,
        heard_by=len(event.hearers),
    )
