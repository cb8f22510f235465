/** How a room's door stands, for this person, in words. */

import { t } from "../i18n";
import { state } from "../office";
import { inside, myRoom, type Shut, shutFor } from "../places";
import type { RoomState } from "../wire.gen";

export interface Door {
  readonly locked: boolean;
  readonly capacity: number;
  readonly within: number;
  readonly onlyFor: readonly number[];
  readonly shut: Shut | null; // for this person, were they outside
  readonly open: boolean; // somebody let this person in
}

export function doorOf(known: RoomState | undefined, room: number): Door {
  const within = inside(room).length;
  return {
    locked: known?.locked ?? false,
    capacity: known?.capacity ?? 0,
    within,
    onlyFor: known?.only_for ?? [],
    shut: shutFor(known, within, state.value.me),
    open: state.value.letIns.has(room) && myRoom.value !== room,
  };
}

/** The one thing that matters most at the door. */
export function doorWords({ locked, onlyFor, shut, open }: Door): string {
  if (open && shut && shut !== "full") return t("room.letin");
  if (shut) return t(`room.${shut}`);
  if (locked) return t("room.locked");
  return t(onlyFor.length > 0 ? "room.foryou" : "room.open");
}
