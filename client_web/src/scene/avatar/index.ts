/** The avatars' pictures on canvases: each made when it is first wanted, and kept. */

import type { Facing } from "../../wire.gen";
import { BLINK, drawFigure, FEET, FRAMES, HEIGHT, IDLE, WIDTH } from "./figure";

export { avatarCodes, resolveAvatar } from "./code";
export { BLINK, FEET, HEIGHT, IDLE, WIDTH };

/** So many looks are kept, of up to 0.1 MB each; the oldest goes first. */
const KEPT = 500;

const ROWS: Readonly<Record<Facing, number>> = { s: 0, e: 1, n: 2, w: 3 };

const looks = new Map<string, Pictures>();

/**
 * One look's pictures, WIDTH × HEIGHT each. They are many small canvases and not one sheet because
 * Chromium ends a frame's recording early, and paints at once, when it holds much image memory.
 */
export class Pictures {
  private readonly made: HTMLCanvasElement[] = [];

  constructor(private readonly code: string) {}

  get(facing: Facing, frame: number): HTMLCanvasElement {
    const at = ROWS[facing] * FRAMES + (frame === 3 ? 1 : frame); // both feet pass alike
    let picture = this.made[at];
    if (!picture) {
      picture = draw(this.code, facing, frame);
      this.made[at] = picture;
    }
    return picture;
  }
}

export function picturesOf(code: string): Pictures {
  let look = looks.get(code);
  if (!look) {
    look = new Pictures(code);
    looks.set(code, look);
    const oldest = looks.keys().next().value;
    if (looks.size > KEPT && oldest !== undefined) looks.delete(oldest);
  }
  return look;
}

function draw(code: string, facing: Facing, frame: number): HTMLCanvasElement {
  const canvas = document.createElement("canvas");
  canvas.width = WIDTH;
  canvas.height = HEIGHT;
  const ctx = canvas.getContext("2d");
  if (!ctx) return canvas;
  const image = ctx.createImageData(WIDTH, HEIGHT);
  const pixels = new Uint32Array(image.data.buffer);
  pixels.set(drawFigure(code, facing, frame).data);
  castShadow(pixels);
  ctx.putImageData(image, 0, 0);
  return canvas;
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

/** Paints an avatar with its top left at 0, 0 of the context, `size` wide and 1.5 × `size` high. */
export function drawAvatar(
  ctx: CanvasRenderingContext2D,
  code: string,
  facing: Facing,
  frame: number,
  size: number,
): void {
  ctx.imageSmoothingEnabled = false;
  ctx.drawImage(picturesOf(code).get(facing, frame), 0, 0, size, (size * HEIGHT) / WIDTH);
}

/** Head and shoulders on a square canvas of `size` device pixels, for panels. */
export function avatarPortrait(code: string, size: number): HTMLCanvasElement {
  const canvas = document.createElement("canvas");
  canvas.width = size;
  canvas.height = size;
  const ctx = canvas.getContext("2d");
  if (ctx) drawAvatar(ctx, code, "s", IDLE, size);
  return canvas;
}
