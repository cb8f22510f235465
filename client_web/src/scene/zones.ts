/** Zones as people see them: which one somebody is in, and discreet names on the floor. */

import { zoneHolds } from "../motion/grid";
import type { FloorView, ZoneView } from "../wire.gen";
import type { Floor } from "./floor/floor";
import { FONT, INK, PAPER_RGB } from "./theme";
import type { Lang } from "./types";
import type { View } from "./view";

/** The kinds whose name helps one to find the way. (Rooms have plates at their doors.) */
const NAMED: ReadonlySet<string> = new Set(["window", "reception", "stage", "silent"]);

const HEIGHT = 20; // CSS pixels
const SIZE = 12;

export const nameOf = (zone: ZoneView, lang: Lang): string =>
  zone.name[lang] || zone.name.ja || zone.name.en;

interface Sign {
  readonly zone: ZoneView;
  readonly canvas: HTMLCanvasElement;
  readonly x: number; // the middle of the zone's upper edge, map pixels
  readonly y: number;
  readonly room: number; // how wide it may be, map pixels
}

/**
 * Names of zones on the floor. Where there is art it usually says them itself, in signs and boards
 * that nobody can read out of a picture: then a name is shown only while its zone is pointed at.
 */
export class ZoneSigns {
  private readonly signs: Sign[];
  private readonly all: boolean;
  private pointed: ZoneView | null = null;

  constructor({ view, hasArt }: Floor, lang: Lang, dpr: number) {
    const written = writtenIn(view);
    this.all = !hasArt;
    this.signs = view.zones
      .filter((zone) => NAMED.has(zone.kind) && nameOf(zone, lang) && !isWritten(zone, written))
      .map((zone) => signOf(zone, nameOf(zone, lang), dpr));
  }

  /** The mouse is over a zone, or over none; true if that shows. */
  point(zone: ZoneView | null): boolean {
    const changed = zone !== this.pointed;
    this.pointed = zone;
    return changed && !this.all;
  }

  /** The context has to be `plain`. */
  paint(view: View): void {
    const gap = 6 * view.dpr;
    for (const { zone, canvas, x, y, room } of this.signs) {
      if (zone !== this.pointed && (!this.all || canvas.width > room * view.scale)) continue;
      const left = view.x(x) - (canvas.width >> 1);
      const top = view.y(y) + gap;
      if (left > view.width || top > view.height || left + canvas.width < 0 || top < -99) continue;
      view.ctx.drawImage(canvas, left, top);
    }
  }
}

/** All texts that the map's own labels write, by where they stand. */
function writtenIn(view: FloorView): { text: string; x: number; y: number }[] {
  return view.drawing.layers.flatMap((layer) =>
    layer.kind === "objects"
      ? layer.labels.map(({ text, x, y, width, height }) => ({
          text,
          x: x + width / 2,
          y: y + height / 2,
        }))
      : [],
  );
}

function isWritten(zone: ZoneView, written: ReturnType<typeof writtenIn>): boolean {
  return written.some(
    ({ text, x, y }) => text === zone.name.ja || text === zone.name.en || zoneHolds(zone, x, y),
  );
}

function signOf(zone: ZoneView, name: string, dpr: number): Sign {
  const [x, y, width] = zone.rects.reduce((a, b) => (b[1] < a[1] ? b : a));
  return { zone, canvas: signPicture(name, dpr), x: x + width / 2, y, room: width };
}

function signPicture(name: string, dpr: number): HTMLCanvasElement {
  const canvas = document.createElement("canvas");
  const ctx = canvas.getContext("2d");
  if (!ctx) return canvas;
  const font = `600 ${SIZE}px ${FONT}`;
  ctx.font = font;
  const width = Math.ceil(ctx.measureText(name).width) + 16;
  canvas.width = Math.ceil(width * dpr);
  canvas.height = Math.ceil(HEIGHT * dpr);
  ctx.scale(dpr, dpr);
  ctx.fillStyle = `rgba(${PAPER_RGB}, 0.8)`;
  ctx.beginPath();
  ctx.roundRect(0, 0, width, HEIGHT, 6);
  ctx.fill();
  ctx.font = font;
  ctx.fillStyle = INK;
  ctx.globalAlpha = 0.78;
  ctx.textAlign = "center";
  ctx.textBaseline = "middle";
  ctx.fillText(name, width / 2, HEIGHT / 2 + 0.5);
  return canvas;
}
