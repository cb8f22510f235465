/** Where "walk to" ends. */

import { expect, test } from "vitest";
import { placeBefore, placeBeside } from "../../../client_web/src/motion/beside";

const OTHER = { x: 320, y: 320 };
const anywhere = () => true;

test("at the side that is nearer, not in front", () => {
  expect(placeBeside(OTHER, { x: 330, y: 900 }, 32, anywhere)).toEqual({ x: 360, y: 320 });
  expect(placeBeside(OTHER, { x: 310, y: 900 }, 32, anywhere)).toEqual({ x: 280, y: 320 });
});

test("at the other side where the nearer one is taken", () => {
  const free = (at: { x: number }) => at.x < OTHER.x;
  expect(placeBeside(OTHER, { x: 900, y: 320 }, 32, free)).toEqual({ x: 280, y: 320 });
});

test("where one comes from if both sides are taken", () => {
  expect(placeBeside(OTHER, { x: 320, y: 900 }, 32, () => false)).toEqual({ x: 320, y: 360 });
});

test("nowhere if one stands well already; but out of the way from right in front", () => {
  expect(placeBeside(OTHER, { x: 350, y: 325 }, 32, anywhere)).toBe(null);
  expect(placeBeside(OTHER, { x: 322, y: 350 }, 32, anywhere)).toEqual({ x: 360, y: 320 });
});

test("a window is walked up to from the front, not behind its counter", () => {
  const window = {
    id: 3,
    kind: "window",
    name: { ja: "経理", en: "Accounting" },
    locked: false,
    lobby: false,
    capacity: 0,
    target: "",
    rects: [[224, 224, 224, 224]] as [number, number, number, number][],
  };
  const clerk = { x: 330, y: 290 };
  const inFront = (at: { y: number }) => at.y < 300 || at.y > 340; // the counter
  expect(placeBefore(window, clerk, { x: 330, y: 900 }, 32, inFront)).toEqual({ x: 336, y: 368 });
  expect(placeBefore(window, clerk, { x: 330, y: 400 }, 32, inFront)).toBe(null);
  expect(placeBefore(window, clerk, { x: 330, y: 900 }, 32, () => false)).toBe(null);
});
