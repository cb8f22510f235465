/** What the next person at the same computer finds: nothing of the former one. */

import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { CLOSE } from "../../../client_web/src/wire.gen";
import { said } from "./sample";
import { arrive, openPage } from "./visit";

type Office = typeof import("../../../client_web/src/office");

let office: Office;

beforeEach(async () => {
  ({ office } = await openPage());
});

afterEach(() => vi.unstubAllGlobals());

test("drafts, the tab, the chosen person and the marks of reading are gone after leaving", async () => {
  const arrangement = await import("../../../client_web/src/arrangement");
  const talks = await import("../../../client_web/src/conversations");
  const unread = await import("../../../client_web/src/unread");
  unread.startReading();
  const socket = arrive();
  const floor = unread.unreadIn("floor:town");
  talks.drafts.set("bubble", "between us");
  talks.talkTo(2);
  arrangement.picked.value = 2;
  arrangement.openOnly("people", true);
  socket.receive(said(7));
  expect(floor.value.count).toBe(1);

  office.leave();
  socket.closedBy(CLOSE.LEFT);

  expect(talks.drafts.size).toBe(0);
  expect(talks.openConversation.value.scope).toBe("bubble");
  expect(arrangement.picked.value).toBe(0);
  expect(arrangement.peopleOpen.value).toBe(false);
  expect(floor.value.count).toBe(0);
});
