/**
 * Walking, apart from painting: this person's own walker on the floor's grid, moved by a loop of its
 * own, so that one walks with the canvas hidden or not there at all. There is one in the page.
 *
 * The scene joins in: it tells which keys are held (`steer`), sends clicks on (`walkTo`), and paints
 * `walking.me`, which this moves once a frame of the browser.
 */

import { type ReadonlySignal, signal } from "@preact/signals";
import type { Point } from "./motion/grid";
import type { Walker } from "./motion/walker";
import type { ZoneView } from "./wire.gen";

export interface Walking {
  /** Where I am, which way I look, where I go; null before the server said where I am. */
  readonly me: Walker | null;
  /** The smallest zone with a name that I am in. */
  readonly zone: ReadonlySignal<ZoneView | null>;
  /** The keys or the stick now: -1 to 1 each way. Anything but 0, 0 ends following and led walks. */
  steer(way: Point): void;
  /** Walks there because this person wished so (a click): ends following. False: there is no way. */
  walkTo(x: number, y: number): boolean;
  /** Stops, and ends following. */
  stop(): void;
  /** One could walk straight from one place to the other. */
  clear(from: Point, to: Point): boolean;
  /** Called when the server has put me somewhere; `far`: so far that the camera should not fly. */
  onPlaced(listener: (far: boolean) => void): () => void;
  /** Called when I took a step of my own. */
  onStep(listener: () => void): () => void;
}

const zone = signal<ZoneView | null>(null);

export const walking: Walking = {
  me: null,
  zone,
  steer() {},
  walkTo: () => false,
  stop() {},
  clear: () => false,
  onPlaced: () => () => {},
  onStep: () => () => {},
};
