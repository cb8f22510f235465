/** People, messages and events for the shell's tests. */

import { EMPTY, type Person, type State } from "../../../client_web/src/state";
import type { Said, Welcome } from "../../../client_web/src/wire.gen";

export const person = (id: number, over: Partial<Person> = {}): Person => ({
  id,
  name: `P${id}`,
  avatar: "auto",
  x: 10 * id,
  y: 0,
  facing: "s",
  dnd: false,
  lingering: false,
  bubble: 0,
  ...over,
});

export const said = (id: number, over: Partial<Said> = {}): Said => ({
  t: "said",
  id,
  ref: `r${id}`,
  person: 2,
  name: "P2",
  scope: "floor",
  floor: "town",
  text: `message ${id}`,
  at: 1000 * id,
  heard_by: 1,
  ...over,
});

export const WELCOME: Welcome = {
  t: "welcome",
  version: 1,
  you: 1,
  resumed: false,
  speed: 6,
  tick_hz: 20,
  beat_seconds: 4,
  join_radius: 3,
  chat_keep_seconds: 3600,
  floors: [{ id: "town", ja: "町", en: "Town" }],
};

/** On the floor "town" as person 1, with persons 2 and 3. */
export const present = (over: Partial<State> = {}): State => ({
  ...EMPTY,
  link: { kind: "open" },
  me: 1,
  floor: "town",
  epoch: 1,
  people: new Map([1, 2, 3].map((id) => [id, person(id)])),
  ...over,
});
