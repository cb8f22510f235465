/** Who does not touch the page is away after a while, and here again at the first touch. */

import { afterEach, beforeEach, expect, test, vi } from "vitest";
import type { FakeSocket } from "./fake-socket";
import { arrive, openPage, sentOf } from "./visit";

beforeEach(() => void vi.useFakeTimers());

afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

/** Time goes by on a line that lives. */
function pass(socket: FakeSocket, seconds: number): void {
  for (let gone = 0; gone < seconds; gone += 5) {
    socket.receive({ t: "beat" });
    vi.advanceTimersByTime(5000);
  }
}

test("STAT-1: no input for as long as the server says is told once, and so is its end", async () => {
  await openPage();
  const idle = await import("../../../client_web/src/idle");
  idle.watchInput();
  const socket = arrive(); // away after 300 s
  pass(socket, 290);
  window.dispatchEvent(new Event("keydown"));
  pass(socket, 290);
  expect(sentOf(socket, "idle")).toEqual([]);
  pass(socket, 60);
  expect(sentOf(socket, "idle")).toEqual([{ t: "idle", idle: true }]);
  window.dispatchEvent(new Event("pointermove"));
  window.dispatchEvent(new Event("pointermove"));
  expect(sentOf(socket, "idle").at(-1)).toEqual({ t: "idle", idle: false });
  expect(sentOf(socket, "idle").length).toBe(2);
});

test("STAT-1: a new line is told again that nobody is there", async () => {
  await openPage();
  const idle = await import("../../../client_web/src/idle");
  idle.watchInput();
  const first = arrive();
  pass(first, 310);
  first.closedBy(1006);
  vi.advanceTimersByTime(10_000);
  const next = arrive();
  expect(sentOf(next, "idle")).toEqual([{ t: "idle", idle: true }]);
});
