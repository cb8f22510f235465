/** The page's words in English, and by them the list of all keys. */

import { chat } from "./en/chat";
import { desk } from "./en/desk";
import { entry } from "./en/entry";
import { people } from "./en/people";
import { rooms } from "./en/rooms";

export const en = { ...entry, ...chat, ...people, ...rooms, ...desk } as const;

export type Key = keyof typeof en;
