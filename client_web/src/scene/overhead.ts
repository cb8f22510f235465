/** Over people's heads for a moment: signs they show, dots while they write, a question for me. */

import type { Figure, People } from "./people";
import { phaseOf, type Reaction, type Reactions } from "./reactions";
import { headHeight } from "./tags";
import { ACCENT, ACCENT_RGB, FONT, INK, PAPER_RGB } from "./theme";
import type { View } from "./view";

const EMOJI = 26; // CSS pixels
const RISE = 30;
const ASIDE = 22;
const TAG = 21; // a name tag's height
const DOT_MS = 360; // how long each dot of those who write is the dark one

export class Overhead {
  private readonly pictures = new Map<string, HTMLCanvasElement>();
  private dpr = 1;

  /** Paints what is over `figures`; true if it looks different soon. */
  paint(
    view: View,
    figures: readonly Figure[],
    reactions: Reactions,
    typing: ReadonlySet<number>,
    asking: ReadonlySet<number>,
    tile: number,
    calm: boolean,
  ): boolean {
    if (view.dpr !== this.dpr) this.pictures.clear();
    this.dpr = view.dpr;
    if (!reactions.any && typing.size === 0 && asking.size === 0) return false;
    let moves = reactions.any;
    for (const figure of figures) {
      const { id } = figure.person;
      const shown = reactions.of(id);
      if (asking.has(id)) this.bubble(view, figure, "?", tile);
      else if (typing.has(id) && shown.length === 0) {
        this.bubble(view, figure, calm ? "…" : `${Math.floor(view.now / DOT_MS) % 3}`, tile);
        moves = moves || !calm;
      }
      for (const one of shown) this.reaction(view, figure, one, tile, calm);
    }
    return moves;
  }

  private reaction(view: View, figure: Figure, one: Reaction, tile: number, calm: boolean): void {
    const { rise, alpha } = phaseOf(view.now - one.since, calm);
    if (alpha <= 0) return;
    const picture = this.picture(one.emoji, () => emojiPicture(one.emoji, this.dpr));
    const aside = [0, -ASIDE, ASIDE][one.slot] ?? 0;
    const left = view.x(figure.x) + aside * this.dpr - (picture.width >> 1);
    const lift = Math.round((TAG + rise * RISE) * this.dpr);
    view.ctx.globalAlpha = alpha;
    view.ctx.drawImage(picture, left, top(view, figure, tile) - lift - picture.height);
    view.ctx.globalAlpha = 1;
  }

  private bubble(view: View, figure: Figure, what: string, tile: number): void {
    const picture = this.picture(`bubble ${what}`, () => bubblePicture(what, this.dpr));
    const left = view.x(figure.x) - (picture.width >> 1);
    const over = top(view, figure, tile) - Math.round((TAG + 1) * this.dpr);
    view.ctx.drawImage(picture, left, over - picture.height);
  }

  private picture(key: string, make: () => HTMLCanvasElement): HTMLCanvasElement {
    let picture = this.pictures.get(key);
    if (!picture) {
      picture = make();
      this.pictures.set(key, picture);
    }
    return picture;
  }
}

const top = (view: View, figure: Figure, tile: number): number =>
  view.y(figure.y) - headHeight(view, tile);

/** A dotted arc from who waves at me to me, and a ring at my feet. Context: `plain`. */
export function paintWaves(
  view: View,
  people: People,
  reactions: Reactions,
  me: number,
  tile: number,
  calm: boolean,
): void {
  const mine = people.get(me);
  if (!mine) return;
  for (const person of reactions.people) {
    const from = people.get(person);
    const wave = reactions.of(person).findLast(({ to }) => to === me);
    if (!from || !wave || from === mine) continue;
    const { rise, alpha } = phaseOf(view.now - wave.since, calm);
    arc(view, from, mine, calm ? 1 : Math.min(1, rise * 1.6), alpha, tile);
  }
}

const DOT_EVERY = 22; // CSS pixels

