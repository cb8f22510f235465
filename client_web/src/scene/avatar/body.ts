/** An avatar's body from the shoes to the neck, seen from the front, the back or the side. Pure. */

import { light, shade } from "./palette";
import type { Pixels } from "./pixels";
import type { Colors, Pose } from "./pose";

export function drawLegs(p: Pixels, pose: Pose, colors: Colors): void {
  if (pose.side) sideLegs(p, pose, colors);
  else frontLegs(p, pose, colors);
}

/** Both legs; in a stride the one is lifted. */
function frontLegs(p: Pixels, { step }: Pose, { legs, shoes }: Colors): void {
  const left = step === 1 ? 2 : 0;
  const right = step === -1 ? 2 : 0;
  p.rise = 0;
  p.rect(11, 36, 14, 43 - left, legs);
  p.rect(17, 36, 20, 43 - right, legs);
  p.rect(14, 37, 14, 43 - left, shade(legs));
  p.rect(20, 37, 20, 43 - right, shade(legs));
  p.rect(10, 43 - left, 14, 45 - left, shoes);
  p.rect(17, 43 - right, 21, 45 - right, shoes);
  p.rect(10, 45 - left, 14, 45 - left, shade(shoes, 0.3));
  p.rect(17, 45 - right, 21, 45 - right, shade(shoes, 0.3));
}

/** The far leg first, in a darker tone; a stride takes them apart. */
function sideLegs(p: Pixels, { step }: Pose, { legs, shoes }: Colors): void {
  p.rise = 0;
  leg(p, -step * 3, shade(legs, 0.28), shade(shoes, 0.28), step > 0 ? 1 : 0);
  leg(p, step * 3, legs, shoes, step < 0 ? 1 : 0);
}

function leg(p: Pixels, reach: number, cloth: number, shoe: number, lift: number): void {
  for (let y = 36; y <= 43 - lift; y++) {
    const shift = Math.round((reach * (y - 35)) / 8);
    p.rect(13 + shift, y, 17 + shift, y, cloth);
  }
  p.rect(13 + reach, 43 - lift, 19 + reach, 45 - lift, shoe);
  p.rect(13 + reach, 45 - lift, 19 + reach, 45 - lift, shade(shoe, 0.3));
}

/** The trunk in one cloth, with some light from above left. */
export function drawTrunk(p: Pixels, pose: Pose, { top }: Colors): void {
  if (pose.side) {
    p.rows(26, [4, 5, 5, 5, 5, 5, 5, 5, 5, 5, 5, 5], top);
    p.rect(11, 27, 12, 37, shade(top));
  } else {
    p.rows(26, [5, 6, 6, 6, 6, 6, 6, 6, 6, 6, 6, 6], top);
    p.rect(20, 28, 21, 37, shade(top));
    p.rect(10, 37, 21, 37, shade(top));
    p.rect(12, 27, 14, 27, light(top));
  }
}

/** The arms hang beside the trunk, and swing against the legs. */
export function drawArms(p: Pixels, pose: Pose, { top, skin }: Colors): void {
  if (pose.side) {
    sideArm(p, pose.step, top, skin);
    return;
  }
  const left = pose.step === 1 ? -1 : pose.step === -1 ? 1 : 0;
  frontArm(p, 7, left, top, skin);
  frontArm(p, 22, -left, shade(top, 0.1), skin);
}

function frontArm(p: Pixels, x: number, swing: number, cloth: number, skin: number): void {
  p.rect(x, 28, x + 2, 34 + swing, cloth);
  p.rect(x < 16 ? x + 1 : x, 27, x < 16 ? x + 2 : x + 1, 27, cloth);
  p.rect(x < 16 ? x + 2 : x, 29, x < 16 ? x + 2 : x, 34 + swing, shade(cloth, 0.24));
  p.rect(x, 35 + swing, x + 2, 36 + swing, skin);
}

function sideArm(p: Pixels, step: number, cloth: number, skin: number): void {
  for (let y = 28; y <= 36; y++) {
    const shift = Math.round((-step * 4 * (y - 28)) / 8);
    const color = y <= 34 ? cloth : skin;
    p.rect(14 + shift, y, 17 + shift, y, color);
    if (y <= 34) {
      p.set(13 + shift, y, shade(cloth, 0.3));
      p.set(17 + shift, y, light(cloth, 0.1));
    }
  }
}
