/** Walking to people and rooms, following somebody, and showing where somebody is. */

import { signal } from "@preact/signals";
import type { Point } from "./motion/grid";

/** Whom this person follows; 0 for nobody. */
export const following = signal(0);

/** Whom the floor shows the way to; 0 for nobody. */
export const located = signal(0);

/** A word on a walk that did not come to its end; the panel that says so sets "". */
export const walkNote = signal<"" | "no_way" | "gone" | "shut">("");

/** To a place beside somebody, wherever they are: on another floor, that floor first. */
export function walkToPerson(id: number): void {
  void id;
}

export function walkToZone(zone: number): void {
  void zone;
}

/** To the middle of a room, or as near to its door as one may. */
export function walkToRoom(room: number): void {
  void room;
}

export function follow(id: number): void {
  following.value = id;
}

/** Ends following and any walk. */
export function stopWalking(): void {
  following.value = 0;
}

/** Shows the way to somebody on this floor until null. */
export function locate(id: number | null): void {
  located.value = id ?? 0;
}

/** The corners of the way to somebody as they are now, this person's own place first. */
export function wayTo(id: number): readonly Point[] {
  void id;
  return [];
}
