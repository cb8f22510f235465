/** Where one stands to talk with somebody. Pure. */

import type { Point } from "./grid";

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
