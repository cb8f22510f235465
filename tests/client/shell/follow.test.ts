/** Led walks, on a floor without a canvas: to somebody, behind them, into a room that was opened. */

import { afterEach, beforeEach, expect, test, vi } from "vitest";
import type { Move, ZoneView } from "../../../client_web/src/wire.gen";
import { asSent, drawn } from "../scene/support";
import type { FakeSocket } from "./fake-socket";
import { asked, moved, over, person, snapshot } from "./sample";
import { arrive, FakeStorage, openPage, sentOf } from "./visit";

const TILE = 32;
/** 50 × 20 cells of 8 px. The right end is room 4, behind a wall with a gap. */
const LINES = Array.from({ length: 20 }, (_, row) =>
  row >= 8 && row < 12 ? ".".repeat(50) : `${".".repeat(30)}#${".".repeat(19)}`,
);
const ROOM: ZoneView = {
  id: 4,
  kind: "meeting",
  name: { ja: "室", en: "Room" },
  locked: false,
  lobby: false,
  capacity: 0,
  target: "",
  rects: [[248, 0, 152, 160]],
};
const town = (lines: readonly string[]) => ({
  id: "town",
  walk: asSent(drawn(lines)),
  zones: [ROOM],
  drawing: { tile_width: TILE },
});
const IN_ROOM = { x: 360, y: 80 };
const LOCKED = { room: 4, locked: true, owner: 2, capacity: 0, only_for: [] };

let page: Awaited<ReturnType<typeof load>>;
let socket: FakeSocket;

async function load(lines: readonly string[]) {
  const { office } = await openPage(new FakeStorage(), town(lines));
  const { walking } = await import("../../../client_web/src/walking");
  const follow = await import("../../../client_web/src/follow");
  office.listen();
  walking.start();
  follow.startFollowing();
  return { office, walking, follow };
}

async function begin(lines: readonly string[]): Promise<void> {
  page = await load(lines);
  socket = arrive(
    snapshot({ people: [person(1, { x: 40, y: 80 }), person(2, { x: 200, y: 80 })] }),
  );
  await vi.waitFor(() => expect(page.walking.able).toBe(true));
}

beforeEach(async () => {
  vi.useFakeTimers();
  vi.stubGlobal("requestAnimationFrame", (step: (now: number) => void) =>
    setTimeout(() => step(performance.now()), 16),
  );
  await begin(LINES);
});

