"""The east wing: the hall with its stage, the lounge, the terrace."""

from __future__ import annotations

from assets.draw import cafe, fittings, machines, outdoors, plants, seating
from assets.draw.art import Art
from assets.draw.build import (
    armchair,
    chair_n,
    cushion,
    on_wall,
    opening,
    plain_bench,
    side_window,
    sofa_n,
    sofa_s,
    sofa_side,
    stool,
    wall,
    window,
)
from assets.draw.furniture import round_table, shelf
from assets.draw.palette import (
    CLAY,
    INDIGO,
    MUSTARD,
    OAK,
    PERSIMMON,
    PLUM,
    SAGE,
    SHADOW,
    WALNUT,
    WHITE,
    WOOD,
)
from assets.draw.scene import Scene
from assets.draw.signs import plate
from assets.draw.walls import Walls


def hall(scene: Scene, walls: Walls) -> None:
    scene.material("hall", 70, 4, 28, 24)
    wall(walls, 28, 70, 98, gaps=((82, 86),))
    opening(scene, 82, 28, 4)
    on_wall(scene, plate("ホール", "Hall", INDIGO), 79.5, 28, 18)
    scene.material("stage", 75, 4, 18, 6)
    front = Art(18 * 32, 18)
    front.rect(0, 0, 18 * 32, 18, WALNUT.line)
    front.rect(0, 0, 18 * 32, 3, WALNUT.light)
    front.rect(1, 3, 18 * 32 - 2, 13, WALNUT.dark)
    for x in range(16, 18 * 32, 16):
        front.rect(x, 3, 1, 13, WALNUT.line)
    scene.draw("furniture", front, 75, 10)
    scene.shadow(75 * 32, 10 * 32 + 4, 18 * 32, 14)
    scene.block(75, 10, 18, 0.5, low=True)
    for x in (75, 92.75):
        scene.block(x, 4, 0.25, 6, low=True)
    for x in (77, 89):
        scene.unblock(x, 10, 2, 0.5)
        steps = Art(64, 26)
        for i in range(3):
            steps.rect(0, i * 8, 64, 9, WALNUT.line)
            steps.rect(1, i * 8, 62, 6, OAK.base)
            steps.rect(1, i * 8, 62, 1, OAK.light)
            steps.rect(1, i * 8 + 6, 62, 2, OAK.dark)
        scene.draw("furniture", steps, x, 10)
    screen = fittings.wall_screen(288, 62, 2)
    for layer in ("walls", "above"):  # it reaches above the wall's top
        part = screen.image if layer == "walls" else screen.image.crop((0, 0, 288, 18))
        scene.draw(layer, part, 79.5, 4 - 70 / 32)
    for x in (76.5, 88.75):
        on_wall(scene, fittings.curtain(88, 50, PLUM), x, 4, 2)
    for x in (75.4, 91.7):
        scene.put(machines.speaker(), x, 5.2)
    scene.put(machines.lectern(), 78, 8.6)
    scene.put(plants.palm(WALNUT), 90.2, 6.4)
    for x in (71, 95):
        window(scene, x, 4, 2, x)
    for row in range(6):
        y = 14 + row * 2
        for block in (74, 81, 88):
            for i in range(6):
                chair_n(scene, block + i, y, OAK)
    for x in (80.1, 87.1):
        scene.tint("floor2", (round(x * 32), 368, 26, 456), INDIGO.line, 46)
    scene.draw("floor2", seating.rug(112, 58, INDIGO, 1), 68.3, 15.1)
    for x, y in ((71, 12.2), (95.3, 12.2)):
        scene.put(machines.speaker(), x, y)
    for y in (7, 12, 17, 22):
        side_window(scene, 98, y, west=False)
    for x, y in ((70.6, 14.6), (96, 14), (96, 25.9), (70.6, 25.9)):
        scene.put(plants.palm(WHITE), x, y)
    scene.area("Hall", (70, 10.5, 28, 15.5), "ホール", audience=True)
    scene.area("Stage", (75, 4, 18, 6), "ステージ", stage=True)


