/** The order of raised hands: each room counts its own, all the others on the floor count together. */

import { state } from "./office";
import { roomOf } from "./places";
import { roster, steady } from "./selectors";
import type { Person } from "./state";

/** The rank of each raised hand, from 1, by person. `rooms` tells who is in which room. */
export function ranksOf(
  people: Iterable<Pick<Person, "id" | "hand">>,
  rooms: ReadonlyMap<number, number>,
): ReadonlyMap<number, number> {
  const raised = [...people].filter(({ hand }) => hand > 0).sort((a, b) => a.hand - b.hand);
  const counted = new Map<number, number>();
  const ranks = new Map<number, number>();
  for (const { id } of raised) {
    const room = rooms.get(id) ?? 0;
    const rank = (counted.get(room) ?? 0) + 1;
    counted.set(room, rank);
    ranks.set(id, rank);
  }
  return ranks;
}

export const handRanks = steady<ReadonlyMap<number, number>>(
  () => ranksOf(roster.value, roomOf.value),
  (a, b) => a.size === b.size && [...a].every(([id, rank]) => b.get(id) === rank),
);

/** This person's own rank, 0 with the hand down. */
export const myHand = (): number => handRanks.value.get(state.value.me) ?? 0;

/** Those with a hand up in the same place as this person, in order. */
export function handsHere(): readonly number[] {
  const here = roomOf.value.get(state.value.me) ?? 0;
  return [...handRanks.value]
    .filter(([id]) => (roomOf.value.get(id) ?? 0) === here)
    .map(([id]) => id);
}
