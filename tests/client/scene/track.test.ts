/** Others are painted a little in the past, between the places that the server told. */

import { describe, expect, test } from "vitest";
import { type Glimpse, Track } from "../../../client_web/src/motion/track";

const INTERVAL = 100;
const FAR = 96;

function at(track: Track, when: number): Glimpse & { more: boolean } {
  const out = { x: 0, y: 0, dx: 0, dy: 0 };
  return { more: track.read(when, out), ...out };
}

describe("a track", () => {
  test("lies between the two places around the moment", () => {
    const track = new Track(0, 10, 10);
    track.push(100, 20, 30, INTERVAL, FAR);
    expect(at(track, 25)).toEqual({ x: 12.5, y: 15, dx: 10, dy: 20, more: true });
  });

  test("holds at the last place", () => {
    const track = new Track(0, 10, 10);
    track.push(100, 20, 30, INTERVAL, FAR);
    expect(at(track, 500)).toEqual({ x: 20, y: 30, dx: 0, dy: 0, more: false });
  });

  test("after a stillness starts from where they stood, without a slow glide", () => {
    const track = new Track(0, 10, 10);
    track.push(5000, 20, 10, INTERVAL, FAR);
    expect(at(track, 4890).x).toBe(10);
    expect(at(track, 4950).x).toBe(15);
  });

  test("jumps where the way is far", () => {
    const track = new Track(0, 10, 10);
    track.push(100, 500, 10, INTERVAL, FAR);
    expect(at(track, 50).x).toBe(500);
    expect(at(track, 150).x).toBe(500);
  });

  test("never leaves the span of what was told, and forgets what is long past", () => {
    const track = new Track(0, 0, 0);
    for (let i = 1; i <= 200; i++) {
      track.push(i * 50, i * 4, 0, INTERVAL, FAR);
      const { x } = at(track, i * 50 - 100);
      expect(x).toBeCloseTo(Math.max(0, i - 2) * 4, 6);
    }
  });
});
