/** Ways round walls: never through one, never longer than need be. */

import { describe, expect, test } from "vitest";
import { cellAt, gridOf, isOpenAt, type Point } from "../../../client_web/src/motion/grid";
import { walkable } from "../../../client_web/src/motion/line";
import { findPath, reachable, shortest } from "../../../client_web/src/motion/path";
import type { ZoneView } from "../../../client_web/src/wire.gen";
import { asSent, crossesWall, drawn, randomFrom, randomGrid } from "./support";

const ROOM = drawn([
  "..........",
  "..######..",
  "..#....#..",
  "..#....#..",
  "..####.#..",
  "..........",
]);

const lockedZone = (rect: [number, number, number, number]): ZoneView => ({
  id: 1,
  kind: "meeting",
  name: { ja: "", en: "" },
  locked: true,
  lobby: false,
  capacity: 0,
  target: "",
  rects: [rect],
});

describe("the grid", () => {
  test("is read from the server's bits", () => {
    for (let seed = 1; seed <= 20; seed++) {
      const grid = randomGrid(randomFrom(seed));
      expect(gridOf(asSent(grid)).open, `seed ${seed}`).toEqual(grid.open);
    }
  });

  test("closes locked zones, but lets people out of them", () => {
    const zone = lockedZone([24, 16, 32, 16]);
    const sent = asSent(ROOM);
    expect(isOpenAt(gridOf(sent, [zone]), 30, 20)).toBe(false);
    expect(isOpenAt(gridOf(sent, [zone]), 4, 4)).toBe(true);
    expect(isOpenAt(gridOf(sent, [zone], { x: 30, y: 20 }), 30, 20)).toBe(true);
  });
});

describe("a straight segment", () => {
  test("does not cut a corner", () => {
    const grid = drawn([".#", ".."]);
    expect(walkable(grid, 4, 4, 12, 12)).toBe(false);
    expect(walkable(grid, 4, 4, 4, 12)).toBe(true);
    expect(walkable(grid, 4, 12, 15, 8)).toBe(true);
  });

  test("is refused outside the floor", () => {
    expect(walkable(ROOM, 4, 4, 4, -1)).toBe(false);
    expect(walkable(ROOM, -1, 4, 4, 4)).toBe(false);
  });

  test("agrees with fine sampling on random grids", () => {
    for (let seed = 1; seed <= 60; seed++) {
      const random = randomFrom(seed);
      const grid = randomGrid(random, 0.15);
      for (let i = 0; i < 40; i++) {
        const [x0, y0, x1, y1] = [0, 1, 0, 1].map((axis) =>
          Math.floor(random() * (axis ? grid.rows * grid.cellHeight : grid.columns * 8)),
        ) as [number, number, number, number];
        const where = `seed ${seed}: ${x0},${y0} to ${x1},${y1}`;
        if (walkable(grid, x0, y0, x1, y1)) {
          expect(crossesWall(grid, x0, y0, x1, y1), where).toBe(false);
          expect(walkable(grid, x1, y1, x0, y0), `${where} and back`).toBe(true);
        }
      }
    }
  });
});

describe("a path", () => {
  test("goes through the door", () => {
    const path = findPath(ROOM, { x: 4, y: 4 }, { x: 28, y: 20 });
    expect(path?.at(-1)).toEqual({ x: 28, y: 20 });
    expect(path?.length).toBeGreaterThan(2);
  });

  test("is one segment where the way is free", () => {
    expect(findPath(ROOM, { x: 4, y: 4 }, { x: 70, y: 2 })).toEqual([{ x: 70, y: 2 }]);
  });

  test("to a blocked place ends at the nearest reachable one", () => {
    const path = findPath(ROOM, { x: 4, y: 4 }, { x: 20, y: 20 });
    const end = path?.at(-1) as Point;
    expect(isOpenAt(ROOM, end.x, end.y)).toBe(true);
    expect(Math.hypot(end.x - 20, end.y - 20)).toBeLessThanOrEqual(8);
  });

  test("to a place far inside a closed area is none", () => {
    const grid = drawn([`.#${".".repeat(40)}`]);
    expect(findPath(grid, { x: 4, y: 4 }, { x: 300, y: 4 })).toBeNull();
  });

  test("never crosses a wall, on random grids", () => {
    let found = 0;
    for (let seed = 1; seed <= 200; seed++) {
      const random = randomFrom(seed);
      const grid = randomGrid(random);
      const pick = () => ({
        x: Math.floor(random() * grid.columns * grid.cellWidth),
        y: Math.floor(random() * grid.rows * grid.cellHeight),
      });
      const from = pick();
      if (!isOpenAt(grid, from.x, from.y)) continue;
      let here: Point = from;
      for (const corner of findPath(grid, from, pick()) ?? []) {
        const where = `seed ${seed}: ${here.x},${here.y} to ${corner.x},${corner.y}`;
        expect(walkable(grid, here.x, here.y, corner.x, corner.y), where).toBe(true);
        expect(crossesWall(grid, here.x, here.y, corner.x, corner.y), where).toBe(false);
        here = corner;
        found++;
      }
    }
    expect(found).toBeGreaterThan(100);
  });

  test("is as short as a plain search says, on random grids", () => {
    for (let seed = 1; seed <= 60; seed++) {
      const random = randomFrom(seed);
      const grid = randomGrid(random);
      const start = grid.open.indexOf(1);
      const reach = reachable(grid, start);
      const goal = cellAt(grid, random() * grid.columns * 8, random() * grid.rows * 8);
      const cells = shortest(grid, start, goal);
      const expected = plainCosts(grid.open, grid.columns, start)[goal] ?? Infinity;
      expect(cells === null, `seed ${seed}`).toBe(reach[goal] === 0);
      if (cells) expect(length(cells, grid.columns), `seed ${seed}`).toBeCloseTo(expected, 6);
    }
  });
});

function length(cells: readonly number[], columns: number): number {
  let sum = 0;
  for (let i = 1; i < cells.length; i++) {
    const step = Math.abs((cells[i] as number) - (cells[i - 1] as number));
    sum += step === 1 || step === columns ? 1 : Math.SQRT2;
  }
  return sum;
}

/** Bellman-Ford: slow, and nothing like the code under test. */
function plainCosts(open: Uint8Array, columns: number, start: number): Float64Array {
  const cost = new Float64Array(open.length).fill(Infinity);
  cost[start] = 0;
  const at = (col: number, row: number) =>
    col >= 0 && col < columns && row >= 0 && open[row * columns + col] === 1;
  for (let changed = true; changed; ) {
    changed = false;
    for (let cell = 0; cell < open.length; cell++) {
      const col = cell % columns;
      const row = (cell - col) / columns;
      if (!at(col, row)) continue;
      for (const dx of [-1, 0, 1]) {
        for (const dy of [-1, 0, 1]) {
          if (!at(col + dx, row) || !at(col, row + dy) || !at(col + dx, row + dy)) continue;
          const through = (cost[cell + dy * columns + dx] as number) + Math.hypot(dx, dy);
          if (through < (cost[cell] as number) - 1e-9) {
            cost[cell] = through;
            changed = true;
          }
        }
      }
    }
  }
  return cost;
}
