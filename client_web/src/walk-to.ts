/** Walks this person to somebody: to a place beside them, not onto them. */

import { scene } from "./arrangement";
import { floor, state } from "./office";
import type { Person } from "./state";

/** So near is beside somebody, in tiles; well within the distance at which a bubble forms. */
const BESIDE = 1;

/** They are met where they stand now; whoever walks on is not followed. */
export function walkTo(id: number): void {
  const { people, me } = state.value;
  const other = people.get(id);
  const self = people.get(me);
  const tile = floor.value?.drawing.tile_width;
  if (!other || !self || !tile) return;
  const place = beside(other, self, BESIDE * tile);
  if (place) scene.value?.walkTo(place.x, place.y);
}

type Point = Pick<Person, "x" | "y">;

/** On the side from which one comes; null where one is near enough already. */
export function beside(other: Point, self: Point, distance: number): Point | null {
  const dx = self.x - other.x;
  const dy = self.y - other.y;
  const away = Math.hypot(dx, dy);
  if (away > 0 && away <= 1.5 * distance) return null;
  if (away === 0) return { x: other.x + distance, y: other.y };
  return {
    x: Math.round(other.x + (dx / away) * distance),
    y: Math.round(other.y + (dy / away) * distance),
  };
}
