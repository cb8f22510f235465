/** Name tags: over everybody's head, in the size of the page's text, never in a heap. */

import type { Camera } from "./camera";
import type { Figure, People } from "./people";
import { plateOf } from "./tag-picture";
import type { View } from "./view";

/** Tiles smaller than this (CSS px) leave no room for the names of all. */
const SMALLEST_TILE = 22;

/** How long a tag takes to come and go, seconds. */
const FADE = 0.16;

/** Tags may overlap by this part of themselves; one that is seen already, by more. */
const OVERLAP = 0.04;
const OVERLAP_SEEN = 0.18;

/** A tag that has to be read is lifted over others at most so often. */
const LIFTS = 3;

export interface Box {
  left: number;
  top: number;
  right: number;
  bottom: number;
}

export class Tags {
  private readonly ranked: Figure[] = [];
  private readonly boxes: Box[] = [];
  private taken = 0;
  /** The word on a guest's badge. */
  guest = "";

  /**
   * Paints the tags of `figures` (those in view). `first` are read before all others. True while
   * some are still coming or going.
   */
  paint(
    view: View,
    camera: Camera,
    people: People,
    figures: readonly Figure[],
    me: number,
    first: readonly number[],
    tile: number,
    seconds: number,
  ): boolean {
    const crowd = tile * camera.scale < SMALLEST_TILE;
    this.rank(figures, people.get(me), first);
    this.taken = 0;
    for (const figure of this.ranked) {
      const always = figure.near < 0;
      figure.tagWanted = always || (!crowd && this.finds(view, figure, me, tile));
      if (figure.tagWanted) this.take(view, figure, me, tile, always);
    }
    let easing = false;
    for (const figure of figures) {
      easing = ease(figure, seconds) || easing;
      easing = lift(figure, seconds) || easing;
    }
    for (let i = this.ranked.length - 1; i >= 0; i--) {
      this.paintOne(view, this.ranked[i] as Figure, me, tile);
    }
    return easing;
  }

  /** Those who are pointed at, me, my bubble and raised hands, then by nearness. */
  private rank(figures: readonly Figure[], me: Figure | undefined, first: readonly number[]): void {
    const { ranked } = this;
    ranked.length = 0;
    for (const figure of figures) {
      const { person } = figure;
      const mate = me !== undefined && person.bubble !== 0 && person.bubble === me.person.bubble;
      if (first.includes(person.id)) figure.near = -3;
      else if (figure === me) figure.near = -2;
      else if (mate || figure.hand > 0 || figure.followed) figure.near = -1;
      else figure.near = me ? (figure.x - me.x) ** 2 + (figure.y - me.y) ** 2 : 0;
      ranked.push(figure);
    }
    ranked.sort(byNearness);
  }

  private finds(view: View, figure: Figure, me: number, tile: number): boolean {
    const box = this.box(this.taken);
    this.measure(view, figure, me, tile, box);
    const allowed = figure.tag > 0.5 ? OVERLAP_SEEN : OVERLAP;
    const size = (box.right - box.left) * (box.bottom - box.top);
    for (let i = 0; i < this.taken; i++) {
      if (overlap(box, this.boxes[i] as Box) > allowed * size) return false;
    }
    return true;
  }

  /** One that is shown in any case goes over those that it would cover. */
  private take(view: View, figure: Figure, me: number, tile: number, always: boolean): void {
    const box = this.box(this.taken);
    this.measure(view, figure, me, tile, box);
    figure.liftWanted = always ? liftOver(box, this.boxes, this.taken) : 0;
    box.top -= figure.liftWanted;
    box.bottom -= figure.liftWanted;
    this.taken++;
  }

  private measure(view: View, figure: Figure, me: number, tile: number, box: Box): void {
    const plate = plateOf(figure, figure.person.id === me, view.dpr, this.guest);
    box.left = view.x(figure.x) - (plate.width >> 1);
    box.top = view.y(figure.y) - headHeight(view, tile) - plate.height;
    box.right = box.left + plate.width;
    box.bottom = box.top + plate.height;
  }

  private box(at: number): Box {
    let box = this.boxes[at];
    if (!box) {
      box = { left: 0, top: 0, right: 0, bottom: 0 };
      this.boxes[at] = box;
    }
    return box;
  }

  private paintOne(view: View, figure: Figure, me: number, tile: number): void {
    if (figure.tag <= 0) return;
    const plate = plateOf(figure, figure.person.id === me, view.dpr, this.guest);
    const left = view.x(figure.x) - (plate.width >> 1);
    const top = view.y(figure.y) - headHeight(view, tile) - plate.height - Math.round(figure.lift);
    view.ctx.globalAlpha = figure.tag;
    view.ctx.drawImage(plate, left, top);
    view.ctx.globalAlpha = 1;
  }
}

/** From the feet to just over the head, in device pixels. */
export function headHeight(view: View, tile: number): number {
  return Math.round(1.36 * tile * view.scale + 2 * view.dpr);
}

function ease(figure: Figure, seconds: number): boolean {
  const wanted = figure.tagWanted ? 1 : 0;
  if (figure.tag === wanted) return false;
  const step = seconds / FADE;
  figure.tag = wanted === 1 ? Math.min(1, figure.tag + step) : Math.max(0, figure.tag - step);
  return true;
}

/** By how much a tag has to be higher so that it lies on none of the first `count` others. */
export function liftOver(
  box: Readonly<Box>,
  others: readonly Readonly<Box>[],
  count: number,
): number {
  let up = 0;
  for (let lifts = 0; lifts < LIFTS; lifts++) {
    const now = { ...box, top: box.top - up, bottom: box.bottom - up };
    const free = OVERLAP * (box.right - box.left) * (box.bottom - box.top);
    const under = others.slice(0, count).find((other) => overlap(now, other) > free);
    if (!under) return up;
    up = box.bottom - under.top;
  }
  return up;
}

/** Brings a tag nearer to its height; true while it is on the way. */
function lift(figure: Figure, seconds: number): boolean {
  const left = figure.liftWanted - figure.lift;
  if (left === 0) return false;
  figure.lift =
    Math.abs(left) < 1 ? figure.liftWanted : figure.lift + left * Math.min(1, seconds / FADE);
  return true;
}

function byNearness(a: Figure, b: Figure): number {
  return a.near - b.near || a.person.id - b.person.id;
}

function overlap(a: Box, b: Box): number {
  const width = Math.min(a.right, b.right) - Math.max(a.left, b.left);
  const height = Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top);
  return width > 0 && height > 0 ? width * height : 0;
}
