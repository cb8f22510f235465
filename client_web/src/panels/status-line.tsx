/** A person's status in a line: shape, colour and word, and when a wished one ends. */

import type { ComponentChildren } from "preact";
import { lang, named, t } from "../i18n";
import { state } from "../office";
import { windowOf } from "../places";
import { clock } from "../times";
import type { Status } from "../wire.gen";
import { personState } from "./person-state";

interface Props {
  person: { status: Status; until?: number; lingering?: boolean };
  children?: ComponentChildren; // stands after the word
}

export function StatusLine({ person, children }: Props) {
  const { kind, word } = personState(person);
  const window = kind === "serving" ? windowOf(person) : null;
  const words = untilWords(t(word), person.until ?? 0);
  return (
    <span class="person-state" data-kind={kind}>
      <span class="one-line">
        {window ? t("status.window", { status: words, window: named(window.name) }) : words}
      </span>
      {children}
    </span>
  );
}

/** "Do not disturb until 17:00", by this person's own clock. */
export function untilWords(status: string, until: number): string {
  if (until === 0) return status;
  return t("status.until", { status, time: clock(until - state.value.skew, lang.value) });
}
