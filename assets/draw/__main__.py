"""`python -m assets.draw`: draws the tilesets and writes the maps into assets/floors.

`--preview town.png` also composes the town as one picture (and `--floor rooftop` the rooftop).
"""

from __future__ import annotations

import argparse
from pathlib import Path

from PIL import Image

from assets.draw import icons, rooftop, town
from assets.draw.check import check
from assets.draw.maps import MapWriter
from assets.draw.scene import Scene
from assets.draw.sheets import Sheets

ASSETS = Path(__file__).resolve().parent.parent


def preview(scene: Scene) -> Image.Image:
    """The whole floor as a client paints it."""
    whole = Image.new("RGBA", scene.pictures["floor"].size, (0, 0, 0, 255))
    for layer in ("floor", "floor2", "shade", "walls", "furniture"):
        whole.alpha_composite(scene.pictures[layer])
    for thing in sorted(scene.things, key=lambda t: (t.y, t.x)):
        image = thing.sprite.frames[0]
        left, top = thing.x, thing.y - image.height
        if left >= 0 and top >= 0:
            whole.alpha_composite(image, (left, top))
    whole.alpha_composite(scene.pictures["above"])
    return whole.convert("RGB")


def main() -> None:
    options = argparse.ArgumentParser(prog="python -m assets.draw", description=__doc__)
    options.add_argument("--preview", type=Path, help="also write the floor as one picture")
    options.add_argument("--floor", default="town", choices=("town", "rooftop"))
    chosen = options.parse_args()
    scenes = {"town": town.build(), "rooftop": rooftop.build()}
    if chosen.preview:
        preview(scenes[chosen.floor]).save(chosen.preview)
    sheets = Sheets()
    writer = MapWriter(sheets)
    collected = {name: writer.collect(scene) for name, scene in scenes.items()}
    tiles = ASSETS / "floors" / "tiles"
    tiles.mkdir(parents=True, exist_ok=True)
    for old in (*tiles.glob("*.png"), *tiles.glob("*.tsj")):
        old.unlink()
    for sheet in sheets.by_name.values():
        sheet.save(tiles)
    for name, scene in scenes.items():
        writer.write(scene, collected[name], ASSETS / "floors")
    icons.draw(ASSETS / "icons")
    for scene in scenes.values():
        print(check(scene))


if __name__ == "__main__":
    main()
