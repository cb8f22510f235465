/** One floor as it is painted: its parts under and over the avatars, what stands, what moves. */

import type { Grid } from "../../motion/grid";
import type { FloorView } from "../../wire.gen";
import { VOID } from "../theme";
import type { View } from "../view";
import { Chunks } from "./chunks";
import { Images } from "./images";
import { hasArt, type LiveTile, type Sorted, type Standing, sortLayers } from "./layers";
import { LayerPainter, type Rect } from "./paint";
import { PlainFloor } from "./plain";

/** A floor of more parts than this is painted as one comes to them. */
const MOST_PREPARED = 60;

export class Floor {
  readonly width: number;
  readonly height: number;
  readonly background: string;
  readonly standing: readonly Standing[];
  readonly under: Chunks;
  readonly over: Chunks;
  readonly hasArt: boolean;
  private readonly sorted: Sorted;
  private readonly painter: LayerPainter;
  private prepared = 0;

  private constructor(
    readonly view: FloorView,
    images: Images,
    grid: Grid,
  ) {
    const { drawing } = view;
    this.width = drawing.columns * drawing.tile_width;
    this.height = drawing.rows * drawing.tile_height;
    this.sorted = sortLayers(drawing);
    this.painter = new LayerPainter(drawing, images, this.sorted.skipped);
    const art = hasArt(drawing, images);
    this.hasArt = art;
    const plain = art ? null : new PlainFloor(grid, drawing, view.zones);
    this.background = drawing.background || VOID;
    this.standing = this.sorted.standing.filter(({ free }) =>
      images.has(drawing.sprites[free.sprite]),
    );
    const sizes = [this.width, this.height, drawing.tile_width, drawing.tile_height] as const;
    this.under = new Chunks(...sizes, art ? 1 : 2, (ctx, rect) => {
      const any = plain?.paint(ctx, rect) ?? false;
      return this.layers(ctx, rect, this.sorted.under) || any;
    });
    this.over = new Chunks(...sizes, 1, (ctx, rect) => this.layers(ctx, rect, this.sorted.over));
  }

  /** Loads the floor's pictures; resolves when it can be painted. */
  static async load(view: FloorView, grid: Grid): Promise<Floor> {
    const images = new Images();
    await images.load(view);
    return new Floor(view, images, grid);
  }

  /** Paints one more part beforehand, if there are few enough to keep them all. */
  prepare(): void {
    if (this.prepared >= this.under.count || this.under.count > MOST_PREPARED) return;
    this.under.part(this.prepared);
    this.over.part(this.prepared);
    this.prepared++;
  }

  private layers(ctx: CanvasRenderingContext2D, rect: Rect, layers: Sorted["under"]): boolean {
    let any = false;
    for (const layer of layers) any = this.painter.paint(ctx, layer, rect) || any;
    return any;
  }

  /** Paints the moving tiles that are seen; the context has to be `onMap`. True if there are any. */
  live(view: View, over: boolean): boolean {
    let any = false;
    for (const tile of over ? this.sorted.liveOver : this.sorted.liveUnder) {
      if (!this.isSeen(view, tile)) continue;
      this.painter.live(view.ctx, tile, view.now);
      any = true;
    }
    return any;
  }

  private isSeen(view: View, { x, y, layer }: LiveTile): boolean {
    const { tile_width: w, tile_height: h } = this.view.drawing;
    return view.sees(x + layer.dx - w, y + layer.dy - h * 2, w * 4, h * 4);
  }

  /** Paints something that stands; the context is `plain` before and after. */
  stand(view: View, { free, tint }: Standing): void {
    if (free.rotation === 0 && free.flips === 0 && free.opacity === 1) {
      this.painter.upright(view, free, tint);
      return;
    }
    view.onMap();
    this.painter.free(view.ctx, free, tint, view.now);
    view.plain();
  }

  /** Puts what stands in one part of the floor onto a small picture of it. */
  sketch(ctx: CanvasRenderingContext2D, scale: number, part: number): void {
    const { x, y, width, height } = this.under.rectOf(part);
    ctx.save();
    ctx.scale(scale, scale);
    for (const { free, tint } of this.standing) {
      const inside = free.x >= x && free.y >= y && free.x < x + width && free.y < y + height;
      if (inside) this.painter.free(ctx, free, tint, 0);
    }
    ctx.restore();
  }
}
