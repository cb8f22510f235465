/**
 * The picture of a name tag, made once and kept with its figure: status, name, and beside it what
 * one should know of the person now (a raised hand, a guest, whom I follow).
 */

import type { Figure } from "./people";
import { drawStatus } from "./status-mark";
import { ACCENT, FONT, PLATE } from "./theme";

const SIZE = 12; // CSS pixels
const HEIGHT = 19;
const PAD = 7;
const MARK = 9;
const HAND = 11; // a raised hand, drawn: not everybody's computer has one among its letters
const GAP = 3; // between the tag and what stands beside it
const LINE = `600 ${SIZE}px ${FONT}`;
const SMALL = `700 11px ${FONT}`;

/** What stands beside the name. */
export interface Beside {
  readonly kind: "guest" | "hand" | "followed";
  readonly text: string;
}

const LOOKS = {
  guest: { back: "#faf0dc", ink: "#7a4f08" },
  hand: { back: "#ffd873", ink: "#3a2a05" },
  followed: { back: ACCENT, ink: "#ffffff" },
} as const;

/** Pure: what stands beside whose name, from the left. `guest` is the word for it. */
export function besides(
  { person, hand, followed }: Pick<Figure, "person" | "hand" | "followed">,
  guest: string,
): Beside[] {
  const all: Beside[] = [];
  if (person.guest) all.push({ kind: "guest", text: guest });
  if (followed) all.push({ kind: "followed", text: "" });
  if (hand > 0) all.push({ kind: "hand", text: `${hand}` });
  return all;
}

/** The figure's tag, made when it is first asked for and again when something on it has changed. */
export function plateOf(
  figure: Figure,
  mine: boolean,
  dpr: number,
  guest: string,
): HTMLCanvasElement {
  figure.plate ??= draw(figure, mine, dpr, guest);
  return figure.plate;
}

interface Part extends Beside {
  readonly left: number;
  readonly width: number;
}

function draw(figure: Figure, mine: boolean, dpr: number, guest: string): HTMLCanvasElement {
  const canvas = document.createElement("canvas");
  const ctx = canvas.getContext("2d");
  if (!ctx) return canvas;
  const { name, lingering } = figure.person;
  const text = lingering ? `${name} …` : name;
  ctx.font = LINE;
  const width = Math.ceil(PAD + MARK + 4 + ctx.measureText(text).width + PAD);
  const parts: Part[] = [];
  let right = width;
  ctx.font = SMALL;
  for (const beside of besides(figure, guest)) {
    const words = beside.text === "" ? HEIGHT : Math.ceil(ctx.measureText(beside.text).width) + 12;
    const wide = words + (beside.kind === "hand" ? HAND : 0);
    parts.push({ ...beside, left: right + GAP, width: wide });
    right += GAP + wide;
  }
  canvas.width = Math.ceil((right + 2) * dpr);
  canvas.height = Math.ceil((HEIGHT + 2) * dpr);
  ctx.scale(dpr, dpr);
  ctx.translate(1, 1);
  nameOn(ctx, figure, text, width, mine);
  for (const part of parts) badge(ctx, part);
  return canvas;
}

function nameOn(
  ctx: CanvasRenderingContext2D,
  { person: { status, lingering } }: Figure,
  text: string,
  width: number,
  mine: boolean,
): void {
  ctx.beginPath();
  ctx.roundRect(0, 0, width, HEIGHT, HEIGHT / 2);
  ctx.fillStyle = mine ? ACCENT : PLATE;
  ctx.globalAlpha = lingering ? 0.6 : 1;
  ctx.fill();
  ctx.globalAlpha = 1;
  ctx.lineWidth = mine ? 1.5 : 1;
  ctx.strokeStyle = mine ? "rgba(255, 255, 255, 0.9)" : "rgba(255, 255, 255, 0.22)";
  ctx.stroke();
  ctx.globalAlpha = lingering ? 0.8 : 1;
  drawStatus(ctx, status, PAD + MARK / 2 - 1, HEIGHT / 2, MARK);
  ctx.font = LINE;
  ctx.fillStyle = "#ffffff";
  ctx.textBaseline = "middle";
  ctx.fillText(text, PAD + MARK + 3, HEIGHT / 2 + 0.5);
  ctx.globalAlpha = 1;
}

function badge(ctx: CanvasRenderingContext2D, { kind, text, left, width }: Part): void {
  const { back, ink } = LOOKS[kind];
  ctx.beginPath();
  ctx.roundRect(left, 0, width, HEIGHT, kind === "guest" ? 4 : HEIGHT / 2);
  ctx.fillStyle = back;
  ctx.fill();
  ctx.lineWidth = 1;
  ctx.strokeStyle = "rgba(38, 36, 48, 0.55)";
  ctx.stroke();
  ctx.fillStyle = ink;
  if (kind === "followed") steps(ctx, left + width / 2);
  if (text === "") return;
  const aside = kind === "hand" ? HAND : 0;
  if (kind === "hand") hand(ctx, left + 5 + HAND / 2);
  ctx.fillStyle = ink;
  ctx.font = SMALL;
  ctx.textAlign = "center";
  ctx.textBaseline = "middle";
  ctx.fillText(text, left + (width + aside) / 2, HEIGHT / 2 + 0.5);
  ctx.textAlign = "start";
}

/** A palm, four fingers, a thumb. */
function hand(ctx: CanvasRenderingContext2D, x: number): void {
  const y = HEIGHT / 2;
  ctx.strokeStyle = ctx.fillStyle;
  ctx.lineCap = "round";
  ctx.lineWidth = 1.7;
  ctx.beginPath();
  for (const [finger, height] of [
    [-2.6, 4.4],
    [-0.8, 5.8],
    [1, 5.6],
    [2.8, 4],
  ] as const) {
    ctx.moveTo(x + finger, y + 1);
    ctx.lineTo(x + finger, y - height);
  }
  ctx.moveTo(x - 2.4, y + 3);
  ctx.lineTo(x - 4.8, y + 0.2);
  ctx.stroke();
  ctx.beginPath();
  ctx.roundRect(x - 3.4, y - 0.5, 7, 6.2, 2.4);
  ctx.fill();
}

/** Two footprints. */
function steps(ctx: CanvasRenderingContext2D, x: number): void {
  for (const side of [-1, 1]) {
    const y = HEIGHT / 2 - side * 1.8;
    ctx.beginPath();
    ctx.ellipse(x + side * 2.6, y - 1.4, 1.9, 2.6, 0, 0, Math.PI * 2);
    ctx.ellipse(x + side * 2.6, y + 3, 1.4, 1.4, 0, 0, Math.PI * 2);
    ctx.fill();
  }
}
