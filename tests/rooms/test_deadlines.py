"""Deadlines against looking at everybody."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from rooms.deadlines import Deadlines
from rooms.model import Seconds
from tests.support.examples import examples

times = st.integers(0, 9).map(lambda n: Seconds(float(n)))
deeds = st.one_of(
    st.tuples(st.just("set"), st.integers(0, 5), st.one_of(st.none(), times)),
    st.tuples(st.just("due"), st.just(0), times),
)


@examples(300)
@given(st.lists(deeds, max_size=40))
def test_the_first_is_known_and_each_is_due_once(
    history: list[tuple[str, int, Seconds | None]],
) -> None:
    deadlines = Deadlines()
    of: dict[int, Seconds] = {}
    for deed, slot, moment in history:
        if deed == "due":
            assert moment is not None
            due = [slot for slot, deadline in of.items() if deadline <= moment]
            assert sorted(deadlines.due(moment)) == sorted(due)
            of = {slot: deadline for slot, deadline in of.items() if slot not in due}
        else:
            deadlines.set(slot, moment)
            of.pop(slot, None)
            of |= {} if moment is None else {slot: moment}
        assert deadlines.next == min(of.values(), default=None)
