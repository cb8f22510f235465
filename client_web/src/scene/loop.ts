/** The main loop: one call a frame of the browser, and how evenly and cheaply frames come. */

import { Frames } from "./frames";
import type { FrameTimes } from "./types";

/** A frame: `now` as the browser tells it, `seconds` since the one before. True if it painted. */
export type Step = (now: number, seconds: number) => boolean;

/** The longest time that one frame moves things on, ms. */
const LONGEST = 250;

export class Loop {
  private readonly frames = new Frames();
  private last = 0;
  private request: number;

  constructor(private readonly step: Step) {
    this.request = requestAnimationFrame(this.frame);
  }

  stop(): void {
    cancelAnimationFrame(this.request);
  }

  times(): FrameTimes {
    return this.frames.times(performance.now());
  }

  private readonly frame = (now: number): void => {
    this.request = requestAnimationFrame(this.frame);
    const gap = this.last > 0 ? now - this.last : 0;
    if (this.last > 0) this.frames.tick(now, gap);
    this.last = now;
    const started = performance.now();
    if (this.step(now, Math.min(gap, LONGEST) / 1000)) {
      this.frames.worked(performance.now() - started);
    }
  };
}
