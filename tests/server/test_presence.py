"""When it is written down where people are: what may wait, how long, and what may not."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

import pytest

from rooms import commands
from rooms.model import FloorId, PersonId, Position, Profile, Px, RoomState, Seconds, Wish
from server.presence import Presences
from server.store.records import PresenceRecord
from tests.support.house import GROUND, PLAN, ROOF, House, M
from tests.support.plans import draw

HALL = draw("\n".join(["@" + "." * 59] * 10))
TICK = 0.05


class Kept:
    """A store that keeps the last row of each, and in what order things came."""

    def __init__(self) -> None:
        self.rows: dict[PersonId, PresenceRecord] = {}
        self.jobs: list[str] = []
        self.written = 0

    def save_presences(self, records: Iterable[PresenceRecord], failed: Any) -> None:
        self.jobs.append("people")
        for record in records:
            self.rows[record.person] = record
            self.written += 1

    def save_rooms(self, floor: FloorId, states: Iterable[RoomState], failed: Any) -> None:
        self.jobs.append("rooms")

    def forget_presence(self, person: PersonId) -> None:
        self.rows.pop(person, None)


class Watched(House):
    """A house whose events go to the presences, as in the hub."""

    def __init__(self, scene: Any = PLAN) -> None:
        super().__init__(scene)
        self.store = Kept()
        self.presences = Presences(self.store, self.office, lambda until: int(until or 0))  # type: ignore[arg-type]

    def pass_time(self, seconds: float, walking: Mapping[int, int] | None = None) -> None:
        """Ticks; the people of `walking` walk so many pixels to the right at each."""
        for _ in range(round(seconds / TICK)):
            for who, pixels in (walking or {}).items():
                card = self.office.card(PersonId(who))
                to = Position(Px(card.at.x + pixels), card.at.y)
                epoch = self.office.floors[GROUND].epoch(PersonId(who))
                self.do(who, commands.Move(to, "e", epoch))
            self.now = Seconds(self.now + TICK)
            self.tell(self.office.tick(self.now))
            self.presences.save(self.now)

    def tell(self, told: Iterable[Any]) -> None:
        for floor, event in told:
            self.presences.note(floor, event)

    def come(self, who: int, at: Position, floor: FloorId = GROUND) -> None:
        enter = commands.Enter(Profile(f"人{who}", "auto"), at=at)
        self.tell(self.office.enter(PersonId(who), enter, floor, self.now))


def row(house: Watched, who: int) -> PresenceRecord:
    return house.store.rows[PersonId(who)]


@pytest.mark.spec("SESS-5")
def test_who_walks_is_written_every_two_seconds_and_when_they_stand_still() -> None:
    house = Watched(HALL)
    for who in range(1, 9):
        house.come(who, Position(Px(8), Px(16 + 32 * who)))
    house.pass_time(1.0)
    before = house.store.written
    everybody = dict.fromkeys(range(1, 9), 5)
    house.pass_time(6.0, everybody)
    assert 16 <= house.store.written - before <= 32, "some rows for each, and none for each step"
    for who in everybody:
        x = house.office.card(PersonId(who)).at.x
        assert x - row(house, who).at.x <= 2.3 / TICK * 5
    house.pass_time(0.5)
    for who in everybody:
        assert row(house, who).at == house.office.card(PersonId(who)).at
    before = house.store.written
    house.pass_time(5.0)
    assert house.store.written == before, "who stands is written once"


@pytest.mark.spec("SESS-5")
def test_all_is_written_at_the_end() -> None:
    house = Watched(HALL)
    house.come(1, Position(Px(8), Px(16)))
    house.pass_time(0.6, {1: 5})
    assert row(house, 1).at != house.office.card(PersonId(1)).at
    house.presences.save_all()
    assert row(house, 1).at == house.office.card(PersonId(1)).at


@pytest.mark.spec("ROOM-6")
def test_with_a_lock_it_is_written_at_once_who_is_inside_and_after_the_door() -> None:
    house = Watched()
    house.come(1, house.scene[3])
    house.pass_time(1.0)
    house.pass_time(0.1, {1: 3})
    house.store.jobs.clear()
    house.tell(house.lock(1, M))
    house.presences.save(house.now)
    assert house.store.jobs == ["rooms", "people"]
    assert row(house, 1).at == house.office.card(PersonId(1)).at


@pytest.mark.spec("STAT-2", "HAND-1")
def test_what_somebody_wishes_is_written_at_once() -> None:
    house = Watched()
    house.come(1, house.scene[0])
    house.pass_time(1.0)
    house.tell(house.do(1, commands.SetStatus(Wish("dnd", Seconds(500.0)))))
    house.tell(house.do(1, commands.SetHand(True)))
    house.presences.save(house.now)
    kept = row(house, 1)
    assert (kept.wish, kept.wish_until, kept.hand, kept.floor) == ("dnd", 500, 1, GROUND)


def test_a_slot_that_was_given_on_is_written_for_who_has_it_now() -> None:
    house = Watched(HALL)
    house.come(1, Position(Px(8), Px(16)))
    house.pass_time(1.0)
    house.pass_time(TICK, {1: 5})
    house.tell(house.do(1, commands.Leave()))
    house.pass_time(0.5)
    assert house.store.rows == {}
    house.come(2, Position(Px(8), Px(16)))
    house.pass_time(TICK, {2: 5})
    house.tell(house.do(2, commands.GoFloor(ROOF)))
    house.pass_time(0.5)
    assert row(house, 2).floor == ROOF
    assert row(house, 2).at == house.office.card(PersonId(2)).at
