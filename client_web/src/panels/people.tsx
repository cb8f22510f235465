/** Everybody on the floor as a list: find somebody, see where they are, walk to them. */

import { useSignal } from "@preact/signals";
import { useRef } from "preact/hooks";
import { openOnly, scene, showFloor } from "../arrangement";
import { lang, t } from "../i18n";
import { bubbleMates, me, roster } from "../selectors";
import type { Person } from "../state";
import { walkTo } from "../walk-to";
import { Icon } from "./icons";
import { Panel } from "./panel";
import { personState } from "./person-state";
import { Portrait } from "./portrait";
import "./people.css";

/** ｶﾅ finds カナ, ａ finds A. */
const plain = (text: string): string => text.normalize("NFKC").toLocaleLowerCase();

export function People() {
  const wanted = useSignal("");
  const field = useRef<HTMLInputElement>(null);
  const search = plain(wanted.value.trim());
  const found = inOrder(roster.value).filter((person) => plain(person.name).includes(search));
  return (
    <Panel
      title={t("people.title")}
      class="people"
      opener="people-button"
      first={field}
      onClose={() => openOnly("people", false)}
    >
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
      <ul class="people-list">
        {found.map((person) => (
          <Row key={person.id} person={person} />
        ))}
      </ul>
      {found.length === 0 && (
        <p class="people-none" role="status">
          {t("people.none")}
        </p>
      )}
    </Panel>
  );
}

/** This person first, then those in conversation, then by name in the order of the language. */
function inOrder(people: readonly Person[]): readonly Person[] {
  const byName = new Intl.Collator(lang.value);
  const mates = new Set(bubbleMates.value.map((person) => person.id));
  const rank = ({ id }: Person) => (id === me.value?.id ? 0 : mates.has(id) ? 1 : 2);
  return [...people].sort((a, b) => rank(a) - rank(b) || byName.compare(a.name, b.name));
}

function Row({ person }: { person: Person }) {
  const { name } = person;
  const mine = person.id === me.value?.id;
  const { kind, word } = personState(person);
  return (
    <li class="person">
      <Portrait code={person.avatar} name={name} size={40} />
      <div class="person-main">
        <p class="person-name one-line" title={name}>
          {name}
        </p>
        <p class="person-state" data-kind={kind}>
          {mine && <span class="person-you">{t("people.you")}</span>}
          {t(word)}
        </p>
      </div>
      <button
        type="button"
        class="icon-button"
        aria-label={t("people.locate", { name })}
        title={t("people.locate", { name })}
        onClick={() => {
          scene.value?.locate(person.id);
          showFloor();
        }}
      >
        <Icon name="locate" />
      </button>
      {!mine && (
        <button
          type="button"
          class="icon-button"
          aria-label={t("people.walk", { name })}
          title={t("people.walk", { name })}
          onClick={() => {
            walkTo(person.id);
            showFloor();
          }}
        >
          <Icon name="walk" />
        </button>
      )}
    </li>
  );
}
