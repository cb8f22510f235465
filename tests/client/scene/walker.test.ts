/** Walking and claiming: sliding along walls, and claims that the server can believe. */

import { describe, expect, test } from "vitest";
import { Claims } from "../../../client_web/src/motion/claims";
import { facingOf } from "../../../client_web/src/motion/facing";
import { type Grid, isOpenAt, type Point } from "../../../client_web/src/motion/grid";
import { walkable } from "../../../client_web/src/motion/line";
import { findPath } from "../../../client_web/src/motion/path";
import { Walker } from "../../../client_web/src/motion/walker";
import type { Facing } from "../../../client_web/src/wire.gen";
import { drawn, randomFrom, randomGrid } from "./support";

interface Sent extends Point {
  readonly facing: Facing;
  readonly at: number;
}

/** A walker with its claims, on a clock that the test moves. */
function walking(grid: Grid, x: number, y: number) {
  const sent: Sent[] = [];
  let now = 0;
  const claims = new Claims(grid, (cx, cy, facing) => sent.push({ x: cx, y: cy, facing, at: now }));
  const walker = new Walker(grid, (vx, vy, facing, corner) =>
    claims.visit(vx, vy, facing, corner, now),
  );
  walker.place(x, y, "s");
  claims.reset(x, y, "s");
  const frame = (ms: number, keys?: Point, speed = 192) => {
    now += ms;
    walker.step((speed * ms) / 1000, keys);
    claims.tick(now);
  };
  return { walker, claims, sent, frame };
}

const OPEN = drawn(Array.from({ length: 20 }, () => ".".repeat(20)));

describe("the walker by keys", () => {
  test("goes at its speed, diagonally too", () => {
    const { walker, frame } = walking(OPEN, 10, 10);
    for (let i = 0; i < 10; i++) frame(16, { x: 1, y: 1 }, 100);
    expect(Math.hypot(walker.x - 10, walker.y - 10)).toBeCloseTo(16, 6);
    expect(walker.x).toBeCloseTo(walker.y, 6);
  });

  test("slides along a wall", () => {
    const grid = drawn(["....", "....", "####"]);
    const { walker, frame } = walking(grid, 2, 14);
    for (let i = 0; i < 10; i++) frame(16, { x: 1, y: 1 }, 100);
    expect(walker.x).toBeGreaterThan(12);
    expect(walker.y).toBeLessThan(16);
    expect(walker.y).toBeGreaterThan(14.5);
  });

  test("is led round the end of a wall", () => {
    const grid = drawn(["......", ".##...", "......"]);
    const { walker, frame } = walking(grid, 22, 4);
    for (let i = 0; i < 20; i++) frame(16, { x: 0, y: 1 }, 100);
    expect(walker.y).toBeGreaterThan(18);
  });

  test("stops at the edge of the floor", () => {
    const { walker, frame } = walking(OPEN, 4, 4);
    for (let i = 0; i < 20; i++) frame(16, { x: -1, y: 0 }, 400);
    expect(walker.x).toBeGreaterThanOrEqual(0);
    expect(walker.moving).toBe(false);
    expect(walker.facing).toBe("w");
  });
});

describe("the walker on a path", () => {
  test("arrives exactly, and says so at once", () => {
    const { walker, sent, frame } = walking(OPEN, 10, 10);
    walker.follow([
      { x: 40, y: 10 },
      { x: 40, y: 33 },
    ]);
    for (let i = 0; i < 40; i++) frame(16);
    expect([walker.x, walker.y, walker.moving]).toEqual([40, 33, false]);
    expect(sent.map(({ x, y }) => `${x},${y}`)).toContain("40,10");
    expect(sent.at(-1)).toMatchObject({ x: 40, y: 33, facing: "s" });
  });

  test("gives way to the keys", () => {
    const { walker, frame } = walking(OPEN, 10, 10);
    walker.follow([{ x: 100, y: 10 }]);
    frame(16);
    frame(16, { x: 0, y: 1 });
    expect(walker.target).toBeNull();
  });
});

describe("claims", () => {
  test("are at most one in 50 ms on a straight walk, and the last is the end", () => {
    const { walker, sent, frame } = walking(OPEN, 10, 10);
    walker.follow([{ x: 150, y: 10 }]);
    for (let i = 0; i < 100; i++) frame(10);
    const gaps = sent.slice(1, -1).map((claim, i) => claim.at - (sent[i]?.at ?? 0));
    expect(Math.min(...gaps)).toBeGreaterThanOrEqual(50);
    expect(sent.at(-1)).toMatchObject({ x: 150, y: 10 });
  });

  test("turning on the spot is told once", () => {
    const grid = drawn(["#", ".", "#"]);
    const { sent, frame } = walking(grid, 4, 12);
    for (let i = 0; i < 30; i++) frame(16, { x: 0, y: -1 }, 0.001);
    expect(sent.map(({ facing }) => facing)).toEqual(["n"]);
  });

  test("are open, whole, honest and walkable one from the other, on random grids", () => {
    let checked = 0;
    for (let seed = 1; seed <= 150; seed++) {
      const random = randomFrom(seed);
      const grid = randomGrid(random, 0.25);
      const from = {
        x: Math.floor(random() * grid.columns * grid.cellWidth),
        y: Math.floor(random() * grid.rows * grid.cellHeight),
      };
      if (!isOpenAt(grid, from.x, from.y)) continue;
      const { walker, sent, frame } = walking(grid, from.x, from.y);
      for (let walk = 0; walk < 12; walk++) {
        const keys = { x: Math.floor(random() * 3) - 1, y: Math.floor(random() * 3) - 1 };
        const to = { x: random() * grid.columns * 8, y: random() * grid.rows * 8 };
        const byKeys = random() < 0.5;
        if (!byKeys) walker.follow(findPath(grid, walker, to) ?? []);
        for (let i = 0; i < 40; i++) frame(4 + random() * 60, byKeys ? keys : undefined);
        walker.stop();
      }
      let here: { x: number; y: number; at: number } = { ...from, at: -1000 };
      for (const claim of sent) {
        const where = `seed ${seed}: ${here.x},${here.y} to ${claim.x},${claim.y}`;
        expect(Number.isInteger(claim.x) && Number.isInteger(claim.y), where).toBe(true);
        expect(isOpenAt(grid, claim.x, claim.y), where).toBe(true);
        expect(walkable(grid, here.x, here.y, claim.x, claim.y), where).toBe(true);
        here = claim;
        checked++;
      }
    }
    expect(checked).toBeGreaterThan(2000);
  });
});

describe("facing", () => {
  test("follows the longer side, and keeps still on a diagonal", () => {
    expect(facingOf(3, 1, "s")).toBe("e");
    expect(facingOf(-1, -3, "s")).toBe("n");
    expect(facingOf(1, 1, "s")).toBe("s");
    expect(facingOf(1, 1, "n")).toBe("e");
    expect(facingOf(0, 0, "w")).toBe("w");
  });
});
