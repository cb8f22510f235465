/** The outline round some points: their hull, pushed outwards and rounded. Pure. */

import type { Point } from "../motion/grid";

/** A part of the outline: an arc about x, y from the angle `from` to `to`, clockwise on screen. */
export interface Arc {
  readonly x: number;
  readonly y: number;
  readonly from: number;
  readonly to: number;
}

/** The corners of the convex hull, clockwise on screen (y grows downwards). */
export function convexHull(points: readonly Point[]): Point[] {
  const sorted = [...points].sort((a, b) => a.x - b.x || a.y - b.y);
  if (sorted.length < 3) return withoutTwins(sorted);
  const upper = chain(sorted);
  const lower = chain(sorted.reverse());
  return withoutTwins([...upper.slice(0, -1), ...lower.slice(0, -1)]);
}

function chain(points: readonly Point[]): Point[] {
  const kept: Point[] = [];
  for (const point of points) {
    while (kept.length >= 2 && turn(kept.at(-2) as Point, kept.at(-1) as Point, point) <= 0) {
      kept.pop();
    }
    kept.push(point);
  }
  return kept;
}

function turn(a: Point, b: Point, c: Point): number {
  return (b.x - a.x) * (c.y - a.y) - (b.y - a.y) * (c.x - a.x);
}

function withoutTwins(points: Point[]): Point[] {
  return points.filter((point, i) => {
    const next = points[(i + 1) % points.length] as Point;
    return (
      points.length === 1 || i === points.length - 1 || point.x !== next.x || point.y !== next.y
    );
  });
}

/** The arcs of the outline; straight lines join each to the next. */
export function outlineOf(points: readonly Point[]): Arc[] {
  const hull = convexHull(points);
  const first = hull[0];
  if (!first) return [];
  if (hull.every(({ x, y }) => x === first.x && y === first.y)) {
    return [{ ...first, from: 0, to: Math.PI * 2 }];
  }
  return hull.map((corner, i) => {
    const before = hull[(i + hull.length - 1) % hull.length] as Point;
    const after = hull[(i + 1) % hull.length] as Point;
    const from = outwards(before, corner);
    let to = outwards(corner, after);
    if (to < from - 1e-9) to += Math.PI * 2;
    return { x: corner.x, y: corner.y, from, to };
  });
}

/** The direction that points out of a clockwise hull at its edge a b. */
function outwards(a: Point, b: Point): number {
  return Math.atan2(b.y - a.y, b.x - a.x) - Math.PI / 2;
}
