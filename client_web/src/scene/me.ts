/** My own avatar as the scene knows it. It walks by itself (`walking.ts`); here it is only looked at. */

import { type Grid, gridOf, type Point } from "../motion/grid";
import { Walker } from "../motion/walker";
import type { Person } from "../state";
import { walking } from "../walking";
import type { FloorView, ZoneView } from "../wire.gen";

/** A jump farther than this is a cut, in tiles. */
const CUT = 8;

const FAR_AWAY = -1e6;

export class Me {
  /** The floor's own walls, whatever is shut. */
  readonly grid: Grid;
  zone: ZoneView | null = null;
  /** The scene has taken in where the server put me. */
  placed = false;
  private readonly nowhere: Walker;
  private seenAt: Point = { x: FAR_AWAY, y: FAR_AWAY };

  constructor(readonly view: FloorView) {
    this.grid = gridOf(view.walk, view.zones);
    this.nowhere = new Walker(this.grid, () => {});
    this.nowhere.place(FAR_AWAY, FAR_AWAY, "s");
  }

  get walker(): Walker {
    return walking.me ?? this.nowhere;
  }

  /** The server has put me here. True if that is so far that the camera should not fly there. */
  place({ x, y }: Person): boolean {
    const { seenAt, view } = this;
    this.placed = true;
    this.seenAt = { x, y };
    return Math.hypot(seenAt.x - x, seenAt.y - y) > CUT * view.drawing.tile_width;
  }

  walkTo(x: number, y: number): boolean {
    return walking.walkTo(x, y);
  }

  clear(from: Point, to: Point): boolean {
    return walking.clear(from, to);
  }

  /** The page is left alone: what this person walks by themselves ends, a led walk goes on. */
  stop(): void {
    if (!walking.led) walking.halt();
  }

  /** One frame: which way the keys or the stick point. */
  steer(way: Point): void {
    walking.steer(way);
    this.seenAt = { x: this.walker.x, y: this.walker.y };
  }

  /** True if the zone that I am in has changed. */
  lookAround(): boolean {
    const zone = walking.zone.peek();
    if (zone === this.zone) return false;
    this.zone = zone;
    return true;
  }
}
