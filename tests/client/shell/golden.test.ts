/**
 * Frames that the server's own encoder wrote (tests/golden/NAME.bin, with the same events as
 * NAME.json beside it): both ends read the same.
 */

import { existsSync, readdirSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";
import { apply } from "../../../client_web/src/apply";
import { decodeFrame } from "../../../client_web/src/codec";
import { present } from "./sample";

const GOLDEN = fileURLToPath(new URL("../../golden/", import.meta.url));
const frames = existsSync(GOLDEN)
  ? readdirSync(GOLDEN).filter((name) => name.endsWith(".bin"))
  : [];

test.skipIf(frames.length === 0)("every golden frame is read as it was written", () => {
  for (const name of frames) {
    const events = decodeFrame(readFileSync(GOLDEN + name));
    const written = GOLDEN + name.replace(/bin$/, "json");
    if (existsSync(written)) expect(events).toEqual(JSON.parse(readFileSync(written, "utf8")));
    expect(() => events.reduce(apply, present())).not.toThrow();
  }
});

test("bytes that are no frame are told from one", () => {
  for (const bytes of [[0xc1], [0x01], [0x91, 0x01], []]) {
    expect(() => decodeFrame(new Uint8Array(bytes))).toThrow();
  }
});
