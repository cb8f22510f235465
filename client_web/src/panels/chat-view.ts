/** What the chat panel shows at the moment, and what conversations and people are called in it. */

import { computed, effect, signal } from "@preact/signals";
import { chatOpen, openOnly } from "../arrangement";
import {
  type Conversation,
  here,
  keyOf,
  linesOf,
  looksOf,
  openConversation,
} from "../conversations";
import { named, t } from "../i18n";
import { clearSearch, onForget } from "../office";
import { zoneName } from "../room-names";
import { elsewhere, floorId, floors, roster, steady, today } from "../selectors";

/** The open conversation, the list of direct ones, or the search. */
export const view = signal<"talk" | "list" | "search">("talk");

/** One's own line that is being changed, how, and where the focus was before. */
interface Work {
  readonly id: number;
  readonly on: "acts" | "edit" | "delete";
  readonly from?: "composer";
}

const AT_REST: Work = { id: 0, on: "acts" };
export const atWork = signal<Work>(AT_REST);
export const restFromWork = (): void => {
  atWork.value = AT_REST;
};

/** A line that was found, to be brought into sight. */
export const wantedLine = signal(0);

onForget(() => {
  view.value = "talk";
  wantedLine.value = 0;
  restFromWork();
});

/** Whoever opens a conversation sees it. */
effect(() => {
  openConversation.value;
  view.value = "talk";
  restFromWork();
});

export function showTalk(talk: Conversation): void {
  openConversation.value = talk;
  openOnly("chat", true);
}

/** Ends a search, as going to another part of the chat does. */
export function show(next: "talk" | "list" | "search"): void {
  if (next !== "search") clearSearch();
  view.value = next;
}

export const isReading = (key: string): boolean =>
  chatOpen.peek() && view.peek() === "talk" && keyOf(openConversation.peek()) === key;

/** The tabs: where one is, and the room or floor of yesterday that one looks back at. */
export const places = computed<readonly Conversation[]>(() => {
  const open = openConversation.value;
  const isHere = here.value.some((talk) => keyOf(talk) === keyOf(open));
  return isHere || open.scope === "direct" ? here.value : [...here.value, open];
});

/** One may write there now. */
export const canWriteTo = (talk: Conversation): boolean =>
  talk.scope === "direct" || here.value.some((one) => keyOf(one) === keyOf(talk));

/** The server answers for the floor that one is on. */
export const canLookBack = (talk: Conversation): boolean =>
  talk.floor === "" || talk.floor === floorId.value;

export function titleOf(talk: Conversation): string {
  switch (talk.scope) {
    case "bubble":
      return t("chat.scope.bubble");
    case "room":
      return roomName(talk) || t("chat.scope.room");
    case "floor":
      return talk.floor === floorId.value ? t("chat.scope.floor") : floorName(talk.floor);
    case "direct":
      return personName(talk.to);
  }
}

export const roomName = ({ floor, to }: Conversation): string => zoneName(floor, to);

export function floorName(id: string): string {
  const known = floors.value.find((one) => one.id === id);
  return known ? named(known) || id : id;
}

export const personName = (id: number): string => looksOf(id, linesOf(`direct:${id}`).value).name;

/** Somebody is in the office, here or on another floor. */
export const isPresent = (id: number): boolean =>
  elsewhere.value.has(id) || roster.value.some((person) => person.id === id);

/** Who can be mentioned so that it is seen: all that this page knows of. */
export const callable = steady<readonly string[]>(
  () => [
    ...new Set([...roster.value, ...elsewhere.value.values(), ...today.value].map((p) => p.name)),
  ],
  (a, b) => a.length === b.length && a.every((name, i) => name === b[i]),
);
