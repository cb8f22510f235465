/** What goes on among the people here, put together for the scene: it knows no panel and no command. */

import { computed, signal } from "@preact/signals";
import { openRoom } from "./aside";
import { incoming } from "./asks";
import { following, locate, located, wayTo } from "./follow";
import { handRanks } from "./hands";
import { named, t } from "./i18n";
import { onEvent, onForget, state } from "./office";
import { inside, myRoom, roomZones, shutFor } from "./places";
import type { Around, Door } from "./scene";
import { rooms, steady } from "./selectors";
import { FADES_MS } from "./typing";
import { walking } from "./walking";
import type { ZoneView } from "./wire.gen";

const letIns = computed(() => state.value.letIns);
const myId = computed(() => state.value.me);

function doorOf(zone: ZoneView): Door {
  const room = rooms.value.get(zone.id);
  const within = inside(zone.id).length;
  return {
    zone,
    name: named(zone.name),
    locked: room?.locked ?? false,
    shut: shutFor(room, within, myId.value),
    inside: within,
    capacity: room?.capacity ?? zone.capacity,
    here: myRoom.value === zone.id,
    letIn: letIns.value.has(zone.id),
  };
}

const sameDoor = (a: Door, b: Door | undefined): boolean =>
  b !== undefined && (Object.keys(a) as (keyof Door)[]).every((key) => a[key] === b[key]);

const doors = steady<readonly Door[]>(
  () => roomZones.value.map(doorOf),
  (a, b) => a.length === b.length && a.every((door, i) => sameDoor(door, b[i])),
);

// --- who writes to me --------------------------------------------------------------------------

const typing = signal<ReadonlySet<number>>(new Set());
const fades = new Map<number, ReturnType<typeof setTimeout>>();

function stopped(person: number): void {
  clearTimeout(fades.get(person));
  if (!fades.delete(person)) return;
  typing.value = new Set(fades.keys());
}

onEvent((event) => {
  if (event.t === "said" || event.t === "left") stopped(event.person);
  if (event.t !== "typing" || event.scope === "floor" || event.person === myId.peek()) return;
  clearTimeout(fades.get(event.person));
  fades.set(
    event.person,
    setTimeout(() => stopped(event.person), FADES_MS),
  );
  if (!typing.peek().has(event.person)) typing.value = new Set(fades.keys());
});

onForget(() => {
  for (const person of [...fades.keys()]) stopped(person);
});

const sameSet = (a: ReadonlySet<number>, b: ReadonlySet<number>): boolean =>
  a.size === b.size && [...a].every((one) => b.has(one));

/** Near, and with no wall between. */
function arrived(): void {
  const other = state.peek().people.get(located.peek());
  if (other && walking.me && walking.clear(walking.me, other)) locate(null);
}

export const around: Around = {
  doors,
  hands: handRanks,
  typing,
  asking: steady(() => new Set(incoming.value.map(({ person }) => person)), sameSet),
  located,
  following,
  guest: computed(() => t("people.guest")),
  wayTo: (person) => wayTo(person),
  arrived,
  onReaction: (listener) => onEvent((event) => event.t === "reacted" && listener(event)),
  openRoom: (room) => openRoom(room),
};
