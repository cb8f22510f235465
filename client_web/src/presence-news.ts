/**
 * Says who came and went, for those who don't see it on the map: several at once as one line, and
 * nothing of what was there before.
 */

import { lang, namesOf, t } from "./i18n";
import { onEvent } from "./office";
import { listView } from "./views";

const TOGETHER_MS = 2500;
const NAMED = 3;

type Tell = (text: string) => void;

/** Calls `tell` while the list is shown; returns how to stop. */
export function followPresence(tell: Tell): () => void {
  let came = new Map<number, string>();
  let went = new Map<number, string>();
  let timer: ReturnType<typeof setTimeout> | undefined;
  const flush = () => {
    timer = undefined;
    const lines = [words("list.came", [...came.values()]), words("list.went", [...went.values()])];
    came = new Map();
    went = new Map();
    const said = lines.filter(Boolean).join(" ");
    if (said) tell(said);
  };
  const stop = onEvent((event, before) => {
    if (!listView.peek() || !before.caughtUp) return;
    if (event.t === "entered") {
      // Who goes and comes back meanwhile has not been away.
      if (!went.delete(event.person.id)) came.set(event.person.id, event.person.name);
    } else if (event.t === "left") {
      const name = before.people.get(event.person)?.name;
      if (name && !came.delete(event.person)) went.set(event.person, name);
    } else return;
    timer ??= setTimeout(flush, TOGETHER_MS);
  });
  return () => {
    stop();
    clearTimeout(timer);
  };
}

const MORE = { "list.came": "list.came.more", "list.went": "list.went.more" } as const;

function words(key: keyof typeof MORE, names: readonly string[]): string {
  if (names.length === 0) return "";
  const n = names.length - NAMED;
  if (n <= 0) return t(key, { names: namesOf(names) });
  const shown = names.slice(0, NAMED).join(lang.peek() === "ja" ? "、" : ", ");
  return t(MORE[key], { names: shown, n });
}
