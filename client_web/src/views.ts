/**
 * What is in front of this person besides the chat and the people: the map or the list in its
 * place, and at most one sheet over it. Arrangement of this page only, never sent.
 */

import { computed, effect, signal } from "@preact/signals";
import { chatOpen, NARROW, peopleOpen } from "./arrangement";
import { lasting } from "./memory";
import { onForget, state } from "./office";
import { floorId, notes } from "./selectors";

export type Sheet = "board" | "passes" | "settings" | "stored";

const narrow = globalThis.matchMedia?.(NARROW);

/** The list stands in the place of the map; remembered, for who prefers it prefers it tomorrow. */
export const listView = signal(lasting.read("view") === "list");

/** This browser could not paint the map at all. */
export const mapFailed = signal(false);

export const sheet = signal<Sheet | null>(null);
/** The id of the button that opened the sheet: it gets the focus back. */
export const sheetOpener = signal("more-button");

export function showList(on: boolean): void {
  lasting.write("view", on ? "list" : "");
  listView.value = on;
}

/** Opens a sheet; on a phone nothing else has room beside it. */
export function openSheet(which: Sheet, from: string): void {
  sheetOpener.value = from;
  sheet.value = which;
  if (!narrow?.matches) return;
  chatOpen.value = false;
  peopleOpen.value = false;
}

export function closeSheet(): void {
  sheet.value = null;
}

/** What is opened after the sheet lies over it, not under it. */
export const keepOneInFront = (): (() => void) =>
  effect(() => {
    const other = chatOpen.value || peopleOpen.value;
    if (other && narrow?.matches) sheet.value = null;
  });

onForget(closeSheet);

// --- news on the board --------------------------------------------------------------------------

const seenKey = (floor: string): string => `board.${floor}`;
const looked = signal(0); // grows with each look, so that the count is made again

/** Notes of others on this floor's board that came after this person last looked. */
export const newNotes = computed(() => {
  looked.value;
  const seen = Number(lasting.read(seenKey(floorId.value))) || 0;
  return countNew(notes.value, seen, state.value.me);
});

export const countNew = (
  all: readonly { readonly id: number; readonly person: number }[],
  seen: number,
  me: number,
): number => all.filter((note) => note.id > seen && note.person !== me).length;

/** All that hangs there now has been on the screen. */
export function markBoardSeen(): void {
  const newest = Math.max(0, ...notes.peek().map((note) => note.id));
  if (newest === 0) return;
  lasting.write(seenKey(floorId.peek()), String(newest));
  looked.value += 1;
}
