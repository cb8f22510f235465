/**
 * What the server says, taken into the state: one pure function, one case for each event.
 *
 * The same events in the same order always make the same state; nothing here looks at a clock.
 */

import { CHAT_KEPT, type ChatLine, type OutboxLine, type Person, type State } from "./state";
import type { AnyEvent, Refused, Said } from "./wire.gen";

export function apply(state: State, event: AnyEvent): State {
  switch (event.t) {
    case "welcome":
      return {
        ...state,
        link: { kind: "open" },
        me: event.you,
        floors: event.floors,
        speed: event.speed,
        tickHz: event.tick_hz,
        beatSeconds: event.beat_seconds,
        joinRadius: event.join_radius,
        chatKeepSeconds: event.chat_keep_seconds,
        caughtUp: false,
      };
    case "snapshot": {
      const people = new Map(event.people.map((person) => [person.id, person]));
      return { ...state, floor: event.floor, epoch: event.epoch, people };
    }
    case "entered":
      return { ...state, people: new Map(state.people).set(event.person.id, event.person) };
    case "left":
      return withoutPerson(state, event.person);
    case "moved":
      return withPeople(
        state,
        event.people.map(([id, x, y, facing]) => [id, { x, y, facing }]),
      );
    case "placed": {
      const placed = withPeople(state, [[state.me, { x: event.x, y: event.y }]]);
      return { ...placed, epoch: event.epoch };
    }
    case "changed":
      return withPeople(state, [[event.person, { dnd: event.dnd, lingering: event.lingering }]]);
    case "bubbled":
      return withPeople(
        state,
        event.people.map(([id, bubble]) => [id, { bubble }]),
      );
    case "said":
      return withLine(state, event);
    case "caught_up":
      return { ...state, caughtUp: true, last: Math.max(state.last, event.last) };
    case "refused":
      return { ...state, outbox: state.outbox.map((line) => failedBy(line, event)) };
    case "malformed":
    case "beat":
      return state;
    default:
      return unknownEvent(state, event);
  }
}

/** An event of a newer server: nothing that this page could show. */
function unknownEvent(state: State, _event: never): State {
  return state;
}

function withoutPerson(state: State, id: number): State {
  if (!state.people.has(id)) return state;
  const people = new Map(state.people);
  people.delete(id);
  return { ...state, people };
}

/** Changes of people who are not on this floor are dropped: they went in the meantime. */
function withPeople(state: State, changes: readonly (readonly [number, Partial<Person>])[]): State {
  const people = new Map(state.people);
  for (const [id, change] of changes) {
    const person = people.get(id);
    if (person) people.set(id, { ...person, ...change });
  }
  return { ...state, people };
}

function withLine(state: State, { t: _, ...line }: Said): State {
  const mine = line.person === state.me;
  return {
    ...state,
    chat: insert(state.chat, line),
    last: Math.max(state.last, line.id),
    outbox: mine ? state.outbox.filter((pending) => pending.ref !== line.ref) : state.outbox,
  };
}

/** Nearly always at the end; a message missed and sent again finds its place, or is here already. */
function insert(chat: readonly ChatLine[], line: ChatLine): readonly ChatLine[] {
  let at = chat.length;
  while (at > 0 && (chat[at - 1] as ChatLine).id > line.id) at--;
  if (chat[at - 1]?.id === line.id) return chat;
  return [...chat.slice(0, at), line, ...chat.slice(at)].slice(-CHAT_KEPT);
}

function failedBy(line: OutboxLine, refusal: Refused): OutboxLine {
  return refusal.ref !== "" && line.ref === refusal.ref ? { ...line, failed: refusal.why } : line;
}
