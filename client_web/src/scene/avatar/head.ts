/** An avatar's head and face. Pure. */

import { INK, light, mix, shade, WHITE } from "./palette";
import type { Pixels } from "./pixels";
import type { Colors, Pose } from "./pose";

/** Half the head's width, row by row from y = 8. */
const HEAD = [5, 7, 8, 8, 9, 9, 9, 9, 9, 9, 9, 9, 9, 9, 8, 8, 7, 5] as const;

export function drawHead(p: Pixels, pose: Pose, colors: Colors): void {
  const { skin } = colors;
  p.rect(14, 25, 17, 27, shade(skin, 0.22));
  p.rows(8, HEAD, skin);
  p.rows(23, [8, 7, 5], shade(skin, 0.1));
  if (pose.back) {
    p.both(6, 17, 6, 19, shade(skin, 0.12));
    return;
  }
  if (pose.side) sideFace(p, pose, colors);
  else frontFace(p, pose, colors);
}

function frontFace(p: Pixels, { blink }: Pose, { skin }: Colors): void {
  const blush = mix(skin, 0xe2574f, 0.3);
  p.both(6, 17, 6, 19, shade(skin, 0.1));
  p.both(8, 21, 9, 22, blush);
  if (blink) {
    p.both(11, 19, 13, 19, INK);
  } else {
    p.both(11, 17, 13, 20, INK);
    p.both(11, 17, 11, 17, skin);
    p.rect(12, 17, 12, 18, WHITE);
    p.rect(19, 17, 19, 18, WHITE);
    p.both(12, 20, 12, 20, 0x6a4a52);
  }
  p.rect(15, 22, 16, 22, mix(skin, 0x9c3a3a, 0.55));
}

function sideFace(p: Pixels, { blink }: Pose, { skin }: Colors): void {
  const blush = mix(skin, 0xe2574f, 0.3);
  p.set(25, 20, skin);
  p.set(25, 21, shade(skin, 0.1));
  p.rect(19, 21, 20, 22, blush);
  if (blink) {
    p.rect(20, 19, 22, 19, INK);
  } else {
    p.rect(21, 17, 22, 20, INK);
    p.rect(22, 17, 22, 18, WHITE);
  }
  p.rect(23, 22, 24, 22, mix(skin, 0x9c3a3a, 0.5));
  p.rect(13, 17, 14, 20, shade(skin, 0.14));
  p.set(14, 18, light(skin, 0.1));
}
