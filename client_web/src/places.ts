/**
 * Who stands in which room of this floor: the panels and the order of raised hands go by it.
 * A room is a meeting zone; where rooms overlap, the last of the map counts.
 */

import { computed } from "@preact/signals";
import { zoneHolds } from "./motion/grid";
import { floor, state } from "./office";
import { steady } from "./selectors";
import type { Person } from "./state";
import type { RoomState, ZoneView } from "./wire.gen";

/** Why one can't just walk in. */
export type Shut = "locked" | "only_for" | "full";

const NONE: readonly ZoneView[] = [];

const zonesHere = computed<readonly ZoneView[]>(() => {
  const view = floor.value;
  return view && view.id === state.value.floor ? view.zones : NONE;
});

/** All rooms of this floor, in the map's order. */
export const roomZones = computed(() => zonesHere.value.filter((zone) => zone.kind === "meeting"));

export function roomAt(rooms: readonly ZoneView[], at: { x: number; y: number }): number {
  return rooms.findLast((room) => zoneHolds(room, at.x, at.y))?.id ?? 0;
}

const sameMap = (a: ReadonlyMap<number, number>, b: ReadonlyMap<number, number>): boolean =>
  a.size === b.size && [...a].every(([key, value]) => b.get(key) === value);

/** The room of everybody who is in one, by person. */
export const roomOf = steady<ReadonlyMap<number, number>>(() => {
  const rooms = roomZones.value;
  const found = new Map<number, number>();
  for (const person of state.value.people.values()) {
    const room = roomAt(rooms, person);
    if (room !== 0) found.set(person.id, room);
  }
  return found;
}, sameMap);

/** The room that this person is in, 0 for none. */
export const myRoom = computed(() => roomOf.value.get(state.value.me) ?? 0);

export const inside = (room: number): readonly number[] =>
  [...roomOf.value].filter(([, one]) => one === room).map(([person]) => person);

/** Why a room is shut for somebody outside, or null if the door is open to them. */
export function shutFor(door: RoomState | undefined, within: number, person: number): Shut | null {
  if (!door) return null;
  if (door.only_for.length > 0 && !door.only_for.includes(person)) return "only_for";
  if (door.locked) return "locked";
  return door.capacity > 0 && within >= door.capacity ? "full" : null;
}

/** What this person's surroundings make of their status (STAT-1), with the place that does it. */
export function derivedStatus(
  zones: readonly ZoneView[],
  at: { x: number; y: number },
): { status: "dnd" | "serving" | "meeting" | "available"; zone: ZoneView | null } {
  const here = zones.filter((zone) => zoneHolds(zone, at.x, at.y));
  const first = (kind: string) => here.findLast((zone) => zone.kind === kind) ?? null;
  const silent = first("silent");
  if (silent) return { status: "dnd", zone: silent };
  const window = first("window");
  if (window) return { status: "serving", zone: window };
  const meeting = first("meeting");
  if (meeting) return { status: "meeting", zone: meeting };
  return { status: "available", zone: null };
}

/** The service window that somebody on this floor stands at: whom to ask for what. */
export function windowOf(person: object): ZoneView | null {
  if (!("x" in person && "y" in person)) return null;
  const { x, y } = person as Person;
  return derivedStatus(zonesHere.value, { x, y }).zone;
}

/** The same for this person, now. */
export const myDerived = steady(
  () => {
    const self: Person | undefined = state.value.people.get(state.value.me);
    return derivedStatus(zonesHere.value, self ?? { x: Number.NaN, y: Number.NaN });
  },
  (a, b) => a.status === b.status && a.zone === b.zone,
);

/** A shut room so near that this person wanted to walk in, the nearest one; null for none. */
export const shutAhead = steady<number | null>(
  () => {
    const self = state.value.people.get(state.value.me);
    const tile = floor.value?.drawing.tile_width ?? 32;
    if (!self) return null;
    const near = roomZones.value
      .filter(({ id }) => id !== myRoom.value && isShut(id))
      .map((zone) => ({ id: zone.id, away: distanceTo(zone, self) }))
      .filter(({ away }) => away <= AHEAD_TILES * tile)
      .sort((a, b) => a.away - b.away);
    return near[0]?.id ?? null;
  },
  (a, b) => a === b,
);

const AHEAD_TILES = 4;

/** The room that a place lies in, if it is shut for this person, who is outside; 0 for none. */
export function shutRoomAt(at: { x: number; y: number }): number {
  const room = roomAt(roomZones.value, at);
  const { rooms, letIns, me } = state.value;
  if (room === 0 || room === myRoom.value) return 0;
  const why = shutFor(rooms.get(room), inside(room).length, me);
  return why === null || (why !== "full" && letIns.has(room)) ? 0 : room;
}

const isShut = (room: number): boolean =>
  shutFor(state.value.rooms.get(room), inside(room).length, state.value.me) !== null;

function distanceTo(zone: ZoneView, { x, y }: { x: number; y: number }): number {
  const far = (at: number, low: number, size: number) => Math.max(low - at, 0, at - low - size);
  return Math.min(
    ...zone.rects.map(([left, top, width, height]) =>
      Math.hypot(far(x, left, width), far(y, top, height)),
    ),
  );
}
