/** Painting a floor's layers over a rectangle of the map, in map pixels. */

import type {
  Drawing,
  FreeSprite,
  ImageLayer,
  Label,
  ObjectLayer,
  Sprite,
  TileLayer,
} from "../../wire.gen";
import { FONT } from "../theme";
import type { View } from "../view";
import type { Images } from "./images";
import { flipsOf, type Layer, type LiveTile, spriteAt, spriteOf } from "./layers";
import { FLIP_DIAGONAL, paintSprite, turned } from "./sprites";

export interface Rect {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

export class LayerPainter {
  /** How far sprites stick out of their tile, in tiles. */
  private readonly overhang: number;

  constructor(
    readonly drawing: Drawing,
    readonly images: Images,
    private readonly skipped: ReadonlyMap<TileLayer, ReadonlySet<number>>,
  ) {
    let most = 0;
    for (const sprite of drawing.sprites) {
      most = Math.max(
        most,
        (Math.max(sprite.width, sprite.height) + Math.abs(sprite.dx)) / drawing.tile_width,
        (Math.max(sprite.width, sprite.height) + Math.abs(sprite.dy)) / drawing.tile_height,
      );
    }
    this.overhang = Math.min(16, Math.max(0, Math.ceil(most) - 1));
  }

  /** Paints what of a layer lies in the rectangle; true if that was anything. */
  paint(ctx: CanvasRenderingContext2D, layer: Layer, rect: Rect): boolean {
    switch (layer.kind) {
      case "tiles":
        return this.tiles(ctx, layer, rect);
      case "objects":
        return this.objects(ctx, layer, rect);
      case "image":
        return this.image(ctx, layer, rect);
    }
  }

  private tiles(ctx: CanvasRenderingContext2D, layer: TileLayer, rect: Rect): boolean {
    const { columns, rows, tile_width, tile_height } = this.drawing;
    const skipped = this.skipped.get(layer);
    const reach = this.overhang;
    const x0 = Math.max(0, Math.floor((rect.x - layer.dx) / tile_width) - reach);
    const y0 = Math.max(0, Math.floor((rect.y - layer.dy) / tile_height) - reach);
    const x1 = Math.min(columns, Math.ceil((rect.x + rect.width - layer.dx) / tile_width) + reach);
    const y1 = Math.min(rows, Math.ceil((rect.y + rect.height - layer.dy) / tile_height) + reach);
    let any = false;
    ctx.globalAlpha = layer.opacity;
    for (let row = y0; row < y1; row++) {
      for (let col = x0; col < x1; col++) {
        const cell = row * columns + col;
        const value = layer.values[cell] ?? 0;
        if (value === 0 || skipped?.has(cell)) continue;
        const sprite = this.drawing.sprites[spriteOf(value)];
        any = this.tile(ctx, layer, value, sprite, col * tile_width, row * tile_height) || any;
      }
    }
    ctx.globalAlpha = 1;
    return any;
  }

  /** A tile as it is at this moment. */
  live(ctx: CanvasRenderingContext2D, tile: LiveTile, now: number): void {
    const sprite = spriteAt(this.drawing, spriteOf(tile.value), now);
    ctx.globalAlpha = tile.layer.opacity;
    this.tile(ctx, tile.layer, tile.value, sprite, tile.x, tile.y);
    ctx.globalAlpha = 1;
  }

  private tile(
    ctx: CanvasRenderingContext2D,
    layer: TileLayer,
    value: number,
    sprite: Sprite | undefined,
    x: number,
    y: number,
  ): boolean {
    const picture = sprite && this.images.get(sprite.image, layer.tint);
    if (!picture) return false;
    const flips = flipsOf(value);
    const lies = (flips & FLIP_DIAGONAL) !== 0;
    const width = lies ? sprite.height : sprite.width;
    const height = lies ? sprite.width : sprite.height;
    const left = x + layer.dx + sprite.dx;
    const top = y + layer.dy + sprite.dy + this.drawing.tile_height - height;
    paintSprite(ctx, picture, sprite, flips, left, top, width, height);
    return true;
  }

