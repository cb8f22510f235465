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
    const changed = person !== this.person;
    this.person = person;
    this.show(person !== 0 && person !== me);
    return changed;
  }

  /** The mouse is over a door's plate: nobody behind it is meant. */
  atPlate(): boolean {
    const changed = this.person !== 0;
    this.person = 0;
    this.show(true);
    return changed;
  }

  /** Says by the cursor whether a click does more than walk. */
  private show(clickable: boolean): void {
    this.canvas.style.cursor = clickable ? "pointer" : "default";
  }
}
