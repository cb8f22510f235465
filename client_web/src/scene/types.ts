/** The seam between the scene and the rest of the page. */

import type { ReadonlySignal } from "@preact/signals";
import type { Point } from "../motion/grid";
import type { State } from "../state";
import type { Facing, FloorView, ZoneView } from "../wire.gen";

export type Lang = "ja" | "en";

export interface SceneHost {
  /** The one state; the scene only reads it. */
  readonly state: ReadonlySignal<State>;
  readonly floor: ReadonlySignal<FloorView | null>;
  readonly lang: ReadonlySignal<Lang>;
  /** My avatar is here now, in whole map pixels; the page adds the epoch and sends it. */
  claim(x: number, y: number, facing: Facing): void;
  /** Somebody's avatar was clicked. */
  picked?(personId: number): void;
  /** My avatar entered a zone that has a name, or left it (null). */
  zone?(zone: ZoneView | null): void;
}

/** Somebody as they are painted now. x, y are their feet in map pixels. */
export interface SeenPerson {
  readonly id: number;
  readonly name: string;
  readonly x: number;
  readonly y: number;
  readonly tileX: number;
  readonly tileY: number;
}

export interface FrameTimes {
  /** Frames a second, by the middle interval of the last seconds. */
  readonly median: number;
  /** The interval that one frame in twenty exceeds. */
  readonly p95ms: number;
  /** The scene's own work in a painted frame: the middle and the 95th percentile. */
  readonly workMs: number;
  readonly workP95ms: number;
}

export interface Scene {
  /** Walks the shortest way; false where there is none. */
  walkTo(x: number, y: number): boolean;
  /** One could walk straight from one place to the other. */
  clear(from: Point, to: Point): boolean;
  /** How far down the canvas my avatar stands, from 0 at the top to 1. */
  height(): number;
  stop(): void;
  zoomBy(factor: number): void;
  /** Shows where a person is for a moment. */
  locate(personId: number): void;
  /** Who is painted now. */
  seen(): SeenPerson[];
  fps(): FrameTimes;
  destroy(): void;
}
