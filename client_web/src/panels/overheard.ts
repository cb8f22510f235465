/** The newest words that were meant for this person while the chat is closed, as on a phone. */

import { effect, signal } from "@preact/signals";
import { chatOpen } from "../arrangement";
import { type Conversation, conversationOf } from "../conversations";
import { mentions } from "../links";
import { onEvent, onForget } from "../office";
import type { Said } from "../wire.gen";
import { isNews } from "./chat-news";

export interface Overheard {
  readonly line: Said;
  readonly talk: Conversation;
}

/** Long enough to read it and to reach for it; the count at the chat's button stays. */
export const SHOWN_MS = 10_000;

export const overheard = signal<Overheard | null>(null);
let timer: ReturnType<typeof setTimeout> | undefined;

export function putAway(): void {
  clearTimeout(timer);
  overheard.value = null;
}

onForget(putAway);
effect(() => {
  if (chatOpen.value) putAway();
});

onEvent((event, before) => {
  if (event.t !== "said") return;
  const self = before.people.get(before.me);
  // Changed or deleted meanwhile: what stands there is not what was said.
  if (overheard.peek()?.line.id === event.id) putAway();
  if (chatOpen.peek() || self?.status === "dnd" || !isNews(event, before)) return;
  if (event.scope === "floor" && !mentions(event.text, self?.name ?? "")) return;
  overheard.value = { line: event, talk: conversationOf(event, before.me) };
  clearTimeout(timer);
  timer = setTimeout(putAway, SHOWN_MS);
});
