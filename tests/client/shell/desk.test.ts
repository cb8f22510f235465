/** The list view, the board's news, guests' links and visits: what stands behind their panels. */

import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { guestCode, guestLink, withoutGuest } from "../../../client_web/src/guest-link";
import { clocksAgree, isSlow, roundTrip } from "../../../client_web/src/measure";
import { CLOSE, type ZoneView } from "../../../client_web/src/wire.gen";
import { person, snapshot, WELCOME } from "./sample";
import { arrive, openPage } from "./visit";

const NOTE = { person: 2, name: "P2", text: "hello", at: 1000 };

const zone = (id: number, over: Partial<ZoneView> = {}): ZoneView => ({
  id,
  kind: "area",
  name: { ja: `場${id}`, en: `Place ${id}` },
  locked: false,
  lobby: false,
  capacity: 0,
  target: "",
  rects: [],
  ...over,
});

describe("a guest's link", () => {
  test("carries its code behind the #, and is read again", () => {
    const link = new URL(guestLink("https://office.example", "a b+c/="));
    expect(link.search).toBe("");
    expect(link.pathname).toBe("/");
    expect(guestCode(link)).toBe("a b+c/=");
  });

  test("is understood as a query too, and none is none", () => {
    expect(guestCode(new URL("https://office.example/?guest=x1"))).toBe("x1");
    expect(guestCode(new URL("https://office.example/?q=1#top"))).toBe("");
  });

  test("leaves nothing of the code in the address once it was used", () => {
    expect(withoutGuest(new URL("https://office.example/?guest=x1&lang=ja#guest=x1"))).toBe(
      "/?lang=ja",
    );
    expect(withoutGuest(new URL("https://office.example/#guest=x1"))).toBe("/");
  });
});

describe("the connection check", () => {
  test("takes the best of a few round trips", async () => {
    const times = [0, 90, 100, 140, 200, 270];
    expect(
      await roundTrip(
        async () => null,
        () => times.shift() ?? 0,
      ),
    ).toBe(40);
  });

  test("says that no answer came", async () => {
    expect(await roundTrip(() => Promise.reject(new Error("down")))).toBeNull();
  });

  test("tells what a person would notice", () => {
    expect([isSlow(60), isSlow(900)]).toEqual([false, true]);
    expect([clocksAgree(-1500), clocksAgree(4000), clocksAgree(-4000)]).toEqual([
      true,
      false,
      false,
    ]);
  });
});

describe("in the office", () => {
  type Views = typeof import("../../../client_web/src/views");
  let views: Views;
  let office: typeof import("../../../client_web/src/office");

  beforeEach(async () => {
    ({ office } = await openPage());
    views = await import("../../../client_web/src/views");
  });

  afterEach(() => {
    vi.useRealTimers();
    vi.unstubAllGlobals();
  });

  test("LIST-3: notes of others are new until the board was looked at", () => {
    const socket = arrive();
    socket.receive({
      t: "board",
      notes: [
        { ...NOTE, id: 1 },
        { ...NOTE, id: 2, person: 1 },
        { ...NOTE, id: 3 },
      ],
    });
    expect(views.newNotes.value).toBe(2);
    views.markBoardSeen();
    expect(views.newNotes.value).toBe(0);
    socket.receive({
      t: "board",
      notes: [
        { ...NOTE, id: 3 },
        { ...NOTE, id: 4 },
      ],
    });
    expect(views.newNotes.value).toBe(1);
  });

  test("the list view is remembered, an open sheet is not left to the next person", () => {
    const socket = arrive();
    views.showList(true);
    views.openSheet("stored", "more-button");
    expect(localStorage.getItem("madoguchi.view")).toBe("list");
    office.leave();
    socket.closedBy(CLOSE.LEFT);
    expect(views.sheet.value).toBeNull();
    expect(views.listView.value).toBe(true);
  });

  test("in the list view those who come and go are told together, and once", async () => {
    vi.useFakeTimers();
    const { followPresence } = await import("../../../client_web/src/presence-news");
    const told: string[] = [];
    const stop = followPresence((text) => told.push(text));
    const socket = arrive();
    const come = (id: number) => socket.receive({ t: "entered", person: person(id) });
    const go = (id: number) => socket.receive({ t: "left", person: id, why: "left" });
    come(5);
    vi.advanceTimersByTime(5000);
    expect(told).toEqual([]); // the map shows it

    views.showList(true);
    come(6);
    come(7);
    go(7);
    go(5);
    vi.advanceTimersByTime(5000);
    expect(told).toHaveLength(1);
    expect(told[0]).toContain("P6");
    expect(told[0]).toContain("P5");
    expect(told[0]).not.toContain("P7");
    stop();
  });

  test("ASK-7: a guest who was passed on is told of the one who is asked now", async () => {
    const visits = await import("../../../client_web/src/visit");
    const socket = arrive();
    const asked = {
      t: "asked",
      kind: "visit",
      person: 1,
      name: "P1",
      room: 0,
      note: "",
      expires: 60_000,
    } as const;
    socket.receive({ ...asked, id: 1, to: 2, to_name: "P2" });
    expect(visits.visit.value?.to_name).toBe("P2");
    socket.receive({ t: "ask_over", id: 1, why: "redirected", person: 3, name: "P3" });
    socket.receive({ ...asked, id: 2, to: 3, to_name: "P3" });
    expect(visits.visitEnd.value?.why).toBe("redirected");
    expect(visits.visit.value?.to_name).toBe("P3");
  });

  test("whom a guest came for stands first, and guests are not asked for", async () => {
    const visits = await import("../../../client_web/src/visit");
    const socket = arrive();
    visits.host.write(4);
    const people = [person(1, { guest: true }), person(2), person(3, { guest: true }), person(4)];
    socket.receive({ ...WELCOME, guest_until: 9000 }, snapshot({ people }));
    expect(visits.hostsHere.value.map(({ id }) => id)).toEqual([4, 2]);
  });

  test("a place of several zones is one line; windows come first, unnamed areas not at all", async () => {
    const { placesOf } = await import("../../../client_web/src/surroundings");
    const same = { ja: "廊下", en: "Hall" };
    const found = placesOf([
      zone(1, { name: same }),
      zone(2, { name: same }),
      zone(3, { name: { ja: "", en: "" } }),
      zone(4, { kind: "meeting" }),
      zone(5, { kind: "window" }),
      zone(6, { kind: "exit", name: { ja: "", en: "" } }),
    ]);
    expect(found.map(({ id }) => id)).toEqual([5, 1, 6]);
  });
});
