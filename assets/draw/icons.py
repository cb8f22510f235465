"""The app icon: a noren with a crest, hung over the counter of a service window.

`python -m assets.draw.icons` draws the client's own copies again, into client_web/public/icons.
"""

from __future__ import annotations

from pathlib import Path

from PIL import Image, ImageDraw

Shape = tuple[tuple[float, float, float, float], float, str]

SHAPES: tuple[Shape, ...] = (
    # x0, y0, x1, y1 of 64 · corner radius · colour; painted in this order
    ((0, 0, 64, 64), 14, "#2e3d68"),
    ((11, 15, 53, 43), 2, "#f8efdd"),
    ((20.5, 18.5, 43.5, 41.5), 11.5, "#df8a5e"),
    ((23.5, 19, 25.5, 44), 0, "#2e3d68"),
    ((38.5, 19, 40.5, 44), 0, "#2e3d68"),
    ((7, 11, 57, 17), 3, "#cfa36e"),
    ((7, 48, 57, 56), 3, "#cfa36e"),
    ((7, 52, 57, 56), 2, "#b08354"),
)


def svg() -> str:
    rects = "\n".join(
        f'<rect x="{x0:g}" y="{y0:g}" width="{x1 - x0:g}" height="{y1 - y0:g}" '
        f'rx="{radius:g}" fill="{colour}"/>'
        for (x0, y0, x1, y1), radius, colour in SHAPES
    )
    head = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 64 64">'
    return f"{head}\n<title>Madoguchi</title>\n{rects}\n</svg>\n"


def raster(size: int) -> Image.Image:
    """The icon, size × size, drawn large and scaled down."""
    scale = size * 4 / 64
    image = Image.new("RGBA", (size * 4, size * 4), (0, 0, 0, 0))
    pen = ImageDraw.Draw(image)
    for (x0, y0, x1, y1), radius, colour in SHAPES:
        box = (x0 * scale, y0 * scale, x1 * scale - 1, y1 * scale - 1)
        pen.rounded_rectangle(box, radius * scale, fill=colour)
    return image.resize((size, size), Image.Resampling.LANCZOS)


def maskable(size: int) -> Image.Image:
    """The icon for systems that cut out a shape of their own: its middle 80 % hold all of it."""
    whole = Image.new("RGBA", (size, size), SHAPES[0][2])
    inner = round(size * 0.8)
    whole.alpha_composite(raster(inner), ((size - inner) // 2, (size - inner) // 2))
    return whole.convert("RGB")


def draw_for_client(folder: Path) -> None:
    """What client_web/public/manifest.webmanifest and index.html name."""
    draw(folder)
    for size in (192, 512):
        maskable(size).save(folder / f"maskable-{size}.png", optimize=True)
    maskable(180).save(folder / "apple-touch-icon.png", optimize=True)


def draw(folder: Path) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "icon.svg").write_text(svg(), encoding="utf-8")
    for size in (192, 512):
        raster(size).save(folder / f"icon-{size}.png", optimize=True)


if __name__ == "__main__":
    draw_for_client(Path(__file__).resolve().parents[2] / "client_web" / "public" / "icons")
