/** The scene's own colours and sizes. Art brings its own; these are for what is laid over it. */

export const ACCENT = "#3b4a8c"; // the panels' indigo
export const ACCENT_RGB = "74, 96, 196"; // the same, for thin layers on the floor
export const CALM_RGB = "250, 246, 239"; // bubbles of others
export const CALM_LINE_RGB = "90, 84, 100";
export const PLATE = "rgba(38, 36, 48, 0.82)"; // behind names
export const PAPER_RGB = "255, 253, 249";
export const INK = "#2a2933";
export const DND = "#e2573b";
export const VOID = "#cfc8bb"; // beyond the floor

export const FONT =
  "system-ui, -apple-system, 'Hiragino Sans', 'Noto Sans JP', 'Noto Sans CJK JP', 'Yu Gothic UI', sans-serif";

/** How many CSS pixels a tile is at zoom 1. */
export const TILE_AT_1 = 32;

export const reducedMotion = (): boolean => matchMedia("(prefers-reduced-motion: reduce)").matches;

/** Long enough for whatever fades to be done, in seconds: for those who want no motion. */
export const AT_ONCE = 9;
