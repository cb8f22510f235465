/** Rooms on the floor: one sees which are shut before walking into them, and reads it at the door. */

import type { Grid } from "../motion/grid";
import { type Look, lookOf, platePicture, textOf } from "./door-plate";
import { type Doorway, doorwayOf, type Line, outlineOfRects } from "./doorway";
import type { Door } from "./types";
import type { View } from "./view";

/** The colours of the edges: fill and line. An open room has none. */
const EDGES: Readonly<Partial<Record<Look, readonly [string, string]>>> = {
  shut: ["rgba(74, 40, 34, 0.16)", "rgba(185, 58, 34, 0.72)"],
  full: ["rgba(74, 58, 24, 0.12)", "rgba(135, 90, 16, 0.65)"],
  closed: ["rgba(74, 96, 196, 0.05)", "rgba(59, 74, 140, 0.5)"],
  yours: ["rgba(71, 119, 79, 0.08)", "rgba(71, 119, 79, 0.75)"],
};

const OPENED = "rgba(111, 196, 124, 0.95)";

interface Shape {
  readonly outline: readonly Line[];
  readonly doorway: Doorway | null;
  readonly left: number; // of the widest part, map pixels
  readonly width: number;
  readonly x: number; // where the plate hangs, map pixels
  readonly y: number;
}

interface Shown {
  readonly door: Door;
  readonly shape: Shape;
  readonly look: Look;
  readonly long: HTMLCanvasElement; // with the name
  readonly short: HTMLCanvasElement; // without, where there is no room for it
  left: number; // where it was painted, device pixels
  top: number;
  width: number; // 0 if it was not
}

export class Doors {
  private shown: Shown[] = [];
  private readonly shapes = new Map<number, Shape>();
  private readonly pictures = new Map<string, HTMLCanvasElement>();
  private grid: Grid | null = null;
  private dpr = 1;

  setFloor(grid: Grid | null): void {
    this.grid = grid;
    this.shapes.clear();
    this.shown = [];
  }

  /** Takes over the doors as they are now. */
  take(doors: readonly Door[], dpr: number): void {
    if (dpr !== this.dpr || this.pictures.size > 200) this.pictures.clear();
    this.dpr = dpr;
    this.shown = this.grid ? doors.map((door) => this.show(door)) : [];
  }

  private show(door: Door): Shown {
    const look = lookOf(door);
    const long = this.picture(look, textOf(door, true));
    const short = this.picture(look, textOf(door, false));
    return { door, shape: this.shape(door), look, long, short, left: 0, top: 0, width: 0 };
  }

  private picture(look: Look, text: string): HTMLCanvasElement {
    const key = `${look} ${text}`;
    const known = this.pictures.get(key) ?? platePicture(look, text, this.dpr);
    this.pictures.set(key, known);
    return known;
  }

  private shape({ zone }: Door): Shape {
    const known = this.shapes.get(zone.id);
    if (known) return known;
    const doorway = this.grid ? doorwayOf(this.grid, zone) : null;
    const [x, y, width] = zone.rects.reduce((a, b) => (b[1] < a[1] ? b : a));
    const at = doorway?.middle ?? { x: x + width / 2, y };
    const shape = {
      outline: outlineOfRects(zone.rects),
      doorway,
      left: x,
      width,
      x: at.x,
      y: at.y,
    };
    this.shapes.set(zone.id, shape);
    return shape;
  }

  /** Under everybody, over the floor: the context has to be `plain`. */
  paintFloor(view: View): void {
    for (const { door, look } of this.shown) {
      const edge = EDGES[look];
      if (edge && sees(view, door)) fill(view, door, edge[0]);
    }
  }

  /** Over everybody and the walls, which would hide the edges: the context has to be `plain`. */
  paintOver(view: View): void {
    for (const { door, shape, look } of this.shown) {
      const edge = EDGES[look];
      if (!edge || !sees(view, door)) continue;
      stroke(view, shape.outline, edge[1], look === "yours" ? 4 : 2.5);
      const { doorway, width } = shape;
      if (look === "yours" && doorway && isNarrow(doorway, width)) {
        stroke(view, [doorway], OPENED, 8);
      }
    }
    this.paintPlates(view);
  }

  private paintPlates(view: View): void {
    for (const shown of this.shown) {
      const { shape, long, short } = shown;
      const picture = long.width < shape.width * view.scale * 0.9 ? long : short;
      shown.width = 0;
      if (picture.width > shape.width * view.scale) continue;
      const left = plateLeft(view, shape, picture);
      const top = view.y(shape.y) - plateAbove(shape, picture);
      if (left > view.width || top > view.height) continue;
      if (left + picture.width < 0 || top + picture.height < 0) continue;
      view.ctx.drawImage(picture, left, top);
      shown.left = left;
      shown.top = top;
      shown.width = picture.width;
    }
  }

  /** The room whose plate is at a point of the canvas (device pixels); 0 for none. */
  roomAt(x: number, y: number): number {
    const hit = this.shown.find(({ left, top, width, long }) => {
      const slack = 4 * this.dpr; // a thumb is no pin
      const inside = x > left - slack && x < left + width + slack;
      return width > 0 && inside && y > top - slack && y < top + long.height + slack;
    });
    return hit?.door.zone.id ?? 0;
  }

  /** Rooms that are shut to me, for the overview: their rectangles. */
  *shut(): Iterable<readonly [number, number, number, number]> {
    for (const { door, look } of this.shown) {
      if (look === "shut" || look === "full" || look === "closed") yield* door.zone.rects;
    }
  }
}

const sees = (view: View, { zone }: Door): boolean =>
  zone.rects.some(([x, y, width, height]) => view.sees(x, y, width, height));

/** A door, not a side without a wall. */
const isNarrow = ({ from, to }: Doorway, width: number): boolean =>
  Math.hypot(to.x - from.x, to.y - from.y) < width / 2;

/** Left of a door in the wall, so that it hides nobody who stands in it; else in the middle. */
function plateLeft(
  view: View,
  { doorway, left, width, x }: Shape,
  picture: HTMLCanvasElement,
): number {
  const middle = view.x(x) - (picture.width >> 1);
  if (!doorway || doorway.from.y !== doorway.to.y || !isNarrow(doorway, width)) return middle;
  const beside = view.x(doorway.from.x) - picture.width - Math.round(4 * view.dpr);
  return beside < view.x(left) ? middle : beside;
}

/** At the height of the door's lintel; at a side door across it. */
const plateAbove = ({ doorway }: Shape, { height }: HTMLCanvasElement): number =>
  doorway?.side === "e" || doorway?.side === "w" ? height >> 1 : height;

function fill(view: View, { zone }: Door, color: string): void {
  const { ctx } = view;
  ctx.beginPath();
  for (const [x, y, width, height] of zone.rects) {
    const left = view.x(x);
    const top = view.y(y);
    ctx.rect(left, top, view.x(x + width) - left, view.y(y + height) - top);
  }
  ctx.fillStyle = color;
  ctx.fill();
}

function stroke(view: View, lines: readonly Line[], color: string, width: number): void {
  const { ctx } = view;
  ctx.beginPath();
  for (const { from, to } of lines) {
    ctx.moveTo(view.x(from.x), view.y(from.y));
    ctx.lineTo(view.x(to.x), view.y(to.y));
  }
  ctx.lineCap = "round";
  ctx.lineWidth = width * view.dpr;
  ctx.strokeStyle = color;
  ctx.stroke();
  ctx.lineCap = "butt";
}
