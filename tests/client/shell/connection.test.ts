/** The line to the server: greeting, patience, dead lines, take-over, and where it stops. */

import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import {
  BEATS_MISSED,
  Connection,
  FIRST_WAIT_MS,
  GREETING_MS,
  LONGEST_WAIT_MS,
  STEADY_MS,
} from "../../../client_web/src/connection";
import type { Link } from "../../../client_web/src/state";
import { type AnyEvent, CLOSE, VERSION } from "../../../client_web/src/wire.gen";
import { FakeSocket } from "./fake-socket";
import { said, WELCOME } from "./sample";

const BEAT: AnyEvent = { t: "beat" };

let links: Link[];
let events: AnyEvent[];
let last: number;
let dice: number;
let line: Connection;

beforeEach(() => {
  vi.useFakeTimers();
  vi.setSystemTime(0);
  FakeSocket.all = [];
  links = [];
  events = [];
  last = 0;
  dice = 1;
  line = new Connection(
    "ws://office/ws",
    {
      greeting: () => ({ token: "token", tab: "tab", last }),
      onLink: (link) => links.push(link),
      onEvents: (some) => events.push(...some),
    },
    FakeSocket as unknown as typeof WebSocket,
    () => dice,
  );
});

afterEach(() => {
  vi.useRealTimers();
});

function greeted(): FakeSocket {
  const socket = FakeSocket.newest;
  socket.open();
  socket.receive(WELCOME);
  return socket;
}

const waited = (): number => {
  const link = links.at(-1);
  if (link?.kind !== "waiting") throw new Error(`not waiting but ${link?.kind}`);
  return link.retryAt - Date.now();
};

test("says hello first, and nothing before the welcome", () => {
  line.start();
  const socket = FakeSocket.newest;
  expect(line.send({ t: "leave" })).toBe(false);
  socket.open();
  expect(line.send({ t: "leave" })).toBe(false);
  expect(socket.sent).toEqual([
    { t: "hello", version: VERSION, token: "token", tab: "tab", last: 0 },
  ]);
  socket.receive(WELCOME);
  expect(line.send({ t: "leave" })).toBe(true);
  expect(socket.sent.at(-1)).toEqual({ t: "leave" });
});

test("passes a frame's events on together and in order", () => {
  line.start();
  greeted().receive(said(1), said(2), { t: "caught_up", last: 2 });
  expect(events.map((event) => event.t)).toEqual(["welcome", "said", "said", "caught_up"]);
});

describe("a lost line", () => {
  test.each([1006, 1001, CLOSE.RESTARTING, CLOSE.TOO_SLOW, CLOSE.BUSY, 4499])(
    "with code %i comes back by itself, from the newest message on",
    (code) => {
      line.start();
      greeted().closedBy(code);
      last = 42;
      vi.advanceTimersByTime(FIRST_WAIT_MS);
      expect(FakeSocket.all.length).toBe(2);
      FakeSocket.newest.open();
      expect(FakeSocket.newest.sent[0]).toMatchObject({ t: "hello", last: 42 });
      expect(FakeSocket.newest.sent[0]).not.toHaveProperty("take_over");
    },
  );

  test("waits twice as long each time, up to the longest wait", () => {
    line.start();
    const waits = [];
    for (let loss = 0; loss < 8; loss++) {
      FakeSocket.newest.closedBy(1006);
      waits.push(waited());
      vi.advanceTimersByTime(waited());
    }
    expect(waits).toEqual([500, 1000, 2000, 4000, 8000, 8000, 8000, 8000]);
    expect(LONGEST_WAIT_MS).toBe(8000);
  });

  test.each([0, 0.25, 0.999])("has full jitter: %f of the wait", (luck) => {
    dice = luck;
    line.start();
    FakeSocket.newest.closedBy(1006);
    expect(waited()).toBeCloseTo(luck * FIRST_WAIT_MS);
  });

  test("after a steady time starts with short waits again", () => {
    line.start();
    for (let loss = 0; loss < 4; loss++) {
      FakeSocket.newest.closedBy(1006);
      vi.advanceTimersByTime(waited());
    }
    const socket = greeted();
    vi.advanceTimersByTime(STEADY_MS);
    socket.closedBy(1006);
    expect(waited()).toBe(FIRST_WAIT_MS);
  });

  test("that is lost again at once does not start with short waits", () => {
    line.start();
    FakeSocket.newest.closedBy(1006);
    vi.advanceTimersByTime(waited());
    greeted().closedBy(CLOSE.TOO_SLOW);
    expect(waited()).toBe(2 * FIRST_WAIT_MS);
  });

  test("comes back at once when the browser is online again", () => {
    line.start();
    FakeSocket.newest.closedBy(1006);
    line.retryNow();
    expect(FakeSocket.all.length).toBe(2);
    vi.advanceTimersByTime(LONGEST_WAIT_MS / 2);
    expect(FakeSocket.all.length).toBe(2); // the wait that was cut short opens no third one
  });

  test("that is not lost is left alone by 'now'", () => {
    line.start();
    greeted();
    line.retryNow();
    expect(FakeSocket.all.length).toBe(1);
  });
});

