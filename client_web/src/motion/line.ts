/**
 * Straight segments over the walk grid: may one walk from here to there without a turn? Pure.
 *
 * A segment that passes exactly through a corner needs both cells beside it open: no corner is cut.
 */

import { type Grid, isOpen, isOpenAt, type Point } from "./grid";

const TIE = 1e-9;

/** True if every cell that the segment touches is open. */
export function walkable(grid: Grid, x0: number, y0: number, x1: number, y1: number): boolean {
  let col = Math.floor(x0 / grid.cellWidth);
  let row = Math.floor(y0 / grid.cellHeight);
  const lastCol = Math.floor(x1 / grid.cellWidth);
  const lastRow = Math.floor(y1 / grid.cellHeight);
  if (!isOpen(grid, col, row)) return false;
  const stepCol = Math.sign(lastCol - col);
  const stepRow = Math.sign(lastRow - row);
  const dx = Math.abs(x1 - x0);
  const dy = Math.abs(y1 - y0);
  // Where along the segment (0 to 1) the next border is crossed, and how far apart borders are.
  const gapX = dx > 0 ? grid.cellWidth / dx : Infinity;
  const gapY = dy > 0 ? grid.cellHeight / dy : Infinity;
  let nextX = stepCol === 0 ? Infinity : border(x0, col, stepCol, grid.cellWidth) / dx;
  let nextY = stepRow === 0 ? Infinity : border(y0, row, stepRow, grid.cellHeight) / dy;
  while (col !== lastCol || row !== lastRow) {
    if (Math.abs(nextX - nextY) < TIE && col !== lastCol && row !== lastRow) {
      if (!isOpen(grid, col + stepCol, row) || !isOpen(grid, col, row + stepRow)) return false;
      col += stepCol;
      row += stepRow;
      nextX += gapX;
      nextY += gapY;
    } else if (row === lastRow || (nextX < nextY && col !== lastCol)) {
      col += stepCol;
      nextX += gapX;
    } else {
      row += stepRow;
      nextY += gapY;
    }
    if (!isOpen(grid, col, row)) return false;
  }
  return true;
}

/** How far it is from `at` to the border of its cell in the direction of `step`. */
function border(at: number, cell: number, step: number, size: number): number {
  return step > 0 ? (cell + 1) * size - at : at - cell * size;
}

/**
 * True if one may walk the segment and every place on the way, rounded down to whole pixels, is
 * walkable from every other. (Claims are whole pixels, so they lie up to a pixel beside the line.)
 */
export function walkableInPixels(grid: Grid, a: Point, b: Point): boolean {
  if (!walkable(grid, a.x, a.y, b.x, b.y)) return false;
  if (a.x === b.x || a.y === b.y || sameCell(grid, a, b)) return true;
  return (
    walkable(grid, a.x - 1, a.y, b.x - 1, b.y) &&
    walkable(grid, a.x, a.y - 1, b.x, b.y - 1) &&
    walkable(grid, a.x - 1, a.y - 1, b.x - 1, b.y - 1)
  );
}

function sameCell(grid: Grid, a: Point, b: Point): boolean {
  return (
    isOpenAt(grid, a.x, a.y) &&
    Math.floor(a.x / grid.cellWidth) === Math.floor(b.x / grid.cellWidth) &&
    Math.floor(a.y / grid.cellHeight) === Math.floor(b.y / grid.cellHeight)
  );
}
