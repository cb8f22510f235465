/** Which refusals are told in a toast, and in which words. */

import type { Key } from "../i18n";
import type { Refusal } from "../wire.gen";

export type Why = "locked" | "full" | "guest" | "refused";

/** Others are shown where they belong: at a message, in a form, at the door. */
const TOLD: ReadonlySet<string> = new Set([
  "ask",
  "answer",
  "cancel",
  "lock",
  "room",
  "status",
  "hand",
  "react",
  "unpin",
  "edit",
  "delete",
]);

const WORDS: Partial<Readonly<Record<Refusal, Key>>> = {
  not_allowed: "refused.not_allowed",
  not_inside: "refused.not_inside",
  not_owner: "refused.not_owner",
  not_shut: "refused.not_shut",
  nobody_in: "refused.nobody_in",
  full: "refused.full",
  asked_already: "refused.asked_already",
  too_many: "refused.too_many",
  gone: "refused.gone",
  unknown_person: "refused.unknown_person",
  too_fast: "refused.too_fast",
};

export function whyWord(command: string, why: Refusal): Key | null {
  // A question that ran out while one took it back is over: that is what was wanted.
  if (!TOLD.has(command) || (command === "cancel" && why === "gone")) return null;
  return WORDS[why] ?? "refused.other";
}
