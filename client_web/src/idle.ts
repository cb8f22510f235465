/** Tells the server when nobody touches this page for a while, and when somebody does again. */

import { effect } from "@preact/signals";
import { onEvent, setIdle, state } from "./office";

const INPUTS = ["pointerdown", "pointermove", "keydown", "touchstart", "wheel", "scroll"] as const;

/** So often it is looked at the clock. */
const LOOK_MS = 5000;

let touchedAt = Date.now();
let idle = false;

function become(now: boolean): void {
  if (idle === now) return;
  idle = now;
  setIdle(now);
}

function touched(): void {
  touchedAt = Date.now();
  become(false);
}

function look(): void {
  const { awaySeconds, me } = state.peek();
  if (me !== 0 && Date.now() - touchedAt >= awaySeconds * 1000) become(true);
}

/** Called once, at the start of the page. A page that is hidden gets no input, so that one rule does. */
export function watchInput(): void {
  for (const kind of INPUTS) {
    window.addEventListener(kind, touched, { capture: true, passive: true });
  }
  document.addEventListener("visibilitychange", () => {
    if (document.visibilityState === "visible") touched();
  });
  setInterval(look, LOOK_MS);
  // A new line knows nothing of the one before.
  onEvent((event) => {
    if (event.t === "caught_up" && idle) setIdle(true);
  });
  effect(() => {
    if (state.value.me === 0) idle = false;
  });
}
