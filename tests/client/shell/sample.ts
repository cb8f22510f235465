/** People, messages and events for the shell's tests. */

import { EMPTY, type Person, type State } from "../../../client_web/src/state";
import type {
  Asked,
  AskOver,
  Facing,
  Moved,
  Said,
  Snapshot,
  Welcome,
} from "../../../client_web/src/wire.gen";

const COLUMNS = 10;

export const person = (id: number, over: Partial<Person> = {}): Person => ({
  id,
  seat: id,
  name: `P${id}`,
  avatar: "auto",
  about: "",
  tz: "",
  guest: false,
  x: 10 * id,
  y: 0,
  facing: "s",
  status: "available",
  wished: false,
  until: 0,
  lingering: false,
  hand: 0,
  bubble: 0,
  ...over,
});

export const said = (id: number, over: Partial<Said> = {}): Said => ({
  t: "said",
  id,
  seq: id,
  ref: `r${id}`,
  person: 2,
  name: "P2",
  scope: "floor",
  to: 0,
  floor: "town",
  text: `message ${id}`,
  at: 1000 * id,
  heard_by: 1,
  edited: false,
  deleted: false,
  ...over,
});

export const WELCOME: Welcome = {
  t: "welcome",
  version: 3,
  you: 1,
  resumed: false,
  guest_until: 0,
  listed: false,
  speed: 6,
  tick_hz: 20,
  beat_seconds: 4,
  join_radius: 3,
  away_seconds: 300,
  keep: { bubble: 3600, room: 86_400, direct: 2_592_000, floor: 604_800, note: 1_209_600 },
  floors: [{ id: "town", ja: "町", en: "Town" }],
  now: 0,
};

export const snapshot = (over: Partial<Snapshot> = {}): Snapshot => ({
  t: "snapshot",
  floor: "town",
  epoch: 1,
  columns: COLUMNS,
  people: [1, 2].map((id) => person(id)),
  rooms: [],
  ...over,
});

/** Each by the seat, which is the id of `person`; packed by another hand than the client reads by. */
export function moved(
  ...people: readonly (readonly [seat: number, x: number, y: number, facing: Facing])[]
): Moved {
  const words = people.flatMap(([seat, x, y, facing]) => [
    Math.floor(y / 256) * COLUMNS + Math.floor(x / 256) + 65_536,
    seat + 16_384 * "nesw".indexOf(facing) + 65_536 * (x % 256) + 16_777_216 * (y % 256),
  ]);
  const bytes = words.flatMap((word) => [0, 8, 16, 24].map((shift) => (word >>> shift) & 255));
  return { t: "moved", cells: new Uint8Array(bytes) };
}

export const asked = (id: number, over: Partial<Asked> = {}): Asked => ({
  t: "asked",
  id,
  kind: "ping",
  person: 2,
  name: "P2",
  to: 1,
  to_name: "P1",
  room: 0,
  note: "",
  expires: 60_000,
  ...over,
});

export const over = (id: number, why: AskOver["why"], by = 0): AskOver => ({
  t: "ask_over",
  id,
  why,
  person: by,
  name: by ? `P${by}` : "",
});

/** On the floor "town" as person 1, with persons 2 and 3. */
export const present = (over: Partial<State> = {}): State => ({
  ...EMPTY,
  link: { kind: "open" },
  me: 1,
  floor: "town",
  epoch: 1,
  columns: COLUMNS,
  people: new Map([1, 2, 3].map((id) => [id, person(id)])),
  seats: new Map([1, 2, 3].map((id) => [id, id])),
  ...over,
});
