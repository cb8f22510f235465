/** The way to somebody: a line on the floor, rings at their feet, an arrow where they are not seen. */

import type { Point } from "../motion/grid";
import type { Figure } from "./people";
import { ACCENT, ACCENT_RGB, PAPER_RGB } from "./theme";
import type { View } from "./view";

/** The way is looked for again this often while both may walk, ms. */
const AGAIN = 400;

/** A corner nearer than this was passed, in tiles. */
const PASSED = 0.5;

/** How far from the view's edges the arrow stays, CSS pixels: the page's bars lie there. */
const MARGIN = { side: 34, top: 40, bottom: 156 };

export class Way {
  private corners: readonly Point[] = [];
  private person = 0;
  private askedAt = -Infinity;

  /** Looks for the way to `person` (0: nobody) where it is time. */
  update(person: number, now: number, find: (person: number) => readonly Point[] | null): void {
    if (person === this.person && (person === 0 || now - this.askedAt < AGAIN)) return;
    this.person = person;
    this.askedAt = now;
    this.corners = person === 0 ? [] : (find(person) ?? []);
  }

  /** The line from me over the corners that are still before me. Context: `plain`. */
  paint(view: View, me: Figure, tile: number, calm: boolean): void {
    const ahead = aheadOf(this.corners, me, PASSED * tile);
    if (ahead.length === 0) return;
    const { ctx, dpr } = view;
    ctx.beginPath();
    ctx.moveTo(view.x(me.x), view.y(me.y));
    for (const { x, y } of ahead) ctx.lineTo(view.x(x), view.y(y));
    ctx.lineCap = "round";
    ctx.lineJoin = "round";
    ctx.lineWidth = 7 * dpr;
    ctx.strokeStyle = `rgba(${PAPER_RGB}, 0.8)`;
    ctx.stroke();
    ctx.setLineDash([9 * dpr, 9 * dpr]);
    ctx.lineDashOffset = calm ? 0 : -((view.now / 50) % 18) * dpr;
    ctx.lineWidth = 3.5 * dpr;
    ctx.strokeStyle = ACCENT;
    ctx.stroke();
    ctx.setLineDash([]);
    ctx.lineCap = "butt";
    ctx.lineJoin = "miter";
  }
}

/** Pure: the corners without those at the beginning that were passed. */
export function aheadOf(corners: readonly Point[], me: Point, near: number): readonly Point[] {
  let first = 0;
  while (first < corners.length - 1) {
    const { x, y } = corners[first] as Point;
    if (Math.hypot(x - me.x, y - me.y) > near) break;
    first++;
  }
  return corners.slice(first);
}

/** Rings at the feet of who is looked for, as long as they are. */
export function paintGoal(view: View, at: Point, tile: number, calm: boolean): void {
  const { ctx, dpr } = view;
  const wave = calm ? 0.5 : (view.now / 1400) % 1;
  const x = view.x(at.x);
  const y = view.y(at.y);
  for (const [radius, strength] of [
    [0.48, 1],
    [0.48 + 0.55 * wave, calm ? 0.6 : 1 - wave],
  ] as const) {
    const across = radius * tile * view.scale;
    ctx.beginPath();
    ctx.ellipse(x, y, across, across * 0.6, 0, 0, Math.PI * 2);
    ctx.lineWidth = 5 * dpr;
    ctx.strokeStyle = `rgba(${PAPER_RGB}, ${0.8 * strength})`;
    ctx.stroke();
    ctx.lineWidth = 2.5 * dpr;
    ctx.strokeStyle = `rgba(${ACCENT_RGB}, ${strength})`;
    ctx.stroke();
  }
}

/** Pure: where the arrow stands and points (radians) for a place outside; null for one inside. */
export function edgeOf(
  x: number,
  y: number,
  width: number,
  height: number,
  dpr: number,
): { x: number; y: number; angle: number } | null {
  if (x >= 0 && y >= 0 && x <= width && y <= height) return null;
  const middleX = width / 2;
  const top = MARGIN.top * dpr;
  const bottom = height - MARGIN.bottom * dpr;
  const middleY = (top + bottom) / 2;
  const dx = x - middleX;
  const dy = y - middleY;
  const across = Math.max(1, middleX - MARGIN.side * dpr) / Math.abs(dx);
  const along = Math.max(1, middleY - top) / Math.abs(dy);
  const part = Math.min(1, across, along);
  return { x: middleX + dx * part, y: middleY + dy * part, angle: Math.atan2(dy, dx) };
}

/** At the view's edge: an arrow towards a place that is not seen, with the name beside it. */
export function paintEdge(view: View, at: Point, plate: HTMLCanvasElement, tile: number): void {
  const { ctx, dpr } = view;
  const body = view.y(at.y) - 0.6 * tile * view.scale;
  const edge = edgeOf(view.x(at.x), body, view.width, view.height, dpr);
  if (!edge) return;
  const { x, y, angle } = edge;
  ctx.translate(x, y);
  ctx.beginPath();
  ctx.arc(0, 0, 15 * dpr, 0, Math.PI * 2);
  ctx.fillStyle = ACCENT;
  ctx.fill();
  ctx.lineWidth = 2 * dpr;
  ctx.strokeStyle = `rgba(${PAPER_RGB}, 0.95)`;
  ctx.stroke();
  ctx.rotate(angle);
  ctx.beginPath();
  ctx.moveTo(10 * dpr, 0);
  ctx.lineTo(-7 * dpr, -5.5 * dpr);
  ctx.lineTo(-4.5 * dpr, 0);
  ctx.lineTo(-7 * dpr, 5.5 * dpr);
  ctx.closePath();
  ctx.fillStyle = "#ffffff";
  ctx.fill();
  view.plain();
  const free = view.width - plate.width - 4 * dpr;
  const left = Math.min(Math.max(4 * dpr, x - plate.width / 2), free);
  const under = y < view.height / 2 ? 18 * dpr : -18 * dpr - plate.height; // towards the middle
  ctx.drawImage(plate, Math.round(left), Math.round(y + under));
}
