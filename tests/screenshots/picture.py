"""Writing a picture: small, as a clone has to carry all of them."""

from __future__ import annotations

import io
from pathlib import Path

from PIL import Image
from playwright.async_api import Page

from tests.support.office import ROOT

SCREENS = ROOT / "docs" / "screens"
COLOURS = 256


async def take(page: Page, name: str, folder: Path = SCREENS) -> None:
    """What the page shows now, in a palette of its own."""
    shown = Image.open(io.BytesIO(await page.screenshot())).convert("RGB")
    few = shown.quantize(COLOURS, kmeans=1, dither=Image.Dither.NONE)
    few.save(folder / f"{name}.png", optimize=True)
    print(f"{folder.name}/{name}.png")
