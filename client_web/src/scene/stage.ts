/** The scene at work: takes in the state and the floor, moves on each frame, does what is wished. */

import { type Keyboard, listenToKeys } from "../input/keyboard";
import { listenToPage } from "../input/page";
import { listenToPointer } from "../input/pointer";
import { gridOf, type Point } from "../motion/grid";
import { lateness } from "../motion/track";
import type { State } from "../state";
import type { FloorView } from "../wire.gen";
import { Around } from "./around";
import { Camera } from "./camera";
import { Floor } from "./floor/floor";
import { Hidden } from "./hidden";
import { Loop } from "./loop";
import { Minimap } from "./minimap";
import { ANIMATE_MS, Painter } from "./painter";
import { People } from "./people";
import { Pointing } from "./pointing";
import { AT_ONCE, reducedMotion } from "./theme";
import type { FrameTimes, Scene, SceneHost, SeenPerson } from "./types";
import { View } from "./view";
import { ZoneSigns } from "./zones";

export class Stage implements Scene {
  private readonly camera = new Camera();
  private readonly people = new People();
  private readonly around: Around;
  private readonly view: View;
  private readonly painter: Painter;
  private readonly pointing: Pointing;
  private readonly minimap: Minimap;
  private readonly hidden: Hidden;
  private readonly keys: Keyboard;
  private readonly loop: Loop;
  private readonly endings: (() => void)[] = [];
  private state: State;
  private wanted: FloorView | null = null; // whose pictures are shown or on their way
  private floor: Floor | null = null;
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
    this.hidden = new Hidden(canvas);
    this.around = new Around(host.around, () => {
      this.dirty = true;
    });
    this.keys = listenToKeys((steps) => this.camera.zoomSteps(steps));
    this.listen();
    this.loop = new Loop((now, seconds) => this.advance(now, seconds));
  }

  private listen(): void {
    this.resize();
    this.endings.push(
      () => this.keys.destroy(),
      () => this.minimap.destroy(),
      () => this.around.destroy(),
      this.host.walking.onPlaced((far) => this.placed(far)),
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

  private take(state: State): void {
    this.state = state;
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
  }

  /** The server has put me somewhere; if that is far away, the camera does not fly there. */
  private placed(far: boolean): void {
    const { me } = this.host.walking;
    if (!far || !me) return;
    this.camera.following = true;
    this.camera.lookAt(me.x, me.y);
  }

  /** Shows another floor as soon as its pictures are here. */
  private async enter(view: FloorView | null): Promise<void> {
    if (view === this.wanted) return;
    this.leave();
    this.wanted = view;
    if (!view) return;
    const grid = gridOf(view.walk, view.zones);
    const floor = await Floor.load(view, grid);
    if (this.wanted !== view) return;
    this.floor = floor;
    this.camera.setFloor(floor, this.tile);
    this.minimap.setFloor(floor);
    this.around.setFloor(gridOf(view.walk));
    this.nameZones();
    this.sync();
    this.placed(true);
  }

  private leave(): void {
    this.floor = null;
    this.people.clear();
    this.minimap.setFloor(null);
    this.around.setFloor(null);
  }

  private nameZones(): void {
    this.people.redrawTags(); // a guest's badge is a word
    this.around?.redoDoors(this.view.dpr);
    if (!this.floor) return;
    this.signs = new ZoneSigns(this.floor, this.host.lang.peek(), this.view.dpr);
    this.dirty = true;
  }

  private resize(): void {
    const { view, canvas } = this;
    const finer = view.fit(canvas.clientWidth, canvas.clientHeight, window.devicePixelRatio || 1);
    this.camera.setView({ width: canvas.clientWidth, height: canvas.clientHeight }, view.dpr);
    if (finer) this.nameZones();
    // At once: a canvas that got another size is empty.
    if (this.loop) this.paint(this.paintedAt, 0, true);
  }

  // --- what is wished ---------------------------------------------------------------------------

  walkTo(x: number, y: number): boolean {
    this.follow();
    return this.host.goTo(x, y);
  }

  height(): number {
    const { me } = this.host.walking;
    return me ? this.camera.heightOf(me.y) : 0.5;
  }

  clear(from: Point, to: Point): boolean {
    return this.host.walking.clear(from, to);
  }

  stop(): void {
    this.host.walking.stop();
    this.dirty = true;
  }

  /** The page is left alone: what I walk by myself ends, a led walk goes on. */
  private pause(): void {
    const { walking } = this.host;
    this.keys.release();
    walking.steer(this.keys.way);
    if (!walking.led) walking.halt();
  }

  zoomBy(factor: number): void {
    this.camera.zoomBy(factor);
  }

  seen(): SeenPerson[] {
    return this.ready && this.floor ? this.painter.report(this.floor.view.drawing) : [];
  }

  fps(): FrameTimes {
    return this.loop.times();
  }

  private click(x: number, y: number): void {
    if (this.around.click(x, y)) return;
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
    this.dirty = true;
  }

  private look(move: () => void): void {
    this.follow();
    this.camera.following = false;
    move();
  }

  private hover(x: number, y: number): void {
    if (this.around.isOverPlate(x, y)) {
      this.dirty = this.pointing.atPlate() || this.dirty;
      return;
    }
    const at = this.camera.toMap(x, y);
    const zones = this.floor?.view.zones ?? [];
    const shows = this.pointing.at(at.x, at.y, this.tile, this.state.me, zones, this.signs);
    this.dirty = this.dirty || shows;
  }

  // --- each frame -------------------------------------------------------------------------------

  /** Moves everything on and paints if anything is to be seen of it; true if it painted. */
  private advance(now: number, seconds: number): boolean {
    const { view, camera, state } = this;
    if (window.devicePixelRatio !== view.dpr) this.resize();
    const calm = reducedMotion();
    if (this.ready) this.walk();
    const walker = this.ready ? this.host.walking.me : null;
    const when = performance.now() - lateness(state.tickHz);
    const fade = calm ? AT_ONCE : seconds;
    const moved = this.people.update(when, fade, this.tile, state.me, walker);
    if (this.hidden.at(now)) {
      this.dirty = true;
      return false;
    }
    const focus = this.people.get(state.me) ?? null;
    const turned = camera.update(seconds, focus, calm);
    const lively = this.around.update(this.people, state.me, this.tile, now);
    const shown = lively || walker?.target != null;
    const changed = moved || turned || shown || this.dirty;
    const painted = changed || (this.moving && now - this.paintedAt >= ANIMATE_MS);
    if (painted) this.paint(now, fade, calm);
    const again = changed || this.mapDirty;
    this.mapDirty = this.minimap.paint(view, this.people, state.me, this.around.doors, again);
    if (!painted) this.floor?.prepare();
    return painted;
  }

  private walk(): void {
    const { way } = this.keys;
    if (way.x !== 0 || way.y !== 0) this.follow();
    this.host.walking.steer(way);
  }

  private paint(now: number, seconds: number, calm: boolean): void {
    const { camera, view, floor, signs } = this;
    this.paintedAt = now;
    this.dirty = false;
    view.aim(camera.x, camera.y, camera.scale, view.dpr, now);
    if (!this.ready || !floor || !signs) {
      this.painter.clear();
      return;
    }
    const { people, state } = this;
    const more = this.painter.paint({
      floor,
      people,
      camera,
      signs,
      around: this.around,
      me: state.me,
      target: this.host.walking.me?.target ?? null,
      hovered: this.pointing.person,
      seconds,
      calm,
    });
    this.dirty = more.tags;
    this.moving = more.floor;
  }
}
