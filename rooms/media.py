"""Who exchanges sound and pictures with whom, and by which way: a function of a group and its past.

To wire it up, keep the plan of each conversation group by its id. Whenever something that a group
depends on has changed (who is in it, what they want, the settings):

1. `plan(group, rules, the group's plan before)` is the plan from now on. It is made before anybody
   connects, so tell clients nothing of a group that has no plan yet.
2. `ended(all plans before, all plans after)` is what has to be cut now, at both ends. Give it the
   plans of all groups that changed in the same tick: two people who went over from one bubble into
   another together keep what they have.
3. A signalling message from one person to another passes if `Plan.may_signal` says so for the plan
   of the sender's group, and it offers only what `Plan.grants` has for the sender.
4. In the modes "forward" and "mix" everybody in `Plan.seats` gets a grant of the media server's:
   as a speaker if `Plan.speaks` says so, else as a listener. In "mix" the sound is one mixed
   stream, and pictures, which can't be mixed, take a second, forwarding room beside it.
5. What to show people: `Plan.heard`, `Plan.left_out` and `Plan.why`.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import combinations
from typing import Literal, NamedTuple

from rooms.model import FloorId, PersonId

Kind = Literal["bubble", "room", "stage"]
Stream = Literal["audio", "video", "share"]
Mode = Literal["none", "mesh", "forward", "mix"]
"""Nobody to connect with; browser to browser; through the media server, stream by stream; or with
all voices mixed into one there."""

Why = Literal["alone", "crowded", "no_pictures"]
"""There is nobody to hear; there are more people than browsers can connect, and no media server; or
too many for cameras and shared screens."""

PICTURES: frozenset[Stream] = frozenset({"video", "share"})


@dataclass(frozen=True, slots=True)
class MediaRules:
    """How many connect by which way."""

    mesh_audio: int = 6  # people whose browsers connect with each other for sound
    mesh_video: int = 4  # and for as long as one of them sends a picture
    mix: int = 12  # beyond these a meeting room's sound is mixed
    slack: int = 2  # how far a group shrinks below a limit before it goes back
    server: bool = False  # whether there is a media server to count on


class GroupId(NamedTuple):
    """One conversation group of the office: the number is the bubble's or the zone's."""

    floor: FloorId
    kind: Kind
    number: int


@dataclass(frozen=True, slots=True)
class Member:
    """Somebody in a group. `joined`: their page is ready for media; `wants` is what they would
    send, nothing for one who only listens; `approved` is the host's word, and matters on stages."""

    person: PersonId
    joined: bool = True
    wants: frozenset[Stream] = frozenset({"audio"})
    muted: bool = False
    dnd: bool = False
    approved: bool = False


@dataclass(frozen=True, slots=True)
class Group:
    """A conversation group, its members in the order in which they came."""

    id: GroupId
    members: tuple[Member, ...]


Link = tuple[PersonId, PersonId]
"""Two people whose browsers connect, the lower id first."""


@dataclass(frozen=True, slots=True)
class Plan:
    """How a group exchanges media. Who is in no seat is not connected at all."""

    id: GroupId
    mode: Mode
    seats: frozenset[PersonId]
    left_out: frozenset[PersonId]
    grants: Mapping[PersonId, frozenset[Stream]]  # what each of the seated may send
    heard: frozenset[PersonId]
    why: frozenset[Why]

    def may_signal(self, sender: PersonId, to: PersonId) -> bool:
        """Whether somebody's signalling is passed on to somebody (VOICE-6, VOICE-8)."""
        return (min(sender, to), max(sender, to)) in self.links

    def speaks(self, person: PersonId) -> bool:
        """Whether somebody sends anything: a speaker of the media server's, or a listener."""
        return bool(self.grants.get(person))

    def hears(self, person: PersonId) -> frozenset[PersonId]:
        """Whom somebody hears."""
        return self.heard - {person} if person in self.seats else frozenset()

    @property
    def links(self) -> frozenset[Link]:
        """The pairs whose browsers connect. On a stage two of its listeners do not."""
        if self.mode != "mesh":
            return frozenset()
        staged = self.id.kind == "stage"
        return frozenset(
            (one, other)
            for one, other in combinations(sorted(self.seats), 2)
            if not staged or self.speaks(one) or self.speaks(other)
        )

    @property
    def lines(self) -> frozenset[Line]:
        """The connections between people and the media server."""
        if self.mode not in ("forward", "mix"):
            return frozenset()
        return frozenset(Line(self.id, self.mode, person) for person in self.seats)


