"""Places in the store: where people are, and the doors of rooms."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable
from functools import partial
from typing import Any

from rooms.model import BubbleId, FloorId, PersonId, RoomState, ZoneId, position
from server.store.base import Failed, Part, nothing
from server.store.people import PERSON, session_record
from server.store.records import PresenceRecord, RestoredPresence, RoomRecord

PRESENCE = "presence.person, floor, x, y, facing, wish, wish_until, hand, bubble"
_PRESENCE_SIZE = 9


class Places(Part):
    """The part of the store about places."""

    async def presences(self) -> list[RestoredPresence]:
        """All who were in the office when the server last stopped, by id."""
        return await self._ask(_presences)

    def save_presences(self, records: Iterable[PresenceRecord], failed: Failed) -> None:
        """Overwrites where these people are."""
        rows = [
            (r.person, r.floor, *r.at, r.facing, r.wish, r.wish_until, r.hand, r.bubble)
            for r in records
        ]
        self._writer.submit(partial(_save_presences, rows), nothing, failed)

    def forget_presence(self, person: PersonId) -> None:
        """Deletes where somebody is: they have left."""
        self._tell(partial(_forget_presence, person), nothing)

    async def rooms(self) -> list[RoomRecord]:
        """The rooms whose doors are not as the map has them."""
        return await self._ask(rooms)

    def save_rooms(self, floor: FloorId, states: Iterable[RoomState], failed: Failed) -> None:
        """Overwrites a floor's rooms. Those whose doors are as the map has them leave no row."""
        self._writer.submit(partial(_save_rooms, floor, list(states)), nothing, failed)


def presence_record(row: tuple[Any, ...]) -> PresenceRecord:
    """A row of `PRESENCE`."""
    person, floor, x, y, facing, wish, wish_until, hand, bubble = row
    return PresenceRecord(
        person, FloorId(floor), position(x, y), facing, wish, wish_until, hand, BubbleId(bubble)
    )


def _presences(db: sqlite3.Connection) -> list[RestoredPresence]:
    rows = db.execute(
        f"SELECT {PRESENCE}, {PERSON} FROM presence JOIN person ON person.id = presence.person"
        " ORDER BY person.id"
    )
    return [
        RestoredPresence(
            session_record(row[_PRESENCE_SIZE:]), presence_record(row[:_PRESENCE_SIZE])
        )
        for row in rows
    ]


def _save_presences(rows: list[tuple[Any, ...]], db: sqlite3.Connection) -> None:
    # A person who was deleted meanwhile leaves no trace, and harms none of the others.
    db.executemany(
        "INSERT OR REPLACE INTO presence SELECT ?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9"
        " WHERE EXISTS (SELECT 1 FROM person WHERE id = ?1)",
        rows,
    )


def _forget_presence(person: PersonId, db: sqlite3.Connection) -> None:
    db.execute("DELETE FROM presence WHERE person = ?", (person,))


def rooms(db: sqlite3.Connection) -> list[RoomRecord]:
    """All rooms that have a row."""
    only_for: dict[tuple[str, int], set[PersonId]] = {}
    for floor, zone, person in db.execute("SELECT floor, zone, person FROM room_for"):
        only_for.setdefault((floor, zone), set()).add(PersonId(person))
    rows = db.execute("SELECT floor, zone, locked, owner, capacity FROM room ORDER BY floor, zone")
    return [
        RoomRecord(
            FloorId(floor),
            RoomState(
                ZoneId(zone),
                bool(locked),
                PersonId(owner),
                capacity,
                frozenset(only_for.get((floor, zone), ())),
            ),
        )
        for floor, zone, locked, owner, capacity in rows
    ]


def _save_rooms(floor: FloorId, states: list[RoomState], db: sqlite3.Connection) -> None:
    db.execute("DELETE FROM room WHERE floor = ?", (floor,))
    db.execute("DELETE FROM room_for WHERE floor = ?", (floor,))
    kept = [s for s in states if s.locked or s.owner or s.only_for or s.capacity]
    db.executemany(
        "INSERT INTO room VALUES (?, ?, ?, ?, ?)",
        [(floor, s.room, s.locked, s.owner, s.capacity) for s in kept],
    )
    db.executemany(
        "INSERT INTO room_for VALUES (?, ?, ?)",
        [(floor, s.room, person) for s in kept for person in s.only_for],
    )
