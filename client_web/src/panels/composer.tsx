/** Where one writes: Enter sends, an @ offers names, Up edits one's own last message. */

import { useSignal } from "@preact/signals";
import { useLayoutEffect, useRef } from "preact/hooks";
import { type Conversation, drafts, keyOf, linesOf } from "../conversations";
import { t } from "../i18n";
import { say, typing } from "../office";
import { bubbleMates, me } from "../selectors";
import { atWork, canWriteTo, personName } from "./chat-view";
import { Icon } from "./icons";
import { MENU_ID, MentionMenu, optionId } from "./mention-menu";
import { useMentions } from "./use-mentions";
import { fitHeight, isComposing, isSend, LONGEST, lengthOf } from "./writing";
import "./composer.css";

const COUNT_FROM = 1800;

/** One for each conversation: the panel makes it anew with the conversation's key. */
export function Composer({ talk }: { talk: Conversation }) {
  const key = keyOf(talk);
  const text = useSignal(drafts.get(key) ?? "");
  const field = useRef<HTMLTextAreaElement>(null);
  const write = (next: string) => {
    text.value = next;
    drafts.set(key, next);
    if (next.trim() !== "" && canWriteTo(talk)) typing(talk);
  };
  const mentioning = useMentions(field, write);
  useLayoutEffect(() => {
    if (field.current) fitHeight(field.current);
  }, [text.value]);

  const closed = closedWords(talk);
  const length = lengthOf(text.value);
  const ready = length > 0 && length <= LONGEST && closed === "";
  const send = () => {
    if (!ready) return;
    say(talk, text.value.trim());
    text.value = "";
    drafts.delete(key);
  };
  const onKey = (event: KeyboardEvent) => {
    if (isComposing(event) || mentioning.onKey(event)) return;
    if (event.key === "ArrowUp" && text.value === "" && editLast(key)) event.preventDefault();
    if (!isSend(event)) return;
    event.preventDefault();
    send();
  };
  const label = t(`chat.write.${talk.scope}`, { name: personName(talk.to) });
  const { offered, at } = mentioning;

  return (
    <form
      class="composer"
      onSubmit={(event) => {
        event.preventDefault();
        send();
        field.current?.focus();
      }}
    >
      {offered.length > 0 && <MentionMenu names={offered} at={at} onChoose={mentioning.choose} />}
      {closed !== "" && (
        <p class="composer-hint" id="composer-hint">
          <Icon name="walk" />
          {closed}
        </p>
      )}
      <div class="composer-row">
        <textarea
          id="composer"
          class="field"
          rows={1}
          ref={field}
          value={text.value}
          aria-label={label}
          aria-describedby={closed !== "" ? "composer-hint" : undefined}
          aria-autocomplete="list"
          aria-controls={offered.length > 0 ? MENU_ID : undefined}
          aria-activedescendant={offered.length > 0 ? optionId(at) : undefined}
          placeholder={label}
          onInput={(event) => {
            write(event.currentTarget.value);
            mentioning.look();
          }}
          onClick={mentioning.look}
          onBlur={mentioning.close}
          onKeyDown={onKey}
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

/** Why nothing can be sent there now; "" where it can. */
function closedWords(talk: Conversation): string {
  if (!canWriteTo(talk)) return t(talk.scope === "room" ? "chat.enter.room" : "chat.enter.floor");
  if (talk.scope !== "bubble" || bubbleMates.value.length > 0) return "";
  return t(me.value?.status === "dnd" ? "chat.alone.dnd" : "chat.alone");
}

function editLast(key: string): boolean {
  const mine = linesOf(key)
    .peek()
    .findLast((line) => line.person === me.value?.id && !line.deleted);
  if (mine) atWork.value = { id: mine.id, on: "edit", from: "composer" };
  return mine !== undefined;
}

function Count({ length }: { length: number }) {
  const left = LONGEST - length;
  return (
    <p class="composer-count" data-over={left < 0} role="status">
      {left < 0 ? t("chat.over", { n: -left }) : t("chat.left", { n: left })}
    </p>
  );
}
