/** Signs that people show for a moment: who shows which, and how long. Pure. */

/** How long one is shown, ms. */
export const SHOWN = 2500;

/** So many at once over one person; a new one takes the place of the oldest. */
export const MOST = 3;

export interface Reaction {
  readonly emoji: string;
  readonly to: number; // whom it is for, 0 for all
  readonly since: number;
  /** Which place over the head: 0 in the middle, 1 left, 2 right. */
  readonly slot: number;
}

export class Reactions {
  private readonly shown = new Map<number, Reaction[]>();

  show(person: number, emoji: string, to: number, now: number): void {
    const mine = this.of(person).filter(({ since }) => now - since < SHOWN);
    while (mine.length >= MOST) mine.shift();
    const taken = new Set(mine.map(({ slot }) => slot));
    const slot = [0, 1, 2].find((one) => !taken.has(one)) ?? 0;
    mine.push({ emoji, to, since: now, slot });
    this.shown.set(person, mine);
  }

  /** Forgets those that are over; true if there were any. */
  expire(now: number): boolean {
    let any = false;
    for (const [person, all] of this.shown) {
      const kept = all.filter(({ since }) => now - since < SHOWN);
      if (kept.length === all.length) continue;
      any = true;
      if (kept.length === 0) this.shown.delete(person);
      else this.shown.set(person, kept);
    }
    return any;
  }

  of(person: number): readonly Reaction[] & Reaction[] {
    return this.shown.get(person) ?? [];
  }

  get people(): Iterable<number> {
    return this.shown.keys();
  }

  get any(): boolean {
    return this.shown.size > 0;
  }

  clear(): void {
    this.shown.clear();
  }
}

/** Where in its rise it is (0 to 1), and how much of it is seen. Without motion it stays put. */
export function phaseOf(age: number, calm: boolean): { rise: number; alpha: number } {
  const part = Math.min(1, Math.max(0, age / SHOWN));
  if (calm) return { rise: 0.3, alpha: part < 1 ? 1 : 0 };
  const left = 1 - part;
  return { rise: 1 - left * left, alpha: Math.min(1, part * 10, left * 4) };
}
