/**
 * The client's one state: what the panels show and the scene paints. Nothing else is the truth.
 *
 * It is a plain value. `apply` (events from the server) and `local` (what this page itself does)
 * make the next one from it; `store` holds it in a signal.
 */

import type { FloorName, PersonCard, Refusal, Said } from "./wire.gen";

export type Person = PersonCard;

/** How the page stands with the server. */
export type Link =
  | { readonly kind: "idle" }
  | { readonly kind: "connecting"; readonly attempt: number }
  | { readonly kind: "open" }
  | { readonly kind: "waiting"; readonly retryAt: number; readonly attempt: number }
  | { readonly kind: "closed"; readonly code: number };

/** A chat message that the server has stored. */
export type ChatLine = Readonly<Omit<Said, "t">>;

/** A message of this person's that the server has not confirmed yet, or refused. */
export interface OutboxLine {
  readonly ref: string;
  readonly scope: Said["scope"];
  readonly text: string;
  readonly at: number; // milliseconds since 1970, by this page's clock
  readonly failed: Refusal | null;
}

export interface State {
  readonly link: Link;
  readonly me: number; // 0 before `welcome`
  readonly epoch: number; // grows when the server moved this person; then the scene follows it
  readonly floor: string; // "" before the first snapshot
  readonly floors: readonly FloorName[];
  readonly speed: number; // tiles a second
  readonly tickHz: number;
  readonly beatSeconds: number;
  readonly joinRadius: number; // tiles
  readonly chatKeepSeconds: number;
  readonly people: ReadonlyMap<number, Person>; // on this floor, this person included
  readonly chat: readonly ChatLine[]; // by id, each once, the newest CHAT_KEPT
  readonly last: number; // the newest chat id that this page holds
  readonly caughtUp: boolean; // missed messages are all here; what follows is live
  readonly outbox: readonly OutboxLine[];
}

/** So many messages are held in the page. */
export const CHAT_KEPT = 500;

export const EMPTY: State = {
  link: { kind: "idle" },
  me: 0,
  epoch: 0,
  floor: "",
  floors: [],
  speed: 6,
  tickHz: 10,
  beatSeconds: 5,
  joinRadius: 3,
  chatKeepSeconds: 0,
  people: new Map(),
  chat: [],
  last: 0,
  caughtUp: false,
  outbox: [],
};
