/** Which conversations there are for this person, what was said in each, and which one is open. */

import { computed, type ReadonlySignal, signal } from "@preact/signals";
import {
  BUBBLE,
  type Conversation,
  directWith,
  floorTalk,
  keyOf,
  keyOfLine,
  roomTalk,
} from "./keys";
import { onForget, state } from "./office";
import { myRoom } from "./places";
import { steady } from "./selectors";
import type { ChatLine } from "./state";

export {
  BUBBLE,
  type Conversation,
  conversationOf,
  directWith,
  floorTalk,
  keyOf,
  keyOfLine,
  roomTalk,
} from "./keys";

/** The one that the chat panel shows. */
export const openConversation = signal<Conversation>(BUBBLE);

/** What is written and not sent yet, by key: changing conversations loses nothing. */
export const drafts = new Map<string, string>();

onForget(() => {
  openConversation.value = BUBBLE;
  drafts.clear();
});

const NOTHING: readonly ChatLine[] = [];
const chat = computed(() => state.value.chat);
const me = computed(() => state.value.me);

const sameLines = (a: readonly ChatLine[], b: readonly ChatLine[]): boolean =>
  a.length === b.length && a.every((line, i) => line === b[i]);

/** All lines by key; an entry stays the same list while nothing in it changes. */
const byKey = computed<ReadonlyMap<string, readonly ChatLine[]>>(() => {
  const lists = new Map<string, ChatLine[]>();
  for (const line of chat.value) {
    const key = keyOfLine(line, me.value);
    const list = lists.get(key);
    if (list) list.push(line);
    else lists.set(key, [line]);
  }
  return lists;
});

const known = new Map<string, ReadonlySignal<readonly ChatLine[]>>();

/** What was said in a conversation, by id; steady. */
export function linesOf(key: string): ReadonlySignal<readonly ChatLine[]> {
  let lines = known.get(key);
  if (!lines) {
    lines = steady(() => byKey.value.get(key) ?? NOTHING, sameLines);
    known.set(key, lines);
  }
  return lines;
}

/** The keys in which anything was said. */
export const keysInUse = computed<readonly string[]>(() => [...byKey.value.keys()]);

/** The conversations of the moment: the bubble, the room that one is in, the floor for members. */
export const here = steady<readonly Conversation[]>(
  () => {
    const { floor, guestUntil } = state.value;
    const talks = [BUBBLE];
    if (myRoom.value !== 0) talks.push(roomTalk(floor, myRoom.value));
    if (guestUntil === 0 && floor !== "") talks.push(floorTalk(floor));
    return talks;
  },
  (a, b) => a.length === b.length && a.every((talk, i) => keyOf(talk) === keyOf(b[i] ?? talk)),
);

/** A direct conversation, with how to show the other one. */
export interface Direct {
  readonly person: number;
  readonly key: string;
  readonly name: string;
  readonly avatar: string; // "" for somebody who is nowhere to be seen
  readonly last: ChatLine;
}

/** All direct conversations that are known here, the newest first. */
export const directs = steady<readonly Direct[]>(
  () => {
    const found: Direct[] = [];
    for (const [key, lines] of byKey.value) {
      const last = lines.at(-1);
      if (last?.scope !== "direct") continue;
      const person = last.person === me.value ? last.to : last.person;
      found.push({ person, key, last, ...looksOf(person, lines) });
    }
    return found.sort((a, b) => b.last.id - a.last.id);
  },
  (a, b) =>
    a.length === b.length &&
    a.every((one, i) => {
      const other = b[i] as Direct;
      return one.last === other.last && one.name === other.name && one.avatar === other.avatar;
    }),
);

/** How somebody is shown, wherever they are; of who is gone only the name in their lines is left. */
export function looksOf(
  id: number,
  lines: readonly ChatLine[] = NOTHING,
): { readonly name: string; readonly avatar: string } {
  const { people, elsewhere, today } = state.value;
  const card = people.get(id) ?? elsewhere.get(id) ?? today.find((one) => one.id === id);
  if (card) return { name: card.name, avatar: card.avatar };
  return { name: lines.findLast((line) => line.person === id)?.name ?? "", avatar: "" };
}

/** Opens the direct conversation with somebody. */
export function talkTo(person: number): void {
  openConversation.value = directWith(person);
}
