/**
 * What part of the floor is seen, and how large: follows somebody, looks around, zooms. Pure.
 *
 * Zoom 1 paints a tile 32 CSS pixels wide. Places are map pixels, sizes of the view CSS pixels.
 */

import { TILE_AT_1 } from "./theme";

const LEAST = 0.5;
const MOST = 4;

/** Device pixels for each pixel of 32 px tiles: at these the art is crisp. */
const CRISP = [0.5, 1, 2, 3, 4, 5, 6, 8, 10, 12];

/** How fast the camera catches up, a second. */
const CATCH_UP = 9;

export interface Size {
  readonly width: number;
  readonly height: number;
}

export class Camera {
  x = 0; // the middle of the view
  y = 0;
  zoom = 1;
  /** While true, `update` brings the camera to the place that it is told. */
  following = true;
  private wantedZoom = 1;
  private view: Size = { width: 1, height: 1 };
  private floor: Size = { width: 1, height: 1 };
  private tile = TILE_AT_1;
  private dpr = 1;
  private chosen = false; // somebody has zoomed; a new window size no longer changes it

  /** CSS pixels for each map pixel. */
  get scale(): number {
    return (this.zoom * TILE_AT_1) / this.tile;
  }

  setFloor(floor: Size, tile: number): void {
    this.floor = floor;
    this.tile = tile;
  }

  setView(view: Size, dpr: number): void {
    this.view = view;
    this.dpr = dpr;
    if (this.chosen) return;
    this.zoom = crisp(usualZoom(view), dpr);
    this.wantedZoom = this.zoom;
  }

  /** One crisp level nearer (+1) or farther (-1). */
  zoomSteps(steps: number): void {
    const levels = levelsFor(this.dpr);
    let at = 0;
    levels.forEach((level, i) => {
      if (Math.abs(level - this.wantedZoom) < Math.abs((levels[at] ?? 0) - this.wantedZoom)) at = i;
    });
    this.zoomTo(levels[clamp(at + steps, 0, levels.length - 1)] ?? 1);
  }

  /** About so much larger: to the crisp level nearest to that, but not to the same again. */
  zoomBy(factor: number): void {
    const level = crisp(this.wantedZoom * factor, this.dpr);
    const stuck = factor > 1 ? level <= this.wantedZoom : level >= this.wantedZoom;
    if (stuck) this.zoomSteps(Math.sign(factor - 1));
    else this.zoomTo(level);
  }

  /** At once, round a point of the view: fingers hold the floor. */
  pinch(factor: number, viewX: number, viewY: number): void {
    const before = this.toMap(viewX, viewY);
    this.zoomTo(this.wantedZoom * factor);
    this.zoom = this.wantedZoom;
    const after = this.toMap(viewX, viewY);
    this.x += before.x - after.x;
    this.y += before.y - after.y;
    this.clamp();
  }

  private zoomTo(zoom: number): void {
    this.chosen = true;
    this.wantedZoom = clamp(zoom, LEAST, MOST);
  }

  /** Looks around: the floor moves by so many CSS pixels. */
  drag(dx: number, dy: number): void {
    this.following = false;
    this.x -= dx / this.scale;
    this.y -= dy / this.scale;
    this.clamp();
  }

  lookAt(x: number, y: number): void {
    this.x = x;
    this.y = y;
    this.clamp();
  }

  /** Moves on by `seconds`; true if anything changed. `at` is whom to follow. */
  update(seconds: number, at: { x: number; y: number } | null, snap: boolean): boolean {
    const { x, y, zoom } = this;
    const part = snap ? 1 : 1 - Math.exp(-CATCH_UP * seconds);
    this.zoom *= (this.wantedZoom / this.zoom) ** Math.min(1, part * 1.6);
    if (Math.abs(this.zoom / this.wantedZoom - 1) < 0.004) this.zoom = this.wantedZoom;
    if (this.following && at) {
      const to = this.clamped(at.x, at.y);
      this.x += (to.x - this.x) * part;
      this.y += (to.y - this.y) * part;
      if (Math.hypot(to.x - this.x, to.y - this.y) * this.scale < 0.2) {
        this.x = to.x;
        this.y = to.y;
      }
    }
    this.clamp();
    return x !== this.x || y !== this.y || zoom !== this.zoom;
  }

  toMap(viewX: number, viewY: number): { x: number; y: number } {
    return {
      x: this.x + (viewX - this.view.width / 2) / this.scale,
      y: this.y + (viewY - this.view.height / 2) / this.scale,
    };
  }

  /** How far down the view a place is, from 0 at the top to 1. */
  heightOf(y: number): number {
    return 0.5 + ((y - this.y) * this.scale) / this.view.height;
  }

  private clamp(): void {
    const to = this.clamped(this.x, this.y);
    this.x = to.x;
    this.y = to.y;
  }

  private clamped(x: number, y: number): { x: number; y: number } {
    return {
      x: clampAxis(x, this.view.width / this.scale, this.floor.width),
      y: clampAxis(y, this.view.height / this.scale, this.floor.height),
    };
  }
}

/** Keeps the view on the floor; a floor smaller than the view stands in its middle. */
export function clampAxis(middle: number, view: number, floor: number): number {
  if (view >= floor) return floor / 2;
  return clamp(middle, view / 2, floor - view / 2);
}

/** About two dozen tiles across, and none smaller than a thumb can hit. */
export function usualZoom(view: Size): number {
  const tile = clamp(Math.min(view.width / 24, view.height / 15), 44, 64);
  return tile / TILE_AT_1;
}

export function crisp(zoom: number, dpr: number): number {
  let best = 1;
  let bestGap = Infinity;
  for (const level of levelsFor(dpr)) {
    const gap = Math.abs(Math.log(level / zoom));
    if (gap < bestGap) {
      best = level;
      bestGap = gap;
    }
  }
  return best;
}

function levelsFor(dpr: number): number[] {
  const levels = CRISP.map((level) => level / dpr).filter((zoom) => zoom >= LEAST && zoom <= MOST);
  return levels.length > 0 ? levels : [1];
}

function clamp(value: number, low: number, high: number): number {
  return Math.min(high, Math.max(low, value));
}
