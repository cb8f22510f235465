/** The whole floor in a corner: its picture, everybody as a dot, and what is seen of it. */

import type { Doors } from "./doors";
import type { Floor } from "./floor/floor";
import type { Figure, People } from "./people";
import { markOf } from "./status-mark";
import { ACCENT, ACCENT_RGB, DND, PAPER_RGB } from "./theme";
import type { View } from "./view";

const EVERY_MS = 100;

export interface MinimapActions {
  /** A click: there, in map pixels. */
  go(x: number, y: number): void;
}

export class Minimap {
  private readonly ctx: CanvasRenderingContext2D | null;
  private readonly picture = document.createElement("canvas");
  private floor: Floor | null = null;
  private done = 0; // parts of the picture
  private paintedAt = -Infinity;
  private scale = 1; // device pixels for each map pixel
  private left = 0; // of the picture, device pixels
  private top = 0;
  private readonly click = (event: MouseEvent) => this.clicked(event);

  constructor(
    private readonly canvas: HTMLCanvasElement,
    private readonly act: MinimapActions,
  ) {
    this.ctx = canvas.getContext("2d");
    canvas.addEventListener("click", this.click);
  }

  setFloor(floor: Floor | null): void {
    this.floor = floor;
    this.canvas.width = 0; // so that `fit` starts anew
    this.canvas.height = 0;
  }

  destroy(): void {
    this.canvas.removeEventListener("click", this.click);
  }

  /** Paints if it is time; true if there is more to paint soon. */
  paint(view: View, people: People, me: number, doors: Doors, changed: boolean): boolean {
    const { floor, ctx } = this;
    const { dpr } = view;
    const now = performance.now();
    const width = Math.round(this.canvas.clientWidth * dpr);
    const height = Math.round(this.canvas.clientHeight * dpr);
    if (!floor || !ctx || width === 0 || height === 0) return false;
    if (width !== this.canvas.width || height !== this.canvas.height)
      this.fit(floor, width, height);
    const growing = this.grow(floor);
    if (!changed && !growing) return false;
    if (now - this.paintedAt < EVERY_MS) return true;
    this.paintedAt = now;
    ctx.clearRect(0, 0, width, height);
    ctx.drawImage(this.picture, this.left, this.top);
    this.paintShut(ctx, doors, dpr);
    this.paintPeople(ctx, people, me, dpr);
    this.paintFrame(ctx, floor, view, dpr);
    return growing;
  }

  private fit(floor: Floor, width: number, height: number): void {
    this.canvas.width = width;
    this.canvas.height = height;
    this.scale = Math.min(width / floor.width, height / floor.height);
    this.picture.width = Math.round(floor.width * this.scale);
    this.picture.height = Math.round(floor.height * this.scale);
    this.left = Math.round((width - this.picture.width) / 2);
    this.top = Math.round((height - this.picture.height) / 2);
    const ctx = this.picture.getContext("2d");
    if (ctx) {
      ctx.fillStyle = floor.background;
      ctx.fillRect(0, 0, this.picture.width, this.picture.height);
    }
    this.done = 0;
    this.paintedAt = -Infinity;
  }

  /** Adds one part of the floor to the picture, so that no frame is late for it. */
  private grow(floor: Floor): boolean {
    if (this.done >= floor.under.count) return false;
    const ctx = this.picture.getContext("2d");
    const { x, y, width, height } = floor.under.rectOf(this.done);
    const { scale } = this;
    if (ctx) {
      ctx.imageSmoothingQuality = "high";
      for (const part of [floor.under.part(this.done), floor.over.part(this.done)]) {
        if (part) ctx.drawImage(part, x * scale, y * scale, width * scale, height * scale);
      }
      floor.sketch(ctx, scale, this.done);
    }
    this.done++;
    return true;
  }

  /** Rooms that are shut: an edge, and a padlock where there is room for one. */
  private paintShut(ctx: CanvasRenderingContext2D, doors: Doors, dpr: number): void {
    ctx.lineWidth = 1.5 * dpr;
    ctx.strokeStyle = DND;
    for (const [x, y, width, height] of doors.shut()) {
      const left = this.left + x * this.scale;
      const top = this.top + y * this.scale;
      const across = width * this.scale;
      const along = height * this.scale;
      ctx.fillStyle = "rgba(74, 40, 34, 0.3)";
      ctx.fillRect(left, top, across, along);
      ctx.strokeRect(left, top, across, along);
      if (Math.min(across, along) < 9 * dpr) continue;
      const middle = left + across / 2;
      const bottom = top + along / 2 + 3.5 * dpr;
      ctx.beginPath();
      ctx.arc(middle, bottom - 4 * dpr, 2 * dpr, Math.PI, 0);
      ctx.strokeStyle = `rgb(${PAPER_RGB})`;
      ctx.stroke();
      ctx.strokeStyle = DND;
      ctx.fillStyle = `rgb(${PAPER_RGB})`;
      ctx.fillRect(middle - 3 * dpr, bottom - 4 * dpr, 6 * dpr, 4 * dpr);
    }
  }

  private paintPeople(
    ctx: CanvasRenderingContext2D,
    people: People,
    me: number,
    dpr: number,
  ): void {
    const mine = people.get(me);
    const bubble = mine?.person.bubble ?? 0;
    for (const figure of people.order) {
      if (figure === mine) continue;
      const mate = bubble !== 0 && figure.person.bubble === bubble;
      const color = mate ? ACCENT : markOf(figure.person.status).deep;
      this.dot(ctx, figure, color, 1.9 * dpr, 0.75 * dpr);
    }
    if (mine) this.dot(ctx, mine, ACCENT, 3.4 * dpr, 1.5 * dpr);
  }

  private dot(
    ctx: CanvasRenderingContext2D,
    { x, y }: Figure,
    color: string,
    radius: number,
    rim: number,
  ): void {
    ctx.beginPath();
    ctx.arc(this.left + x * this.scale, this.top + y * this.scale, radius, 0, Math.PI * 2);
    ctx.fillStyle = color;
    ctx.fill();
    ctx.lineWidth = rim;
    ctx.strokeStyle = `rgba(${PAPER_RGB}, 0.95)`;
    ctx.stroke();
  }

  private paintFrame(ctx: CanvasRenderingContext2D, floor: Floor, view: View, dpr: number): void {
    const x = this.left + Math.max(0, view.left) * this.scale;
    const y = this.top + Math.max(0, view.top) * this.scale;
    const right = this.left + Math.min(floor.width, view.right) * this.scale;
    const bottom = this.top + Math.min(floor.height, view.bottom) * this.scale;
    ctx.beginPath();
    ctx.roundRect(x, y, Math.max(1, right - x), Math.max(1, bottom - y), 2 * dpr);
    ctx.lineWidth = 3 * dpr;
    ctx.strokeStyle = `rgba(${PAPER_RGB}, 0.8)`;
    ctx.stroke();
    ctx.lineWidth = 1.5 * dpr;
    ctx.strokeStyle = `rgba(${ACCENT_RGB}, 1)`;
    ctx.stroke();
  }

  private clicked(event: MouseEvent): void {
    const box = this.canvas.getBoundingClientRect();
    if (!this.floor || box.width === 0) return;
    const perPixel = this.canvas.width / box.width;
    const x = ((event.clientX - box.left) * perPixel - this.left) / this.scale;
    const y = ((event.clientY - box.top) * perPixel - this.top) / this.scale;
    if (x >= 0 && y >= 0 && x < this.floor.width && y < this.floor.height) this.act.go(x, y);
  }
}
