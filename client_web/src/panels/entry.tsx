/** The entry page: who you are and how you look, and in you go. */

import { useSignal } from "@preact/signals";
import { useEffect, useRef } from "preact/hooks";
import { ApiError, getOffice } from "../api";
import { named, t } from "../i18n";
import { lasting } from "../memory";
import { enter, entryNote } from "../office";
import { NAME_LENGTH, type OfficeInfo } from "../wire.gen";
import { AvatarChoice } from "./avatar-choice";
import { LangSwitch } from "./lang-switch";
import "./entry.css";

/** As the server counts, in code points: 𠮷 is one, 👩‍💻 is three. */
const lengthOf = (name: string): number =>
  [...name.normalize("NFC").trim().replace(/\s+/g, " ")].length;

export function Entry() {
  const office = useSignal<OfficeInfo | null>(null);
  useEffect(() => {
    getOffice().then(
      (info) => {
        office.value = info;
      },
      () => {}, // The page works without the count; entering tells what is wrong.
    );
  }, [office]);
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    // Back from the office: the button that was pressed is gone.
    if (entryNote.peek()) heading.current?.focus();
  }, []);
  return (
    <div class="entry">
      <header class="entry-top">
        <LangSwitch />
      </header>
      <main class="entry-card card">
        <Noren />
        <div class="entry-body">
          <h1 tabIndex={-1} ref={heading}>
            {office.value ? named(office.value.title) : t("office.title")}
          </h1>
          <p class="entry-lead">{t("entry.lead")}</p>
          {entryNote.value && (
            <p class="entry-note" role="status">
              {t(`entry.${entryNote.value}`)}
            </p>
          )}
          <EntryForm longest={office.value?.name_length ?? NAME_LENGTH} />
          <Presence people={office.value?.people ?? null} />
        </div>
      </main>
    </div>
  );
}

/** The curtain over the door of a shop that is open. */
function Noren() {
  return (
    <div class="noren" aria-hidden="true">
      <span />
      <span>窓</span>
      <span>口</span>
      <span />
    </div>
  );
}

function Presence({ people }: { people: number | null }) {
  if (people === null) return <p class="entry-present">&nbsp;</p>;
  return (
    <p class="entry-present" data-some={people > 0}>
      {people > 0 ? t("entry.present", { n: people }) : t("entry.nobody")}
    </p>
  );
}

function EntryForm({ longest }: { longest: number }) {
  const name = useSignal(lasting.read("name"));
  const avatar = useSignal(lasting.read("avatar"));
  const busy = useSignal(false);
  const problem = useSignal<(() => string) | null>(null); // made anew when the language changes
  const field = useRef<HTMLInputElement>(null);

  const submit = async () => {
    problem.value = nameProblem(name.value, longest);
    if (!problem.value) {
      busy.value = true;
      problem.value = await tryToEnter(name.value.trim(), avatar.value, longest);
      busy.value = false;
    }
    if (problem.value) field.current?.focus();
  };

  return (
    <form
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        if (!busy.value) void submit();
      }}
    >
      <label class="entry-label" for="entry-name">
        {t("entry.name")}
      </label>
      <input
        id="entry-name"
        class="field"
        ref={field}
        value={name.value}
        autocomplete="nickname"
        enterkeyhint="go"
        spellcheck={false}
        aria-describedby={problem.value ? "entry-problem" : "entry-hint"}
        aria-invalid={problem.value !== null}
        onInput={(event) => {
          name.value = event.currentTarget.value;
          problem.value = null;
        }}
        onKeyDown={(event) => {
          // Enter ends an IME composition; Safari reports that only by the key code.
          if (event.key === "Enter" && (event.isComposing || event.keyCode === 229)) {
            event.preventDefault();
          }
        }}
      />
      {problem.value ? (
        <p class="entry-problem" id="entry-problem" role="alert">
          {problem.value()}
        </p>
      ) : (
        <p class="entry-hint" id="entry-hint">
          {t("entry.name.hint")}
        </p>
      )}
      <AvatarChoice chosen={avatar} />
      <button type="submit" class="button main entry-go" disabled={busy.value}>
        {busy.value ? t("entry.entering") : t("entry.enter")}
      </button>
    </form>
  );
}

function nameProblem(name: string, longest: number): (() => string) | null {
  if (name.trim() === "") return () => t("entry.error.name");
  if (lengthOf(name) > longest) return () => t("entry.error.long", { n: longest });
  return null;
}

async function tryToEnter(
  name: string,
  avatar: string,
  longest: number,
): Promise<(() => string) | null> {
  try {
    await enter(name, avatar || "auto");
    return null;
  } catch (error) {
    if (!(error instanceof ApiError)) throw error;
    if (error.status === 0 || error.status >= 500) return () => t("entry.error.offline");
    return () => refusal(error, longest);
  }
}

/** In the page's own words: the server's are for programmers. */
function refusal({ problem, status }: ApiError, longest: number): string {
  if (problem.field === "name") return t("entry.error.unusable", { n: longest });
  if (status === 429) return t("entry.error.often");
  return t("entry.error.refused", { n: status });
}
