/** The scene at work: takes in the state and the floor, runs the loop, answers the page's wishes. */

import { type Keyboard, listenToKeys } from "../input/keyboard";
import { listenToPointer } from "../input/pointer";
import type { State } from "../state";
import type { FloorView } from "../wire.gen";
import { Camera } from "./camera";
import { Floor } from "./floor/floor";
import { Frames } from "./frames";
import { Me } from "./me";
import { Minimap } from "./minimap";
import { Painter } from "./painter";
import { People } from "./people";
import { reducedMotion } from "./theme";
import type { FrameTimes, Scene, SceneHost, SeenPerson } from "./types";
import { View } from "./view";
import { ZoneSigns } from "./zones";

/** Others are painted this far in the past, or a little more than a tick where ticks are slow. */
const DELAY_MS = 100;
const TICKS_OF_DELAY = 1.25;

/** How long somebody who was asked for is shown, ms. */
const LOCATE_MS = 2600;

/** Moving tiles are repainted this often when nothing else moves, ms. */
const ANIMATE_MS = 100;

/** From here on the camera does not fly after me but is there, in tiles. */
const CUT = 8;

export class Stage implements Scene {
  private readonly camera = new Camera();
  private readonly people = new People();
  private readonly frames = new Frames();
  private readonly view: View;
  private readonly painter: Painter;
  private readonly minimap: Minimap;
  private readonly keys: Keyboard;
  private readonly endings: (() => void)[] = [];
  private floor: Floor | null = null;
  private me: Me | null = null;
  private signs: ZoneSigns | null = null;
  private state: State;
  private wanted: FloorView | null = null; // whose pictures are shown or on their way
  private epoch = -1;
  private placed = false; // the walker is where the server last put me
  private doubtful = false; // the line was down: the server may not know where I am
  private located = 0;
  private locatedAt = 0;
  private hovered = 0;
  private dirty = true;
  private paintedAt = 0;
  private moving = false; // something on the floor moves by itself
  private last = 0;
  private request = 0;

  constructor(
    private readonly canvas: HTMLCanvasElement,
    minimap: HTMLCanvasElement,
    private readonly host: SceneHost,
  ) {
    const ctx = canvas.getContext("2d", { alpha: false });
    if (!ctx) throw new Error("this browser gives no 2D canvas");
    this.view = new View(ctx);
    this.painter = new Painter(this.view);
    this.state = host.state.peek();
    this.minimap = new Minimap(minimap, { go: (x, y) => this.goOrLook(x, y) });
    this.keys = listenToKeys((steps) => this.camera.zoomSteps(steps));
    this.listen();
    this.request = requestAnimationFrame(this.frame);
  }

  private listen(): void {
    const sizes = new ResizeObserver(() => this.resize());
    sizes.observe(this.canvas);
    const hidden = () => {
      this.keys.release();
      if (document.hidden) this.stop();
    };
    document.addEventListener("visibilitychange", hidden);
    this.endings.push(
      () => sizes.disconnect(),
      () => document.removeEventListener("visibilitychange", hidden),
      this.host.state.subscribe((state) => this.take(state)),
      this.host.floor.subscribe((view) => void this.enter(view)),
      this.host.lang.subscribe(() => this.renameZones()),
      listenToPointer(this.canvas, {
        click: (x, y) => this.click(x, y),
        hover: (x, y) => this.hover(x, y),
        unhover: () => this.point(0),
        drag: (dx, dy) => this.look(() => this.camera.drag(dx, dy)),
        pinch: (factor, x, y) => this.look(() => this.camera.pinch(factor, x, y)),
        wheel: (steps) => this.camera.zoomSteps(steps),
      }),
    );
    this.resize();
  }

  destroy(): void {
    cancelAnimationFrame(this.request);
    for (const end of this.endings) end();
    this.keys.destroy();
    this.minimap.destroy();
    this.wanted = null;
  }

  // --- what is told -----------------------------------------------------------------------------

  private get ready(): boolean {
    return this.floor !== null && this.floor.view.id === this.state.floor;
  }

  private get tile(): number {
    return this.floor?.view.drawing.tile_width ?? 32;
  }

