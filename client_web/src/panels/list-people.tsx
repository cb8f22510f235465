/** Everybody on this floor in the list view: how they are to be met, and what one would do first. */

import { openPerson } from "../aside";
import { directWith } from "../conversations";
import { walkToPerson } from "../follow";
import { handRanks } from "../hands";
import { lang, named, t } from "../i18n";
import { roomOf, roomZones } from "../places";
import { bubbleMates, isGuest, me, roster } from "../selectors";
import type { Person } from "../state";
import { announce } from "./announcer";
import { showTalk } from "./chat-view";
import { Icon } from "./icons";
import { Chips } from "./people";
import { hasWritten } from "./person-do";
import { Portrait } from "./portrait";
import { StatusLine } from "./status-line";

export function ListPeople() {
  const others = roster.value.filter((person) => person.id !== me.value?.id);
  const byName = new Intl.Collator(lang.value);
  const sorted = [...others].sort((a, b) => byName.compare(a.name, b.name));
  return (
    <section class="list-part" aria-labelledby="list-people">
      <h3 id="list-people">{t("list.people", { n: others.length })}</h3>
      {others.length === 0 && <p class="list-sub">{t("list.alone")}</p>}
      <ul class="list-rows">
        {sorted.map((person) => (
          <Row key={person.id} person={person} />
        ))}
      </ul>
    </section>
  );
}

function Row({ person }: { person: Person }) {
  const { id, name, about } = person;
  const room = roomZones.value.find((zone) => zone.id === roomOf.value.get(id));
  const talking = bubbleMates.value.some((mate) => mate.id === id);
  const mayWrite = !isGuest.value || (!person.guest && hasWritten(id));
  return (
    <li class="list-row">
      <Portrait code={person.avatar} name={name} size={40} />
      <div class="list-main">
        <h4>
          {name} <Chips person={person} mine={false} rank={handRanks.value.get(id) ?? 0} />
        </h4>
        {about && <p class="list-sub">{about}</p>}
        <StatusLine person={person} />
        {(room || talking) && (
          <p class="list-sub">
            {room && t("person.room", { room: named(room.name) || t("zone.unnamed") })}
            {room && talking && " · "}
            {talking && t("people.with")}
          </p>
        )}
      </div>
      <div class="list-acts">
        <button
          type="button"
          class="button"
          aria-label={t("list.go.to", { name })}
          onClick={() => {
            walkToPerson(id);
            announce(t("list.going", { name }));
          }}
        >
          <Icon name="walk" />
          {t("list.go")}
        </button>
        {mayWrite && (
          <button
            type="button"
            class="button"
            aria-label={t("today.message.to", { name })}
            onClick={() => showTalk(directWith(id))}
          >
            <Icon name="chat" />
            {t("act.message")}
          </button>
        )}
        <button
          type="button"
          id={`list-card-${id}`}
          class="button"
          aria-label={t("people.card", { name })}
          onClick={() => openPerson(id, `list-card-${id}`)}
        >
          {t("people.more")}
        </button>
      </div>
    </li>
  );
}
