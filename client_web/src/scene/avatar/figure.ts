/**
 * One avatar as a picture of 32 × 48 pixels, for each way it faces and each frame of its walk.
 * The feet stand at (16, 46). Pure.
 */

import type { Facing } from "../../wire.gen";
import { drawArms, drawLegs, drawTrunk } from "./body";
import { type Look, lookOf } from "./code";
import { drawHair, drawHairBehind } from "./hair";
import { drawHead } from "./head";
import { FABRICS, HAIRS, SCARVES, SHOES, SKINS, shade, TROUSERS } from "./palette";
import { Pixels } from "./pixels";
import type { Colors, Pose } from "./pose";
import { drawTop } from "./tops";

export const WIDTH = 32;
export const HEIGHT = 48;
export const FEET = 46;

/** Frames 0 to 3 are the walk, 4 is standing, 5 is standing with the eyes shut. */
export const FRAMES = 6;
export const IDLE = 4;
export const BLINK = 5;

export function drawFigure(code: string, facing: Facing, frame: number): Pixels {
  const p = new Pixels(WIDTH, HEIGHT);
  const colors = colorsOf(lookOf(code));
  const step = frame === 0 ? 1 : frame === 2 ? -1 : 0;
  const pose: Pose = {
    side: facing === "e" || facing === "w",
    back: facing === "n",
    step,
    sway: frame < IDLE && step === 0 ? 1 : 0,
    blink: frame === BLINK,
  };
  const rise = frame === 1 || frame === 3 ? -1 : 0;
  p.rise = rise;
  drawHairBehind(p, pose, colors);
  drawLegs(p, pose, colors);
  p.rise = rise;
  drawTrunk(p, pose, colors);
  drawTop(p, pose, colors);
  drawArms(p, pose, colors);
  drawHead(p, pose, colors);
  drawHair(p, pose, colors);
  p.outline();
  return facing === "w" ? p.mirrored() : p;
}

function colorsOf(look: Look): Colors {
  const skin = pick(SKINS, look.skin);
  const mood = look.topColor + 3 * look.hairColor + look.skin;
  return {
    look,
    skin,
    hair: pick(HAIRS, look.hairColor),
    top: pick(FABRICS, look.topColor),
    accent: pick(FABRICS, look.topColor + 3),
    beard: pick(HAIRS, look.hairColor % 7),
    scarf: pick(SCARVES, look.hairColor),
    legs: look.top === "dress" ? shade(skin, 0.05) : pick(TROUSERS, mood),
    shoes: pick(SHOES, mood + look.topColor),
  };
}

function pick(colors: readonly number[], index: number): number {
  return colors[index % colors.length] as number;
}
