/** A floor's picture files: loaded once, with their see-through colour and tints put in. */

import type { FloorView, Sprite } from "../../wire.gen";

/** Decoded pixels: an image element would be decoded again and again while painting. */
export type Picture = ImageBitmap | HTMLCanvasElement;

export class Images {
  private readonly pictures: (Picture | null)[] = [];
  private readonly tinted = new Map<string, Picture>();

  /** Loads all that there is; missing and broken files stay missing. */
  async load(view: FloorView): Promise<void> {
    const { images } = view.drawing;
    const loaded = await Promise.all(
      images.map((image, i) => loadOne(view.image_urls[i] ?? null, image.transparent)),
    );
    this.pictures.push(...loaded);
  }

  has(sprite: Sprite | undefined): boolean {
    return sprite !== undefined && Boolean(this.pictures[sprite.image]);
  }

  /** An image by its number, multiplied by a tint where there is one. */
  get(index: number, tint: string): Picture | null {
    const picture = this.pictures[index] ?? null;
    if (!picture || tint === "") return picture;
    const key = `${index} ${tint}`;
    let result = this.tinted.get(key);
    if (!result) {
      result = multiply(picture, tint);
      this.tinted.set(key, result);
    }
    return result;
  }
}

async function loadOne(url: string | null, transparent: string): Promise<Picture | null> {
  if (url === null) return null;
  const image = new Image();
  image.src = url;
  try {
    await image.decode();
    const picture = await createImageBitmap(image);
    return transparent === "" ? picture : without(picture, transparent);
  } catch {
    return null;
  }
}

function copyOf(picture: Picture): [HTMLCanvasElement, CanvasRenderingContext2D | null] {
  const canvas = document.createElement("canvas");
  canvas.width = picture.width;
  canvas.height = picture.height;
  const ctx = canvas.getContext("2d");
  ctx?.drawImage(picture, 0, 0);
  return [canvas, ctx];
}

/** The picture with one colour made see-through. */
function without(picture: Picture, color: string): Picture {
  const [canvas, ctx] = copyOf(picture);
  if (!ctx) return picture;
  const value = Number.parseInt(color.slice(1), 16);
  const image = ctx.getImageData(0, 0, canvas.width, canvas.height);
  const { data } = image;
  for (let i = 0; i < data.length; i += 4) {
    const here = ((data[i] ?? 0) << 16) | ((data[i + 1] ?? 0) << 8) | (data[i + 2] ?? 0);
    if (here === value) data[i + 3] = 0;
  }
  ctx.putImageData(image, 0, 0);
  return canvas;
}

function multiply(picture: Picture, tint: string): Picture {
  const [canvas, ctx] = copyOf(picture);
  if (!ctx) return picture;
  ctx.globalCompositeOperation = "multiply";
  ctx.fillStyle = tint;
  ctx.fillRect(0, 0, canvas.width, canvas.height);
  ctx.globalCompositeOperation = "destination-in";
  ctx.drawImage(picture, 0, 0);
  return canvas;
}
