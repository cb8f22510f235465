/**
 * What goes on among the people, on the floor and over their heads: doors, reactions, hands,
 * questions, the way to somebody. It listens to the page and paints when the painter says so.
 */

import type { Grid } from "../motion/grid";
import { Doors } from "./doors";
import { Overhead, paintWaves } from "./overhead";
import type { Figure, People } from "./people";
import { Reactions } from "./reactions";
import { plateOf } from "./tag-picture";
import type { Around as Told } from "./types";
import type { View } from "./view";
import { paintEdge, paintGoal, Way } from "./way";

/** So near to who was located, in tiles, one has found them... */
const ARRIVED = 1.6;

/** ... but somebody who stands beside one all the time is shown for so long, ms. */
const SHOWN = 2500;

export class Around {
  readonly doors = new Doors();
  private readonly reactions = new Reactions();
  private readonly overhead = new Overhead();
  private readonly way = new Way();
  private readonly endings: (() => void)[];
  private dpr = 1;
  private locatedAt = 0;

  /** `changed` is called whenever something looks different now. */
  constructor(
    private readonly told: Told,
    private readonly changed: () => void,
  ) {
    const { hands, typing, asking, located, following } = told;
    const signals = [hands, typing, asking, located, following];
    this.endings = [
      told.onReaction(({ person, emoji, to }) => {
        this.reactions.show(person, emoji, to, performance.now());
        changed();
      }),
      told.doors.subscribe(() => this.redoDoors(this.dpr)),
      located.subscribe(() => {
        this.locatedAt = performance.now();
      }),
      ...signals.map((signal) => signal.subscribe(changed)),
    ];
  }

  destroy(): void {
    for (const end of this.endings) end();
  }

  /** Another floor, or none. */
  setFloor(grid: Grid | null): void {
    this.reactions.clear();
    this.doors.setFloor(grid);
    this.redoDoors(this.dpr);
  }

  redoDoors(dpr: number): void {
    this.dpr = dpr;
    this.doors.take(this.told.doors.peek(), dpr);
    this.changed();
  }

  get located(): number {
    return this.told.located.peek();
  }

  get guest(): string {
    return this.told.guest.peek();
  }

  /** Once a frame, before painting; true if something must be painted though nobody moves. */
  update(people: People, me: number, tile: number, now: number): boolean {
    const { told, reactions, way } = this;
    people.mark(told.hands.peek(), told.following.peek());
    if (now - this.locatedAt > SHOWN) this.arrive(people, me, tile);
    way.update(told.located.peek(), now, (person) => told.wayTo(person));
    const over = reactions.expire(now);
    const seeks = people.get(told.located.peek()) !== undefined;
    return over || reactions.any || seeks || told.typing.peek().size > 0;
  }

  /** The line ends where it led to. */
  private arrive(people: People, me: number, tile: number): void {
    const goal = people.get(this.located);
    const mine = people.get(me);
    if (!goal || !mine) return;
    if (Math.hypot(goal.x - mine.x, goal.y - mine.y) < ARRIVED * tile) this.told.arrived();
  }

  /** On the floor, under everybody. Context: `plain`. */
  paintFloor(view: View, people: People, me: number, tile: number, calm: boolean): void {
    const mine = people.get(me);
    const located = people.get(this.told.located.peek());
    if (!located) return;
    if (mine) this.way.paint(view, mine, tile, calm);
    paintGoal(view, located, tile, calm);
  }

  /** Over everybody and their names. */
  paintOver(
    view: View,
    people: People,
    seen: readonly Figure[],
    me: number,
    tile: number,
    calm: boolean,
  ): void {
    const { told, reactions } = this;
    paintWaves(view, people, reactions, me, tile, calm);
    const { typing, asking } = told;
    this.overhead.paint(view, seen, reactions, typing.peek(), asking.peek(), tile, calm);
    const located = people.get(told.located.peek());
    if (!located) return;
    paintEdge(view, located, plateOf(located, false, view.dpr, this.guest), tile);
  }

  /** A click on the canvas, in CSS pixels: true if it was for a door's plate. */
  click(x: number, y: number): boolean {
    const room = this.doors.roomAt(x * this.dpr, y * this.dpr);
    if (room !== 0) this.told.openRoom(room);
    return room !== 0;
  }

  isOverPlate(x: number, y: number): boolean {
    return this.doors.roomAt(x * this.dpr, y * this.dpr) !== 0;
  }
}
