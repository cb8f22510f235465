"""The notes on the floors' boards: held here for those who come, and stored before they are told.

Members see them; nobody takes down what somebody else has pinned (LIST-3).
"""

from __future__ import annotations

import logging
from collections.abc import Iterable
from functools import partial

from rooms.model import FloorId, PersonId
from server.clock import wall_ms
from server.outbox import Outbox
from server.roster import Roster
from server.seldom import Seldom
from server.store.records import NoteRecord, Pinned
from server.store.sqlite import SqliteStore
from server.wire import messages
from server.wire.codec import encode

log = logging.getLogger(__name__)

_MOST = 50  # notes on a board


class Board:
    """All boards of an office."""

    def __init__(self, store: SqliteStore, roster: Roster, outbox: Outbox) -> None:
        self._store = store
        self._roster = roster
        self._outbox = outbox
        self._notes: dict[FloorId, list[messages.Note]] = {}  # by floor, the oldest first
        self._news: dict[FloorId, Seldom] = {}
        self._forgotten: set[PersonId] = set()

    async def open(self, floors: Iterable[FloorId]) -> None:
        """Takes up the notes that were pinned before."""
        kept = await self._store.notes()
        self._notes = {floor: kept.get(floor, []) for floor in floors}
        self._news = {floor: Seldom(partial(self._tell, floor)) for floor in self._notes}

    def message(self, floor: FloorId) -> messages.Board:
        """A floor's board as its members are told it."""
        return messages.Board(notes=list(self._notes[floor]))

    def pin(self, floor: FloorId, who: PersonId, name: str, ref: str, text: str) -> None:
        """Pins a note; all members on the floor are told when it is stored."""
        text = text.strip()
        if not text:
            self._refuse(who, "pin", ref, "empty")
            return
        self._store.pin(
            NoteRecord(floor, who, ref, name, text, wall_ms()),
            _MOST,
            partial(self._pinned, floor, who, ref),
            partial(self._failed, who, "pin", ref),
        )

    def _pinned(self, floor: FloorId, who: PersonId, ref: str, pinned: Pinned) -> None:
        if who in self._forgotten:
            return  # the store has deleted it again already, or is about to
        if pinned.note is None:
            self._refuse(who, "pin", ref, "too_many")
        elif pinned.fresh:
            self._notes[floor].append(pinned.note)
            self._news[floor].changed()
        else:
            self._roster.post((who,), encode(self.message(floor)))  # sent twice

    def unpin(self, floor: FloorId, who: PersonId, note: int) -> None:
        """Takes one's own note down."""
        if not any(n.id == note and n.person == who for n in self._notes[floor]):
            self._refuse(who, "unpin", "", "gone")
            return
        done = partial(self._unpinned, floor, note)
        self._store.unpin(who, note, done, partial(self._failed, who, "unpin", ""))

    def _unpinned(self, floor: FloorId, note: int, _: bool) -> None:
        self._keep(floor, [n for n in self._notes[floor] if n.id != note])

    def forget(self, person: PersonId) -> None:
        """Takes down all of somebody's notes; the store is told by others."""
        self._forgotten.add(person)
        for floor, notes in self._notes.items():
            self._keep(floor, [n for n in notes if n.person != person])

    def expire(self, before: int) -> None:
        """Takes down the notes older than `before` (ms since 1970)."""
        for floor, notes in self._notes.items():
            self._keep(floor, [n for n in notes if n.at >= before])

    def _keep(self, floor: FloorId, notes: list[messages.Note]) -> None:
        if len(notes) != len(self._notes[floor]):
            self._notes[floor] = notes
            self._news[floor].changed()

    def _tell(self, floor: FloorId) -> int:
        return self._outbox.tell_members(self.message(floor), floor)

    def _failed(self, who: PersonId, command: str, ref: str, error: Exception) -> None:
        log.error("the store could not do %r", command, exc_info=error)
        self._refuse(who, command, ref, "not_stored")

    def _refuse(self, who: PersonId, command: str, ref: str, why: messages.Refusal) -> None:
        refused = messages.Refused(command=command, ref=ref, why=why)
        self._roster.post((who,), encode(refused))
