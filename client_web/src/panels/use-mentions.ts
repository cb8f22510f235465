/** While an @ is being typed: the names that fit, which one is chosen, and putting it in. */

import { useSignal } from "@preact/signals";
import type { RefObject } from "preact";
import { me } from "../selectors";
import { callable } from "./chat-view";
import { completed, type MentionQuery, mentionAt, offers } from "./mention-query";

export interface Mentioning {
  readonly offered: readonly string[]; // empty: nothing is being offered
  readonly at: number;
  look(): void; // the text or the caret changed
  close(): void;
  choose(name: string): void;
  onKey(event: KeyboardEvent): boolean; // true: the key was for the menu
}

const NOTHING: { query: MentionQuery | null; offered: readonly string[]; at: number } = {
  query: null,
  offered: [],
  at: 0,
};

export function useMentions(
  field: RefObject<HTMLTextAreaElement | null>,
  write: (text: string) => void,
): Mentioning {
  const menu = useSignal(NOTHING);
  const close = () => {
    menu.value = NOTHING;
  };
  const look = () => {
    const { value, selectionStart } = field.current as HTMLTextAreaElement;
    const query = mentionAt(value, selectionStart);
    const others = callable.peek().filter((name) => name !== me.peek()?.name);
    const offered = query ? offers(others, query) : [];
    // Typed to its end, a name needs no menu: Enter is to send.
    const typed = offered.length === 1 && offered[0] === query?.name;
    menu.value = query && offered.length > 0 && !typed ? { query, offered, at: 0 } : NOTHING;
  };
  const choose = (name: string) => {
    const { query } = menu.peek();
    const area = field.current;
    if (!query || !area) return;
    const next = completed(area.value, area.selectionStart, query, name);
    write(next.text);
    close();
    requestAnimationFrame(() => {
      area.focus();
      area.setSelectionRange(next.caret, next.caret);
    });
  };
  const step = (by: number) => {
    const { offered, at } = menu.peek();
    menu.value = { ...menu.peek(), at: (at + by + offered.length) % offered.length };
  };
  const onKey = (event: KeyboardEvent): boolean => {
    const { offered, at } = menu.peek();
    if (offered.length === 0) return false;
    if (event.key === "ArrowDown") step(1);
    else if (event.key === "ArrowUp") step(-1);
    else if (event.key === "Escape") close();
    else if (event.key === "Tab" || (event.key === "Enter" && !event.shiftKey))
      choose(offered[at] as string);
    else return false;
    event.preventDefault();
    event.stopPropagation();
    return true;
  };
  const { offered, at } = menu.value;
  return { offered, at, look, close, choose, onKey };
}
