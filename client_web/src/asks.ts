/** What is asked of this person and by this person, what came of it, and reminders of "later". */

import { computed, signal } from "@preact/signals";
import { onEvent, onForget, state } from "./office";
import { asks } from "./selectors";
import { serverNow } from "./time";
import type { Asked, AskOver } from "./wire.gen";

/** "In 5 minutes" is so long. */
export const LATER_MS = 5 * 60_000;

const myId = computed(() => state.value.me);

/** Open asks that this person may answer, the oldest first. */
export const incoming = computed(() => asks.value.filter((ask) => ask.person !== myId.value));

/** Open asks of this person's own. */
export const outgoing = computed(() => asks.value.filter((ask) => ask.person === myId.value));

const floors = new Map<number, string>();

/**
 * The floor of the room that is meant, "" where nothing tells it. It is the asker's floor when this
 * is first asked for, which is at once: either may go on to another one meanwhile.
 */
export function floorOf({ id, kind, person }: Asked): string {
  const { me: self, people, elsewhere, floor } = state.peek();
  const known = floors.get(id);
  if (known !== undefined) return known;
  const near = kind === "knock" || person === self || people.has(person);
  const on = near ? floor : (elsewhere.get(person)?.floor ?? "");
  if (on !== "") floors.set(id, on);
  return on;
}

/** What came of an ask of this person's. */
export interface Outcome {
  readonly ask: Asked;
  readonly over: AskOver;
}

/** Not dismissed yet, the oldest first. Those that this person took back are not among them. */
export const outcomes = signal<readonly Outcome[]>([]);

export function dismiss(askId: number): void {
  outcomes.value = outcomes.value.filter((one) => one.ask.id !== askId);
}

/** Somebody was told "in 5 minutes", and these are over. */
export const reminders = signal<readonly Asked[]>([]);

export function dismissReminder(askId: number): void {
  reminders.value = reminders.value.filter((ask) => ask.id !== askId);
}

const timers = new Map<number, ReturnType<typeof setTimeout>>();

onForget(() => {
  outcomes.value = [];
  reminders.value = [];
  for (const timer of timers.values()) clearTimeout(timer);
  timers.clear();
  floors.clear();
});

onEvent((event, before) => {
  if (event.t !== "ask_over") return;
  const ask = before.asks.find((one) => one.id === event.id);
  if (!ask) return;
  if (ask.person === before.me) {
    if (event.why !== "cancelled") outcomes.value = [...outcomes.peek(), { ask, over: event }];
  } else if (event.why === "later" && event.person === before.me) remind(ask);
});

function remind(ask: Asked): void {
  const ring = () => {
    timers.delete(ask.id);
    reminders.value = [...reminders.peek(), ask];
  };
  timers.set(ask.id, setTimeout(ring, LATER_MS));
}

/** Two clocks are never quite alike: less than this too much is no second more. */
const ALIKE_MS = 250;

/** Whole seconds until it runs out, at least 0; `now` by the server's clock. */
export const secondsLeft = (ask: Asked, now = serverNow()): number =>
  Math.max(0, Math.ceil((ask.expires - now - ALIKE_MS) / 1000));
