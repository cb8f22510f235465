"""From what became true in the office to what is sent of it.

Moments on the office's clock become times by the wall clock here (`Times`), and only here.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from itertools import groupby
from typing import assert_never, cast

from rooms import events
from rooms.model import FloorId, PersonId, RoomState, Seconds
from server.wire import messages

Times = Callable[[Seconds | None], int]
"""A moment as ms since 1970; 0 for None."""


def person_card(card: events.Card, times: Times) -> messages.PersonCard:
    """A card as it travels."""
    return messages.PersonCard(
        id=card.person,
        seat=card.seat,
        name=card.profile.name,
        avatar=card.profile.avatar,
        about=card.profile.about,
        tz=card.profile.tz,
        guest=card.guest,
        x=card.at.x,
        y=card.at.y,
        facing=card.facing,
        status=card.status,
        wished=card.wished,
        until=times(card.until),
        lingering=card.lingering,
        hand=card.hand,
        bubble=card.bubble,
    )


def room(state: RoomState) -> messages.RoomState:
    """A room's door as it travels."""
    return messages.RoomState(
        room=state.room,
        locked=state.locked,
        owner=state.owner,
        capacity=state.capacity,
        only_for=sorted(state.only_for),
    )


# --- for groups -------------------------------------------------------------------------------


def public(happened: Iterable[events.Event], times: Times) -> list[messages.Event]:
    """Events for groups on a floor, in order; runs of one kind become one message where there is
    such a message."""
    sent: list[messages.Event] = []
    for kind, run in groupby(happened, key=_kind):
        if kind is events.Bubbled:
            changes = [(e.person, e.bubble) for e in run if isinstance(e, events.Bubbled)]
            sent.append(messages.Bubbled(people=list(changes)))
        elif kind is events.CameElsewhere:
            sent.append(elsewhere(run))
        else:
            sent += [_single(e, times) for e in run]
    return sent


def _kind(event: events.Event) -> type:
    kind = type(event)
    return events.CameElsewhere if kind is events.WentElsewhere else kind


def elsewhere(happened: Iterable[events.Event], *, whole: bool = False) -> messages.Elsewhere:
    """Who came, changed or went on other floors; of each person the last news counts."""
    listed: dict[PersonId, messages.Listed | None] = {}
    for event in happened:
        match event:
            case events.CameElsewhere(person=person):
                listed[person] = _listed(event)
            case events.WentElsewhere(person=person):
                listed[person] = None
    return messages.Elsewhere(
        whole=whole,
        people=[card for card in listed.values() if card is not None],
        gone=[person for person, card in listed.items() if card is None],
    )


def _listed(event: events.CameElsewhere) -> messages.Listed:
    return messages.Listed(
        id=event.person,
        name=event.profile.name,
        avatar=event.profile.avatar,
        about=event.profile.about,
        tz=event.profile.tz,
        floor=event.floor,
        status=event.status,
    )


def _single(event: events.Event, times: Times) -> messages.Event:
    match event:
        case events.Entered(card=card):
            return messages.Entered(person=person_card(card, times))
        case events.Left(person=person, why=why):
            return messages.Left(person=person, why=why)
        case events.Changed():
            return messages.Changed(
                person=event.person,
                status=event.status,
                wished=event.wished,
                until=times(event.until),
                lingering=event.lingering,
                hand=event.hand,
            )
        case events.Profiled(person=person, profile=profile):
            return messages.Profiled(
                person=person, name=profile.name, about=profile.about, tz=profile.tz
            )
        case events.Reacted(person=person, emoji=emoji, to=to):
            return messages.Reacted(person=person, emoji=cast(messages.Emoji, emoji), to=to)
        case events.RoomChanged(room=state):
            return messages.RoomChanged(room=room(state))
    raise TypeError(f"{event} is for no group")


# --- for some ---------------------------------------------------------------------------------

Private = (
    events.Placed | events.Refused | events.LetIn | events.Asked | events.AskOver | events.Typed
)


def private(event: Private, times: Times) -> messages.Event:
    """Events for some people by name."""
    match event:
        case events.Placed(at=at, epoch=epoch, why=why):
            return messages.Placed(x=at.x, y=at.y, epoch=epoch, why=why)
        case events.Refused(command=command, ref=ref, why=refusal):
            return messages.Refused(command=command, ref=ref, why=refusal)
        case events.LetIn():
            return messages.LetIn(
                room=event.room,
                until=times(event.until),
                way=[(point.x, point.y) for point in event.way],
                walk=event.walk,
            )
        case events.Asked():
            return messages.Asked(
                id=event.ask,
                kind=event.kind,
                person=event.person,
                name=event.name,
                to=event.to,
                to_name=event.to_name,
                room=event.room,
                note=event.note,
                expires=times(event.expires),
            )
        case events.AskOver():
            return messages.AskOver(id=event.ask, why=event.why, person=event.by, name=event.name)
        case events.Typed(person=person, scope=scope, to=to):
            return messages.TypingBy(person=person, scope=scope, to=to)
        case _:
            assert_never(event)


def said(event: events.Said, floor: FloorId, at: int) -> messages.Said:
    """A chat message as it is stored and sent; `at` in milliseconds since 1970."""
    return messages.Said(
        id=event.message,
        seq=event.message,
        ref=event.ref,
        person=event.person,
        name=event.name,
        scope=event.scope,
        to=event.to,
        floor=floor,
        text=event.text,
        at=at,
        heard_by=len(event.hearers),
    )
