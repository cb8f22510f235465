/** A WebSocket that a test opens, feeds and closes by hand. */

import { decode, encode } from "@msgpack/msgpack";
import type { AnyCommand, AnyEvent, Facing } from "../../../client_web/src/wire.gen";

export class FakeSocket {
  static readonly CONNECTING = 0;
  static readonly OPEN = 1;
  static readonly CLOSED = 3;
  static all: FakeSocket[] = [];

  static get newest(): FakeSocket {
    return FakeSocket.all.at(-1) as FakeSocket;
  }

  readyState = FakeSocket.CONNECTING;
  binaryType = "blob";
  sent: AnyCommand[] = [];
  onopen: (() => void) | null = null;
  onmessage: ((message: { data: ArrayBuffer }) => void) | null = null;
  onclose: ((close: { code: number }) => void) | null = null;

  constructor(readonly url: string) {
    FakeSocket.all.push(this);
  }

  send(bytes: Uint8Array): void {
    this.sent.push(bytes[0] === 0xc1 ? readMove(bytes) : (decode(bytes) as AnyCommand));
  }

  /** The page closes it; a browser tells of that later, if anybody still listens. */
  close(): void {
    this.readyState = FakeSocket.CLOSED;
  }

  open(): void {
    this.readyState = FakeSocket.OPEN;
    this.onopen?.();
  }

  receive(...events: AnyEvent[]): void {
    this.receiveBytes(encode(events));
  }

  receiveBytes(bytes: Uint8Array): void {
    this.onmessage?.({ data: bytes.slice().buffer });
  }

  closedBy(code: number): void {
    this.readyState = FakeSocket.CLOSED;
    this.onclose?.({ code });
  }
}

/** A `move`, read by another hand than the client writes by. */
function readMove(bytes: Uint8Array): AnyCommand {
  const [, facing = 0, ...rest] = bytes;
  const number = (at: number, size: number): number =>
    rest.slice(at, at + size).reduce((sum, byte, i) => sum + byte * 256 ** i, 0);
  const signed = (at: number): number => number(at, 4) | 0;
  const turned = "nesw"[facing] as Facing;
  return { t: "move", x: signed(2), y: signed(6), facing: turned, epoch: number(0, 2) };
}
