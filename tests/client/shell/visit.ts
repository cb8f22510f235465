/** A visit of person 1 by a fresh page: its modules anew, a socket to feed, storage that lasts. */

import { vi } from "vitest";
import type { AnyCommand, AnyEvent } from "../../../client_web/src/wire.gen";
import { FakeSocket } from "./fake-socket";
import { snapshot, WELCOME } from "./sample";

export class FakeStorage {
  readonly kept = new Map<string, string>();
  getItem = (key: string) => this.kept.get(key) ?? null;
  setItem = (key: string, value: string) => this.kept.set(key, value);
  removeItem = (key: string) => this.kept.delete(key);
}

/** Loads the page; `storage` is what the browser remembers, `floorView` what every floor looks like. */
export async function openPage(storage = new FakeStorage(), floorView: unknown = null) {
  FakeSocket.all = [];
  vi.stubGlobal("WebSocket", FakeSocket);
  vi.stubGlobal("location", { origin: "https://office.example" });
  vi.stubGlobal("localStorage", storage);
  vi.stubGlobal("sessionStorage", new FakeStorage());
  vi.stubGlobal("window", Object.assign(new EventTarget(), { matchMedia: () => ({}) }));
  vi.stubGlobal("document", Object.assign(new EventTarget(), { visibilityState: "visible" }));
  vi.stubGlobal("fetch", async (url: string) =>
    url.startsWith("/api/floors/")
      ? Response.json(floorView)
      : Response.json({ token: "the-token", person: 1, name: "P1", avatar: "a" }, { status: 201 }),
  );
  vi.resetModules();
  const office = await import("../../../client_web/src/office");
  await office.enter("P1", "a");
  return { office, storage };
}

/** The line is open and person 1 is on the floor; more events come in the same frame. */
export function arrive(...more: AnyEvent[]): FakeSocket {
  const socket = FakeSocket.newest;
  socket.open();
  socket.receive(WELCOME, snapshot(), ...more, { t: "caught_up", last: 0 });
  return socket;
}

export const sentOf = (socket: FakeSocket, kind: AnyCommand["t"]): AnyCommand[] =>
  socket.sent.filter((command) => command.t === kind);
