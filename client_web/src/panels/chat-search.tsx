/** Looks for words in all that this person may read, and leads to where they were said. */

import { signal, useSignal } from "@preact/signals";
import { useEffect, useRef } from "preact/hooks";
import { type Conversation, conversationOf, keyOf, linesOf } from "../conversations";
import { t } from "../i18n";
import { refusals, search } from "../office";
import { found, link, me } from "../selectors";
import type { Said } from "../wire.gen";
import { dayAndTimeOf } from "./chat-times";
import { canLookBack, floorName, show, showTalk, titleOf, wantedLine } from "./chat-view";
import { focusTalk } from "./conversation-list";
import { Icon } from "./icons";
import { LineText } from "./line-text";
import "./chat-search.css";

const LONGEST = 100; // characters, as the server takes them

/** What was known when the server was last asked: what it answers is something else. */
const before = signal<{ readonly found: unknown; readonly refused: unknown } | null>(null);

function ask(words: string, earlierThan = 0): void {
  const known = { found: found.peek(), refused: refusals.peek() };
  before.value = search(words, earlierThan) ? known : null;
}

/** How the search goes, in a word. */
function progress(): string {
  const asked = before.value;
  if (asked && asked.refused !== refusals.value && refusals.value?.command === "search")
    return t("chat.failed.too_fast");
  if (asked && asked.found === found.value) return t("chat.search.busy");
  if (!found.value) return t("chat.search.hint");
  const n = found.value.messages.length;
  return n > 0 ? t("chat.search.found", { n }) : t("chat.search.none");
}

export function ChatSearch() {
  const words = useSignal("");
  const field = useRef<HTMLInputElement>(null);
  useEffect(() => {
    before.value = null;
    field.current?.focus();
  }, []);
  const wanted = words.value.trim();
  return (
    <search
      class="chat-body"
      onKeyDown={(event) => {
        if (event.key !== "Escape" || event.isComposing) return;
        event.preventDefault();
        event.stopPropagation();
        endSearch();
      }}
    >
      <form
        class="search-row"
        onSubmit={(event) => {
          event.preventDefault();
          if (wanted !== "") ask(wanted);
        }}
      >
        <input
          type="search"
          ref={field}
          class="field"
          maxLength={LONGEST}
          value={words.value}
          aria-label={t("chat.search")}
          placeholder={t("chat.search")}
          onInput={(event) => {
            words.value = event.currentTarget.value;
          }}
        />
        <button
          type="submit"
          class="button main send"
          disabled={wanted === "" || link.value.kind !== "open"}
          aria-label={t("chat.search")}
        >
          <Icon name="search" />
        </button>
      </form>
      <Results />
      <p class="search-end">
        <button type="button" class="button" onClick={endSearch}>
          {t("chat.search.close")}
        </button>
      </p>
    </search>
  );
}

function endSearch(): void {
  show("talk");
  document.getElementById("chat-search-button")?.focus();
}

function Results() {
  const all = found.value;
  const newestFirst = [...(all?.messages ?? [])].reverse();
  return (
    <div class="search-found">
      <p class="search-count" role="status">
        {progress()}
      </p>
      <ul>
        {newestFirst.map((line) => (
          <Result key={line.id} line={line} words={all?.text ?? ""} />
        ))}
      </ul>
      {all?.more && (
        <button
          type="button"
          class="button older"
          onClick={() => ask(all.text, all.messages[0]?.id ?? 0)}
        >
          {t("chat.search.earlier")}
        </button>
      )}
    </div>
  );
}

function Result({ line, words }: { line: Said; words: string }) {
  const talk = conversationOf(line, me.value?.id ?? 0);
  const place = canLookBack(talk) ? titleOf(talk) : floorName(talk.floor);
  const at = (
    <span class="found-head">
      <span class="found-place one-line" title={place}>
        {place}
      </span>
      <time dateTime={new Date(line.at).toISOString()}>{dayAndTimeOf(line.at)}</time>
    </span>
  );
  const mine = line.person === me.value?.id;
  const said = (
    <span class="found-text">
      <strong>{mine ? t("chat.you") : line.name}</strong>{" "}
      <LineText text={line.text} found={words} plain />
    </span>
  );
  return (
    <li>
      {canLookBack(talk) ? (
        <button type="button" class="found" onClick={() => goTo(talk, line.id)}>
          {at}
          {said}
        </button>
      ) : (
        <p class="found">
          {at}
          {said}
        </p>
      )}
    </li>
  );
}

/** To the line itself if the page holds it; else to the conversation, where one can look back. */
function goTo(talk: Conversation, id: number): void {
  const held = linesOf(keyOf(talk))
    .peek()
    .some((line) => line.id === id);
  wantedLine.value = held ? id : 0;
  show("talk");
  showTalk(talk);
  focusTalk();
}
