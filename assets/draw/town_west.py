"""The west wing: meeting rooms, open desks, the focus corner."""

from __future__ import annotations

from assets.draw import fittings, machines, plants, seating
from assets.draw.build import (
    armchair,
    chair_n,
    desks,
    door,
    on_wall,
    opening,
    side_window,
    sofa_s,
    stool,
    table,
    wall,
    window,
)
from assets.draw.furniture import cabinet, round_table, shelf, whiteboard
from assets.draw.palette import CLAY, INDIGO, MUSTARD, PERSIMMON, PINE, PLUM, SAGE, TEAL, WHITE
from assets.draw.scene import Scene
from assets.draw.signs import stand
from assets.draw.walls import Walls

ROOMS = (
    ("松", "Matsu", PINE, 2),
    ("竹", "Take", SAGE, 12),
    ("梅", "Ume", PLUM, 22),
    ("桜", "Sakura", CLAY, 32),
)


def meeting_rooms(scene: Scene, walls: Walls) -> None:
    scene.material("meeting", 2, 4, 40, 8)
    doors = tuple((x + 6.5, x + 8.5) for *_, x in ROOMS)
    wall(walls, 14, 2, 42, "glass", doors)
    for i, (ja, en, ramp, x) in enumerate(ROOMS):
        walls.down(x + 10, 4, 14)
        door(scene, x + 6.5, 14, ja, en, ramp)
        window(scene, x + 0.6, 4, 2, i)
        window(scene, x + 7.4, 4, 2, i + 1)
        on_wall(scene, fittings.wall_screen(112, 42, i % 2), x + 3.25, 4, 9)
        scene.draw("floor2", seating.rug(224, 152, ramp, i % 2), x + 1.5, 5.9)
        table(scene, x + 3, 9.4, 4, i, INDIGO if i % 2 else SAGE)
        if i % 2:
            scene.put(whiteboard(), x + 0.6, 11.3)
            scene.put(plants.bush(WHITE, i), x + 8.6, 5.6)
        else:
            scene.put(plants.palm(WHITE, i), x + 8, 6)
            scene.put(plants.sansevieria(), x + 0.5, 5.5)
        scene.area(f"Meeting room {en}", (x, 4, 10, 8.25), f"会議室 {ja}", meeting=True, capacity=8)


def open_desks(scene: Scene) -> None:
    scene.material("pale", 2, 18, 33, 26)
    for i, x in enumerate((3, 8, 13, 20, 25, 30)):
        scene.put(plants.planter(4, i), x, 19)
    places = (
        (5, 24, 3),
        (14, 24, 3),
        (23, 24, 3),
        (5, 31, 3),
        (14, 31, 3),
        (5, 38, 3),
        (14, 38, 2),
    )
    for i, (x, y, columns) in enumerate(places):
        desks(scene, x, y, columns, i)
    scene.put(machines.copier(), 31.5, 23)
    scene.put(plants.bush(CLAY, 1), 33.4, 22.9)
    scene.draw("floor2", seating.round_rug(288, 208, MUSTARD), 22.3, 27.2)
    scene.put(whiteboard(), 23.2, 28.7)
    scene.put(round_table(), 26, 31.4)
    for x, y in ((25.1, 30.6), (28.2, 30.6), (25.9, 32.3), (27.4, 32.3)):
        stool(scene, x, y, (SAGE, INDIGO)[int(x) % 2])
    scene.put(plants.indoor_tree(), 30.2, 30)
    scene.draw("floor2", seating.rug(256, 136, TEAL, 1), 22, 35.3)
    sofa_s(scene, 23, 37.2, 3, PERSIMMON)
    scene.put(seating.coffee_table(2), 23.5, 39.2)
    armchair(scene, 26.8, 38.6, SAGE)
    armchair(scene, 28.3, 38.2, INDIGO)
    scene.put(machines.floor_lamp(), 21.8, 36.6)
    scene.put(plants.palm(WHITE, 1), 32.4, 40.6)
    scene.put(machines.phone_box(), 2.6, 41.8)
    scene.put(machines.phone_box(), 4.9, 41.8)
    scene.put(machines.lockers(4), 9, 41.7)
    scene.put(plants.bush(WHITE, 0), 13.3, 41.7)
    scene.put(plants.bush(CLAY, 2), 2.4, 26.5)
    scene.put(plants.sansevieria(), 2.4, 33.6)
    scene.put(cabinet(2, 2), 11.5, 30.9)
    scene.put(plants.indoor_tree(), 29.4, 24.2)
    scene.put(plants.sansevieria(CLAY), 12.1, 37.2)
    for y in (20.5, 24.5, 30, 35):
        side_window(scene, 2, y)
    scene.put(cabinet(2, 0), 11.4, 24)
    scene.put(cabinet(2, 1), 20.5, 24)
    scene.put(plants.planter(4, 3), 22.5, 33.9)
    scene.put(stand("集中", "Focus", SAGE), 28, 41.2)
    scene.area("Open desks", (2, 18, 33, 24), "オープンデスク")


def focus(scene: Scene, walls: Walls) -> None:
    scene.material("focus", 2, 44, 33, 13)
    wall(walls, 44, 2, 35, gaps=((30.5, 32.5),))
    opening(scene, 30.5, 44)
    walls.down(35, 40, 57)
    for i in range(9):
        x = 3 + i * 3
        back, left, right = machines.booth(i)
        scene.put(back, x, 46, bare=True)
        chair_n(scene, x + 0.75, 47.3, INDIGO)
        scene.put(left, x, 47.25)
        scene.put(right, x + 2.25, 47.25)
    for i, x in enumerate((5, 12, 19)):
        table(scene, x, 52.4, 4, i, SAGE, study=True)
        scene.put(plants.sansevieria(WHITE), x - 1.6, 52.2)
    scene.put(shelf(3, 1), 26.4, 50.4)
    scene.put(shelf(3, 2), 29.6, 50.4)
    scene.draw("floor2", seating.rug(224, 96, PINE), 26.2, 51)
    armchair(scene, 27, 52.9, MUSTARD)
    armchair(scene, 29.4, 52.9, CLAY)
    armchair(scene, 31.6, 52.9, MUSTARD)
    scene.put(machines.floor_lamp(), 25.5, 51.2)
    scene.put(plants.palm(WHITE), 32.8, 47.6)
    on_wall(scene, fittings.clock(), 33.3, 44, 22)
    for y in (46.5, 50.5):
        side_window(scene, 2, y)
    scene.area("Focus corner", (2, 44, 33, 11), "集中コーナー", silent=True)
