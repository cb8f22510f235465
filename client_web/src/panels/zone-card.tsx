/** Tells where one has come to: the place's name, what it is for, and what it offers. */

import { useEffect } from "preact/hooks";
import { hinted, peopleOpen, zone } from "../arrangement";
import { openRoom, view } from "../aside";
import { type Key, named, t } from "../i18n";
import { state } from "../office";
import { myRoom } from "../places";
import { isGuest, rooms } from "../selectors";
import type { ZoneView } from "../wire.gen";
import { focusHome } from "./focus-home";
import { Icon } from "./icons";
import { LockButton } from "./lock-button";
import { doorOf, doorWords } from "./room-words";
import "./toasts.css";

const KINDS = [
  "area",
  "meeting",
  "silent",
  "stage",
  "audience",
  "window",
  "reception",
  "focus",
  "link",
  "sound",
  "exit",
] as const;

/** A name alone is read and put away; a link stays while one stands there. */
const SHOWN_MS = 5000;

export function ZoneCard() {
  const here = zone.value;
  const href = here ? safeLink(here) : "";
  const room = here && here.id === myRoom.value ? here.id : 0;
  useEffect(() => {
    if (!here || href || room) return;
    const timer = setTimeout(() => {
      if (zone.peek() === here) zone.value = null;
    }, SHOWN_MS);
    return () => clearTimeout(timer);
  }, [here, href, room]);
  if (!here) return null;
  const name = named(here.name);
  if (!name && !href && here.kind === "area") return null;
  // One thing at a time for a newcomer: how to walk comes first.
  if (!hinted.value && !href) return null;
  // Its whole card is open, or that of the lobby, which says the same.
  if (room && peopleOpen.value && view.value.kind === "room" && view.value.id === room) return null;
  if (here.lobby && isGuest.value && !href) return null;
  if (room) return <RoomHere zone={here} name={name || t("zone.unnamed")} />;
  const sub = here.locked ? t("zone.locked") : t(kindWord(here.kind));
  return (
    <section class="toast card" aria-live="polite">
      <Icon name={here.locked ? "lock" : "pin"} />
      <div class="toast-main">
        <p class="toast-title">{name || t("zone.unnamed")}</p>
        {(here.locked || here.kind !== "area") && sub !== name && <p class="toast-sub">{sub}</p>}
      </div>
      {href && (
        <a class="button main" href={href} target="_blank" rel="noopener noreferrer">
          {t(here.kind === "sound" ? "zone.listen" : "zone.open")}
        </a>
      )}
      <CloseZone />
    </section>
  );
}

/** Stays while one is in the room, unless it is put away: the door is at hand. */
function RoomHere({ zone: here, name }: { zone: ZoneView; name: string }) {
  const door = doorOf(rooms.value.get(here.id), here.id);
  return (
    <section class="toast card room-here" aria-live="polite">
      <Icon name={door.locked ? "lock" : "door"} />
      <div class="toast-main">
        <p class="toast-title">{name}</p>
        <p class="toast-sub">
          {doorWords(door)} · {t("room.inside", { n: door.within })}
        </p>
      </div>
      {!isGuest.value && state.value.link.kind === "open" && (
        <LockButton room={here.id} locked={door.locked} />
      )}
      <button
        type="button"
        class="icon-button"
        id="room-here"
        aria-label={t("room.more", { name })}
        title={t("room.more", { name })}
        onClick={() => openRoom(here.id, "room-here")}
      >
        <Icon name="people" />
      </button>
      <CloseZone />
    </section>
  );
}

function CloseZone() {
  return (
    <button
      type="button"
      class="icon-button"
      aria-label={t("panel.close")}
      onClick={() => {
        zone.value = null;
        focusHome();
      }}
    >
      <Icon name="close" />
    </button>
  );
}

/** A newer server's kind is shown as a plain place. */
export function kindWord(kind: string): Key {
  const known = KINDS.find((one) => one === kind);
  return known ? `zone.${known}` : "zone.area";
}

/** Map files come from anywhere: only a web address is ever offered, never javascript: and the like. */
export function safeLink({ kind, target }: ZoneView): string {
  if (kind !== "link" && kind !== "sound") return "";
  return /^https?:\/\//i.test(target) && URL.canParse(target) ? target : "";
}
