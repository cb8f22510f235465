/**
 * This person's own walk, predicted at once: by keys, sliding along walls, or along a path.
 *
 * The walker only ever stands on open cells, and from one whole pixel that it visits one can walk
 * straight to the next. It knows no clock, keyboard or server: `step` is told all of it.
 */

import type { Facing } from "../wire.gen";
import { facingOf } from "./facing";
import { type Grid, isOpenAt, type Point } from "./grid";
import { walkable } from "./line";

/** How far to the side of a wall's end one is led round it, in cells. */
const NUDGE = 2;

const STILL: Point = { x: 0, y: 0 };

/** Told of every place passed: `corner` ones have to be claimed by themselves. */
export type Visit = (x: number, y: number, facing: Facing, corner: boolean) => void;

export class Walker {
  x = 0;
  y = 0;
  facing: Facing = "s";
  moving = false;
  private path: Point[] = [];

  constructor(
    public grid: Grid,
    private readonly visit: Visit,
  ) {}

  /** Puts the walker down; whatever it was doing is over. */
  place(x: number, y: number, facing: Facing): void {
    this.x = x;
    this.y = y;
    this.facing = facing;
    this.moving = false;
    this.path = [];
  }

  /** Walks a path that was found from the whole pixel that the walker stands on. */
  follow(path: readonly Point[]): void {
    this.x = Math.floor(this.x);
    this.y = Math.floor(this.y);
    this.path = [...path];
  }

  get target(): Point | null {
    return this.path[this.path.length - 1] ?? null;
  }

  /** Ends the walk where the walker is; says so once, as a corner. */
  stop(): void {
    this.path = [];
    this.rest();
  }

  /** Walks `distance` map pixels: by `keys` (-1, 0 or 1 each way) or else along the path. */
  step(distance: number, keys: Point = STILL): void {
    if (keys.x !== 0 || keys.y !== 0) {
      this.path = [];
      this.stepByKeys(distance, keys);
    } else if (this.path.length > 0) {
      this.stepAlongPath(distance);
    } else {
      this.rest();
    }
  }

  private rest(): void {
    if (!this.moving) return;
    this.moving = false;
    this.visit(this.x, this.y, this.facing, true);
  }

  private stepByKeys(distance: number, keys: Point): void {
    this.facing = facingOf(keys.x, keys.y, this.facing);
    const long = Math.hypot(keys.x, keys.y);
    const parts = Math.max(1, Math.ceil(distance));
    const dx = ((keys.x / long) * distance) / parts;
    const dy = ((keys.y / long) * distance) / parts;
    let went = false;
    for (let i = 0; i < parts; i++) {
      if (!this.slide(dx, dy)) break;
      went = true;
    }
    if (went) {
      this.moving = true;
      this.visit(this.x, this.y, this.facing, false);
    } else {
      this.rest();
      this.visit(this.x, this.y, this.facing, false);
    }
  }

  /** A step of up to a pixel: straight on, else along the wall, else round its end. */
  private slide(dx: number, dy: number): boolean {
    if (this.shift(dx, dy)) return true;
    if (dx !== 0 && dy !== 0) return this.shift(dx, 0) || this.shift(0, dy);
    return this.nudge(dx, dy);
  }

  private shift(dx: number, dy: number): boolean {
    const x = this.x + dx;
    const y = this.y + dy;
    const { grid } = this;
    if (!isOpenAt(grid, x, y)) return false;
    if (!walkable(grid, Math.floor(this.x), Math.floor(this.y), Math.floor(x), Math.floor(y))) {
      return false;
    }
    this.x = x;
    this.y = y;
    this.visit(x, y, this.facing, false);
    return true;
  }

  /** Against the end of a wall: a step to that side where the way on is free. */
  private nudge(dx: number, dy: number): boolean {
    const { cellWidth, cellHeight } = this.grid;
    const size = Math.abs(dx) + Math.abs(dy);
    const aheadX = Math.sign(dx) * cellWidth;
    const aheadY = Math.sign(dy) * cellHeight;
    for (let cells = 1; cells <= NUDGE; cells++) {
      for (const side of [-1, 1]) {
        const sideX = dx === 0 ? side * cells * cellWidth : 0;
        const sideY = dy === 0 ? side * cells * cellHeight : 0;
        const x = this.x + sideX;
        const y = this.y + sideY;
        if (!walkable(this.grid, this.x, this.y, x, y)) continue;
        if (!walkable(this.grid, x, y, x + aheadX, y + aheadY)) continue;
        return this.shift(Math.sign(sideX) * size, Math.sign(sideY) * size);
      }
    }
    return false;
  }

  private stepAlongPath(distance: number): void {
    let left = distance;
    this.moving = true;
    for (let corner = this.path[0]; corner; corner = this.path[0]) {
      const dx = corner.x - this.x;
      const dy = corner.y - this.y;
      const far = Math.hypot(dx, dy);
      this.facing = facingOf(dx, dy, this.facing);
      if (far > left) {
        this.x += (dx / far) * left;
        this.y += (dy / far) * left;
        this.visit(this.x, this.y, this.facing, false);
        return;
      }
      left -= far;
      this.x = corner.x;
      this.y = corner.y;
      this.path.shift();
      this.visit(corner.x, corner.y, this.facing, true);
    }
    this.moving = false;
  }
}
