"""Bubbles for everybody at once: BUB-1 … BUB-12 over arrays, all floors in one.

How to use it (slots are those of `rooms.crowd`, ids and units those of `rooms.model`):

    gathering = Gathering(rules_in_pixels, sights)  # one for all floors whose tiles are as wide
    gathering.open_floor(floor, first_id)           # first_id: the number of its zones, plus 1
    gathering.restore(slot, floor, bubble)          # a seat with the bubble it had before a restart
    gathering.forget(slot)                          # before a slot is given back
    changed = gathering.form(standings, dirty)      # once a tick, if anybody is dirty or forgotten
    gathering.of[changed]                           # their bubbles now, NO_BUBBLE for none

`dirty` are the slots of which anything in `Standings` changed since the last `form`: who walked,
came, settled, changed zone or room, wants to talk or no longer does. Naming more is slower and
changes nothing. Slots that nobody has must not be `willing`.

Only who is dirty is looked at, and still the outcome is that of the rules applied to everybody:
- A bubble of which nobody is dirty stays as it is: it was within BUB-3 and BUB-5 when it was formed
  and nothing of that changed (joining is never wider than leaving).
- Two settled people who are not in one bubble after a tick were kept apart by BUB-4, BUB-5 or
  BUB-6. As long as neither is dirty nor in a bubble with somebody who is, that stays so however the
  others join, because a bubble that grows is only fuller and wider. So only pairs with a dirty end
  have to be looked at, in the order of BUB-2.
"""

from __future__ import annotations

import numpy as np

from rooms.arrays import Flags, Ints, grown
from rooms.bubbles import BubbleRules
from rooms.index import Index
from rooms.joining import Joining
from rooms.ledger import NOBODYS, Ledger, runs
from rooms.model import NO_BUBBLE, BubbleId
from rooms.parting import Parts, parts_of
from rooms.standings import Sight, Standings

__all__ = ["Gathering", "Sight", "Standings"]


