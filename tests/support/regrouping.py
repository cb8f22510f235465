"""The rules of bubbles applied to everybody, one after the other: a model for `rooms.gathering`.

Rules BUB-1 … BUB-11 of docs/spec.md, as plainly as they can be written. Nothing here depends on the
order of its input, and nothing is done for speed.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from itertools import combinations

from rooms.bubbles import BubbleRules
from rooms.model import NO_BUBBLE, BubbleId, PersonId, Position, ZoneId

Sees = Callable[[Position, Position], bool]


def squared_distance(a: Position, b: Position) -> int:
    """Square of the distance in px²."""
    return int((a.x - b.x) ** 2 + (a.y - b.y) ** 2)


def _near(
    places: Mapping[PersonId, Position], radius: float
) -> list[tuple[int, PersonId, PersonId]]:
    """Each pair at most `radius` pixels apart, the nearest first, of pairs alike the lower ids."""
    pairs = [
        (squared_distance(places[a], places[b]), a, b) for a, b in combinations(sorted(places), 2)
    ]
    return sorted(pair for pair in pairs if pair[0] <= radius * radius)


@dataclass(frozen=True, slots=True)
class Standing:
    """What the rules look at in one person who may be spoken to."""

    at: Position
    zone: ZoneId  # the zone that bounds conversations here, 0 on the open floor
    settled: bool  # has stood still for the settling time
    room: bool = False  # `zone` is a meeting room: all inside are one group


@dataclass(slots=True)
class _Group:
    """A bubble in the making."""

    id: BubbleId
    members: list[PersonId]


def regroup(
    people: Mapping[PersonId, Standing],
    before: Mapping[PersonId, BubbleId],
    sees: Sees,
    rules: BubbleRules,
    fresh: BubbleId,
) -> tuple[dict[PersonId, BubbleId], BubbleId]:
    """The bubble of each person who is in one, and the next fresh id.

    `people` are those who may be spoken to, `before` their bubbles at the last tick, `rules` in
    pixels. Ids from `fresh` on are unused; those below the lowest are the meeting rooms' own,
    numbered by their zone.
    """
    ordered = {person: people[person] for person in sorted(people)}
    result = _rooms(ordered)
    strolling = {p: s for p, s in ordered.items() if not s.room}
    groups = _kept(strolling, before, sees, rules)
    groups = _joined(strolling, groups, sees, rules)
    taken: set[BubbleId] = set()
    for group in sorted(groups, key=lambda g: min(g.members)):
        if group.id == NO_BUBBLE or group.id in taken:
            group.id, fresh = fresh, BubbleId(fresh + 1)
        taken.add(group.id)
        result.update(dict.fromkeys(group.members, group.id))
    return result, fresh


def _rooms(people: Mapping[PersonId, Standing]) -> dict[PersonId, BubbleId]:
    """BUB-7: a meeting room with two or more in it is one bubble under the room's own id."""
    inside: dict[ZoneId, list[PersonId]] = {}
    for person, standing in people.items():
        if standing.room:
            inside.setdefault(standing.zone, []).append(person)
    return {p: BubbleId(zone) for zone, ps in inside.items() if len(ps) > 1 for p in ps}


def _kept(
    people: Mapping[PersonId, Standing],
    before: Mapping[PersonId, BubbleId],
    sees: Sees,
    rules: BubbleRules,
) -> list[_Group]:
    """BUB-3, BUB-5: what stays of each bubble; the largest part keeps its id (BUB-11)."""
    seats: dict[BubbleId, list[PersonId]] = {}
    for person in people:
        bubble = before.get(person, NO_BUBBLE)
        if bubble != NO_BUBBLE:
            seats.setdefault(bubble, []).append(person)
    groups: list[_Group] = []
    for bubble, members in seats.items():
        parts = [p for p in _parts(members, people, sees, rules) if len(p) > 1]
        parts.sort(key=lambda part: (-len(part), part[0]))
        for i, part in enumerate(parts):
            groups.append(_Group(bubble if i == 0 else NO_BUBBLE, part))
    return groups


def _parts(
    members: list[PersonId], people: Mapping[PersonId, Standing], sees: Sees, rules: BubbleRules
) -> list[list[PersonId]]:
    """The connected parts of a bubble, each sorted and no wider than it may be stretched."""
    parts = []
    for part in _components(members, lambda a, b: _linked(people[a], people[b], sees, rules)):
        if _width(part, people) <= rules.leave_extent**2:
            parts.append(part)
        else:
            outlier = _outlier(part, people)
            rest = [p for p in part if p != outlier]
            parts += [[outlier], *_parts(rest, people, sees, rules)]
    return parts


def _linked(a: Standing, b: Standing, sees: Sees, rules: BubbleRules) -> bool:
    near = squared_distance(a.at, b.at) <= rules.leave_radius**2
    return near and a.zone == b.zone and sees(a.at, b.at)


def _components(
    members: Iterable[PersonId], linked: Callable[[PersonId, PersonId], bool]
) -> list[list[PersonId]]:
    waiting = sorted(members)
    components = []
    while waiting:
        found = [waiting.pop(0)]
        for person in found:  # grows while it is walked through
            near = [other for other in waiting if linked(person, other)]
            found += near
            waiting = [other for other in waiting if other not in near]
        components.append(sorted(found))
    return components


def _width(members: list[PersonId], people: Mapping[PersonId, Standing]) -> int:
    """Square of the largest distance between two of them, px²."""
    places = [people[m].at for m in members]
    return max((squared_distance(a, b) for a in places for b in places), default=0)


def _outlier(members: list[PersonId], people: Mapping[PersonId, Standing]) -> PersonId:
    """Who stands farthest from the others; of two alike the one who came to the office later."""

    def remoteness(person: PersonId) -> tuple[int, PersonId]:
        return sum(squared_distance(people[person].at, people[m].at) for m in members), person

    return max(members, key=remoteness)


def _joined(
    people: Mapping[PersonId, Standing], kept: list[_Group], sees: Sees, rules: BubbleRules
) -> list[_Group]:
    """BUB-2: settled neighbours join, the nearest pairs first, within BUB-4, BUB-5 and BUB-6."""
    group_of: dict[PersonId, _Group] = {p: g for g in kept for p in g.members}
    full = {p for g in kept if len(g.members) >= rules.size for p in g.members}
    # Who sits in a full bubble can't join another one: in a crowd that leaves few pairs to look at.
    settled = {person: s.at for person, s in people.items() if s.settled and person not in full}
    for _, low, high in _near(settled, rules.join_radius):
        a, b = people[low], people[high]
        first = group_of.get(low) or _Group(NO_BUBBLE, [low])
        second = group_of.get(high) or _Group(NO_BUBBLE, [high])
        if first is second or a.zone != b.zone:
            continue
        if len(first.members) + len(second.members) > rules.size:
            continue
        members = first.members + second.members
        if _width(members, people) > rules.extent**2 or not sees(a.at, b.at):
            continue
        merged = _Group(_survivor(first, second).id, members)
        group_of.update(dict.fromkeys(members, merged))
    return list({id(g): g for g in group_of.values()}.values())


def _survivor(a: _Group, b: _Group) -> _Group:
    """Whose id a merged bubble keeps: the larger one's; of two alike the older one's (BUB-11).

    People who come together at this tick only have no id, and so change none however many they are.
    """

    def claim(group: _Group) -> tuple[bool, int, int]:
        return group.id != NO_BUBBLE, len(group.members), -group.id

    return max(a, b, key=claim)
