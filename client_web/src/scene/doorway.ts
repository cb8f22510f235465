/** A room's shape on the floor: its outline, and where one walks in. Pure. */

import { type Grid, isOpen, type Point } from "../motion/grid";
import type { ZoneView } from "../wire.gen";

export interface Line {
  readonly from: Point;
  readonly to: Point;
}

export interface Doorway extends Line {
  readonly middle: Point;
  /** Which side of the room it is on. */
  readonly side: Side;
}

type Side = "n" | "e" | "s" | "w";

const INTO: Readonly<Record<Side, Point>> = {
  s: { x: 0, y: 1 },
  n: { x: 0, y: -1 },
  e: { x: 1, y: 0 },
  w: { x: -1, y: 0 },
};

/** The edge of all rectangles together: no lines where two of them touch or overlap. */
export function outlineOfRects(rects: ZoneView["rects"]): Line[] {
  const xs = steps(rects.flatMap(([x, , width]) => [x, x + width]));
  const ys = steps(rects.flatMap(([, y, , height]) => [y, y + height]));
  const holds = (col: number, row: number): boolean => {
    const x = ((xs[col] ?? Number.NaN) + (xs[col + 1] ?? Number.NaN)) / 2;
    const y = ((ys[row] ?? Number.NaN) + (ys[row + 1] ?? Number.NaN)) / 2;
    return rects.some(([l, t, w, h]) => x > l && x < l + w && y > t && y < t + h);
  };
  const lines: Line[] = [];
  for (let row = 0; row <= ys.length - 1; row++) {
    for (let col = 0; col <= xs.length - 1; col++) {
      const from = { x: xs[col] as number, y: ys[row] as number };
      const right = { x: xs[col + 1] ?? from.x, y: from.y };
      const down = { x: from.x, y: ys[row + 1] ?? from.y };
      if (holds(col, row) !== holds(col, row - 1)) add(lines, { from, to: right });
      if (holds(col, row) !== holds(col - 1, row)) add(lines, { from, to: down });
    }
  }
  return lines;
}

const steps = (values: number[]): number[] => [...new Set(values)].sort((a, b) => a - b);

/** Goes on with a line that ends where this one begins and runs the same way. */
function add(lines: Line[], line: Line): void {
  const flat = line.from.y === line.to.y;
  const at = lines.findIndex(
    ({ from, to }) => to.x === line.from.x && to.y === line.from.y && (from.y === to.y) === flat,
  );
  if (at < 0) lines.push(line);
  else lines[at] = { from: (lines[at] as Line).from, to: line.to };
}

/**
 * The widest opening from the room to the floor beside it, or null for a room that nobody can
 * walk into. On the lower side where two are as wide: that is seen best from the front.
 */
export function doorwayOf(grid: Grid, zone: ZoneView): Doorway | null {
  let best: Doorway | null = null;
  for (const side of ["s", "n", "e", "w"] as const) {
    for (const { from, to } of outlineOfRects(zone.rects)) {
      const flat = from.y === to.y;
      if (flat !== (side === "s" || side === "n")) continue;
      for (const found of openings(grid, from, to, INTO[side], zone)) {
        if (best && lengthOf(found) <= lengthOf(best)) continue;
        const middle = { x: (found.from.x + found.to.x) / 2, y: (found.from.y + found.to.y) / 2 };
        best = { ...found, middle, side };
      }
    }
  }
  return best && narrowed(grid, best);
}

/** So far from the edge of a zone its walls may stand, in cells: three tiles. */
const WALL_CELLS = 12;
/** A gap is a door in a wall if it is so much narrower than the side of the zone. */
const DOOR_PART = 0.6;

/**
 * Where a zone ends before its wall the whole side is open: the door is the gap in the wall beyond
 * it. Its place along the side is kept, and the side's own line.
 */
function narrowed(grid: Grid, whole: Doorway): Doorway {
  const { cellWidth, cellHeight } = grid;
  const { side, from } = whole;
  const flat = side === "s" || side === "n";
  const step = flat ? cellWidth : cellHeight;
  const count = Math.floor(lengthOf(whole) / step);
  const out = INTO[side];
  let [first, last] = [0, count];
  for (let away = 1; away <= WALL_CELLS; away++) {
    const aside = away - 0.5;
    const open = (at: number): boolean => {
      const along = (at + 0.5) * step;
      const x = from.x + (flat ? along : out.x * aside * cellWidth);
      const y = from.y + (flat ? out.y * aside * cellHeight : along);
      return stands(grid, { x, y });
    };
    const [start, end] = longestRun(open, first, last);
    if (end === start) break;
    if (end - start < DOOR_PART * (last - first)) [first, last] = [start, end];
  }
  const at = (n: number): Point =>
    flat ? { x: from.x + n * step, y: from.y } : { x: from.x, y: from.y + n * step };
  const middle = { x: (at(first).x + at(last).x) / 2, y: (at(first).y + at(last).y) / 2 };
  return { from: at(first), to: last === count ? whole.to : at(last), middle, side };
}

function longestRun(open: (at: number) => boolean, first: number, last: number): [number, number] {
  let best: [number, number] = [first, first];
  let start = first;
  for (let at = first; at <= last; at++) {
    if (at < last && open(at)) continue;
    if (at - start > best[1] - best[0]) best = [start, at];
    start = at + 1;
  }
  return best;
}

const lengthOf = ({ from, to }: Line): number => Math.hypot(to.x - from.x, to.y - from.y);

/** The open parts of one edge: a cell inside and the one beyond it can both be stood on. */
function openings(grid: Grid, from: Point, to: Point, out: Point, zone: ZoneView): Line[] {
  const { cellWidth, cellHeight } = grid;
  const flat = out.x === 0;
  const step = flat ? cellWidth : cellHeight;
  const far = flat ? to.x - from.x : to.y - from.y;
  const found: Line[] = [];
  let start = -1;
  for (let gone = 0; gone <= far; gone += step) {
    const x = flat ? from.x + gone + step / 2 : from.x;
    const y = flat ? from.y : from.y + gone + step / 2;
    const inside = { x: x - (out.x * cellWidth) / 2, y: y - (out.y * cellHeight) / 2 };
    const beyond = { x: x + (out.x * cellWidth) / 2, y: y + (out.y * cellHeight) / 2 };
    const open = gone < far && holds(zone, inside) && stands(grid, inside) && stands(grid, beyond);
    if (open && start < 0) start = gone;
    if (open || start < 0) continue;
    const at = (along: number) =>
      flat ? { x: from.x + along, y: from.y } : { x: from.x, y: from.y + along };
    found.push({ from: at(start), to: at(Math.min(gone, far)) });
    start = -1;
  }
  return found;
}

const holds = ({ rects }: ZoneView, { x, y }: Point): boolean =>
  rects.some(([l, t, w, h]) => x > l && x < l + w && y > t && y < t + h);

const stands = (grid: Grid, { x, y }: Point): boolean =>
  isOpen(grid, Math.floor(x / grid.cellWidth), Math.floor(y / grid.cellHeight));
