/** How somebody is to be met, in one word and one colour. */

import type { Key } from "../i18n";
import { bubbleMates } from "../selectors";
import type { Person } from "../state";

export type Kind = "here" | "with" | "dnd" | "lingering";

export function personState(person: Person): { kind: Kind; word: Key } {
  const kind = kindOf(person);
  return { kind, word: `people.${kind}` };
}

function kindOf({ id, dnd, lingering }: Person): Kind {
  if (lingering) return "lingering";
  if (dnd) return "dnd";
  return bubbleMates.value.some((mate) => mate.id === id) ? "with" : "here";
}
