/** All that the office has stored about this person, until when, and the way to delete it. */

import { useSignal } from "@preact/signals";
import { useEffect, useRef } from "preact/hooks";
import { type Key, t } from "../i18n";
import { aboutMe, deleteMe } from "../office";
import type { AboutMe, Held } from "../wire.gen";
import { dayAndTimeOf } from "./chat-times";
import "./stored.css";

const KINDS = [
  "profile",
  "sessions",
  "place",
  "chat",
  "notes",
  "passes",
  "today",
  "rooms",
] as const;

export function Stored() {
  const about = useSignal<AboutMe | null>(null);
  const failed = useSignal(false);
  useEffect(() => {
    aboutMe().then(
      (known) => {
        about.value = known;
      },
      () => {
        failed.value = true;
      },
    );
  }, [about, failed]);
  return (
    <>
      <section class="sheet-part">
        <p class="sheet-hint">{t("stored.about")}</p>
        <div role="status">
          {failed.value && <p class="sheet-problem">{t("stored.failed")}</p>}
          {!about.value && !failed.value && <p class="sheet-hint">{t("stored.loading")}</p>}
        </div>
        <ul class="stored">
          {about.value?.held.map((held) => (
            <Item key={held.what} held={held} />
          ))}
        </ul>
      </section>
      <section class="sheet-part">
        <h3>{t("stored.delete.title")}</h3>
        <p class="sheet-hint">{t("stored.delete.about")}</p>
        <Delete />
      </section>
    </>
  );
}

/** A newer server may hold what this page has no word for: it is shown by its own. */
function Item({ held }: { held: Held }) {
  const known = KINDS.find((kind) => kind === held.what);
  const word: Key | null = known ? `stored.${known}` : null;
  return (
    <li>
      <h3>
        {word ? t(word) : held.what}{" "}
        <span class="stored-count">{t("stored.count", { n: held.count })}</span>
      </h3>
      <p class="sheet-hint">
        {held.until > 0
          ? t("stored.until", { time: dayAndTimeOf(held.until) })
          : t("stored.until.you")}
      </p>
      {held.content.length > 0 && (
        <details>
          <summary>{t("stored.show")}</summary>
          <ul class="stored-content">
            {held.content.map((line, i) => (
              <li key={i}>{line}</li>
            ))}
          </ul>
        </details>
      )}
    </li>
  );
}

function Delete() {
  const sure = useSignal(false);
  const busy = useSignal(false);
  const failed = useSignal(false);
  const keepButton = useRef<HTMLButtonElement>(null);
  useEffect(() => {
    if (sure.value) keepButton.current?.focus();
  }, [sure.value]);
  const submit = async () => {
    busy.value = true;
    try {
      await deleteMe();
    } catch {
      failed.value = true;
      busy.value = false;
    }
  };
  const keep = () => {
    sure.value = false;
    requestAnimationFrame(() => document.getElementById("stored-delete")?.focus());
  };
  if (!sure.value)
    return (
      <button
        type="button"
        id="stored-delete"
        class="button danger stored-delete"
        onClick={() => {
          sure.value = true;
        }}
      >
        {t("stored.delete")}
      </button>
    );
  return (
    <fieldset class="plain stored-sure">
      <legend>{t("stored.sure")}</legend>
      {failed.value && (
        <p class="sheet-problem" role="alert">
          {t("stored.delete.failed")}
        </p>
      )}
      <div class="stored-acts">
        <button type="button" class="button" ref={keepButton} onClick={keep}>
          {t("stored.keep")}
        </button>
        <button
          type="button"
          class="button danger"
          disabled={busy.value}
          onClick={() => void submit()}
        >
          {t("stored.delete.now")}
        </button>
      </div>
    </fieldset>
  );
}
