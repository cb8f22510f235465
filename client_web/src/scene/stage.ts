/** The scene at work: takes in the state and the floor, moves on each frame, does what is wished. */

import { type Keyboard, listenToKeys } from "../input/keyboard";
import { listenToPage } from "../input/page";
import { listenToPointer } from "../input/pointer";
import type { Point } from "../motion/grid";
import { lateness } from "../motion/track";
import type { State } from "../state";
import type { FloorView } from "../wire.gen";
import { Camera } from "./camera";
import { Floor } from "./floor/floor";
import { Loop } from "./loop";
import { Me } from "./me";
import { Minimap } from "./minimap";
import { ANIMATE_MS, Painter } from "./painter";
import { People } from "./people";
import { Pointing } from "./pointing";
import { Spotlight } from "./spotlight";
import { AT_ONCE, reducedMotion } from "./theme";
import type { FrameTimes, Scene, SceneHost, SeenPerson } from "./types";
import { View } from "./view";
import { ZoneSigns } from "./zones";

export class Stage implements Scene {
  private readonly camera = new Camera();
  private readonly people = new People();
  private readonly spotlight = new Spotlight();
  private readonly view: View;
  private readonly painter: Painter;
  private readonly pointing: Pointing;
  private readonly minimap: Minimap;
  private readonly keys: Keyboard;
  private readonly loop: Loop;
  private readonly endings: (() => void)[] = [];
  private state: State;
  private wanted: FloorView | null = null; // whose pictures are shown or on their way
  private floor: Floor | null = null;
  private me: Me | null = null;
  private signs: ZoneSigns | null = null;
  private dirty = true; // the picture is not what it should be
  private mapDirty = true; // nor is the small map
  private moving = false; // something on the floor moves by itself
  private paintedAt = 0;

  constructor(
    private readonly canvas: HTMLCanvasElement,
    minimap: HTMLCanvasElement,
    private readonly host: SceneHost,
  ) {
    const ctx = canvas.getContext("2d", { alpha: false });
    if (!ctx) throw new Error("this browser gives no 2D canvas");
    this.view = new View(ctx);
    this.painter = new Painter(this.view);
    this.pointing = new Pointing(canvas, this.painter);
    this.state = host.state.peek();
    this.minimap = new Minimap(minimap, { go: (x, y) => this.goOrLook(x, y) });
    this.keys = listenToKeys((steps) => this.camera.zoomSteps(steps));
    this.listen();
    this.loop = new Loop((now, seconds) => this.advance(now, seconds));
  }

  private listen(): void {
    this.resize();
    this.endings.push(
      () => this.keys.destroy(),
      () => this.minimap.destroy(),
      listenToPage(this.canvas, { resize: () => this.resize(), hide: () => this.pause() }),
      this.host.state.subscribe((state) => this.take(state)),
      this.host.floor.subscribe((view) => void this.enter(view)),
      this.host.lang.subscribe(() => this.nameZones()),
      listenToPointer(this.canvas, {
        click: (x, y) => this.click(x, y),
        hover: (x, y) => this.hover(x, y),
        unhover: () => this.hover(-1e6, -1e6),
        drag: (dx, dy) => this.look(() => this.camera.drag(dx, dy)),
        pinch: (factor, x, y) => this.look(() => this.camera.pinch(factor, x, y)),
        wheel: (steps) => this.camera.zoomSteps(steps),
      }),
    );
  }

  destroy(): void {
    this.loop.stop();
    for (const end of this.endings) end();
    this.wanted = null;
  }

  // --- what is told -----------------------------------------------------------------------------

  private get ready(): boolean {
    return this.floor !== null && this.floor.view.id === this.state.floor;
  }

  private get tile(): number {
    return this.wanted?.drawing.tile_width ?? 32;
  }

  private canWalk(me: Me | null): me is Me {
    return me?.placed === true && this.state.link.kind === "open";
  }

  private take(state: State): void {
    const before = this.state;
    this.state = state;
    const elsewhere = state.floor !== before.floor || state.me !== before.me;
    if (this.me && (elsewhere || state.epoch !== before.epoch)) this.me.placed = false;
    if (state.link.kind !== before.link.kind) {
      if (this.me) this.me.doubtful = true;
      this.stop();
    }
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
    if (!this.me?.placed) this.placeMe();
  }

  /** The server is right: I am where it says. */
  private placeMe(): void {
    const mine = this.state.people.get(this.state.me);
    if (!mine || !this.me?.place(mine)) return;
    this.camera.following = true;
    this.camera.lookAt(mine.x, mine.y);
  }

  /** Shows another floor as soon as its pictures are here. */
  private async enter(view: FloorView | null): Promise<void> {
    if (view === this.wanted) return;
    this.leave();
    this.wanted = view;
    if (!view) return;
    const me = new Me(view, (x, y, facing) => this.host.claim(x, y, facing));
    const floor = await Floor.load(view, me.grid);
    if (this.wanted !== view) return;
    this.floor = floor;
    this.me = me;
    this.camera.setFloor(floor, this.tile);
    this.minimap.setFloor(floor);
    this.nameZones();
    this.sync();
  }

