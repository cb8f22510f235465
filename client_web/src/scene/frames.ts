/** How evenly frames come, and how much work a painted one is. */

import type { FrameTimes } from "./types";

const SPAN_MS = 5000;
const MOST = 1024;

export class Frames {
  private readonly at = new Float64Array(MOST);
  private readonly gaps = new Float32Array(MOST);
  private readonly work = new Float32Array(MOST);
  private count = 0;
  private painted = 0;

  /** A frame came `gap` ms after the one before. */
  tick(now: number, gap: number): void {
    this.at[this.count % MOST] = now;
    this.gaps[this.count % MOST] = gap;
    this.count++;
  }

  worked(ms: number): void {
    this.work[this.painted % MOST] = ms;
    this.painted++;
  }

  times(now: number): FrameTimes {
    const gaps = this.gaps
      .slice(0, Math.min(this.count, MOST))
      .filter((_, i) => (this.at[i] as number) > now - SPAN_MS)
      .sort();
    const work = this.work.slice(0, Math.min(this.painted, MOST)).sort();
    const median = at(gaps, 0.5);
    return {
      median: median > 0 ? 1000 / median : 0,
      p95ms: at(gaps, 0.95),
      workMs: at(work, 0.5),
      workP95ms: at(work, 0.95),
    };
  }
}

function at(sorted: Float32Array, part: number): number {
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * part))] ?? 0;
}
