/** Who writes at the moment, by conversation. Nobody tells when they stop: it fades. */

import { computed, type ReadonlySignal, signal } from "@preact/signals";
import { conversationOf, keyOf } from "./keys";
import { onEvent, onForget, state } from "./office";
import { roster } from "./selectors";

export const FADES_MS = 5000;

/** When each was last heard of, by key and person. */
type Writing = ReadonlyMap<string, ReadonlyMap<number, number>>;

const NOBODY: Writing = new Map();
const writing = signal<Writing>(NOBODY);
let fading = false;

onForget(() => {
  writing.value = NOBODY;
});

onEvent((event) => {
  if (event.t === "typing") {
    const { scope, to, person } = event;
    const { floor, me } = state.peek();
    if (person !== me) note(keyOf(conversationOf({ scope, to, person, floor }, me)), person);
  } else if (event.t === "said" && writing.peek() !== NOBODY) drop(event.person);
  else if (event.t === "left") drop(event.person);
});

function note(key: string, person: number): void {
  const now = new Map(writing.peek());
  now.set(key, new Map(now.get(key)).set(person, Date.now()));
  writing.value = now;
  if (!fading) setTimeout(fade, FADES_MS);
  fading = true;
}

function drop(gone: number): void {
  keepThose((person) => person !== gone);
}

function fade(): void {
  fading = false;
  const since = Date.now() - FADES_MS;
  keepThose((_, at) => at > since);
  const times = [...writing.peek().values()].flatMap((people) => [...people.values()]);
  if (times.length === 0) return;
  fading = true;
  setTimeout(fade, Math.max(50, Math.min(...times) - since));
}

function keepThose(wanted: (person: number, at: number) => boolean): void {
  const kept = new Map<string, ReadonlyMap<number, number>>();
  for (const [key, people] of writing.peek()) {
    const some = [...people].filter(([person, at]) => wanted(person, at));
    if (some.length > 0) kept.set(key, new Map(some));
  }
  writing.value = kept.size > 0 ? kept : NOBODY;
}

const named = new Map<string, ReadonlySignal<readonly string[]>>();

/** The names of those who write there now, to be read as `typingIn(key).value`. */
export function typingIn(key: string): ReadonlySignal<readonly string[]> {
  let names = named.get(key);
  if (!names) {
    names = computed(() => [...(writing.value.get(key)?.keys() ?? [])].map(nameOf).filter(Boolean));
    named.set(key, names);
  }
  return names;
}

const nameOf = (id: number): string =>
  roster.value.find((person) => person.id === id)?.name ??
  state.peek().elsewhere.get(id)?.name ??
  "";
