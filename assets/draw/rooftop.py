"""The rooftop: a small garden with a deck, a pond and a tea house, above the town."""

from __future__ import annotations

from assets.draw import fittings, outdoors, plants, seating
from assets.draw.build import cushion, on_wall, opening, plain_bench, stool, wall
from assets.draw.palette import CLAY, INDIGO, OAK, PERSIMMON, SAGE, WHITE
from assets.draw.scene import Scene
from assets.draw.signs import noren, plate
from assets.draw.walls import Run, Walls


def build() -> Scene:
    scene = Scene("rooftop", 40, 28)
    walls = Walls(scene)
    scene.material("roof", 0, 0, 40, 28)
    scene.draw("floor", outdoors.skyline(1280, 112), 0, 0)
    scene.block(0, 0, 40, 4)
    edge(scene, walls)
    deck(scene)
    lift_house(scene, walls)
    tea_house(scene, walls)
    garden(scene)
    walls.paint()
    return scene


def edge(scene: Scene, walls: Walls) -> None:
    walls.across(4.25, 1, 39, "parapet")
    walls.down(1, 4.25, 27.25, "parapet")
    walls.down(39, 4.25, 27.25, "parapet")
    walls.across(27.25, 1, 39, "parapet")
    scene.block(0, 0, 1, 28)
    scene.block(39, 0, 1, 28)
    scene.block(0, 27, 40, 1)


def deck(scene: Scene) -> None:
    scene.material("deck", 2, 10, 24, 16)
    scene.material("grass", 26, 5, 12, 21)
    scene.material("gravel", 26, 14, 12, 3)


def lift_house(scene: Scene, walls: Walls) -> None:
    wall(walls, 8, 3, 11)
    walls.runs.append(Run("house", 3 * 32 - 5, 170, 8 * 32 + 10, 86))
    scene.block(3, 4, 8, 3)
    on_wall(scene, fittings.lift(), 4.5, 8, 0)
    on_wall(scene, plate("オフィス", "Office ↓", INDIGO, 72), 7.8, 8, 16)
    scene.draw("floor2", seating.rug(128, 40, INDIGO, 1), 3.9, 8.3)
    scene.area("To the office", (4.25, 8, 2.75, 1), "オフィスへ", exitUrl="town.tmj#from-rooftop")
    scene.area("from-town", (4, 10.5, 4, 2), "オフィスから", "From the office", start=True)


def tea_house(scene: Scene, walls: Walls) -> None:
    scene.material("tatami", 28, 8, 8, 5)
    wall(walls, 8, 28, 36, "slats")
    walls.down(28, 8, 14, "slats")
    walls.down(36, 8, 14, "slats")
    wall(walls, 14, 28, 36, "slats", ((31, 33),))
    opening(scene, 31, 14)
    scene.draw("above", noren(INDIGO, "茶室"), 31 - 4 / 32, 14 - 49 / 32)
    scene.put(seating.low_table(2), 31, 10.9)
    for x, y in ((29.7, 10.6), (33.4, 10.6)):
        cushion(scene, x, y, INDIGO)
    on_wall(scene, fittings.picture(40, 34, 0), 29, 8, 12)
    scene.area("Tea house", (28, 8, 8, 4), "茶室", meeting=True)


def garden(scene: Scene) -> None:
    scene.put(outdoors.pond(5, 3), 29, 21.5)
    scene.put(outdoors.lantern(), 35, 17)
    scene.put(plants.bamboo(3), 35, 22)
    scene.put(plants.tree(0), 34, 25.5)
    scene.put(plants.tree(1), 26.5, 25.6)
    for x, ramp in ((5, INDIGO), (12, PERSIMMON), (19, SAGE)):
        scene.put(outdoors.parasol(ramp), x, 18)
        stool(scene, x - 0.2, 17.8, OAK)
        stool(scene, x + 2.4, 18, OAK)
    for x in (5, 12, 19):
        plain_bench(scene, x, 23, 3)
        scene.put(plants.planter(4, x), x - 0.5, 25.4)
    for i in range(3):
        scene.put(plants.planter(4, i), 12.5 + i * 4.25, 10.4)
    for i, (x, y) in enumerate(((3, 20), (3, 24), (24, 14), (24, 20))):
        scene.put(plants.bush((CLAY, WHITE)[i % 2], i), x, y)
    scene.area("Rooftop garden", (2, 10, 36, 16), "屋上庭園")
