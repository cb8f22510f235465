/** What this page itself does to the state, as pure functions beside `apply`. */

import type { Link, OutboxLine, State } from "./state";

export const withLink = (state: State, link: Link): State => ({ ...state, link });

/** A message is on its way: shown at once, and kept until the server has it. */
export const queued = (state: State, line: OutboxLine): State => ({
  ...state,
  outbox: [...state.outbox, line],
});

/** A refused message is to be tried again, under the same ref. */
export const retried = (state: State, ref: string): State => ({
  ...state,
  outbox: state.outbox.map((line) => (line.ref === ref ? { ...line, failed: null } : line)),
});

export const discarded = (state: State, ref: string): State => ({
  ...state,
  outbox: state.outbox.filter((line) => line.ref !== ref),
});
