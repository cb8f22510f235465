"""From what a client sent to what the office is asked: the opposite of `translate`."""

from __future__ import annotations

from rooms import commands
from rooms.model import AskId, FloorId, PersonId, Seconds, Wish, ZoneId
from server.wire import messages

Plain = (
    messages.Typing
    | messages.SetStatus
    | messages.SetIdle
    | messages.SetHand
    | messages.React
    | messages.SetLock
    | messages.SetRoom
    | messages.CancelAsk
    | messages.GoFloor
    | messages.Leave
)
"""Commands that need nothing but the time to be understood."""


def plain(command: Plain, now: Seconds) -> commands.Command:
    """What a command asks of the office at a time."""
    match command:
        case messages.Typing(scope=scope, to=to):
            return commands.Type(scope, PersonId(to))
        case messages.SetStatus(status=status, minutes=minutes):
            until = Seconds(now + minutes * 60) if minutes else None
            return commands.SetStatus(None if status is None else Wish(status, until))
        case messages.SetIdle(idle=idle):
            return commands.SetIdle(idle)
        case messages.SetHand(up=up):
            return commands.SetHand(up)
        case messages.React(emoji=emoji, to=to):
            return commands.React(emoji, PersonId(to))
        case messages.SetLock(room=room, locked=locked):
            return commands.SetLock(ZoneId(room), locked)
        case messages.SetRoom(room=room, capacity=capacity, only_for=only_for):
            named = frozenset(PersonId(person) for person in only_for)
            return commands.SetRoom(ZoneId(room), capacity, named)
        case messages.CancelAsk(ask=ask):
            return commands.CancelAsk(AskId(ask))
        case messages.GoFloor(floor=floor):
            return commands.GoFloor(FloorId(floor))
        case messages.Leave():
            return commands.Leave()


def ask(command: messages.Ask, fresh: AskId) -> commands.Ask:
    """What is asked, under a fresh id."""
    return commands.Ask(
        fresh,
        command.ref,
        command.kind,
        PersonId(command.person),
        ZoneId(command.room),
        command.note.strip(),
    )


def answer(command: messages.AnswerAsk, fresh: AskId) -> commands.AnswerAsk:
    """An answer, with a fresh id for what it may lead to."""
    return commands.AnswerAsk(
        AskId(command.ask), command.answer, fresh, PersonId(command.person), ZoneId(command.room)
    )
