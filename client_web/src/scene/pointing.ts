/** What the mouse is over: somebody's avatar, and the zone whose name is then shown. */

import { zoneAt } from "../motion/zones";
import type { ZoneView } from "../wire.gen";
import type { Painter } from "./painter";
import type { ZoneSigns } from "./zones";

export class Pointing {
  /** The person; 0 for nobody. */
  person = 0;

  constructor(
    private readonly canvas: HTMLCanvasElement,
    private readonly painter: Painter,
  ) {}

  /** The mouse is at a point of the map; true if that shows. */
  at(
    x: number,
    y: number,
    tile: number,
    me: number,
    zones: readonly ZoneView[],
    signs: ZoneSigns | null,
  ): boolean {
    const named = signs?.point(zoneAt(zones, x, y)) ?? false;
    return this.to(this.painter.personAt(x, y, tile), me) || named;
  }

  /** The mouse is over a person, or over nobody. */
  to(person: number, me: number): boolean {
    if (person === this.person) return false;
    this.person = person;
    this.canvas.style.cursor = person !== 0 && person !== me ? "pointer" : "default";
    return true;
  }
}
