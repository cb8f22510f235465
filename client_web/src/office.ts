/**
 * What a person can do here, as the panels and the scene call it: each action is one command to the
 * server. Those that answer with a boolean tell whether there was a line to send it on.
 */

import * as api from "./api";
import { type Conversation, keyOf, keyOfLine } from "./keys";
import { discarded, loading, queued, retried, withListed, withoutFound } from "./local";
import { randomKey } from "./memory";
import { currentToken, end, onEvent, send, state, update } from "./session";
import type { OutboxLine } from "./state";
import type {
  AboutMe,
  Answer,
  AskKind,
  Emoji,
  Facing,
  NewPass,
  PassGranted,
  PassView,
  Wish,
} from "./wire.gen";

export {
  closeCode,
  enter,
  entryNote,
  floor,
  leave,
  linkKind,
  listen,
  onEvent,
  onForget,
  type Refused,
  refusal,
  refusals,
  resume,
  retryNow,
  screen,
  state,
  takeOver,
} from "./session";

/** That somebody writes is told at most so often. */
export const TYPING_GAP_MS = 3000;

// --- walking ------------------------------------------------------------------------------------

export function claim(x: number, y: number, facing: Facing): void {
  send({ t: "move", x, y, facing, epoch: state.peek().epoch });
}

export const goFloor = (id: string): boolean => send({ t: "go_floor", floor: id });

// --- chat ---------------------------------------------------------------------------------------

/** Shown at once as pending; sent now, or after the next `caught_up`. */
export function say({ scope, to, floor }: Conversation, text: string): void {
  const line = { ref: randomKey(), scope, to, floor, text, at: Date.now(), failed: null };
  update((now) => queued(now, line));
  sendLine(line);
  typed.delete(keyOf(line));
}

export function retrySay(ref: string): void {
  update((now) => retried(now, ref));
  const line = state.peek().outbox.find((pending) => pending.ref === ref);
  if (line) sendLine(line);
}

export const discardSay = (ref: string): void => update((now) => discarded(now, ref));

/** All that the server has not confirmed, in order; what it has already is stored once by its ref. */
onEvent((event) => {
  if (event.t !== "caught_up") return;
  for (const line of state.peek().outbox) if (line.failed === null) sendLine(line);
});

/** Before `caught_up` the line may have been stored already; then it waits for that. */
function sendLine({ ref, scope, to, text }: OutboxLine): void {
  if (!state.peek().caughtUp) return;
  send({ t: "say", ref, scope, text, ...(scope === "direct" ? { to } : {}) });
}

export const edit = (id: number, text: string): boolean => send({ t: "edit", id, text });
export const remove = (id: number): boolean => send({ t: "delete", id });

const typed = new Map<string, number>();

/** To be called at every change of what is being written. */
export function typing(talk: Conversation): void {
  const key = keyOf(talk);
  const now = Date.now();
  if (now - (typed.get(key) ?? 0) < TYPING_GAP_MS) return;
  typed.set(key, now);
  const { scope, to } = talk;
  send({ t: "typing", scope, ...(scope === "direct" ? { to } : {}) });
}

/** Asks for the page before the earliest line that is held here. */
export function loadOlder(talk: Conversation): boolean {
  const key = keyOf(talk);
  const { pages, chat, me } = state.peek();
  const page = pages.get(key);
  if (page?.loading || page?.more === false) return false;
  const before = chat.find((line) => keyOfLine(line, me) === key)?.id ?? 0;
  const { scope, to } = talk;
  if (!send({ t: "history", scope, to, before })) return false;
  update((now) => loading(now, key));
  return true;
}

/** `before`: the id of the earliest message found, for the page before it. */
export const search = (text: string, before = 0): boolean => send({ t: "search", text, before });
export const clearSearch = (): void => update(withoutFound);

// --- what one is and shows ----------------------------------------------------------------------

/** null takes the wish back; 0 minutes: until it is taken back. */
export const setStatus = (status: Wish | null, minutes = 0): boolean =>
  send({ t: "status", status, minutes });

export const setIdle = (idle: boolean): boolean => send({ t: "idle", idle });

export interface ProfileWish {
  readonly name: string;
  readonly about: string;
  readonly tz: string;
  readonly listed: boolean;
}

export function setProfile(profile: ProfileWish): boolean {
  if (!send({ t: "profile", ...profile })) return false;
  update((now) => withListed(now, profile.listed));
  return true;
}

export const setHand = (up: boolean): boolean => send({ t: "hand", up });
export const react = (emoji: Emoji, to = 0): boolean => send({ t: "react", emoji, to });

// --- rooms, asking, notes -----------------------------------------------------------------------

export const lock = (room: number, locked: boolean): boolean => send({ t: "lock", room, locked });

export const setRoom = (room: number, capacity: number, onlyFor: readonly number[]): boolean =>
  send({ t: "room", room, capacity, only_for: onlyFor });

/** The ref names it in a refusal; "" where there was no line. */
export function ask(
  kind: AskKind,
  what: { readonly person?: number; readonly room?: number; readonly note?: string },
): string {
  const ref = randomKey();
  return send({ t: "ask", ref, kind, ...what }) ? ref : "";
}

export const answer = (
  id: number,
  given: Answer,
  more: { readonly person?: number; readonly room?: number } = {},
): boolean => send({ t: "answer", ask: id, answer: given, ...more });

export const cancelAsk = (id: number): boolean => send({ t: "cancel", ask: id });

export function pin(text: string): string {
  const ref = randomKey();
  return send({ t: "pin", ref, text }) ? ref : "";
}

export const unpin = (id: number): boolean => send({ t: "unpin", id });

// --- by the HTTP API, in this person's name -------------------------------------------------------

export const createPass = (pass: NewPass): Promise<PassGranted> =>
  api.postPass(currentToken(), pass);
export const listPasses = (): Promise<readonly PassView[]> => api.getPasses(currentToken());
export const revokePass = (id: number): Promise<void> => api.deletePass(currentToken(), id);
export const aboutMe = (): Promise<AboutMe> => api.getMe(currentToken());

/** Deletes all that is stored about this person, and goes back to the entry page. */
export async function deleteMe(): Promise<void> {
  await api.deleteMe(currentToken());
  end();
}
