/** Measures how far away the server is, for the connection check. */

import { getOffice } from "./api";

const TRIES = 3;

/** Milliseconds to the server and back, the best of a few; null if no answer came. */
export async function roundTrip(
  ask: () => Promise<unknown> = getOffice,
  now: () => number = () => performance.now(),
): Promise<number | null> {
  const taken: number[] = [];
  for (let i = 0; i < TRIES; i++) {
    const begun = now();
    try {
      await ask();
    } catch {
      return null;
    }
    taken.push(now() - begun);
  }
  return Math.round(Math.min(...taken));
}

/** The server's clock and this one may differ by so much before a person would notice. */
const CLOCK_MS = 2000;
const SLOW_MS = 400;

export const isSlow = (ms: number): boolean => ms > SLOW_MS;
export const clocksAgree = (skewMs: number): boolean => Math.abs(skewMs) <= CLOCK_MS;
