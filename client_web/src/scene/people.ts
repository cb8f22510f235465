/** Everybody on the floor as they are painted: where, which way, at which point of a step. */

import { facingOf } from "../motion/facing";
import { type Glimpse, Track } from "../motion/track";
import type { Walker } from "../motion/walker";
import type { Person } from "../state";
import type { Facing } from "../wire.gen";
import { IDLE, type Pictures, picturesOf, resolveAvatar } from "./avatar";

/** How long joining or leaving a bubble takes to show, seconds. */
const JOINING = 0.22;

/** Farther than this is jumped, in tiles. */
const JUMP = 3;

/** A walk's pictures change after so much of a tile. */
const STRIDE = 0.5;

export class Figure {
  x: number;
  y: number;
  facing: Facing;
  moving = false;
  frame = IDLE;
  bubble: number; // the one that is shown
  joined: number; // how far they are in it, 0 to 1
  tag = 0; // how much of the name tag is seen, 0 to 1
  tagWanted = true;
  lift = 0; // how much the tag is raised over others, device pixels
  liftWanted = 0;
  near = 0; // to me, squared; set when tags are laid out
  hand = 0; // the number of the raised hand, 0 with the hand down
  followed = false; // I follow them
  plate: HTMLCanvasElement | null = null; // the picture of the name tag, once it is needed
  readonly track: Track;
  private walked = 0;
  private pictures: Pictures | null = null;
  private code: string;

  constructor(
    public person: Person,
    now: number,
  ) {
    this.x = person.x;
    this.y = person.y;
    this.facing = person.facing;
    this.bubble = person.bubble;
    this.joined = person.bubble === 0 ? 0 : 1;
    this.track = new Track(now, person.x, person.y);
    this.code = resolveAvatar(person.avatar, person.name);
  }

  get picture(): HTMLCanvasElement {
    this.pictures ??= picturesOf(this.code);
    return this.pictures.get(this.facing, this.frame);
  }

  become(person: Person): void {
    const before = this.person;
    const renamed = person.name !== before.name;
    if (renamed || person.avatar !== before.avatar) {
      this.code = resolveAvatar(person.avatar, person.name);
      this.pictures = null;
    }
    const marked = person.status !== before.status || person.lingering !== before.lingering;
    if (renamed || marked || person.guest !== before.guest) this.plate = null;
    this.person = person;
  }

  /** What stands beside the name, which the state does not say. */
  mark(hand: number, followed: boolean): void {
    if (hand === this.hand && followed === this.followed) return;
    this.hand = hand;
    this.followed = followed;
    this.plate = null;
  }

  put(x: number, y: number, facing: Facing, moving: boolean, stride: number): boolean {
    const changed =
      x !== this.x || y !== this.y || facing !== this.facing || moving !== this.moving;
    if (!changed) return false;
    this.walked += Math.hypot(x - this.x, y - this.y);
    this.frame = moving ? Math.floor(this.walked / stride) % 4 : IDLE;
    this.x = x;
    this.y = y;
    this.facing = facing;
    this.moving = moving;
    return true;
  }

  /** Brings the shown bubble nearer to the true one; true if that changed anything. */
  ease(seconds: number): boolean {
    const { person, bubble, joined } = this;
    const step = seconds / JOINING;
    if (person.bubble !== bubble) {
      this.joined = Math.max(0, joined - step);
      if (this.joined === 0) this.bubble = person.bubble;
      return true;
    }
    if (bubble === 0 || joined === 1) return false;
    this.joined = Math.min(1, joined + step);
    return true;
  }
}

export class People {
  /** From the back of the floor to the front. */
  readonly order: Figure[] = [];
  private readonly figures = new Map<number, Figure>();
  private readonly glimpse: Glimpse = { x: 0, y: 0, dx: 0, dy: 0 };

  get(id: number): Figure | undefined {
    return this.figures.get(id);
  }

  /** Name tags are made anew: the screen's pixels have another size now. */
  redrawTags(): void {
    for (const figure of this.order) figure.plate = null;
  }

  clear(): void {
    this.figures.clear();
    this.order.length = 0;
  }

  /** Takes over what is new in the state. `interval` is how often the server tells, in ms. */
  sync(people: ReadonlyMap<number, Person>, now: number, interval: number, tile: number): void {
    for (const person of people.values()) {
      const figure = this.figures.get(person.id);
      if (!figure) this.add(new Figure(person, now));
      else if (figure.person !== person) {
        const moved = figure.person.x !== person.x || figure.person.y !== person.y;
        if (moved) figure.track.push(now, person.x, person.y, interval, JUMP * tile);
        figure.become(person);
      }
    }
    if (this.figures.size > people.size) this.forget(people);
  }

  /** Takes over who has raised a hand, and whom I follow. */
  mark(hands: ReadonlyMap<number, number>, followed: number): void {
    for (const figure of this.order) {
      const { id } = figure.person;
      figure.mark(hands.get(id) ?? 0, id === followed);
    }
  }

  private add(figure: Figure): void {
    this.figures.set(figure.person.id, figure);
    this.order.push(figure);
  }

  private forget(people: ReadonlyMap<number, Person>): void {
    for (const id of this.figures.keys()) if (!people.has(id)) this.figures.delete(id);
    let kept = 0;
    for (const figure of this.order) {
      if (this.figures.has(figure.person.id)) this.order[kept++] = figure;
    }
    this.order.length = kept;
  }

  /** Moves everybody to where they are at the moment `when`; true if anything changed. */
  update(when: number, seconds: number, tile: number, me: number, walker: Walker | null): boolean {
    const stride = STRIDE * tile;
    let changed = false;
    for (const figure of this.order) {
      const put =
        walker && figure.person.id === me
          ? figure.put(walker.x, walker.y, walker.facing, walker.moving, stride)
          : this.follow(figure, when, stride);
      changed = figure.ease(seconds) || put || changed;
    }
    if (changed) sortByY(this.order);
    return changed;
  }

  private follow(figure: Figure, when: number, stride: number): boolean {
    const { glimpse } = this;
    const more = figure.track.read(when, glimpse);
    const { dx, dy } = glimpse;
    const moving = dx !== 0 || dy !== 0;
    const facing = moving
      ? facingOf(dx, dy, figure.facing)
      : more
        ? figure.facing
        : figure.person.facing;
    return figure.put(glimpse.x, glimpse.y, facing, moving, stride);
  }
}

/** By insertion: the order hardly changes from frame to frame. */
function sortByY(order: Figure[]): void {
  for (let i = 1; i < order.length; i++) {
    const figure = order[i] as Figure;
    let at = i;
    while (at > 0 && (order[at - 1] as Figure).y > figure.y) {
      order[at] = order[at - 1] as Figure;
      at--;
    }
    order[at] = figure;
  }
}
