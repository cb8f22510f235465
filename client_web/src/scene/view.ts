/**
 * The transform of one frame: map pixels to whole device pixels. Everything is painted through it,
 * so that neighbours share their edges and nothing is smeared between two pixels.
 */

export class View {
  scale = 1; // device pixels for each map pixel
  dpr = 1;
  now = 0;
  width = 0; // of the canvas, device pixels
  height = 0;
  left = 0; // what is seen, map pixels
  top = 0;
  right = 0;
  bottom = 0;
  private offsetX = 0;
  private offsetY = 0;

  constructor(readonly ctx: CanvasRenderingContext2D) {}

  /** The canvas is so many CSS pixels large; true if it has finer or coarser pixels than before. */
  fit(width: number, height: number, dpr: number): boolean {
    const { canvas } = this.ctx;
    canvas.width = Math.max(1, Math.round(width * dpr));
    canvas.height = Math.max(1, Math.round(height * dpr));
    const changed = dpr !== this.dpr;
    this.dpr = dpr;
    return changed;
  }

  /** Looks at x, y (map pixels) with `scale` CSS pixels for each map pixel. */
  aim(x: number, y: number, scale: number, dpr: number, now: number): void {
    const { canvas } = this.ctx;
    this.dpr = dpr;
    this.now = now;
    this.scale = scale * dpr;
    this.width = canvas.width;
    this.height = canvas.height;
    this.offsetX = Math.round(x * this.scale - this.width / 2);
    this.offsetY = Math.round(y * this.scale - this.height / 2);
    this.left = this.offsetX / this.scale;
    this.top = this.offsetY / this.scale;
    this.right = (this.offsetX + this.width) / this.scale;
    this.bottom = (this.offsetY + this.height) / this.scale;
  }

  x(mapX: number): number {
    return Math.round(mapX * this.scale) - this.offsetX;
  }

  y(mapY: number): number {
    return Math.round(mapY * this.scale) - this.offsetY;
  }

  sees(x: number, y: number, width: number, height: number): boolean {
    return x < this.right && y < this.bottom && x + width > this.left && y + height > this.top;
  }

  /** From here on the context paints device pixels. */
  plain(): void {
    this.ctx.setTransform(1, 0, 0, 1, 0, 0);
  }

  /** From here on the context paints map pixels. */
  onMap(): void {
    this.ctx.setTransform(this.scale, 0, 0, this.scale, -this.offsetX, -this.offsetY);
  }

  /** An image over a rectangle of the map. The context has to be `plain`. */
  image(picture: CanvasImageSource, x: number, y: number, width: number, height: number): void {
    const left = this.x(x);
    const top = this.y(y);
    this.ctx.drawImage(picture, left, top, this.x(x + width) - left, this.y(y + height) - top);
  }
}
