"""The town: an office floor of 100 × 60 tiles. Here are its shell, its ways and its middle."""

from __future__ import annotations

from assets.draw import cafe, fittings, machines, outdoors, plants, seating, town_east, town_west
from assets.draw.art import TILE, Art
from assets.draw.build import (
    armchair,
    bench,
    chair_n,
    chair_s,
    door,
    on_wall,
    opening,
    plain_bench,
    sofa_n,
    sofa_s,
    table,
    wall,
    window,
)
from assets.draw.furniture import cabinet
from assets.draw.palette import CLAY, COAL, INDIGO, MUSTARD, PERSIMMON, SAGE, TEAL, WHITE
from assets.draw.scene import Scene
from assets.draw.signs import board, disc, noren, plate, stand, way
from assets.draw.walls import Walls
from assets.draw.windows import WINDOWS, counter, number_board, reception, ticket_machine

FIRST_BOOTH = 35  # the left of the first service window; each is seven tiles wide


def build() -> Scene:
    scene = Scene("town", 100, 60)
    walls = Walls(scene)
    ground(scene)
    shell(walls)
    town_west.meeting_rooms(scene, walls)
    town_west.open_desks(scene)
    town_west.focus(scene, walls)
    kitchen(scene, walls)
    lifts(scene, walls)
    machine_room(scene, walls)
    service_windows(scene, walls)
    waiting(scene)
    lobby(scene, walls)
    town_east.hall(scene, walls)
    town_east.lounge(scene, walls)
    town_east.terrace(scene, walls)
    garden(scene)
    walls.paint()
    return scene


def ground(scene: Scene) -> None:
    scene.material("grass", 0, 0, 100, 60)
    scene.material("corridor", 2, 4, 96, 53)
    scene.block(0, 0, 100, 3)
    scene.block(0, 0, 2, 60)
    scene.block(98, 0, 2, 60)


def shell(walls: Walls) -> None:
    wall(walls, 4, 2, 98)
    wall(walls, 57, 2, 70, gaps=((50, 55),))
    walls.down(2, 4, 57)
    walls.down(98, 4, 46)
    walls.down(70, 46, 57)
    walls.down(70, 4, 15)
    walls.down(70, 19, 30.5)


def kitchen(scene: Scene, walls: Walls) -> None:
    scene.material("kitchen", 42, 4, 10, 10)
    walls.down(52, 4, 14)
    wall(walls, 14, 42, 52, gaps=((44.5, 49.5),))
    opening(scene, 44.5, 14, 5)
    window(scene, 45.5, 4, 2, 1)
    window(scene, 49, 4, 2, 2)
    scene.put(cafe.fridge(), 42.4, 5)
    scene.put(cafe.kitchenette(), 44, 5)
    scene.put(cafe.vending(0), 50.3, 5.1)
    scene.put(cafe.island_bar(4), 44.5, 9.3)
    for x in (44.6, 46, 47.4):
        _stool(scene, x, 10.2)
    scene.put(plants.bush(CLAY, 1), 50.5, 11.5)
    scene.area("Kitchen", (42, 4, 10, 8), "キッチン")


def _stool(scene: Scene, x: float, y: float) -> None:
    scene.put(seating.stool(), x, y)
    scene.seat(x + 0.4, y - 0.4)


def lifts(scene: Scene, walls: Walls) -> None:
    scene.material("stone", 52, 4, 9, 10)
    walls.down(61, 4, 14)
    on_wall(scene, fittings.lift(), 53.25, 4, 0)
    on_wall(scene, fittings.lift(), 56.75, 4, 0)
    on_wall(scene, plate("屋上", "Roof ↑", SAGE, 36), 55.55, 4, 18)
    scene.draw("floor2", seating.rug(192, 40, INDIGO, 1), 53.5, 4.3)
    scene.put(plants.sansevieria(), 52.4, 5.2)
    scene.put(plants.palm(WHITE, 1), 58.9, 9.6)
    scene.put(cafe.vending(1), 59.3, 5.2)
    plain_bench(scene, 57.4, 12.6, 3)
    scene.put(plants.planter(4, 2), 53, 12.6)
    scene.area("Lifts", (52, 4, 9, 10), "エレベーター")
    scene.area("To the rooftop", (53.25, 4, 5.75, 1), "屋上へ", exitUrl="rooftop.tmj#from-town")
    scene.area("from-rooftop", (54, 6.5, 4, 2), "屋上から", "From the rooftop", start=True)


