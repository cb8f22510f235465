"""Voice and video, rule by rule, and what holds of any group."""

from __future__ import annotations

from dataclasses import replace
from itertools import combinations, pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rooms.media import (
    PICTURES,
    Group,
    GroupId,
    Kind,
    Line,
    MediaRules,
    Member,
    Plan,
    Stream,
    ended,
    plan,
)
from rooms.model import FloorId, PersonId
from tests.support.examples import examples

BARE = MediaRules()
SERVED = MediaRules(server=True)
SOUND: frozenset[Stream] = frozenset({"audio"})
ALL = SOUND | PICTURES


def group(count: int, kind: Kind = "bubble", number: int = 9) -> Group:
    """People 1 to count, with open microphones."""
    members = tuple(Member(PersonId(who)) for who in range(1, count + 1))
    return Group(GroupId(FloorId("hall"), kind, number), members)


def but(of: Group, who: int, **changes: object) -> Group:
    """The group with something else about one of its people."""
    members = tuple(
        replace(member, **changes) if member.person == who else member  # type: ignore[arg-type]
        for member in of.members
    )
    return replace(of, members=members)


def without(of: Group, who: int) -> Group:
    return replace(of, members=tuple(m for m in of.members if m.person != who))


def grown(counts: list[int], rules: MediaRules, kind: Kind = "bubble") -> list[str]:
    """The modes of a group that has one size after the other."""
    modes: list[str] = []
    now = None
    for count in counts:
        now = plan(group(count, kind), rules, now)
        modes.append(now.mode)
    return modes


def people(*who: int) -> frozenset[PersonId]:
    return frozenset(map(PersonId, who))


# --- rule by rule ---------------------------------------------------------------------------------


@pytest.mark.spec("VOICE-1")
def test_one_alone_is_connected_with_nobody_and_told_so() -> None:
    for size in (0, 1):
        alone = plan(group(size), SERVED)
        assert (alone.mode, alone.seats, alone.heard) == ("none", people(), people())
        assert alone.why == {"alone"}


@pytest.mark.spec("VOICE-1")
@pytest.mark.parametrize("rules", [BARE, SERVED])
@pytest.mark.parametrize("change", [{"joined": False}, {"dnd": True}])
def test_who_has_not_joined_or_must_not_be_disturbed_is_not_there(
    rules: MediaRules, change: dict[str, bool]
) -> None:
    three = plan(but(group(3), 2, **change), rules)
    assert three.seats == people(1, 3) and not three.left_out
    assert not three.may_signal(PersonId(1), PersonId(2))
    assert three.hears(PersonId(2)) == people()
    assert plan(but(group(2), 2, **change), rules).mode == "none"


@pytest.mark.spec("VOICE-1", "VOICE-9")
def test_who_sends_nothing_is_a_full_listener() -> None:
    two = plan(but(group(2), 2, wants=frozenset()), BARE)
    assert two.may_signal(PersonId(2), PersonId(1))
    assert two.hears(PersonId(2)) == people(1) and two.hears(PersonId(1)) == people()
    assert two.speaks(PersonId(1)) and not two.speaks(PersonId(2))


@pytest.mark.spec("VOICE-2", "VOICE-3")
def test_six_connect_with_each_other_and_seven_through_the_media_server() -> None:
    assert [plan(group(n), SERVED).mode for n in (2, 6, 7, 12)] == [
        "mesh",
        "mesh",
        "forward",
        "forward",
    ]
    assert plan(group(5), replace(SERVED, mesh_audio=4)).mode == "forward"


@pytest.mark.spec("VOICE-2", "VOICE-3")
@pytest.mark.parametrize("picture", sorted(PICTURES))
def test_with_pictures_it_is_four_and_five(picture: Stream) -> None:
    for size, mode in ((4, "mesh"), (5, "forward")):
        showing = plan(but(group(size), 1, wants=SOUND | {picture}), SERVED)
        assert showing.mode == mode
        assert showing.grants[PersonId(1)] == SOUND | {picture}


@pytest.mark.spec("VOICE-3")
def test_many_voices_are_mixed_in_rooms_alone() -> None:
    assert grown([12, 13, 11, 10, 13], SERVED, "room") == [
        "forward",
        "mix",
        "mix",
        "forward",
        "mix",
    ]
    assert grown([13, 40], SERVED, "bubble") == ["forward", "forward"], "distance matters there"


@pytest.mark.spec("VOICE-4")
def test_a_group_that_shrinks_stays_on_the_media_server_for_a_while() -> None:
    assert grown([6, 7, 6, 5, 6, 5, 4, 5, 6, 7], SERVED) == [
        "mesh",
        *["forward"] * 5,
        *["mesh"] * 3,
        "forward",
    ]


