/** Whether the floor can be seen at all: a page that shows a list in its place hides the canvas. */

/** It is looked up this often, ms: asking makes the browser work out styles. */
const EVERY = 150;

export class Hidden {
  private is = false;
  private askedAt = -Infinity;

  constructor(private readonly canvas: HTMLCanvasElement) {}

  at(now: number): boolean {
    if (now - this.askedAt < EVERY) return this.is;
    this.askedAt = now;
    this.is =
      this.canvas.clientWidth === 0 || getComputedStyle(this.canvas).visibility !== "visible";
    return this.is;
  }
}
