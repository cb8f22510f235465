/** One frame, from the floor up: floor, rooms, bubbles, marks, avatars, what is over them, names. */

import type { Point } from "../motion/grid";
import type { Drawing } from "../wire.gen";
import type { Around } from "./around";
import { Bubbles } from "./bubbles";
import type { Camera } from "./camera";
import { isOn, paintFigures, paintMyRing } from "./figures";
import type { Floor } from "./floor/floor";
import { paintTarget } from "./marks";
import type { Figure, People } from "./people";
import { Tags } from "./tags";
import { VOID } from "./theme";
import type { SeenPerson } from "./types";
import type { View } from "./view";
import type { ZoneSigns } from "./zones";

/** Moving tiles are repainted this often when nothing else moves, ms. */
export const ANIMATE_MS = 100;

export interface Moment {
  readonly floor: Floor;
  readonly people: People;
  readonly camera: Camera;
  readonly signs: ZoneSigns;
  readonly around: Around;
  readonly me: number;
  readonly target: Point | null;
  readonly hovered: number;
  readonly seconds: number;
  readonly calm: boolean; // motion is reduced
}

export class Painter {
  /** Those who were in view when it was last painted, from the back to the front. */
  readonly seen: Figure[] = [];
  private readonly bubbles = new Bubbles();
  private readonly tags = new Tags();
  private readonly first: number[] = [];

  constructor(private readonly view: View) {}

  clear(): void {
    this.seen.length = 0;
    this.background(VOID);
  }

  /** What looks different in the next frame even though nobody moves: names that fade, the floor. */
  paint(moment: Moment): { tags: boolean; floor: boolean } {
    const { view } = this;
    const { floor, people, me, around, calm } = moment;
    const tile = floor.view.drawing.tile_width;
    this.look(people, tile);
    this.background(floor.background);
    view.ctx.imageSmoothingEnabled = view.scale * tile < 32;
    floor.under.paint(view);
    let moving = this.live(floor, false);
    around.doors.paintFloor(view);
    moment.signs.paint(view);
    this.bubbles.paint(view, people, me, tile);
    this.marks(moment, tile);
    moving = paintFigures(view, floor, this.seen, tile) || moving;
    floor.over.paint(view);
    moving = this.live(floor, true) || moving;
    around.doors.paintOver(view);
    const tags = this.names(moment, tile);
    around.paintOver(view, people, this.seen, me, tile, calm);
    return { tags, floor: moving };
  }

  private background(color: string): void {
    const { ctx, width, height } = this.view;
    this.view.plain();
    ctx.fillStyle = color;
    ctx.fillRect(0, 0, width, height);
  }

  private look(people: People, tile: number): void {
    this.seen.length = 0;
    for (const figure of people.order) {
      const { x, y } = figure;
      if (this.view.sees(x - tile, y - 2 * tile, 2 * tile, 2.5 * tile)) this.seen.push(figure);
    }
  }

  private live(floor: Floor, over: boolean): boolean {
    this.view.onMap();
    const any = floor.live(this.view, over);
    this.view.plain();
    return any;
  }

  private marks(moment: Moment, tile: number): void {
    const mine = moment.people.get(moment.me);
    if (mine) paintMyRing(this.view, mine, tile);
    moment.around.paintFloor(this.view, moment.people, moment.me, tile, moment.calm);
    if (moment.target) paintTarget(this.view, moment.target, tile, moment.calm);
  }

  private names(moment: Moment, tile: number): boolean {
    const { first } = this;
    first[0] = moment.hovered;
    first[1] = moment.around.located;
    const { camera, people, me, seconds } = moment;
    this.tags.guest = moment.around.guest;
    return this.tags.paint(this.view, camera, people, this.seen, me, first, tile, seconds);
  }

  /** The same for those outside. */
  report({ tile_width, tile_height }: Drawing): SeenPerson[] {
    return this.seen.map(({ person, x, y }) => ({
      id: person.id,
      name: person.name,
      x,
      y,
      tileX: Math.floor(x / tile_width),
      tileY: Math.floor(y / tile_height),
    }));
  }

  /** Whose avatar is at a point of the map; 0 for nobody. Those in front come first. */
  personAt(x: number, y: number, tile: number): number {
    for (let i = this.seen.length - 1; i >= 0; i--) {
      const figure = this.seen[i] as Figure;
      if (isOn(figure, x, y, tile)) return figure.person.id;
    }
    return 0;
  }
}
