/** What the chat says of a conversation: its name, how long it is kept, who writes, where one may. */

import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { comeIn, freshPage, zone } from "./page";
import { moved, person, snapshot } from "./sample";

beforeEach(async () => {
  freshPage([zone(4)]);
  const { chooseLang } = await import("../../../client_web/src/i18n");
  chooseLang("en");
});
afterEach(() => vi.unstubAllGlobals());

const inRoom = person(1, { x: 410, y: 10 });
const keysOf = async () => {
  const { places } = await import("../../../client_web/src/panels/chat-view");
  const { keyOf } = await import("../../../client_web/src/conversations");
  return () => places.value.map(keyOf);
};

test("the tabs are the places where one is; a room that one left stays while one reads it", async () => {
  const socket = await comeIn({ people: [inRoom, person(2)] });
  const view = await import("../../../client_web/src/panels/chat-view");
  const keys = await keysOf();
  const room = { scope: "room", to: 4, floor: "town" } as const;
  expect(keys()).toEqual(["bubble", "room:town:4", "floor:town"]);
  expect(view.titleOf(room)).toBe("Room 4");
  view.showTalk(room);
  expect(view.canWriteTo(room)).toBe(true);
  socket.receive(moved([1, 0, 0, "s"]));
  expect(keys()).toEqual(["bubble", "floor:town", "room:town:4"]);
  expect(view.canWriteTo(room)).toBe(false);
  view.showTalk({ scope: "direct", to: 2, floor: "" });
  expect(keys()).toEqual(["bubble", "floor:town"]);
});

test("what was said on another floor can be seen, but neither asked for nor answered", async () => {
  const socket = await comeIn();
  const view = await import("../../../client_web/src/panels/chat-view");
  const town = { scope: "floor", to: 0, floor: "town" } as const;
  expect([view.canLookBack(town), view.canWriteTo(town)]).toEqual([true, true]);
  socket.receive(snapshot({ floor: "roof" }));
  expect([view.canLookBack(town), view.canWriteTo(town)]).toEqual([false, false]);
  expect(view.titleOf(town)).toBe("Town");
});

test.each([
  [3600, "Kept for 1 hour, then deleted"],
  [86_400, "Kept for 1 day, then deleted"],
  [604_800, "Kept for 7 days, then deleted"],
  [5400, "Kept for 90 minutes, then deleted"],
  [0, "Not kept"],
])("CHAT-7: the heading says how long messages are kept: %i seconds", async (seconds, words) => {
  const { keptWords } = await import("../../../client_web/src/panels/chat-words");
  expect(keptWords(seconds)).toBe(words);
});

test("who writes is named while they are few", async () => {
  const { typingWords } = await import("../../../client_web/src/panels/chat-words");
  expect(typingWords([])).toBe("");
  expect(typingWords(["Akiko"])).toBe("Akiko is writing…");
  expect(typingWords(["Akiko", "Tom"])).toBe("Akiko and Tom are writing…");
  expect(typingWords(["Akiko", "Tom", "Yuki"])).toBe("3 people are writing…");
});
