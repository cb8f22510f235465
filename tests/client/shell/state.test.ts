/** The state that a fresh page starts with. */

import { expect, test } from "vitest";
import { EMPTY } from "../../../client_web/src/state";

test("a fresh page knows nobody and holds no message", () => {
  expect(EMPTY.people.size).toBe(0);
  expect(EMPTY.last).toBe(0);
});
