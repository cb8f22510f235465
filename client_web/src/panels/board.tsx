/** The notice board of the floor: notes for whoever comes by, and who was here today. */

import { useSignal } from "@preact/signals";
import { useEffect, useRef } from "preact/hooks";
import { lang, t } from "../i18n";
import { pin, refusals, unpin } from "../office";
import { floorId, floors, isGuest, keep, link, me, notes } from "../selectors";
import { markBoardSeen } from "../views";
import type { Note } from "../wire.gen";
import { announce } from "./announcer";
import { dayAndTimeOf } from "./chat-times";
import { TodayList } from "./today";
import "./board.css";

const LONGEST = 500;
/** What opens this sheet from the list view, where there is no form beside the notes. */
const IN_LIST = "list-board-button";
const DAY_SECONDS = 86_400;

export function Board() {
  const count = notes.value.length;
  useEffect(markBoardSeen, [count]);
  const floor = floors.value.find((one) => one.id === floorId.value)?.[lang.value] ?? "";
  if (isGuest.value) return <p class="sheet-empty">{t("board.guest")}</p>;
  return (
    <>
      <section class="sheet-part">
        <h3>{t("board.of", { floor })}</h3>
        <Notes />
        <NoteForm />
      </section>
      <section class="sheet-part">
        <h3>{t("today.title")}</h3>
        <TodayList />
      </section>
    </>
  );
}

/** The newest first: who comes by reads from the top. */
export function Notes() {
  const shown = notes.value.toReversed();
  if (shown.length === 0) return <p class="sheet-empty">{t("board.empty")}</p>;
  return (
    <ul class="notes" aria-label={t("sheet.board")}>
      {shown.map((note) => (
        <NoteItem key={note.id} note={note} />
      ))}
    </ul>
  );
}

function NoteItem({ note }: { note: Note }) {
  const mine = note.person === me.value?.id;
  return (
    <li class="note" data-mine={mine}>
      <p class="note-text">{note.text}</p>
      <p class="note-foot">
        <span class="one-line">{mine ? t("people.you") : note.name}</span>
        <time dateTime={new Date(note.at).toISOString()}>{dayAndTimeOf(note.at)}</time>
        {mine && <TakeDown note={note} />}
      </p>
    </li>
  );
}

/** The button goes with its note: the focus goes to what is there in any case. */
function TakeDown({ note }: { note: Note }) {
  return (
    <button
      type="button"
      class="link-button"
      aria-label={t("board.unpin.this", { text: note.text.slice(0, 40) })}
      onClick={() => {
        if (!unpin(note.id)) return;
        announce(t("board.unpinned"));
        const next = document.getElementById("note-text") ?? document.getElementById(IN_LIST);
        next?.focus();
      }}
    >
      {t("board.unpin")}
    </button>
  );
}

/** What was written is kept until the note hangs there: a refusal loses nothing. */
export function NoteForm() {
  const text = useSignal("");
  const waiting = useRef("");
  const field = useRef<HTMLTextAreaElement>(null);
  const refused = refusals.value;
  const failed = refused?.ref !== "" && refused?.ref === waiting.current ? refused : null;
  const mine = notes.value.filter((note) => note.person === me.value?.id).length;
  useEffect(() => {
    if (waiting.current === "") return;
    waiting.current = "";
    text.value = "";
    announce(t("board.pinned"));
    // The button is of no use before something is written again: the focus would be lost with it.
    if (document.activeElement?.closest(".note-form")) field.current?.focus();
  }, [mine, text]);
  const days = Math.round(keep.value.note / DAY_SECONDS) || 14;
  const submit = () => {
    if (text.value.trim() !== "") waiting.current = pin(text.value.trim());
  };
  return (
    <form
      class="sheet-form note-form"
      onSubmit={(event) => {
        event.preventDefault();
        submit();
      }}
    >
      <label class="entry-label" for="note-text">
        {t("board.write")}
      </label>
      <textarea
        id="note-text"
        ref={field}
        class="field"
        rows={3}
        maxLength={LONGEST}
        value={text.value}
        aria-describedby="note-hint"
        onInput={(event) => {
          text.value = event.currentTarget.value;
        }}
      />
      {failed && (
        <p class="sheet-problem" role="alert">
          {t(failed.why === "too_fast" ? "board.failed.often" : "board.failed")}
        </p>
      )}
      <div class="sheet-row">
        <p class="sheet-hint" id="note-hint">
          {t("board.keep", { n: days })}
        </p>
        <button
          type="submit"
          class="button main"
          disabled={text.value.trim() === "" || link.value.kind !== "open"}
        >
          {t("board.pin")}
        </button>
      </div>
    </form>
  );
}
