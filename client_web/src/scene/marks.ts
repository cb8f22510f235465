/** A mark on the floor: where a click leads me. */

import type { Point } from "../motion/grid";
import { ACCENT, ACCENT_RGB } from "./theme";
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
