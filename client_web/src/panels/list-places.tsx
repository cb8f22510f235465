/** Where this person is, and where they could go on this floor: rooms, and all other places. */

import { openRoom } from "../aside";
import { walkToZone } from "../follow";
import { lang, named, namesOf, t } from "../i18n";
import { state } from "../office";
import { inside, myRoom, roomZones } from "../places";
import { bubbleMates, floorId, floors, isGuest, me, rooms, roster } from "../selectors";
import { myZones, places } from "../surroundings";
import type { ZoneView } from "../wire.gen";
import { announce } from "./announcer";
import { Icon } from "./icons";
import { LockButton } from "./lock-button";
import { Outside, useKeptPlace } from "./room-card";
import { doorOf, doorWords } from "./room-words";
import { StatusLine } from "./status-line";
import { kindWord, safeLink } from "./zone-card";

const zoneName = (zone: ZoneView): string => named(zone.name) || t("zone.unnamed");

export function WhereIAm() {
  const floor = floors.value.find((one) => one.id === floorId.value);
  const self = me.value;
  const zones = myZones.value.map((zone) => named(zone.name));
  const mates = bubbleMates.value.map((person) => person.name);
  return (
    <section class="list-part" aria-labelledby="list-where">
      <h3 id="list-where">{t("list.where")}</h3>
      <dl class="list-facts">
        <div>
          <dt>{t("list.floor")}</dt>
          <dd>{floor?.[lang.value] || floorId.value}</dd>
        </div>
        <div>
          <dt>{t("list.place")}</dt>
          <dd>{zones.length > 0 ? namesOf(zones) : t("list.place.none")}</dd>
        </div>
        <div>
          <dt>{t("list.status")}</dt>
          <dd>{self && <StatusLine person={self} />}</dd>
        </div>
        <div>
          <dt>{t("list.with")}</dt>
          <dd>{mates.length > 0 ? namesOf(mates) : t("list.with.nobody")}</dd>
        </div>
      </dl>
    </section>
  );
}

export function Rooms() {
  if (roomZones.value.length === 0) return null;
  return (
    <section class="list-part" aria-labelledby="list-rooms">
      <h3 id="list-rooms">{t("rooms.title", { n: roomZones.value.length })}</h3>
      <ul class="list-rows">
        {roomZones.value.map((zone) => (
          <Room key={zone.id} zone={zone} />
        ))}
      </ul>
    </section>
  );
}

function Room({ zone }: { zone: ZoneView }) {
  const { id } = zone;
  const door = doorOf(rooms.value.get(id), id);
  const here = myRoom.value === id;
  const within = new Set(inside(id));
  const names = roster.value.filter((person) => within.has(person.id)).map(({ name }) => name);
  const name = zoneName(zone);
  const place = useKeptPlace(`${here}`);
  return (
    <li class="list-row" data-here={here}>
      <div class="list-main">
        <h4 id={`list-room-name-${id}`}>
          {name} {here && <span class="list-new">{t("bar.floor.here")}</span>}
        </h4>
        <p class="list-sub list-door" data-shut={door.shut !== null || door.locked}>
          <Icon name={door.shut || door.locked ? "lock" : "door"} />
          {doorWords(door)}
        </p>
        <p class="list-sub">
          {names.length > 0 ? t("list.inside", { names: namesOf(names) }) : t("room.nobody")}
        </p>
      </div>
      <div class="list-acts" ref={place}>
        {here ? (
          !isGuest.value && <LockButton room={id} locked={door.locked} />
        ) : (
          <Outside room={id} door={door} />
        )}
        <button
          type="button"
          id={`list-room-${id}`}
          class="button"
          aria-label={t("room.more", { name })}
          onClick={() => openRoom(id, `list-room-${id}`)}
        >
          {t("people.more")}
        </button>
      </div>
    </li>
  );
}

export function Places() {
  const shown = places.value;
  if (shown.length === 0) return null;
  return (
    <section class="list-part" aria-labelledby="list-places">
      <h3 id="list-places">{t("list.places")}</h3>
      <ul class="list-rows">
        {shown.map((zone) => (
          <Place key={zone.id} zone={zone} />
        ))}
      </ul>
    </section>
  );
}

function Place({ zone }: { zone: ZoneView }) {
  const name = zoneName(zone);
  const here = myZones.value.includes(zone);
  const href = safeLink(zone);
  const kind = t(kindWord(zone.kind));
  return (
    <li class="list-row" data-here={here}>
      <div class="list-main">
        <h4>
          {name} {here && <span class="list-new">{t("bar.floor.here")}</span>}
        </h4>
        {kind !== name && <p class="list-sub">{zone.locked ? t("zone.locked") : kind}</p>}
      </div>
      <div class="list-acts">
        {href && (
          <a class="button" href={href} target="_blank" rel="noopener noreferrer">
            {t(zone.kind === "sound" ? "zone.listen" : "zone.open")}
          </a>
        )}
        {!here && <GoButton name={name} onGo={() => walkToZone(zone.id)} />}
      </div>
    </li>
  );
}

/** The walk itself is not seen here: that it began is said. */
function GoButton({ name, onGo }: { name: string; onGo: () => void }) {
  return (
    <button
      type="button"
      class="button"
      aria-label={t("list.go.to", { name })}
      disabled={state.value.link.kind !== "open"}
      onClick={() => {
        onGo();
        announce(t("list.going", { name }));
      }}
    >
      <Icon name="walk" />
      {t("list.go")}
    </button>
  );
}
