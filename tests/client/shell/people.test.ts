/** Finding people, their clocks, what one may do with them, and the order of raised hands. */

import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { matches } from "../../../client_web/src/finding";
import { actsBetween, type Between } from "../../../client_web/src/panels/person-actions";
import { clock, isZone, minutesAhead, minutesUntil } from "../../../client_web/src/times";
import { comeIn, freshPage, zone } from "./page";
import { moved, person } from "./sample";

beforeEach(() => freshPage([zone(1), zone(2)]));
afterEach(() => vi.unstubAllGlobals());

describe("finding", () => {
  const tanaka = { name: "ﾀﾅｶ 花子", about: "経理、Invoices" };
  test.each(["タナカ", "たなか", "invoice", "ＩＮＶＯＩＣＥ", "経理 花子", " ", ""])(
    "%j finds her",
    (wanted) => expect(matches(tanaka, wanted)).toBe(true),
  );
  test.each(["さとう", "経理 太郎"])("%j does not", (wanted) =>
    expect(matches(tanaka, wanted)).toBe(false),
  );
});

describe("clocks", () => {
  const noon = Date.UTC(2026, 5, 1, 12);
  test("are told as the language writes them, by the other's zone", () => {
    expect(clock(noon, "en", "Asia/Tokyo")).toBe("21:00");
    expect(clock(noon, "ja", "America/New_York")).toBe("08:00");
  });
  test("know how far they are apart, on each side of a change to summer time too", () => {
    expect(minutesAhead(noon, "Asia/Kolkata", "UTC")).toBe(330);
    expect(minutesAhead(noon, "America/New_York", "Asia/Tokyo")).toBe(-13 * 60);
    expect(minutesAhead(Date.UTC(2026, 0, 1), "America/New_York", "Asia/Tokyo")).toBe(-14 * 60);
  });
  test("take no zone that nobody knows", () => {
    expect(isZone("Asia/Tokyo")).toBe(true);
    expect(isZone("Mars/Olympus")).toBe(false);
    expect(isZone("")).toBe(false);
  });
  test("count to an hour of this day", () => {
    const half = new Date(2026, 5, 1, 16, 30).getTime();
    expect(minutesUntil(half, 17)).toBe(30);
    expect(minutesUntil(half, 16)).toBeLessThan(0);
  });
});

describe("what one may do", () => {
  const between = (over: Partial<Between>): Between => ({
    guest: false,
    theirs: false,
    here: true,
    lingering: false,
    room: 0,
    sameRoom: true,
    written: false,
    ...over,
  });
  test("with a colleague on the same floor", () => {
    expect(actsBetween(between({}))).toEqual(
      ["walk", "locate", "follow", "message", "wave", "ping", "lead", "come"], //
    );
  });
  test("inviting takes a room that they are not in", () => {
    expect(actsBetween(between({ room: 3, sameRoom: false }))).toContain("invite");
    expect(actsBetween(between({ room: 3, sameRoom: true }))).not.toContain("invite");
    expect(actsBetween(between({ room: 0, sameRoom: false }))).not.toContain("invite");
  });
  test("GUEST-4: a guest asks for a visit and to be led, and nothing else", () => {
    const acts = actsBetween(between({ guest: true, room: 3, sameRoom: false }));
    expect(acts).toEqual(["walk", "locate", "wave", "visit", "lead"]);
  });
  test("GUEST-5: a guest writes to whoever wrote first", () => {
    expect(actsBetween(between({ guest: true, written: true }))).toContain("message");
  });
  test("nobody asks somebody whose line is down, whom one can still write to", () => {
    expect(actsBetween(between({ lingering: true }))).toEqual([
      "walk",
      "locate",
      "follow",
      "message",
    ]);
  });
  test("with somebody on another floor", () => {
    expect(actsBetween(between({ here: false, sameRoom: false }))).toEqual([
      "walk",
      "message",
      "ping",
    ]);
  });
});

describe("raised hands", () => {
  const at = (x: number) => ({ x, y: 10 });
  test("HAND-1: are numbered by the order of raising, each room for itself", async () => {
    const people = [
      person(1, { ...at(0), hand: 7 }),
      person(2, { ...at(5), hand: 3 }),
      person(3, { ...at(110), hand: 9 }),
      person(4, { ...at(120), hand: 8 }),
      person(5, { ...at(210), hand: 1 }),
      person(6, at(0)),
    ];
    await comeIn({ people });
    const { handRanks } = await import("../../../client_web/src/hands");
    const ranks = Object.fromEntries(handRanks.value);
    expect(ranks).toEqual({ 2: 1, 1: 2, 4: 1, 3: 2, 5: 1 });
  });
  test("keep the same order, as an object too, while people walk about", async () => {
    const socket = await comeIn({ people: [person(1, { ...at(0), hand: 7 }), person(2, at(5))] });
    const { handRanks } = await import("../../../client_web/src/hands");
    const before = handRanks.value;
    socket.receive(moved([2, 50, 50, "e"]));
    expect(handRanks.value).toBe(before);
  });
});

describe("places", () => {
  test("a room is shut for whoever is not named, by a lock, or when it is full", async () => {
    const { shutFor } = await import("../../../client_web/src/places");
    const door = { room: 1, locked: false, owner: 2, capacity: 0, only_for: [] };
    expect(shutFor(door, 9, 1)).toBeNull();
    expect(shutFor({ ...door, locked: true }, 0, 1)).toBe("locked");
    expect(shutFor({ ...door, only_for: [2, 3] }, 0, 1)).toBe("only_for");
    expect(shutFor({ ...door, only_for: [1] }, 0, 1)).toBeNull();
    expect(shutFor({ ...door, capacity: 2 }, 2, 1)).toBe("full");
    expect(shutFor(undefined, 0, 1)).toBeNull();
  });
  test("STAT-1: what the place makes of one's status, silence before all", async () => {
    const { derivedStatus } = await import("../../../client_web/src/places");
    const zones = [
      zone(1),
      zone(2, { kind: "silent", rects: [[150, 0, 20, 20]] }),
      zone(3, { kind: "window" }),
    ];
    expect(derivedStatus(zones, { x: 110, y: 5 }).status).toBe("meeting");
    expect(derivedStatus(zones, { x: 155, y: 5 })).toEqual({ status: "dnd", zone: zones[1] });
    expect(derivedStatus(zones, { x: 310, y: 5 }).status).toBe("serving");
    expect(derivedStatus(zones, { x: 0, y: 0 })).toEqual({ status: "available", zone: null });
  });
  test("one may knock at the nearest shut room in front of which one stands", async () => {
    const rooms = [1, 2].map((room) => ({
      room,
      locked: true,
      owner: 3,
      capacity: 0,
      only_for: [],
    }));
    const socket = await comeIn({ people: [person(1, { x: 193, y: 50 })], rooms });
    const { shutAhead } = await import("../../../client_web/src/places");
    expect(shutAhead.value).toBe(1);
    socket.receive(moved([1, 195, 50, "e"]));
    expect(shutAhead.value).toBe(1);
    socket.receive(moved([1, 197, 50, "e"]));
    expect(shutAhead.value).toBe(2);
    socket.receive({ t: "room", room: { ...rooms[1], locked: false } as (typeof rooms)[0] });
    expect(shutAhead.value).toBe(1);
    socket.receive(moved([1, 900, 900, "e"]));
    expect(shutAhead.value).toBeNull();
  });
});
