/**
 * The messages of one conversation, back to where it begins, and this person's that are still on
 * their way. It is no live region: pages of old messages would be spoken; `chat-news` tells new ones.
 */

import { useSignal } from "@preact/signals";
import { useEffect, useLayoutEffect, useRef } from "preact/hooks";
import { type Conversation, keyOf, linesOf } from "../conversations";
import { t } from "../i18n";
import { loadOlder } from "../office";
import { caughtUp, outbox, pages } from "../selectors";
import type { ChatLine } from "../state";
import { markRead } from "../unread";
import { Line } from "./chat-line";
import { canLookBack, titleOf, wantedLine } from "./chat-view";
import { Icon } from "./icons";
import { PendingLine } from "./pending-line";

/** So near to an end of the list counts as being there. */
const NEAR_PX = 48;
const NO_LINES: readonly ChatLine[] = [];

export function ChatList({ talk }: { talk: Conversation }) {
  const key = keyOf(talk);
  const list = useRef<HTMLDivElement>(null);
  const atEnd = useSignal(true);
  const shown = linesOf(key).value ?? NO_LINES;
  const pending = outbox.value.filter((line) => keyOf(line) === key);
  const newest = shown.at(-1)?.id ?? 0;
  const oldest = shown[0]?.id ?? 0;
  const toEnd = () => list.current?.scrollTo({ top: list.current.scrollHeight });

  const fromEnd = usePlaceKept(list, oldest);
  useLayoutEffect(() => {
    if (atEnd.peek()) toEnd();
  }, [newest, pending.length]);
  useLayoutEffect(() => {
    // What one writes oneself is always brought into view.
    if (pending.length > 0) toEnd();
  }, [pending.length]);
  useEffect(() => {
    if (atEnd.value) markRead(key);
  }, [newest, atEnd.value, key]);
  useFirstPage(talk);
  useFound(list);
  useStayAtEnd(list, () => atEnd.peek() && toEnd());

  const onScroll = () => {
    const { scrollTop, clientHeight, scrollHeight } = list.current as HTMLElement;
    fromEnd.current = scrollHeight - scrollTop;
    atEnd.value = fromEnd.current - clientHeight < NEAR_PX;
    if (scrollTop < NEAR_PX && scrollHeight > clientHeight + NEAR_PX) older(talk);
  };

  return (
    <div class="chat-scroll">
      <div
        class="chat-list"
        id="chat-log"
        ref={list}
        role="log"
        aria-live="off"
        aria-label={titleOf(talk)}
        // biome-ignore lint/a11y/noNoninteractiveTabindex: without it the keyboard could not scroll
        tabIndex={0}
        onScroll={onScroll}
        onKeyDown={(event) => {
          // Up and down scroll here, and must not walk meanwhile.
          if (event.target === list.current && event.key.startsWith("Arrow"))
            event.stopPropagation();
        }}
      >
        <Beginning talk={talk} empty={shown.length === 0} />
        {shown.length + pending.length === 0 && (
          <p class="chat-empty">{t(`chat.empty.${talk.scope}`)}</p>
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
      {!atEnd.value && shown.length > 0 && <NewerPill newest={newest} onGo={toEnd} />}
    </div>
  );
}

function older(talk: Conversation): void {
  if (canLookBack(talk)) loadOlder(talk);
}

/** The way to what was said earlier, or that there is nothing. */
function Beginning({ talk, empty }: { talk: Conversation; empty: boolean }) {
  const page = pages.value.get(keyOf(talk));
  if (!canLookBack(talk)) return null;
  if (page?.loading)
    return (
      <p class="chat-start" role="status">
        {t("chat.older.loading")}
      </p>
    );
  if (page?.more === false) return empty ? null : <p class="chat-start">{t("chat.older.none")}</p>;
  if (empty) return null;
  return (
    <p class="chat-start">
      <button
        type="button"
        class="button older"
        onClick={() => {
          older(talk);
          // The button goes; what it brings comes here.
          document.getElementById("chat-log")?.focus();
        }}
      >
        {t("chat.older")}
      </button>
    </p>
  );
}

/** Shown only if something came while the person was reading further up. */
function NewerPill({ newest, onGo }: { newest: number; onGo: () => void }) {
  const since = useRef(newest);
  if (newest <= since.current) return null;
  return (
    <button type="button" class="newer" onClick={onGo}>
      <Icon name="down" />
      {t("chat.newer")}
    </button>
  );
}

/** Lines that come before all others push nothing away: the reader stays where they read. */
function usePlaceKept(list: { current: HTMLElement | null }, oldest: number): { current: number } {
  const fromEnd = useRef(0);
  const known = useRef(oldest);
  useLayoutEffect(() => {
    const earlier = oldest < known.current;
    known.current = oldest;
    if (!list.current) return;
    if (earlier) list.current.scrollTop = list.current.scrollHeight - fromEnd.current;
  }, [oldest, list]);
  return fromEnd;
}

/** A conversation that was never asked for is, once: the page came with the newest of all only. */
function useFirstPage(talk: Conversation): void {
  const key = keyOf(talk);
  const ready = caughtUp.value && !pages.value.has(key);
  useEffect(() => {
    if (ready) older(talk);
  }, [ready, key]);
}

/** A line that was searched for is brought into sight. */
function useFound(list: { current: HTMLElement | null }): void {
  useEffect(() => {
    if (wantedLine.value === 0) return;
    const line = list.current?.querySelector(`#line-${wantedLine.value}`);
    wantedLine.value = 0;
    line?.scrollIntoView({ block: "center" });
    line?.setAttribute("data-found", "true");
  }, [wantedLine.value, list]);
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
