/**
 * A floor without its art, painted from what is known of it: a soft ground, zones as carpets, and
 * everything that can't be walked on as low rounded blocks with a front.
 */

import type { Grid } from "../../motion/grid";
import type { Drawing, ZoneView } from "../../wire.gen";
import type { Rect } from "./paint";

const GROUND = "#efe9dd";
const GROUND_2 = "#ebe4d6";
const TOP = "#cdc3b2";
const TOP_EDGE = "#ddd5c6";
const FRONT = "#a99d8a";
const SHADE = "rgba(84, 66, 44, 0.16)";

/** A carpet's colour by the zone's kind; others get none. */
const CARPETS: Readonly<Record<string, string>> = {
  meeting: "#dbe6f2",
  silent: "#e2e5ea",
  stage: "#f3dfc9",
  audience: "#f6eee0",
  window: "#dcefe3",
  reception: "#f4e2e0",
  area: "#f3eee3",
  exit: "#e7dff0",
};

export class PlainFloor {
  private readonly rise: number; // how high the blocks are, map pixels

  constructor(
    private readonly grid: Grid,
    private readonly drawing: Drawing,
    private readonly zones: readonly ZoneView[],
  ) {
    this.rise = grid.cellHeight * 1.25;
  }

  paint(ctx: CanvasRenderingContext2D, rect: Rect): boolean {
    this.ground(ctx, rect);
    for (const zone of this.zones) this.carpet(ctx, zone);
    this.blocks(ctx, rect);
    return true;
  }

  private ground(ctx: CanvasRenderingContext2D, rect: Rect): void {
    const { tile_width: w, tile_height: h } = this.drawing;
    ctx.fillStyle = GROUND;
    ctx.fillRect(rect.x, rect.y, rect.width, rect.height);
    ctx.fillStyle = GROUND_2;
    for (let row = Math.floor(rect.y / h); row * h < rect.y + rect.height; row++) {
      for (let col = Math.floor(rect.x / w); col * w < rect.x + rect.width; col++) {
        if ((row + col) % 2 === 0) ctx.fillRect(col * w, row * h, w, h);
      }
    }
  }

  private carpet(ctx: CanvasRenderingContext2D, zone: ZoneView): void {
    const color = CARPETS[zone.kind];
    if (!color) return;
    ctx.fillStyle = color;
    ctx.beginPath();
    const round = zone.rects.length === 1 ? this.grid.cellWidth : 0;
    for (const [x, y, width, height] of zone.rects) ctx.roundRect(x, y, width, height, round);
    ctx.fill();
  }

  private blocks(ctx: CanvasRenderingContext2D, rect: Rect): void {
    const { rise } = this;
    const line = Math.max(1, this.grid.cellHeight / 6);
    const shape = this.shape(rect);
    const fill = (color: string, dx: number, dy: number) => {
      ctx.save();
      ctx.translate(dx, dy);
      ctx.fillStyle = color;
      ctx.fill(shape);
      ctx.restore();
    };
    fill(SHADE, rise * 0.2, rise * 0.55);
    fill(FRONT, 0, 0);
    fill(FRONT, 0, -rise / 2);
    fill(TOP_EDGE, 0, -rise);
    // The top is laid over its own edge a line lower, but must not hang over the front.
    ctx.save();
    const top = new Path2D();
    top.addPath(shape, new DOMMatrix().translate(0, -rise));
    ctx.clip(top);
    fill(TOP, 0, line - rise);
    ctx.restore();
  }

  /** All blocked cells as one shape: row by row in runs, whose free corners are round. */
  private shape(rect: Rect): Path2D {
    const { cellWidth: w, cellHeight: h } = this.grid;
    const path = new Path2D();
    const first = Math.floor(rect.x / w) - 2;
    const end = Math.ceil((rect.x + rect.width) / w) + 2;
    const bottom = Math.ceil((rect.y + rect.height) / h) + 3;
    for (let row = Math.floor(rect.y / h) - 2; row < bottom; row++) {
      for (let col = first; col < end; col++) {
        if (!this.blocked(col, row)) continue;
        const from = col;
        while (col < end && this.blocked(col, row)) col++;
        this.run(path, from, col - 1, row);
      }
    }
    return path;
  }

  private run(path: Path2D, from: number, to: number, row: number): void {
    const { cellWidth: w, cellHeight: h } = this.grid;
    const round = Math.min(w, h) * 0.6;
    const west = this.blocked(from - 1, row);
    const east = this.blocked(to + 1, row);
    path.roundRect(from * w, row * h, (to + 1 - from) * w, h, [
      west || this.blocked(from, row - 1) ? 0 : round,
      east || this.blocked(to, row - 1) ? 0 : round,
      east || this.blocked(to, row + 1) ? 0 : round,
      west || this.blocked(from, row + 1) ? 0 : round,
    ]);
  }

  /** Beyond the edge it goes on as at the edge, so that outer walls have no seam there. */
  private blocked(col: number, row: number): boolean {
    const { columns, rows, open } = this.grid;
    const c = Math.min(columns - 1, Math.max(0, col));
    const r = Math.min(rows - 1, Math.max(0, row));
    return open[r * columns + c] === 0;
  }
}
