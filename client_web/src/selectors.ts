/**
 * Parts of the state that panels show. People move many times a second; these keep their old
 * value while what the panel shows is the same, so that walking redraws no panel.
 */

import { computed, type ReadonlySignal } from "@preact/signals";
import { state } from "./session";
import type { Person } from "./state";

/** A computed value that stays the same object while `same` says so. */
export function steady<T>(compute: () => T, same: (a: T, b: T) => boolean): ReadonlySignal<T> {
  let known: { value: T } | undefined;
  return computed(() => {
    const value = compute();
    if (known && same(known.value, value)) return known.value;
    known = { value };
    return value;
  });
}

const SHOWN = [
  "id",
  "name",
  "avatar",
  "about",
  "tz",
  "guest",
  "status",
  "wished",
  "until",
  "lingering",
  "hand",
  "bubble",
] as const;

const looksSame = (a: Person, b: Person): boolean =>
  a === b || SHOWN.every((field) => a[field] === b[field]);

const allSame = (a: readonly Person[], b: readonly Person[]): boolean =>
  a.length === b.length && a.every((person, i) => looksSame(person, b[i] as Person));

/** Everybody on this floor, without regard to where they stand. */
export const roster = steady<readonly Person[]>(() => [...state.value.people.values()], allSame);

export const me = computed(() => roster.value.find((person) => person.id === state.value.me));

/** Those in this person's conversation, without this person. */
export const bubbleMates = computed<readonly Person[]>(() => {
  const self = me.value;
  if (!self || self.bubble === 0) return [];
  return roster.value.filter((other) => other.bubble === self.bubble && other.id !== self.id);
});

export const floorId = computed(() => state.value.floor);
export const floors = computed(() => state.value.floors);
export const link = computed(() => state.value.link);
export const outbox = computed(() => state.value.outbox);
export const keep = computed(() => state.value.keep);
export const caughtUp = computed(() => state.value.caughtUp);
export const last = computed(() => state.value.last);
export const isGuest = computed(() => state.value.guestUntil !== 0);
export const rooms = computed(() => state.value.rooms);
export const asks = computed(() => state.value.asks);
export const elsewhere = computed(() => state.value.elsewhere);
export const today = computed(() => state.value.today);
export const notes = computed(() => state.value.notes);
export const pages = computed(() => state.value.pages);
export const found = computed(() => state.value.found);
export const listed = computed(() => state.value.listed);
