/**
 * Walking, apart from painting: this person's own walker on the floor's ground, moved by a loop of
 * its own, so that one walks with the canvas hidden or not there at all. There is one in the page.
 *
 * The scene joins in: it tells which keys are held (`steer`), sends clicks on (`walkTo`), and paints
 * `walking.me`, which this moves once a frame of the browser. Led walks are in `follow.ts`.
 */

import { type ReadonlySignal, signal } from "@preact/signals";
import { withoutLetIn } from "./local";
import { Body } from "./motion/body";
import type { Point } from "./motion/grid";
import type { Walker } from "./motion/walker";
import { zoneAt } from "./motion/zones";
import { claim } from "./office";
import { floor, state, update } from "./session";
import type { State } from "./state";
import { serverNow } from "./time";
import type { FloorView, ZoneView } from "./wire.gen";

/** No frame for so long: the page is hidden, and slow timers go on (ms). */
const FRAMELESS_MS = 200;

/** The keys or the stick have to be told of so often, or nobody holds them any more (ms). */
const HELD_MS = 250;

const STILL: Point = { x: 0, y: 0 };

type Listener<Told> = (told: Told) => void;

/** A list of listeners that are told one after the other. */
class Told<News = void> {
  private readonly listeners = new Set<Listener<News>>();

  add = (listener: Listener<News>): (() => void) => {
    this.listeners.add(listener);
    return () => void this.listeners.delete(listener);
  };

  tell(news: News): void {
    for (const listener of [...this.listeners]) listener(news);
  }
}

class Walking {
  private body: Body | null = null;
  private before: State = state.peek();
  /** Something leads me: `follow.ts` says so. */
  led = false;
  private way: Point = STILL;
  private steeredAt = -Infinity;
  private last = 0;
  private room = 0;
  private readonly zoneSignal = signal<ZoneView | null>(null);
  private readonly placed = new Told<boolean>();
  private readonly stepped = new Told();
  private readonly framed = new Told<number>();
  private readonly taken = new Told();

  /** Called when the server has put me somewhere; `far`: so far that the camera should not fly. */
  readonly onPlaced = this.placed.add;
  /** Called when a step of mine was claimed. */
  readonly onStep = this.stepped.add;
  /** Called before each step of the loop, with the time, while I can walk. */
  readonly onFrame = this.framed.add;
  /** Called when this person walks by themselves: what led them is over. */
  readonly onTaken = this.taken.add;

  /** The smallest zone with a name that I am in. */
  get zone(): ReadonlySignal<ZoneView | null> {
    return this.zoneSignal;
  }

  /** Where I am, which way I look, where I go; null before the server said where I am. */
  get me(): Walker | null {
    return this.body?.placed ? this.body.walker : null;
  }

  /** I am placed on the floor that the state tells of, and there is a line. */
  get able(): boolean {
    const { link, floor: id } = state.peek();
    return link.kind === "open" && this.body?.placed === true && this.body.view.id === id;
  }

  /** The ground under me, for planning. */
  get ground() {
    return this.body?.ground ?? null;
  }

  /**
   * The keys or the stick now, -1 to 1 each way; told in each frame. Anything but 0, 0 ends following
   * and led walks.
   */
  steer(way: Point): void {
    this.steeredAt = performance.now();
    this.way = { x: way.x, y: way.y };
    if (this.led && (way.x !== 0 || way.y !== 0)) this.taken.tell();
  }

  private get held(): Point {
    return performance.now() - this.steeredAt < HELD_MS ? this.way : STILL;
  }

  /** Walks there because this person wished so (a click): ends following. False: there is no way. */
  walkTo(x: number, y: number): boolean {
    this.taken.tell();
    return this.lead({ x, y });
  }

  /** Walks there on a led walk, which goes on. */
  lead(to: Point): boolean {
    return this.able && (this.body?.walkTo(to) ?? false);
  }

  /** Stops, and ends following. */
  stop(): void {
    this.taken.tell();
    this.halt();
  }

  /** Stops on a led walk, which goes on. */
  halt(): void {
    this.body?.stop(performance.now());
  }

  /** The corners of the way there, without where it begins; null: there is none. */
  wayTo(to: Point): readonly Point[] | null {
    return this.able ? (this.body?.wayTo(to) ?? null) : null;
  }

  /** One could walk straight from one place to the other. */
  clear(from: Point, to: Point): boolean {
    return this.body?.clear(from, to) ?? false;
  }

  /** Called once, at the start of the page. */
  start(): void {
    floor.subscribe((view) => this.enter(view));
    state.subscribe((now) => this.take(now));
    const onFrame = (now: number) => {
      requestAnimationFrame(onFrame);
      this.advance(now);
    };
    requestAnimationFrame(onFrame);
    setInterval(() => {
      const now = performance.now();
      if (now - this.last > FRAMELESS_MS) this.advance(now);
      // That a room was opened runs out without a word.
      if (this.able) this.body?.look(state.peek(), serverNow());
    }, FRAMELESS_MS);
  }

  private enter(view: FloorView | null): void {
    this.zoneSignal.value = null;
    this.room = 0;
    this.body = view && new Body(view, (x, y, facing) => this.claim(x, y, facing));
    this.settle();
  }

  private claim(x: number, y: number, facing: "n" | "e" | "s" | "w"): void {
    claim(x, y, facing);
    this.stepped.tell();
  }

  private take(now: State): void {
    const { before, body } = this;
    this.before = now;
    if (!body) return;
    const elsewhere = now.floor !== before.floor || now.me !== before.me;
    if (elsewhere || now.epoch !== before.epoch) body.placed = false;
    if (now.link.kind !== before.link.kind) {
      body.doubtful = true;
      body.stop(performance.now());
    }
    this.settle();
  }

  /** The server is right: I am where it says. */
  private settle(): void {
    const { body } = this;
    const now = state.peek();
    const mine = now.people.get(now.me);
    if (!body || !mine || body.view.id !== now.floor) return;
    const far = body.placed ? null : body.place(mine);
    body.look(now, serverNow());
    if (far !== null) this.placed.tell(far);
  }

  private advance(now: number): void {
    const seconds = this.last > 0 ? Math.max(0, now - this.last) / 1000 : 0;
    this.last = now;
    const { body } = this;
    if (!body || !this.able) return;
    this.framed.tell(now);
    const { speed, people, me } = state.peek();
    const pace = speed * body.view.drawing.tile_width;
    body.advance(now, seconds, this.held, pace, people.get(me));
    this.lookAround(body);
  }

  private lookAround(body: Body): void {
    const { x, y } = body.walker;
    this.zoneSignal.value = zoneAt(body.view.zones, x, y);
    const room = body.ground.roomAt(x, y);
    if (room === this.room) return;
    const left = this.room;
    this.room = room;
    if (left !== 0 && state.peek().guestUntil === 0) update((now) => withoutLetIn(now, left));
    body.look(state.peek(), serverNow());
  }
}

export const walking = new Walking();
