/** Every event, taken into the state; and that no state is ever changed in place. */

import { expect, test } from "vitest";
import { apply } from "../../../client_web/src/apply";
import { discarded, queued, retried } from "../../../client_web/src/local";
import { CHAT_KEPT, EMPTY, type OutboxLine } from "../../../client_web/src/state";
import type { AnyEvent } from "../../../client_web/src/wire.gen";
import { person, present, said, WELCOME } from "./sample";

const pending: OutboxLine = { ref: "mine", scope: "floor", text: "hi", at: 0, failed: null };

test("welcome tells who one is, opens the line and waits for what was missed", () => {
  const state = apply({ ...EMPTY, caughtUp: true }, WELCOME);
  expect(state).toMatchObject({ me: 1, speed: 6, tickHz: 20, joinRadius: 3, caughtUp: false });
  expect(state).toMatchObject({ link: { kind: "open" }, beatSeconds: 4, chatKeepSeconds: 3600 });
});

test("a snapshot replaces everybody and keeps the chat", () => {
  const before = present({ chat: [said(1)] });
  const state = apply(before, { t: "snapshot", floor: "roof", epoch: 7, people: [person(9)] });
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
  const state = apply(present(), {
    t: "moved",
    people: [
      [2, 5, 6, "n"],
      [99, 1, 1, "e"],
    ],
  });
  expect(state.people.get(2)).toMatchObject({ x: 5, y: 6, facing: "n", name: "P2" });
  expect(state.people.get(3)).toEqual(person(3));
  expect(state.people.has(99)).toBe(false);
});

test("placed puts oneself back and raises the epoch", () => {
  const event = { t: "placed", x: 3, y: 4, epoch: 2, why: "wall" } as unknown as AnyEvent;
  const state = apply(present(), event);
  expect(state.people.get(1)).toMatchObject({ x: 3, y: 4 });
  expect(state.epoch).toBe(2);
});

test("a changed card keeps its place", () => {
  const state = apply(present(), { t: "changed", person: 2, dnd: true, lingering: true });
  expect(state.people.get(2)).toEqual(person(2, { dnd: true, lingering: true }));
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
    { t: "moved", people: [[3, 1, 1, "w"]] },
    { t: "changed", person: 3, dnd: true, lingering: false },
    { t: "bubbled", people: [[3, 1]] },
    said(2),
    said(4, { person: 1, ref: "mine" }),
    { t: "refused", command: "say", ref: "mine", why: "empty" },
  ];
  for (const event of events) apply(before, event);
  expect(before).toEqual(copy);
});
