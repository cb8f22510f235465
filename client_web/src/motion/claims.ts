/**
 * Which of the walker's places are claimed from the server: whole pixels, at most one in 50 ms, and
 * besides every place that is needed for one to walk straight from each claim to the next.
 */

import type { Facing } from "../wire.gen";
import type { Grid } from "./grid";
import { walkable } from "./line";

const GAP_MS = 50;

interface Claim {
  x: number;
  y: number;
  facing: Facing;
}

export class Claims {
  private sent: Claim = { x: 0, y: 0, facing: "s" };
  private latest: Claim = { x: 0, y: 0, facing: "s" };
  private sentAt = -Infinity;

  constructor(
    public grid: Grid,
    private readonly send: (x: number, y: number, facing: Facing) => void,
  ) {}

  /** The server knows that we are here. */
  reset(x: number, y: number, facing: Facing): void {
    this.sent = { x, y, facing };
    this.latest = { x, y, facing };
  }

  /** The server has us here, behind our back: the next `tick` claims where we really are. */
  missed(x: number, y: number, facing: Facing): void {
    this.sent = { x, y, facing };
  }

  /** The walker passed here; a `corner` is claimed at once. */
  visit(x: number, y: number, facing: Facing, corner: boolean, now: number): void {
    const { latest, sent } = this;
    const px = Math.floor(x);
    const py = Math.floor(y);
    if (px !== latest.x || py !== latest.y) {
      if (!walkable(this.grid, sent.x, sent.y, px, py)) this.flush(now);
      latest.x = px;
      latest.y = py;
    }
    latest.facing = facing;
    if (corner) this.flush(now);
  }

  /** Once a frame: claims the latest place if it is time. */
  tick(now: number): void {
    if (now - this.sentAt >= GAP_MS) this.flush(now);
  }

  private flush(now: number): void {
    const { latest, sent } = this;
    if (latest.x === sent.x && latest.y === sent.y && latest.facing === sent.facing) return;
    sent.x = latest.x;
    sent.y = latest.y;
    sent.facing = latest.facing;
    this.sentAt = now;
    this.send(sent.x, sent.y, sent.facing);
  }
}