  private take(state: State): void {
    const before = this.state;
    this.state = state;
    if (state.floor !== before.floor || state.me !== before.me) this.placed = false;
    if (state.epoch !== this.epoch) this.placed = false;
    if (state.link.kind === "open" && before.link.kind !== "open") this.doubtful = true;
    if (state.link.kind !== "open" && before.link.kind === "open") this.stop();
    this.epoch = state.epoch;
    this.sync();
  }

  private sync(): void {
    this.dirty = true;
    if (!this.ready) {
      this.people.clear();
      return;
    }
    const { people, tickHz } = this.state;
    this.people.sync(people, performance.now(), 1000 / tickHz, this.tile);
    if (!this.placed) this.placeMe();
  }

  /** The server is right: I am where it says. */
  private placeMe(): void {
    const mine = this.state.people.get(this.state.me);
    if (!mine || !this.me) return;
    const { walker } = this.me;
    const far = Math.hypot(walker.x - mine.x, walker.y - mine.y) > CUT * this.tile;
    this.me.place(mine.x, mine.y, mine.facing);
    this.placed = true;
    this.doubtful = false;
    if (far) {
      this.camera.following = true;
      this.camera.lookAt(mine.x, mine.y);
    }
  }

  /** Shows another floor as soon as its pictures are here. */
  private async enter(view: FloorView | null): Promise<void> {
    if (view === this.wanted) return;
    this.wanted = view;
    this.leave();
    if (!view) return;
    const me = new Me(view, (x, y, facing) => this.host.claim(x, y, facing));
    me.walker.place(-1e6, -1e6, "s"); // nowhere, until the server says where
    const floor = await Floor.load(view, me.grid);
    if (this.wanted !== view) return;
    this.floor = floor;
    this.me = me;
    this.camera.setFloor(floor, this.tile);
    this.minimap.setFloor(floor);
    this.renameZones();
    this.sync();
  }

  private leave(): void {
    if (this.me?.zone) this.host.zone?.(null);
    this.floor = null;
    this.me = null;
    this.placed = false;
    this.located = 0;
    this.people.clear();
    this.minimap.setFloor(null);
    this.dirty = true;
  }

  private renameZones(): void {
    if (!this.floor) return;
    this.signs = new ZoneSigns(this.floor.view, this.host.lang.peek(), this.view.dpr);
    this.dirty = true;
  }

  private resize(): void {
    const dpr = window.devicePixelRatio || 1;
    const width = this.canvas.clientWidth;
    const height = this.canvas.clientHeight;
    this.canvas.width = Math.max(1, Math.round(width * dpr));
    this.canvas.height = Math.max(1, Math.round(height * dpr));
    this.camera.setView({ width, height }, dpr);
    const finer = dpr !== this.view.dpr;
    this.view.dpr = dpr;
    if (finer) this.renameZones();
    this.dirty = true;
  }

  // --- what is wished ---------------------------------------------------------------------------

  walkTo(x: number, y: number): boolean {
    if (!this.me || !this.placed || this.state.link.kind !== "open") return false;
    this.camera.following = true;
    this.located = 0;
    this.dirty = true;
    return this.me.walkTo(x, y);
  }

  stop(): void {
    this.me?.stop(performance.now());
    this.dirty = true;
  }

  zoomBy(factor: number): void {
    this.camera.zoomBy(factor);
  }

  locate(personId: number): void {
    if (!this.people.get(personId)) return;
    this.located = personId;
    this.locatedAt = performance.now();
    this.camera.following = true;
  }

  seen(): SeenPerson[] {
    if (!this.ready || !this.floor) return [];
    const { tile_width, tile_height } = this.floor.view.drawing;
    return this.painter.seen.map(({ person, x, y }) => ({
      id: person.id,
      name: person.name,
      x,
      y,
      tileX: Math.floor(x / tile_width),
      tileY: Math.floor(y / tile_height),
    }));
  }

  fps(): FrameTimes {
    return this.frames.times(performance.now());
  }

  private click(x: number, y: number): void {
    const at = this.camera.toMap(x, y);
    const person = this.painter.personAt(at.x, at.y, this.tile);
    if (person !== 0 && person !== this.state.me && this.host.picked) this.host.picked(person);
    else this.walkTo(at.x, at.y);
  }

