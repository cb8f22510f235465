/** Painting one sprite: its rectangle of the image, flipped and turned. */

import type { Sprite } from "../../wire.gen";
import type { Picture } from "./images";

export const FLIP_X = 1;
export const FLIP_Y = 2;
export const FLIP_DIAGONAL = 4;

/** Paints a sprite over the rectangle x, y, width, height of the context as it is. */
export function paintSprite(
  ctx: CanvasRenderingContext2D,
  picture: Picture,
  sprite: Sprite,
  flips: number,
  x: number,
  y: number,
  width: number,
  height: number,
): void {
  const { x: sx, y: sy, width: sw, height: sh } = sprite;
  if (flips === 0) {
    ctx.drawImage(picture, sx, sy, sw, sh, x, y, width, height);
    return;
  }
  const diagonal = (flips & FLIP_DIAGONAL) !== 0;
  ctx.save();
  ctx.translate(x + width / 2, y + height / 2);
  ctx.scale(flips & FLIP_X ? -1 : 1, flips & FLIP_Y ? -1 : 1);
  if (diagonal) ctx.transform(0, 1, 1, 0, 0, 0);
  const across = diagonal ? height : width;
  const down = diagonal ? width : height;
  ctx.drawImage(picture, sx, sy, sw, sh, -across / 2, -down / 2, across, down);
  ctx.restore();
}

/** Turns the context about a pivot for as long as `paint` takes. */
export function turned(
  ctx: CanvasRenderingContext2D,
  rotation: number,
  pivotX: number,
  pivotY: number,
  paint: () => void,
): void {
  if (rotation === 0) {
    paint();
    return;
  }
  ctx.save();
  ctx.translate(pivotX, pivotY);
  ctx.rotate((rotation * Math.PI) / 180);
  ctx.translate(-pivotX, -pivotY);
  paint();
  ctx.restore();
}
