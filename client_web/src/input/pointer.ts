/**
 * Mouse, finger and wheel on the canvas: a click, a drag, a pinch, hovering. Places are CSS pixels
 * from the canvas's top left.
 */

/** A press that moves less than this is a click (CSS px). */
const SLOP = 7;

/** So much wheel travel is one step of zoom. */
const NOTCH = 80;

export interface PointerActions {
  click(x: number, y: number): void;
  hover(x: number, y: number): void;
  unhover(): void;
  drag(dx: number, dy: number): void;
  pinch(factor: number, x: number, y: number): void;
  wheel(steps: number, x: number, y: number): void;
}

interface Finger {
  x: number;
  y: number;
}

export function listenToPointer(canvas: HTMLCanvasElement, act: PointerActions): () => void {
  const fingers = new Map<number, Finger>();
  let press: Finger | null = null; // where the press began, until it turns out to be a drag
  let travel = 0;
  canvas.style.touchAction = "none";

  const place = (event: MouseEvent): Finger => {
    const box = canvas.getBoundingClientRect();
    return { x: event.clientX - box.left, y: event.clientY - box.top };
  };
  const down = (event: PointerEvent) => {
    if (event.button !== 0) return;
    const at = place(event);
    fingers.set(event.pointerId, at);
    press = fingers.size === 1 ? { ...at } : null;
    capture(canvas, event.pointerId);
  };
  const move = (event: PointerEvent) => {
    const at = place(event);
    const finger = fingers.get(event.pointerId);
    if (!finger) {
      if (event.pointerType !== "touch") act.hover(at.x, at.y);
      return;
    }
    if (press && Math.hypot(at.x - press.x, at.y - press.y) < SLOP) return;
    press = null;
    if (fingers.size === 2) pinch(fingers, finger, at, act);
    else if (fingers.size === 1) act.drag(at.x - finger.x, at.y - finger.y);
    finger.x = at.x;
    finger.y = at.y;
  };
  const up = (event: PointerEvent) => {
    if (!fingers.delete(event.pointerId)) return;
    if (press && fingers.size === 0) act.click(press.x, press.y);
    press = null;
  };
  const cancel = (event: PointerEvent) => {
    fingers.delete(event.pointerId);
    press = null;
  };
  const leave = () => act.unhover();
  const wheel = (event: WheelEvent) => {
    event.preventDefault();
    const lines = event.deltaMode === WheelEvent.DOM_DELTA_LINE ? 30 : 1;
    travel += Math.max(-NOTCH, Math.min(NOTCH, event.deltaY * lines));
    const steps = Math.trunc(travel / NOTCH);
    if (steps === 0) return;
    travel -= steps * NOTCH;
    const at = place(event);
    act.wheel(-steps, at.x, at.y);
  };

  canvas.addEventListener("pointerdown", down);
  canvas.addEventListener("pointermove", move);
  canvas.addEventListener("pointerup", up);
  canvas.addEventListener("pointercancel", cancel);
  canvas.addEventListener("pointerleave", leave);
  canvas.addEventListener("wheel", wheel, { passive: false });
  return () => {
    canvas.removeEventListener("pointerdown", down);
    canvas.removeEventListener("pointermove", move);
    canvas.removeEventListener("pointerup", up);
    canvas.removeEventListener("pointercancel", cancel);
    canvas.removeEventListener("pointerleave", leave);
    canvas.removeEventListener("wheel", wheel);
  };
}

/** Two fingers: zoom by how their distance changes, and move with the point between them. */
function pinch(
  fingers: ReadonlyMap<number, Finger>,
  moved: Finger,
  to: Finger,
  act: PointerActions,
): void {
  for (const other of fingers.values()) {
    if (other === moved) continue;
    const before = Math.hypot(moved.x - other.x, moved.y - other.y);
    const after = Math.hypot(to.x - other.x, to.y - other.y);
    act.drag((to.x - moved.x) / 2, (to.y - moved.y) / 2);
    if (before > 0 && after > 0) {
      act.pinch(after / before, (to.x + other.x) / 2, (to.y + other.y) / 2);
    }
  }
}

/** So that a drag goes on outside the canvas. (A made-up pointer in a test can't be captured.) */
function capture(canvas: HTMLCanvasElement, pointerId: number): void {
  try {
    canvas.setPointerCapture(pointerId);
  } catch {
    // Then the drag ends at the canvas's edge.
  }
}
