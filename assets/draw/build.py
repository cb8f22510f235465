"""What a builder does again and again: walls with openings, doors, windows, desks with chairs."""

from __future__ import annotations

from assets.draw import fittings, furniture, seating
from assets.draw.art import TILE, Art
from assets.draw.palette import INDIGO, OAK, SAGE, SKY, WALNUT, WHITE, Ramp
from assets.draw.scene import Scene
from assets.draw.signs import plate
from assets.draw.walls import Walls

FACE = fittings.HIGH / TILE  # how high a wall's face is, in tiles
TOP = 64 / TILE  # with its top


def wall(
    walls: Walls,
    y: float,
    x0: float,
    x1: float,
    kind: str = "plaster",
    gaps: tuple[tuple[float, float], ...] = (),
) -> None:
    """A wall along y, with openings from a to b."""
    at = x0
    for a, b in gaps:
        walls.across(y, at, a, kind)
        at = b
    walls.across(y, at, x1, kind)


def opening(scene: Scene, x: float, y: float, w: float = 2, top: Ramp = WALNUT) -> None:
    """The frame of a gap from x to x + w in the wall along y."""
    posts, lintel = fittings.doorway(round(w * TILE), OAK, top)
    left = x - 6 / TILE
    scene.draw("walls", posts, left, y - FACE)
    scene.draw("above", lintel, left, y - TOP)
    scene.draw("floor2", fittings.sill(round(w * TILE), 20), x, y - 20 / TILE)


def door(
    scene: Scene,
    x: float,
    y: float,
    ja: str = "",
    en: str = "",
    ramp: Ramp = INDIGO,
    *,
    glass: bool = True,
    sign_left: bool = True,
) -> None:
    """A doorway two tiles wide, its leaf slid to the east, its sign to the west."""
    opening(scene, x, y, top=OAK if glass else WALNUT)
    leaf = fittings.sliding_leaf(glass=glass)
    scene.draw("walls", leaf, x + 2 + 7 / TILE, y - 45 / TILE)
    if ja:
        sign = plate(ja, en, ramp)
        at = x - 0.5 - sign.image.width / TILE if sign_left else x + 3.5
        scene.draw("walls", sign, at, y - 1.4)


def window(scene: Scene, x: float, y: float, w: int = 2, variant: int = 0) -> None:
    """A window in the wall along y, and its light on the floor."""
    scene.draw("walls", fittings.pane(w * TILE, variant), x, y - 49 / TILE)
    scene.draw("shade", fittings.daylight(w * TILE), x, y + 1 / TILE)


def side_window(scene: Scene, x: float, y: float, *, west: bool = True) -> None:
    """A window in a wall along x: a strip of glass on its top, and its light on the floor."""
    strip = Art(10, 68)
    strip.rect(2, 0, 6, 68, WHITE.line)
    strip.rect(3, 1, 4, 66, SKY.base)
    strip.rect(3, 1, 1, 66, SKY.light)
    strip.rect(3, 33, 4, 2, WHITE.light)
    scene.draw("above", strip, x - 5 / TILE, y - 1.5)
    if west:
        scene.draw("shade", fittings.side_light(), x + 5 / TILE, y)


def on_wall(scene: Scene, art: Art, x: float, y: float, height: int = 14) -> None:
    """Hang something on the face of the wall along y, `height` px above the floor."""
    scene.draw("walls", art, x, y - (height + art.image.height) / TILE)


def chair_n(scene: Scene, x: float, y: float, ramp: Ramp = INDIGO) -> None:
    """A chair that faces north; its bottom at y."""
    seat, back = furniture.chair_n(ramp)
    scene.put(seat, x, y)
    scene.put(back, x, y)
    scene.seat(x + 0.5, y - 0.5)


def chair_s(scene: Scene, x: float, y: float, ramp: Ramp = INDIGO) -> None:
    scene.put(furniture.chair_s(ramp), x, y)
    scene.seat(x + 0.5, y - 0.4)


