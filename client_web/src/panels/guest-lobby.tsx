/** A guest's card in the lobby: whom have you come for, what became of it, how long the pass lasts. */

import { useSignal } from "@preact/signals";
import { useLayoutEffect, useRef } from "preact/hooks";
import { hinted } from "../arrangement";
import { matches } from "../finding";
import { t } from "../i18n";
import { ask, refusals, state } from "../office";
import { isGuest, link } from "../selectors";
import { listView } from "../views";
import { host, hostsHere, visit, visitEnd, visitRefused } from "../visit";
import { announce } from "./announcer";
import { dayAndTimeOf } from "./chat-times";
import { Portrait } from "./portrait";
import { StatusLine } from "./status-line";
import "./guest-lobby.css";

const SHOWN = 6;

export function GuestLobby() {
  const heading = useRef<HTMLHeadingElement>(null);
  const asking = visit.value !== null;
  useLayoutEffect(() => {
    // What was pressed is gone with the form.
    if (asking && document.activeElement === document.body && listView.peek())
      heading.current?.focus();
  }, [asking]);
  // One thing at a time for a newcomer: how to walk comes first.
  if (!isGuest.value || !(hinted.value || listView.value)) return null;
  return (
    <section class="lobby card" aria-labelledby="lobby-title">
      <h2 class="alone-title" id="lobby-title" tabIndex={-1} ref={heading}>
        {t("lobby.title")}
      </h2>
      <div role="status">
        <State />
      </div>
      {!visit.value && visitEnd.value?.why !== "accepted" && <AskForm />}
      {!visit.value && visitEnd.value?.why === "accepted" && (
        <button
          type="button"
          class="button"
          onClick={() => {
            visitEnd.value = null;
            heading.current?.focus();
          }}
        >
          {t("lobby.another")}
        </button>
      )}
      <p class="toast-sub">{t("lobby.until", { time: dayAndTimeOf(state.value.guestUntil) })}</p>
    </section>
  );
}

/** The waiting itself has a card of its own, with the time left and a way to take it back. */
function State() {
  if (visit.value) {
    const name = visit.value.to_name;
    const passedOn = visitEnd.value?.why === "redirected";
    return <p>{t(passedOn ? "lobby.redirected" : "lobby.waiting", { name })}</p>;
  }
  const end = visitEnd.value;
  if (visitRefused.value && !end) return <p>{t("lobby.refused")}</p>;
  if (!end || end.why === "redirected") return null;
  if (end.why === "accepted") return <p>{t("lobby.accepted", { name: end.name })}</p>;
  return <p>{t("lobby.noanswer", { name: end.name })}</p>;
}

function AskForm() {
  const wanted = useSignal("");
  const chosen = useSignal(host.read());
  const note = useSignal("");
  const found = hostsHere.value.filter((person) => matches(person, wanted.value)).slice(0, SHOWN);
  const one = hostsHere.value.find((person) => person.id === chosen.value);
  const submit = () => {
    if (!one) return;
    visitEnd.value = null;
    refusals.value = null;
    if (ask("visit", { person: one.id, note: note.value.trim() }) === "") return;
    announce(t("lobby.waiting", { name: one.name }));
  };
  if (hostsHere.value.length === 0) return <p class="toast-sub">{t("lobby.nobody")}</p>;
  return (
    <form
      class="sheet-form"
      onSubmit={(event) => {
        event.preventDefault();
        submit();
      }}
    >
      {hostsHere.value.length > SHOWN && (
        <input
          type="search"
          class="field"
          value={wanted.value}
          aria-label={t("people.search")}
          placeholder={t("people.search")}
          onInput={(event) => {
            wanted.value = event.currentTarget.value;
          }}
        />
      )}
      <fieldset class="plain lobby-people">
        <legend class="entry-label">{t("lobby.whom")}</legend>
        {found.map((person) => (
          <label key={person.id} class="lobby-person">
            <input
              type="radio"
              name="lobby-person"
              checked={person.id === chosen.value}
              onChange={() => {
                chosen.value = person.id;
              }}
            />
            <Portrait code={person.avatar} name={person.name} size={32} />
            <span class="today-main">
              <span class="today-name">{person.name}</span>
              <StatusLine person={person} />
            </span>
          </label>
        ))}
        {found.length === 0 && <p class="toast-sub">{t("people.none")}</p>}
      </fieldset>
      <label class="entry-label" for="lobby-note">
        {t("lobby.note")}
      </label>
      <input
        id="lobby-note"
        class="field"
        maxLength={200}
        value={note.value}
        onInput={(event) => {
          note.value = event.currentTarget.value;
        }}
      />
      <button type="submit" class="button main" disabled={!one || link.value.kind !== "open"}>
        {one ? t("lobby.ask", { name: one.name }) : t("lobby.ask.nobody")}
      </button>
    </form>
  );
}