afterEach(() => {
  vi.clearAllTimers();
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

/** So many seconds on a line that lives, where every claim is accepted. */
function pass(seconds: number): void {
  for (let gone = 0; gone < seconds; gone += 0.1) {
    vi.advanceTimersByTime(100);
    const claim = sentOf(socket, "move").at(-1) as Move | undefined;
    if (claim) socket.receive(moved([1, claim.x, claim.y, claim.facing]));
    else socket.receive({ t: "beat" });
  }
}

const moveTo = (id: number, x: number, y: number) =>
  socket.receive(moved([id, x, y, "s"]));

const here = () => {
  const { x, y } = page.walking.me ?? { x: Number.NaN, y: Number.NaN };
  return { x, y };
};

const away = (x: number, y: number) => Math.hypot(here().x - x, here().y - y) / TILE;

test("one walks to somebody's side, and stays there when they go on", () => {
  page.follow.walkToPerson(2);
  pass(3);
  expect(away(200, 80)).toBeCloseTo(1.25, 1);
  const stood = here();
  moveTo(2, 60, 20);
  pass(3);
  expect(here()).toEqual(stood);
});

test("following keeps a little behind, goes after them, and ends with an arrow key", () => {
  page.follow.follow(2);
  expect(page.follow.following.value).toBe(2);
  pass(3);
  expect(away(200, 80)).toBeLessThan(1.3);
  expect(away(200, 80)).toBeGreaterThan(1);
  moveTo(2, 60, 20);
  pass(3);
  expect(away(60, 20)).toBeLessThan(1.3);
  page.walking.steer({ x: 1, y: 0 });
  expect(page.follow.following.value).toBe(0);
});

test("a click ends following, too", () => {
  page.follow.follow(2);
  page.walking.walkTo(40, 100);
  expect(page.follow.following.value).toBe(0);
});

test("a key that nobody tells of any more is not held", () => {
  page.walking.steer({ x: 0, y: 1 });
  pass(2);
  expect(here().y - 80).toBeGreaterThan(10);
  expect(here().y - 80).toBeLessThan(0.4 * 6 * TILE);
});

test("ROOM-2: who follows into a shut room waits at the door, and goes on when it opens", () => {
  socket.receive({ t: "room", room: LOCKED });
  page.follow.follow(2);
  moveTo(2, IN_ROOM.x, IN_ROOM.y);
  pass(3);
  expect(here().x).toBeGreaterThan(160);
  expect(here().x).toBeLessThan(190);
  expect(page.follow.following.value).toBe(2);
  socket.receive({ t: "room", room: { ...LOCKED, locked: false } });
  pass(3);
  expect(away(IN_ROOM.x, IN_ROOM.y)).toBeLessThan(1.3);
});

test("to a shut room one walks as far as the door, and is told so", () => {
  socket.receive({ t: "room", room: LOCKED });
  page.follow.walkToRoom(4);
  pass(3);
  expect(here().x).toBeGreaterThan(160);
  expect(here().x).toBeLessThan(190);
  expect(page.follow.walkNote.value).toBe("shut");
});

test("ROOM-3: who was let in walks in, and having left is outside again", () => {
  const way = [
    [40, 80],
    [320, 80],
  ] as const;
  socket.receive(
    { t: "room", room: LOCKED },
    { t: "let_in", room: 4, until: 120_000, way, walk: true },
  );
  pass(3);
  expect(here()).toEqual({ x: 320, y: 80 });
  expect(page.office.state.value.letIns.has(4)).toBe(true);
  page.walking.walkTo(200, 80);
  pass(3);
  expect(page.office.state.value.letIns.has(4)).toBe(false);
  page.walking.walkTo(IN_ROOM.x, IN_ROOM.y);
  pass(3);
  expect(here().x).toBeLessThan(248);
});

test("who is on another floor is met there: the floor first, then the way", async () => {
  const roof = { id: 9, name: "P9", avatar: "", about: "", tz: "", floor: "roof" };
  const people = [{ ...roof, status: "available" }] as const;
  socket.receive({ t: "elsewhere", whole: true, people, gone: [] });
  page.follow.walkToPerson(9);
  pass(1);
  expect(sentOf(socket, "go_floor")).toEqual([{ t: "go_floor", floor: "roof" }]);
  page.follow.walkToPerson(77);
  pass(0.2);
  expect(page.follow.walkNote.value).toBe("gone");
});

test("no way at all: following ends with a word", async () => {
  await begin(LINES.map((line) => `${line.slice(0, 30)}#${line.slice(31)}`));
  page.follow.follow(2);
  moveTo(2, 390, 10);
  pass(1);
  expect([page.follow.following.value, page.follow.walkNote.value]).toEqual([0, "no_way"]);
});

test.each([
  ["lead", 1, 2, 2, "follow"],
  ["ping", 1, 2, 2, "walk"],
  ["come", 2, 1, 1, "walk"],
  ["ping", 2, 1, 1, "stay"],
  ["lead", 2, 1, 1, "stay"],
  ["come", 1, 2, 2, "stay"],
] as const)(
  "ASK-3: an accepted %s of %i's sets in motion whom it should",
  (kind, by, to, who, does) => {
    socket.receive(asked(1, { kind, person: by, to }));
    socket.receive(over(1, "accepted", who));
    expect(page.follow.following.value).toBe(does === "follow" ? 2 : 0);
    pass(3);
    expect(away(200, 80) < 1.5).toBe(does !== "stay");
  },
);

test("the way to somebody begins where I am and ends with them", () => {
  const way = page.follow.wayTo(2);
  expect(way[0]).toEqual({ x: 40, y: 80 });
  expect(way.at(-1)).toEqual({ x: 200, y: 80 });
  expect(page.follow.wayTo(99)).toEqual([]);
});

test("a place in a shut room that is pointed at leads to its door, and the way there is told", () => {
  socket.receive({ t: "room", room: LOCKED });
  page.follow.walkToPlace(IN_ROOM.x, IN_ROOM.y);
  pass(4);
  expect(page.follow.walkNote.value).toBe("shut");
  expect(here().x).toBeGreaterThan(160);
  expect(here().x).toBeLessThan(190);
});

test("a place in an open room is simply walked to", () => {
  page.follow.walkToPlace(IN_ROOM.x, IN_ROOM.y);
  pass(4);
  expect(here()).toEqual(IN_ROOM);
  expect(page.follow.walkNote.value).toBe("");
});
