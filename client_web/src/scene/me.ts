/** My own avatar: the walker on this floor's grid, and what it claims. */

import { Claims } from "../motion/claims";
import { type Grid, gridOf, type Point } from "../motion/grid";
import { findPath } from "../motion/path";
import { Walker } from "../motion/walker";
import type { Facing, FloorView, ZoneView } from "../wire.gen";
import { zoneAt } from "./zones";

/** A frame that took longer than this is walked as if it had taken this (seconds). */
const LONGEST = 0.1;

export class Me {
  readonly walker: Walker;
  zone: ZoneView | null = null;
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

  /** The server has put me here. */
  place(x: number, y: number, facing: Facing): void {
    if (this.view.zones.some((zone) => zone.locked)) {
      const grid = gridOf(this.view.walk, this.view.zones, { x, y });
      this.walker.grid = grid;
      this.claims.grid = grid;
    }
    this.walker.place(x, y, facing);
    this.claims.reset(x, y, facing);
  }

  /** The server thinks that I am there: what it missed is claimed again. */
  tell(x: number, y: number, facing: Facing): void {
    this.claims.missed(x, y, facing);
  }

  walkTo(x: number, y: number): boolean {
    const path = findPath(this.grid, this.walker, { x, y });
    if (path) this.walker.follow(path);
    return path !== null;
  }

  stop(now: number): void {
    this.now = now;
    this.walker.stop();
  }

  /** One frame: walks on, claims. */
  frame(now: number, seconds: number, keys: Point, speed: number): void {
    this.now = now;
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
