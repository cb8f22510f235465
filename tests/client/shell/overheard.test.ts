/** What is shown of words that come while the chat is closed. */

import { afterEach, beforeEach, expect, test, vi } from "vitest";
import type { FakeSocket } from "./fake-socket";
import { comeIn, freshPage } from "./page";
import { person, said } from "./sample";

beforeEach(() => freshPage());

afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

const near = (id: number, text: string) => said(id, { scope: "bubble", floor: "", text });

async function listening(over = {}) {
  const panel = await import("../../../client_web/src/panels/overheard");
  const { chatOpen } = await import("../../../client_web/src/arrangement");
  const socket: FakeSocket = await comeIn({ people: [person(1, over), person(2)] }, said(3));
  chatOpen.value = false;
  const shown = () => panel.overheard.value?.line.text ?? "";
  return { panel, chatOpen, socket, shown };
}

test("words said near are shown while the chat is closed, and gone once it is opened", async () => {
  const { chatOpen, socket, shown } = await listening();
  expect(shown()).toBe(""); // what was missed is no news
  socket.receive(near(4, "hello"));
  expect(shown()).toBe("hello");
  chatOpen.value = true;
  expect(shown()).toBe("");
  socket.receive(near(5, "here you see it"));
  expect(shown()).toBe("");
});

test("of the floor only what names this person is shown", async () => {
  const { socket, shown } = await listening();
  socket.receive(said(4, { text: "hello all" }));
  expect(shown()).toBe("");
  socket.receive(said(5, { text: "@P1 your parcel" }));
  expect(shown()).toBe("@P1 your parcel");
});

test("who wants to be left alone is shown nothing", async () => {
  const { socket, shown } = await listening({ status: "dnd" });
  socket.receive(said(4, { scope: "direct", to: 1, floor: "" }));
  expect(shown()).toBe("");
});

test("what was deleted meanwhile is shown no longer, and nothing is shown for long", async () => {
  const { panel, socket, shown } = await listening();
  vi.useFakeTimers();
  socket.receive(near(4, "oops"));
  socket.receive(said(4, { ...near(4, ""), seq: 9, deleted: true }));
  expect(shown()).toBe("");
  socket.receive(near(5, "hello"));
  vi.advanceTimersByTime(panel.SHOWN_MS);
  expect(shown()).toBe("");
});
