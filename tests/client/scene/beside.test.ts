/** Where "walk to" ends. */

import { expect, test } from "vitest";
import { placeBeside } from "../../../client_web/src/motion/beside";

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
