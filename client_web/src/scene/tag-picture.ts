/** The picture of a name tag, made once for each name and each state it can be in. */

import type { Person } from "../state";
import { ACCENT, DND, FONT, PLATE } from "./theme";

const SIZE = 12; // CSS pixels
const HEIGHT = 19;
const PAD = 7;
const DOT = 9;
const LINE = `600 ${SIZE}px ${FONT}`;

const KEPT = 1000;

export interface TagPicture {
  readonly canvas: HTMLCanvasElement;
}

export class TagPictures {
  private readonly kept = new Map<string, TagPicture>();
  private readonly latest = new WeakMap<Person, TagPicture>();
  private dpr = 1;

  of(person: Person, mine: boolean, dpr: number): TagPicture {
    if (dpr !== this.dpr) this.kept.clear();
    else {
      const known = this.latest.get(person);
      if (known) return known;
    }
    const key = `${person.name}\n${mine}${person.dnd}${person.lingering}`;
    let picture = this.kept.get(key);
    if (!picture) {
      if (this.kept.size > KEPT) this.kept.clear();
      picture = { canvas: draw(person, mine, dpr) };
      this.kept.set(key, picture);
    }
    this.dpr = dpr;
    this.latest.set(person, picture);
    return picture;
  }
}

function draw({ name, dnd, lingering }: Person, mine: boolean, dpr: number): HTMLCanvasElement {
  const canvas = document.createElement("canvas");
  const ctx = canvas.getContext("2d");
  if (!ctx) return canvas;
  const text = lingering ? `${name} …` : name;
  ctx.font = LINE;
  const before = PAD + (dnd ? DOT + 4 : 0);
  const width = Math.ceil(before + ctx.measureText(text).width + PAD);
  canvas.width = Math.ceil((width + 2) * dpr);
  canvas.height = Math.ceil((HEIGHT + 2) * dpr);
  ctx.scale(dpr, dpr);
  ctx.translate(1, 1);
  ctx.beginPath();
  ctx.roundRect(0, 0, width, HEIGHT, HEIGHT / 2);
  ctx.fillStyle = mine ? ACCENT : PLATE;
  ctx.globalAlpha = lingering ? 0.6 : 1;
  ctx.fill();
  ctx.globalAlpha = 1;
  ctx.lineWidth = mine ? 1.5 : 1;
  ctx.strokeStyle = mine ? "rgba(255, 255, 255, 0.9)" : "rgba(255, 255, 255, 0.22)";
  ctx.stroke();
  if (dnd) dot(ctx, PAD + DOT / 2 - 1);
  ctx.font = LINE;
  ctx.fillStyle = "#ffffff";
  ctx.globalAlpha = lingering ? 0.8 : 1;
  ctx.textBaseline = "middle";
  ctx.fillText(text, before, HEIGHT / 2 + 0.5);
  return canvas;
}

/** "No entry": not to be disturbed. */
function dot(ctx: CanvasRenderingContext2D, x: number): void {
  ctx.fillStyle = DND;
  ctx.beginPath();
  ctx.arc(x, HEIGHT / 2, DOT / 2, 0, Math.PI * 2);
  ctx.fill();
  ctx.fillStyle = "#ffffff";
  ctx.fillRect(x - 2.5, HEIGHT / 2 - 0.75, 5, 1.5);
}
