/** Parts of the floor painted once, 16 × 16 tiles each, and kept for as long as they are of use. */

import type { View } from "../view";
import type { Rect } from "./paint";

const TILES = 16;

/** So many parts are kept; at 32 px tiles each is 1 MB. */
const KEPT = 96;

/** Paints a rectangle of the map; false if there was nothing to paint. */
export type PaintRect = (ctx: CanvasRenderingContext2D, rect: Rect) => boolean;

export class Chunks {
  private readonly parts = new Map<number, HTMLCanvasElement | null>();
  private readonly columns: number;
  private readonly rows: number;

  constructor(
    private readonly width: number, // of the floor, map pixels
    private readonly height: number,
    private readonly tileWidth: number,
    private readonly tileHeight: number,
    private readonly density: number, // pixels painted for each map pixel
    private readonly paintRect: PaintRect,
  ) {
    this.columns = Math.ceil(width / (TILES * tileWidth));
    this.rows = Math.ceil(height / (TILES * tileHeight));
  }

  get count(): number {
    return this.columns * this.rows;
  }

  rectOf(index: number): Rect {
    const x = (index % this.columns) * TILES * this.tileWidth;
    const y = Math.floor(index / this.columns) * TILES * this.tileHeight;
    return {
      x,
      y,
      width: Math.min(TILES * this.tileWidth, this.width - x),
      height: Math.min(TILES * this.tileHeight, this.height - y),
    };
  }

  /** Paints what the view sees. */
  paint(view: View): void {
    const x0 = Math.max(0, Math.floor(view.left / (TILES * this.tileWidth)));
    const y0 = Math.max(0, Math.floor(view.top / (TILES * this.tileHeight)));
    const x1 = Math.min(this.columns, Math.ceil(view.right / (TILES * this.tileWidth)));
    const y1 = Math.min(this.rows, Math.ceil(view.bottom / (TILES * this.tileHeight)));
    for (let row = y0; row < y1; row++) {
      for (let col = x0; col < x1; col++) {
        const index = row * this.columns + col;
        const part = this.part(index);
        if (!part) continue;
        const rect = this.rectOf(index);
        view.image(part, rect.x, rect.y, rect.width, rect.height);
      }
    }
  }

  /** A part's picture; null where nothing is. */
  part(index: number): HTMLCanvasElement | null {
    let part = this.parts.get(index);
    if (part === undefined) part = this.make(index);
    else this.parts.delete(index);
    this.parts.set(index, part); // the newest in use stands last
    if (this.parts.size > KEPT) {
      const oldest = this.parts.keys().next().value;
      if (oldest !== undefined) this.parts.delete(oldest);
    }
    return part;
  }

  private make(index: number): HTMLCanvasElement | null {
    const rect = this.rectOf(index);
    const canvas = document.createElement("canvas");
    canvas.width = Math.ceil(rect.width * this.density);
    canvas.height = Math.ceil(rect.height * this.density);
    const ctx = canvas.getContext("2d");
    if (!ctx) return null;
    ctx.imageSmoothingEnabled = false;
    ctx.scale(this.density, this.density);
    ctx.translate(-rect.x, -rect.y);
    return this.paintRect(ctx, rect) ? canvas : null;
  }
}
