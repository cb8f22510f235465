/** Every event, taken into the state; and that no state is ever changed in place. */

import { expect, test } from "vitest";
import { apply } from "../../../client_web/src/apply";
import { discarded, queued, retried } from "../../../client_web/src/local";
import { CHAT_KEPT, EMPTY, type OutboxLine } from "../../../client_web/src/state";
import type { AnyEvent } from "../../../client_web/src/wire.gen";
import { asked, moved, over, person, present, said, snapshot, WELCOME } from "./sample";

const pending: OutboxLine = {
  ref: "mine",
  scope: "floor",
  to: 0,
  floor: "town",
  text: "hi",
  at: 0,
  failed: null,
};

test("welcome tells who one is, opens the line and waits for what was missed", () => {
  const state = apply({ ...EMPTY, caughtUp: true }, WELCOME);
  expect(state).toMatchObject({ me: 1, speed: 6, tickHz: 20, joinRadius: 3, caughtUp: false });
  expect(state).toMatchObject({
    link: { kind: "open" },
    beatSeconds: 4,
    awaySeconds: 300,
    guestUntil: 0,
  });
});

test("a snapshot replaces everybody and keeps the chat", () => {
  const before = present({ chat: [said(1)] });
  const state = apply(before, snapshot({ floor: "roof", epoch: 7, people: [person(9)] }));
  expect([...state.people.keys()]).toEqual([9]);
  expect(state).toMatchObject({ floor: "roof", epoch: 7, chat: before.chat });
});

test("people enter and leave", () => {
  const more = apply(present(), { t: "entered", person: person(4) });
  expect(more.people.get(4)).toEqual(person(4));
  const fewer = apply(more, { t: "left", person: 4, why: "timed_out" });
  expect(fewer.people.has(4)).toBe(false);
});

test("leaving twice changes nothing", () => {
  const state = present();
  expect(apply(state, { t: "left", person: 99, why: "left" })).toBe(state);
});

test("a move of several people; one who is not here stays away", () => {
  const state = apply(present(), moved([2, 5, 6, "n"], [99, 1, 1, "e"]));
  expect(state.people.get(2)).toMatchObject({ x: 5, y: 6, facing: "n", name: "P2" });
  expect(state.people.get(3)).toEqual(person(3));
  expect(state.people.has(99)).toBe(false);
});

test("a seat is its newest owner's, and nobody's who went", () => {
  const left = apply(present(), { t: "left", person: 3, why: "left" });
  expect(apply(left, moved([3, 5, 6, "n"])).people).toEqual(left.people);
  const next = apply(left, { t: "entered", person: person(9, { seat: 3 }) });
  expect(apply(next, moved([3, 5, 6, "n"])).people.get(9)).toMatchObject({ x: 5, y: 6 });
  // Told in another order, a seat that was given on stays with who has it now.
  const early = apply(present(), { t: "entered", person: person(9, { seat: 3 }) });
  const late = apply(early, { t: "left", person: 3, why: "left" });
  expect(apply(late, moved([3, 700, 300, "w"])).people.get(9)).toMatchObject({ x: 700, y: 300 });
});

test("placed puts oneself back and raises the epoch", () => {
  const event = { t: "placed", x: 3, y: 4, epoch: 2, why: "wall" } as unknown as AnyEvent;
  const state = apply(present(), event);
  expect(state.people.get(1)).toMatchObject({ x: 3, y: 4 });
  expect(state.epoch).toBe(2);
});

test("a changed card keeps its place", () => {
  const state = apply(present(), {
    t: "changed",
    person: 2,
    status: "dnd",
    wished: true,
    until: 9,
    lingering: true,
    hand: 3,
  });
  const card = person(2, { status: "dnd", wished: true, until: 9, lingering: true, hand: 3 });
  expect(state.people.get(2)).toEqual(card);
});

