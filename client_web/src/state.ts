/**
 * The client's one state: what the panels show and the scene paints. Nothing else is the truth.
 *
 * It is a plain value. `apply` (events from the server) and `local` (what this page itself does)
 * make the next one from it; `store` holds it in a signal.
 */

import type {
  Absent,
  Asked,
  FloorName,
  Found,
  Keep,
  LetIn,
  Listed,
  Note,
  PersonCard,
  Refusal,
  RoomState,
  Said,
} from "./wire.gen";

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
  readonly to: number; // as in a Conversation
  readonly floor: string; // where it was written, for the room and the floor
  readonly text: string;
  readonly at: number; // milliseconds since 1970, by this page's clock
  readonly failed: Refusal | null;
}

/** How far back a conversation is held here: are there earlier lines, and are they on their way? */
export interface Page {
  readonly more: boolean;
  readonly loading: boolean;
}

/** A room's door that is open to this person. */
export type Opened = Readonly<Omit<LetIn, "t">>;

export interface State {
  readonly link: Link;
  readonly me: number; // 0 before `welcome`
  readonly guestUntil: number; // 0 for a member, else when the pass ends, ms since 1970
  readonly listed: boolean; // this person wished to be known as having been here today
  readonly epoch: number; // grows when the server moved this person; then the scene follows it
  readonly floor: string; // "" before the first snapshot
  readonly columns: number; // cells of `moved` in a row of the floor
  readonly floors: readonly FloorName[];
  readonly speed: number; // tiles a second
  readonly tickHz: number;
  readonly beatSeconds: number;
  readonly joinRadius: number; // tiles
  readonly awaySeconds: number; // without input for so long is away
  readonly keep: Keep;
  readonly skew: number; // ms by which the server's clock is ahead of this page's
  readonly people: ReadonlyMap<number, Person>; // on this floor, this person included
  readonly seats: ReadonlyMap<number, number>; // who has which seat of this floor
  readonly rooms: ReadonlyMap<number, RoomState>; // of this floor, by zone
  readonly letIns: ReadonlyMap<number, Opened>; // by room
  readonly asks: readonly Asked[]; // open ones, by id
  readonly elsewhere: ReadonlyMap<number, Listed>; // who is on other floors
  readonly today: readonly Absent[];
  readonly notes: readonly Note[]; // on this floor's board, the oldest first
  readonly chat: readonly ChatLine[]; // by id, each once, the newest CHAT_KEPT
  readonly last: number; // the newest seq of chat that this page was told of in order
  readonly caughtUp: boolean; // missed messages are all here; what follows is live
  readonly outbox: readonly OutboxLine[];
  readonly pages: ReadonlyMap<string, Page>; // by conversation key; unknown: never asked
  readonly found: Found | null; // what the search found, all its pages as one
}

/** So many messages are held in the page. */
export const CHAT_KEPT = 2000;

export const EMPTY: State = {
  link: { kind: "idle" },
  me: 0,
  guestUntil: 0,
  listed: false,
  epoch: 0,
  floor: "",
  columns: 1,
  floors: [],
  speed: 6,
  tickHz: 10,
  beatSeconds: 5,
  joinRadius: 3,
  awaySeconds: 300,
  keep: { bubble: 0, room: 0, direct: 0, floor: 0, note: 0 },
  skew: 0,
  people: new Map(),
  seats: new Map(),
  rooms: new Map(),
  letIns: new Map(),
  asks: [],
  elsewhere: new Map(),
  today: [],
  notes: [],
  chat: [],
  last: 0,
  caughtUp: false,
  outbox: [],
  pages: new Map(),
  found: null,
};