def machine_room(scene: Scene, walls: Walls) -> None:
    scene.material("corridor", 61, 4, 9, 10)
    wall(walls, 14, 61, 70, "glass", ((65, 67),))
    door(scene, 65, 14, "印刷", "Print", TEAL)
    for i in range(4):
        scene.put(machines.rack(), 62 + i, 5.2)
    scene.put(machines.copier(), 66.6, 5.2)
    scene.put(cabinet(2, 2), 67.6, 11.6)
    scene.put(machines.copier(), 68.2, 5.2)
    scene.put(cabinet(2, 1), 61.8, 11.6)
    scene.draw("floor2", seating.rug(160, 96, TEAL), 63, 7)
    table(scene, 63.7, 9.4, 3, 2, INDIGO, study=True)
    on_wall(scene, fittings.clock(), 66.1, 4, 26)
    scene.area("Print and servers", (61, 4, 9, 8), "印刷・サーバー")


def service_windows(scene: Scene, walls: Walls) -> None:
    left, right = FIRST_BOOTH, FIRST_BOOTH + 35
    scene.material("service", left, 22, 35, 7)
    walls.down(left, 22, 30.5)
    gaps = tuple((left + i * 7 + 4.5, left + i * 7 + 6.5) for i in range(5))
    wall(walls, 22, left, right, gaps=gaps)
    for i, place in enumerate(WINDOWS):
        x = left + i * 7
        if i:
            walls.down(x, 22, 28.5, "parting")
        on_wall(scene, board(place.ja, place.en, place.ramp, 118, i + 1), x + 0.45, 22, 14)
        opening(scene, x + 4.5, 22)
        scene.draw("above", noren(place.ramp, place.ja), x + 4.5 - 4 / TILE, 22 - 49 / TILE)
        scene.put(cabinet(3, i), x + 0.7, 23)
        scene.draw("floor2", seating.rug(128, 64, place.ramp), x + 1.5, 26.1)
        chair_s(scene, x + 3, 24.7, COAL)
        scene.put(counter(7, place.ramp, i + 1), x, 26)
        chair_n(scene, x + 1.9, 27.7, place.ramp)
        chair_n(scene, x + 4.1, 27.7, place.ramp)
        scene.draw("floor2", disc(i + 1, place.ramp), x + 3.5 - 18 / TILE, 29.2)
        scene.area(f"{place.en}", (x, 22, 7, 7), place.ja, serviceWindow=place.key)


def waiting(scene: Scene) -> None:
    scene.put(number_board(), 50, 33.2)
    scene.put(ticket_machine(), 47.7, 33.2)
    scene.put(ticket_machine(), 56.3, 33.2)
    scene.draw("floor2", seating.rug(1000, 160, SAGE, 1), 37.2, 33.6)
    for i, y in enumerate((35.4, 37.7)):
        for x in (38, 42, 48, 54, 60, 64):
            bench(scene, x + 0.5 * (x in (42, 64)), y, 3, (INDIGO, SAGE)[i])
    scene.put(plants.palm(CLAY), 45.5, 37.8)
    scene.put(plants.palm(CLAY, 1), 57.5, 37.8)
    scene.put(cafe.water_server(), 68.6, 31.2)
    scene.put(plants.indoor_tree(), 35.5, 31.9)
    scene.draw("floor2", way("← デスク"), 35.3, 32.4)
    scene.draw("floor2", way("ラウンジ →"), 66, 32.4)
    scene.draw("floor2", way("ホール →"), 64.5, 16.2)
    scene.draw("floor2", way("↑ エレベーター"), 54.2, 14.6)
    scene.draw("floor2", way("← 会議室"), 42.6, 16.2)
    scene.area("Waiting area", (36, 29, 33, 9.5), "待合")


