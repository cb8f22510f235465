/** A page with a line to a server that the test plays; each import below it is fresh. */

import { vi } from "vitest";
import type { AnyEvent, FloorView, ZoneView } from "../../../client_web/src/wire.gen";
import { FakeSocket } from "./fake-socket";
import { snapshot, WELCOME } from "./sample";

export const zone = (id: number, over: Partial<ZoneView> = {}): ZoneView => ({
  id,
  kind: "meeting",
  name: { ja: `部屋${id}`, en: `Room ${id}` },
  locked: false,
  lobby: false,
  capacity: 0,
  target: "",
  rects: [[100 * id, 0, 90, 90]],
  ...over,
});

/** The floor "town" with these zones; its picture is left out. */
const floorWith = (zones: readonly ZoneView[]) =>
  ({ id: "town", zones, drawing: { tile_width: 32 } }) as unknown as FloorView;

/** To be called before each test; then the modules are imported. */
export function freshPage(zones: readonly ZoneView[] = []): void {
  FakeSocket.all = [];
  vi.stubGlobal("WebSocket", FakeSocket);
  vi.stubGlobal("location", { origin: "https://office.example" });
  vi.stubGlobal("window", { matchMedia: () => ({ matches: false }), addEventListener: () => {} });
  vi.stubGlobal("document", {
    addEventListener: () => {},
    querySelector: () => null,
    getElementById: () => null,
    visibilityState: "visible",
    hasFocus: () => true,
  });
  vi.stubGlobal("fetch", async (url: string) =>
    String(url).includes("/floors/")
      ? Response.json(floorWith(zones))
      : Response.json({ token: "the-token", person: 1, name: "P1", avatar: "a" }, { status: 201 }),
  );
  vi.resetModules();
}

/** Enters as person 1; the events come after `snapshot`. */
export async function comeIn(
  over: Parameters<typeof snapshot>[0] = {},
  ...events: AnyEvent[]
): Promise<FakeSocket> {
  const office = await import("../../../client_web/src/office");
  office.listen();
  await office.enter("P1", "a");
  const socket = FakeSocket.newest;
  socket.open();
  socket.receive(WELCOME, snapshot(over), ...events, { t: "caught_up", last: 0 });
  await vi.waitFor(() => {
    if (!office.floor.peek()) throw new Error("the floor is still on its way");
  });
  return socket;
}
