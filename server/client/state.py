"""What a client knows, and how each event changes it: a pure function, as in the web client."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

import msgspec

from server.wire import messages

Cards = dict[int, messages.PersonCard]


@dataclass(frozen=True, slots=True)
class OfficeState:
    """All that a client has been told. `people` are those on its floor, by id."""

    me: int = 0
    epoch: int = 0
    floor: str = ""
    people: Cards = field(default_factory=dict)
    chat: tuple[messages.Said, ...] = ()  # by id, each once
    caught_up: bool = False
    welcome: messages.Welcome | None = None

    @property
    def last(self) -> int:
        """The newest chat message held, 0 for none."""
        return self.chat[-1].id if self.chat else 0

    @property
    def card(self) -> messages.PersonCard:
        """One's own card. Raises KeyError before the first snapshot."""
        return self.people[self.me]


def apply(state: OfficeState, event: messages.AnyEvent) -> OfficeState:
    """The state after an event. The old one is left as it was."""
    match event:
        case messages.Welcome(you=you):
            return replace(state, me=you, welcome=event, caught_up=False)
        case messages.Snapshot(floor=floor, epoch=epoch, people=people):
            return replace(state, floor=floor, epoch=epoch, people={p.id: p for p in people})
        case messages.Placed(x=x, y=y, epoch=epoch):
            placed = _with(dict(state.people), state.me, x=x, y=y)
            return replace(state, epoch=epoch, people=placed)
        case messages.Said():
            return replace(state, chat=_in_order(state.chat, event))
        case messages.CaughtUp():
            return replace(state, caught_up=True)
        case messages.Refused() | messages.Malformed() | messages.Beat():
            return state
        case _:
            return replace(state, people=_people(dict(state.people), event))


def _people(
    people: Cards,
    event: messages.Entered | messages.Left | messages.Moved | messages.Changed | messages.Bubbled,
) -> Cards:
    """The people after an event about them; one about somebody unknown changes nothing."""
    match event:
        case messages.Entered(person=person):
            people[person.id] = person
        case messages.Left(person=gone):
            people.pop(gone, None)
        case messages.Moved(people=moved):
            for who, x, y, facing in moved:
                people = _with(people, who, x=x, y=y, facing=facing)
        case messages.Changed(person=who, dnd=dnd, lingering=lingering):
            people = _with(people, who, dnd=dnd, lingering=lingering)
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


def _in_order(chat: tuple[messages.Said, ...], said: messages.Said) -> tuple[messages.Said, ...]:
    if not chat or said.id > chat[-1].id:
        return (*chat, said)
    if any(known.id == said.id for known in chat):
        return chat
    return tuple(sorted((*chat, said), key=lambda message: message.id))
