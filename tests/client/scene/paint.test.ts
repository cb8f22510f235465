/** What the scene works out before it paints: the camera, bubbles' outlines, layers, tags' people. */

import { describe, expect, test } from "vitest";
import { zoneAt } from "../../../client_web/src/motion/zones";
import { Camera, clampAxis, crisp } from "../../../client_web/src/scene/camera";
import { frameAt, sortLayers } from "../../../client_web/src/scene/floor/layers";
import { convexHull, outlineOf } from "../../../client_web/src/scene/hull";
import { People } from "../../../client_web/src/scene/people";
import type { Person } from "../../../client_web/src/state";
import type { Drawing, TileLayer, ZoneView } from "../../../client_web/src/wire.gen";
import { randomFrom } from "./support";

function cameraOn(width: number, height: number): Camera {
  const camera = new Camera();
  camera.setFloor({ width, height }, 32);
  camera.setView({ width: 1280, height: 800 }, 1);
  return camera;
}

describe("the camera", () => {
  test("stays on the floor, and puts a small floor in the middle", () => {
    expect(clampAxis(10, 100, 1000)).toBe(50);
    expect(clampAxis(990, 100, 1000)).toBe(950);
    expect(clampAxis(10, 1000, 100)).toBe(50);
  });

  test("arrives at whom it follows", () => {
    const camera = cameraOn(6400, 6400);
    camera.lookAt(3000, 3000);
    for (let i = 0; i < 120; i++) camera.update(1 / 60, { x: 3200, y: 3100 }, false);
    expect([camera.x, camera.y]).toEqual([3200, 3100]);
    expect(camera.update(1 / 60, { x: 3200, y: 3100 }, false)).toBe(false);
  });

  test("is there at once where motion is reduced", () => {
    const camera = cameraOn(6400, 6400);
    camera.update(1 / 60, { x: 3200, y: 3100 }, true);
    expect([camera.x, camera.y]).toEqual([3200, 3100]);
  });

  test("keeps the point between two fingers where it is", () => {
    const camera = cameraOn(6400, 6400);
    camera.lookAt(3000, 3000);
    const before = camera.toMap(300, 200);
    camera.pinch(1.2, 300, 200);
    const after = camera.toMap(300, 200);
    expect(after.x).toBeCloseTo(before.x, 6);
    expect(after.y).toBeCloseTo(before.y, 6);
  });

  test("zooms between a half and four, in crisp steps, never getting stuck", () => {
    const camera = cameraOn(6400, 6400);
    const zooms = new Set<number>();
    for (let i = 0; i < 12; i++) {
      camera.zoomBy(1.25);
      camera.update(1, null, true);
      zooms.add(camera.zoom);
    }
    for (let i = 0; i < 20; i++) {
      camera.zoomBy(0.8);
      camera.update(1, null, true);
      zooms.add(camera.zoom);
    }
    expect(Math.min(...zooms)).toBe(0.5);
    expect(Math.max(...zooms)).toBe(4);
    for (const zoom of zooms) expect(zoom).toBe(crisp(zoom, 1));
  });
});

describe("a bubble's outline", () => {
  test("is a circle for one and a capsule for two", () => {
    expect(outlineOf([{ x: 1, y: 2 }])).toEqual([{ x: 1, y: 2, from: 0, to: Math.PI * 2 }]);
    const arcs = outlineOf([
      { x: 0, y: 0 },
      { x: 10, y: 0 },
    ]);
    expect(arcs.length).toBe(2);
    for (const { from, to } of arcs) expect(to - from).toBeCloseTo(Math.PI, 9);
  });

  test("turns once round and holds every point, on random points", () => {
    for (let seed = 1; seed <= 100; seed++) {
      const random = randomFrom(seed);
      const points = Array.from({ length: 3 + Math.floor(random() * 6) }, () => ({
        x: Math.floor(random() * 20),
        y: Math.floor(random() * 20),
      }));
      const arcs = outlineOf(points);
      const turned = arcs.reduce((sum, { from, to }) => sum + to - from, 0);
      expect(turned, `seed ${seed}`).toBeCloseTo(Math.PI * 2, 6);
      const hull = convexHull(points);
      for (const point of points) {
        hull.forEach((a, i) => {
          const b = hull[(i + 1) % hull.length] as { x: number; y: number };
          const side = (b.x - a.x) * (point.y - a.y) - (b.y - a.y) * (point.x - a.x);
          expect(side, `seed ${seed}`).toBeGreaterThanOrEqual(0);
        });
      }
    }
  });
});