describe("a silent line", () => {
  const SILENCE = BEATS_MISSED * WELCOME.beat_seconds * 1000;

  test("is dead after two and a half beats", () => {
    line.start();
    const socket = greeted();
    vi.advanceTimersByTime(SILENCE - 1);
    expect(links.at(-1)?.kind).not.toBe("waiting");
    vi.advanceTimersByTime(1);
    expect(links.at(-1)?.kind).toBe("waiting");
    expect(socket.readyState).toBe(FakeSocket.CLOSED);
  });

  test("lives as long as beats come", () => {
    line.start();
    const socket = greeted();
    for (let beat = 0; beat < 20; beat++) {
      vi.advanceTimersByTime(WELCOME.beat_seconds * 1000);
      socket.receive(BEAT);
    }
    expect(FakeSocket.all.length).toBe(1);
  });

  test("that never opens is given up too", () => {
    line.start();
    vi.advanceTimersByTime(GREETING_MS);
    expect(links.at(-1)?.kind).toBe("waiting");
  });

  test("says nothing any more once it was given up", () => {
    line.start();
    const socket = greeted();
    vi.advanceTimersByTime(SILENCE);
    const before = events.length;
    socket.receive(said(1));
    socket.closedBy(CLOSE.TAKEN_OVER);
    expect(events.length).toBe(before);
    expect(links.at(-1)?.kind).toBe("waiting");
  });
});

test("an unreadable frame ends the socket, and a fresh one heals", () => {
  vi.spyOn(console, "error").mockImplementation(() => {});
  line.start();
  greeted().receiveBytes(new Uint8Array([0xc1]));
  expect(links.at(-1)?.kind).toBe("waiting");
});

describe("a final close", () => {
  const final = Object.values(CLOSE).filter((code) => code >= 4500);

  test.each(final)("with code %i stops for good", (code) => {
    line.start();
    greeted().closedBy(code);
    expect(links.at(-1)).toEqual({ kind: "closed", code });
    vi.advanceTimersByTime(60_000);
    line.retryNow();
    expect(FakeSocket.all.length).toBe(1);
  });

  test("after 'go on here' the hello takes over, and only that one", () => {
    line.start();
    greeted().closedBy(CLOSE.ELSEWHERE);
    line.start(true);
    FakeSocket.newest.open();
    expect(FakeSocket.newest.sent[0]).toMatchObject({ t: "hello", take_over: true });
    FakeSocket.newest.closedBy(1006);
    vi.advanceTimersByTime(FIRST_WAIT_MS);
    FakeSocket.newest.open();
    expect(FakeSocket.newest.sent[0]).not.toHaveProperty("take_over");
  });
});

test("stop ends the line and every timer", () => {
  line.start();
  greeted();
  line.stop();
  vi.advanceTimersByTime(60_000);
  expect(links.at(-1)).toEqual({ kind: "idle" });
  expect(FakeSocket.all.length).toBe(1);
});
