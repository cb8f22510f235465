/** Whom the page asked to be shown, for a moment. Pure. */

/** How long somebody is shown, ms. */
const SHOWN = 2600;

export class Spotlight {
  /** The person; 0 for nobody. */
  on = 0;
  private since = 0;

  show(person: number, now: number): void {
    this.on = person;
    this.since = now;
  }

  clear(): void {
    this.on = 0;
  }

  /** How much of the showing is over, 0 to 1. */
  part(now: number): number {
    return Math.min(1, Math.max(0, (now - this.since) / SHOWN));
  }

  /** True once, when the moment is over. */
  ends(now: number): boolean {
    if (this.on === 0 || now - this.since < SHOWN) return false;
    this.on = 0;
    return true;
  }
}
