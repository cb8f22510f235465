"""Speaking and writing on a floor: who hears it (CHAT-1 … CHAT-4, CHAT-9, CHAT-14)."""

from __future__ import annotations

from collections.abc import Collection

from rooms import commands, events
from rooms.model import NO_BUBBLE, PersonId, Scope
from rooms.person import Person


def hearers(
    speaker: Person, scope: Scope, people: Collection[Person]
) -> frozenset[PersonId] | events.RefusalReason:
    """Who hears somebody, without the speaker; or why nobody can."""
    others = [person for person in people if person is not speaker]
    match scope:
        case "floor":
            if speaker.guest:
                return "not_allowed"
            return frozenset(other.id for other in others if not other.guest)
        case "room":
            if not speaker.room:
                return "not_in_room"
            return frozenset(other.id for other in others if other.room == speaker.room)
        case "bubble":
            if speaker.bubble == NO_BUBBLE:
                return "nobody_near"
            near = frozenset(other.id for other in others if other.bubble == speaker.bubble)
            return near or "nobody_near"
        case "direct":
            raise ValueError("a direct message may be to another floor: it is the office's")


def _to(speaker: Person, scope: Scope) -> int:
    return speaker.room if scope == "room" else 0


def say(person: Person, command: commands.Say, people: Collection[Person]) -> events.Event:
    """A message said, or why not."""
    text = command.text.strip()
    if not text:
        return events.Refused(person.id, "say", command.ref, "empty")
    heard_by = hearers(person, command.scope, people)
    if isinstance(heard_by, str):
        return events.Refused(person.id, "say", command.ref, heard_by)
    return events.Said(
        message=command.message,
        ref=command.ref,
        person=person.id,
        name=person.profile.name,
        scope=command.scope,
        to=_to(person, command.scope),
        text=text,
        hearers=heard_by,
    )


def write(person: Person, command: commands.Type, people: Collection[Person]) -> list[events.Event]:
    """That somebody writes, for those who would hear it."""
    heard_by = hearers(person, command.scope, people)
    if isinstance(heard_by, str) or not heard_by:
        return []
    return [events.Typed(person.id, command.scope, _to(person, command.scope), heard_by)]
