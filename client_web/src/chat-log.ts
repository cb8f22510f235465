/**
 * Chat in the state: lines stand by id and each once, whether they come live, were missed, are told
 * again because they were edited or deleted, or come as a page of what was said before. Pure.
 */

import { conversationOf, keyOf, keyOfLine } from "./keys";
import { CHAT_KEPT, type ChatLine, type Page, type State } from "./state";
import type { Found, HistoryPage, Said } from "./wire.gen";

/** A line, live or missed; under an id that is known it is newer if its seq is. */
export function said(state: State, { t: _, ...line }: Said): State {
  const mine = line.person === state.me;
  return trimmed({
    ...state,
    chat: insert(state.chat, line),
    last: Math.max(state.last, line.seq),
    outbox: mine ? state.outbox.filter((pending) => pending.ref !== line.ref) : state.outbox,
    found: state.found && corrected(state.found, line),
  });
}

/** A page does not raise `last`: what was missed between is still to come. */
export function withPage(state: State, event: HistoryPage): State {
  const chat = event.messages.reduce((known, { t: _, ...line }) => insert(known, line), state.chat);
  const { scope, to, floor } = event;
  const key = keyOf(conversationOf({ scope, to, floor, person: to }, state.me));
  const pages = new Map(state.pages).set(key, { more: event.more, loading: false });
  return { ...state, chat, pages };
}

/** A later page of the same search goes before what was found first. */
export function withFound(state: State, event: Found): State {
  const known = event.before > 0 && state.found?.text === event.text ? state.found.messages : [];
  const earlier = event.messages.filter((line) => known.every(({ id }) => id !== line.id));
  return { ...state, found: { ...event, messages: [...earlier, ...known] } };
}

/** Nearly always at the end; a line that was missed or asked for finds its place. */
function insert(chat: readonly ChatLine[], line: ChatLine): readonly ChatLine[] {
  let at = chat.length;
  while (at > 0 && (chat[at - 1] as ChatLine).id > line.id) at--;
  const known = chat[at - 1];
  if (known?.id !== line.id) return [...chat.slice(0, at), line, ...chat.slice(at)];
  if (known.seq >= line.seq) return chat;
  return [...chat.slice(0, at - 1), line, ...chat.slice(at)];
}

/** Of too many lines the oldest go; they can be asked for again. */
function trimmed(state: State): State {
  const over = state.chat.length - CHAT_KEPT;
  if (over <= 0) return state;
  const pages = new Map<string, Page>(state.pages);
  for (const line of state.chat.slice(0, over)) {
    const key = keyOfLine(line, state.me);
    pages.set(key, { more: true, loading: pages.get(key)?.loading ?? false });
  }
  return { ...state, chat: state.chat.slice(over), pages };
}

/** What was edited or deleted meanwhile is so among what was found, too. */
function corrected(found: Found, line: ChatLine): Found {
  if (found.messages.every(({ id }) => id !== line.id)) return found;
  const messages = found.messages
    .map((one) => (one.id === line.id ? { t: "said" as const, ...line } : one))
    .filter((one) => !one.deleted);
  return { ...found, messages };
}
