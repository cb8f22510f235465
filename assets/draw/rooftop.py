"""The rooftop: a small garden with a deck, a pond and a tea house, above the town."""

from __future__ import annotations

from assets.draw import fittings, outdoors, plants, seating
from assets.draw.art import Art
from assets.draw.build import armchair, cushion, on_wall, opening, plain_bench, sofa_s, stool, wall
from assets.draw.palette import CLAY, GREY, INDIGO, MUSTARD, OAK, SAGE, WHITE
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
    scene.material("deck", 1.125, 10, 24.875, 17)
    scene.material("grass", 26, 4.25, 12.875, 23)
    scene.material("gravel", 26, 14, 12.875, 2.5)


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
    scene.area("Tea house", (28, 8, 8, 4.25), "茶室", meeting=True, capacity=4)


def garden(scene: Scene) -> None:
    for i, (x, y) in enumerate(
        ((26.3, 17.6), (27.1, 18.6), (26.6, 19.7), (27.4, 20.7), (28.3, 21.8), (29.6, 22.4))
    ):
        scene.draw("floor2", outdoors.stepping_stone(i), x, y)
    scene.put(outdoors.pond(5, 3), 29.5, 20.9)
    scene.put(outdoors.lantern(), 34.6, 16.2)
    scene.put(outdoors.lantern(), 28.4, 16.2)
    scene.put(outdoors.rock(1), 34.8, 20.6)
    scene.put(outdoors.rock(0), 33.4, 22.6)
    scene.put(plants.bamboo(2), 26, 7.6)
    scene.put(plants.bamboo(2), 36.5, 13)
    scene.put(plants.tree(0), 34.6, 25.2)
    scene.put(plants.tree(1), 26, 26.2)
    scene.put(plants.shrub(1), 36.3, 17.2)
    scene.put(plants.shrub(0), 32.5, 25.6)
    scene.put(plants.shrub(3), 36.2, 22.4)
    scene.put(outdoors.flower_bed(3, 1), 29.2, 25.9)
    for x, ramp in ((4.5, INDIGO), (18.5, SAGE)):
        scene.put(outdoors.parasol(ramp), x, 16.6)
        stool(scene, x - 0.2, 16.4, OAK)
        stool(scene, x + 2.4, 16.6, OAK)
    scene.draw("floor2", seating.rug(256, 152, SAGE, 1), 9.5, 13.5)
    sofa_s(scene, 12, 15.6, 3, INDIGO)
    scene.put(seating.coffee_table(2), 12.5, 17)
    armchair(scene, 10.2, 17, MUSTARD)
    armchair(scene, 15.5, 17, CLAY)
    scene.put(outdoors.cat(), 7.4, 21)
    for i, x in enumerate((4.5, 11.5, 18.5)):
        plain_bench(scene, x, 22.4, 3)
        scene.put(plants.planter(4, i), x - 0.5, 25.6)
    for i in range(3):
        scene.put(plants.planter(4, i), 12.75 + i * 4.25, 10.4)
    for x, y in ((2.3, 13), (9, 26), (16, 26), (23, 26)):
        scene.put(plants.indoor_tree(), x, y)
    for i, (x, y) in enumerate(((2.3, 18.5), (2.3, 24), (24.4, 13.6), (24.4, 20))):
        scene.put(plants.bush((CLAY, WHITE)[i % 2], i), x, y)
    unit = Art(52, 34)
    unit.cuboid(0, 0, 52, 14, 20, GREY)
    unit.oval(8, 2, 14, 9, GREY.dark)
    unit.oval(30, 2, 14, 9, GREY.dark)
    for y in range(18, 30, 3):
        unit.rect(6, y, 40, 1, GREY.line)
    scene.draw("above", unit, 4, 4.4)
    scene.draw("above", unit, 7.5, 4.1)
    scene.area("Rooftop garden", (2, 10, 36, 16), "屋上庭園")
