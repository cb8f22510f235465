/** What goes on among the people, as far as it is worked out: doors, marks, hands, reactions, ways. */

import { describe, expect, test } from "vitest";
import { countOf, lookOf, textOf } from "../../../client_web/src/scene/door-plate";
import { Doors } from "../../../client_web/src/scene/doors";
import { doorwayOf, outlineOfRects } from "../../../client_web/src/scene/doorway";
import { People } from "../../../client_web/src/scene/people";
import { MOST, phaseOf, Reactions, SHOWN } from "../../../client_web/src/scene/reactions";
import { markOf } from "../../../client_web/src/scene/status-mark";
import { besides } from "../../../client_web/src/scene/tag-picture";
import type { Door } from "../../../client_web/src/scene/types";
import { aheadOf, edgeOf, Way } from "../../../client_web/src/scene/way";
import type { Person } from "../../../client_web/src/state";
import type { Status, ZoneView } from "../../../client_web/src/wire.gen";
import { drawn } from "./support";

const person = (id: number, more: Partial<Person> = {}): Person => ({
  id,
  name: `p${id}`,
  seat: 0,
  avatar: "auto",
  about: "",
  tz: "",
  guest: false,
  x: 0,
  y: 0,
  facing: "s",
  status: "available",
  wished: false,
  until: 0,
  lingering: false,
  hand: 0,
  bubble: 0,
  ...more,
});

const room = (...rects: [number, number, number, number][]): ZoneView => ({
  id: 7,
  kind: "meeting",
  name: { ja: "会議室 竹", en: "Take" },
  locked: false,
  lobby: false,
  capacity: 0,
  target: "",
  rects,
});

const door = (more: Partial<Door> = {}): Door => ({
  zone: room([0, 0, 80, 80]),
  name: "会議室 竹",
  locked: false,
  shut: null,
  inside: 0,
  capacity: 0,
  here: false,
  letIn: false,
  ...more,
});

describe("a room's plate", () => {
  test("says who may go in: all, nobody, nobody more, I alone; and that I sit behind a lock", () => {
    expect(lookOf(door())).toBe("open");
    expect(lookOf(door({ locked: true, shut: "locked" }))).toBe("shut");
    expect(lookOf(door({ shut: "only_for" }))).toBe("shut");
    expect(lookOf(door({ shut: "full" }))).toBe("full");
    expect(lookOf(door({ locked: true, shut: "locked", letIn: true }))).toBe("yours");
    expect(lookOf(door({ locked: true, shut: "locked", here: true }))).toBe("closed");
    expect(lookOf(door({ here: true, shut: "full" }))).toBe("open");
  });

  test("counts those inside, of how many where that is limited", () => {
    expect(countOf({ inside: 0, capacity: 0 })).toBe("");
    expect(countOf({ inside: 3, capacity: 0 })).toBe("3");
    expect(countOf({ inside: 0, capacity: 8 })).toBe("0/8");
    expect(textOf(door({ inside: 3, capacity: 8 }), true)).toBe("会議室 竹  3/8");
    expect(textOf(door({ inside: 3, capacity: 8 }), false)).toBe("3/8");
    expect(textOf(door(), true)).toBe("会議室 竹");
  });

  test("is nowhere to be clicked before it was painted", () => {
    expect(new Doors().roomAt(10, 10)).toBe(0);
  });
});

describe("a room's shape", () => {
  const edge = (...rects: [number, number, number, number][]) =>
    outlineOfRects(rects)
      .map(({ from, to }) => [from.x, from.y, to.x, to.y].join(" "))
      .sort();

  test("is four lines for one rectangle, and no line is where two meet", () => {
    const whole = ["0 0 0 8", "0 0 20 0", "0 8 20 8", "20 0 20 8"];
    expect(edge([0, 0, 20, 8])).toEqual(whole);
    expect(edge([0, 0, 10, 8], [10, 0, 10, 8])).toEqual(whole);
    expect(edge([0, 0, 12, 8], [8, 0, 12, 8])).toEqual(whole);
  });

  test("is six lines for a corner", () => {
    expect(edge([0, 0, 20, 10], [0, 10, 10, 10]).length).toBe(6);
  });

  test("has its doorway where the wall is open", () => {
    const grid = drawn(["########", "#......#", "#......#", "####..##", "........"]);
    const found = doorwayOf(grid, room([0, 0, 64, 32]));
    expect(found).toEqual({
      from: { x: 32, y: 32 },
      to: { x: 48, y: 32 },
      middle: { x: 40, y: 32 },
      side: "s",
    });
  });

  test("has its door at the gap in a wall that stands beyond its edge", () => {
    const walls = [
      "########",
      "#......#",
      "#......#",
      "#......#",
      "####.###",
      "####.###",
      "........",
    ];
    const found = doorwayOf(drawn(walls), room([8, 8, 48, 16]));
    expect(found).toMatchObject({ from: { x: 32, y: 24 }, to: { x: 40, y: 24 }, side: "s" });
    const open = doorwayOf(drawn(walls.slice(0, 4).concat("........")), room([8, 8, 48, 16]));
    expect(open).toMatchObject({ from: { x: 8, y: 24 }, to: { x: 56, y: 24 } });
  });

  test("has the widest of several doorways, at any side, and none where there is none", () => {
    const grid = drawn(["..#.###..", "..#...#..", ".........", "..#......", "..#####.."]);
    expect(doorwayOf(grid, room([16, 0, 40, 40]))?.side).toBe("e");
    expect(doorwayOf(grid, room([16, 0, 40, 40]))?.middle).toEqual({ x: 56, y: 24 });
    expect(doorwayOf(drawn(["####", "#..#", "####"]), room([0, 0, 32, 24]))).toBeNull();
  });
});

