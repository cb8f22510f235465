/** How an avatar stands in one picture, and the colours it is drawn with. */

import type { Look } from "./code";

export interface Pose {
  readonly side: boolean;
  readonly back: boolean;
  readonly step: -1 | 0 | 1; // which foot is forward
  readonly sway: number; // how far loose hair swings, px
  readonly blink: boolean;
}

export interface Colors {
  readonly look: Look;
  readonly skin: number;
  readonly hair: number;
  readonly top: number;
  readonly accent: number; // a cap
  readonly beard: number;
  readonly scarf: number;
  readonly legs: number;
  readonly shoes: number;
}
