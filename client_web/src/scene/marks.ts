/** Marks on the floor: where a click leads me, and who was asked for. */

import type { Point } from "../motion/grid";
import { ACCENT, ACCENT_RGB, PAPER_RGB } from "./theme";
import type { View } from "./view";

const FLAT = 0.6;

/** Where the walk ends. It breathes unless motion is reduced. */
export function paintTarget(view: View, at: Point, tile: number, calm: boolean): void {
  const { ctx } = view;
  const breath = calm ? 0.5 : 0.5 + 0.5 * Math.sin(view.now / 160);
  const radius = tile * view.scale * (0.22 + 0.06 * breath);
  const x = view.x(at.x);
  const y = view.y(at.y);
  ctx.lineWidth = 2 * view.dpr;
  ctx.beginPath();
  ctx.ellipse(x, y, radius, radius * FLAT, 0, 0, Math.PI * 2);
  ctx.fillStyle = `rgba(${ACCENT_RGB}, 0.25)`;
  ctx.fill();
  ctx.strokeStyle = "rgba(255, 255, 255, 0.9)";
  ctx.stroke();
  ctx.beginPath();
  ctx.ellipse(x, y, radius * 0.35, radius * 0.35 * FLAT, 0, 0, Math.PI * 2);
  ctx.fillStyle = ACCENT;
  ctx.fill();
}

/** Rings that run out from somebody's feet; `part` goes from 0 to 1 while they are shown. */
export function paintLocated(
  view: View,
  at: Point,
  tile: number,
  part: number,
  calm: boolean,
): void {
  const { ctx } = view;
  const fade = Math.min(1, (1 - part) * 4);
  for (const shift of [0, 0.5]) {
    const wave = calm ? 0.4 + shift / 2 : (part * 3 + shift) % 1;
    const radius = tile * view.scale * (0.4 + wave * 0.9);
    ctx.beginPath();
    ctx.ellipse(view.x(at.x), view.y(at.y), radius, radius * FLAT, 0, 0, Math.PI * 2);
    const strength = (calm ? 0.9 : 1 - wave * wave) * fade;
    ctx.lineWidth = 5 * view.dpr;
    ctx.strokeStyle = `rgba(${PAPER_RGB}, ${0.8 * strength})`;
    ctx.stroke();
    ctx.lineWidth = 2.5 * view.dpr;
    ctx.strokeStyle = `rgba(${ACCENT_RGB}, ${strength})`;
    ctx.stroke();
  }
}
