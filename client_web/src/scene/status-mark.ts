/** A person's status as a small mark: every status has a shape of its own, colour comes on top. */

import type { Status } from "../wire.gen";

export type Shape = "disc" | "bar" | "square" | "diamond" | "ring";

interface Mark {
  readonly shape: Shape;
  readonly color: string; // on the dark plate of a name tag
  readonly deep: string; // on paper, as in the overview
}

const MARKS: Readonly<Record<Status, Mark>> = {
  available: { shape: "disc", color: "#86cf92", deep: "#2a2933" },
  dnd: { shape: "bar", color: "#e2573b", deep: "#b93a22" },
  meeting: { shape: "square", color: "#aab8ff", deep: "#2a2933" },
  serving: { shape: "diamond", color: "#f3bd55", deep: "#2a2933" },
  away: { shape: "ring", color: "#d3cfdb", deep: "#77727f" },
};

export const markOf = (status: Status): Mark => MARKS[status] ?? MARKS.available;

/** Paints the mark round x, y; `size` is how wide it is. */
export function drawStatus(
  ctx: CanvasRenderingContext2D,
  status: Status,
  x: number,
  y: number,
  size: number,
): void {
  const { shape, color } = markOf(status);
  const half = size / 2;
  ctx.fillStyle = color;
  ctx.strokeStyle = color;
  ctx.beginPath();
  if (shape === "square") ctx.roundRect(x - half + 0.5, y - half + 0.5, size - 1, size - 1, 1.5);
  else if (shape === "diamond") diamond(ctx, x, y, half + 0.5);
  else ctx.arc(x, y, shape === "ring" ? half - 1 : half, 0, Math.PI * 2);
  if (shape === "ring") {
    ctx.lineWidth = 2;
    ctx.stroke();
    return;
  }
  ctx.fill();
  if (shape !== "bar") return;
  ctx.fillStyle = "#ffffff";
  ctx.fillRect(x - half + 2, y - 0.9, size - 4, 1.8);
}

function diamond(ctx: CanvasRenderingContext2D, x: number, y: number, half: number): void {
  ctx.moveTo(x, y - half);
  ctx.lineTo(x + half, y);
  ctx.lineTo(x, y + half);
  ctx.lineTo(x - half, y);
  ctx.closePath();
}
