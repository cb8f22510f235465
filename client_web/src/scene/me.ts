/** My own avatar: the walker on this floor's grid, and what it claims. */

import { Claims } from "../motion/claims";
import { type Grid, gridOf, type Point } from "../motion/grid";
import { walkableInPixels } from "../motion/line";
import { findPath } from "../motion/path";
import { Walker } from "../motion/walker";
import type { Person } from "../state";
import type { Facing, FloorView, ZoneView } from "../wire.gen";
import { zoneAt } from "./zones";

/** A frame that took longer than this is walked as if it had taken this (seconds). */
const LONGEST = 0.1;

/** A jump farther than this is a cut, in tiles. */
const CUT = 8;

export class Me {
  readonly walker: Walker;
  zone: ZoneView | null = null;
  /** I am where the server last put me; before that I can't walk. */
  placed = false;
  /** The line was down: the server may not know where I am. */
  doubtful = false;
  private readonly claims: Claims;
  private now = 0;

  constructor(
    readonly view: FloorView,
    claim: (x: number, y: number, facing: Facing) => void,
  ) {
    const grid = gridOf(view.walk, view.zones);
    this.claims = new Claims(grid, claim);
    this.walker = new Walker(grid, (x, y, facing, corner) =>
      this.claims.visit(x, y, facing, corner, this.now),
    );
    this.walker.place(-1e6, -1e6, "s"); // nowhere, until the server says where
  }

  get grid(): Grid {
    return this.walker.grid;
  }

  /** The server has put me here. True if that is so far that the camera should not fly there. */
  place({ x, y, facing }: Person): boolean {
    if (this.view.zones.some((zone) => zone.locked)) {
      const grid = gridOf(this.view.walk, this.view.zones, { x, y });
      this.walker.grid = grid;
      this.claims.grid = grid;
    }
    const far = CUT * this.view.drawing.tile_width;
    const jumped = Math.hypot(this.walker.x - x, this.walker.y - y) > far;
    this.walker.place(x, y, facing);
    this.claims.reset(x, y, facing);
    this.placed = true;
    this.doubtful = false;
    return jumped;
  }

  walkTo(x: number, y: number): boolean {
    const path = findPath(this.grid, this.walker, { x, y });
    if (path) this.walker.follow(path);
    return path !== null;
  }

  clear(from: Point, to: Point): boolean {
    return walkableInPixels(this.grid, from, to);
  }

  stop(now: number): void {
    this.now = now;
    this.walker.stop();
  }

  /** One frame: walks on, claims. `told` is what the server says of me. */
  frame(now: number, seconds: number, keys: Point, speed: number, told?: Person): void {
    this.now = now;
    if (this.doubtful && told) {
      this.claims.missed(told.x, told.y, told.facing);
      this.doubtful = false;
    }
    this.walker.step(Math.min(LONGEST, seconds) * speed, keys);
    this.claims.tick(now);
  }

  /** True if the zone that I am in has changed. */
  lookAround(): boolean {
    const zone = zoneAt(this.view.zones, this.walker.x, this.walker.y);
    if (zone === this.zone) return false;
    this.zone = zone;
    return true;
  }
}
