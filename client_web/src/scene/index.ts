/** The scene: everything on the canvas, and walking. This is all that the page sees of it. */

import { Stage } from "./stage";
import type { Scene, SceneHost } from "./types";

export type { Around, Door, FrameTimes, Lang, Scene, SceneHost, SeenPerson } from "./types";

export function createScene(
  canvas: HTMLCanvasElement,
  minimap: HTMLCanvasElement,
  host: SceneHost,
): Scene {
  return new Stage(canvas, minimap, host);
}
