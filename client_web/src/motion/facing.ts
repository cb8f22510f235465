/** Which way somebody looks who walks this way. Pure. */

import type { Facing } from "../wire.gen";

/** A turn needs a clearly longer side, so that a diagonal walk does not flicker. */
const CLEARLY = 1.3;

export function facingOf(dx: number, dy: number, now: Facing): Facing {
  const across = Math.abs(dx);
  const along = Math.abs(dy);
  if (across === 0 && along === 0) return now;
  const horizontal: Facing = dx > 0 ? "e" : "w";
  const vertical: Facing = dy > 0 ? "s" : "n";
  if (across > along * CLEARLY) return horizontal;
  if (along > across * CLEARLY) return vertical;
  return now === horizontal || now === vertical ? now : horizontal;
}