describe("layers", () => {
  const tiles = (values: number[], above = false): TileLayer => ({
    name: "",
    values,
    opacity: 1,
    dx: 0,
    dy: 0,
    above,
    tint: "",
    kind: "tiles",
  });
  const drawing = (layers: Drawing["layers"]): Drawing => ({
    tile_width: 32,
    tile_height: 32,
    columns: 2,
    rows: 1,
    background: "",
    images: [],
    sprites: [],
    animations: {
      "1": [
        { sprite: 1, ms: 100 },
        { sprite: 2, ms: 50 },
      ],
    },
    layers,
  });

  test("leave out moving tiles and all that lies over them", () => {
    const still = tiles([8, 8]);
    const moving = tiles([16, 8]);
    const over = tiles([8, 8]);
    const sorted = sortLayers(drawing([still, moving, over, tiles([8, 8], true)]));
    expect(sorted.under).toEqual([still, moving, over]);
    expect(sorted.over.length).toBe(1);
    expect(sorted.liveUnder.map(({ layer, x }) => [layer === moving, x])).toEqual([
      [true, 0],
      [false, 0],
    ]);
    expect(sorted.skipped.has(still)).toBe(false);
    expect([...(sorted.skipped.get(over) ?? [])]).toEqual([0]);
    expect(sorted.liveOver).toEqual([]);
  });

  test("show each picture of an animation for its time", () => {
    const frames = drawing([]).animations["1"] ?? [];
    expect([0, 99, 100, 149, 150].map((now) => frameAt(frames, now, 9))).toEqual([1, 1, 2, 2, 1]);
    expect(frameAt([], 5, 9)).toBe(9);
  });
});

describe("people", () => {
  const person = (id: number, y: number, bubble = 0): Person => ({
    id,
    seat: id,
    name: `p${id}`,
    avatar: "auto",
    x: 0,
    y,
    facing: "s",
    about: "",
    tz: "",
    guest: false,
    status: "available",
    wished: false,
    until: 0,
    hand: 0,
    lingering: false,
    bubble,
  });
  const all = (...people: Person[]) => new Map(people.map((each) => [each.id, each]));

  test("are kept from the back to the front, and forgotten when they leave", () => {
    const people = new People();
    people.sync(all(person(1, 30), person(2, 10), person(3, 20)), 0, 50, 32);
    people.update(0, 0.01, 32, 0, null);
    people.sync(all(person(1, 5), person(2, 10), person(3, 20)), 1000, 50, 32);
    people.update(2000, 0.01, 32, 0, null);
    expect(people.order.map(({ person: { id } }) => id)).toEqual([1, 2, 3]);
    people.sync(all(person(3, 20)), 2000, 50, 32);
    expect(people.order.map(({ person: { id } }) => id)).toEqual([3]);
  });

  test("join a bubble little by little, and leave the old one first", () => {
    const people = new People();
    people.sync(all(person(1, 0, 4)), 0, 50, 32);
    people.sync(all(person(1, 0, 5)), 10, 50, 32);
    const figure = people.get(1);
    const seen: string[] = [];
    for (let i = 0; i < 12; i++) {
      people.update(0, 0.06, 32, 0, null);
      seen.push(`${figure?.bubble}`);
    }
    expect([seen[0], seen.at(-1), figure?.joined]).toEqual(["4", "5", 1]);
    expect(people.update(0, 0.06, 32, 0, null)).toBe(false);
  });
});

describe("a zone", () => {
  const zone = (id: number, name: string, rect: [number, number, number, number]): ZoneView => ({
    id,
    kind: "area",
    name: { ja: name, en: "" },
    locked: false,
    lobby: false,
    capacity: 0,
    target: "",
    rects: [rect],
  });

  test("is the smallest one with a name", () => {
    const zones = [
      zone(1, "広間", [0, 0, 100, 100]),
      zone(2, "", [0, 0, 5, 5]),
      zone(3, "桜", [0, 0, 10, 10]),
    ];
    expect(zoneAt(zones, 2, 2)?.id).toBe(3);
    expect(zoneAt(zones, 50, 50)?.id).toBe(1);
    expect(zoneAt(zones, 500, 50)).toBeNull();
  });
});
