/** What this page itself does to the state, as pure functions beside `apply`. */

import type { Link, OutboxLine, State } from "./state";

export const withLink = (state: State, link: Link): State => ({ ...state, link });

/** The server's clock is so many ms ahead of this page's. */
export const withSkew = (state: State, skew: number): State => ({ ...state, skew });

export const withListed = (state: State, listed: boolean): State => ({ ...state, listed });

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

/** An earlier page of a conversation was asked for. */
export const loading = (state: State, key: string): State => ({
  ...state,
  pages: new Map(state.pages).set(key, { more: true, loading: true }),
});

export const withoutFound = (state: State): State => ({ ...state, found: null });

/** Having been in the room, a member has used up that it was opened (ROOM-3). */
export function withoutLetIn(state: State, room: number): State {
  if (!state.letIns.has(room)) return state;
  const letIns = new Map(state.letIns);
  letIns.delete(room);
  return { ...state, letIns };
}
