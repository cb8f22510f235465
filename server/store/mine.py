"""All that is stored about one person: to be shown to them, and to be deleted (LIST-4)."""

from __future__ import annotations

import sqlite3
from functools import partial

from rooms.model import FloorId, PersonId
from server.store.base import Part
from server.store.chat import CHAT, said
from server.store.notes import NOTE
from server.store.passes import PASS, end_guests_of
from server.store.people import PERSON, session_record
from server.store.places import PRESENCE, presence_record, rooms
from server.store.records import AboutRecord, PassRecord
from server.wire.messages import Note


class Mine(Part):
    """The part of the store about one person."""

    async def about(self, person: PersonId, most: int) -> AboutRecord | None:
        """All that is stored about somebody, of what they said the newest `most`."""
        return await self._ask(partial(_about, person, most))

    async def forget_person(self, person: PersonId, now: int) -> list[PersonId]:
        """Deletes all that is stored about somebody; returns their guests, whose sessions are
        ended. Of what they said neither text nor name is kept, only that something was said:
        their numbers are raised by `forget_said`, so that readers learn of it."""
        guests = await self._ask(partial(_forget_person, person, now))
        self._empty_log()
        return guests


def _about(person: PersonId, most: int, db: sqlite3.Connection) -> AboutRecord | None:
    row = db.execute(f"SELECT {PERSON} FROM person WHERE id = ?", (person,)).fetchone()
    if row is None:
        return None
    mine = (person,)
    used = db.execute("SELECT used FROM session WHERE person = ? ORDER BY used DESC", mine)
    presence = db.execute(f"SELECT {PRESENCE} FROM presence WHERE person = ?", mine).fetchone()
    chat = db.execute(
        f"SELECT {CHAT} FROM chat WHERE person = ? ORDER BY id DESC LIMIT ?", (person, most)
    )
    by_scope = db.execute(
        "SELECT scope, count(*) FROM chat WHERE person = ? GROUP BY scope ORDER BY scope", mine
    )
    (addressed,) = db.execute(
        "SELECT count(*) FROM reader JOIN chat ON chat.id = chat"
        " WHERE reader.person = ?1 AND chat.person <> ?1",
        mine,
    ).fetchone()
    notes = db.execute(f"SELECT floor, {NOTE} FROM note WHERE person = ? ORDER BY id DESC", mine)
    passes = db.execute(
        f"SELECT {PASS} FROM pass JOIN person ON person.id = pass.host"
        " WHERE pass.host = ? ORDER BY pass.id",
        mine,
    )
    left = db.execute("SELECT at FROM today WHERE person = ?", mine).fetchone()
    return AboutRecord(
        session=session_record(row),
        used=[at for (at,) in used],
        presence=presence_record(presence) if presence is not None else None,
        said=[said(line) for line in chat],
        said_by_scope=dict(by_scope.fetchall()),
        addressed=addressed,
        notes=[(FloorId(floor), Note(*note)) for floor, *note in notes],
        passes=[PassRecord(*line) for line in passes],
        left_at=left[0] if left is not None else 0,
        rooms=[r for r in rooms(db) if r.state.owner == person or person in r.state.only_for],
    )


def _forget_person(person: PersonId, now: int, db: sqlite3.Connection) -> list[PersonId]:
    mine = (person,)
    guests = end_guests_of(person, now, db)
    db.execute("UPDATE chat SET text = '', name = '', deleted = 1 WHERE person = ?", mine)
    db.execute("DELETE FROM reader WHERE person = ?", mine)
    db.execute("DELETE FROM note WHERE person = ?", mine)
    db.execute("DELETE FROM room_for WHERE person = ?", mine)
    db.execute("UPDATE room SET owner = 0 WHERE owner = ?", mine)
    # Sessions, the place, today's list and passes go with the person.
    db.execute("DELETE FROM person WHERE id = ?", mine)
    return guests
