/** Which conversation a message belongs to, as one word: the key under which pages keep things. */

import type { Scope } from "./wire.gen";

/** `to` is the other person of a direct conversation, or the room; else 0. `floor` where it matters. */
export interface Conversation {
  readonly scope: Scope;
  readonly to: number;
  readonly floor: string;
}

export const BUBBLE: Conversation = { scope: "bubble", to: 0, floor: "" };

export const roomTalk = (floor: string, room: number): Conversation => ({
  scope: "room",
  to: room,
  floor,
});

export const directWith = (person: number): Conversation => ({
  scope: "direct",
  to: person,
  floor: "",
});

export const floorTalk = (floor: string): Conversation => ({ scope: "floor", to: 0, floor });

export function keyOf({ scope, to, floor }: Conversation): string {
  switch (scope) {
    case "bubble":
      return "bubble";
    case "room":
      return `room:${floor}:${to}`;
    case "direct":
      return `direct:${to}`;
    case "floor":
      return `floor:${floor}`;
  }
}

interface Line extends Conversation {
  readonly person: number;
}

/** The conversation that a line is part of, for the reader `me`. */
export function conversationOf({ scope, person, to, floor }: Line, me: number): Conversation {
  switch (scope) {
    case "bubble":
      return BUBBLE;
    case "room":
      return roomTalk(floor, to);
    case "direct":
      return directWith(person === me ? to : person);
    case "floor":
      return floorTalk(floor);
  }
}

export const keyOfLine = (line: Line, me: number): string => keyOf(conversationOf(line, me));
