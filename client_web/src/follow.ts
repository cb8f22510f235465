/**
 * Led walks: to people and rooms, behind somebody, and the way to somebody shown on the floor.
 *
 * A led walk is a goal that is looked at in each frame, so that it goes on when whom it leads to
 * walks on, when a door opens, or when this person has come to another floor for it. It ends when
 * this person walks by themselves.
 */

import { signal } from "@preact/signals";
import { placeBefore, placeBeside } from "./motion/beside";
import type { Point } from "./motion/grid";
import type { Ground } from "./motion/ground";
import { findPath } from "./motion/path";
import { floor, goFloor, onEvent, onForget, state } from "./office";
import { shutRoomAt, windowOf } from "./places";
import type { State } from "./state";
import { walking } from "./walking";
import type { AnyEvent, ZoneView } from "./wire.gen";

/** So near, in tiles, one keeps behind whom one follows. */
const BEHIND = 1.2;
/** Whom one follows may go so far before one goes after them, in tiles. */
const SLACK = 1.7;
/** A new way is looked for after they went so far, in tiles, ... */
const MOVED = 1;
/** ... at most so often, and anyway so often while one waits at a door (ms). */
const PLAN_MS = 250;
const WAIT_MS = 1000;

/** So far from a door that is shut one waits, in tiles. */
const BEFORE_DOOR = 2;

/** The server thinks otherwise of a door, and tells so this often: then it is right. */
const PUT_BACK = 4;

/** Whom this person follows; 0 for nobody. */
export const following = signal(0);

/** Whom the floor shows the way to; 0 for nobody. */
export const located = signal(0);

/** A word on a walk that did not come to its end; the panel that says so sets "". */
export const walkNote = signal<"" | "no_way" | "gone" | "shut">("");

type Goal =
  | { readonly kind: "follow" | "person"; readonly id: number }
  | { readonly kind: "zone"; readonly zone: number };

/** What the present way was looked for: where they were, when, and whether it ends at a shut door. */
interface Plan {
  readonly at: Point;
  readonly when: number;
  readonly shut: boolean;
}

let goal: Goal | null = null;
let planned: Plan | null = null;
let asked = ""; // the floor that was asked for
let putBack = 0; // so often the server has put this person back on this walk

function pursue(next: Goal | null): void {
  goal = next;
  planned = null;
  asked = "";
  putBack = 0;
  walking.led = next !== null;
  following.value = next?.kind === "follow" ? next.id : 0;
  if (next) walkNote.value = "";
}

/** To a place beside somebody, wherever they are: on another floor, that floor first. */
export const walkToPerson = (id: number): void => pursue({ kind: "person", id });

export const walkToZone = (zone: number): void => pursue({ kind: "zone", zone });

/** Into a room, or as near to its door as one may. */
export const walkToRoom = walkToZone;

/** To a place that was pointed at; if that lies behind a shut door, to the door, where one knocks. */
export function walkToPlace(x: number, y: number): boolean {
  const room = shutRoomAt({ x, y });
  if (room === 0) return walking.walkTo(x, y);
  if (!walking.able) return false;
  walkToRoom(room);
  return true;
}

/** Walks behind somebody, through floors, until this person walks by themselves. */
export const follow = (id: number): void => pursue({ kind: "follow", id });

/** Ends following and any walk. */
export const stopWalking = (): void => walking.stop();

/** Shows the way to somebody on this floor until null. */
export function locate(id: number | null): void {
  located.value = id ?? 0;
}

/** The corners of the way to somebody as they are now, this person's own place first. */
export function wayTo(id: number): readonly Point[] {
  const other = state.peek().people.get(id);
  const self = walking.me;
  if (!other || !self) return [];
  const way = known(other, self);
  return [{ x: self.x, y: self.y }, ...way];
}

/** The scene asks in each frame; a way is looked for when one of them went a quarter of a tile. */
let lastWay: { from: Point; to: Point; way: readonly Point[] } | null = null;

function known(other: Point, self: Point): readonly Point[] {
  const near = tile() / 4;
  if (lastWay && apart(lastWay.from, self) < near && apart(lastWay.to, other) < near) {
    return lastWay.way;
  }
  const way = walking.wayTo(other) ?? throughDoors(self, other) ?? [];
  lastWay = { from: { x: self.x, y: self.y }, to: { x: other.x, y: other.y }, way };
  return way;
}

const tile = (): number => floor.peek()?.drawing.tile_width ?? 32;

const apart = (a: Point, b: Point): number => Math.hypot(a.x - b.x, a.y - b.y);

function giveUp(why: "no_way" | "gone" | "shut"): void {
  pursue(null);
  walking.halt();
  walkNote.value = why;
}

/** Called once, at the start of the page. */
export function startFollowing(): void {
  walking.onTaken(() => pursue(null));
  walking.onFrame((now) => {
    if (goal) goOn(goal, now);
  });
  walking.onPlaced(() => {
    planned = null;
    putBack += 1;
    if (goal && putBack > PUT_BACK) giveUp("shut");
  });
  onEvent(answered);
  onForget(() => {
    pursue(null);
    located.value = 0;
    walkNote.value = "";
  });
}

function goOn(now: Goal, when: number): void {
  if (now.kind === "zone") goToZone(now.zone);
  else goToPerson(now, when);
}

function goToZone(id: number): void {
  if (planned) {
    if (!walking.me?.target) arrived(planned);
    return;
  }
  const zone = floor.peek()?.zones.find((one) => one.id === id);
  const to = zone && middleOf(zone);
  const led = to && approach(to);
  if (!led) giveUp("no_way");
  else planned = { at: to, when: 0, shut: led === "to_door" };
}

