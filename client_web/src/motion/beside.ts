/** Where one stands to talk with somebody. Pure. */

import type { ZoneView } from "../wire.gen";
import { type Point, zoneHolds } from "./grid";

/** So near is beside somebody, in tiles; well within the distance at which a bubble forms. */
const BESIDE = 1.25;
/** Nearer than this to somebody's middle one hides them, or is hidden. */
const APART = 0.75;

/**
 * At the left or the right, whichever is nearer and free, so that both are seen; else on the side
 * from which one comes. Null where one stands well already.
 */
export function placeBeside(
  other: Point,
  self: Point,
  tile: number,
  free: (at: Point) => boolean,
): Point | null {
  const dx = self.x - other.x;
  const dy = self.y - other.y;
  const away = Math.hypot(dx, dy);
  if (away <= 1.5 * tile && Math.abs(dx) >= APART * tile) return null;
  const side = dx < 0 ? -1 : 1;
  for (const way of [side, -side]) {
    const at = { x: Math.round(other.x + way * BESIDE * tile), y: Math.round(other.y) };
    if (free(at)) return at;
  }
  if (away <= 1.5 * tile) return null;
  return {
    x: Math.round(other.x + (dx / away) * BESIDE * tile),
    y: Math.round(other.y + (dy / away) * BESIDE * tile),
  };
}

/** Over a counter one talks from so far away, in tiles; within the distance of a bubble. */
const OVER_COUNTER = 2.75;
/** A step aside along the counter is worth so many on the way there. */
const ASIDE = 2;

/**
 * In front of a service window at which somebody sits: in its zone, on the side from which one
 * comes, and not behind the counter with them. Null where no place is free, or one is in it already.
 */
export function placeBefore(
  window: ZoneView,
  other: Point,
  self: Point,
  tile: number,
  free: (at: Point) => boolean,
): Point | null {
  if (zoneHolds(window, self.x, self.y)) return null;
  const apart = (at: Point, to: Point) => Math.hypot(at.x - to.x, at.y - to.y);
  const cost = (at: Point) => apart(at, self) + ASIDE * Math.abs(at.x - other.x);
  const step = tile / 2;
  let best: Point | null = null;
  for (const [left, top, width, height] of window.rects) {
    for (let y = top + step; y < top + height; y += step) {
      for (let x = left + step; x < left + width; x += step) {
        const at = { x: Math.floor(x), y: Math.floor(y) };
        if (apart(at, other) > OVER_COUNTER * tile || apart(at, other) < tile) continue;
        if ((!best || cost(at) < cost(best)) && free(at)) best = at;
      }
    }
  }
  return best;
}