function arc(
  view: View,
  from: Figure,
  to: Figure,
  reach: number,
  alpha: number,
  tile: number,
): void {
  const { ctx, dpr } = view;
  const x0 = view.x(from.x);
  const y0 = view.y(from.y) - 0.7 * tile * view.scale;
  const x1 = view.x(to.x);
  const y1 = view.y(to.y) - 0.5 * tile * view.scale;
  const high = Math.min(y0, y1) - Math.min(1.5 * tile * view.scale, Math.abs(x1 - x0) * 0.4);
  ctx.globalAlpha = alpha;
  const dots = Math.max(6, Math.min(60, Math.hypot(x1 - x0, y1 - y0) / (DOT_EVERY * dpr)));
  for (let i = 1; i < dots; i++) {
    const part = i / dots;
    if (part > reach) break;
    const left = 1 - part;
    const x = left * left * x0 + 2 * left * part * ((x0 + x1) / 2) + part * part * x1;
    const y = left * left * y0 + 2 * left * part * high + part * part * y1;
    ctx.beginPath();
    ctx.arc(x, y, (2 + part * 1.6) * dpr, 0, Math.PI * 2);
    ctx.fillStyle = ACCENT;
    ctx.fill();
    ctx.lineWidth = 1.5 * dpr;
    ctx.strokeStyle = `rgba(${PAPER_RGB}, 0.95)`;
    ctx.stroke();
  }
  if (reach >= 1) {
    const radius = 0.62 * tile * view.scale;
    ctx.beginPath();
    ctx.ellipse(x1, view.y(to.y), radius, radius * 0.5, 0, 0, Math.PI * 2);
    ctx.lineWidth = 3 * dpr;
    ctx.strokeStyle = `rgba(${ACCENT_RGB}, 0.9)`;
    ctx.stroke();
  }
  ctx.globalAlpha = 1;
}

function emojiPicture(emoji: string, dpr: number): HTMLCanvasElement {
  const { canvas, ctx } = blank(EMOJI + 12, EMOJI + 12, dpr);
  if (!ctx) return canvas;
  const middle = (EMOJI + 12) / 2;
  // On paper, so that it is read on any floor and wherever emoji are drawn in one colour.
  ctx.beginPath();
  ctx.arc(middle, middle, middle - 2, 0, Math.PI * 2);
  ctx.fillStyle = `rgba(${PAPER_RGB}, 0.94)`;
  ctx.fill();
  ctx.lineWidth = 1;
  ctx.strokeStyle = "rgba(90, 84, 100, 0.4)";
  ctx.stroke();
  ctx.font = `${EMOJI - 4}px "Apple Color Emoji", "Segoe UI Emoji", "Noto Color Emoji", ${FONT}`;
  ctx.textAlign = "center";
  ctx.textBaseline = "middle";
  ctx.fillStyle = INK;
  ctx.fillText(emoji, middle, middle + 1.5);
  return canvas;
}

/** "?", "…" (all dots dark), or which of three dots is the dark one. */
function bubblePicture(what: string, dpr: number): HTMLCanvasElement {
  const question = what === "?";
  const width = question ? 24 : 32;
  const { canvas, ctx } = blank(width + 2, 27, dpr);
  if (!ctx) return canvas;
  ctx.translate(1, 1);
  ctx.beginPath();
  ctx.roundRect(0, 0, width, 19, 9.5);
  ctx.moveTo(width / 2 - 4, 18.5);
  ctx.lineTo(width / 2, 24);
  ctx.lineTo(width / 2 + 4, 18.5);
  ctx.fillStyle = question ? "#ffd873" : `rgb(${PAPER_RGB})`;
  ctx.shadowColor = "rgba(40, 30, 10, 0.4)";
  ctx.shadowBlur = 2 * dpr;
  ctx.fill();
  ctx.shadowColor = "transparent";
  ctx.fillStyle = INK;
  if (question) {
    ctx.font = `800 14px ${FONT}`;
    ctx.textAlign = "center";
    ctx.textBaseline = "middle";
    ctx.fillText("?", width / 2, 10);
    return canvas;
  }
  for (let i = 0; i < 3; i++) {
    ctx.beginPath();
    ctx.arc(width / 2 + (i - 1) * 7, 9.5, 2.3, 0, Math.PI * 2);
    ctx.globalAlpha = what === "…" || what === `${i}` ? 0.95 : 0.4;
    ctx.fill();
  }
  return canvas;
}

function blank(width: number, height: number, dpr: number) {
  const canvas = document.createElement("canvas");
  canvas.width = Math.ceil(width * dpr);
  canvas.height = Math.ceil(height * dpr);
  const ctx = canvas.getContext("2d");
  ctx?.scale(dpr, dpr);
  return { canvas, ctx };
}
