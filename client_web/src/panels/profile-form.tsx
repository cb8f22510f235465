/** What others may know of oneself. Nothing but a name has to be given. */

import { type Signal, useSignal } from "@preact/signals";
import { useEffect, useMemo, useRef } from "preact/hooks";
import { type Key, t } from "../i18n";
import { onEvent, setProfile, state } from "../office";
import { me } from "../selectors";
import { isZone, ownZone } from "../times";
import { NAME_LENGTH } from "../wire.gen";
import { announce } from "./announcer";
import { CardHead } from "./card-head";
import "./room-card.css";

const ABOUT_LENGTH = 60;

/** As the server counts, in code points. */
export const lengthOf = (name: string): number =>
  [...name.normalize("NFC").trim().replace(/\s+/g, " ")].length;

type Field = "name" | "about" | "tz";
type Problem = { readonly field: Field; readonly word: Key } | null;

/** What can be said before the server is asked; the first thing that is wrong. */
export function problemOf(name: string, about: string, tz: string): Problem {
  if (name.trim() === "") return { field: "name", word: "entry.error.name" };
  if (lengthOf(name) > NAME_LENGTH) return { field: "name", word: "entry.error.long" };
  if ([...about.trim()].length > ABOUT_LENGTH)
    return { field: "about", word: "profile.about.long" };
  return tz.trim() === "" || isZone(tz.trim()) ? null : { field: "tz", word: "profile.tz.unknown" };
}

export function ProfileForm() {
  const self = me.peek();
  const name = useSignal(self?.name ?? "");
  const about = useSignal(self?.about ?? "");
  const tz = useSignal(self?.tz ?? "");
  const listed = useSignal(state.peek().listed);
  const problem = useSignal<Problem>(null);
  const saved = useSignal(false);
  const form = useRef<HTMLFormElement>(null);
  useAnswer(problem, saved);
  const guest = self?.guest ?? false;

  const submit = () => {
    saved.value = false;
    problem.value = problemOf(name.value, about.value, tz.value);
    if (problem.value) return;
    const wish = { name: name.value.trim(), about: about.value.trim(), tz: tz.value.trim() };
    saved.value = setProfile({ ...wish, listed: listed.value });
    if (!saved.value) problem.value = { field: "name", word: "profile.offline" };
  };
  useEffect(() => {
    const wrong = problem.value;
    if (wrong) form.current?.querySelector<HTMLElement>(`#profile-${wrong.field}`)?.focus();
  }, [problem.value]);

  return (
    <form
      class="card-view profile"
      noValidate
      ref={form}
      onSubmit={(event) => {
        event.preventDefault();
        submit();
      }}
    >
      <CardHead title={t("self.profile")}>
        <p class="card-about">{t("profile.about.who")}</p>
      </CardHead>
      <Entry field="name" label={t("entry.name")} value={name} problem={problem.value} />
      <Entry
        field="about"
        label={t("profile.about")}
        hint={t("profile.about.hint")}
        value={about}
        problem={problem.value}
      />
      <Entry
        field="tz"
        label={t("profile.tz")}
        hint={t("profile.tz.hint")}
        value={tz}
        problem={problem.value}
        list="zones"
      />
      <ZoneHelp tz={tz} />
      {!guest && (
        <label class="tick">
          <input
            type="checkbox"
            checked={listed.value}
            onChange={(event) => {
              listed.value = event.currentTarget.checked;
            }}
          />
          <span>
            {t("profile.listed")}
            <small>{t("profile.listed.hint")}</small>
          </span>
        </label>
      )}
      <button type="submit" class="button main">
        {t("profile.save")}
      </button>
      <p role="status" class="profile-saved">
        {saved.value && t("profile.saved")}
      </p>
    </form>
  );
}

/** What the server does not take. Nothing comes back where all is well and nothing changed. */
function useAnswer(problem: Signal<Problem>, saved: Signal<boolean>): void {
  useEffect(
    () =>
      onEvent((event) => {
        if (event.t !== "refused" || event.command !== "profile") return;
        saved.value = false;
        const word = event.why === "too_fast" ? "profile.often" : "entry.error.unusable";
        problem.value = { field: "name", word };
        announce(t(word, { n: NAME_LENGTH }));
      }),
    [problem, saved],
  );
}

interface EntryProps {
  field: Field;
  label: string;
  hint?: string;
  value: Signal<string>;
  problem: Problem;
  list?: string;
}

function Entry({ field, label, hint, value, problem, list }: EntryProps) {
  const id = `profile-${field}`;
  const wrong = problem?.field === field ? t(problem.word, { n: NAME_LENGTH }) : "";
  const note = wrong || hint;
  return (
    <div class="entry-of">
      <label class="small-label" for={id}>
        {label}
      </label>
      <input
        id={id}
        class="field"
        value={value.value}
        list={list}
        spellcheck={false}
        autocomplete={field === "name" ? "nickname" : "off"}
        aria-invalid={wrong !== ""}
        aria-describedby={note ? `${id}-note` : undefined}
        onInput={(event) => {
          value.value = event.currentTarget.value;
        }}
      />
      {note && (
        <p id={`${id}-note`} class={wrong ? "field-problem" : "field-hint"}>
          {note}
        </p>
      )}
    </div>
  );
}

/** All zones that the browser knows, and its own with one press. */
function ZoneHelp({ tz }: { tz: Signal<string> }) {
  const zones = useMemo(
    () => ("supportedValuesOf" in Intl ? Intl.supportedValuesOf("timeZone") : []),
    [],
  );
  const zone = ownZone();
  return (
    <>
      <datalist id="zones">
        {zones.map((one) => (
          <option key={one} value={one} />
        ))}
      </datalist>
      {zone && tz.value !== zone && (
        <button
          type="button"
          class="button"
          onClick={() => {
            tz.value = zone;
          }}
        >
          {t("profile.tz.own", { zone })}
        </button>
      )}
    </>
  );
}