  private leave(): void {
    if (this.me?.zone) this.host.zone?.(null);
    this.floor = null;
    this.me = null;
    this.spotlight.clear();
    this.people.clear();
    this.minimap.setFloor(null);
    this.dirty = true;
  }

  private nameZones(): void {
    if (!this.floor) return;
    this.signs = new ZoneSigns(this.floor, this.host.lang.peek(), this.view.dpr);
    this.dirty = true;
  }

  private resize(): void {
    const { view, canvas } = this;
    const finer = view.fit(canvas.clientWidth, canvas.clientHeight, window.devicePixelRatio || 1);
    this.camera.setView({ width: canvas.clientWidth, height: canvas.clientHeight }, view.dpr);
    if (finer) this.nameZones();
    if (finer) this.people.redrawTags();
    // At once: a canvas that got another size is empty.
    if (this.loop) this.paint(this.paintedAt, 0, true);
  }

  // --- what is wished ---------------------------------------------------------------------------

  walkTo(x: number, y: number): boolean {
    if (!this.canWalk(this.me)) return false;
    this.follow();
    return this.me.walkTo(x, y);
  }

  height(): number {
    return this.me?.placed ? this.camera.heightOf(this.me.walker.y) : 0.5;
  }

  clear(from: Point, to: Point): boolean {
    return this.me?.clear(from, to) ?? false;
  }

  stop(): void {
    this.me?.stop(performance.now());
    this.dirty = true;
  }

  private pause(): void {
    this.keys.release();
    this.stop();
  }

  zoomBy(factor: number): void {
    this.camera.zoomBy(factor);
  }

  locate(personId: number): void {
    if (!this.people.get(personId)) return;
    this.spotlight.show(personId, performance.now());
    this.camera.following = true;
  }

  seen(): SeenPerson[] {
    return this.ready && this.floor ? this.painter.report(this.floor.view.drawing) : [];
  }

  fps(): FrameTimes {
    return this.loop.times();
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

  /** The camera is mine again. */
  private follow(): void {
    this.camera.following = true;
    this.spotlight.clear();
    this.dirty = true;
  }

  private look(move: () => void): void {
    this.follow();
    this.camera.following = false;
    move();
  }

  private hover(x: number, y: number): void {
    const at = this.camera.toMap(x, y);
    const zones = this.floor?.view.zones ?? [];
    const shows = this.pointing.at(at.x, at.y, this.tile, this.state.me, zones, this.signs);
    this.dirty = this.dirty || shows;
  }

  // --- each frame -------------------------------------------------------------------------------

  /** Moves everything on and paints if anything is to be seen of it; true if it painted. */
  private advance(now: number, seconds: number): boolean {
    const { view, camera, state, spotlight } = this;
    if (window.devicePixelRatio !== view.dpr) this.resize();
    const calm = reducedMotion();
    if (this.ready) this.walk(now, seconds);
    const walker = this.me?.placed ? this.me.walker : null;
    const when = performance.now() - lateness(state.tickHz);
    const fade = calm ? AT_ONCE : seconds;
    const moved = this.people.update(when, fade, this.tile, state.me, walker);
    if (spotlight.ends(now)) this.dirty = true;
    const focus = this.people.get(spotlight.on) ?? this.people.get(state.me) ?? null;
    const turned = camera.update(seconds, focus, calm);
    const shown = spotlight.on !== 0 || walker?.target != null;
    const changed = moved || turned || shown || this.dirty;
    const painted = changed || (this.moving && now - this.paintedAt >= ANIMATE_MS);
    if (painted) this.paint(now, fade, calm);
    this.mapDirty = this.minimap.paint(view, this.people, state.me, changed || this.mapDirty);
    if (!painted) this.floor?.prepare();
    return painted;
  }

  private walk(now: number, seconds: number): void {
    const { me, state, keys } = this;
    if (!this.canWalk(me)) return;
    if (keys.way.x !== 0 || keys.way.y !== 0) this.follow();
    const speed = state.speed * this.tile;
    me.frame(now, seconds, keys.way, speed, state.people.get(state.me));
    if (me.lookAround()) this.host.zone?.(me.zone);
  }

  private paint(now: number, seconds: number, calm: boolean): void {
    const { camera, view, floor, signs, me } = this;
    this.paintedAt = now;
    this.dirty = false;
    view.aim(camera.x, camera.y, camera.scale, view.dpr, now);
    if (!this.ready || !floor || !signs) {
      this.painter.clear();
      return;
    }
    const { people, spotlight, state } = this;
    const more = this.painter.paint({
      floor,
      people,
      camera,
      signs,
      me: state.me,
      target: me?.walker.target ?? null,
      hovered: this.pointing.person,
      located: spotlight.on,
      locatedPart: spotlight.part(now),
      seconds,
      calm,
    });
    this.dirty = more.tags;
    this.moving = more.floor;
  }
}
