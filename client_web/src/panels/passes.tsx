/** Guests' passes: a link for somebody from outside, and those that are still good. */

import { useSignal } from "@preact/signals";
import { useEffect, useRef } from "preact/hooks";
import { guestLink } from "../guest-link";
import { t } from "../i18n";
import { createPass, listPasses, revokePass } from "../office";
import type { PassGranted, PassView } from "../wire.gen";
import { announce } from "./announcer";
import { dayAndTimeOf } from "./chat-times";
import { Icon } from "./icons";
import "./board.css";
import "./passes.css";

const HOURS = [1, 4, 8, 24, 72, 168] as const;

export function Passes() {
  const passes = useSignal<readonly PassView[] | null>(null);
  const failed = useSignal(false);
  const granted = useSignal<PassGranted | null>(null);
  const load = () =>
    listPasses().then(
      (known) => {
        passes.value = known;
        failed.value = false;
      },
      () => {
        failed.value = true;
      },
    );
  useEffect(() => void load(), []);
  return (
    <>
      <section class="sheet-part">
        <p class="sheet-hint">{t("pass.about")}</p>
        <PassForm
          onGranted={(pass) => {
            granted.value = pass;
            void load();
          }}
        />
        {granted.value && <Link key={granted.value.id} pass={granted.value} />}
      </section>
      <section class="sheet-part">
        <h3 tabIndex={-1} id="passes-open">
          {t("pass.open")}
        </h3>
        {failed.value && (
          <p class="sheet-problem" role="alert">
            {t("pass.failed")}
          </p>
        )}
        {passes.value?.length === 0 && <p class="sheet-hint">{t("pass.none")}</p>}
        <ul>
          {passes.value?.map((pass) => (
            <Row
              key={pass.id}
              pass={pass}
              onRevoked={() => {
                if (granted.value?.id === pass.id) granted.value = null;
                document.getElementById("passes-open")?.focus();
                void load();
              }}
            />
          ))}
        </ul>
      </section>
    </>
  );
}

function PassForm({ onGranted }: { onGranted: (pass: PassGranted) => void }) {
  const hours = useSignal(8);
  const note = useSignal("");
  const busy = useSignal(false);
  const failed = useSignal(false);
  const submit = async () => {
    busy.value = true;
    try {
      onGranted(await createPass({ hours: hours.value, note: note.value.trim() }));
      note.value = "";
      failed.value = false;
    } catch {
      failed.value = true;
    }
    busy.value = false;
  };
  return (
    <form
      class="sheet-form pass-form"
      onSubmit={(event) => {
        event.preventDefault();
        if (!busy.value) void submit();
      }}
    >
      <label class="entry-label" for="pass-note">
        {t("pass.note")}
      </label>
      <input
        id="pass-note"
        class="field"
        maxLength={60}
        value={note.value}
        aria-describedby="pass-note-hint"
        onInput={(event) => {
          note.value = event.currentTarget.value;
        }}
      />
      <p class="sheet-hint" id="pass-note-hint">
        {t("pass.note.hint")}
      </p>
      <label class="entry-label" for="pass-hours">
        {t("pass.hours")}
      </label>
      <select
        id="pass-hours"
        class="field"
        value={String(hours.value)}
        onChange={(event) => {
          hours.value = Number(event.currentTarget.value);
        }}
      >
        {HOURS.map((n) => (
          <option key={n} value={String(n)}>
            {n % 24 === 0 ? t("pass.days", { n: n / 24 }) : t("pass.for", { n })}
          </option>
        ))}
      </select>
      {failed.value && (
        <p class="sheet-problem" role="alert">
          {t("pass.failed")}
        </p>
      )}
      <button type="submit" class="button main" aria-disabled={busy.value}>
        {t("pass.make")}
      </button>
    </form>
  );
}

/** The link is shown once: the server keeps no more of it than it needs to know it again. */
function Link({ pass }: { pass: PassGranted }) {
  const field = useRef<HTMLInputElement>(null);
  const copied = useSignal(false);
  const link = guestLink(location.origin, pass.code);
  useEffect(() => {
    field.current?.focus();
    field.current?.select();
  }, []);
  const copy = async () => {
    copied.value = await copyText(link, field.current);
    announce(t(copied.value ? "pass.copied" : "pass.copy.self"));
  };
  return (
    <div class="pass-link">
      <label class="entry-label" for="pass-link">
        {t("pass.link")}
      </label>
      <div class="pass-link-row">
        <input
          id="pass-link"
          ref={field}
          class="field"
          readOnly
          value={link}
          onFocus={(event) => event.currentTarget.select()}
        />
        <button type="button" class="button main" onClick={() => void copy()}>
          <Icon name={copied.value ? "check" : "copy"} />
          {t(copied.value ? "pass.copied" : "pass.copy")}
        </button>
      </div>
      <p class="sheet-hint">{t("pass.link.hint", { time: dayAndTimeOf(pass.expires) })}</p>
    </div>
  );
}

/** The clipboard is for secure pages only; elsewhere the old way, and then one's own hands. */
async function copyText(text: string, field: HTMLInputElement | null): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    field?.select();
    return document.execCommand("copy");
  }
}

function Row({ pass, onRevoked }: { pass: PassView; onRevoked: () => void }) {
  const failed = useSignal(false);
  const name = pass.note || t("pass.unnamed");
  const revoke = () =>
    revokePass(pass.id).then(onRevoked, () => {
      failed.value = true;
    });
  return (
    <li class="pass">
      <div class="today-main">
        <p class="today-name">{name}</p>
        <p class="sheet-hint">
          {t("pass.until", { time: dayAndTimeOf(pass.expires) })} ·{" "}
          {pass.used > 0 ? t("pass.used", { n: pass.used }) : t("pass.unused")}
        </p>
        {failed.value && (
          <p class="sheet-problem" role="alert">
            {t("pass.failed")}
          </p>
        )}
      </div>
      <button
        type="button"
        class="button danger"
        aria-label={t("pass.revoke.this", { name })}
        onClick={() => void revoke()}
      >
        {t("pass.revoke")}
      </button>
    </li>
  );
}