test("bubbles form and end", () => {
  const formed = apply(present(), {
    t: "bubbled",
    people: [
      [1, 8],
      [2, 8],
    ],
  });
  expect([1, 2, 3].map((id) => formed.people.get(id)?.bubble)).toEqual([8, 8, 0]);
  const ended = apply(formed, { t: "bubbled", people: [[2, 0]] });
  expect(ended.people.get(2)?.bubble).toBe(0);
});

test("chat stands in the order of ids, each message once", () => {
  const state = [5, 2, 9, 5, 2].map((id) => said(id)).reduce(apply, present());
  expect(state.chat.map((line) => line.id)).toEqual([2, 5, 9]);
  expect(state.last).toBe(9);
});

test("only the newest messages are kept, and an older one does not push them out", () => {
  const ids = Array.from({ length: CHAT_KEPT + 20 }, (_, i) => i + 10);
  const full = ids.map((id) => said(id)).reduce(apply, present());
  expect(full.chat.length).toBe(CHAT_KEPT);
  expect(full.pages.get("floor:town")?.more).toBe(true);
  const same = apply(full, said(1));
  expect(same.chat.map((line) => line.id)).toEqual(full.chat.map((line) => line.id));
  expect(same.last).toBe(CHAT_KEPT + 29);
});

test("one's own message leaves the outbox when it is stored", () => {
  const state = apply(present({ outbox: [pending] }), said(4, { person: 1, ref: "mine" }));
  expect(state.outbox).toEqual([]);
});

test("somebody else's ref does not touch the outbox", () => {
  const state = apply(present({ outbox: [pending] }), said(4, { person: 2, ref: "mine" }));
  expect(state.outbox).toEqual([pending]);
});

test("a refusal marks the message that it names, and no other", () => {
  const other = { ...pending, ref: "other" };
  const refused = { t: "refused", command: "say", ref: "mine", why: "nobody_near" } as const;
  const state = apply(present({ outbox: [pending, other] }), refused);
  expect(state.outbox).toEqual([{ ...pending, failed: "nobody_near" }, other]);
  const nameless = apply(present({ outbox: [pending] }), { ...refused, ref: "" });
  expect(nameless.outbox).toEqual([pending]);
});

test("a refused message can be tried again or discarded", () => {
  const failed = present({ outbox: [{ ...pending, failed: "too_fast" }] });
  expect(retried(failed, "mine").outbox).toEqual([pending]);
  expect(discarded(failed, "mine").outbox).toEqual([]);
  expect(queued(present(), pending).outbox).toEqual([pending]);
});

test("caught up: what follows is live, and `last` never goes back", () => {
  const state = apply(present({ last: 20 }), { t: "caught_up", last: 12 });
  expect(state).toMatchObject({ caughtUp: true, last: 20 });
});

test("beats, complaints and events of a newer server change nothing", () => {
  const state = present();
  const newer = { t: "danced" } as unknown as AnyEvent;
  for (const event of [{ t: "beat" }, { t: "malformed", problem: "x" }, newer] as AnyEvent[]) {
    expect(apply(state, event)).toBe(state);
  }
});

test("no event changes the state that it is given", () => {
  const before = present({ chat: [said(3)], outbox: [pending] });
  const copy = structuredClone(before);
  const events: AnyEvent[] = [
    WELCOME,
    { t: "entered", person: person(4) },
    { t: "left", person: 2, why: "left" },
    moved([3, 1, 1, "w"]),
    { t: "changed", person: 3, status: "dnd", wished: false, until: 0, lingering: false, hand: 0 },
    { t: "bubbled", people: [[3, 1]] },
    said(2),
    said(4, { person: 1, ref: "mine" }),
    { t: "refused", command: "say", ref: "mine", why: "empty" },
  ];
  for (const event of events) apply(before, event);
  expect(before).toEqual(copy);
});

