/** A guest's own visit: whom they came for, whom they ask now, and what came of it. */

import { computed, signal } from "@preact/signals";
import { outgoing } from "./asks";
import { lasting } from "./memory";
import { onEvent, onForget, refusals } from "./office";
import { isGuest, me, roster } from "./selectors";
import type { AskEnd } from "./wire.gen";

/** What came of the last visit that was asked for, until the next one is. */
export const visitEnd = signal<{ readonly why: AskEnd; readonly name: string } | null>(null);

/** The visit that waits for its answer. */
export const visit = computed(() => outgoing.value.find((ask) => ask.kind === "visit") ?? null);

/** One was refused by the server: there is nobody of that name any more, or too many wait. */
export const visitRefused = computed(() => refusals.value?.command === "ask" && isGuest.value);

/** Who gave the pass: known from the entry page, remembered for a reload. */
export const host = {
  read: (): number => Number(lasting.read("host")) || 0,
  write: (person: number): void => lasting.write("host", person > 0 ? String(person) : ""),
};

/** Members here, the host first, then by name. */
export const hostsHere = computed(() => {
  const first = host.read();
  return roster.value
    .filter((person) => !person.guest && person.id !== me.value?.id)
    .sort(
      (a, b) => Number(b.id === first) - Number(a.id === first) || a.name.localeCompare(b.name),
    );
});

onEvent((event, before) => {
  if (event.t === "asked" && event.kind === "visit" && event.person === before.me)
    refusals.value = null;
  if (event.t !== "ask_over") return;
  const asked = before.asks.find((one) => one.id === event.id);
  if (asked?.kind !== "visit" || asked.person !== before.me || event.why === "cancelled") return;
  visitEnd.value = { why: event.why, name: event.name || asked.to_name };
});

onForget(() => {
  visitEnd.value = null;
  host.write(0);
});
