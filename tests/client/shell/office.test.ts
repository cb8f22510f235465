/** A session as a person lives it: enter, speak, lose the line, come back, leave. */

import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { CLOSE, type Say } from "../../../client_web/src/wire.gen";
import { FakeSocket } from "./fake-socket";
import { said, snapshot, WELCOME } from "./sample";

const BUBBLE = { scope: "bubble", to: 0, floor: "" } as const;
const FLOOR = { scope: "floor", to: 0, floor: "town" } as const;

type Office = typeof import("../../../client_web/src/office");

let office: Office;

class FakeStorage {
  readonly kept = new Map<string, string>();
  getItem = (key: string) => this.kept.get(key) ?? null;
  setItem = (key: string, value: string) => this.kept.set(key, value);
  removeItem = (key: string) => this.kept.delete(key);
}

beforeEach(async () => {
  vi.useFakeTimers();
  FakeSocket.all = [];
  vi.stubGlobal("WebSocket", FakeSocket);
  vi.stubGlobal("location", { origin: "https://office.example" });
  vi.stubGlobal("localStorage", new FakeStorage());
  vi.stubGlobal("sessionStorage", new FakeStorage());
  vi.stubGlobal("fetch", async () =>
    Response.json({ token: "the-token", person: 1, name: "P1", avatar: "a" }, { status: 201 }),
  );
  vi.resetModules(); // a fresh page each time
  office = await import("../../../client_web/src/office");
  await office.enter("P1", "a");
});

afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

function arrive(): FakeSocket {
  const socket = FakeSocket.newest;
  socket.open();
  socket.receive(WELCOME, snapshot());
  return socket;
}

function comeBack(): FakeSocket {
  vi.advanceTimersByTime(10_000);
  return arrive();
}

const says = (socket: FakeSocket): Say[] => socket.sent.filter((command) => command.t === "say");

test("entering opens the line where the page came from, with the token", () => {
  const socket = arrive();
  expect(socket.url).toBe("wss://office.example/ws");
  expect(socket.sent[0]).toMatchObject({ t: "hello", token: "the-token", last: 0 });
  expect(office.screen.value).toBe("office");
});

test("a message is sent once caught up, and goes when it is stored", () => {
  const socket = arrive();
  office.say(FLOOR, "early");
  expect(says(socket)).toEqual([]);
  socket.receive({ t: "caught_up", last: 0 });
  expect(says(socket).map((say) => say.text)).toEqual(["early"]);
  const ref = says(socket)[0]?.ref ?? "";
  socket.receive(said(1, { person: 1, ref, text: "early" }));
  expect(office.state.value.outbox).toEqual([]);
  expect(office.state.value.chat.map((line) => line.text)).toEqual(["early"]);
});

test("what was not confirmed is sent again, once, under the same ref", () => {
  const socket = arrive();
  socket.receive({ t: "caught_up", last: 0 });
  office.say(BUBBLE, "one");
  office.say(BUBBLE, "two");
  const [one, two] = says(socket);
  socket.closedBy(1006);
  office.say(BUBBLE, "three");

  const next = comeBack();
  expect(says(next)).toEqual([]);
  // The first had been stored; only its answer was lost.
  next.receive(said(5, { person: 1, ref: one?.ref ?? "" }), { t: "caught_up", last: 5 });
  expect(says(next).map((say) => say.text)).toEqual(["two", "three"]);
  expect(says(next)[0]?.ref).toBe(two?.ref);

  next.receive(said(6, { person: 1, ref: two?.ref ?? "" }));
  next.closedBy(1006);
  const third = comeBack();
  expect(third.sent[0]).toMatchObject({ last: 6 });
  third.receive({ t: "caught_up", last: 6 });
  expect(says(third).map((say) => say.text)).toEqual(["three"]);
});

test("a refused message waits for the person, then goes again under its ref", () => {
  const socket = arrive();
  socket.receive({ t: "caught_up", last: 0 });
  office.say(BUBBLE, "anyone?");
  const ref = says(socket)[0]?.ref ?? "";
  socket.receive({ t: "refused", command: "say", ref, why: "nobody_near" });
  expect(office.state.value.outbox[0]?.failed).toBe("nobody_near");
  office.retrySay(ref);
  expect(says(socket).map((say) => say.ref)).toEqual([ref, ref]);
  expect(office.state.value.outbox[0]?.failed).toBe(null);
});

test("a claim carries the epoch under which it was made", () => {
  const socket = arrive();
  office.claim(7, 8, "e");
  expect(socket.sent.at(-1)).toEqual({ t: "move", x: 7, y: 8, facing: "e", epoch: 1 });
});

test("a closed room and a floor that one can't go to are told, once", () => {
  const socket = arrive();
  socket.receive({ t: "placed", x: 1, y: 2, epoch: 2, why: "wall" });
  expect(office.refusal.value).toBe("");
  socket.receive({ t: "placed", x: 1, y: 2, epoch: 3, why: "locked" });
  expect(office.refusal.value).toBe("locked");
  office.refusal.value = "";
  socket.receive({ t: "refused", command: "go_floor", ref: "", why: "unknown_floor" });
  expect(office.refusal.value).toBe("refused");
});

test("another tab: the person may go on here", () => {
  arrive().closedBy(CLOSE.ELSEWHERE);
  expect(office.screen.value).toBe("elsewhere");
  office.takeOver();
  const socket = arrive();
  expect(socket.sent[0]).toMatchObject({ take_over: true });
  expect(office.screen.value).toBe("office");
});

test("a session that has ended leads back to the entry and is forgotten", () => {
  arrive().closedBy(CLOSE.UNKNOWN_TOKEN);
  expect(office.screen.value).toBe("entry");
  expect(office.entryNote.value).toBe("expired");
  expect(localStorage.getItem("madoguchi.token")).toBe(null);
  expect(localStorage.getItem("madoguchi.name")).toBe("P1");
});

test("leaving tells the server, and nothing of the session stays", () => {
  const socket = arrive();
  socket.receive(said(1), { t: "caught_up", last: 1 });
  office.leave();
  expect(socket.sent.at(-1)).toEqual({ t: "leave" });
  socket.closedBy(CLOSE.LEFT);
  expect(office.screen.value).toBe("entry");
  expect(office.state.value).toMatchObject({ me: 0, chat: [], last: 0 });
});

test("one can leave without a line, too", () => {
  arrive().closedBy(1006);
  office.leave();
  vi.advanceTimersByTime(60_000);
  expect(FakeSocket.all.length).toBe(1);
  expect(office.screen.value).toBe("entry");
});

test("a version that does not fit ends the visit with a word", () => {
  arrive().closedBy(CLOSE.VERSION);
  expect(office.screen.value).toBe("ended");
  expect(office.closeCode.value).toBe(CLOSE.VERSION);
});
