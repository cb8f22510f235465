/** Painting avatars and the things that stand among them, from the back to the front. */

import { FEET, HEIGHT, WIDTH } from "./avatar";
import type { Floor } from "./floor/floor";
import type { Standing } from "./floor/layers";
import type { Figure } from "./people";
import { ACCENT_RGB, PAPER_RGB } from "./theme";
import type { View } from "./view";

/**
 * Paints both, merged by the bottom edge. `figures` are in that order already. True if something
 * that stands moves by itself.
 */
export function paintFigures(
  view: View,
  floor: Floor,
  figures: readonly Figure[],
  tile: number,
): boolean {
  let next = 0;
  let moving = false;
  for (const standing of floor.standing) {
    if (!isSeen(view, standing)) continue;
    while (next < figures.length && (figures[next] as Figure).y <= standing.bottom) {
      paintFigure(view, figures[next++] as Figure, tile);
    }
    floor.stand(view, standing);
    moving = moving || standing.moves;
  }
  while (next < figures.length) paintFigure(view, figures[next++] as Figure, tile);
  return moving;
}

function isSeen(view: View, { free }: Standing): boolean {
  const slack = free.rotation === 0 ? 8 : free.width + free.height;
  return view.sees(free.x - slack, free.y - slack, free.width + 2 * slack, free.height + 2 * slack);
}

function paintFigure(view: View, figure: Figure, tile: number): void {
  const { ctx } = view;
  const pixel = (tile / WIDTH) * view.scale;
  const left = Math.round(view.x(figure.x) - (WIDTH / 2) * pixel);
  const top = Math.round(view.y(figure.y) - FEET * pixel);
  const { lingering, status } = figure.person;
  if (lingering) ctx.globalAlpha = 0.45;
  const width = Math.round(WIDTH * pixel);
  const picture = status === "away" ? paleOf(figure.picture) : figure.picture;
  ctx.drawImage(picture, left, top, width, Math.round(HEIGHT * pixel));
  ctx.globalAlpha = 1;
}

const pale = new WeakMap<HTMLCanvasElement, HTMLCanvasElement>();

/** The same picture in pale colours, made once: for who is away. */
function paleOf(picture: HTMLCanvasElement): HTMLCanvasElement {
  const known = pale.get(picture);
  if (known) return known;
  const made = document.createElement("canvas");
  made.width = picture.width;
  made.height = picture.height;
  const ctx = made.getContext("2d");
  if (ctx) {
    ctx.drawImage(picture, 0, 0);
    ctx.globalCompositeOperation = "source-atop";
    ctx.fillStyle = `rgba(${PAPER_RGB}, 0.42)`;
    ctx.fillRect(0, 0, made.width, made.height);
  }
  pale.set(picture, made);
  return made;
}

/** True if a point of the map is on the figure. */
export function isOn(figure: Figure, x: number, y: number, tile: number): boolean {
  return (
    Math.abs(x - figure.x) < 0.4 * tile && y < figure.y + 0.1 * tile && y > figure.y - 1.35 * tile
  );
}

/** A quiet ring under my own feet. The context has to be `plain`. */
export function paintMyRing(view: View, figure: Figure, tile: number): void {
  const { ctx } = view;
  ctx.beginPath();
  const across = 0.42 * tile * view.scale;
  ctx.ellipse(view.x(figure.x), view.y(figure.y), across, across * 0.5, 0, 0, Math.PI * 2);
  ctx.fillStyle = `rgba(${ACCENT_RGB}, 0.28)`;
  ctx.fill();
  ctx.lineWidth = 1.5 * view.dpr;
  ctx.strokeStyle = `rgba(${ACCENT_RGB}, 0.85)`;
  ctx.stroke();
}
