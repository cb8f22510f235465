/** Tells of something asked: aloud once, with a sound and on the desktop unless one wants quiet. */

import { incoming, outcomes } from "../asks";
import { t } from "../i18n";
import { chime, notify } from "../notify";
import { onForget, state } from "../office";
import type { Asked } from "../wire.gen";
import { asksWhat, cameOf } from "./ask-words";

const told = new Set<number>();
const toldOutcomes = new Set<number>();

onForget(() => {
  told.clear();
  toldOutcomes.clear();
});

/** Whoever must not be disturbed sees the card and hears nothing. */
const quiet = (): boolean => state.peek().people.get(state.peek().me)?.status === "dnd";

/** Subscribes until the answer is called. `focusAsks` leads a click on the desktop to the cards. */
export function followAsks(announce: (text: string) => void, focusAsks: () => void): () => void {
  const ends = [
    incoming.subscribe((asks) => {
      for (const ask of asks) if (isNew(told, ask.id)) tell(ask, announce, focusAsks);
    }),
    outcomes.subscribe((all) => {
      for (const one of all) if (isNew(toldOutcomes, one.ask.id)) announce(cameOf(one));
    }),
  ];
  return () => {
    for (const end of ends) end();
  };
}

/** A line that broke brings all open ones again: those are no news. */
function isNew(known: Set<number>, id: number): boolean {
  if (known.has(id)) return false;
  known.add(id);
  return true;
}

function tell(ask: Asked, announce: (text: string) => void, focusAsks: () => void): void {
  const text = asksWhat(ask);
  const all = ask.note ? `${text}: ${ask.note}` : text;
  announce(t("asks.news", { text: all }));
  if (quiet()) return;
  chime();
  notify({ title: text, body: ask.note, tag: `ask-${ask.id}`, onClick: focusAsks });
}