describe("a status", () => {
  test("has a shape and a colour of its own", () => {
    const all: Status[] = ["available", "dnd", "meeting", "serving", "away"];
    expect(new Set(all.map((status) => markOf(status).shape)).size).toBe(all.length);
    expect(new Set(all.map((status) => markOf(status).color)).size).toBe(all.length);
  });
});

describe("a name tag", () => {
  const shown = (more: Partial<Person>, hand = 0, followed = false) =>
    besides({ person: person(1, more), hand, followed }, "ゲスト").map(({ text, kind }) =>
      [kind, text].join(" ").trim(),
    );

  test("has beside it whether one is a guest, whom I follow, and the order of hands", () => {
    expect(shown({})).toEqual([]);
    expect(shown({ guest: true }, 3, true)).toEqual(["guest ゲスト", "followed", "hand 3"]);
  });

  test("is made anew only when what it shows has changed", () => {
    const people = new People();
    people.sync(new Map([[1, person(1)]]), 0, 50, 32);
    const figure = people.get(1);
    const redone = (change: () => void): boolean => {
      const plate = {} as HTMLCanvasElement;
      if (figure) figure.plate = plate;
      change();
      return figure?.plate !== plate;
    };
    const tell = (more: Partial<Person>) => () =>
      people.sync(new Map([[1, person(1, more)]]), 0, 50, 32);
    expect(redone(tell({ x: 5, hand: 9 }))).toBe(false);
    expect(redone(tell({ status: "away" }))).toBe(true);
    expect(redone(() => people.mark(new Map([[1, 2]]), 0))).toBe(true);
    expect(redone(() => people.mark(new Map([[1, 2]]), 0))).toBe(false);
    expect(redone(() => people.mark(new Map([[1, 1]]), 0))).toBe(true);
    expect(redone(() => people.mark(new Map(), 1))).toBe(true);
  });
});

describe("reactions", () => {
  test("last a moment, and at most three are over one person", () => {
    const reactions = new Reactions();
    for (const [at, emoji] of ["👍", "🎉", "👏", "😂"].entries()) {
      reactions.show(1, emoji, 0, at * 100);
    }
    expect(reactions.of(1).map(({ emoji }) => emoji)).toEqual(["🎉", "👏", "😂"]);
    expect(reactions.of(1).length).toBe(MOST);
    expect(new Set(reactions.of(1).map(({ slot }) => slot)).size).toBe(MOST);
    expect(reactions.expire(99 + SHOWN)).toBe(false);
    expect(reactions.expire(100 + SHOWN)).toBe(true);
    expect(reactions.of(1).map(({ emoji }) => emoji)).toEqual(["👏", "😂"]);
    reactions.expire(10_000);
    expect(reactions.any).toBe(false);
  });

  test("rise and fade; without motion they appear where they are", () => {
    const rises = [0, 500, 1500, SHOWN].map((age) => phaseOf(age, false).rise);
    expect(rises).toEqual([...rises].sort((a, b) => a - b));
    expect(phaseOf(SHOWN / 2, false).alpha).toBe(1);
    expect(phaseOf(SHOWN, false).alpha).toBe(0);
    expect(new Set([0, 700, 2400].map((age) => JSON.stringify(phaseOf(age, true)))).size).toBe(1);
    expect(phaseOf(SHOWN, true).alpha).toBe(0);
  });
});

describe("the way to somebody", () => {
  test("begins at the corner that is still before me", () => {
    const corners = [
      { x: 0, y: 0 },
      { x: 10, y: 0 },
      { x: 100, y: 0 },
    ];
    expect(aheadOf(corners, { x: 4, y: 0 }, 16)).toEqual([{ x: 100, y: 0 }]);
    expect(aheadOf(corners, { x: 99, y: 0 }, 16)[0]).toEqual({ x: 0, y: 0 });
    expect(aheadOf([], { x: 0, y: 0 }, 16)).toEqual([]);
  });

  test("is looked for at once, then now and then", () => {
    const way = new Way();
    const asked: number[] = [];
    const find = (id: number) => {
      asked.push(id);
      return null;
    };
    for (let now = 0; now < 1000; now += 16) way.update(5, now, find);
    expect(asked.length).toBe(3);
    way.update(6, 1001, find);
    way.update(0, 1010, find);
    expect(asked.slice(3)).toEqual([6]);
  });

  test("is an arrow inside the view, pointing out, where its end is not seen", () => {
    expect(edgeOf(400, 300, 1280, 800, 1)).toBeNull();
    for (const [x, y] of [
      [-500, 300],
      [5000, 5000],
      [640, -900],
      [641, 4000],
    ] as const) {
      const edge = edgeOf(x, y, 1280, 800, 1);
      expect(edge?.x).toBeGreaterThanOrEqual(34);
      expect(edge?.x).toBeLessThanOrEqual(1246);
      expect(edge?.y).toBeGreaterThanOrEqual(40);
      expect(edge?.y).toBeLessThanOrEqual(644);
      expect(Math.sign(Math.cos(edge?.angle ?? 0) + 1e-9)).toBe(Math.sign(x - 639));
    }
  });
});
