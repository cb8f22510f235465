/** What one can do with one's own message: edit it where it stands, or delete it, asked once. */

import { useSignal } from "@preact/signals";
import { useEffect, useLayoutEffect, useRef } from "preact/hooks";
import { t } from "../i18n";
import { edit, remove } from "../office";
import { link } from "../selectors";
import type { ChatLine } from "../state";
import { atWork, restFromWork } from "./chat-view";
import { fitHeight, isSend, LONGEST, lengthOf } from "./writing";

const opener = (id: number): string => `acts-${id}`;

/** The focus goes back to where the work began. */
function rest(id: number): void {
  const from = atWork.peek().from ?? opener(id);
  restFromWork();
  requestAnimationFrame(() => document.getElementById(from)?.focus());
}

/** To what was said: the line itself has nothing left that could have the focus. */
function restInLog(): void {
  restFromWork();
  document.getElementById("chat-log")?.focus();
}

export function LineActs({ line: { id } }: { line: ChatLine }) {
  const open = atWork.value.id === id;
  const asking = open && atWork.value.on === "delete";
  const offline = link.value.kind !== "open";
  const work = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (open) work.current?.scrollIntoView({ block: "nearest" });
  }, [open, asking]);
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: only listens for its buttons' keys
    <div
      class="line-work"
      ref={work}
      onKeyDown={(event) => {
        if (event.key !== "Escape" || !open) return;
        event.preventDefault();
        event.stopPropagation();
        rest(id);
      }}
    >
      <button
        type="button"
        id={opener(id)}
        class="line-more"
        aria-expanded={open}
        aria-label={t("chat.acts")}
        title={t("chat.acts")}
        onClick={() => {
          if (open) restFromWork();
          else atWork.value = { id, on: "acts" };
        }}
      >
        <span aria-hidden="true">⋯</span>
      </button>
      {open && !asking && (
        <p class="line-acts">
          <button
            type="button"
            disabled={offline}
            onClick={() => {
              atWork.value = { id, on: "edit" };
            }}
          >
            {t("chat.edit")}
          </button>
          <button
            type="button"
            disabled={offline}
            onClick={() => {
              atWork.value = { id, on: "delete" };
            }}
          >
            {t("chat.delete")}
          </button>
        </p>
      )}
      {asking && <AskDelete id={id} />}
    </div>
  );
}

/** The focus is on what changes nothing. */
function AskDelete({ id }: { id: number }) {
  const keep = useRef<HTMLButtonElement>(null);
  useEffect(() => keep.current?.focus(), []);
  const ask = `ask-${id}`;
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset would bring its own frame
    <div class="line-acts" role="group" aria-labelledby={ask}>
      <span id={ask}>{t("chat.delete.ask")}</span>
      <button
        type="button"
        class="line-delete"
        onClick={() => {
          remove(id);
          restInLog();
        }}
      >
        {t("chat.delete")}
      </button>
      <button type="button" ref={keep} onClick={() => rest(id)}>
        {t("chat.cancel")}
      </button>
    </div>
  );
}

export function LineEdit({ line: { id, text } }: { line: ChatLine }) {
  const next = useSignal(text);
  const field = useRef<HTMLTextAreaElement>(null);
  useEffect(() => {
    field.current?.focus();
    field.current?.setSelectionRange(text.length, text.length);
    field.current?.form?.scrollIntoView({ block: "nearest" });
  }, [text.length]);
  useLayoutEffect(() => {
    if (field.current) fitHeight(field.current);
  }, [next.value]);

  const length = lengthOf(next.value);
  const ready = length > 0 && length <= LONGEST && link.value.kind === "open";
  const save = () => {
    if (!ready) return;
    if (next.value.trim() !== text) edit(id, next.value.trim());
    rest(id);
  };
  return (
    <form
      class="line-edit"
      onSubmit={(event) => {
        event.preventDefault();
        save();
      }}
    >
      <textarea
        ref={field}
        class="field"
        rows={1}
        value={next.value}
        aria-label={t("chat.edit.label")}
        onInput={(event) => {
          next.value = event.currentTarget.value;
        }}
        onKeyDown={(event) => {
          if (isSend(event)) {
            event.preventDefault();
            save();
          } else if (event.key === "Escape" && !event.isComposing) {
            event.preventDefault();
            event.stopPropagation();
            rest(id);
          }
        }}
      />
      {length > LONGEST && (
        <p class="composer-count" data-over="true" role="status">
          {t("chat.over", { n: length - LONGEST })}
        </p>
      )}
      <p class="line-acts">
        <button type="submit" disabled={!ready}>
          {t("chat.edit.save")}
        </button>
        <button type="button" onClick={() => rest(id)}>
          {t("chat.cancel")}
        </button>
      </p>
    </form>
  );
}