def lobby(scene: Scene, walls: Walls) -> None:
    scene.material("stone", 35, 39, 35, 18)
    walls.across(41, 46, 59, "slats")
    sign = Art(220, 40)
    sign.blob(0, 0, 220, 40, INDIGO.line, 2)
    sign.blob(1, 1, 218, 38, INDIGO.dark, 2)
    sign.rect(3, 1, 214, 1, INDIGO.base)
    sign.text(66, 20, "窓口", 26, WHITE.light, spacing=8)
    sign.text(156, 21, "Madoguchi", 18, WHITE.base)
    on_wall(scene, sign, 49.1, 41, 8)
    scene.put(cabinet(3, 0), 46.3, 41.9)
    scene.put(cabinet(3, 1), 55.7, 41.9)
    for x in (50, 54):
        chair_s(scene, x, 43.9, COAL)
    scene.put(reception(9), 48, 46)
    scene.area("Reception", (46, 41, 13, 7.5), "受付", reception=True)
    scene.draw("floor2", seating.rug(224, 120, INDIGO, 1), 49, 50)
    mat = Art(160, 44)
    mat.blob(0, 0, 160, 44, COAL.line, 1)
    mat.rect(2, 2, 156, 40, COAL.base)
    for y in range(4, 42, 4):
        mat.rect(4, y, 152, 1, COAL.shade)
    mat.text(80, 22, "いらっしゃいませ", 13, MUSTARD.light)
    opening(scene, 50, 57, 5)
    scene.draw("floor2", mat, 50, 55.1)
    for x in (48.4, 55.3):
        scene.draw("walls", fittings.sliding_leaf(42), x, 57 - 45 / TILE)
    for x in (47.6, 55.5):
        scene.put(plants.indoor_tree(), x, 54.6)
    scene.area("start", (50, 50.5, 5, 3.5), "入口", "Entrance", start=True)
    scene.area("Lobby", (35, 41, 35, 14), "ロビー", lobby=True)
    scene.draw("floor2", seating.round_rug(320, 224, SAGE), 36, 44.5)
    sofa_s(scene, 39.5, 46.4, 3, INDIGO)
    scene.put(seating.coffee_table(2), 40, 48.4)
    sofa_n(scene, 39.5, 50.9, 3, INDIGO)
    armchair(scene, 37.2, 48.6, MUSTARD)
    armchair(scene, 43.5, 48.6, MUSTARD)
    scene.put(plants.palm(WHITE), 35.7, 54.3)
    scene.put(plants.bush(CLAY, 0), 44.6, 54.4)
    scene.put(machines.floor_lamp(), 36.2, 45.6)
    scene.draw("floor2", seating.rug(288, 176, CLAY), 60, 46)
    plain_bench(scene, 61, 48.2, 3)
    plain_bench(scene, 65, 48.2, 3)
    scene.put(plants.planter(7, 0), 61, 49.9)
    plain_bench(scene, 61, 51.3, 3)
    plain_bench(scene, 65, 51.3, 3)
    scene.put(stand("窓口", "Windows", INDIGO, "↑"), 46.4, 51.4)
    scene.put(stand("ラウンジ", "Lounge", PERSIMMON, "→"), 56.6, 51.4)
    scene.put(plants.planter(4, 1), 36, 40.3)
    scene.put(plants.planter(4, 0), 41, 40.3)
    scene.put(plants.planter(4, 3), 60, 40.3)
    scene.put(plants.planter(3, 2), 65, 40.3)
    scene.put(plants.bush(WHITE, 1), 68.6, 54.4)
    scene.put(plants.sansevieria(PERSIMMON), 59.8, 54.4)
    walls.down(70, 40, 46)
    for x in (5, 9.5, 14, 18.5, 23, 27.5, 37, 41.5, 60, 64.5):
        scene.draw("walls", fittings.pane(96, int(x) + 3), x, 57 - 49 / TILE)


def garden(scene: Scene) -> None:
    """The way to the entrance, and green about the house."""
    scene.material("paving", 49, 57, 7, 3)
    scene.block(0, 57, 45, 3)
    scene.block(60, 57, 40, 3)
    for x, variant in (
        (2, 0),
        (6, 1),
        (10, 0),
        (14, 1),
        (18, 0),
        (22, 1),
        (26, 0),
        (30, 1),
        (34, 0),
    ):
        scene.put(plants.hedge(4, variant), x, 58.4)
    for x, variant in ((61, 0), (65, 1)):
        scene.put(plants.hedge(4, variant), x, 58.4)
    scene.put(outdoors.flower_bed(4, 0), 44.4, 58.4)
    scene.put(outdoors.flower_bed(4, 1), 56.6, 58.4)
    scene.put(outdoors.bicycle_stand(), 38.5, 58.6)
    for x in range(0, 98, 4):
        scene.put(plants.hedge(4, x // 4 % 2), x + 1, 2)
    for i, y in enumerate((9, 17, 26, 34, 43, 52)):
        scene.put(plants.shrub(i), 0.4, y)
    for i, y in enumerate((8, 15, 22, 30, 38)):
        scene.put(plants.shrub(i + 1), 98.6, y)
