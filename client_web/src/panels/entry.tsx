/** The entry page: who you are and how you look, and in you go. */

import { useSignal } from "@preact/signals";
import { useEffect, useRef } from "preact/hooks";
import { ApiError, getGuestPass, getOffice } from "../api";
import { guestCode, withoutGuest } from "../guest-link";
import { named, t } from "../i18n";
import { lasting } from "../memory";
import { enter, entryNote } from "../office";
import { host } from "../visit";
import { type GuestPass, NAME_LENGTH, type OfficeInfo } from "../wire.gen";
import { AvatarChoice } from "./avatar-choice";
import { dayAndTimeOf } from "./chat-times";
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
          <Reception office={office.value} />
        </div>
      </main>
    </div>
  );
}

type Pass = GuestPass | "none" | "checking" | "over" | "unknown";

/** A member's way in, or a guest's by the pass that the page was opened with. */
function Reception({ office }: { office: OfficeInfo | null }) {
  const code = useRef(guestCode(location)).current;
  const pass = useSignal<Pass>(code ? "checking" : "none");
  useEffect(() => {
    if (code) void lookAt(code).then((found) => (pass.value = found));
  }, [code, pass]);
  const asMember = () => {
    history.replaceState(null, "", withoutGuest(location));
    entryNote.value = "";
    pass.value = "none";
  };
  const ended = entryNote.value === "pass_ended";
  if (ended || pass.value === "over") return <PassOver ended={ended} onMember={asMember} />;
  if (pass.value === "checking") return <p class="entry-lead">{t("guest.checking")}</p>;
  const guest = typeof pass.value === "object" ? pass.value : null;
  return (
    <>
      <p class="entry-lead">{t(guest ? "guest.lead" : "entry.lead")}</p>
      {guest && (
        <p class="entry-note entry-guest">
          {t("guest.of", { name: guest.host_name, time: dayAndTimeOf(guest.expires) })}
        </p>
      )}
      {entryNote.value && (
        <p class="entry-note" role="status">
          {t(`entry.${entryNote.value}`)}
        </p>
      )}
      <EntryForm
        longest={office?.name_length ?? NAME_LENGTH}
        code={pass.value === "none" ? "" : code}
        onPassOver={() => {
          pass.value = "over";
        }}
      />
      {!guest && <Presence people={office?.people ?? null} />}
    </>
  );
}

/** Without an answer one may still try to enter: that tells what is wrong. */
async function lookAt(code: string): Promise<Pass> {
  try {
    const found = await getGuestPass(code);
    host.write(found.host);
    return found;
  } catch (error) {
    const over = error instanceof ApiError && error.status >= 400 && error.status < 429;
    return over ? "over" : "unknown";
  }
}

/** No code brings a guest in any more: who could help, and the way for members. */
function PassOver({ ended, onMember }: { ended: boolean; onMember: () => void }) {
  return (
    <div role="status">
      <p class="entry-over">{t(ended ? "guest.ended.title" : "guest.over.title")}</p>
      <p class="entry-lead">{t(ended ? "guest.ended" : "guest.over")}</p>
      <button type="button" class="button entry-member" onClick={onMember}>
        {t("guest.member")}
      </button>
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

interface FormProps {
  longest: number;
  code: string; // of a guest's pass, "" for a member
  onPassOver: () => void;
}

function EntryForm({ longest, code, onPassOver }: FormProps) {
  const name = useSignal(lasting.read("name"));
  const avatar = useSignal(lasting.read("avatar"));
  const busy = useSignal(false);
  const problem = useSignal<(() => string) | null>(null); // made anew when the language changes
  const field = useRef<HTMLInputElement>(null);

  const submit = async () => {
    problem.value = nameProblem(name.value, longest);
    if (!problem.value) {
      busy.value = true;
      const wish = { name: name.value.trim(), avatar: avatar.value || "auto", code };
      const came = await tryToEnter(wish, longest);
      busy.value = false;
      if (came === "pass over") return onPassOver();
      problem.value = came;
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

interface Wish {
  readonly name: string;
  readonly avatar: string;
  readonly code: string;
}

async function tryToEnter(
  { name, avatar, code }: Wish,
  longest: number,
): Promise<(() => string) | "pass over" | null> {
  try {
    await enter(name, avatar, code);
    if (code) history.replaceState(null, "", withoutGuest(location));
    return null;
  } catch (error) {
    if (!(error instanceof ApiError)) throw error;
    if (error.problem.field === "guest_pass") return "pass over";
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
