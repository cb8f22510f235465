/**
 * Ways round walls: the shortest path over the walk grid, made straight where it can be. Pure.
 */

import { cellAt, type Grid, isOpen, middleOf, type Point } from "./grid";
import { Heap } from "./heap";
import { walkableInPixels } from "./line";

/** How far from a blocked place that was asked for one may end, in cells (four make a tile). */
const NEAR = 16;

const DIAGONAL = Math.SQRT2;

/**
 * The corners of a walk from `from` to `to`, the last one being where it ends: `to` itself, or for
 * a blocked or closed-off place the nearest place near it. Null where there is no way.
 */
export function findPath(grid: Grid, from: Point, to: Point): Point[] | null {
  const start = nearestOpen(grid, cellAt(grid, from.x, from.y), null);
  if (start < 0) return null;
  const reach = reachable(grid, start);
  const wanted = cellAt(grid, to.x, to.y);
  const goal = nearestOpen(grid, wanted, reach);
  if (goal < 0) return null;
  const cells = shortest(grid, start, goal);
  if (!cells) return null;
  const points: Point[] = [whole(from)];
  for (const cell of cells) points.push(middleOf(grid, cell));
  if (goal === wanted && inside(grid, to)) points.push(whole(to));
  return straighten(grid, points);
}

function whole(point: Point): Point {
  return { x: Math.floor(point.x), y: Math.floor(point.y) };
}

function inside(grid: Grid, { x, y }: Point): boolean {
  return x >= 0 && y >= 0 && x < grid.columns * grid.cellWidth && y < grid.rows * grid.cellHeight;
}

/** The cells that can be reached from `start`. (Two that meet at a corner meet beside it, too.) */
export function reachable(grid: Grid, start: number): Uint8Array {
  const { columns, rows, open } = grid;
  const seen = new Uint8Array(open.length);
  const queue = new Int32Array(open.length);
  let tail = 0;
  const visit = (cell: number) => {
    if (open[cell] === 1 && seen[cell] === 0) {
      seen[cell] = 1;
      queue[tail++] = cell;
    }
  };
  visit(start);
  for (let head = 0; head < tail; head++) {
    const cell = queue[head] ?? 0;
    const col = cell % columns;
    if (col > 0) visit(cell - 1);
    if (col < columns - 1) visit(cell + 1);
    if (cell >= columns) visit(cell - columns);
    if (cell < columns * (rows - 1)) visit(cell + columns);
  }
  return seen;
}

/** `cell` if it is open (and reached), else the nearest such cell within NEAR; -1 for none. */
function nearestOpen(grid: Grid, cell: number, reach: Uint8Array | null): number {
  const col = cell % grid.columns;
  const row = (cell - col) / grid.columns;
  let best = -1;
  let bestDistance = Infinity;
  for (let ring = 0; ring <= NEAR && ring * ring < bestDistance; ring++) {
    for (let dy = -ring; dy <= ring; dy++) {
      const stride = Math.abs(dy) === ring ? 1 : Math.max(1, 2 * ring);
      for (let dx = -ring; dx <= ring; dx += stride) {
        const distance = dx * dx + dy * dy;
        if (distance >= bestDistance || !isOpen(grid, col + dx, row + dy)) continue;
        const candidate = (row + dy) * grid.columns + col + dx;
        if (reach && reach[candidate] === 0) continue;
        best = candidate;
        bestDistance = distance;
      }
    }
  }
  return best;
}

/** A* over eight neighbours; a diagonal step needs both cells beside it open. */
export function shortest(grid: Grid, start: number, goal: number): number[] | null {
  const { columns } = grid;
  const cost = new Float64Array(grid.open.length).fill(Infinity);
  const came = new Int32Array(grid.open.length).fill(-1);
  const closed = new Uint8Array(grid.open.length);
  const goalCol = goal % columns;
  const goalRow = (goal - goalCol) / columns;
  const heap = new Heap();
  cost[start] = 0;
  heap.push(start, 0);
  while (heap.size > 0) {
    const cell = heap.pop();
    if (cell === goal) return trace(came, goal);
    if (closed[cell] === 1) continue;
    closed[cell] = 1;
    const col = cell % columns;
    const row = (cell - col) / columns;
    const base = cost[cell] ?? 0;
    for (let dy = -1; dy <= 1; dy++) {
      for (let dx = -1; dx <= 1; dx++) {
        if ((dx === 0 && dy === 0) || !canStep(grid, col, row, dx, dy)) continue;
        const next = cell + dy * columns + dx;
        const through = base + (dx !== 0 && dy !== 0 ? DIAGONAL : 1);
        if (closed[next] === 1 || through >= (cost[next] ?? 0)) continue;
        cost[next] = through;
        came[next] = cell;
        heap.push(next, through + octile(col + dx - goalCol, row + dy - goalRow));
      }
    }
  }
  return null;
}

function canStep(grid: Grid, col: number, row: number, dx: number, dy: number): boolean {
  if (!isOpen(grid, col + dx, row + dy)) return false;
  if (dx === 0 || dy === 0) return true;
  return isOpen(grid, col + dx, row) && isOpen(grid, col, row + dy);
}

function octile(dx: number, dy: number): number {
  const x = Math.abs(dx);
  const y = Math.abs(dy);
  return Math.max(x, y) + (DIAGONAL - 1) * Math.min(x, y);
}

function trace(came: Int32Array, goal: number): number[] {
  const cells = [goal];
  for (let cell = came[goal] ?? -1; cell >= 0; cell = came[cell] ?? -1) cells.push(cell);
  return cells.reverse();
}

/** Leaves out every corner that one can walk past in a straight line. Drops the first point. */
export function straighten(grid: Grid, points: readonly Point[]): Point[] {
  const corners: Point[] = [];
  let anchor = 0;
  while (anchor < points.length - 1) {
    const from = points[anchor] as Point;
    let next = points.length - 1;
    while (next > anchor + 1 && !walkableInPixels(grid, from, points[next] as Point)) next--;
    corners.push(points[next] as Point);
    anchor = next;
  }
  return corners;
}
