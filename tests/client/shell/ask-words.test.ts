/** What a request is called in words: which room is meant, on which floor. */

import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { comeIn, freshPage, zone } from "./page";
import { asked, person, snapshot, WELCOME } from "./sample";

const FLOORS = [
  { id: "town", ja: "町", en: "Town" },
  { id: "roof", ja: "屋上", en: "Roof" },
];
const ZONES: Record<string, string> = { town: "Sakura", roof: "Tea house" };

beforeEach(() => {
  freshPage();
  const played = globalThis.fetch;
  vi.stubGlobal("fetch", async (url: string) => {
    const id = /floors\/(\w+)/.exec(String(url))?.[1];
    if (!id) return played(url);
    const zones = [zone(4, { name: { ja: "室", en: ZONES[id] ?? "" } })];
    return Response.json({ id, zones, drawing: { tile_width: 32 } });
  });
});

afterEach(() => vi.unstubAllGlobals());

test("a room of another floor is named with its floor, though a room here has its number", async () => {
  const { chooseLang } = await import("../../../client_web/src/i18n");
  chooseLang("en");
  const words = await import("../../../client_web/src/panels/ask-words");
  const { id, name } = person(2);
  const there = { id, name, avatar: "auto", about: "", tz: "", floor: "roof" };
  const socket = await comeIn(
    { people: [person(1)] },
    { ...WELCOME, floors: FLOORS },
    { t: "elsewhere", whole: true, people: [{ ...there, status: "available" }], gone: [] },
  );
  const invitation = asked(5, { kind: "invite", room: 4 });
  socket.receive(invitation);
  expect(words.asksWhat(invitation)).toBe("P2 invites you into a room on another floor");
  await vi.waitFor(() =>
    expect(words.asksWhat(invitation)).toBe("P2 invites you into Tea house (Roof)"),
  );
  // They come here, and the room is still where it was.
  socket.receive(snapshot({ people: [person(1), person(2)] }), invitation);
  expect(words.asksWhat(invitation)).toBe("P2 invites you into Tea house (Roof)");
  const near = asked(6, { kind: "invite", room: 4 });
  socket.receive(near);
  expect(words.asksWhat(near)).toBe("P2 invites you into Sakura");
});
