/** Hair, caps, scarves: what sits on an avatar's head, and what hangs down its back. Pure. */

import type { HairStyle } from "./code";
import { light, mix, shade } from "./palette";
import type { Pixels } from "./pixels";
import type { Colors, Pose } from "./pose";

/** What is behind the body; drawn first when the avatar looks at us. */
export function drawHairBehind(
  p: Pixels,
  { side, back, sway }: Pose,
  { look, hair }: Colors,
): void {
  if (back) return;
  const dark = shade(hair, 0.22);
  if (look.hair === "long") {
    if (side) p.rows(16, Array(17).fill(6), dark, -4 - sway);
    else p.rows(14, [10, 10, 10, 10, 10, 10, 10, 10, 10, 10, 10, 10, 10, 10, 10, 10, 9, 8], dark);
  }
  if (look.hair === "bob" && !side) p.rows(13, Array(12).fill(10), dark);
  if (look.hair === "ponytail" && !side) p.rect(24, 12, 26, 24, dark);
}

/** What is on the head; drawn last. */
export function drawHair(p: Pixels, pose: Pose, colors: Colors): void {
  (WORN[colors.look.hair] ?? grown)(p, pose, colors);
}

/** Hair as it grows, and what makes the style. */
function grown(p: Pixels, pose: Pose, colors: Colors): void {
  const { look } = colors;
  if (pose.back) backOf(p, pose, colors);
  else if (pose.side) sideOf(p, pose, colors);
  else frontOf(p, colors);
  if (look.hair === "curly") curls(p, pose, colors);
  if (look.hair === "tousled") tufts(p, pose, colors);
  if (look.hair === "bun") bun(p, pose, colors);
  if (look.hair === "ponytail") ponytail(p, pose, colors);
}

/** The crown of the head, a pixel larger than the skull. */
function crown(p: Pixels, color: number, rows: number): void {
  p.rows(6, [5, 8, 9, 9, 10, 10, 10, 10, 10, 10, 10, 10, 10, 10, 10, 10].slice(0, rows), color);
}

function shine(p: Pixels, hair: number, x: number): void {
  p.rect(x, 8, x + 4, 8, light(hair, 0.3));
  p.rect(x - 1, 9, x + 1, 9, light(hair, 0.3));
}

function frontOf(p: Pixels, { look, hair }: Colors): void {
  const dark = shade(hair, 0.22);
  crown(p, hair, 7);
  switch (look.hair) {
    case "bob":
      p.rows(13, [10, 10, 10], hair);
      p.rows(16, [5], hair);
      p.both(6, 16, 7, 24, hair);
      p.both(6, 25, 8, 25, dark);
      p.both(8, 16, 8, 18, dark);
      break;
    case "long":
      p.rows(13, [10, 10], hair);
      p.rect(13, 13, 18, 14, mix(hair, dark, 0.3));
      p.both(6, 15, 7, 29, hair);
      p.both(8, 15, 8, 17, dark);
      p.both(7, 26, 7, 29, dark);
      break;
    case "bun":
    case "ponytail":
      p.rows(13, [10, 10], hair);
      p.rect(15, 13, 17, 14, dark);
      fringe(p, hair, [17, 16, 15, 14, 14, 13, 13, 12, 12, 12, 13, 13, 14, 14, 15, 15, 15, 16, 17]);
      break;
    default:
      fringe(p, hair, [18, 17, 15, 15, 16, 15, 15, 14, 15, 15, 14, 13, 14, 13, 13, 14, 14, 16, 18]);
      p.rect(9, 15, 12, 15, mix(hair, dark, 0.5));
  }
  shine(p, hair, 11);
}

/** Fills each column from the crown down to the row told, from x = 6 on. */
function fringe(p: Pixels, hair: number, ends: readonly number[]): void {
  ends.forEach((end, i) => {
    p.rect(6 + i, 12, 6 + i, end, hair);
  });
  p.rect(25, 12, 25, ends[0] ?? 12, hair);
}

function sideOf(p: Pixels, { sway }: Pose, { look, hair }: Colors): void {
  const dark = shade(hair, 0.22);
  crown(p, hair, 7);
  p.rect(6, 13, 12, 19, hair);
  p.rect(6, 13, 17, 15, hair);
  p.rect(18, 13, 24, 14, hair);
  p.rect(22, 15, 24, 15, hair);
  switch (look.hair) {
    case "bob":
      p.rect(6, 20, 15, 24, hair);
      p.rect(13, 16, 15, 19, hair);
      p.rect(7, 25, 14, 25, dark);
      break;
    case "long":
      p.rect(6, 20, 13, 24, hair);
      p.rect(5 - sway, 25, 12 - sway, 31, hair);
      p.rect(5 - sway, 32, 10 - sway, 33, dark);
      p.rect(12, 16, 13, 24, dark);
      break;
    default:
      p.rect(7, 20, 11, 21, hair);
      p.rect(8, 22, 10, 23, dark);
      p.rect(12, 16, 12, 18, dark);
  }
  shine(p, hair, 13);
}

function backOf(p: Pixels, { sway }: Pose, { look, hair }: Colors): void {
  const dark = shade(hair, 0.22);
  crown(p, hair, 16);
  p.rows(22, [9, 8, 6], hair);
  if (look.hair === "bob") {
    p.rows(22, [10, 10, 10], hair);
    p.rows(25, [9], dark);
  } else if (look.hair === "long") {
    p.rows(22, [10, 10, 10, 10, 10, 10, 10, 9, 9], hair, sway);
    p.rows(31, [8, 7], dark, sway);
    for (const x of [11, 15, 20]) p.rect(x + sway, 22, x + sway, 30, dark);
  } else {
    p.rows(24, [6], dark);
  }
  p.rect(11, 8, 15, 8, light(hair, 0.3));
}

