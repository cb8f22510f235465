/** The plate at a room's door: name, lock, how many are inside. Made anew only when one changes. */

import { FONT } from "./theme";
import type { Door } from "./types";

/** How a door is shown. "yours": it is open to me alone, for a while. */
export type Look = "open" | "shut" | "full" | "yours" | "closed";

const HEIGHT = 22; // CSS pixels
const SIZE = 12;
const LOCK = 11;
const LINE = `600 ${SIZE}px ${FONT}`;

interface Colors {
  readonly back: string;
  readonly ink: string;
  readonly lock: string;
}

const COLORS: Readonly<Record<Look, Colors>> = {
  open: { back: "rgba(255, 253, 249, 0.92)", ink: "#2a2933", lock: "#47774f" },
  closed: { back: "rgba(234, 236, 246, 0.95)", ink: "#2c386e", lock: "#2c386e" },
  shut: { back: "rgba(251, 234, 229, 0.95)", ink: "#2a2933", lock: "#b93a22" },
  full: { back: "rgba(250, 240, 220, 0.95)", ink: "#2a2933", lock: "#875a10" },
  yours: { back: "rgba(230, 240, 230, 0.97)", ink: "#2a2933", lock: "#2f6b3a" },
};

/** Pure. "closed": I am inside a locked room, and it keeps nobody out whom I could be. */
export function lookOf({ shut, here, letIn, locked }: Omit<Door, "zone" | "name">): Look {
  if (here) return locked ? "closed" : "open";
  if (letIn) return "yours";
  if (shut === "full") return "full";
  return shut ? "shut" : "open";
}

/** How many are inside, of how many where that is limited; nothing for an empty room without end. */
export function countOf({ inside, capacity }: Pick<Door, "inside" | "capacity">): string {
  if (capacity > 0) return `${inside}/${capacity}`;
  return inside > 0 ? `${inside}` : "";
}

export const textOf = (door: Door, named: boolean): string =>
  [named ? door.name : "", countOf(door)].filter(Boolean).join("  ");

export function platePicture(look: Look, text: string, dpr: number): HTMLCanvasElement {
  const canvas = document.createElement("canvas");
  const ctx = canvas.getContext("2d");
  if (!ctx) return canvas;
  ctx.font = LINE;
  const words = text === "" ? 0 : Math.ceil(ctx.measureText(text).width) + 6;
  const width = 8 + LOCK + words + 8;
  canvas.width = Math.ceil((width + 2) * dpr);
  canvas.height = Math.ceil((HEIGHT + 3) * dpr);
  ctx.scale(dpr, dpr);
  ctx.translate(1, 1);
  const { back, ink, lock } = COLORS[look];
  box(ctx, width, "rgba(60, 45, 20, 0.28)", 1.5);
  box(ctx, width, back, 0);
  ctx.lineWidth = look === "open" ? 1 : 1.5;
  ctx.strokeStyle = look === "open" ? "rgba(90, 84, 100, 0.45)" : lock;
  ctx.stroke();
  padlock(ctx, 8 + LOCK / 2, HEIGHT / 2 + 0.5, look === "open" || look === "yours", lock);
  ctx.font = LINE;
  ctx.fillStyle = ink;
  ctx.textBaseline = "middle";
  ctx.fillText(text, 8 + LOCK + 6, HEIGHT / 2 + 0.5);
  return canvas;
}

function box(ctx: CanvasRenderingContext2D, width: number, color: string, down: number): void {
  ctx.beginPath();
  ctx.roundRect(0, down, width, HEIGHT, 6);
  ctx.fillStyle = color;
  ctx.fill();
}

/** The shackle of an open one stands aside: the shape says it without the colour. */
function padlock(
  ctx: CanvasRenderingContext2D,
  x: number,
  y: number,
  open: boolean,
  color: string,
): void {
  ctx.fillStyle = color;
  ctx.strokeStyle = color;
  ctx.beginPath();
  ctx.roundRect(x - 5, y - 0.5, 10, 7, 1.5);
  if (open) ctx.stroke();
  ctx.fill();
  ctx.lineWidth = 1.8;
  ctx.beginPath();
  const shift = open ? 4.5 : 0;
  ctx.moveTo(x - 3 + shift, y - 0.5);
  ctx.lineTo(x - 3 + shift, y - 3);
  ctx.arc(x + shift, y - 3, 3, Math.PI, open ? Math.PI * 1.9 : 0);
  if (!open) ctx.lineTo(x + 3, y - 0.5);
  ctx.stroke();
}
