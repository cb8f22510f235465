/** This person's own avatar: the walker on this floor's ground, and what it claims. */

import type { Person } from "../state";
import type { Facing, FloorView } from "../wire.gen";
import { Claims } from "./claims";
import type { Point } from "./grid";
import { type Doors, Ground } from "./ground";
import { walkableInPixels } from "./line";
import { findPath } from "./path";
import { Walker } from "./walker";

/** So much is walked in one step (seconds); a longer time is walked in several. */
const STEP = 0.1;

/** With keys held, a frame that took longer is walked as if it had taken this. */
const LONGEST_BY_KEYS = 0.1;

/** By a path, one goes on after so long a stop of the page at once: as much as the server grants. */
const LONGEST_BY_PATH = 1;

/** A jump farther than this is a cut, in tiles. */
const CUT = 8;

export class Body {
  readonly ground: Ground;
  readonly walker: Walker;
  /** It is where the server last put it; before that it can't walk. */
  placed = false;
  /** The line was down: the server may not know where it is. */
  doubtful = false;
  private readonly claims: Claims;
  private now = 0;

  constructor(
    readonly view: FloorView,
    claim: (x: number, y: number, facing: Facing) => void,
  ) {
    this.ground = new Ground(view);
    this.claims = new Claims(this.ground.grid, claim);
    this.walker = new Walker(this.ground.grid, (x, y, facing, corner) =>
      this.claims.visit(x, y, facing, corner, this.now),
    );
    this.walker.place(-1e6, -1e6, "s"); // nowhere, until the server says where
  }

  /** The server has put it here. True if that is so far that the camera should not fly there. */
  place({ x, y, facing }: Person): boolean {
    const far = CUT * this.view.drawing.tile_width;
    const jumped = Math.hypot(this.walker.x - x, this.walker.y - y) > far;
    this.walker.place(x, y, facing);
    this.claims.reset(x, y, facing);
    this.placed = true;
    this.doubtful = false;
    return jumped;
  }

  /** Takes over what is shut now; a walk that led through it looks for another way. */
  look(doors: Doors, now: number): void {
    if (!this.ground.update(doors, this.walker, now)) return;
    const { grid } = this.ground;
    this.walker.grid = grid;
    this.claims.grid = grid;
    const { target } = this.walker;
    if (target && !this.walkTo(target)) this.walker.stop();
  }

  walkTo(to: Point): boolean {
    const path = this.wayTo(to);
    if (path) this.walker.follow(path);
    return path !== null;
  }

  /** The corners of the shortest way, without where it begins. Null: there is none. */
  wayTo(to: Point): Point[] | null {
    return findPath(this.ground.grid, this.walker, to);
  }

  clear(from: Point, to: Point): boolean {
    return walkableInPixels(this.ground.grid, from, to);
  }

  stop(now: number): void {
    this.now = now;
    this.walker.stop();
  }

  /** Walks on for so long, and claims. `told` is what the server says of this person. */
  advance(now: number, seconds: number, keys: Point, speed: number, told?: Person): void {
    if (this.doubtful && told) {
      this.claims.missed(told.x, told.y, told.facing);
      this.doubtful = false;
    }
    const byKeys = keys.x !== 0 || keys.y !== 0;
    let left = Math.min(seconds, byKeys ? LONGEST_BY_KEYS : LONGEST_BY_PATH);
    do {
      const part = Math.min(STEP, left);
      left -= part;
      this.now = now - left * 1000;
      this.walker.step(part * speed, keys);
      this.claims.tick(this.now);
    } while (left > 0);
  }
}
