/**
 * The walk grid as the client walks on it: the server's cells, and nothing that the server forbids.
 *
 * Cells are a quarter of a tile each way. Positions are map pixels. Pure.
 */

import type { WalkGrid, ZoneView } from "../wire.gen";

export interface Grid {
  readonly columns: number;
  readonly rows: number;
  readonly cellWidth: number; // px
  readonly cellHeight: number; // px
  readonly open: Uint8Array; // by cell, row by row: 1 where one may stand
}

export interface Point {
  readonly x: number;
  readonly y: number;
}

/** The grid of a floor. Locked zones are closed, save those that hold `inside` (one may walk out). */
export function gridOf(walk: WalkGrid, zones: readonly ZoneView[] = [], inside?: Point): Grid {
  const open = openCells(walk);
  const grid = {
    columns: walk.columns,
    rows: walk.rows,
    cellWidth: walk.cell_width,
    cellHeight: walk.cell_height,
    open,
  };
  for (const zone of zones) {
    if (zone.locked && !(inside && zoneHolds(zone, inside.x, inside.y))) close(grid, zone);
  }
  return grid;
}

function openCells(walk: WalkGrid): Uint8Array {
  const bits = atob(walk.blocked);
  const open = new Uint8Array(walk.columns * walk.rows);
  for (let i = 0; i < open.length; i++) {
    const byte = bits.charCodeAt(i >> 3);
    open[i] = (byte >> (7 - (i & 7))) & 1 ? 0 : 1;
  }
  return open;
}

/** Closes the cells whose middle lies in the zone. */
function close(grid: Grid, zone: ZoneView): void {
  for (const [x, y, width, height] of zone.rects) {
    const left = Math.max(0, Math.ceil(x / grid.cellWidth - 0.5));
    const top = Math.max(0, Math.ceil(y / grid.cellHeight - 0.5));
    const right = Math.min(grid.columns, Math.ceil((x + width) / grid.cellWidth - 0.5));
    const bottom = Math.min(grid.rows, Math.ceil((y + height) / grid.cellHeight - 0.5));
    for (let row = top; row < bottom; row++) {
      grid.open.fill(0, row * grid.columns + left, row * grid.columns + Math.max(left, right));
    }
  }
}

export function zoneHolds(zone: ZoneView, x: number, y: number): boolean {
  for (const [left, top, width, height] of zone.rects) {
    if (x >= left && x < left + width && y >= top && y < top + height) return true;
  }
  return false;
}

export function isOpen(grid: Grid, col: number, row: number): boolean {
  if (col < 0 || row < 0 || col >= grid.columns || row >= grid.rows) return false;
  return grid.open[row * grid.columns + col] === 1;
}

export function isOpenAt(grid: Grid, x: number, y: number): boolean {
  return isOpen(grid, Math.floor(x / grid.cellWidth), Math.floor(y / grid.cellHeight));
}

/** The cell that contains a point, as an index; the nearest one for a point beyond the edge. */
export function cellAt(grid: Grid, x: number, y: number): number {
  const col = clamp(Math.floor(x / grid.cellWidth), 0, grid.columns - 1);
  const row = clamp(Math.floor(y / grid.cellHeight), 0, grid.rows - 1);
  return row * grid.columns + col;
}

/** The whole pixel in the middle of a cell. */
export function middleOf(grid: Grid, cell: number): Point {
  const col = cell % grid.columns;
  const row = (cell - col) / grid.columns;
  return {
    x: Math.floor((col + 0.5) * grid.cellWidth),
    y: Math.floor((row + 0.5) * grid.cellHeight),
  };
}

function clamp(value: number, low: number, high: number): number {
  return Math.min(high, Math.max(low, value));
}
