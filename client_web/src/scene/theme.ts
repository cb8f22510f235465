/** The scene's own colours and sizes. Art brings its own; these are for what is laid over it. */

export const ACCENT = "#2f6fde";
export const ACCENT_RGB = "47, 111, 222";
export const CALM_RGB = "88, 102, 126"; // bubbles of others
export const DND = "#d64545";
export const MARK = "#ffffff";
export const VOID = "#cfc8bb"; // beyond the floor

export const FONT =
  "system-ui, -apple-system, 'Hiragino Sans', 'Noto Sans JP', 'Noto Sans CJK JP', 'Yu Gothic UI', sans-serif";

/** How many CSS pixels a tile is at zoom 1. */
export const TILE_AT_1 = 32;

export const reducedMotion = (): boolean => matchMedia("(prefers-reduced-motion: reduce)").matches;