  /** A click on the small map: walks there, or shows it where there is no way. */
  private goOrLook(x: number, y: number): void {
    if (!this.walkTo(x, y)) this.look(() => this.camera.lookAt(x, y));
  }

  private look(move: () => void): void {
    this.camera.following = false;
    this.located = 0;
    move();
    this.dirty = true;
  }

  private hover(x: number, y: number): void {
    const at = this.camera.toMap(x, y);
    this.point(this.painter.personAt(at.x, at.y, this.tile));
  }

  private point(person: number): void {
    if (person === this.hovered) return;
    this.hovered = person;
    this.canvas.style.cursor = person !== 0 && person !== this.state.me ? "pointer" : "default";
    this.dirty = true;
  }

  // --- the loop ---------------------------------------------------------------------------------

  private readonly frame = (now: number): void => {
    this.request = requestAnimationFrame(this.frame);
    const gap = now - this.last;
    if (this.last > 0) this.frames.tick(now, gap);
    this.last = now;
    if (window.devicePixelRatio !== this.view.dpr) this.resize();
    const started = performance.now();
    if (this.advance(now, Math.min(gap, 250) / 1000)) {
      this.frames.worked(performance.now() - started);
    }
  };

  /** Moves everything on and paints if anything is to be seen of it; true if it painted. */
  private advance(now: number, seconds: number): boolean {
    const calm = reducedMotion();
    if (this.ready) this.walk(now, seconds);
    const { tickHz, me } = this.state;
    const when = performance.now() - Math.max(DELAY_MS, (TICKS_OF_DELAY * 1000) / tickHz);
    const walker = this.placed && this.me ? this.me.walker : null;
    const moved = this.people.update(when, calm ? 9 : seconds, this.tile, me, walker);
    const turned = this.camera.update(seconds, this.focus(now), calm);
    const shown = this.located !== 0 || walker?.target != null;
    const animated = this.moving && now - this.paintedAt >= ANIMATE_MS;
    const changed = moved || turned || shown || this.dirty;
    this.view.aim(this.camera.x, this.camera.y, this.camera.scale, this.view.dpr, now);
    if (changed || animated) this.paint(now, seconds, calm);
    this.small = this.minimap.paint(
      this.view,
      this.people,
      me,
      changed || this.small,
      this.view.dpr,
    );
    return changed || animated;
  }

  private small = false; // the small map has something to paint still

  private walk(now: number, seconds: number): void {
    if (!this.me || !this.placed || this.state.link.kind !== "open") return;
    const mine = this.state.people.get(this.state.me);
    if (this.doubtful && mine) {
      this.me.tell(mine.x, mine.y, mine.facing);
      this.doubtful = false;
    }
    const { way } = this.keys;
    if (way.x !== 0 || way.y !== 0) {
      this.camera.following = true;
      this.located = 0;
    }
    this.me.frame(now, seconds, way, this.state.speed * this.tile);
    if (this.me.lookAround()) this.host.zone?.(this.me.zone);
  }

  /** What the camera follows: me, or for a moment somebody who was asked for. */
  private focus(now: number): { x: number; y: number } | null {
    if (this.located !== 0 && now - this.locatedAt > LOCATE_MS) {
      this.located = 0;
      this.dirty = true;
    }
    const located = this.people.get(this.located);
    return located ?? this.people.get(this.state.me) ?? null;
  }

  private paint(now: number, seconds: number, calm: boolean): void {
    this.paintedAt = now;
    this.dirty = false;
    if (!this.ready || !this.floor || !this.signs) {
      this.painter.clear();
      return;
    }
    const easing = this.painter.paint({
      floor: this.floor,
      people: this.people,
      camera: this.camera,
      signs: this.signs,
      me: this.state.me,
      target: this.me?.walker.target ?? null,
      hovered: this.hovered,
      located: this.located,
      locatedPart: (now - this.locatedAt) / LOCATE_MS,
      seconds: calm ? 9 : seconds,
      calm,
    });
    this.dirty = easing.tags;
    this.moving = easing.floor;
  }
}
