/** How somebody is to be met: one word, one colour and one shape for each. */

import type { Key } from "../i18n";
import type { Status } from "../wire.gen";

export type Kind = Status | "lingering";

interface Known {
  readonly status: Status;
  readonly lingering?: boolean;
}

export function personState({ status, lingering }: Known): { kind: Kind; word: Key } {
  return lingering
    ? { kind: "lingering", word: "people.lingering" }
    : { kind: status, word: `status.${status}` };
}
