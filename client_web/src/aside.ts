/** What the panel of people and rooms shows: the list, or one card of it; and the way back. */

import { signal } from "@preact/signals";
import { openOnly, peopleOpen } from "./arrangement";
import { onForget } from "./office";

export type View =
  | { readonly kind: "list" }
  | { readonly kind: "person"; readonly id: number }
  | { readonly kind: "room"; readonly id: number }
  | { readonly kind: "profile" };

const LIST: View = { kind: "list" };

export const view = signal<View>(LIST);
/** The id of the button that opened the panel: it gets the focus back. */
export const opener = signal("people-button");

/** What is looked for in the list; it outlives a look at a card. */
export const wanted = signal("");

/** Where "back" leads: the list, if one came from it. */
const trail = signal<readonly View[]>([]);
export const canGoBack = () => trail.value.length > 0;

function reset(): void {
  view.value = LIST;
  trail.value = [];
  wanted.value = "";
}

onForget(reset);

function show(next: View, from: string): void {
  if (!peopleOpen.value) {
    trail.value = [];
    opener.value = from;
  } else trail.value = [...trail.value, view.value];
  view.value = next;
  openOnly("people", true);
}

/** Opens somebody's card. `from` is the id of the button that asked for it. */
export const openPerson = (id: number, from = "people-button"): void =>
  show({ kind: "person", id }, from);

export const openRoom = (id: number, from = "people-button"): void =>
  show({ kind: "room", id }, from);

export const openProfile = (from = "self-button"): void => show({ kind: "profile" }, from);

/** One card back, or the whole list. */
export function goBack(): void {
  view.value = trail.value.at(-1) ?? LIST;
  trail.value = trail.value.slice(0, -1);
}

export function toggleList(): void {
  if (peopleOpen.value) closeAside();
  else {
    reset();
    opener.value = "people-button";
    openOnly("people", true);
  }
}

export function closeAside(): void {
  openOnly("people", false);
  reset();
}
