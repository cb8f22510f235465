/** How this page is arranged now: open panels, what lies in front. Never sent. */

import { signal } from "@preact/signals";
import { following, locate, located, stopWalking } from "./follow";
import { lasting } from "./memory";
import { onForget } from "./office";
import type { createScene } from "./scene";
import type { ZoneView } from "./wire.gen";

export const NARROW = "(max-width: 640px)";
const narrow = window.matchMedia(NARROW);
/** By finger: then no word on keys is of use. */
export const byTouch = (): boolean => window.matchMedia("(pointer: coarse)").matches;

export const chatOpen = signal(!narrow.matches);
export const peopleOpen = signal(false);
/** The zone that this person stands in, if it has something to say. */
export const zone = signal<ZoneView | null>(null);
/** The first word on how to walk was read, now or another day. */
export const hinted = signal(lasting.read("hinted") !== "");
/** The avatar that was clicked on the floor; 0 for none. */
export const picked = signal(0);
export const scene = signal<ReturnType<typeof createScene> | null>(null);
/** Where the cards lie, so that this person's own avatar is seen beside them. */
export const cardsAt = signal<"usual" | "top" | "bottom">("usual");
/** The first step was taken. */
export const stepped = signal(false);

/** The next person at this computer sees nothing of the former one. */
onForget(() => {
  picked.value = 0;
  zone.value = null;
  stepped.value = false;
  chatOpen.value = !narrow.matches;
  peopleOpen.value = false;
});

/** The first word on how to walk was read. */
export function finishHint(): void {
  lasting.write("hinted", "yes");
  hinted.value = true;
}

/** Escape on the floor: puts away what lies in front. */
export function closeFront(): void {
  if (picked.value !== 0) picked.value = 0;
  else if (located.value !== 0) locate(null);
  else if (following.value !== 0) stopWalking();
  else if (!hinted.value) finishHint();
  else if (zone.value) zone.value = null;
  else if (peopleOpen.value) peopleOpen.value = false;
}

/** So that arrow keys walk at once. */
export const focusFloor = (): void =>
  document.querySelector<HTMLElement>(".stage-canvas")?.focus({ preventScroll: true });

/** On a phone the sheet would hide what is happening on the floor. */
export function showFloor(): void {
  if (!narrow.matches) return;
  peopleOpen.value = false;
  focusFloor();
}

/** On a phone one sheet at a time has room. */
export function openOnly(panel: "chat" | "people", open: boolean): void {
  if (panel === "chat") chatOpen.value = open;
  else peopleOpen.value = open;
  if (!open || !narrow.matches) return;
  if (panel === "chat") peopleOpen.value = false;
  else chatOpen.value = false;
}
