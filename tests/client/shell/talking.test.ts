/** Conversations, what is unread in them, who writes, and what is asked, as the panels read it. */

import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { CLOSE } from "../../../client_web/src/wire.gen";
import { asked, moved, over, said } from "./sample";
import { arrive, FakeStorage, openPage, sentOf } from "./visit";

type Page = Awaited<ReturnType<typeof load>>;

let page: Page;

async function load(storage = new FakeStorage()) {
  const { office } = await openPage(storage);
  const talks = await import("../../../client_web/src/conversations");
  const unread = await import("../../../client_web/src/unread");
  const typing = await import("../../../client_web/src/typing");
  const asks = await import("../../../client_web/src/asks");
  unread.startReading();
  return { office, storage, talks, unread, typing, asks };
}

beforeEach(async () => {
  vi.useFakeTimers();
  page = await load();
});

afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

const direct = (id: number, from: number, to: number, over = {}) =>
  said(id, { scope: "direct", person: from, name: `P${from}`, to, floor: "", ...over });

test("CHAT-10: a direct conversation is one, whoever of the two speaks", () => {
  const { talks } = page;
  arrive(direct(1, 2, 1), direct(2, 1, 2), direct(3, 9, 1), said(4));
  expect(talks.linesOf("direct:2").value.map((line) => line.id)).toEqual([1, 2]);
  expect(talks.directs.value.map(({ person, name, avatar }) => [person, name, avatar])).toEqual([
    [9, "P9", ""],
    [2, "P2", "auto"],
  ]);
});

test("the lines of a conversation stay the same list while others speak elsewhere", () => {
  const { talks } = page;
  const socket = arrive(said(1));
  const before = talks.linesOf("floor:town").value;
  socket.receive(direct(2, 2, 1), moved([2, 1, 1, "n"]));
  expect(talks.linesOf("floor:town").value).toBe(before);
});

test("each command names the conversation as the server does", () => {
  const { office, talks } = page;
  const socket = arrive();
  office.say(talks.directWith(2), "to you");
  office.say(talks.floorTalk("town"), "to all");
  expect(sentOf(socket, "say")).toMatchObject([{ scope: "direct", to: 2 }, { scope: "floor" }]);
  expect(office.loadOlder(talks.roomTalk("town", 4))).toBe(true);
  expect(office.loadOlder(talks.roomTalk("town", 4))).toBe(false); // it is on its way
  expect(sentOf(socket, "history")).toEqual([{ t: "history", scope: "room", to: 4, before: 0 }]);
});

test("CHAT-14: that one writes is told at most every three seconds, anew after speaking", () => {
  const { office, talks } = page;
  const socket = arrive();
  for (let i = 0; i < 10; i++) office.typing(talks.BUBBLE);
  expect(sentOf(socket, "typing").length).toBe(1);
  vi.advanceTimersByTime(3000);
  office.typing(talks.BUBBLE);
  expect(sentOf(socket, "typing").length).toBe(2);
  office.say(talks.BUBBLE, "there");
  office.typing(talks.BUBBLE);
  expect(sentOf(socket, "typing").length).toBe(3);
});

test("CHAT-14: that somebody writes fades after five seconds, or when it is said", () => {
  const { typing } = page;
  const socket = arrive();
  const names = typing.typingIn("direct:2");
  const writes = { t: "typing", person: 2, scope: "direct", to: 1 } as const;
  socket.receive(writes);
  expect(names.value).toEqual(["P2"]);
  vi.advanceTimersByTime(3000);
  socket.receive(writes);
  vi.advanceTimersByTime(4900);
  expect(names.value).toEqual(["P2"]);
  vi.advanceTimersByTime(200);
  expect(names.value).toEqual([]);
  socket.receive(writes, direct(5, 2, 1));
  expect(names.value).toEqual([]);
});

