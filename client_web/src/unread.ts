/**
 * What this person has not read yet, by conversation. How far they read is kept in the browser,
 * under their id, so that a reload forgets nothing and the next person finds nothing.
 */

import { computed, effect, type ReadonlySignal, signal } from "@preact/signals";
import { keysInUse, linesOf } from "./conversations";
import { mentions } from "./links";
import { lasting } from "./memory";
import { state } from "./office";
import { caughtUp, me } from "./selectors";

/** So many conversations are remembered; of more the ones read longest ago are forgotten. */
const REMEMBERED = 200;

/** The newest id read, by key; `""` is for conversations never opened: all up to it is history. */
type Read = Readonly<Record<string, number>>;

export interface Unread {
  readonly count: number;
  readonly mention: boolean; // one of them names this person
}

const NONE: Unread = { count: 0, mention: false };
const read = signal<Read | null>(null);
const myId = computed(() => state.value.me);
const myName = computed(() => me.value?.name ?? "");

const cellOf = (person: number): string => `read.${person}`;

function remembered(person: number): Read | null {
  try {
    const kept: unknown = JSON.parse(lasting.read(cellOf(person)) || "null");
    return typeof kept === "object" ? (kept as Read | null) : null;
  } catch {
    return null;
  }
}

function remember(now: Read): void {
  read.value = now;
  const newest = Object.entries(now).sort(([, a], [, b]) => b - a);
  lasting.write(
    cellOf(myId.peek()),
    JSON.stringify(Object.fromEntries(newest.slice(0, REMEMBERED))),
  );
}

const upTo = (now: Read, key: string): number => Math.max(now[key] ?? 0, now[""] ?? 0);

const counts = new Map<string, ReadonlySignal<Unread>>();

/** What is new in a conversation, to be read as `unreadIn(key).value`. */
export function unreadIn(key: string): ReadonlySignal<Unread> {
  let count = counts.get(key);
  if (!count) {
    count = computed(() => countIn(key));
    counts.set(key, count);
  }
  return count;
}

function countIn(key: string): Unread {
  const now = read.value;
  if (!now) return NONE;
  const from = upTo(now, key);
  const fresh = linesOf(key).value.filter(
    (line) => line.id > from && line.person !== myId.value && !line.deleted,
  );
  if (fresh.length === 0) return NONE;
  const mention = fresh.some((line) => mentions(line.text, myName.value));
  return { count: fresh.length, mention };
}

/** Over all conversations, those of other floors and rooms too. */
export const total: ReadonlySignal<Unread> = computed(() => {
  const all = keysInUse.value.map((key) => unreadIn(key).value);
  return {
    count: all.reduce((sum, one) => sum + one.count, 0),
    mention: all.some((one) => one.mention),
  };
});

/** The newest message of a conversation has been on the screen. */
export function markRead(key: string): void {
  const now = read.peek();
  const newest = linesOf(key).peek().at(-1)?.id ?? 0;
  if (!now || newest <= upTo(now, key)) return;
  remember({ ...now, [key]: newest });
}

/**
 * Called once, at the start of the page. For somebody who never read here, what was said before is
 * history and not news; for whoever comes back it counts from where they stopped.
 */
export function startReading(): void {
  effect(() => {
    const person = myId.value;
    if (person === 0) {
      read.value = null;
      return;
    }
    if (!caughtUp.value || read.peek()) return;
    const kept = remembered(person);
    if (kept) read.value = kept;
    else remember({ "": state.peek().chat.at(-1)?.id ?? 0 });
  });
}