def lounge(scene: Scene, walls: Walls) -> None:
    scene.material("lounge", 70, 28, 28, 18)
    walls.down(70, 38, 46)
    wall(walls, 46, 70, 98, "glass", ((77, 79), (86, 88)))
    for x in (77, 86):
        opening(scene, x, 46, top=OAK)
    scene.put(shelf(3, 0), 72, 28.6)
    scene.put(shelf(3, 2), 75, 28.6)
    scene.put(plants.palm(WHITE), 80, 29.4)
    on_wall(scene, fittings.green_wall(96), 87, 28, 6)
    scene.put(shelf(4, 3), 90.5, 28.5)
    on_wall(scene, fittings.picture(40, 34, 1), 95.6, 28, 12)
    scene.put(cafe.coffee_bar(7), 89, 32.6)
    for i in range(5):
        stool(scene, 89.4 + i * 1.35, 33.7, WALNUT)
    scene.draw("floor2", seating.rug(320, 248, SAGE, 1), 72.5, 31.5)
    sofa_s(scene, 75.8, 33.8, 3, SAGE)
    scene.put(seating.coffee_table(3), 75.8, 36)
    sofa_n(scene, 75.8, 38.6, 3, SAGE)
    sofa_side(scene, 73, 37.2, CLAY, east=True)
    armchair(scene, 80.4, 35.2, MUSTARD)
    armchair(scene, 80.4, 37.2, INDIGO)
    scene.put(machines.floor_lamp(), 73.4, 33.2)
    scene.put(plants.indoor_tree(), 71, 43.2)
    sofa_s(scene, 72.8, 42.8, 3, PERSIMMON)
    scene.put(plants.bush(CLAY, 0), 76, 42.8)
    tatami(scene, 87.5, 36.5)
    scene.put(plants.bamboo(1), 86.2, 38.5)
    scene.put(plants.bamboo(1), 86.2, 43)
    scene.put(seating.low_table(3), 90.5, 40.2)
    for x in (90.7, 92.5):
        cushion(scene, x, 38.7, INDIGO)
        cushion(scene, x, 41.3, PLUM)
    cushion(scene, 89.3, 39.9, SAGE)
    cushion(scene, 93.8, 39.9, SAGE)
    scene.put(machines.floor_lamp(), 96.6, 37.6)
    scene.put(shelf(3, 5), 91, 36.6)
    scene.put(plants.palm(CLAY), 95.8, 35.4)
    scene.draw("floor2", seating.round_rug(224, 150, MUSTARD), 78.5, 38.9)
    scene.put(round_table(OAK), 81, 42.2)
    for x, y in ((80, 41.6), (83.2, 41.6), (80.9, 43.2), (82.4, 43.2)):
        stool(scene, x, y, (CLAY, SAGE)[int(y) % 2])
    scene.put(cafe.vending(0), 70.6, 29.2)
    for y in (31, 35, 40):
        side_window(scene, 98, y, west=False)
    scene.put(outdoors.cat(), 94.6, 42.3)
    scene.area("Lounge", (70, 28, 28, 16), "ラウンジ")


def tatami(scene: Scene, x: float, y: float) -> None:
    """A low platform with twelve mats."""
    edge = Art(10 * 32, 7 * 32)
    edge.blob(0, 0, 320, 224, WOOD.line, 1)
    edge.rect(1, 1, 318, 215, WOOD.base)
    edge.rect(1, 1, 318, 2, WOOD.light)
    edge.rect(1, 216, 318, 7, WOOD.dark)
    scene.draw("floor2", edge, x - 0.5, y - 0.25)
    mats = Scene("", 8, 6)
    mats.material("tatami", 0, 0, 8, 6)
    scene.draw("floor2", mats.pictures["floor"], x + 0.5, y)
    left, foot = round(x * 32) - 16, round(y * 32) + 216
    scene.tint("shade", (left, foot, 324, 4), SHADOW, 40)
    scene.tint("shade", (left + 320, foot - 212, 4, 212), SHADOW, 40)


def terrace(scene: Scene, walls: Walls) -> None:
    scene.material("grass", 70, 46, 30, 14)
    scene.material("deck", 70, 46, 28, 5)
    scene.put(outdoors.parasol(INDIGO), 73, 50)
    scene.put(outdoors.parasol(SAGE), 81.5, 50)
    scene.put(outdoors.parasol(PERSIMMON), 91, 50)
    for x, y in ((72.8, 49.8), (75.2, 50), (81.2, 49.8), (83.8, 50), (90.8, 49.8), (93.3, 50)):
        stool(scene, x, y, OAK)
    plain_bench(scene, 78.5, 52.6, 3)
    scene.put(outdoors.pond(5, 3), 85, 55.3)
    for i, (x, y) in enumerate(
        ((76, 51.4), (76.4, 52.3), (77.2, 53.2), (78.4, 53.9), (79.8, 54.3), (81.4, 54.3), (83, 54))
    ):
        scene.draw("floor2", outdoors.stepping_stone(i), x, y)
    scene.put(outdoors.lantern(), 83.6, 52.6)
    scene.put(outdoors.rock(0), 90.2, 55.4)
    scene.put(outdoors.rock(1), 83.6, 55.7)
    scene.put(plants.tree(0), 71, 54.6)
    scene.put(plants.tree(1), 94.2, 55.4)
    scene.put(outdoors.flower_bed(4, 2), 73, 56)
    scene.put(outdoors.flower_bed(3, 1), 78, 56)
    scene.put(plants.planter(3, 1), 86.8, 48.4)
    scene.put(plants.bush(CLAY, 1), 96.4, 48)
    scene.put(plants.bush(WHITE, 0), 70.6, 48)
    plain_bench(scene, 90.2, 51.9, 3)
    walls.down(98, 46, 57, "fence")
    for i in range(7):
        scene.put(plants.hedge(4, i), 70.2 + i * 4, 57.6)
    scene.block(70, 56.5, 30, 3.5)
    scene.area("Terrace", (70, 46, 28, 10), "テラス")
