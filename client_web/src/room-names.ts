/**
 * What rooms are called, on whatever floor. The words of a floor that this person has not been to
 * are fetched when one of its rooms is first named.
 */

import { effect, signal } from "@preact/signals";
import { getFloor } from "./api";
import { named } from "./i18n";
import { floor, onForget, state } from "./office";
import type { ZoneView } from "./wire.gen";

type Zones = readonly Pick<ZoneView, "id" | "name">[];

const known = signal<ReadonlyMap<string, Zones>>(new Map());
const asked = new Set<string>();

const learn = (on: string, zones: Zones): void => {
  known.value = new Map(known.peek()).set(on, zones);
};

effect(() => {
  if (floor.value) learn(floor.value.id, floor.value.zones);
});

onForget(() => asked.clear());

/** "" while it is not known, or where the map has no name for it. */
export function zoneName(on: string, id: number): string {
  const zones = known.value.get(on);
  if (!zones) fetchOnce(on);
  const zone = zones?.find((one) => one.id === id);
  return zone ? named(zone.name) : "";
}

/** A name is no reason to try again and again: without an answer it is left out. */
function fetchOnce(on: string): void {
  if (asked.has(on) || state.peek().floors.every(({ id }) => id !== on)) return;
  asked.add(on);
  getFloor(on).then(
    (view) => learn(on, view.zones),
    () => undefined,
  );
}
