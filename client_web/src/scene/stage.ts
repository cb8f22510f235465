/** The scene at work: takes in the state and the floor, moves on each frame, does what is wished. */

import { type Keyboard, listenToKeys } from "../input/keyboard";
import { listenToPointer } from "../input/pointer";
import type { State } from "../state";
import type { FloorView } from "../wire.gen";
import { Camera } from "./camera";
import { Floor } from "./floor/floor";
import { Loop } from "./loop";
import { Me } from "./me";
import { Minimap } from "./minimap";
import { Painter } from "./painter";
import { People } from "./people";
import { Spotlight } from "./spotlight";
import { reducedMotion } from "./theme";
import type { FrameTimes, Scene, SceneHost, SeenPerson } from "./types";
import { View } from "./view";
import { ZoneSigns, zoneAt } from "./zones";

/** Others are painted this far in the past, or a little more than a tick where ticks are slow. */
const DELAY_MS = 100;
const TICKS_OF_DELAY = 1.25;

/** Moving tiles are repainted this often when nothing else moves, ms. */
const ANIMATE_MS = 100;

/** From here on the camera does not fly after me but is there, in tiles. */
const CUT = 8;

/** Long enough for whatever fades to be done: for those who want no motion. */
const AT_ONCE = 9;

export class Stage implements Scene {
  private readonly camera = new Camera();
  private readonly people = new People();
  private readonly spotlight = new Spotlight();
  private readonly view: View;
  private readonly painter: Painter;
  private readonly minimap: Minimap;
  private readonly keys: Keyboard;
  private readonly loop: Loop;
  private readonly endings: (() => void)[] = [];
  private state: State;
  private wanted: FloorView | null = null; // whose pictures are shown or on their way
  private floor: Floor | null = null;
  private me: Me | null = null;
  private signs: ZoneSigns | null = null;
  private placed = false; // the walker is where the server last put me
  private doubtful = false; // the line was down: the server may not know where I am
  private hovered = 0;
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
    this.state = host.state.peek();
    this.minimap = new Minimap(minimap, { go: (x, y) => this.goOrLook(x, y) });
    this.keys = listenToKeys((steps) => this.camera.zoomSteps(steps));
    this.listen();
    this.loop = new Loop((now, seconds) => this.advance(now, seconds));
  }

  private listen(): void {
    const sizes = new ResizeObserver(() => this.resize());
    sizes.observe(this.canvas);
    const hidden = () => {
      this.keys.release();
      if (document.hidden) this.stop();
    };
    document.addEventListener("visibilitychange", hidden);
    this.resize();
    this.endings.push(
      () => sizes.disconnect(),
      () => document.removeEventListener("visibilitychange", hidden),
      this.host.state.subscribe((state) => this.take(state)),
      this.host.floor.subscribe((view) => void this.enter(view)),
      this.host.lang.subscribe(() => this.nameZones()),
      listenToPointer(this.canvas, {
        click: (x, y) => this.click(x, y),
        hover: (x, y) => this.hover(x, y),
        unhover: () => this.point(0),
        drag: (dx, dy) => this.look(() => this.camera.drag(dx, dy)),
        pinch: (factor, x, y) => this.look(() => this.camera.pinch(factor, x, y)),
        wheel: (steps) => this.camera.zoomSteps(steps),
      }),
    );
  }

  destroy(): void {
    this.loop.stop();
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
    return this.wanted?.drawing.tile_width ?? 32;
  }

  private take(state: State): void {
    const before = this.state;
    this.state = state;
    const elsewhere = state.floor !== before.floor || state.me !== before.me;
    if (elsewhere || state.epoch !== before.epoch) this.placed = false;
    const wasOpen = before.link.kind === "open";
    const isOpen = state.link.kind === "open";
    if (isOpen && !wasOpen) this.doubtful = true;
    if (wasOpen && !isOpen) this.stop();
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
    this.placed = false;
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
    const dpr = window.devicePixelRatio || 1;
    const { clientWidth: width, clientHeight: height } = this.canvas;
    this.canvas.width = Math.max(1, Math.round(width * dpr));
    this.canvas.height = Math.max(1, Math.round(height * dpr));
    this.camera.setView({ width, height }, dpr);
    const finer = dpr !== this.view.dpr;
    this.view.dpr = dpr;
    if (finer) {
      this.nameZones();
      this.people.redrawTags();
    }
    // At once: a canvas that got another size is empty.
    if (this.loop) this.paint(this.paintedAt, 0, true);
  }

  // --- what is wished ---------------------------------------------------------------------------

  walkTo(x: number, y: number): boolean {
    if (!this.me || !this.placed || this.state.link.kind !== "open") return false;
    this.follow();
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
    this.point(this.painter.personAt(at.x, at.y, this.tile));
    const zone = this.floor && zoneAt(this.floor.view.zones, at.x, at.y);
    if (this.signs?.point(zone)) this.dirty = true;
  }

  private point(person: number): void {
    if (person === this.hovered) return;
    this.hovered = person;
    this.canvas.style.cursor = person !== 0 && person !== this.state.me ? "pointer" : "default";
    this.dirty = true;
  }

  // --- each frame -------------------------------------------------------------------------------

  /** Moves everything on and paints if anything is to be seen of it; true if it painted. */
  private advance(now: number, seconds: number): boolean {
    const { view, camera, state, spotlight } = this;
    if (window.devicePixelRatio !== view.dpr) this.resize();
    const calm = reducedMotion();
    if (this.ready) this.walk(now, seconds);
    const late = Math.max(DELAY_MS, (TICKS_OF_DELAY * 1000) / state.tickHz);
    const walker = this.placed && this.me ? this.me.walker : null;
    const when = performance.now() - late;
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
    const { me, state } = this;
    if (!me || !this.placed || state.link.kind !== "open") return;
    const mine = state.people.get(state.me);
    if (this.doubtful && mine) me.tell(mine.x, mine.y, mine.facing);
    this.doubtful = false;
    const { way } = this.keys;
    if (way.x !== 0 || way.y !== 0) this.follow();
    me.frame(now, seconds, way, state.speed * this.tile);
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
    const more = this.painter.paint({
      floor,
      people: this.people,
      camera,
      signs,
      me: this.state.me,
      target: me?.walker.target ?? null,
      hovered: this.hovered,
      located: this.spotlight.on,
      locatedPart: this.spotlight.part(now),
      seconds,
      calm,
    });
    this.dirty = more.tags;
    this.moving = more.floor;
  }
}
