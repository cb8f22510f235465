/** The server's time, and a clock that ticks once a second while somebody looks at it. */

import { signal } from "@preact/signals";
import { state } from "./session";

/** Now by the server's clock: moments on the wire are compared with this. */
export const serverNow = (): number => Date.now() + state.peek().skew;

const ticks = signal(0);
let ticking: ReturnType<typeof setInterval> | undefined;
let watchers = 0;

/** The server's time, renewed each second; panels that count down read it. */
export function clock(): number {
  ticks.value; // so that who reads this hears of the next tick
  return serverNow();
}

/** Lets the clock tick until the answer is called. */
export function watchClock(): () => void {
  watchers += 1;
  ticking ??= setInterval(() => {
    ticks.value += 1;
  }, 1000);
  return () => {
    watchers -= 1;
    if (watchers > 0) return;
    clearInterval(ticking);
    ticking = undefined;
  };
}