class Gathering:
    """The bubbles of all floors whose tiles are equally wide."""

    def __init__(self, rules: BubbleRules, sight: Sight, widest: int = 4096) -> None:
        """`rules` are in pixels, `widest` is how wide floors are, about.

        ValueError if joining is wider than leaving.
        """
        if rules.join_radius > rules.leave_radius or rules.extent > rules.leave_extent:
            raise ValueError("people would join bubbles that they have left at the next tick")
        self.of: Ints = np.zeros(0, np.int64)
        """The bubble of each slot. Read it after `form`; it is replaced when it grows."""
        self._rules = rules
        self._sight = sight
        self._index = Index(rules.join_radius, widest)
        self._ledger = Ledger()
        self._first: dict[int, int] = {}  # the lowest id on each floor that is no room's
        self._fresh: dict[int, int] = {}  # the next one
        self._in_room: Flags = np.zeros(0, np.bool_)
        self._deserted: set[int] = set()  # numbers of bubbles that somebody left for good
        self._room_deserted = False

    @property
    def restless(self) -> bool:
        """Whether `form` has something to do though nobody is dirty."""
        return bool(self._deserted) or self._room_deserted

    def open_floor(self, floor: int, first_id: int) -> None:
        """Bubbles of this floor are numbered from `first_id` on; rooms use their zone's number."""
        self._first[floor] = self._fresh[floor] = first_id

    def restore(self, slot: int, floor: int, bubble: BubbleId) -> None:
        """Somebody comes with a bubble that they had; they are dirty at the next `form`.

        Those with the same one on the same floor are in it together, and fresh ids are larger. Who
        comes with a room's has to be inside, as always, to be in it.
        """
        self._fit(slot + 1)
        self.of[slot] = bubble
        if bubble >= self._first[floor]:
            self._ledger.bubble[slot] = self._ledger.named(floor, bubble)
            self._fresh[floor] = max(self._fresh[floor], bubble + 1)

    def forget(self, slot: int) -> None:
        """Somebody goes, and the slot will be another's. Of the slot no change is told."""
        self._fit(slot + 1)
        number = int(self._ledger.bubble[slot])
        if number != NOBODYS:
            self._deserted.add(number)
        self._room_deserted |= bool(self._in_room[slot])
        self._ledger.bubble[slot], self.of[slot] = NOBODYS, NO_BUBBLE
        self._in_room[slot] = False

    def form(self, people: Standings, dirty: Ints, pairs: tuple[Ints, Ints] | None = None) -> Ints:
        """Forms the bubbles of a tick; the slots whose bubble is another one now, ascending.

        `pairs` are those of `rooms.index` within the join radius, of people of one floor and zone.
        Whoever has them anyway may give them; otherwise those needed are looked for here.
        """
        count = len(people.person)
        self._fit(count)
        touched = np.zeros(count, np.bool_)
        touched[dirty] = True
        strolling = people.willing & ~people.room
        concerned = self._part(people, strolling, dirty)
        touched[concerned] = True
        joining = Joining(people, self._ledger, self._rules, self._sight, self._index)
        joining.join(strolling & people.settled, touched, pairs)
        self._number(people)
        self._ledger.sweep()
        now = self._ledger.ids.take(self._ledger.bubble)
        self._fill_rooms(people, dirty, now)
        changed = np.flatnonzero(now != self.of)
        self.of = now
        return changed

    def _fit(self, slots: int) -> None:
        self._ledger.fit(slots)
        self.of, self._in_room = grown(self.of, slots), grown(self._in_room, slots)

    # --- what stays ---------------------------------------------------------------------------

    def _part(self, people: Standings, strolling: Flags, dirty: Ints) -> Ints:
        """Applies BUB-3 and BUB-5 to the bubbles of dirty people; all who were in one of these."""
        ledger = self._ledger
        chosen = np.zeros(len(ledger.ids), np.bool_)
        chosen[ledger.bubble.take(dirty)] = True
        chosen[list(self._deserted)] = True
        chosen[NOBODYS] = False
        self._deserted.clear()
        members = ledger.members(chosen)
        if not len(members):
            return members
        stay = strolling.take(members)
        ledger.bubble[members[~stay]] = NOBODYS
        staying = members[stay]
        if len(staying):
            numbers = ledger.bubble.take(staying)
            self._divide(people, parts_of(people, staying, numbers, self._sight, self._rules))
        return members

    def _divide(self, people: Standings, parts: Parts) -> None:
        """Gives each part of more than one a number, the heir of each bubble its own (BUB-11)."""
        first, length = runs(parts.bubble)
        whole = np.logical_and.reduceat(parts.part == first.repeat(length), first)
        # Who is alone now is no bubble, whether or not it was one of two.
        whole &= length > 1
        rest = np.flatnonzero(~whole.repeat(length))
        if not len(rest):
            return
        label, bubble = parts.part[rest], parts.bubble[rest]
        size = np.bincount(label)
        lowest = np.full(len(size), np.iinfo(np.int64).max)
        np.minimum.at(lowest, label, people.person[parts.member[rest]])
        number = np.zeros(len(size), np.int64)
        heads = np.flatnonzero(size > 1)
        if len(heads):
            was = np.zeros(len(size), np.int64)
            was[label] = bubble
            order = heads[np.lexsort((lowest[heads], -size[heads], was[heads]))]
            heirs, _ = runs(was[order])
            number[order] = NOBODYS
            number[order[heirs]] = was[order[heirs]]
            others = np.setdiff1d(order, order[heirs], assume_unique=True)
            number[others] = self._ledger.take(len(others))
        self._ledger.bubble[parts.member[rest]] = number[label]

    # --- ids ----------------------------------------------------------------------------------

    def _number(self, people: Standings) -> None:
        """Gives ids to bubbles that have none, in the order of their lowest members (BUB-11)."""
        ledger = self._ledger
        unnamed = ledger.ids == NO_BUBBLE
        unnamed[NOBODYS] = False
        members = ledger.members(unnamed)
        for slot in members[np.argsort(people.person[members])].tolist():
            number, floor = int(ledger.bubble[slot]), int(people.floor[slot])
            if ledger.ids[number] == NO_BUBBLE:
                ledger.name(number, floor, self._fresh[floor])
                self._fresh[floor] += 1

    def _fill_rooms(self, people: Standings, dirty: Ints, now: Ints) -> None:
        """BUB-7: a meeting room with two or more in it is one bubble under the room's own id."""
        inside = people.willing & people.room
        if inside.take(dirty).any() or self._in_room.take(dirty).any() or self._room_deserted:
            self._in_room = inside
            self._room_deserted = False
        slots = np.flatnonzero(self._in_room)
        if len(slots):
            _, which, counts = np.unique(people.key(slots), return_inverse=True, return_counts=True)
            now[slots] = np.where(counts[which] > 1, people.zone[slots], NO_BUBBLE)
