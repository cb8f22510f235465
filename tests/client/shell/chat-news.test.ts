/** Which messages are spoken and called out, and which are not. */

import { afterEach, beforeEach, expect, test, vi } from "vitest";
import type { FakeSocket } from "./fake-socket";
import { comeIn, freshPage } from "./page";
import { person, said } from "./sample";

const chime = vi.fn();
const notify = vi.fn();
let looksAway = true;
vi.mock("../../../client_web/src/notify", () => ({ chime, notify, away: () => looksAway }));

let spoken: string[];
let stop: () => void;

beforeEach(() => {
  freshPage();
  vi.clearAllMocks();
  spoken = [];
  looksAway = true;
});

afterEach(() => {
  stop();
  vi.unstubAllGlobals();
});

async function listening(over = {}): Promise<FakeSocket> {
  const { chooseLang } = await import("../../../client_web/src/i18n");
  chooseLang("en");
  const socket = await comeIn({ people: [person(1, over), person(2)] }, said(3));
  const { followMessages } = await import("../../../client_web/src/panels/chat-news");
  stop = followMessages((text) => spoken.push(text));
  return socket;
}

const direct = (id: number, text: string) => said(id, { scope: "direct", to: 1, floor: "", text });

test("each new message is spoken once, with where it was said", async () => {
  const socket = await listening();
  socket.receive(said(4, { text: "hello" }), direct(5, "psst"));
  expect(spoken).toEqual(["P2 in This floor: hello", "Message from P2: psst"]);
});

test("of the conversation that one reads, only who and what", async () => {
  const socket = await listening();
  const { showTalk } = await import("../../../client_web/src/panels/chat-view");
  showTalk({ scope: "floor", to: 0, floor: "town" });
  socket.receive(said(4, { text: "hello" }));
  expect(spoken).toEqual(["P2: hello"]);
});

test("one's own, missed, edited and deleted messages are no news", async () => {
  const socket = await listening();
  socket.receive(said(4, { person: 1 }));
  socket.receive(said(3, { seq: 9, text: "changed", edited: true }));
  socket.receive(said(3, { seq: 10, text: "", deleted: true }));
  socket.receive(said(3, { seq: 11 }));
  expect(spoken).toEqual([]);
  expect(notify).not.toHaveBeenCalled();
});

test("a direct message and a mention call, another message does not", async () => {
  const socket = await listening();
  socket.receive(said(4, { text: "hello all" }));
  expect(notify).not.toHaveBeenCalled();
  socket.receive(said(5, { text: "@P1 come here" }));
  expect(notify).toHaveBeenCalledWith(
    expect.objectContaining({ title: "P2 (This floor)", body: "@P1 come here", tag: "floor:town" }),
  );
  socket.receive(direct(6, "psst"));
  expect(notify).toHaveBeenLastCalledWith(
    expect.objectContaining({ title: "P2", body: "psst", tag: "direct:2" }),
  );
  expect(chime).toHaveBeenCalledTimes(2);
});

test("a click on the call opens that conversation", async () => {
  const socket = await listening();
  const talks = await import("../../../client_web/src/conversations");
  socket.receive(direct(6, "psst"));
  notify.mock.lastCall?.[0].onClick();
  expect(talks.keyOf(talks.openConversation.value)).toBe("direct:2");
});

test("who reads it is not called; who looks away from it is", async () => {
  const socket = await listening();
  const { showTalk } = await import("../../../client_web/src/panels/chat-view");
  showTalk({ scope: "direct", to: 2, floor: "" });
  looksAway = false;
  socket.receive(direct(6, "seen"));
  expect(notify).not.toHaveBeenCalled();
  looksAway = true;
  socket.receive(direct(7, "not seen"));
  expect(notify).toHaveBeenCalledTimes(1);
});

test("who is not to be disturbed hears no sound", async () => {
  const socket = await listening({ status: "dnd" });
  socket.receive(direct(6, "psst"));
  expect(chime).not.toHaveBeenCalled();
});
