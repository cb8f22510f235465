"""What is asked of people and not over yet: opened, answered, taken back, run out (ASK).

It knows people and rooms by their numbers only; who may ask whom what, and what an accepted ask
leads to, is the office's to say. An ask that was declined silently stays open for its asker, and
goes on in every way as one that nobody answers (ASK-4).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field

from rooms import events
from rooms.model import AskId, AskKind, FloorId, PersonId, Seconds, ZoneId

_NOBODY = PersonId(0)


@dataclass(frozen=True, slots=True)
class AskRules:
    """How long an ask is open, how long a door is open to who was let in, how many asks one has."""

    seconds: float = 60.0
    let_in_seconds: float = 120.0
    most_open: int = 5


@dataclass(frozen=True, slots=True)
class Question:
    """What somebody asks. `room` lies on `floor`; `to` is nobody for a knock."""

    id: AskId
    kind: AskKind
    person: PersonId
    name: str
    floor: FloorId
    to: PersonId = _NOBODY
    to_name: str = ""
    room: ZoneId = ZoneId(0)
    note: str = ""


@dataclass(slots=True)
class _Open:
    """`asked` are those asked who are still there, also when they declined: only by this is an ask
    that was declined over at the same moment as one that was not answered. `pending` are those of
    them for whom it is open."""

    question: Question
    expires: Seconds
    asked: set[PersonId] = field(default_factory=set)
    pending: set[PersonId] = field(default_factory=set)

    def told(self) -> events.Asked:
        """What those who know of it are told."""
        q = self.question
        return events.Asked(
            ask=q.id,
            kind=q.kind,
            person=q.person,
            name=q.name,
            to=q.to,
            to_name=q.to_name,
            room=q.room,
            note=q.note,
            expires=self.expires,
            audience=self.knowing(),
        )

    def knowing(self) -> frozenset[PersonId]:
        """All for whom it is open: the asker, and who may answer."""
        return frozenset(self.pending | {self.question.person})


class Asks:
    """All that is asked now."""

    def __init__(self, rules: AskRules) -> None:
        self.rules = rules
        self._open: dict[AskId, _Open] = {}  # in the order in which they run out
        self._of: defaultdict[PersonId, set[AskId]] = defaultdict(set)  # asked by or of somebody

    # --- what is so ---------------------------------------------------------------------------

    @property
    def next_deadline(self) -> Seconds | None:
        """When the next one runs out."""
        return next((ask.expires for ask in self._open.values()), None)

    def of(self, person: PersonId) -> list[events.Asked]:
        """What is open for somebody, as asker or asked."""
        asks = self._with(person)
        return [ask.told() for ask in asks if person in ask.knowing()]

    def to_answer(self, person: PersonId, ask: AskId) -> Question | None:
        """The question, if this person may answer it (ASK-8)."""
        found = self._open.get(ask)
        return found.question if found is not None and person in found.pending else None

    def refusal(
        self, person: PersonId, kind: AskKind, to: PersonId, room: ZoneId
    ) -> events.RefusalReason | None:
        """Why somebody may not ask this beside what they ask already (ASK-9)."""
        own = [ask.question for ask in self._with(person) if ask.question.person == person]
        same = [q for q in own if (q.kind, q.to) == (kind, to)]
        if any(kind != "knock" or q.room == room for q in same):
            return "asked_already"
        return "too_many" if len(own) >= self.rules.most_open else None

    # --- asking and answering -----------------------------------------------------------------

    def open(self, question: Question, asked: Iterable[PersonId], now: Seconds) -> events.Asked:
        """Asks people."""
        people = set(asked)
        ask = _Open(question, Seconds(now + self.rules.seconds), people, people.copy())
        self._open[question.id] = ask
        for person in people | {question.person}:
            self._of[person].add(question.id)
        return ask.told()

    def settle(self, ask: AskId, why: events.AskEnd, by: PersonId, name: str) -> events.AskOver:
        """One of those asked answers with a word: it is over for all."""
        return self._close(self._open[ask], why, by, name)

    def decline(self, ask: AskId, by: PersonId, name: str) -> events.AskOver:
        """One of those asked declines: silently, but for a ping."""
        found = self._open[ask]
        if found.question.kind == "ping":
            return self._close(found, "declined", by, name)
        ended = frozenset(found.pending)
        found.pending.clear()
        return events.AskOver(ask, "declined", by, name, ended)

    def cancel(self, person: PersonId, ask: AskId) -> events.AskOver | None:
        """The asker takes it back; None for anybody else."""
        found = self._open.get(ask)
        if found is None or found.question.person != person:
            return None
        return self._close(found, "cancelled")

    # --- what time and people's ways do to it -------------------------------------------------

    def expire(self, now: Seconds) -> list[tuple[FloorId, events.AskOver]]:
        """Ends those whose time is up, each with the floor that it was asked on."""
        due = []
        for ask in self._open.values():
            if ask.expires > now:
                break
            due.append(ask)
        return [(ask.question.floor, self._close(ask, "expired")) for ask in due]

    def left_office(self, person: PersonId) -> list[events.AskOver]:
        """Somebody is gone."""
        happened: list[events.AskOver] = []
        for ask in self._with(person):
            if ask.question.person == person:
                happened.append(self._close(ask, "gone", without=person))
            else:
                happened += self._withdraw(ask, person, is_told=False)
        return [over for over in happened if over.audience]

    def left_floor(self, person: PersonId) -> list[events.AskOver]:
        """Somebody is on another floor, where no knock from or to this one is heard."""
        happened: list[events.AskOver] = []
        for ask in self._knocks(person):
            if ask.question.person == person:
                happened.append(self._close(ask, "gone"))
            else:
                happened += self._withdraw(ask, person, is_told=True)
        return happened

    def left_room(self, person: PersonId) -> list[events.AskOver]:
        """Somebody stepped out of a room: they let nobody in there any more."""
        happened: list[events.AskOver] = []
        for ask in self._knocks(person):
            if person in ask.asked:
                happened += self._withdraw(ask, person, is_told=True)
        return happened

    def walked_into(self, person: PersonId, room: ZoneId) -> list[events.AskOver]:
        """Somebody is in a room: a knock of theirs there is needless."""
        return [
            self._close(ask, "cancelled")
            for ask in self._knocks(person)
            if ask.question.person == person and ask.question.room == room
        ]

    # --- the parts of these -------------------------------------------------------------------

    def _with(self, person: PersonId) -> list[_Open]:
        return [self._open[ask] for ask in sorted(self._of.get(person, ()))]

    def _knocks(self, person: PersonId) -> list[_Open]:
        return [ask for ask in self._with(person) if ask.question.kind == "knock"]

    def _withdraw(self, ask: _Open, person: PersonId, *, is_told: bool) -> list[events.AskOver]:
        """One of those asked is not there any more; without the last one it is over."""
        ended = {person} & ask.pending if is_told else set()
        ask.asked.discard(person)
        ask.pending.discard(person)
        self._forget(person, ask.question.id)
        if not ask.asked:
            ended.add(ask.question.person)
            self._close(ask, "gone")
        over = events.AskOver(ask.question.id, "gone", _NOBODY, "", frozenset(ended))
        return [over] if ended else []

    def _close(
        self,
        ask: _Open,
        why: events.AskEnd,
        by: PersonId = _NOBODY,
        name: str = "",
        without: PersonId = _NOBODY,
    ) -> events.AskOver:
        question = ask.question
        del self._open[question.id]
        for person in ask.asked | {question.person}:
            self._forget(person, question.id)
        return events.AskOver(question.id, why, by, name, ask.knowing() - {without})

    def _forget(self, person: PersonId, ask: AskId) -> None:
        self._of[person].discard(ask)
        if not self._of[person]:
            del self._of[person]
