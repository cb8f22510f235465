/** The avatars' pictures, kept once made: one sheet for each code, a row for each facing. */

import type { Facing } from "../../wire.gen";
import { BLINK, drawFigure, FEET, FRAMES, HEIGHT, IDLE, WIDTH } from "./figure";

export { avatarCodes, resolveAvatar } from "./code";
export { BLINK, FEET, HEIGHT, IDLE, WIDTH };

/** So many sheets are kept (0.15 MB each); the oldest goes first. */
const KEPT = 400;

const ROWS: Readonly<Record<Facing, number>> = { s: 0, e: 1, n: 2, w: 3 };
const FACINGS: readonly Facing[] = ["s", "e", "n", "w"];

const sheets = new Map<string, HTMLCanvasElement>();

/** The sheet of a code: FRAMES × 4 pictures of WIDTH × HEIGHT. */
export function sheetOf(code: string): HTMLCanvasElement {
  let sheet = sheets.get(code);
  if (!sheet) {
    sheet = makeSheet(code);
    sheets.set(code, sheet);
    if (sheets.size > KEPT) for (const oldest of sheets.keys()) return drop(oldest, sheet);
  }
  return sheet;
}

function drop(oldest: string, sheet: HTMLCanvasElement): HTMLCanvasElement {
  sheets.delete(oldest);
  return sheet;
}

function makeSheet(code: string): HTMLCanvasElement {
  const sheet = document.createElement("canvas");
  sheet.width = WIDTH * FRAMES;
  sheet.height = HEIGHT * FACINGS.length;
  const ctx = sheet.getContext("2d");
  if (!ctx) return sheet;
  const image = ctx.createImageData(WIDTH, HEIGHT);
  const pixels = new Uint32Array(image.data.buffer);
  for (const facing of FACINGS) {
    for (let frame = 0; frame < FRAMES; frame++) {
      pixels.set(drawFigure(code, facing, frame).data);
      castShadow(pixels);
      ctx.putImageData(image, frame * WIDTH, (ROWS[facing] as number) * HEIGHT);
    }
  }
  return sheet;
}

/** A soft shadow on the ground, where the figure itself is not. */
function castShadow(pixels: Uint32Array): void {
  for (let y = FEET - 4; y < HEIGHT; y++) {
    for (let x = 0; x < WIDTH; x++) {
      const far = ((x - 15.5) / 10.5) ** 2 + ((y - FEET + 1) / 3.4) ** 2;
      const at = y * WIDTH + x;
      if (far <= 1 && pixels[at] === 0) pixels[at] = far < 0.6 ? 0x48301c20 : 0x2a301c20;
    }
  }
}

/** Where a frame is on its sheet. */
export const frameX = (frame: number): number => frame * WIDTH;
export const frameY = (facing: Facing): number => ROWS[facing] * HEIGHT;

/** Paints an avatar with its top left at 0, 0 of the context, `size` wide and 1.5 × `size` high. */
export function drawAvatar(
  ctx: CanvasRenderingContext2D,
  code: string,
  facing: Facing,
  frame: number,
  size: number,
): void {
  ctx.imageSmoothingEnabled = false;
  const high = (size * HEIGHT) / WIDTH;
  ctx.drawImage(sheetOf(code), frameX(frame), frameY(facing), WIDTH, HEIGHT, 0, 0, size, high);
}

/** Head and shoulders on a square canvas of `size` device pixels, for panels. */
export function avatarPortrait(code: string, size: number): HTMLCanvasElement {
  const canvas = document.createElement("canvas");
  canvas.width = size;
  canvas.height = size;
  const ctx = canvas.getContext("2d");
  if (!ctx) return canvas;
  ctx.imageSmoothingEnabled = false;
  ctx.drawImage(sheetOf(code), frameX(IDLE), frameY("s"), WIDTH, WIDTH, 0, 0, size, size);
  return canvas;
}
