/** Which zone a place is in. Pure. */

import type { ZoneView } from "../wire.gen";
import { zoneHolds } from "./grid";

/** The smallest zone with a name at a place. */
export function zoneAt(zones: readonly ZoneView[], x: number, y: number): ZoneView | null {
  let best: ZoneView | null = null;
  let least = Infinity;
  for (const zone of zones) {
    if ((!zone.name.ja && !zone.name.en) || !zoneHolds(zone, x, y)) continue;
    const size = sizeOf(zone);
    if (size < least) {
      best = zone;
      least = size;
    }
  }
  return best;
}

function sizeOf(zone: ZoneView): number {
  return zone.rects.reduce((sum, [, , width, height]) => sum + width * height, 0);
}
