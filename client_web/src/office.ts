/**
 * What a person can do here, and how the parts work together for it: the store, the connection,
 * the HTTP API and what the browser remembers. The panels call these and read the signals.
 */

import { computed, effect, type ReadonlySignal, signal } from "@preact/signals";
import { ApiError, getFloor, postSession } from "./api";
import { Connection } from "./connection";
import { discarded, queued, retried, withLink } from "./local";
import { lasting, randomKey, tabId } from "./memory";
import { EMPTY, type Link, type OutboxLine } from "./state";
import { createStore } from "./store";
import { type AnyEvent, CLOSE, type Facing, type FloorView, type Scope } from "./wire.gen";

const FLOOR_RETRY_MS = 2000;

const store = createStore();
const token = signal(lasting.read("token"));
const floorSignal = signal<FloorView | null>(null);

/** Why the entry page is shown again, where that needs a word. */
export const entryNote = signal<"" | "left" | "expired">("");

/** What could not be done on the floor; the panel that says so puts it away. */
export const refusal = signal<"" | "locked" | "refused">("");

export const state = store.state;
/** What is painted and walked on; null until it has come. */
export const floor: ReadonlySignal<FloorView | null> = floorSignal;

export const linkKind = computed(() => state.value.link.kind);

/** The one screen that is shown. `ended` and `elsewhere` wait for the person. */
export const screen = computed<"entry" | "office" | "elsewhere" | "ended">(() => {
  if (token.value === "") return "entry";
  const { link } = state.value;
  if (link.kind !== "closed") return "office";
  return link.code === CLOSE.ELSEWHERE || link.code === CLOSE.TAKEN_OVER ? "elsewhere" : "ended";
});

export const closeCode = computed(() =>
  state.value.link.kind === "closed" ? state.value.link.code : 0,
);

const connection = new Connection(`${location.origin.replace(/^http/, "ws")}/ws`, {
  greeting: () => ({ token: token.value, tab: tabId(), last: state.value.last }),
  onLink,
  onEvents,
});

function onLink(link: Link): void {
  const over = link.kind === "closed" ? link.code : 0;
  if (over === CLOSE.UNKNOWN_TOKEN) forget("expired");
  else if (over === CLOSE.LEFT) forget("left");
  else store.update((now) => withLink(now, link));
}

function onEvents(events: readonly AnyEvent[]): void {
  store.take(events);
  for (const event of events) {
    if (event.t === "placed" && event.why === "locked") refusal.value = "locked";
    if (event.t === "refused" && event.command === "go_floor" && event.why !== "already_here")
      refusal.value = "refused";
  }
  if (events.some((event) => event.t === "caught_up")) sendOutbox();
}

/** All that the server has not confirmed, in order; what it has already is stored once by its ref. */
function sendOutbox(): void {
  for (const line of state.value.outbox) if (line.failed === null) sendLine(line);
}

/** Before `caught_up` the line may have been stored already; then it is left to `sendOutbox`. */
function sendLine({ ref, scope, text }: OutboxLine): void {
  if (state.value.caughtUp) connection.send({ t: "say", ref, scope, text });
}

const forgetting: (() => void)[] = [];

/** For whatever else in this page holds something of the session. */
export const onForget = (clear: () => void): void => void forgetting.push(clear);

/** Back to the entry page; nothing of the session stays in this page. */
function forget(why: "left" | "expired"): void {
  lasting.write("token", "");
  token.value = "";
  entryNote.value = why;
  floorSignal.value = null;
  refusal.value = "";
  store.update(() => EMPTY);
  for (const clear of forgetting) clear();
}

/** Goes right in where the browser still holds a session. */
export function resume(): void {
  if (token.value !== "") connection.start();
}

/** Throws an ApiError with the server's words where the name or the avatar won't do. */
export async function enter(name: string, avatar: string): Promise<void> {
  const granted = await postSession({ name, avatar });
  lasting.write("token", granted.token);
  lasting.write("name", granted.name);
  lasting.write("avatar", avatar);
  token.value = granted.token;
  entryNote.value = "";
  connection.start();
}

/** The server confirms by its close code; without a line there is nobody to tell. */
export function leave(): void {
  if (connection.send({ t: "leave" })) return;
  connection.stop();
  forget("left");
}

export const takeOver = (): void => connection.start(true);
export const retryNow = (): void => connection.retryNow();

export function claim(x: number, y: number, facing: Facing): void {
  connection.send({ t: "move", x, y, facing, epoch: state.value.epoch });
}

/** Shown at once as pending; sent now, or after the next `caught_up`. */
export function say(scope: Scope, text: string): void {
  const line = { ref: randomKey(), scope, text, at: Date.now(), failed: null };
  store.update((now) => queued(now, line));
  sendLine(line);
}

export function retrySay(ref: string): void {
  store.update((now) => retried(now, ref));
  const line = state.value.outbox.find((pending) => pending.ref === ref);
  if (line) sendLine(line);
}

export const discardSay = (ref: string): void => store.update((now) => discarded(now, ref));

export const setDnd = (dnd: boolean): boolean => connection.send({ t: "availability", dnd });
export const goFloor = (id: string): boolean => connection.send({ t: "go_floor", floor: id });

/** Watches the floor's id and the browser's own news; called once, at the start of the page. */
export function listen(): void {
  const floorId = computed(() => state.value.floor);
  effect(() => {
    void loadFloor(floorId.value);
  });
  window.addEventListener("online", retryNow);
  document.addEventListener("visibilitychange", () => {
    if (document.visibilityState === "visible") retryNow();
  });
}

/** Keeps asking while this is still the floor that the person is on. */
async function loadFloor(id: string): Promise<void> {
  if (id === "" || floorSignal.peek()?.id === id) return;
  try {
    const view = await getFloor(id);
    if (state.peek().floor === id) floorSignal.value = view;
  } catch (error) {
    if (!(error instanceof ApiError)) throw error;
    setTimeout(() => state.peek().floor === id && void loadFloor(id), FLOOR_RETRY_MS);
  }
}
