/** Made-up walk grids for the tests of walking: drawn as text, or at random from a seed. */

import type { Grid } from "../../../client_web/src/motion/grid";
import type { WalkGrid } from "../../../client_web/src/wire.gen";

/** "#" is a wall. Cells are 8 × 8 px unless said otherwise. */
export function drawn(lines: readonly string[], cell = 8): Grid {
  const columns = lines[0]?.length ?? 0;
  const open = new Uint8Array(columns * lines.length);
  lines.forEach((line, row) => {
    for (let col = 0; col < columns; col++) open[row * columns + col] = line[col] === "#" ? 0 : 1;
  });
  return { columns, rows: lines.length, cellWidth: cell, cellHeight: cell, open };
}

/** A small seeded generator (mulberry32), so that a failure can be repeated. */
export function randomFrom(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}

export function randomGrid(random: () => number, walls = 0.3): Grid {
  const columns = 8 + Math.floor(random() * 30);
  const rows = 8 + Math.floor(random() * 30);
  const open = new Uint8Array(columns * rows).map(() => (random() < walls ? 0 : 1));
  return { columns, rows, cellWidth: 8, cellHeight: random() < 0.5 ? 8 : 4, open };
}

/** The same grid as the server sends it. */
export function asSent(grid: Grid): WalkGrid {
  const bytes = new Uint8Array(Math.ceil(grid.open.length / 8));
  grid.open.forEach((open, i) => {
    if (!open) bytes[i >> 3] = (bytes[i >> 3] ?? 0) | (128 >> (i & 7));
  });
  return {
    cell_width: grid.cellWidth,
    cell_height: grid.cellHeight,
    columns: grid.columns,
    rows: grid.rows,
    blocked: btoa(String.fromCharCode(...bytes)),
  };
}

/** Every whole pixel near the segment's true course, sampled finely: an independent check. */
export function crossesWall(grid: Grid, x0: number, y0: number, x1: number, y1: number): boolean {
  const steps = Math.ceil(Math.hypot(x1 - x0, y1 - y0) * 8) + 1;
  for (let i = 0; i <= steps; i++) {
    const x = x0 + ((x1 - x0) * i) / steps;
    const y = y0 + ((y1 - y0) * i) / steps;
    const cell = Math.floor(y / grid.cellHeight) * grid.columns + Math.floor(x / grid.cellWidth);
    if (grid.open[cell] !== 1) return true;
  }
  return false;
}