test("unread: what others said since, without what was deleted; who is named is told", () => {
  const { unread } = page;
  const socket = arrive(said(1), said(2));
  const floor = unread.unreadIn("floor:town");
  expect(floor.value.count).toBe(0); // from before one came
  socket.receive(said(3), said(4, { person: 1 }), said(5), direct(6, 2, 1));
  expect([floor.value.count, unread.total.value.count]).toEqual([2, 3]);
  socket.receive(said(5, { seq: 9, text: "", deleted: true }), said(7, { text: "hi @p1!" }));
  expect(floor.value).toEqual({ count: 2, mention: true });
  unread.markRead("floor:town");
  expect([floor.value.count, unread.total.value.count]).toEqual([0, 1]);
});

test("how far one read outlives a reload, and is nobody else's", async () => {
  arrive(said(1));
  page.office.state.peek();
  page.unread.markRead("floor:town");
  const again = await load(page.storage);
  const socket = arrive(said(1), said(2));
  expect(again.unread.unreadIn("floor:town").value.count).toBe(1);
  socket.closedBy(CLOSE.PASS_ENDED);
  expect(again.unread.total.value.count).toBe(0);
  expect([again.office.screen.value, again.office.entryNote.value]).toEqual([
    "entry",
    "pass_ended",
  ]);
});

test("ASK-3: what came of an ask is told to the asker until it is put away", () => {
  const { asks } = page;
  const socket = arrive(asked(1, { kind: "come" }), asked(2, { person: 1, to: 2, kind: "lead" }));
  expect(asks.incoming.value.map((ask) => ask.id)).toEqual([1]);
  expect(asks.outgoing.value.map((ask) => ask.id)).toEqual([2]);
  socket.receive(over(1, "expired"), over(2, "accepted", 2));
  expect(asks.incoming.value.length + asks.outgoing.value.length).toBe(0);
  expect(asks.outcomes.value).toMatchObject([{ ask: { id: 2 }, over: { person: 2 } }]);
  asks.dismiss(2);
  expect(asks.outcomes.value).toEqual([]);
});

test("ASK-5: who said in 5 minutes is reminded then", () => {
  const { asks } = page;
  const socket = arrive(asked(1), asked(2));
  socket.receive(over(1, "later", 1), over(2, "later", 3));
  vi.advanceTimersByTime(5 * 60_000 - 1000);
  expect(asks.reminders.value).toEqual([]);
  vi.advanceTimersByTime(1000);
  expect(asks.reminders.value.map((ask) => ask.id)).toEqual([1]);
});

test("ASK-2: the seconds left are by the server's clock", () => {
  vi.setSystemTime(1_000_000);
  const { asks, office } = page;
  arrive(); // its welcome says that it is 0
  expect(office.state.value.skew).toBe(-1_000_000);
  vi.setSystemTime(1_010_500);
  expect(asks.secondsLeft(asked(1, { expires: 60_000 }))).toBe(50);
  expect(asks.secondsLeft(asked(1, { expires: 5000 }))).toBe(0);
});

test("every event is told after its frame, with the states before and after it", () => {
  const { office } = page;
  const seen: (readonly [string, number, number])[] = [];
  const end = office.onEvent((event, before, after) =>
    seen.push([event.t, before.chat.length, after.chat.length]),
  );
  const socket = arrive(said(1), said(2));
  end();
  socket.receive(said(3));
  expect(seen.slice(2, 4)).toEqual([
    ["said", 0, 1],
    ["said", 1, 2],
  ]);
  expect(seen.length).toBe(5);
});

test("a refusal is told with its ref, and the same one again is news", () => {
  const { office } = page;
  const socket = arrive();
  const ref = office.ask("knock", { room: 4 });
  expect(sentOf(socket, "ask")).toMatchObject([{ kind: "knock", room: 4, ref }]);
  const heard: unknown[] = [];
  office.refusals.subscribe((refused) => heard.push(refused));
  const event = { t: "refused", command: "ask", ref, why: "not_shut" } as const;
  socket.receive(event);
  socket.receive(event);
  expect(heard.length).toBe(3);
  expect(heard[2]).toEqual({ command: "ask", ref, why: "not_shut" });
});