def chair_side(scene: Scene, x: float, y: float, ramp: Ramp = INDIGO, *, east: bool = True) -> None:
    scene.put(furniture.chair_side(ramp, east=east), x, y)
    scene.seat(x + 0.5, y - 0.4)


def desks(scene: Scene, x: float, y: float, columns: int, variant: int = 0) -> None:
    """An island of desks, its southern edge at y, with chairs on both sides."""
    ramp = (INDIGO, SAGE)[variant % 2]
    for i in range(columns):
        chair_s(scene, x + i * 2 + 0.5, y - 2 + (0.0, 0.125, 0.0)[(i + variant) % 3], ramp)
    scene.put(furniture.desks(columns, variant), x, y)
    for i in range(columns):
        chair_n(scene, x + i * 2 + 0.5, y + (1, 1.125, 1)[(i + variant) % 3], ramp)


def table(
    scene: Scene, x: float, y: float, tiles: int, variant: int, ramp: Ramp, *, study: bool = False
) -> None:
    """A meeting table two tiles deep, its southern edge at y, with chairs all round."""
    each = 1.25 if tiles % 5 == 0 else tiles / (tiles - 1 if tiles > 3 else tiles)
    count = int(tiles / each)
    for i in range(count):
        chair_s(scene, x + (i + 0.5) * each - 0.5, y - 1.9, ramp)
    if not study:
        chair_side(scene, x - 1.1, y - 0.5, ramp, east=True)
        chair_side(scene, x + tiles + 0.1, y - 0.5, ramp, east=False)
    scene.put(furniture.table(tiles, 2, variant, study=study), x, y)
    for i in range(count):
        chair_n(scene, x + (i + 0.5) * each - 0.5, y + 1.1, ramp)


def bench(scene: Scene, x: float, y: float, tiles: int = 3, ramp: Ramp = SAGE) -> None:
    """A waiting bench that faces north."""
    seat, back = seating.bench_n(tiles, ramp)
    scene.put(seat, x, y)
    scene.put(back, x, y)
    for i in range(tiles):
        scene.seat(x + i + 0.5, y - 0.5)


def plain_bench(scene: Scene, x: float, y: float, tiles: int = 3) -> None:
    scene.put(seating.bench(tiles), x, y)
    for i in range(tiles):
        scene.seat(x + i + 0.5, y - 0.3)


def sofa_s(scene: Scene, x: float, y: float, tiles: int = 3, ramp: Ramp = SAGE) -> None:
    scene.put(seating.sofa_s(tiles, ramp), x, y)
    for i in range(tiles):
        scene.seat(x + i + 0.5, y - 0.5)


def sofa_n(scene: Scene, x: float, y: float, tiles: int = 3, ramp: Ramp = SAGE) -> None:
    seat, back = seating.sofa_n(tiles, ramp)
    scene.put(seat, x, y)
    scene.put(back, x, y)
    for i in range(tiles):
        scene.seat(x + i + 0.5, y - 0.6)


def sofa_side(
    scene: Scene, x: float, y: float, ramp: Ramp = SAGE, *, east: bool = True, rows: int = 3
) -> None:
    scene.put(seating.sofa_side(ramp, east=east, rows=rows), x, y)
    for i in range(rows):
        scene.seat(x + 0.7, y - i - 0.5)


def armchair(scene: Scene, x: float, y: float, ramp: Ramp) -> None:
    scene.put(seating.armchair(ramp), x, y)
    scene.seat(x + 0.6, y - 0.5)


def cushion(scene: Scene, x: float, y: float, ramp: Ramp = INDIGO) -> None:
    scene.put(seating.cushion(ramp), x, y)
    scene.seat(x + 0.45, y - 0.4)


def stool(scene: Scene, x: float, y: float, ramp: Ramp = OAK) -> None:
    scene.put(seating.stool(ramp), x, y)
    scene.seat(x + 0.4, y - 0.4)
