/**
 * What the server says, taken into the state: one pure function, one case for each event.
 *
 * The same events in the same order always make the same state; nothing here looks at a clock.
 */

import { said, withFound, withPage } from "./chat-log";
import type { OutboxLine, Page, Person, State } from "./state";
import {
  type AnyEvent,
  type Asked,
  type Elsewhere,
  type Moved,
  type Refused,
  readCells,
  type Snapshot,
  type Welcome,
} from "./wire.gen";

export function apply(state: State, event: AnyEvent): State {
  switch (event.t) {
    case "welcome":
      return welcomed(state, event);
    case "snapshot":
      return anew(state, event);
    case "entered":
      return entered(state, event.person);
    case "left":
      return withoutPerson(state, event.person);
    case "moved":
      return moved(state, event);
    case "placed": {
      const placed = withPeople(state, [[state.me, { x: event.x, y: event.y }]]);
      return { ...placed, epoch: event.epoch };
    }
    case "changed": {
      const { status, wished, until, lingering, hand } = event;
      return withPeople(state, [[event.person, { status, wished, until, lingering, hand }]]);
    }
    case "profiled": {
      const { name, about, tz } = event;
      return withPeople(state, [[event.person, { name, about, tz }]]);
    }
    case "bubbled":
      return withPeople(
        state,
        event.people.map(([id, bubble]) => [id, { bubble }]),
      );
    case "elsewhere":
      return withElsewhere(state, event);
    case "today":
      return { ...state, today: event.people };
    case "board":
      return { ...state, notes: event.notes };
    case "room":
      return { ...state, rooms: plus(state.rooms, event.room.room, event.room) };
    case "let_in": {
      const { t: _, ...opened } = event;
      return { ...state, letIns: plus(state.letIns, event.room, opened) };
    }
    case "asked":
      return { ...state, asks: [...others(state.asks, event.id), event].sort(byId) };
    case "ask_over":
      return { ...state, asks: others(state.asks, event.id) };
    case "said":
      return said(state, event);
    case "history":
      return withPage(state, event);
    case "found":
      return withFound(state, event);
    case "caught_up":
      return { ...state, caughtUp: true, last: Math.max(state.last, event.last) };
    case "refused":
      return refused(state, event);
    case "malformed":
    case "beat":
    case "reacted":
    case "typing":
      return state;
    default:
      return unknownEvent(state, event);
  }
}

function welcomed(state: State, event: Welcome): State {
  return {
    ...state,
    link: { kind: "open" },
    me: event.you,
    guestUntil: event.guest_until,
    listed: event.listed,
    floors: event.floors,
    speed: event.speed,
    tickHz: event.tick_hz,
    beatSeconds: event.beat_seconds,
    joinRadius: event.join_radius,
    awaySeconds: event.away_seconds,
    keep: event.keep,
    caughtUp: false,
    pages: notLoading(state.pages),
  };
}

/** What goes on of rooms, asks and open doors follows in the same frame. */
function anew(state: State, event: Snapshot): State {
  return {
    ...state,
    floor: event.floor,
    epoch: event.epoch,
    columns: event.columns,
    people: new Map(event.people.map((person) => [person.id, person])),
    seats: new Map(event.people.map((person) => [person.seat, person.id])),
    rooms: new Map(event.rooms.map((room) => [room.room, room])),
    letIns: new Map(),
    asks: [],
    notes: event.floor === state.floor ? state.notes : [],
  };
}

/** An event of a newer server: nothing that this page could show. */
function unknownEvent(state: State, _event: never): State {
  return state;
}

function entered(state: State, person: Person): State {
  const people = plus(state.people, person.id, person);
  return { ...state, people, seats: plus(state.seats, person.seat, person.id) };
}

function withoutPerson(state: State, id: number): State {
  const gone = state.people.get(id);
  if (!gone) return state;
  const people = new Map(state.people);
  people.delete(id);
  if (state.seats.get(gone.seat) !== id) return { ...state, people };
  const seats = new Map(state.seats);
  seats.delete(gone.seat);
  return { ...state, people, seats };
}

/** Who has a seat that nobody is known to have went in the meantime. */
function moved(state: State, event: Moved): State {
  const changes: [number, Partial<Person>][] = [];
  readCells(event.cells, state.columns, (seat, x, y, facing) => {
    const id = state.seats.get(seat);
    if (id !== undefined) changes.push([id, { x, y, facing }]);
  });
  return withPeople(state, changes);
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

function withElsewhere(state: State, event: Elsewhere): State {
  const elsewhere = new Map(event.whole ? [] : state.elsewhere);
  for (const person of event.people) elsewhere.set(person.id, person);
  for (const id of event.gone) elsewhere.delete(id);
  return { ...state, elsewhere };
}

/** A refused page can be asked for again; a refused message waits for the person. */
function refused(state: State, refusal: Refused): State {
  const pages = refusal.command === "history" ? notLoading(state.pages) : state.pages;
  return { ...state, pages, outbox: state.outbox.map((line) => failedBy(line, refusal)) };
}

function failedBy(line: OutboxLine, refusal: Refused): OutboxLine {
  return refusal.ref !== "" && line.ref === refusal.ref ? { ...line, failed: refusal.why } : line;
}

function notLoading(pages: ReadonlyMap<string, Page>): ReadonlyMap<string, Page> {
  if (![...pages.values()].some((page) => page.loading)) return pages;
  return new Map([...pages].map(([key, page]) => [key, { ...page, loading: false }]));
}

const others = (asks: readonly Asked[], id: number): readonly Asked[] =>
  asks.filter((ask) => ask.id !== id);

const byId = (a: { readonly id: number }, b: { readonly id: number }): number => a.id - b.id;

const plus = <T>(map: ReadonlyMap<number, T>, key: number, value: T): ReadonlyMap<number, T> =>
  new Map(map).set(key, value);
