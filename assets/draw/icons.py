"""The app icon: a noren under a wooden beam, a window between its halves."""

from __future__ import annotations

from pathlib import Path

from PIL import Image, ImageDraw

SVG = """<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 64 64">
<title>Madoguchi</title>
<rect width="64" height="64" rx="14" fill="#f4ead7"/>
<rect x="6" y="44" width="52" height="12" rx="3" fill="#b08354"/>
<rect x="6" y="44" width="52" height="5" rx="2.5" fill="#cfa36e"/>
<path d="M9 14h14v22a3 3 0 0 1-3 3h-8a3 3 0 0 1-3-3z" fill="#2e3d68"/>
<path d="M25 14h14v14a3 3 0 0 1-3 3h-8a3 3 0 0 1-3-3z" fill="#3d5085"/>
<path d="M41 14h14v22a3 3 0 0 1-3 3h-8a3 3 0 0 1-3-3z" fill="#2e3d68"/>
<rect x="4" y="9" width="56" height="7" rx="3.5" fill="#5f432c"/>
<circle cx="32" cy="40" r="6" fill="#df8a5e"/>
</svg>
"""

SHAPES: tuple[tuple[tuple[float, float, float, float], float, str], ...] = (
    ((0, 0, 64, 64), 14, "#f4ead7"),
    ((26, 34, 38, 46), 6, "#df8a5e"),
    ((6, 44, 58, 56), 3, "#b08354"),
    ((6, 44, 58, 49), 2.5, "#cfa36e"),
    ((9, 10, 23, 39), 3, "#2e3d68"),
    ((25, 10, 39, 31), 3, "#3d5085"),
    ((41, 10, 55, 39), 3, "#2e3d68"),
    ((4, 9, 60, 16), 3.5, "#5f432c"),
)


def raster(size: int) -> Image.Image:
    """The icon, size × size, drawn large and scaled down."""
    scale = size * 4 / 64
    image = Image.new("RGBA", (size * 4, size * 4), (0, 0, 0, 0))
    pen = ImageDraw.Draw(image)
    for (x0, y0, x1, y1), radius, colour in SHAPES:
        box = (x0 * scale, y0 * scale, x1 * scale - 1, y1 * scale - 1)
        pen.rounded_rectangle(box, radius * scale, fill=colour)
    return image.resize((size, size), Image.Resampling.LANCZOS)


def draw(folder: Path) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "icon.svg").write_text(SVG, encoding="utf-8")
    for size in (192, 512):
        raster(size).save(folder / f"icon-{size}.png", optimize=True)
