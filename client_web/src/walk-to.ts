/** Walks this person to somebody: to a place beside them, not onto them, nor in front of them. */

import { scene } from "./arrangement";
import { placeBeside } from "./motion/beside";
import type { Point } from "./motion/grid";
import { floor, state } from "./office";

/** They are met where they stand now; whoever walks on is not followed. */
export function walkTo(id: number): void {
  const { people, me } = state.value;
  const other = people.get(id);
  const self = people.get(me);
  const tile = floor.value?.drawing.tile_width;
  const stage = scene.value;
  if (!other || !self || !tile || !stage) return;
  const others = [...people.values()].filter((one) => one.id !== me && one.id !== id);
  const free = (at: Point) =>
    stage.clear(other, at) &&
    others.every((one) => Math.hypot(one.x - at.x, one.y - at.y) > tile / 2);
  const place = placeBeside(other, self, tile, free);
  if (place) stage.walkTo(place.x, place.y);
}
