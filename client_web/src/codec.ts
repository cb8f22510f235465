/** Frames: a command goes out as one MessagePack map, or is a `move`; events come in as an array of
 * maps. */

import { decode, encode } from "@msgpack/msgpack";
import { type AnyCommand, type AnyEvent, encodeMove } from "./wire.gen";

export const encodeCommand = (command: AnyCommand): Uint8Array<ArrayBuffer> =>
  command.t === "move" ? encodeMove(command) : encode(command);

/** Throws on bytes that are no array of tagged maps. The fields are the server's promise. */
export function decodeFrame(bytes: ArrayBuffer | Uint8Array): readonly AnyEvent[] {
  const frame = decode(bytes);
  if (!Array.isArray(frame) || !frame.every(isTagged)) throw new TypeError("not a frame of events");
  return frame;
}

function isTagged(value: unknown): value is AnyEvent {
  return typeof value === "object" && value !== null && "t" in value;
}