@pytest.mark.spec("VOICE-4")
def test_a_camera_that_goes_on_and_off_moves_a_group_once() -> None:
    five, showing = group(5), but(group(5), 1, wants=ALL)
    first = plan(five, SERVED)
    second = plan(showing, SERVED, first)
    third = plan(five, SERVED, second)
    assert [first.mode, second.mode, third.mode] == ["mesh", "forward", "forward"]


@pytest.mark.spec("VOICE-5")
def test_without_a_media_server_the_first_six_are_heard_and_all_are_told() -> None:
    eight = plan(group(8), BARE)
    assert eight.mode == "mesh" and eight.why == {"crowded"}
    assert eight.heard == eight.seats == people(1, 2, 3, 4, 5, 6)
    assert eight.left_out == people(7, 8) and eight.hears(PersonId(7)) == people()
    assert not eight.may_signal(PersonId(1), PersonId(7))


@pytest.mark.spec("VOICE-5", "VOICE-7")
def test_who_has_a_seat_keeps_it_whoever_comes_and_goes() -> None:
    before = plan(group(8), BARE)
    after = plan(without(group(8), 2), BARE, before)
    assert after.seats == people(1, 3, 4, 5, 6, 7)
    later = plan(group(8), BARE, after)
    assert later.seats == after.seats, "who comes back waits for a seat"
    assert ended([after], [later]).links == frozenset()


@pytest.mark.spec("VOICE-5")
def test_sound_comes_before_pictures() -> None:
    showing = but(group(4), 1, wants=ALL)
    assert plan(showing, BARE).why == frozenset()
    more = but(group(5), 1, wants=ALL)
    crowded = plan(more, BARE, plan(showing, BARE))
    assert crowded.grants[PersonId(1)] == SOUND and crowded.why == {"no_pictures"}
    assert crowded.heard == people(1, 2, 3, 4, 5)
    cut = ended([plan(showing, BARE)], [crowded])
    assert cut.streams == {(1, "video"), (1, "share")} and not cut.links


@pytest.mark.spec("VOICE-6")
def test_people_on_the_media_server_signal_to_nobody() -> None:
    seven = plan(group(7), SERVED)
    assert seven.links == frozenset()
    assert seven.lines == {Line(seven.id, "forward", PersonId(n)) for n in range(1, 8)}
    assert plan(group(6), SERVED).lines == frozenset()


@pytest.mark.spec("VOICE-7")
@pytest.mark.parametrize("change", ["leaves", "dnd"])
def test_who_goes_is_cut_from_all_and_the_others_are_not(change: str) -> None:
    four = group(4)
    after = without(four, 3) if change == "leaves" else but(four, 3, dnd=True)
    assert ended([plan(four, BARE)], [plan(after, BARE)]) == (
        {(1, 3), (2, 3), (3, 4)},
        frozenset(),
        frozenset(),
    )


@pytest.mark.spec("VOICE-7")
def test_who_goes_is_cut_from_the_media_server() -> None:
    nine = plan(group(9), SERVED)
    after = plan(without(group(9), 3), SERVED, nine)
    assert ended([nine], [after]).lines == {Line(nine.id, "forward", PersonId(3))}


@pytest.mark.spec("VOICE-7")
def test_a_group_that_gets_a_media_server_leaves_its_links() -> None:
    six, seven = plan(group(6), SERVED), plan(group(7), SERVED)
    cut = ended([six], [seven])
    assert cut.links == six.links and not cut.lines


@pytest.mark.spec("VOICE-7")
def test_two_who_go_over_together_keep_what_they_have() -> None:
    three = plan(group(3), BARE)
    moved = plan(without(group(3, number=10), 1), BARE)
    rest = plan(replace(group(1), members=group(1).members), BARE, three)
    assert ended([three], [moved, rest]).links == {(1, 2), (1, 3)}


@pytest.mark.spec("VOICE-8")
@pytest.mark.parametrize("rules", [BARE, SERVED])
def test_a_listeners_stream_is_not_granted_before_the_host_approves(rules: MediaRules) -> None:
    stage = but(group(4, "stage"), 1, approved=True, wants=ALL)
    before = plan(stage, rules)
    assert before.grants == {1: ALL, 2: frozenset(), 3: frozenset(), 4: frozenset()}
    assert before.heard == people(1) and before.hears(PersonId(2)) == people(1)
    assert not before.may_signal(PersonId(2), PersonId(3))
    after = plan(but(stage, 2, approved=True), rules, before)
    assert after.grants[PersonId(2)] == SOUND and after.heard == people(1, 2)
    taken_back = ended([after], [before])
    assert taken_back.streams == {(2, "audio")}
    assert not taken_back.lines


@pytest.mark.spec("VOICE-8")
def test_a_stage_is_on_the_media_server_from_the_beginning() -> None:
    assert grown([1, 2, 3, 40, 2], SERVED, "stage") == ["none", *["forward"] * 4]


