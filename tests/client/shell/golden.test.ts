/**
 * Frames that the server's own encoder wrote (tests/golden/NAME.bin, with the same events as
 * NAME.json beside it): both ends read the same.
 */

import { existsSync, readdirSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";
import { apply } from "../../../client_web/src/apply";
import { decodeFrame, encodeCommand } from "../../../client_web/src/codec";
import { type AnyEvent, type Move, readCells } from "../../../client_web/src/wire.gen";
import { present } from "./sample";

const GOLDEN = fileURLToPath(new URL("../../golden/", import.meta.url));
const frames = existsSync(GOLDEN)
  ? readdirSync(GOLDEN).filter((name) => name.endsWith(".bin"))
  : [];

test.skipIf(frames.length === 0)("every golden frame is read as it was written", () => {
  for (const name of frames) {
    const events = decodeFrame(readFileSync(GOLDEN + name));
    const written = GOLDEN + name.replace(/bin$/, "json");
    if (existsSync(written)) expect(events.map(plain)).toEqual(read(written));
    expect(() => events.reduce(apply, present())).not.toThrow();
  }
});

const read = (path: string) => JSON.parse(readFileSync(path, "utf8"));

/** JSON has no bytes: they stand there as base64. */
const plain = (event: AnyEvent) =>
  event.t === "moved" ? { ...event, cells: Buffer.from(event.cells).toString("base64") } : event;

test("a move is packed as the server packs it", () => {
  const move: Move = read(`${GOLDEN}commands/move.json`);
  const written = [...readFileSync(`${GOLDEN}commands/move.bin`)];
  expect([...encodeCommand(move)]).toEqual(written);
  expect([...encodeCommand({ ...move, epoch: move.epoch + 65_536 })]).toEqual(written);
});

test("the cells of a move hold who the server put there", () => {
  const { columns, people } = read(`${GOLDEN}cells.json`);
  const [event] = decodeFrame(readFileSync(`${GOLDEN}moved.bin`));
  const found: unknown[] = [];
  if (event?.t === "moved") readCells(event.cells, columns, (...one) => found.push(one));
  expect(found).toEqual(people);
});

test("bytes that are no frame are told from one", () => {
  for (const bytes of [[0xc1], [0x01], [0x91, 0x01], []]) {
    expect(() => decodeFrame(new Uint8Array(bytes))).toThrow();
  }
});
