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
    ctx.fillStyle = SHADE;
    this.cells(ctx, rect, rise * 0.2, rise * 0.55);
    ctx.fillStyle = FRONT;
    this.cells(ctx, rect, 0, 0);
    this.cells(ctx, rect, 0, -rise / 2);
    ctx.fillStyle = TOP_EDGE;
    this.cells(ctx, rect, 0, -rise);
    ctx.fillStyle = TOP;
    this.cells(ctx, rect, 0, -rise + Math.max(1, this.grid.cellHeight / 6));
    ctx.fillStyle = FRONT;
    this.fronts(ctx, rect);
  }

  /** What the last pass of tops has covered of the fronts' edge is put back. */
  private fronts(ctx: CanvasRenderingContext2D, rect: Rect): void {
    const { grid, rise } = this;
    const line = Math.max(1, grid.cellHeight / 6);
    ctx.beginPath();
    this.eachBlocked(rect, (col, row) => {
      if (this.blocked(col, row + 1)) return;
      const left = this.blocked(col - 1, row) ? 0 : grid.cellWidth / 2;
      const right = this.blocked(col + 1, row) ? 0 : grid.cellWidth / 2;
      const y = (row + 1) * grid.cellHeight - rise;
      ctx.rect(col * grid.cellWidth + left, y, grid.cellWidth - left - right, line);
    });
    ctx.fill();
  }

  /** All blocked cells as one shape, moved by dx, dy; its outer corners are round. */
  private cells(ctx: CanvasRenderingContext2D, rect: Rect, dx: number, dy: number): void {
    const { grid } = this;
    const { cellWidth: w, cellHeight: h } = grid;
    const round = Math.min(w, h) * 0.6;
    ctx.beginPath();
    this.eachBlocked(rect, (col, row) => {
      const north = this.blocked(col, row - 1);
      const south = this.blocked(col, row + 1);
      const west = this.blocked(col - 1, row);
      const east = this.blocked(col + 1, row);
      ctx.roundRect(col * w + dx, row * h + dy, w, h, [
        north || west ? 0 : round,
        north || east ? 0 : round,
        south || east ? 0 : round,
        south || west ? 0 : round,
      ]);
    });
    ctx.fill();
  }

  private eachBlocked(rect: Rect, visit: (col: number, row: number) => void): void {
    const { cellWidth, cellHeight } = this.grid;
    const x1 = Math.ceil((rect.x + rect.width) / cellWidth) + 1;
    const y1 = Math.ceil((rect.y + rect.height) / cellHeight) + 3;
    for (let row = Math.floor(rect.y / cellHeight) - 2; row < y1; row++) {
      for (let col = Math.floor(rect.x / cellWidth) - 1; col < x1; col++) {
        if (this.blocked(col, row)) visit(col, row);
      }
    }
  }

  /** Beyond the edge it goes on as at the edge, so that outer walls have no seam there. */
  private blocked(col: number, row: number): boolean {
    const { columns, rows, open } = this.grid;
    const c = Math.min(columns - 1, Math.max(0, col));
    const r = Math.min(rows - 1, Math.max(0, row));
    return open[r * columns + c] === 0;
  }
}
