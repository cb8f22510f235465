/**
 * Where somebody else was a moment ago: the places told by the server, painted a little late so
 * that there is nearly always one place before and one after the moment that is painted.
 */

/** How late others are painted; more where ticks are slow, so that a late tick is no stop. */
const DELAY_MS = 100;
const TICKS_OF_DELAY = 1.25;

export const lateness = (tickHz: number): number =>
  Math.max(DELAY_MS, (TICKS_OF_DELAY * 1000) / tickHz);

/** So many places are kept; at 20 a second that is far more than the delay. */
const KEPT = 16;

export interface Glimpse {
  x: number;
  y: number;
  /** The step that they are in the middle of; 0, 0 when they stand. */
  dx: number;
  dy: number;
}

export class Track {
  private readonly at: number[] = [];
  private readonly xs: number[] = [];
  private readonly ys: number[] = [];

  constructor(now: number, x: number, y: number) {
    this.put(now, x, y);
  }

  /**
   * They are at x, y as of now. `interval` is how often the server tells; a place `far` away (px)
   * is jumped to.
   */
  push(now: number, x: number, y: number, interval: number, far: number): void {
    const last = this.at.length - 1;
    const lastX = this.xs[last] as number;
    const lastY = this.ys[last] as number;
    if (Math.hypot(x - lastX, y - lastY) > far) this.clear();
    else if (now - (this.at[last] as number) > 2 * interval) this.put(now - interval, lastX, lastY);
    this.put(now, x, y);
    if (this.at.length > KEPT) this.forget(this.at.length - KEPT);
  }

  /** Fills `out` with where they were at the moment `when`. True while there is more to come. */
  read(when: number, out: Glimpse): boolean {
    const last = this.at.length - 1;
    out.dx = 0;
    out.dy = 0;
    let next = 0;
    while (next <= last && (this.at[next] as number) <= when) next++;
    const to = Math.min(next, last);
    out.x = this.xs[to] as number;
    out.y = this.ys[to] as number;
    if (next === 0 || next > last) return next === 0 && last > 0;
    const x0 = this.xs[next - 1] as number;
    const y0 = this.ys[next - 1] as number;
    const from = this.at[next - 1] as number;
    const part = (when - from) / ((this.at[next] as number) - from);
    out.dx = out.x - x0;
    out.dy = out.y - y0;
    out.x = x0 + out.dx * part;
    out.y = y0 + out.dy * part;
    return true;
  }

  private put(now: number, x: number, y: number): void {
    this.at.push(now);
    this.xs.push(x);
    this.ys.push(y);
  }

  private clear(): void {
    this.forget(this.at.length);
  }

  private forget(count: number): void {
    this.at.splice(0, count);
    this.xs.splice(0, count);
    this.ys.splice(0, count);
  }
}
