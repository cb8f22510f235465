/** What is asked, what may be answered, and what came of it, in words. */

import type { Outcome } from "../asks";
import { named, t } from "../i18n";
import { floor } from "../office";
import type { Answer, Asked } from "../wire.gen";

/** A room's name; one on another floor is told as that. */
export function roomName(room: number): string {
  const zone = floor.value?.zones.find((one) => one.id === room);
  if (!zone) return t("room.elsewhere");
  return named(zone.name) || t("zone.unnamed");
}

/** "Akiko knocks at Room 1" */
export const asksWhat = ({ kind, name, room }: Asked): string =>
  t(`asks.${kind}`, { name, room: roomName(room) });

/** "Waiting for Akiko" */
export const waitsFor = ({ kind, to_name, room }: Asked): string =>
  kind === "knock"
    ? t("waits.knock", { room: roomName(room) })
    : t(`waits.${kind}`, { name: to_name, room: roomName(room) });

/** "Akiko: in 5 minutes". Nothing where nothing needs a word. */
export function cameOf({ ask, over }: Outcome): string {
  const room = roomName(ask.room);
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
