"""Where somebody comes onto a floor, and what part of it is a guest's then (MOVE-10, GUEST-2)."""

from __future__ import annotations

from collections.abc import Callable

from rooms import commands
from rooms.arrays import Spots
from rooms.arrivals import arrival
from rooms.doors import NO_ROOM, Doors
from rooms.guests import Ground, Lobby
from rooms.model import PersonId, Position, ZoneId
from rooms.plan import FloorPlan


class Entrance:
    """The way onto one floor."""

    def __init__(self, plan: FloorPlan, doors: Doors) -> None:
        self._plan = plan
        self._doors = doors
        self._lobby = Lobby(plan)

    def place(self, who: PersonId, command: commands.Enter, here: Callable[[], Spots]) -> Position:
        """Where somebody begins who comes; `here` tells where people stand."""
        at = command.at
        if at is not None and self._may_begin(who, command, at):
            return at
        return self._arrival(who, command, here())

    def _may_begin(self, who: PersonId, command: commands.Enter, at: Position) -> bool:
        """Whether somebody may be where they ask to be. Who is restored without a connection never
        went, so that a door that was locked meanwhile is not in the way."""
        if not self._plan.walk(frozenset(), frozenset()).is_open(at):
            return False
        room = self._plan.room_at(at)
        restored = command.linger_until is not None
        if command.guest and not self._lobby.holds(at):
            return restored and room != NO_ROOM
        return restored or room not in self._doors.shut(who)

    def _arrival(self, who: PersonId, command: commands.Enter, here: Spots) -> Position:
        """An arrival point of the name asked for, or a default one; everyone begins with
        another."""
        shut = frozenset(zone.id for zone in self._plan.lockable) | self._doors.shut(who)
        if command.guest:
            points, walk = self._lobby.arrivals, self._lobby.walk(shut)
        else:
            points = self._plan.spawns.get(command.spawn) or self._plan.spawns[""]
            walk = self._plan.walk(shut, frozenset())
        points = tuple(p for p in points if walk.is_open(p)) or points
        start = who % len(points)
        place = arrival(points[start:] + points[:start], here, walk, self._plan.tile_width)
        return walk.nearest_open(place) or place

    def ground(self, at: Position) -> tuple[Ground, dict[ZoneId, tuple[Position, ...]]]:
        """The ground of a guest who begins at a place, and the ways that lead over it: if that is
        inside a room which they were led to before a restart, the one that leads there."""
        ground, room = Ground(self._plan, self._lobby), self._plan.room_at(at)
        if self._lobby.holds(at) or room == NO_ROOM:
            return ground, {}
        start = self._lobby.arrivals[0]
        path = self._plan.walk(frozenset(), frozenset()).path(start, at)
        way = () if path is None else (start, *path)
        ground.add(room, way)
        return ground, {room: way}
