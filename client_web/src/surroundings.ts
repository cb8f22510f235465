/** Where this person stands, by the map's zones; steady while walking within one of them. */

import { computed } from "@preact/signals";
import { zoneHolds } from "./motion/grid";
import { floor, state } from "./office";
import { floorId, steady } from "./selectors";
import type { ZoneView } from "./wire.gen";

/** What has no place of its own in a list of places: meeting rooms have their own. */
const PLACES: readonly string[] = ["area", "silent", "stage", "audience", "window", "reception"];
const FURTHER: readonly string[] = ["focus", "link", "sound", "exit"];

const zones = computed<readonly ZoneView[]>(() =>
  floor.value && floor.value.id === floorId.value ? floor.value.zones : [],
);

const hasName = ({ name }: ZoneView): boolean => name.ja !== "" || name.en !== "";

/** Worth a line in the list of places: rooms are listed apart, unnamed areas say nothing. */
export const isPlace = (zone: ZoneView): boolean =>
  FURTHER.includes(zone.kind) ||
  (PLACES.includes(zone.kind) && (hasName(zone) || zone.kind !== "area"));

const ORDER: readonly string[] = [...PLACES.slice(4), ...PLACES.slice(0, 4), ...FURTHER];

/** One line for each name: a place of several zones is one place. Windows and receptions first. */
export function placesOf(all: readonly ZoneView[]): readonly ZoneView[] {
  const known = new Set<string>();
  const once = all.filter((zone) => {
    if (!isPlace(zone)) return false;
    const key = `${zone.kind}|${zone.name.ja}|${zone.name.en}|${zone.target}`;
    return !known.has(key) && known.add(key);
  });
  return once.sort((a, b) => ORDER.indexOf(a.kind) - ORDER.indexOf(b.kind));
}

export const places = computed(() => placesOf(zones.value));

/** The named zones that hold this person, the smallest meant last. */
export const myZones = steady<readonly ZoneView[]>(
  () => {
    const self = state.value.people.get(state.value.me);
    if (!self) return [];
    return zones.value.filter((zone) => hasName(zone) && zoneHolds(zone, self.x, self.y));
  },
  (a, b) => a.length === b.length && a.every((zone, i) => zone === b[i]),
);
