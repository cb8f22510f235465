"""Who may ask whom what (ASK-11, GUEST-4)."""

from __future__ import annotations

from rooms import commands, events
from rooms.house import House
from rooms.model import AskKind, PersonId, ZoneId

_ASKED_BY_GUESTS = frozenset({"visit", "knock", "lead"})


def room_meant(house: House, person: PersonId, command: commands.Ask) -> ZoneId:
    """The room at which somebody knocks, or into which they invite: the one they are in."""
    if command.kind == "knock":
        return command.room
    is_into = command.kind == "invite"
    return house.floor_of(person).room_of(person) if is_into else ZoneId(0)


def refusal(
    house: House, person: PersonId, kind: AskKind, to: PersonId, room: ZoneId
) -> events.RefusalReason | None:
    """Why somebody may not ask this; None if they may."""
    is_guest = house.floor_of(person).is_guest(person)
    if (is_guest and kind not in _ASKED_BY_GUESTS) or (kind == "visit" and not is_guest):
        return "not_allowed"
    if kind == "knock":
        return _no_knock(house, person, room)
    if to == person or to not in house:
        return "unknown_person"
    if kind == "visit":
        return "unknown_person" if house.floor_of(to).is_guest(to) else None
    return _no_invitation(house, person, to, room) if kind == "invite" else None


def hosts(house: House, person: PersonId, room: ZoneId) -> tuple[PersonId, ...]:
    """Who hears somebody knock: the members inside, for guests let nobody in."""
    floor = house.floor_of(person)
    return tuple(other for other in floor.inside(room) if not floor.is_guest(other))


def _no_knock(house: House, person: PersonId, room: ZoneId) -> events.RefusalReason | None:
    floor = house.floor_of(person)
    if not floor.is_room(room):
        return "unknown_room"
    if floor.room_of(person) == room:
        return "inside"
    if not floor.is_shut(person, room):
        return "not_shut"
    return None if hosts(house, person, room) else "nobody_in"


def _no_invitation(
    house: House, person: PersonId, to: PersonId, room: ZoneId
) -> events.RefusalReason | None:
    if room == 0:
        return "not_inside"
    here = house.floor_of(person)
    if to in here:
        return "inside" if here.room_of(to) == room else None
    return "not_allowed" if house.floor_of(to).is_guest(to) else None  # guests change no floors
