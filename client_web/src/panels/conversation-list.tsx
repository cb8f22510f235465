/** The direct conversations, the newest first, with what was said last. */

import { useEffect, useRef } from "preact/hooks";
import { openOnly } from "../arrangement";
import { type Direct, directs, directWith, openConversation } from "../conversations";
import { t } from "../i18n";
import { me } from "../selectors";
import { unreadIn } from "../unread";
import { fullTimeOf, whenOf } from "./chat-times";
import { showTalk } from "./chat-view";
import { FaceOf } from "./face";
import { UnreadBadge } from "./unread-badge";

export function ConversationList() {
  const list = useRef<HTMLUListElement>(null);
  const came = useRef(openConversation.peek());
  useEffect(() => {
    // Coming back from a conversation, one stands on its row. A tab keeps the focus that it has.
    if (document.activeElement !== document.body) return;
    const from = list.current?.querySelector<HTMLElement>(`[data-person="${came.current.to}"]`);
    (from ?? list.current?.querySelector<HTMLElement>("button"))?.focus();
  }, []);

  if (directs.value.length === 0) return <NoneYet />;
  return (
    <ul class="talks" ref={list} aria-label={t("chat.direct.list")} onKeyDown={moveFocus}>
      {directs.value.map((direct) => (
        <Row key={direct.key} direct={direct} />
      ))}
    </ul>
  );
}

function Row({ direct: { person, key, name, avatar, last } }: { direct: Direct }) {
  const { count, mention } = unreadIn(key).value;
  return (
    <li>
      <button
        type="button"
        class="talk"
        data-person={person}
        data-unread={count > 0}
        onClick={() => {
          showTalk(directWith(person));
          focusTalk();
        }}
      >
        <FaceOf avatar={avatar} name={name} size={40} />
        <span class="talk-main">
          <span class="talk-head">
            <span class="talk-name one-line" title={name}>
              {name}
            </span>
            <time dateTime={new Date(last.at).toISOString()} title={fullTimeOf(last.at)}>
              {whenOf(last.at)}
            </time>
          </span>
          <span class="talk-head">
            <span class="talk-last one-line">
              {last.person === me.value?.id && <span>{t("chat.you")} </span>}
              {last.deleted ? t("chat.deleted") : last.text}
            </span>
            <UnreadBadge count={count} mention={mention} />
          </span>
        </span>
      </button>
    </li>
  );
}

function NoneYet() {
  return (
    <div class="chat-empty">
      <p>{t("chat.direct.none")}</p>
      <button type="button" class="button" onClick={() => openOnly("people", true)}>
        {t("chat.direct.people")}
      </button>
    </div>
  );
}

/** To write at once; on a phone, where that would bring up the keyboard, to what was said. */
export function focusTalk(): void {
  requestAnimationFrame(() => {
    const fine = window.matchMedia("(pointer: fine)").matches;
    document.getElementById(fine ? "composer" : "chat-log")?.focus();
  });
}

/** Up and down go through the list, and must not walk meanwhile. */
function moveFocus(event: KeyboardEvent): void {
  const step = event.key === "ArrowDown" ? 1 : event.key === "ArrowUp" ? -1 : 0;
  if (step === 0) return;
  event.preventDefault();
  const rows = [
    ...(event.currentTarget as HTMLElement).querySelectorAll<HTMLElement>("button.talk"),
  ];
  rows[rows.indexOf(document.activeElement as HTMLElement) + step]?.focus();
}
