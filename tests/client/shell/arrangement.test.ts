/** What the next person at the same computer finds: nothing of the former one. */

import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { CLOSE } from "../../../client_web/src/wire.gen";
import { FakeSocket } from "./fake-socket";
import { person, said, WELCOME } from "./sample";

type Arrangement = typeof import("../../../client_web/src/arrangement");
type Office = typeof import("../../../client_web/src/office");

let arrangement: Arrangement;
let office: Office;

beforeEach(async () => {
  FakeSocket.all = [];
  vi.stubGlobal("WebSocket", FakeSocket);
  vi.stubGlobal("location", { origin: "https://office.example" });
  vi.stubGlobal("window", { matchMedia: () => ({ matches: false }) });
  vi.stubGlobal("fetch", async () =>
    Response.json({ token: "the-token", person: 1, name: "P1", avatar: "a" }, { status: 201 }),
  );
  vi.resetModules(); // a fresh page each time
  office = await import("../../../client_web/src/office");
  arrangement = await import("../../../client_web/src/arrangement");
  arrangement.startReading();
});

afterEach(() => vi.unstubAllGlobals());

async function comeIn(last: number): Promise<FakeSocket> {
  await office.enter("P1", "a");
  const socket = FakeSocket.newest;
  socket.open();
  const people = [1, 2].map((id) => person(id));
  socket.receive(WELCOME, { t: "snapshot", floor: "town", epoch: 1, people });
  socket.receive({ t: "caught_up", last });
  return socket;
}

test("drafts, the tab, the chosen person and the marks of reading are gone after leaving", async () => {
  const socket = await comeIn(0);
  arrangement.drafts.bubble = "between us";
  arrangement.drafts.floor = "to all";
  arrangement.scope.value = "floor";
  arrangement.picked.value = 2;
  arrangement.openOnly("people", true);
  socket.receive(said(7, { person: 2, scope: "floor", floor: "town" }));
  expect(arrangement.unread.floor.value).toBe(1);

  office.leave();
  socket.closedBy(CLOSE.LEFT);

  expect(arrangement.drafts).toEqual({ bubble: "", floor: "" });
  expect(arrangement.scope.value).toBe("bubble");
  expect(arrangement.picked.value).toBe(0);
  expect(arrangement.peopleOpen.value).toBe(false);
  expect(arrangement.unread.floor.value).toBe(0);

  const next = await comeIn(9);
  expect(arrangement.unread.floor.value).toBe(0);
  next.receive(said(10, { person: 2, scope: "floor", floor: "town" }));
  expect(arrangement.unread.floor.value).toBe(1);
});