test("CHAT-12: a line told again under a newer seq takes the older one's place", () => {
  const first = [said(1), said(2), said(3)].reduce(apply, present());
  const edited = apply(first, said(2, { seq: 9, text: "better", edited: true }));
  expect(edited.chat.map((line) => line.text)).toEqual(["message 1", "better", "message 3"]);
  expect(edited.last).toBe(9);
  const late = apply(edited, said(2));
  expect(late.chat[1]?.text).toBe("better");
  const deleted = apply(edited, said(2, { seq: 10, text: "", deleted: true }));
  expect(deleted.chat[1]).toMatchObject({ text: "", deleted: true });
});

test("CHAT-12: what was found is corrected, and a deleted line is found no more", () => {
  const messages = [said(1), said(2)];
  const found = { t: "found", text: "me", before: 0, messages, more: false } as const;
  const before = apply(present(), found);
  const edited = apply(before, said(1, { seq: 8, text: "new", edited: true }));
  expect(edited.found?.messages.map((line) => line.text)).toEqual(["new", "message 2"]);
  const deleted = apply(edited, said(2, { seq: 9, text: "", deleted: true }));
  expect(deleted.found?.messages.map((line) => line.id)).toEqual([1]);
});

test("CHAT-11: a page of the history goes before what is here, and is not what was missed", () => {
  const before = present({ chat: [said(50)], last: 50 });
  const messages = [said(20, { seq: 70 }), said(21)];
  const page = {
    t: "history",
    scope: "floor",
    to: 0,
    before: 50,
    floor: "town",
    more: true,
  } as const;
  const state = apply(before, { ...page, messages });
  expect(state.chat.map((line) => line.id)).toEqual([20, 21, 50]);
  expect(state.last).toBe(50);
  expect(state.pages.get("floor:town")).toEqual({ more: true, loading: false });
});

test("a later page of the same search goes before the first, another search begins anew", () => {
  const found = { t: "found", text: "a", before: 0, messages: [said(9)], more: true } as const;
  const one = apply(present(), found);
  const two = apply(one, { ...found, before: 9, messages: [said(4)], more: false });
  expect(two.found?.messages.map((line) => line.id)).toEqual([4, 9]);
  expect(two.found?.more).toBe(false);
  const other = apply(two, { ...found, text: "b", messages: [said(1)] });
  expect(other.found?.messages.map((line) => line.id)).toEqual([1]);
});

test("ASK-1: what is asked is held until it is over, each once", () => {
  const open = [asked(7), asked(3), asked(7, { note: "again" })].reduce(apply, present());
  expect(open.asks.map((ask) => ask.id)).toEqual([3, 7]);
  expect(open.asks[1]?.note).toBe("again");
  const less = apply(open, over(3, "expired"));
  expect(less.asks.map((ask) => ask.id)).toEqual([7]);
});

test("ROOM-7: a snapshot has all rooms, and every change of one is taken over", () => {
  const room = { room: 4, locked: false, owner: 2, capacity: 0, only_for: [] };
  const opened = { t: "let_in", room: 4, until: 0, way: [], walk: true } as const;
  const before = [snapshot({ rooms: [room] }), asked(1), opened].reduce(apply, present());
  const locked = apply(before, { t: "room", room: { ...room, locked: true } });
  expect(locked.rooms.get(4)?.locked).toBe(true);
  expect(locked.letIns.get(4)).toEqual({ room: 4, until: 0, way: [], walk: true });
  const anew = apply(locked, snapshot());
  expect([anew.rooms.size, anew.letIns.size, anew.asks.length]).toEqual([0, 0, 0]);
});

test("LIST-1: who is elsewhere comes whole, then by changes", () => {
  const listed = (id: number) =>
    ({ id, name: `P${id}`, avatar: "", about: "", tz: "", floor: "roof", status: "away" }) as const;
  const whole = { t: "elsewhere", whole: true, people: [listed(5), listed(6)], gone: [] } as const;
  const some = apply(apply(present(), whole), {
    t: "elsewhere",
    whole: false,
    people: [listed(7)],
    gone: [5],
  });
  expect([...some.elsewhere.keys()]).toEqual([6, 7]);
  expect([...apply(some, whole).elsewhere.keys()]).toEqual([5, 6]);
});