/** The middle of the zone's largest part. */
function middleOf(zone: ZoneView): Point | null {
  const largest = [...zone.rects].sort((a, b) => b[2] * b[3] - a[2] * a[3])[0];
  if (!largest) return null;
  const [x, y, width, height] = largest;
  return { x: Math.floor(x + width / 2), y: Math.floor(y + height / 2) };
}

function goToPerson({ kind, id }: Goal & { id: number }, when: number): void {
  const { people, elsewhere } = state.peek();
  const other = people.get(id);
  const self = walking.me;
  if (!self) return;
  if (!other) {
    const there = elsewhere.get(id)?.floor;
    if (there === undefined) giveUp("gone");
    else if (asked !== there && goFloor(there)) asked = there;
    return;
  }
  const near = apart(self, other) <= BEHIND * tile() && walking.clear(self, other);
  if (kind === "follow" && near) {
    if (self.target) walking.halt();
    return;
  }
  if (planned && when - planned.when < PLAN_MS) return;
  if (planned && apart(other, planned.at) <= MOVED * tile()) {
    if (self.target) return;
    if (kind === "person") {
      arrived(planned);
      return;
    }
    if (apart(self, other) <= SLACK * tile() || when - planned.when < WAIT_MS) return;
  }
  planTo(other, id, when);
}

/** At the end of the way; where that is a shut door, it is said. */
function arrived({ shut }: Plan): void {
  pursue(null);
  if (shut) walkNote.value = "shut";
}

function planTo(other: Point & { readonly id: number }, id: number, when: number): void {
  const self = walking.me;
  if (!self) return;
  const to = goal?.kind === "person" ? (besideOf(other, self, id) ?? null) : other;
  if (!to) {
    pursue(null); // one stands well already
    return;
  }
  const led = approach(to);
  if (!led) giveUp("no_way");
  else planned = { at: { x: other.x, y: other.y }, when, shut: led === "to_door" };
}

/** To a place beside them, not onto them, nor in front of them. */
function besideOf(other: Point, self: Point, id: number): Point | null {
  const { people, me } = state.peek();
  const others = [...people.values()].filter((one) => one.id !== me && one.id !== id);
  const alone = (at: Point) => others.every((one) => apart(one, at) > tile() / 2);
  const { ground } = walking;
  const window = windowOf(other);
  const before =
    window?.kind === "window" &&
    placeBefore(window, other, self, tile(), (at) => (ground?.isOpen(at) ?? false) && alone(at));
  if (before) return before;
  const free = (at: Point) => walking.clear(other, at) && alone(at);
  return placeBeside(other, self, tile(), free);
}

/** Walks there, or up to the door that is shut on the way; null where there is no way at all. */
function approach(to: Point): "there" | "to_door" | null {
  const self = walking.me;
  const { ground } = walking;
  const way = self && throughDoors(self, to);
  if (!way || !ground) return null;
  const end = way.at(-1) ?? self;
  if (ground.isOpen(end) && walking.lead(end) && isGoingTo(end)) return "there";
  const door = lastOpen(ground, self, way);
  return apart(self, door) < 1 || walking.lead(door) ? "to_door" : null;
}

const isGoingTo = (end: Point): boolean => apart(walking.me?.target ?? end, end) < 1;

/**
 * A place of a way a little before it comes to where this person may not walk: in front of the door,
 * where one is seen, and not in the wall that it is in.
 */
function lastOpen(ground: Ground, self: Point, way: readonly Point[]): Point {
  let from: Point = { x: Math.floor(self.x), y: Math.floor(self.y) };
  const passed: Point[] = [from];
  const step = Math.min(ground.whole.cellWidth, ground.whole.cellHeight) / 2;
  for (const corner of way) {
    const parts = Math.max(1, Math.ceil(apart(from, corner) / step));
    for (let i = 1; i <= parts; i++) {
      const x = Math.floor(from.x + ((corner.x - from.x) * i) / parts);
      const y = Math.floor(from.y + ((corner.y - from.y) * i) / parts);
      if (!ground.isOpen({ x, y })) return stepBack(passed);
      passed.push({ x, y });
    }
    from = corner;
  }
  return passed.at(-1) ?? from;
}

function stepBack(passed: readonly Point[]): Point {
  const last = passed.at(-1) as Point;
  return passed.findLast((at) => apart(at, last) >= BEFORE_DOOR * tile()) ?? (passed[0] as Point);
}

/** The way as if all doors were open; null if even then there is none. */
function throughDoors(self: Point, to: Point): readonly Point[] | null {
  const { ground } = walking;
  return ground && findPath(ground.whole, self, to);
}

/** What was asked and accepted sets this person in motion. */
function answered(event: AnyEvent, before: State): void {
  if (event.t === "let_in" && event.walk) walkAlong(event.room);
  if (event.t !== "ask_over" || event.why !== "accepted") return;
  const ask = before.asks.find((one) => one.id === event.id);
  if (!ask) return;
  const mine = ask.person === before.me;
  if (mine && ask.kind === "lead") follow(event.person);
  if (mine && ask.kind === "ping") walkToPerson(event.person);
  if (!mine && ask.kind === "come" && event.person === before.me) walkToPerson(ask.person);
}

/** Into the room that was opened: to where the way ends, which lies in it. */
function walkAlong(room: number): void {
  const end = state.peek().letIns.get(room)?.way.at(-1);
  pursue({ kind: "zone", zone: room });
  if (end && walking.lead({ x: end[0], y: end[1] })) {
    planned = { at: { x: end[0], y: end[1] }, when: 0, shut: false };
  }
}
