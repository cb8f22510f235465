/** Avatars: codes that the server accepts, looks that differ, pictures without a canvas. */

import { describe, expect, test } from "vitest";
import {
  avatarCodes,
  HAIR_STYLES,
  lookOf,
  resolveAvatar,
} from "../../../client_web/src/scene/avatar/code";
import { drawFigure, FRAMES } from "../../../client_web/src/scene/avatar/figure";

const ACCEPTED = /^[a-z0-9-]{1,40}$/; // server/wire/http.py, AVATAR_PATTERN

describe("avatar codes", () => {
  test("are accepted by the server, differ, and are the same for the same seed", () => {
    const codes = avatarCodes("山田", 24);
    expect(new Set(codes).size).toBe(24);
    for (const code of codes) expect(code).toMatch(ACCEPTED);
    expect(avatarCodes("山田", 24)).toEqual(codes);
    expect(avatarCodes("佐藤", 24)).not.toEqual(codes);
  });

  test("go through all the hair styles before one comes again", () => {
    const styles = avatarCodes("seed", HAIR_STYLES.length).map((code) => lookOf(code).hair);
    expect(new Set(styles).size).toBe(HAIR_STYLES.length);
  });

  test("that are unknown stand for a look made from the name", () => {
    expect(resolveAvatar("p-2-3-1-0-4", "山田")).toBe("p-2-3-1-0-4");
    for (const strange of ["auto", "p-99-0-0-0-0", "p-1-1", "q-1-1-1-1-1"]) {
      expect(resolveAvatar(strange, "山田"), strange).toBe(resolveAvatar("auto", "山田"));
    }
    expect(resolveAvatar("auto", "山田")).not.toBe(resolveAvatar("auto", "佐藤"));
  });
});

describe("an avatar's picture", () => {
  test("differs between facings, steps and people, and west is east mirrored", () => {
    const bytes = (code: string, facing: "n" | "e" | "s" | "w", frame: number) =>
      drawFigure(code, facing, frame).data.join();
    const code = "p-2-3-1-0-4";
    const all = (["n", "e", "s", "w"] as const).map((facing) => bytes(code, facing, 4));
    expect(new Set(all).size).toBe(4);
    expect(drawFigure(code, "w", 0).data).toEqual(drawFigure(code, "e", 0).mirrored().data);
    expect(bytes(code, "s", 0)).not.toBe(bytes(code, "s", 2));
    expect(bytes(code, "s", 4)).not.toBe(bytes("p-2-3-1-0-5", "s", 4));
  });

  test("exists for every hair style, top and frame, with feet on the ground", () => {
    for (let hair = 0; hair < 10; hair++) {
      for (let frame = 0; frame < FRAMES; frame++) {
        for (const facing of ["n", "e", "s"] as const) {
          const picture = drawFigure(`p-0-${hair}-0-${hair % 6}-0`, facing, frame);
          const solid = picture.data.filter((pixel) => pixel !== 0).length;
          expect(solid).toBeGreaterThan(450);
          expect(picture.data.subarray(45 * 32, 46 * 32).some((pixel) => pixel !== 0)).toBe(true);
        }
      }
    }
  });
});