  private objects(ctx: CanvasRenderingContext2D, layer: ObjectLayer, rect: Rect): boolean {
    let any = false;
    for (const free of layer.sprites) {
      if (!near(free, rect)) continue;
      any = this.free(ctx, free, layer.tint, 0) || any;
    }
    for (const label of layer.labels) {
      if (!near(label, rect)) continue;
      paintLabel(ctx, label);
      any = true;
    }
    return any;
  }

  /** A free sprite; false where its picture is missing. */
  free(ctx: CanvasRenderingContext2D, free: FreeSprite, tint: string, now: number): boolean {
    const sprite = spriteAt(this.drawing, free.sprite, now);
    const picture = sprite && this.images.get(sprite.image, tint);
    if (!picture) return false;
    ctx.globalAlpha = free.opacity;
    turned(ctx, free.rotation, free.pivot_x, free.pivot_y, () =>
      paintSprite(
        ctx,
        picture,
        sprite,
        free.flips,
        free.x + sprite.dx,
        free.y + sprite.dy,
        free.width,
        free.height,
      ),
    );
    ctx.globalAlpha = 1;
    return true;
  }

  /** The plain case of `free`, on whole device pixels; the context has to be `plain`. */
  upright(view: View, free: FreeSprite, tint: string): void {
    const sprite = spriteAt(this.drawing, free.sprite, view.now);
    const picture = sprite && this.images.get(sprite.image, tint);
    if (!picture) return;
    const left = view.x(free.x + sprite.dx);
    const top = view.y(free.y + sprite.dy);
    const width = view.x(free.x + sprite.dx + free.width) - left;
    const height = view.y(free.y + sprite.dy + free.height) - top;
    const { x, y, width: sw, height: sh } = sprite;
    view.ctx.drawImage(picture, x, y, sw, sh, left, top, width, height);
  }

  private image(ctx: CanvasRenderingContext2D, layer: ImageLayer, rect: Rect): boolean {
    const picture = this.images.get(layer.image, layer.tint);
    if (!picture || picture.width === 0 || picture.height === 0) return false;
    const { width, height } = picture;
    const [x0, x1] = span(layer.x, width, rect.x, rect.x + rect.width, layer.repeat_x);
    const [y0, y1] = span(layer.y, height, rect.y, rect.y + rect.height, layer.repeat_y);
    ctx.globalAlpha = layer.opacity;
    for (let y = y0; y <= y1; y += height) {
      for (let x = x0; x <= x1; x += width) ctx.drawImage(picture, x, y);
    }
    ctx.globalAlpha = 1;
    return true;
  }
}

/** From the first to the last place at which a picture is laid. */
function span(
  at: number,
  size: number,
  from: number,
  to: number,
  repeated: boolean,
): [number, number] {
  if (!repeated) return [at, at];
  const first = at + Math.floor((from - at) / size) * size;
  return [first, to];
}

/** Roughly: a turned sprite reaches no farther than its width and height together. */
function near(thing: Rect, rect: Rect): boolean {
  const reach = thing.width + thing.height;
  return (
    thing.x + thing.width + reach > rect.x &&
    thing.y + thing.height + reach > rect.y &&
    thing.x - reach < rect.x + rect.width &&
    thing.y - reach < rect.y + rect.height
  );
}

function paintLabel(ctx: CanvasRenderingContext2D, label: Label): void {
  const { x, width, align } = label;
  ctx.font = `${label.bold ? "600 " : ""}${label.size}px ${FONT}`;
  ctx.fillStyle = label.color;
  ctx.textBaseline = "top";
  ctx.textAlign = align === "center" ? "center" : align === "right" ? "right" : "left";
  const at = align === "center" ? x + width / 2 : align === "right" ? x + width : x;
  label.text.split("\n").forEach((line, i) => {
    ctx.fillText(line, at, label.y + i * label.size * 1.25);
  });
}
