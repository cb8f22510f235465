/** The picture of a name tag, made once and kept with its figure. */

import type { Person } from "../state";
import type { Figure } from "./people";
import { ACCENT, DND, FONT, PLATE } from "./theme";

const SIZE = 12; // CSS pixels
const HEIGHT = 19;
const PAD = 7;
const DOT = 9;
const LINE = `600 ${SIZE}px ${FONT}`;

/** The figure's tag, made when it is first asked for and again when something on it has changed. */
export function plateOf(figure: Figure, mine: boolean, dpr: number): HTMLCanvasElement {
  figure.plate ??= draw(figure.person, mine, dpr);
  return figure.plate;
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
