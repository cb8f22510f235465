/** What avatars wear over the trunk: the details of each top, and a dress's skirt. Pure. */

import type { Top } from "./code";
import { light, mix, shade, WHITE } from "./palette";
import type { Pixels } from "./pixels";
import type { Colors, Pose } from "./pose";

type Sew = (p: Pixels, pose: Pose, colors: Colors) => void;

/** Drawn over the trunk, before the arms. */
export function drawTop(p: Pixels, pose: Pose, colors: Colors): void {
  SEWN[colors.look.top](p, pose, colors);
}

function shirt(p: Pixels, { side, back }: Pose, { top }: Colors): void {
  const collar = light(top, 0.45);
  if (side) {
    p.rect(15, 26, 19, 27, collar);
  } else if (back) {
    p.rect(12, 26, 19, 26, collar);
  } else {
    p.rect(12, 26, 19, 27, collar);
    p.rect(15, 27, 16, 36, shade(top, 0.1));
    for (const y of [29, 32, 35]) p.set(15, y, light(top, 0.6));
  }
}

function hoodie(p: Pixels, { side, back }: Pose, { top }: Colors): void {
  const dark = shade(top, 0.24);
  if (side) {
    p.rect(10, 25, 14, 29, dark);
    p.rect(15, 26, 20, 27, light(top));
    p.rect(11, 36, 20, 37, dark);
  } else if (back) {
    p.rows(26, [5, 5, 5, 4, 3], dark);
    p.rect(10, 36, 21, 37, dark);
  } else {
    p.rows(26, [6, 5, 3], light(top));
    p.rect(13, 28, 13, 31, WHITE);
    p.rect(18, 28, 18, 30, WHITE);
    p.rows(33, [3, 4, 4], dark);
    p.rect(10, 37, 21, 37, dark);
  }
}

function suit(p: Pixels, { side, back }: Pose, { top }: Colors): void {
  if (back) {
    p.rect(12, 26, 19, 26, WHITE);
    p.rect(15, 33, 15, 37, shade(top, 0.3));
    return;
  }
  if (side) {
    p.rect(17, 26, 20, 28, WHITE);
    p.rect(20, 29, 20, 37, shade(top, 0.3));
    return;
  }
  const tie = mix(top, 0xc23b4b, 0.75);
  p.rows(26, [4, 3, 3, 2, 2, 1, 1], WHITE);
  p.rows(27, [1, 1, 1, 1, 1], tie);
  p.rect(12, 27, 12, 29, light(top, 0.16));
  p.rect(13, 29, 13, 31, light(top, 0.16));
  p.rect(19, 27, 19, 29, shade(top, 0.2));
  p.rect(18, 29, 18, 31, shade(top, 0.2));
  p.rect(15, 33, 15, 37, shade(top, 0.35));
  p.set(16, 34, light(top, 0.5));
  p.rect(18, 30, 19, 30, WHITE);
}

function cardigan(p: Pixels, { side, back }: Pose, { top }: Colors): void {
  const knit = shade(top, 0.14);
  if (back) {
    for (const y of [29, 32, 35]) p.rect(11, y, 20, y, knit);
    return;
  }
  if (side) {
    p.rect(18, 26, 20, 37, WHITE);
    p.rect(17, 26, 17, 37, shade(top, 0.25));
    return;
  }
  p.rows(26, [4, 3, 3, 2, 2, 2, 2, 2, 2, 2, 2, 2], WHITE);
  p.rect(15, 30, 16, 37, 0xe4ded6);
  p.both(13, 29, 13, 37, shade(top, 0.26));
  p.both(12, 27, 12, 29, shade(top, 0.26));
  p.both(11, 34, 12, 34, knit);
}

function dress(p: Pixels, { side, back }: Pose, { top }: Colors): void {
  const belt = shade(top, 0.3);
  const skirt = side ? [5, 5, 6, 6, 7, 7, 7] : [6, 6, 7, 7, 8, 8, 8];
  p.rows(35, skirt, top);
  p.rect(16 - (side ? 7 : 8), 41, 15 + (side ? 7 : 8), 41, light(top, 0.4));
  const folds = side ? [12, 17] : [11, 15, 19];
  for (const x of folds) p.rect(x, 37, x, 40, shade(top));
  p.rect(side ? 11 : 10, 34, side ? 20 : 21, 34, belt);
  if (!side && !back) p.rows(26, [3, 2], light(top, 0.5));
}

function stripes(p: Pixels, _pose: Pose, { top, look }: Colors): void {
  const band = look.topColor === 5 ? 0x44608c : WHITE;
  for (const y of [28, 29, 32, 33, 36]) {
    for (let x = 10; x <= 21; x++) {
      if (p.has(x, y)) p.set(x, y, x >= 20 ? shade(band, 0.12) : band);
    }
  }
  p.rows(26, [3], shade(top, 0.2));
}

const SEWN: Readonly<Record<Top, Sew>> = { shirt, hoodie, suit, cardigan, dress, stripes };
