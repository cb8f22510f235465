/** Where name tags lie that have to be read whatever is under them. */

import { expect, test } from "vitest";
import { type Box, liftOver } from "../../../client_web/src/scene/tags";

const box = (left: number, top: number): Box => ({ left, top, right: left + 80, bottom: top + 20 });

test("a tag with nothing in its way stays over its head", () => {
  expect(liftOver(box(0, 100), [], 0)).toBe(0);
  expect(liftOver(box(0, 100), [box(90, 100), box(0, 130)], 2)).toBe(0);
});

test("a tag that would cover another one is lifted over it, and over the one above", () => {
  expect(liftOver(box(0, 100), [box(40, 92)], 1)).toBe(28);
  expect(liftOver(box(0, 100), [box(40, 92), box(-40, 75)], 2)).toBe(45);
});

test("tags of an earlier frame that lie in the list no more are in nobody's way", () => {
  expect(liftOver(box(0, 100), [box(90, 100), box(0, 100)], 1)).toBe(0);
});
