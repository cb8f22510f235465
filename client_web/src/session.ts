/**
 * A session of this page: the store, the line to the server, the token that the browser remembers,
 * and which screen that makes. What a person does in the office is in `office.ts`.
 */

import { computed, effect, type ReadonlySignal, signal } from "@preact/signals";
import { ApiError, getFloor, postSession } from "./api";
import { Connection } from "./connection";
import { withLink, withSkew } from "./local";
import { lasting, tabId } from "./memory";
import { EMPTY, type Link, type State } from "./state";
import { createStore } from "./store";
import {
  type AnyCommand,
  type AnyEvent,
  CLOSE,
  type FloorView,
  type NewSession,
  type Refusal,
} from "./wire.gen";

const FLOOR_RETRY_MS = 2000;

const store = createStore();
const token = signal(lasting.read("token"));
const floorSignal = signal<FloorView | null>(null);

/** Why the entry page is shown again, where that needs a word. */
export const entryNote = signal<"" | "left" | "expired" | "pass_ended">("");

/** A command that could not be done. Each one is a new object, also the same one again. */
export interface Refused {
  readonly command: string;
  readonly ref: string;
  readonly why: Refusal;
}

/** The newest of them; a panel that has told it may set null. */
export const refusals = signal<Refused | null>(null);

/** A place that the server did not let this person walk to; the panel that says so puts it away. */
export const refusal = signal<"" | "locked" | "full" | "guest" | "refused">("");

export const state = store.state;
export const update = store.update;

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

/** False where there is no line; then nothing was sent. */
export const send = (command: AnyCommand): boolean => connection.send(command);

/** The token goes along with what the HTTP API is asked for in this person's name. */
export const currentToken = (): string => token.peek();

function onLink(link: Link): void {
  const over = link.kind === "closed" ? link.code : 0;
  if (over === CLOSE.UNKNOWN_TOKEN) forget("expired");
  else if (over === CLOSE.PASS_ENDED) forget("pass_ended");
  else if (over === CLOSE.LEFT) forget("left");
  else store.update((now) => withLink(now, link));
}

type Listener = (event: AnyEvent, before: State, after: State) => void;

const listeners = new Set<Listener>();

/** Hears every event after its whole frame was applied, with the states round the event itself. */
export function onEvent(listener: Listener): () => void {
  listeners.add(listener);
  return () => void listeners.delete(listener);
}

function onEvents(events: readonly AnyEvent[]): void {
  const steps = store.take(events);
  for (const { event, before, after } of steps) {
    notice(event);
    for (const listener of [...listeners]) listener(event, before, after);
  }
}

function notice(event: AnyEvent): void {
  if (event.t === "welcome") store.update((now) => withSkew(now, event.now - Date.now()));
  if (event.t === "placed" && isDoor(event.why)) refusal.value = event.why;
  if (event.t !== "refused") return;
  const { command, ref, why } = event;
  refusals.value = { command, ref, why };
  if (command === "go_floor" && why !== "already_here") refusal.value = "refused";
}

const isDoor = (why: string): why is "locked" | "full" | "guest" =>
  why === "locked" || why === "full" || why === "guest";

const forgetting: (() => void)[] = [];

/** For whatever else in this page holds something of the session. */
export const onForget = (clear: () => void): void => void forgetting.push(clear);

/** Back to the entry page; nothing of the session stays in this page. */
export function forget(why: "left" | "expired" | "pass_ended"): void {
  lasting.write("token", "");
  token.value = "";
  entryNote.value = why;
  floorSignal.value = null;
  refusal.value = "";
  refusals.value = null;
  store.update(() => EMPTY);
  for (const clear of forgetting) clear();
}

/** Goes right in where the browser still holds a session. */
export function resume(): void {
  if (token.value !== "") connection.start();
}

/** Throws an ApiError with the server's words where the name, the avatar or the pass won't do. */
export async function enter(name: string, avatar: string, guestPass = ""): Promise<void> {
  const session: NewSession = { name, avatar };
  const granted = await postSession(guestPass ? { ...session, guest_pass: guestPass } : session);
  lasting.write("token", granted.token);
  lasting.write("name", granted.name);
  lasting.write("avatar", avatar);
  token.value = granted.token;
  entryNote.value = "";
  connection.start();
}

/** The server confirms by its close code; without a line there is nobody to tell. */
export function leave(): void {
  if (send({ t: "leave" })) return;
  connection.stop();
  forget("left");
}

/** All that was stored is deleted: there is nobody any more who could leave. */
export function end(): void {
  connection.stop();
  forget("left");
}

export const takeOver = (): void => connection.start(true);
export const retryNow = (): void => connection.retryNow();

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