class Line(NamedTuple):
    """Somebody's connection with the media server, in a room of it."""

    group: GroupId
    mode: Mode
    person: PersonId


class Ended(NamedTuple):
    """What was allowed and is not any more. `streams` are those of people who stay connected."""

    links: frozenset[Link]
    lines: frozenset[Line]
    streams: frozenset[tuple[PersonId, Stream]]


def plan(group: Group, rules: MediaRules, before: Plan | None = None) -> Plan:
    """How a group exchanges media from now on (VOICE-1 … VOICE-5, VOICE-8, VOICE-9)."""
    present = [member for member in group.members if member.joined and not member.dnd]
    wished = {member.person: _wished(member, group.id.kind) for member in present}
    pictures = any(wishes & PICTURES for wishes in wished.values())
    mode = _mode(group.id.kind, len(present), pictures, rules, before)
    seats = _seats(group.id.kind, wished, mode, rules, before)
    shown = mode != "mesh" or len(seats) <= rules.mesh_video
    grants = {who: wished[who] if shown else wished[who] - PICTURES for who in sorted(seats)}
    left_out = frozenset(wished) - seats if mode == "mesh" else frozenset()
    unmuted = {member.person for member in present if not member.muted}
    why: set[Why] = set()
    if mode == "none":
        why.add("alone")
    if left_out:
        why.add("crowded")
    if any(grants[who] != wished[who] for who in grants):
        why.add("no_pictures")
    heard = frozenset(who for who in grants if "audio" in grants[who] and who in unmuted)
    return Plan(group.id, mode, seats, left_out, grants, heard, frozenset(why))


def ended(before: Iterable[Plan], after: Iterable[Plan]) -> Ended:
    """What has to be cut at the step from some plans to those that take their place (VOICE-7)."""
    old, new = tuple(before), tuple(after)
    links = {link for each in old for link in each.links}
    lines = {line for each in old for line in each.lines}
    connected = {who for each in new for who in each.seats}
    return Ended(
        frozenset(links - {link for each in new for link in each.links}),
        frozenset(lines - {line for each in new for line in each.lines}),
        frozenset((who, kind) for who, kind in _sent(old) - _sent(new) if who in connected),
    )


def _sent(plans: Iterable[Plan]) -> set[tuple[PersonId, Stream]]:
    return {
        (who, stream)
        for each in plans
        for who, streams in each.grants.items()
        for stream in streams
    }


def _wished(member: Member, kind: Kind) -> frozenset[Stream]:
    """What somebody would send if there is room for it; on a stage only the approved ones."""
    return frozenset() if kind == "stage" and not member.approved else member.wants


def _mode(kind: Kind, count: int, pictures: bool, rules: MediaRules, before: Plan | None) -> Mode:
    if count < 2:
        return "none"
    if not rules.server:
        return "mesh"
    if kind == "stage":
        # From the first listener on: nobody reconnects in the middle of a talk, and the media
        # server itself keeps out what was not approved.
        return "forward"
    was = "none" if before is None else before.mode
    if kind == "room" and count > rules.mix - (rules.slack if was == "mix" else 0):
        return "mix"
    limit = min(rules.mesh_audio, rules.mesh_video) if pictures else rules.mesh_audio
    if was in ("forward", "mix"):
        limit -= rules.slack
    return "mesh" if count <= limit else "forward"


def _seats(
    kind: Kind,
    wished: Mapping[PersonId, frozenset[Stream]],
    mode: Mode,
    rules: MediaRules,
    before: Plan | None,
) -> frozenset[PersonId]:
    """Who is connected. Where there are more people than seats, who has one keeps it."""
    if mode == "none":
        return frozenset()
    if mode != "mesh":
        return frozenset(wished)
    seated = frozenset[PersonId]() if before is None else before.seats

    def turn(person: PersonId) -> tuple[bool, bool]:
        # A stage without its speakers is none, so they come first there.
        return kind == "stage" and not wished[person], person not in seated

    return frozenset(sorted(wished, key=turn)[: rules.mesh_audio])