function curls(p: Pixels, { side, back }: Pose, { hair }: Colors): void {
  const dark = shade(hair, 0.2);
  const shift = side ? -2 : 0;
  for (const [x, y] of [
    [7, 10],
    [11, 7],
    [16, 6],
    [21, 7],
    [25, 10],
    [6, 15],
  ] as const) {
    p.disc(x + (x > 20 ? shift : 0), y, 3, hair);
    p.set(x - 1, y - 1, light(hair, 0.25));
  }
  p.disc(6, 19, 2, hair);
  if (!side) p.disc(25, 15, 3, hair);
  if (!side) p.disc(25, 19, 2, hair);
  if (side) p.disc(9, 21, 3, hair);
  if (back) for (const x of [9, 14, 18, 22]) p.disc(x, 22, 3, hair);
  for (const x of [9, 13, 18, 23]) p.set(x + shift, 12, dark);
}

function tufts(p: Pixels, { side }: Pose, { hair }: Colors): void {
  const lean = side ? -2 : 0;
  p.rect(9 + lean, 5, 12 + lean, 6, hair);
  p.rect(8 + lean, 4, 10 + lean, 4, hair);
  p.rect(14, 4, 18, 6, hair);
  p.rect(17, 3, 18, 3, hair);
  p.rect(20, 5, 23, 7, hair);
  p.rect(23, 4, 24, 5, hair);
  p.rect(5, 12, 6, 14, hair);
  if (!side) p.rect(25, 12, 26, 14, hair);
}

function bun(p: Pixels, { side }: Pose, { hair }: Colors): void {
  const x = side ? 10 : 15.5;
  p.disc(x, 4, 3.5, hair);
  p.rect(Math.round(x) - 3, 7, Math.round(x) + 3, 7, shade(hair, 0.4));
  p.rect(Math.round(x) - 2, 2, Math.round(x), 2, light(hair, 0.3));
}

function ponytail(p: Pixels, { side, back, sway }: Pose, { hair }: Colors): void {
  const dark = shade(hair, 0.22);
  const band = 0xe2574f;
  if (back) {
    p.rect(13 + sway, 13, 18 + sway, 27, dark);
    p.rect(14 + sway, 13, 17 + sway, 26, hair);
    p.rect(13, 12, 18, 13, band);
  } else if (side) {
    p.rect(3 - sway, 12, 6, 21, hair);
    p.rect(2 - sway, 15, 5 - sway, 25, hair);
    p.rect(2 - sway, 24, 4 - sway, 26, dark);
    p.rect(6, 11, 7, 14, band);
  } else {
    p.rect(25, 11, 26, 13, band);
  }
}

function cap(p: Pixels, { side, back }: Pose, { hair, accent }: Colors): void {
  const dark = shade(accent, 0.25);
  if (back) {
    crown(p, hair, 15);
    p.rows(21, [9, 8, 6], shade(hair, 0.15));
  } else if (side) {
    p.rect(6, 13, 12, 20, hair);
    p.rect(8, 21, 11, 22, shade(hair, 0.2));
  } else {
    p.both(6, 13, 7, 18, hair);
    p.both(8, 13, 8, 15, hair);
  }
  crown(p, accent, 8);
  p.rect(11, 8, 15, 8, light(accent, 0.35));
  p.rect(15, 5, 16, 5, dark);
  if (back) p.rows(14, [4, 3], hair);
  else if (side) p.rect(17, 14, 28, 15, dark);
  else p.rows(14, [10, 9], dark);
}

function scarf(p: Pixels, { side, back }: Pose, { scarf: cloth }: Colors): void {
  const dark = shade(cloth, 0.2);
  crown(p, cloth, 8);
  if (back) {
    crown(p, cloth, 16);
    p.rows(22, [10, 9, 9, 9, 9, 8], cloth);
    p.rows(28, [6, 4, 2], dark);
    p.rect(11, 9, 15, 9, light(cloth, 0.35));
    return;
  }
  if (side) {
    p.rect(6, 13, 16, 24, cloth);
    p.rect(17, 13, 18, 15, cloth);
    p.rect(17, 14, 17, 23, dark);
    p.rows(24, [8, 8, 8, 7, 6], cloth, -1);
    p.rect(9, 27, 18, 28, dark);
  } else {
    p.both(6, 13, 8, 24, cloth);
    p.both(9, 13, 9, 15, cloth);
    p.rows(24, [9, 9, 9, 8, 7, 5], cloth);
    p.rows(26, [6, 5], dark);
  }
  p.rect(11, 8, 15, 8, light(cloth, 0.35));
}

/** No hair on top; every other one has a beard. */
function bald(p: Pixels, { side, back }: Pose, { look, beard: hair, skin }: Colors): void {
  p.rect(11, 10, 13, 10, light(skin, 0.6));
  p.rect(10, 11, 11, 11, light(skin, 0.6));
  if (look.hairColor % 2 === 0 || back) return;
  if (side) {
    p.rect(15, 21, 18, 23, hair);
    p.rect(17, 23, 23, 25, hair);
    p.rect(22, 21, 24, 21, hair);
  } else {
    p.both(7, 19, 8, 22, hair);
    p.rows(23, [8, 7, 5], hair);
    p.rect(13, 21, 18, 21, hair);
    p.rect(12, 22, 13, 23, hair);
    p.rect(18, 22, 19, 23, hair);
  }
}

type Dress = (p: Pixels, pose: Pose, colors: Colors) => void;

/** The heads that show no grown hair on top. */
const WORN: Readonly<Partial<Record<HairStyle, Dress>>> = { bald, scarf, cap };
