"""Claims between the wire and the crowd: each is its own person's, whoever has the slot by then."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any, cast

import numpy as np
import pytest

from rooms.model import PersonId
from server.moves import Moves
from server.wire.move import masked, pack


class Office:
    """An office that notes what it is told."""

    def __init__(self, people: list[int]) -> None:
        self.crowd = SimpleNamespace(person=np.array(people))
        self.told: list[tuple[int, int]] = []

    def claim(self, slots: Any, x: Any, *_: Any) -> None:
        self.told += zip(slots.tolist(), x.tolist(), strict=True)


@pytest.mark.spec("WIRE-14", "MOVE-7")
def test_a_claim_of_somebody_who_left_moves_nobody_who_got_the_slot() -> None:
    office = Office([11, 12, 13])
    moves = Moves(cast(Any, office), cast(Any, SimpleNamespace(in_lanes=lambda _: [])))
    lanes = [moves.claims.take_lane() for _ in range(3)]
    for slot, lane in enumerate(lanes):
        moves.place(lane, PersonId(11 + slot), slot)
        moves.claims.add(lane, masked(pack(100 + slot, 0, "n", 0)))
    office.crowd.person[1] = 99  # somebody else, before the tick
    moves.bring(1.0)
    assert office.told == [(0, 100), (2, 102)]
    moves.place(lanes[1], PersonId(12), 2)  # on another floor, in a slot that was another's
    office.crowd.person[2] = 12
    moves.claims.add(lanes[1], masked(pack(200, 0, "n", 0)))
    moves.claims.add(lanes[2], masked(pack(300, 0, "n", 0)))
    office.told.clear()
    moves.bring(2.0)
    assert office.told == [(2, 200)]
