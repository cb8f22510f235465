/**
 * A floor's layers, sorted by what the scene does with them: what lies under the avatars, what
 * stands among them, what is over them, and what moves by itself.
 */

import type {
  Drawing,
  Frame,
  FreeSprite,
  ImageLayer,
  ObjectLayer,
  Sprite,
  TileLayer,
} from "../../wire.gen";
import type { Images } from "./images";

/** A sprite among the avatars, sorted with them by its bottom edge. */
export interface Standing {
  readonly bottom: number;
  readonly free: FreeSprite;
  readonly tint: string;
  readonly moves: boolean; // its picture is an animation
}

/** A tile that can't be painted beforehand: it moves, or lies over one that does. */
export interface LiveTile {
  readonly layer: TileLayer;
  readonly value: number;
  readonly x: number; // the tile's top left, map pixels
  readonly y: number;
}

export type Layer = TileLayer | ObjectLayer | ImageLayer;

export interface Sorted {
  readonly under: readonly Layer[];
  readonly over: readonly Layer[];
  readonly standing: readonly Standing[];
  readonly liveUnder: readonly LiveTile[];
  readonly liveOver: readonly LiveTile[];
  /** Cells of a layer that are left out when it is painted beforehand. */
  readonly skipped: ReadonlyMap<TileLayer, ReadonlySet<number>>;
}

export const spriteOf = (value: number): number => (value >> 3) - 1;
export const flipsOf = (value: number): number => value & 7;

export function sortLayers(drawing: Drawing): Sorted {
  const under = drawing.layers.filter((layer) => !layer.above && !stands(layer));
  const over = drawing.layers.filter((layer) => layer.above);
  const standing: Standing[] = [];
  for (const layer of drawing.layers) {
    if (!stands(layer)) continue;
    for (const free of layer.sprites) {
      const moves = drawing.animations[free.sprite] !== undefined;
      standing.push({ bottom: free.y + free.height, free, tint: layer.tint, moves });
    }
  }
  standing.sort((a, b) => a.bottom - b.bottom);
  const skipped = new Map<TileLayer, Set<number>>();
  return {
    under,
    over,
    standing,
    skipped,
    liveUnder: liveTiles(drawing, under, skipped),
    liveOver: liveTiles(drawing, over, skipped),
  };
}

function stands(layer: Layer): layer is ObjectLayer {
  return layer.kind === "objects" && layer.standing && !layer.above;
}

/** From the first layer that moves at a cell on, that cell is painted live in every layer. */
function liveTiles(
  drawing: Drawing,
  layers: readonly Layer[],
  skipped: Map<TileLayer, Set<number>>,
): LiveTile[] {
  if (Object.keys(drawing.animations).length === 0) return [];
  const live: LiveTile[] = [];
  const moving = new Set<number>();
  for (const layer of layers) {
    if (layer.kind !== "tiles") continue;
    const cells = new Set<number>();
    layer.values.forEach((value, cell) => {
      if (value === 0) return;
      if (drawing.animations[spriteOf(value)]) moving.add(cell);
      if (!moving.has(cell)) return;
      cells.add(cell);
      const x = (cell % drawing.columns) * drawing.tile_width;
      const y = Math.floor(cell / drawing.columns) * drawing.tile_height;
      live.push({ layer, value, x, y });
    });
    if (cells.size > 0) skipped.set(layer, cells);
  }
  return live;
}

/** The sprite that an animated sprite shows at a moment. */
export function spriteAt(drawing: Drawing, sprite: number, now: number): Sprite | undefined {
  const frames = drawing.animations[sprite];
  return drawing.sprites[frames ? frameAt(frames, now, sprite) : sprite];
}

export function frameAt(frames: readonly Frame[], now: number, otherwise: number): number {
  let whole = 0;
  for (const frame of frames) whole += frame.ms;
  let left = whole > 0 ? now % whole : 0;
  for (const frame of frames) {
    left -= frame.ms;
    if (left < 0) return frame.sprite;
  }
  return frames[0]?.sprite ?? otherwise;
}

/** True where most of the floor's tiles have their pictures. */
export function hasArt(drawing: Drawing, images: Images): boolean {
  let there = 0;
  let missing = 0;
  const count = (sprite: number) => {
    if (images.has(drawing.sprites[sprite])) there++;
    else missing++;
  };
  for (const layer of drawing.layers) {
    if (layer.kind === "tiles") {
      for (const value of layer.values) if (value !== 0) count(spriteOf(value));
    } else if (layer.kind === "image" && images.get(layer.image, "")) {
      there += drawing.columns * drawing.rows;
    }
  }
  return there > missing;
}
