/** What is asked, what may be answered, and what came of it, in words. */

import { floorOf, type Outcome } from "../asks";
import { t } from "../i18n";
import { zoneName } from "../room-names";
import { floorId } from "../selectors";
import type { Answer, Asked } from "../wire.gen";
import { floorName } from "./chat-view";

/** The name of a room of this floor. */
export const roomName = (room: number): string =>
  zoneName(floorId.value, room) || t("zone.unnamed");

/** Rooms of two floors may have one number: which floor is meant matters. */
function roomOf(ask: Asked): string {
  const on = floorOf(ask);
  if (on === floorId.value) return roomName(ask.room);
  const room = zoneName(on, ask.room);
  return room ? t("room.on", { room, floor: floorName(on) }) : t("room.elsewhere");
}

/** "Akiko knocks at Room 1" */
export const asksWhat = (ask: Asked): string =>
  t(`asks.${ask.kind}`, { name: ask.name, room: roomOf(ask) });

/** "Waiting for Akiko" */
export const waitsFor = (ask: Asked): string =>
  ask.kind === "knock"
    ? t("waits.knock", { room: roomOf(ask) })
    : t(`waits.${ask.kind}`, { name: ask.to_name, room: roomOf(ask) });

/** "Akiko: in 5 minutes". Nothing where nothing needs a word. */
export function cameOf({ ask, over }: Outcome): string {
  const room = roomOf(ask);
  const name = over.name || ask.to_name || room;
  switch (over.why) {
    case "accepted":
      return t(`came.${ask.kind}`, { name, room });
    case "later":
      return t("came.of.later", { name });
    case "declined":
      return t("came.of.declined", { name });
    case "redirected":
      return t("came.of.redirected", { name });
    case "expired":
      return t("came.of.expired", { name });
    case "gone":
      return t("came.of.gone", { name });
    case "cancelled":
      return "";
  }
}

/** The answers to each, the first one meant most often. A visit has its own, with choices. */
export function answersTo(kind: Asked["kind"]): readonly Answer[] {
  return kind === "ping" ? ["accept", "later", "decline"] : ["accept", "decline"];
}
