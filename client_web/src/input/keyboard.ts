/** The walking keys that are held now: arrows and WASD, by their place on the keyboard. */

import type { Point } from "../motion/grid";

const WAYS: Readonly<Record<string, Point>> = {
  ArrowUp: { x: 0, y: -1 },
  KeyW: { x: 0, y: -1 },
  ArrowDown: { x: 0, y: 1 },
  KeyS: { x: 0, y: 1 },
  ArrowLeft: { x: -1, y: 0 },
  KeyA: { x: -1, y: 0 },
  ArrowRight: { x: 1, y: 0 },
  KeyD: { x: 1, y: 0 },
};

/** Here keys mean something else. */
const TYPING =
  "input, textarea, select, [contenteditable]:not([contenteditable='false']), dialog, " +
  "[role='dialog'], [role='menu'], [role='listbox'], [role='tablist'], [role='radiogroup'], " +
  "[role='slider']";

export interface Keyboard {
  /** -1, 0 or 1 each way; the same object each time. */
  readonly way: Point;
  release(): void;
  destroy(): void;
}

export function listenToKeys(zoom: (steps: number) => void): Keyboard {
  const held = new Set<string>();
  const way = { x: 0, y: 0 };

  const update = () => {
    way.x = 0;
    way.y = 0;
    for (const code of held) {
      way.x += WAYS[code]?.x ?? 0;
      way.y += WAYS[code]?.y ?? 0;
    }
    way.x = Math.sign(way.x);
    way.y = Math.sign(way.y);
  };
  const release = () => {
    held.clear();
    update();
  };
  const down = (event: KeyboardEvent) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return release();
    if (event.isComposing || event.defaultPrevented || isTyping(event.target)) return;
    if (WAYS[event.code]) {
      event.preventDefault();
      held.add(event.code);
      update();
    } else if (event.key === "+" || event.key === "=") zoom(1);
    else if (event.key === "-") zoom(-1);
  };
  const up = (event: KeyboardEvent) => {
    // A key let go while ⌘ is held is never told of on a Mac.
    if (event.key === "Meta") return release();
    if (held.delete(event.code)) update();
  };
  const focus = (event: FocusEvent) => {
    if (isTyping(event.target)) release();
  };

  window.addEventListener("keydown", down);
  window.addEventListener("keyup", up);
  window.addEventListener("blur", release);
  document.addEventListener("focusin", focus);
  return {
    way,
    release,
    destroy() {
      window.removeEventListener("keydown", down);
      window.removeEventListener("keyup", up);
      window.removeEventListener("blur", release);
      document.removeEventListener("focusin", focus);
    },
  };
}

function isTyping(target: EventTarget | null): boolean {
  return target instanceof Element && target.closest(TYPING) !== null;
}
