/** Where one may walk, with shut rooms, opened doors and a guest's corridor. */

import { describe, expect, test } from "vitest";
import { isOpenAt } from "../../../client_web/src/motion/grid";
import { type Doors, Ground } from "../../../client_web/src/motion/ground";
import type { Person } from "../../../client_web/src/state";
import type { FloorView, RoomState, ZoneView } from "../../../client_web/src/wire.gen";
import { person } from "../shell/sample";
import { asSent, drawn } from "./support";

/** 20 × 8 cells of 8 px, a tile being 32: two rooms (4 and 5) open to the left, a lobby on the left. */
const GRID = drawn(Array.from({ length: 8 }, () => ".".repeat(20)));

const zone = (id: number, over: Partial<ZoneView>): ZoneView => ({
  id,
  kind: "meeting",
  name: { ja: "", en: "" },
  locked: false,
  lobby: false,
  capacity: 0,
  target: "",
  rects: [],
  ...over,
});

const ROOM = zone(4, { rects: [[112, 0, 48, 32]] });
const OTHER = zone(5, { rects: [[112, 32, 48, 32]] });
const LOBBY = zone(1, { kind: "reception", rects: [[0, 0, 32, 64]] });

const groundOf = (...zones: ZoneView[]) =>
  new Ground({ walk: asSent(GRID), zones, drawing: { tile_width: 8 } } as unknown as FloorView);

const door = (over: Partial<RoomState> = {}): RoomState => ({
  room: 4,
  locked: false,
  owner: 2,
  capacity: 0,
  only_for: [],
  ...over,
});

const doors = (rooms: readonly RoomState[], over: Partial<Doors> = {}): Doors => ({
  me: 1,
  guestUntil: 0,
  people: new Map(),
  rooms: new Map(rooms.map((room) => [room.room, room])),
  letIns: new Map(),
  ...over,
});

const IN_ROOM = { x: 130, y: 10 };
const OUTSIDE = { x: 60, y: 20 };

const everybody = (...people: Person[]) => new Map(people.map((one) => [one.id, one]));
const opened = (until: number, way: readonly (readonly [number, number])[] = []) =>
  new Map([[4, { room: 4, until, way, walk: true }]]);

function mayEnter(given: Doors, at = OUTSIDE, now = 1000): boolean {
  const ground = groundOf(ROOM, OTHER);
  ground.update(given, at, now);
  expect(isOpenAt(ground.grid, OUTSIDE.x, OUTSIDE.y)).toBe(true);
  return isOpenAt(ground.grid, IN_ROOM.x, IN_ROOM.y);
}

describe("ROOM-2: a room", () => {
  test("is open to all by itself, and shut when it is locked", () => {
    expect(mayEnter(doors([door()]))).toBe(true);
    expect(mayEnter(doors([door({ locked: true })]))).toBe(false);
  });

  test("is shut where it is only for others, and open where it is for me", () => {
    expect(mayEnter(doors([door({ only_for: [2, 3] })]))).toBe(false);
    expect(mayEnter(doors([door({ only_for: [1, 3] })]))).toBe(true);
  });

  test("is shut when it is full, and being let in does not help then", () => {
    const inside = everybody(person(2, IN_ROOM), person(3, OUTSIDE));
    expect(mayEnter(doors([door({ capacity: 2 })], { people: inside }))).toBe(true);
    const full = doors([door({ capacity: 1 })], { people: inside });
    expect(mayEnter(full)).toBe(false);
    expect(mayEnter({ ...full, letIns: opened(0) })).toBe(false);
  });

  test("lets those inside walk about and out, shut or not", () => {
    const me = everybody(person(1, IN_ROOM));
    const shut = doors([door({ locked: true, capacity: 1 })], { people: me });
    expect(mayEnter(shut, IN_ROOM)).toBe(true);
  });
});

test("ROOM-3: who was let in may enter until then, and not after", () => {
  const locked = doors([door({ locked: true })], { letIns: opened(2000) });
  expect(mayEnter(locked, OUTSIDE, 1999)).toBe(true);
  expect(mayEnter(locked, OUTSIDE, 2000)).toBe(false);
});

test("MOVE-5: a zone that the map locks is shut from outside", () => {
  const ground = groundOf(zone(7, { kind: "area", locked: true, rects: ROOM.rects }));
  ground.update(doors([]), OUTSIDE, 0);
  expect(isOpenAt(ground.grid, IN_ROOM.x, IN_ROOM.y)).toBe(false);
  ground.update(doors([]), IN_ROOM, 0);
  expect(isOpenAt(ground.grid, IN_ROOM.x, IN_ROOM.y)).toBe(true);
});

describe("GUEST-2: a guest", () => {
  const guest = (over: Partial<Doors> = {}) => doors([], { guestUntil: 9000, ...over });

  test("is in the lobby and nowhere else", () => {
    const ground = groundOf(LOBBY, ROOM, OTHER);
    ground.update(guest(), { x: 10, y: 10 }, 0);
    expect(isOpenAt(ground.grid, 10, 10)).toBe(true);
    expect(isOpenAt(ground.grid, OUTSIDE.x, OUTSIDE.y)).toBe(false);
  });

  test("is in all but the rooms where the map names no lobby", () => {
    const ground = groundOf(ROOM, OTHER);
    ground.update(guest(), OUTSIDE, 0);
    expect(isOpenAt(ground.grid, OUTSIDE.x, OUTSIDE.y)).toBe(true);
    expect(isOpenAt(ground.grid, IN_ROOM.x, IN_ROOM.y)).toBe(false);
  });

  test("GUEST-3: walks to a room along the way that was opened, two tiles aside at most", () => {
    const ground = groundOf(LOBBY, ROOM, OTHER);
    const way = [
      [20, 12],
      [130, 12],
    ] as const;
    ground.update(guest({ letIns: opened(0, way) }), { x: 20, y: 12 }, 0);
    const open = (x: number, y: number) => isOpenAt(ground.grid, x, y);
    expect([open(60, 12), open(60, 26), open(150, 4)]).toEqual([true, true, true]);
    expect(open(60, 34)).toBe(false);
    expect(open(130, 36)).toBe(false); // the other room is not theirs
  });
});

test("the grid is made anew only when something of it changed", () => {
  const ground = groundOf(ROOM, OTHER);
  const shut = doors([door({ locked: true })]);
  expect(ground.update(shut, OUTSIDE, 0)).toBe(true);
  expect(ground.update({ ...shut, people: everybody(person(2)) }, { x: 61, y: 20 }, 50)).toBe(
    false,
  );
  expect(ground.update(doors([door()]), OUTSIDE, 100)).toBe(true);
});
