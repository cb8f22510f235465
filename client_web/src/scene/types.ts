/** The seam between the scene and the rest of the page. */

import type { ReadonlySignal } from "@preact/signals";
import type { Point } from "../motion/grid";
import type { Walker } from "../motion/walker";
import type { State } from "../state";
import type { FloorView, ZoneView } from "../wire.gen";

export type Lang = "ja" | "en";

/** A room's door as this person finds it. */
export interface Door {
  readonly zone: ZoneView;
  readonly name: string;
  readonly locked: boolean;
  /** Why I can't just walk in; null where I can. */
  readonly shut: "locked" | "only_for" | "full" | null;
  readonly inside: number;
  readonly capacity: number; // 0 for no limit
  readonly here: boolean; // I am inside
  readonly letIn: boolean; // it is open to me
}

export interface Shown {
  readonly person: number;
  readonly emoji: string;
  readonly to: number; // 0 for all
}

/** What goes on among the people of this floor. */
export interface Around {
  readonly doors: ReadonlySignal<readonly Door[]>;
  /** The numbers of the raised hands, by person. */
  readonly hands: ReadonlySignal<ReadonlyMap<number, number>>;
  /** Those who write to me now. */
  readonly typing: ReadonlySignal<ReadonlySet<number>>;
  /** Those who wait for my answer. */
  readonly asking: ReadonlySignal<ReadonlySet<number>>;
  /** To whom a line shows the way, and whom I follow; 0 for nobody. */
  readonly located: ReadonlySignal<number>;
  readonly following: ReadonlySignal<number>;
  /** The word on a guest's badge. */
  readonly guest: ReadonlySignal<string>;
  /** The corners of the way to somebody; null where there is none. */
  wayTo(person: number): readonly Point[] | null;
  /** I stand before who was located: the line may go. */
  arrived(): void;
  /** Tells of each reaction; returns how to stop that. */
  onReaction(listener: (shown: Shown) => void): () => void;
  /** The plate at a room's door was clicked. */
  openRoom(room: number): void;
}

export interface Walk {
  readonly me: Walker | null; // null before the server said where I am
  steer(way: Point): void;
  walkTo(x: number, y: number): boolean;
  stop(): void;
  /** I am led somewhere, by following or by a walk that was agreed on. */
  readonly led: boolean;
  halt(): void;
  clear(from: Point, to: Point): boolean;
  onPlaced(listener: (far: boolean) => void): () => void;
}

export interface SceneHost {
  readonly around: Around;
  /** The one state; the scene only reads it. */
  readonly state: ReadonlySignal<State>;
  readonly floor: ReadonlySignal<FloorView | null>;
  readonly lang: ReadonlySignal<Lang>;
  /** My own walk, which goes on whether it is painted or not. */
  readonly walking: Walk;
  /** A place was pointed at: walks there, or to the shut door before it. False: there is no way. */
  goTo(x: number, y: number): boolean;
  /** Somebody's avatar was clicked. */
  picked?(personId: number): void;
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
  /** Who is painted now. */
  seen(): SeenPerson[];
  fps(): FrameTimes;
  destroy(): void;
}
