/** Where one writes: Enter sends, Shift+Enter makes a new line, an IME keeps its own Enter. */

import { useSignal } from "@preact/signals";
import { useLayoutEffect, useRef } from "preact/hooks";
import { drafts } from "../arrangement";
import { t } from "../i18n";
import { say } from "../office";
import type { Scope } from "../wire.gen";
import { Icon } from "./icons";

const LONGEST = 2000; // characters, as the server counts them
const COUNT_FROM = 1800;

export function Composer({ scope, alone }: { scope: Scope; alone: boolean }) {
  const text = useSignal("");
  const field = useRef<HTMLTextAreaElement>(null);
  useLayoutEffect(() => {
    text.value = drafts[scope];
  }, [scope, text]);
  useLayoutEffect(() => {
    if (field.current) fitHeight(field.current);
  }, [text.value]);

  const write = (next: string) => {
    text.value = next;
    drafts[scope] = next;
  };
  const length = [...text.value.trim()].length;
  const ready = length > 0 && length <= LONGEST && !alone;
  const send = () => {
    if (!ready) return;
    say(scope, text.value.trim());
    write("");
  };

  return (
    <form
      class="composer"
      onSubmit={(event) => {
        event.preventDefault();
        send();
        field.current?.focus();
      }}
    >
      {alone && (
        <p class="composer-hint" id="composer-hint">
          <Icon name="walk" />
          {t("chat.alone")}
        </p>
      )}
      <div class="composer-row">
        <textarea
          id="composer"
          class="field"
          rows={1}
          ref={field}
          value={text.value}
          aria-label={t(`chat.write.${scope}`)}
          aria-describedby={alone ? "composer-hint" : undefined}
          placeholder={t(`chat.write.${scope}`)}
          onInput={(event) => write(event.currentTarget.value)}
          onKeyDown={(event) => {
            if (event.key !== "Enter" || event.shiftKey) return;
            if (event.isComposing || event.keyCode === 229) return;
            event.preventDefault();
            send();
          }}
        />
        <button
          type="submit"
          class="button main send"
          disabled={!ready}
          aria-label={t("chat.send")}
        >
          <Icon name="send" />
        </button>
      </div>
      {length >= COUNT_FROM && <Count length={length} />}
    </form>
  );
}

function Count({ length }: { length: number }) {
  const left = LONGEST - length;
  return (
    <p class="composer-count" data-over={left < 0} role="status">
      {left < 0 ? t("chat.over", { n: -left }) : t("chat.left", { n: left })}
    </p>
  );
}

function fitHeight(field: HTMLTextAreaElement): void {
  field.style.height = "auto";
  field.style.height = `${field.scrollHeight + 2}px`;
}
