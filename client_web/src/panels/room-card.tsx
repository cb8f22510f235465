/** A room's card: who is inside, how its door stands, and what one may do at it. */

import { useSignal } from "@preact/signals";
import { useLayoutEffect, useRef } from "preact/hooks";
import { showFloor } from "../arrangement";
import { openPerson } from "../aside";
import { outgoing } from "../asks";
import { walkToRoom } from "../follow";
import { named, t } from "../i18n";
import { ask, cancelAsk, state } from "../office";
import { inside, myRoom, roomZones } from "../places";
import { roster } from "../selectors";
import type { Person } from "../state";
import { CardHead } from "./card-head";
import { Icon } from "./icons";
import { LockButton } from "./lock-button";
import { Portrait } from "./portrait";
import { RoomSettings } from "./room-settings";
import { type Door, doorOf, doorWords } from "./room-words";
import { SecondsLeft } from "./seconds-left";
import { StatusLine } from "./status-line";
import "./room-card.css";

export function RoomDetails({ id }: { id: number }) {
  const zone = roomZones.value.find((one) => one.id === id);
  const here = myRoom.value === id;
  const place = useKeptPlace(`${here}`);
  if (!zone) return <CardHead title={t("room.gone")} calm />;
  const known = state.value.rooms.get(id);
  const door = doorOf(known, id);
  const self = state.value.people.get(state.value.me);
  const owner = known?.owner ?? 0;
  return (
    <div class="card-view">
      <CardHead title={named(zone.name) || t("zone.unnamed")}>
        <p class="door" data-shut={door.locked || door.shut !== null}>
          <Icon name={door.locked || door.shut ? "lock" : "door"} />
          {doorWords(door)}
          {door.capacity > 0 && (
            <span>{t("room.places", { n: door.within, most: door.capacity })}</span>
          )}
        </p>
      </CardHead>
      <div ref={place}>
        {here ? (
          !self?.guest && <Inside room={id} locked={door.locked} />
        ) : (
          <Outside room={id} door={door} />
        )}
      </div>
      <h4 class="people-group">{t("room.within", { n: door.within })}</h4>
      <Members room={id} owner={owner} />
      {here && owner === state.value.me && known && <RoomSettings room={known} />}
    </div>
  );
}

function Members({ room, owner }: { room: number; owner: number }) {
  const within = new Set(inside(room));
  const people = roster.value.filter((person) => within.has(person.id));
  if (people.length === 0) return <p class="room-empty">{t("room.nobody")}</p>;
  return (
    <ul class="people-list">
      {people.map((person) => (
        <li key={person.id}>
          <button type="button" class="person" onClick={() => openPerson(person.id)}>
            <Portrait code={person.avatar} name={person.name} size={32} />
            <span class="person-main">
              <span class="person-name">
                <span class="one-line">{person.name}</span>
                {person.id === owner && <span class="chip">{t("room.owner")}</span>}
              </span>
              <StatusLine person={person} />
            </span>
            <Icon name="next" />
          </button>
        </li>
      ))}
    </ul>
  );
}

/** Who is inside decides about the door, and brings others in. */
function Inside({ room, locked }: { room: number; locked: boolean }) {
  return (
    <div class="room-acts">
      <LockButton room={room} locked={locked} />
      <Invite room={room} />
    </div>
  );
}

function Invite({ room }: { room: number }) {
  const chosen = useSignal(0);
  const within = new Set(inside(room));
  const others = roster.value.filter((person) => !within.has(person.id) && !person.lingering);
  const whom = others.some((person) => person.id === chosen.value) ? chosen.value : 0;
  if (others.length === 0) return <p class="room-empty">{t("room.invite.nobody")}</p>;
  return (
    <form
      class="invite"
      onSubmit={(event) => {
        event.preventDefault();
        if (whom === 0) return;
        ask("invite", { person: whom });
        chosen.value = 0;
      }}
    >
      <PersonSelect
        label={t("room.invite.whom")}
        people={others}
        chosen={whom}
        onChoose={(id) => {
          chosen.value = id;
        }}
      />
      <button type="submit" class="button" disabled={whom === 0}>
        {t("room.invite")}
      </button>
    </form>
  );
}

interface SelectProps {
  label: string;
  people: readonly Pick<Person, "id" | "name">[];
  chosen: number;
  onChoose: (id: number) => void;
}

/** The system's own list: good by touch, by keyboard and aloud. */
export function PersonSelect({ label, people, chosen, onChoose }: SelectProps) {
  return (
    <select
      class="field"
      aria-label={label}
      value={String(chosen)}
      onChange={(event) => onChoose(Number(event.currentTarget.value))}
    >
      <option value="0">{label}</option>
      {people.map(({ id, name }) => (
        <option key={id} value={String(id)}>
          {name}
        </option>
      ))}
    </select>
  );
}

/** A button that gives way to another one hands it the focus. */
export function useKeptPlace(what: string) {
  const place = useRef<HTMLDivElement>(null);
  const before = useRef(what);
  const had = useRef(false); // the focus, last: one that was lost elsewhere is not for here
  useLayoutEffect(() => {
    const note = () => {
      had.current = place.current?.contains(document.activeElement) ?? false;
    };
    note();
    document.addEventListener("focusin", note);
    return () => document.removeEventListener("focusin", note);
  }, []);
  useLayoutEffect(() => {
    if (before.current === what) return;
    before.current = what;
    if (!had.current || document.activeElement !== document.body) return;
    (place.current?.querySelector("button") ?? place.current)?.focus();
  }, [what]);
  return place;
}

/** Walk in where it is open; knock where it is not. */
export function Outside({ room, door }: { room: number; door: Door }) {
  const knock = outgoing.value.find((one) => one.kind === "knock" && one.room === room);
  const shut = door.shut !== null && !(door.open && door.shut !== "full");
  const place = useKeptPlace(`${knock?.id} ${shut} ${door.within > 0}`);
  return (
    <div class="room-acts" ref={place} tabIndex={-1}>
      {knock ? (
        <p class="room-waiting">
          <SecondsLeft ask={knock} text={t("room.knocking")} />
          <button type="button" class="button" onClick={() => cancelAsk(knock.id)}>
            {t("ask.cancel")}
          </button>
        </p>
      ) : shut && door.within === 0 ? (
        <p class="room-empty">{t("room.nobody.knock")}</p>
      ) : shut ? (
        <button type="button" class="button main" onClick={() => ask("knock", { room })}>
          <Icon name="knock" />
          {t("room.knock")}
        </button>
      ) : (
        <button
          type="button"
          class="button main"
          onClick={() => {
            walkToRoom(room);
            showFloor();
          }}
        >
          <Icon name="walk" />
          {t("room.walk")}
        </button>
      )}
    </div>
  );
}
