/** People and rooms: the list with search, and one card of it at a time. */

import type { ComponentChildren, RefObject } from "preact";
import { useRef } from "preact/hooks";
import { closeAside, opener, openPerson, view, wanted } from "../aside";
import { matches } from "../finding";
import { handRanks } from "../hands";
import { lang, t } from "../i18n";
import { state } from "../office";
import { bubbleMates, floors, me, roster } from "../selectors";
import type { Person } from "../state";
import type { Listed } from "../wire.gen";
import { Icon } from "./icons";
import { Panel } from "./panel";
import { PersonCard } from "./person-card";
import { Portrait } from "./portrait";
import { ProfileForm } from "./profile-form";
import { RoomDetails } from "./room-card";
import { RoomList } from "./room-list";
import { StatusLine } from "./status-line";
import "./people.css";

export function People() {
  const field = useRef<HTMLInputElement>(null);
  const now = view.value;
  return (
    <Panel
      title={t("people.title")}
      class="people"
      opener={opener.value}
      first={field}
      onClose={closeAside}
    >
      {now.kind === "list" && <List field={field} />}
      {now.kind === "person" && <PersonCard key={now.id} id={now.id} />}
      {now.kind === "room" && <RoomDetails key={now.id} id={now.id} />}
      {now.kind === "profile" && <ProfileForm />}
    </Panel>
  );
}

function List({ field }: { field: RefObject<HTMLInputElement | null> }) {
  const here = inOrder(roster.value).filter((person) => matches(person, wanted.value));
  const hands = inHandOrder(here);
  const others = elsewhereBy(wanted.value);
  const none = here.length === 0 && others.length === 0;
  return (
    <>
      <div class="people-search">
        <input
          type="search"
          ref={field}
          class="field"
          value={wanted.value}
          aria-label={t("people.search")}
          placeholder={t("people.search")}
          onInput={(event) => {
            wanted.value = event.currentTarget.value;
          }}
        />
      </div>
      <div class="people-scroll">
        {hands.length > 0 && (
          <Group title={t("people.hands", { n: hands.length })}>
            {hands.map((person) => (
              <Row key={person.id} person={person} group="hand" />
            ))}
          </Group>
        )}
        {here.length > 0 && (
          <Group title={t("people.onfloor", { n: here.length })}>
            {here.map((person) => (
              <Row key={person.id} person={person} />
            ))}
          </Group>
        )}
        {others.map(({ floor, name, people }) => (
          <Group key={floor} title={t("people.otherfloor", { floor: name, n: people.length })}>
            {people.map((person) => (
              <Row key={person.id} person={person} />
            ))}
          </Group>
        ))}
        <p class={none ? "people-none" : "hidden-text"} role="status">
          {none ? t("people.none") : wanted.value && t("people.found", { n: here.length })}
        </p>
        {wanted.value === "" && <RoomList />}
      </div>
    </>
  );
}

function Group({ title, children }: { title: string; children: ComponentChildren }) {
  return (
    <section>
      <h3 class="people-group">{title}</h3>
      <ul class="people-list">{children}</ul>
    </section>
  );
}

/** This person first, then those in conversation, then by name in the order of the language. */
function inOrder(people: readonly Person[]): readonly Person[] {
  const byName = new Intl.Collator(lang.value);
  const mates = new Set(bubbleMates.value.map((person) => person.id));
  const rank = ({ id }: Person) => (id === me.value?.id ? 0 : mates.has(id) ? 1 : 2);
  return [...people].sort((a, b) => rank(a) - rank(b) || byName.compare(a.name, b.name));
}

const inHandOrder = (people: readonly Person[]): readonly Person[] =>
  people.filter(({ hand }) => hand > 0).sort((a, b) => a.hand - b.hand);

/** Those on other floors, in the order of the floors. */
function elsewhereBy(wanted: string) {
  const found = [...state.value.elsewhere.values()].filter((person) => matches(person, wanted));
  const byName = new Intl.Collator(lang.value);
  return floors.value
    .map((floor) => ({
      floor: floor.id,
      name: floor[lang.value] || floor.id,
      people: found
        .filter((person) => person.floor === floor.id)
        .sort((a, b) => byName.compare(a.name, b.name)),
    }))
    .filter(({ people }) => people.length > 0);
}

/** Somebody with a hand up stands in two groups: each row needs an id of its own. */
function Row({ person, group = "row" }: { person: Person | Listed; group?: string }) {
  const { id, name, about } = person;
  const mine = id === state.value.me;
  const rank = handRanks.value.get(id) ?? 0;
  const button = `person-${group}-${id}`;
  return (
    <li>
      <button type="button" class="person" id={button} onClick={() => openPerson(id, button)}>
        <Portrait code={person.avatar} name={name} size={40} />
        <span class="person-main">
          <span class="person-name">
            <span class="one-line">{name}</span>
            <Chips person={person} mine={mine} rank={rank} />
          </span>
          {about && <span class="person-about one-line">{about}</span>}
          <StatusLine person={person}>
            {bubbleMates.value.some((mate) => mate.id === id) && (
              <span class="person-with one-line">{t("people.with")}</span>
            )}
          </StatusLine>
        </span>
        <Icon name="next" />
      </button>
    </li>
  );
}

/** What else there is to know of somebody, in a word each. */
export function Chips(props: { person: Person | Listed; mine: boolean; rank: number }) {
  const { person, mine, rank } = props;
  return (
    <>
      {mine && <span class="chip">{t("people.you")}</span>}
      {"guest" in person && person.guest && <span class="chip guest">{t("people.guest")}</span>}
      {rank > 0 && (
        <span class="chip hand">
          <Icon name="hand" />
          <span aria-hidden="true">{rank}</span>
          <span class="hidden-text">{t("hand.rank", { n: rank })}</span>
        </span>
      )}
    </>
  );
}