@pytest.mark.spec("VOICE-5", "VOICE-8")
def test_speakers_have_the_first_seats_of_a_stage() -> None:
    stage = group(9, "stage")
    before = plan(stage, BARE)
    assert before.seats == people(1, 2, 3, 4, 5, 6) and not before.links
    after = plan(but(stage, 9, approved=True), BARE, before)
    assert after.seats == people(1, 2, 3, 4, 5, 9)
    assert after.links == {(n, 9) for n in range(1, 6)}


@pytest.mark.spec("VOICE-9")
@pytest.mark.parametrize("rules", [BARE, SERVED])
@pytest.mark.parametrize("size", [3, 9])
def test_who_is_muted_is_not_heard_and_loses_nothing_else(rules: MediaRules, size: int) -> None:
    muted = plan(but(group(size), 2, muted=True), rules)
    open_ = plan(group(size), rules)
    assert open_.heard - muted.heard == people(2)
    assert (muted.links, muted.grants) == (open_.links, open_.grants)


# --- of any group ---------------------------------------------------------------------------------

_RULES = st.builds(
    MediaRules,
    mesh_audio=st.integers(2, 6),
    mesh_video=st.integers(1, 5),
    mix=st.integers(3, 8),
    slack=st.integers(0, 2),
    server=st.booleans(),
)


@st.composite
def histories(draw: st.DrawFn) -> tuple[MediaRules, list[Group]]:
    """A group as it changes, under one set of rules."""
    kind: Kind = draw(st.sampled_from(("bubble", "room", "stage")))
    member = st.builds(
        Member,
        person=st.integers(1, 12).map(PersonId),
        joined=st.sampled_from((True, True, True, False)),
        wants=st.frozensets(st.sampled_from(sorted(ALL))),
        muted=st.booleans(),
        dnd=st.sampled_from((False, False, False, True)),
        approved=st.booleans(),
    )
    steps = st.lists(member, max_size=10, unique_by=lambda m: m.person).map(tuple)
    id_ = GroupId(FloorId("hall"), kind, 1)
    return draw(_RULES), [Group(id_, members) for members in draw(st.lists(steps, max_size=5))]


def plans(rules: MediaRules, groups: list[Group]) -> list[Plan]:
    made: list[Plan] = []
    for each in groups:
        made.append(plan(each, rules, made[-1] if made else None))
    return made


@pytest.mark.spec("VOICE-1", "VOICE-5", "VOICE-6", "VOICE-8", "VOICE-9")
@examples(300)
@given(histories())
def test_nobody_gets_what_is_not_theirs(history: tuple[MediaRules, list[Group]]) -> None:
    rules, groups = history
    for each, made in zip(groups, plans(rules, groups), strict=True):
        members = {m.person: m for m in each.members}
        present = {m.person for m in each.members if m.joined and not m.dnd}
        assert set(made.grants) == made.seats <= present
        assert made.mode == "none" or made.seats | made.left_out == present
        assert bool(made.left_out) == ("crowded" in made.why)
        assert rules.server is False or not made.left_out
        for who, streams in made.grants.items():
            assert streams <= members[who].wants
            assert each.id.kind != "stage" or members[who].approved or not streams
        for who in made.heard:
            assert "audio" in made.grants[who] and not members[who].muted
        for one, other in combinations(range(1, 13), 2):
            allowed = made.may_signal(PersonId(one), PersonId(other))
            assert allowed == made.may_signal(PersonId(other), PersonId(one))
            assert not allowed or {one, other} <= made.seats
        assert not made.may_signal(PersonId(1), PersonId(1))
        if made.mode == "mesh":
            assert len(made.seats) <= rules.mesh_audio
            showing = any(streams & PICTURES for streams in made.grants.values())
            assert not showing or len(made.seats) <= rules.mesh_video


@pytest.mark.spec("VOICE-4", "VOICE-5")
@examples(300)
@given(histories())
def test_where_nothing_changes_nothing_is_planned_anew(
    history: tuple[MediaRules, list[Group]],
) -> None:
    rules, groups = history
    for each, made in zip(groups, plans(rules, groups), strict=True):
        assert plan(each, rules, made) == made
        assert ended([made], [made]) == (frozenset(), frozenset(), frozenset())


@pytest.mark.spec("VOICE-7")
@examples(300)
@given(histories())
def test_what_ends_is_what_is_not_allowed_any_more(
    history: tuple[MediaRules, list[Group]],
) -> None:
    for before, after in pairwise(plans(*history)):
        cut = ended([before], [after])
        assert before.links - cut.links == before.links & after.links
        assert before.lines - cut.lines == before.lines & after.lines
        for who in after.seats & before.seats:
            kept = before.grants[who] - {stream for p, stream in cut.streams if p == who}
            assert kept == before.grants[who] & after.grants[who]
