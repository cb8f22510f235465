"""Everybody's card as it travels, encoded once and kept until something of it changes: thousands
may arrive at once, and each is told of all."""

from __future__ import annotations

import msgspec
import numpy as np

from rooms import events
from rooms.arrays import Slots, grown
from rooms.crowd import FREE
from rooms.model import FloorId, PersonId
from rooms.office import Office
from server.wire import translate
from server.wire.codec import batch, encode_part


class Cards:
    """The cards by floor. They follow the events, which tell of each change of a card (SESS-6)."""

    def __init__(self, office: Office, times: translate.Times) -> None:
        self._office = office
        self._times = times
        self._floors = tuple(office.floors)
        self._pieces: dict[FloorId, dict[PersonId, bytes]] = {floor: {} for floor in self._floors}
        self._arrays: dict[FloorId, msgspec.Raw] = {}
        self._walked = np.zeros(0, np.bool_)  # by slot: since cards were asked for last

    def note(self, floor: FloorId, event: events.Event) -> None:
        """Takes notice of what happened on a floor."""
        match event:
            case events.Walked():
                self._note_walked(event.slots)
            case events.Entered(card=card):
                self._drop(floor, card.person)
                self._pieces[floor][card.person] = b""
            case events.Left(person=person):
                self._drop(floor, person)
                self._pieces[floor].pop(person, None)
            case events.Changed() | events.Profiled() | events.Bubbled():
                self._drop(floor, event.person)

    def _note_walked(self, slots: Slots) -> None:
        """A mark a slot is all: it happens at every tick, and who arrives is rare."""
        self._walked = grown(self._walked, len(self._office.crowd.person))
        self._walked[slots] = True
        self._arrays.clear()

    def _drop_walked(self) -> None:
        crowd = self._office.crowd
        slots = np.flatnonzero(self._walked)
        slots = slots[crowd.floor[slots] != FREE]
        self._walked[:] = False
        floors, people = crowd.floor[slots].tolist(), crowd.person[slots].tolist()
        for number, person in zip(floors, people, strict=True):
            self._drop(self._floors[number], PersonId(person))

    def _drop(self, floor: FloorId, person: PersonId) -> None:
        self._arrays.pop(floor, None)
        if self._pieces[floor].get(person):
            self._pieces[floor][person] = b""

    def of(self, floor: FloorId) -> msgspec.Raw:
        """All cards of a floor, by id, as they stand in a snapshot."""
        if floor not in self._arrays:
            self._drop_walked()
            pieces = self._pieces[floor]
            for person, piece in pieces.items():
                if not piece:
                    card = self._office.floors[floor].card(person)
                    pieces[person] = encode_part(translate.person_card(card, self._times))
            cards = batch([pieces[person] for person in sorted(pieces)])
            self._arrays[floor] = msgspec.Raw(cards)
        return self._arrays[floor]
