/** The messages of one tab, and this person's that are still on their way. */

import { useSignal } from "@preact/signals";
import { useEffect, useLayoutEffect, useRef } from "preact/hooks";
import { markRead } from "../arrangement";
import { lang, t } from "../i18n";
import { lines, me, outbox, roster } from "../selectors";
import type { ChatLine } from "../state";
import type { Scope } from "../wire.gen";
import { Icon } from "./icons";
import { PendingLine } from "./pending-line";
import { Portrait } from "./portrait";

/** So near to the end counts as reading the end. */
const NEAR_END_PX = 48;
/** Messages of one person within this time stand together under one name. */
const TOGETHER_MS = 5 * 60_000;

export function ChatList({ scope }: { scope: Scope }) {
  const list = useRef<HTMLDivElement>(null);
  const atEnd = useSignal(true);
  const shown = lines[scope].value;
  const pending = outbox.value.filter((line) => line.scope === scope);
  const newest = shown.at(-1)?.id ?? 0;
  const toEnd = () => list.current?.scrollTo({ top: list.current.scrollHeight });

  useLayoutEffect(() => {
    if (atEnd.peek()) toEnd();
  }, [newest, pending.length]);
  useLayoutEffect(() => {
    // What one writes oneself is always brought into view.
    if (pending.length > 0) toEnd();
  }, [pending.length]);
  useEffect(() => {
    if (atEnd.value) markRead(scope);
  }, [newest, atEnd.value, scope]);
  useStayAtEnd(list, () => atEnd.peek() && toEnd());

  return (
    <div class="chat-scroll">
      <div
        class="chat-list"
        ref={list}
        role="log"
        aria-live="polite"
        aria-relevant="additions"
        onScroll={() => {
          const { scrollTop, clientHeight, scrollHeight } = list.current as HTMLElement;
          atEnd.value = scrollHeight - scrollTop - clientHeight < NEAR_END_PX;
        }}
      >
        {shown.length + pending.length === 0 && (
          <p class="chat-empty">{t(`chat.empty.${scope}`)}</p>
        )}
        <ol>
          {shown.map((line, i) => (
            <Line key={line.id} line={line} before={shown[i - 1]} after={shown[i + 1]} />
          ))}
          {pending.map((line) => (
            <PendingLine key={line.ref} line={line} />
          ))}
        </ol>
      </div>
      {!atEnd.value && shown.length > 0 && <NewerPill scope={scope} newest={newest} onGo={toEnd} />}
    </div>
  );
}

/** Shown only if something came while the person was reading further up. */
function NewerPill({ newest, onGo }: { scope: Scope; newest: number; onGo: () => void }) {
  const since = useRef(newest);
  if (newest <= since.current) return null;
  return (
    <button type="button" class="newer" onClick={onGo}>
      <Icon name="down" />
      {t("chat.newer")}
    </button>
  );
}

/** The list grows and shrinks with the keyboard and the composer; its end stays in sight. */
function useStayAtEnd(list: { current: HTMLElement | null }, stay: () => void): void {
  useEffect(() => {
    if (!list.current) return;
    const observer = new ResizeObserver(stay);
    observer.observe(list.current);
    return () => observer.disconnect();
  }, []);
}

interface LineProps {
  line: ChatLine;
  before: ChatLine | undefined;
  after: ChatLine | undefined;
}

function Line({ line, before, after }: LineProps) {
  const mine = line.person === me.value?.id;
  const newDay = !before || dayOf(line.at) !== dayOf(before.at);
  const joined = before !== undefined && standTogether(before, line);
  // Said once for a run of messages that reached as many.
  const told = after && standTogether(line, after) && after.heard_by === line.heard_by;
  return (
    <>
      {newDay && (
        <li class="chat-day">
          <span>{dayOf(line.at)}</span>
        </li>
      )}
      <li class="line" data-mine={mine} data-joined={joined}>
        {!mine && !joined && <Face line={line} />}
        <div class="line-main">
          {!joined && (
            <p class="line-head">
              <span class="line-name one-line">{mine ? t("chat.you") : line.name}</span>
              <time dateTime={new Date(line.at).toISOString()}>{timeOf(line.at)}</time>
            </p>
          )}
          <p class="line-text">{line.text}</p>
          {mine && !told && <p class="line-note">{t("chat.heardby", { n: line.heard_by })}</p>}
        </div>
      </li>
    </>
  );
}

const standTogether = (one: ChatLine, next: ChatLine): boolean =>
  one.person === next.person && next.at - one.at < TOGETHER_MS && dayOf(one.at) === dayOf(next.at);

/** Somebody who has gone has no picture any more, but a first letter. */
function Face({ line }: { line: ChatLine }) {
  const person = roster.value.find((one) => one.id === line.person);
  if (person) return <Portrait code={person.avatar} name={person.name} size={32} />;
  return (
    <span class="portrait face-gone" aria-hidden="true">
      {[...line.name][0]}
    </span>
  );
}

const timeOf = (at: number): string =>
  new Intl.DateTimeFormat(lang.value, { hour: "numeric", minute: "2-digit" }).format(at);

const dayOf = (at: number): string =>
  new Intl.DateTimeFormat(lang.value, { month: "long", day: "numeric", weekday: "short" }).format(
    at,
  );
