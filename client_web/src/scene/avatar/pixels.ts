/** A small picture made pixel by pixel, on which the avatars are drawn. No canvas. Pure. */

import { shade } from "./palette";

export class Pixels {
  /** By pixel, as a canvas's ImageData holds them (little endian ABGR); 0 is see-through. */
  readonly data: Uint32Array;
  /** Added to every y: how a body goes up and down. */
  rise = 0;

  constructor(
    readonly width: number,
    readonly height: number,
  ) {
    this.data = new Uint32Array(width * height);
  }

  set(x: number, y: number, color: number): void {
    const row = y + this.rise;
    if (x < 0 || row < 0 || x >= this.width || row >= this.height) return;
    this.data[row * this.width + x] = packed(color);
  }

  has(x: number, y: number): boolean {
    return this.data[(y + this.rise) * this.width + x] !== 0;
  }

  /** From the column x0 to the column x1, both included; rows likewise. */
  rect(x0: number, y0: number, x1: number, y1: number, color: number): void {
    for (let y = y0; y <= y1; y++) {
      for (let x = x0; x <= x1; x++) this.set(x, y, color);
    }
  }

  /** Rows from y0 on, each as wide as told, centred between the columns 15 and 16. */
  rows(y0: number, halves: readonly number[], color: number, shift = 0): void {
    halves.forEach((half, i) => {
      if (half > 0) this.rect(16 - half + shift, y0 + i, 15 + half + shift, y0 + i, color);
    });
  }

  /** The same rectangle on both sides of the middle. */
  both(x0: number, y0: number, x1: number, y1: number, color: number): void {
    this.rect(x0, y0, x1, y1, color);
    this.rect(31 - x1, y0, 31 - x0, y1, color);
  }

  disc(cx: number, cy: number, r: number, color: number): void {
    for (let y = Math.ceil(cy - r); y <= cy + r; y++) {
      for (let x = Math.ceil(cx - r); x <= cx + r; x++) {
        if ((x - cx) ** 2 + (y - cy) ** 2 <= r * r + 0.5) this.set(x, y, color);
      }
    }
  }

  /** A thin line round all that was drawn, in a dark tone of what it touches. */
  outline(): void {
    const { width, height } = this;
    const before = this.data.slice();
    const at = (x: number, y: number) =>
      x < 0 || y < 0 || x >= width || y >= height ? 0 : (before[y * width + x] as number);
    for (let y = 0; y < height; y++) {
      for (let x = 0; x < width; x++) {
        if (at(x, y) !== 0) continue;
        const beside = at(x, y - 1) || at(x - 1, y) || at(x + 1, y) || at(x, y + 1);
        if (beside !== 0) this.data[y * width + x] = packed(shade(unpacked(beside), 0.62));
      }
    }
  }

  mirrored(): Pixels {
    const other = new Pixels(this.width, this.height);
    for (let i = 0; i < this.data.length; i++) {
      const x = i % this.width;
      other.data[i - x + this.width - 1 - x] = this.data[i] as number;
    }
    return other;
  }
}

function packed(color: number): number {
  return (0xff000000 | ((color & 255) << 16) | (color & 0xff00) | ((color >> 16) & 255)) >>> 0;
}

function unpacked(value: number): number {
  return ((value & 255) << 16) | (value & 0xff00) | ((value >> 16) & 255);
}
