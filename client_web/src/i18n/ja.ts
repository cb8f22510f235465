/** The page's words in Japanese. The keys are the same as in en.ts: the types say so. */

import { chat } from "./ja/chat";
import { desk } from "./ja/desk";
import { entry } from "./ja/entry";
import { people } from "./ja/people";
import { rooms } from "./ja/rooms";

export const ja = { ...entry, ...chat, ...people, ...rooms, ...desk } as const;
